"""What conditions hang on, and where its values are cut: facts, recorded values, and the histories that are looked at.

A number, a day or a text that is only held against written ones comes to the same between two of these: so its values
are cut there, and one stands for each piece. A history of a few events stands for all: a condition that looks at the
latest check, the first and whether there is any faulty one looks at three events at most, and what it finds in a longer
history it finds in these three alone; of events that are counted, one more than the largest number written.

What is not cut so (numbers that are worked out, days reckoned from others, a lot) is told in `Matters.limits`: cases
with it are tried, and prove nothing of those that were not.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TypeGuard

from ilacs_rules.language.dates import add_days
from ilacs_rules.language.durations import Duration
from ilacs_rules.language.fixed_words import Picks
from ilacs_rules.language.types import Basic, Type, ValueSet, is_length
from ilacs_rules.language.walk import TreePart
from ilacs_rules.model import tree
from ilacs_rules.model.reached import reached
from ilacs_rules.model.tree import EventDay
from ilacs_rules.model.version import DecisionTable, ForEach, Version
from ilacs_rules.model.vocabulary import CREATED, ENDED, EventKind
from ilacs_rules.regions.cuts import Cuts
from ilacs_rules.regions.recordable import Fields, Recordable, and_before

_BETWEEN_DAYS = "days that are reckoned from others"
_WORKED_OUT = "numbers that are worked out or held against each other"
_LESS_EXACT = "events of which no closer kind is told"
_RECORDED_LENGTHS = "lengths of time that are recorded"


_DAYS_ON = 365


@dataclass(frozen=True, slots=True)
class Group:
    """Kinds of event that are looked at together, so that their order matters.

    Of kinds that nothing tells apart, one stands for all. At most `most` events of them need be looked at. `timed` says
    whether it matters on which days they were. On the days `changes` it became otherwise what is told of them.
    """

    kinds: tuple[str, ...]  # that are told apart, folded
    members: frozenset[str]  # all of them
    most: int
    timed: bool
    changes: tuple[date, ...] = ()


@dataclass
class Matters:
    """What the conditions of one or more versions hang on, and what of it is not cut so that nothing is missed."""

    versions: tuple[Version, ...]
    facts: set[str] = field(default_factory=set)
    records: set[str] = field(default_factory=set)
    numbers: set[int | Decimal] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    days: set[date] = field(default_factory=set)
    lengths: set[Duration] = field(default_factory=set)
    limits: set[str] = field(default_factory=set)
    by_version: bool = False  # whether it matters which version was in force when an event ended
    groups: tuple[Group, ...] = ()
    cuts: Cuts = field(default_factory=lambda: Cuts(()))

    @property
    def day(self) -> date:
        """The day on which made-up cases are asked about: while the newest version is in force, and late.

        So that what happened can lie on either side of every day that is written.
        """
        version = self.versions[-1]
        late = (add_days(day, _DAYS_ON) or date.max for day in (version.start, *self.days))
        return min(max(late), version.until or date.max)

    def group_of(self, kinds: frozenset[str]) -> int | None:
        """The place of the group in which some kinds are looked at."""
        return next((place for place, group in enumerate(self.groups) if group.members & kinds), None)

    @property
    def are_reckoned(self) -> bool:
        """Whether lengths of time are added to days, or days held against each other, before anything is compared."""
        return not self.limits.isdisjoint((_BETWEEN_DAYS, _WORKED_OUT))

    @property
    def in_all(self) -> Hashable:
        """What cases have to be told of: where it is the same, they can be asked about together."""
        lengths = self.lengths if self.are_reckoned or _RECORDED_LENGTHS in self.limits else ()
        sets = (self.facts, self.records, self.days, lengths, self.limits)
        return self.day, self.by_version, *map(frozenset, sets), self.groups

    @property
    def are_timed(self) -> bool:
        """Whether it matters on which days events were."""
        return any(group.timed for group in self.groups)

    @cached_property
    def of_one_type(self) -> bool:
        """Whether all versions, and those before them, have the same values for what is told of events.

        Else one of them may not know a value, which is a mistake wherever it is read.
        """
        types: dict[tuple[str, str], Type] = {}
        return all(
            types.setdefault((kind.name, name), record.type) == record.type
            for version in {id(each): each for asked in self.versions for each in and_before(asked)}.values()
            for kind in version.vocabulary.events.values()
            for name, record in kind.records.items()
        )

    @cached_property
    def recordable(self) -> Recordable:
        """What can have been recorded of events."""
        return Recordable(self.versions)

    def told_of(self, kind: str, day: date) -> Fields | None:
        """What is told of an event of a kind (folded) that ended on a day, of all that is read; see `Recordable.of`."""
        fields = self.recordable.of(kind, day)
        return None if fields is None else fields & self.records

    def kind(self, name: str) -> EventKind:
        """A kind of event by its folded name, as the newest version that has it declares it."""
        return next(v.vocabulary.events[name] for v in reversed(self.versions) if name in v.vocabulary.events)


@dataclass
class _Looks:
    """The looks at histories, as they are gathered: how many events each needs, and which look at days."""

    needed: dict[tuple[Picks, frozenset[str], tuple[object, ...]], int] = field(default_factory=dict)
    timed: set[frozenset[str]] = field(default_factory=set)

    def add(self, picks: Picks, history: tree.History, number: int) -> None:
        look = picks, history.kinds, history.filters
        self.needed[look] = max(number, self.needed.get(look, 0))
        if any(isinstance(part, tree.Within) for part in history.filters):
            self.timed.add(history.kinds)


def what_matters(asked: Iterable[tuple[Version, Iterable[TreePart | None]]]) -> Matters:
    """What the roots asked of each version hang on."""
    asked = [(version, list(roots)) for version, roots in asked]
    matters, looks = Matters(tuple(version for version, _ in asked)), _Looks()
    parts = [part for version, roots in asked for part in reached(version, roots)]
    for part in parts:
        _written(part, matters)
    matters.cuts = Cuts(asked)
    for version, roots in asked:
        counted = _counted_up_to(version, roots)
        for part in reached(version, roots):
            _looked_at(version, part, looks, counted)
            _not_cut(version, part, matters)
            matters.by_version |= isinstance(part, ForEach)
    matters.groups = tuple(_groups(matters, looks))
    return matters


def _written(part: TreePart, matters: Matters) -> None:
    match part:
        case tree.Const(value=number) if _is_number(number):
            matters.numbers.add(number)
        case tree.Const(type=Basic.TEXT, value=str() as text):
            matters.texts.add(text)
        case tree.Const(value=date() as day):
            matters.days.add(day)
        case tree.Const(value=Duration() as length):
            matters.lengths.add(length)
        case tree.Fact(name=name):
            matters.facts.add(name)
        case tree.Field(name=name):
            matters.records.add(name)
        case _:
            pass


def _counted_up_to(version: Version, roots: Iterable[TreePart | None]) -> int:
    """The largest number that a number of events is held against, or stands in the same table."""
    found = [0]
    for part in reached(version, roots):
        if isinstance(part, tree.Compare | tree.Between | tree.OneOf | tree.Counting | DecisionTable):
            inside = list(reached(version, [part]))
            if any(isinstance(each, tree.Select) and each.picks is Picks.NUMBER for each in inside):
                found += [int(each.value) for each in inside if isinstance(each, tree.Const) and _is_number(each.value)]
    return max(found)


def _is_number(value: object) -> TypeGuard[int | Decimal]:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _looked_at(version: Version, part: TreePart, looks: _Looks, counted: int) -> None:
    match part:
        case tree.Select(picks=Picks.NUMBER, history=history):
            looks.add(Picks.NUMBER, history, counted + 1)
        case tree.Select(picks=Picks.ANY | Picks.NO, history=history):
            looks.add(Picks.ANY, history, 1)
        case tree.Select(picks=picks, history=history):
            looks.add(picks, history, 1)
        case tree.Several(picks=picks, history=history, count=count):
            looks.add(picks, history, count)
        case tree.DayOf(event=event):  # which a name may stand for
            looked_at = (each for each in reached(version, [event]) if isinstance(each, tree.Select | tree.Several))
            looks.timed.update(each.history.kinds for each in looked_at)
        case ForEach(history=history):
            looks.add(Picks.ANY, history, 1)
            looks.timed.add(history.kinds)
        case _:
            pass


def _not_cut(version: Version, part: TreePart, matters: Matters) -> None:
    """What a part asks that is tried here and there, and not everywhere."""
    match part:
        case tree.Fact(name=name) if name in (CREATED, ENDED):
            matters.limits.add("since when, or until when, the subject exists")
        case tree.Fact(type=type_) | tree.Field(type=type_) if is_length(type_):
            matters.limits.add(_RECORDED_LENGTHS)
        case tree.InHand():
            matters.limits.add("events in hand")
        case tree.Lot():
            matters.limits.add("what is drawn by lot")
        case tree.OfCase() | tree.Cases() | tree.SelectCases() | tree.ThisCase():
            matters.limits.add("what is so of other cases")
        case tree.Near() | tree.InStretch() | tree.Today():
            matters.limits.add(_BETWEEN_DAYS)
        case tree.DayOf(day=EventDay.PUBLICATION):
            matters.limits.add("days of publication")
        case tree.DayOf(day=EventDay.START):
            matters.limits.add("how long events last")
        case tree.Within(low=low, high=high):
            if not all(side is None or isinstance(side, tree.Const) for side in (low, high)):
                matters.limits.add(_BETWEEN_DAYS)
            if low is not None and high is not None:
                matters.limits.add("how long events last")
        case tree.Arithmetic(left=left) if _has_many(version, part):
            matters.limits.add(_WORKED_OUT if left.type is Basic.NUMBER else _BETWEEN_DAYS)
        case tree.Call() if _has_many(version, part):
            matters.limits.add(_WORKED_OUT)
        case tree.Compare(left=left, right=right):
            _held_against(version, (left, right), matters)
        case tree.Between(subject=subject, low=low, high=high):
            _held_against(version, (subject, low, high), matters)
        case tree.OneOf(subject=subject, options=options):
            _held_against(version, (subject, *options), matters)
        case _:
            pass


def _held_against(version: Version, sides: Sequence[tree.Node], matters: Matters) -> None:
    """A value that can be any of many can only be cut where all it is held against is written there."""
    if any(_has_many(version, side) for side in sides) and sum(not _is_written(version, side) for side in sides) > 1:
        matters.limits.add(_BETWEEN_DAYS if sides[0].type is Basic.DATE else _WORKED_OUT)


def _is_written(version: Version, node: tree.Node) -> bool:
    while isinstance(node, tree.Named):
        body = version.definitions[node.name].body
        if isinstance(body, DecisionTable):
            return False
        node = body
    return isinstance(node, tree.Const)


def _has_many(version: Version, part: TreePart) -> bool:
    """Whether a value hangs on one that can be any of many: a number, a day, a text, how many events there are."""
    return any(
        (isinstance(each, tree.Fact | tree.Field | tree.Item) and not _has_few(each.type))
        or (isinstance(each, tree.Select) and each.picks is Picks.NUMBER)
        or isinstance(each, tree.DayOf | tree.Today)
        for each in reached(version, [part])
    )


def _has_few(type_: Type) -> bool:
    return isinstance(type_, ValueSet) or type_ is Basic.YES_OR_NO


# ------------------------------------------------------------------------------------------------ histories


def _groups(matters: Matters, looks: _Looks) -> Iterator[Group]:
    joined: list[frozenset[str]] = []
    kinds_looked_at = [kinds for _, kinds, _ in looks.needed]
    timed = frozenset[str]().union(*looks.timed) if _BETWEEN_DAYS in matters.limits else frozenset[str]()
    for kinds in [*kinds_looked_at, *([timed] if timed else [])]:
        met = [group for group in joined if group & kinds]
        joined = [group for group in joined if not group & kinds] + [kinds.union(*met)]
    for members in joined:
        inside = [(look, number) for look, number in looks.needed.items() if look[1] & members]
        most = sum(number for _, number in inside)
        told_apart = _told_apart(matters, members, list(dict.fromkeys(kinds for (_, kinds, _), _ in inside)))
        changes = matters.recordable.changes(told_apart, frozenset(matters.records))
        yield Group(told_apart, members, most, any(kinds & members for kinds in looks.timed), tuple(changes))


def _told_apart(matters: Matters, members: frozenset[str], looked_at: list[frozenset[str]]) -> tuple[str, ...]:
    """One kind for each way of being looked at, that is told the longest; another where it is told in other times."""
    alike: dict[tuple[tuple[bool, ...], Fields], list[tuple[str, frozenset[int]]]] = {}
    less_exact: set[tuple[bool, ...]] = set()
    known = dict.fromkeys(name for version in reversed(matters.versions) for name in version.vocabulary.events)
    for kind in map(matters.kind, (name for name in known if name in members)):
        read = frozenset(name for name in kind.records if name in matters.records)
        in_time = enumerate(matters.recordable.in_time(kind.name, read))
        told = frozenset(place for place, fields in in_time if fields is not None)
        looks = tuple(kind.name in kinds for kinds in looked_at)
        alike.setdefault((looks, read), []).append((kind.name, told))
        less_exact |= set() if told or kind.repealed else {looks}
    found: list[str] = []
    for those in alike.values():
        covered = frozenset[int]()
        for name, told in sorted(those, key=lambda each: -len(each[1])):
            if not told <= covered:
                found.append(name)
                covered |= told
    if less_exact - {looks for (looks, _), those in alike.items() if any(told for _, told in those)}:
        matters.limits.add(_LESS_EXACT)  # else one of the kinds stands for what is told less exactly
    return tuple(found)
