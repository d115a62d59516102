"""Cases made up to try what a version promises: every mixture of facts and histories on which it can hang.

A history of a few events stands for all: a promise that looks at the latest check, the first and whether there is any
faulty one looks at three events at most, and what it finds in a longer history it finds in these three alone. So all
histories of so many events, in every order, are made. What they cannot stand for (days, numbers, how many events
there are, a check in hand) is told in `Matters.open_ended`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby, islice, product

from ilacs_rules.language.dates import ONE_DAY
from ilacs_rules.language.names import fold
from ilacs_rules.language.nodes import Picks
from ilacs_rules.language.nouns import plural
from ilacs_rules.language.types import Basic, Type, ValueSet
from ilacs_rules.language.walk import TreePart
from ilacs_rules.model import tree
from ilacs_rules.model.absent import NOTHING, Absent
from ilacs_rules.model.case import Case, Event, Value
from ilacs_rules.model.due_shapes import kinds_between
from ilacs_rules.model.partial import Partial
from ilacs_rules.model.reached import reached
from ilacs_rules.model.version import Requirement, Version
from ilacs_rules.model.vocabulary import CREATED, ENDED

MOST_CASES = 2_000  # tried for one promise
_DAYS_ON = 365  # the day of the question, so long after the version came into force
_DAYS_BACK = 200  # the first made-up event lies this long before it
_MOST_NUMBERS = 9  # tried of one fact or recorded value


Look = tuple[Picks, frozenset[str], tuple[object, ...]]
"""What is picked, from events of which kinds, with which filters."""


@dataclass
class Matters:
    """What a promise hangs on: facts and recorded values that can be tried, the events it looks at, and the rest.

    `looks` has for each look at a history how many events of it are enough; `since` the kinds of events that count
    only from a day on, as those of a `for each`.
    """

    facts: dict[str, Type] = field(default_factory=dict)
    recorded: dict[str, Type] = field(default_factory=dict)
    looks: dict[Look, int] = field(default_factory=dict)
    since: set[frozenset[str]] = field(default_factory=set)
    numbers: list[int | Decimal] = field(default_factory=list)  # that something is held against
    texts: list[str] = field(default_factory=list)
    open_ended: set[str] = field(default_factory=set)


def what_matters(version: Version, conditions: Iterable[tree.Node | None], names: Iterable[str]) -> Matters:
    """What conditions hang on, and whether each of some requirements (folded) applies."""
    matters = Matters()
    requirements = _with_what_replaces(version, set(names))
    roots: list[TreePart | None] = [*conditions]
    for requirement in requirements:
        roots += [requirement.when, requirement.for_each]
        if requirement.for_each is not None:
            matters.looks[Picks.ANY, requirement.for_each.history.kinds, ("for each", requirement.for_each.history)] = 1
            matters.since.add(requirement.for_each.history.kinds)
        between = kinds_between(requirement.due.shape)
        if between is not None:
            matters.looks[Picks.ANY, between.kinds, ()] = 1
    for part in reached(version, roots):
        _gather(part, matters)
    for name in (CREATED, ENDED):
        matters.facts.pop(name, None)
    for _, kinds, filters in [each for each in matters.looks if each[0] in (Picks.LATEST, Picks.FIRST)]:
        matters.looks.pop((Picks.ANY, kinds, filters), None)  # whether there is any is seen by the latest
    return matters


def _with_what_replaces(version: Version, names: set[str]) -> list[Requirement]:
    """Some requirements and every exception on which it hangs whether they apply."""
    while more := {r.name for r in version.requirements.values() if names.intersection(r.replaces)} - names:
        names |= more
    return [each for each in version.requirements.values() if each.name in names]


def _gather(part: TreePart, matters: Matters) -> None:
    match part:
        case tree.Fact(name=name, type=type_):
            _add(matters.facts, name, type_, matters)
        case tree.Field(name=name, type=type_):
            _add(matters.recorded, name, type_, matters)
        case tree.Today() | tree.DayOf() | tree.Within():
            matters.open_ended.add("days")
        case tree.InHand():
            matters.open_ended.add("events in hand")
        case tree.Lot():
            matters.open_ended.add("what is drawn by lot")
        case tree.Select(picks=Picks.NUMBER as picks, history=history):
            matters.open_ended.add("counts of events")
            matters.looks[picks, history.kinds, history.filters] = 2
        case tree.Select(picks=Picks.ANY | Picks.NO, history=history):
            matters.looks[Picks.ANY, history.kinds, history.filters] = 1
        case tree.Select(picks=picks, history=history) | tree.Several(picks=picks, history=history):
            look = (picks, history.kinds, history.filters)
            number = part.count if isinstance(part, tree.Several) else 1
            matters.looks[look] = max(number, matters.looks.get(look, 0))
        case tree.Const(value=int() | Decimal() as number) if not isinstance(number, bool):
            matters.numbers.append(number)
        case tree.Const(type=Basic.TEXT, value=str() as text):
            matters.texts.append(text)
        case _:
            pass


def _add(where: dict[str, Type], name: str, type_: Type, matters: Matters) -> None:
    if isinstance(type_, ValueSet) or type_ in (Basic.YES_OR_NO, Basic.NUMBER, Basic.TEXT):
        where[name] = type_
    if not isinstance(type_, ValueSet) and type_ is not Basic.YES_OR_NO:
        matters.open_ended.add(f"“{name}”")


# ------------------------------------------------------------------------------------------------ cases


def day_asked_about(version: Version) -> date:
    """The day on which the made-up cases are decided."""
    return version.start + timedelta(days=_DAYS_ON)


def cases(version: Version, matters: Matters) -> Iterator[Case]:
    """Every mixture: each fact, and of each group of kinds every history of as many events as are looked at."""
    groups: list[set[str]] = []
    for _, kinds, _ in matters.looks:
        joined = {*kinds}.union(*(g for g in groups if g & kinds))
        groups = [g for g in groups if not g & kinds] + [joined]
    histories = [list(islice(_histories(version, matters, group), MOST_CASES + 1)) for group in groups]
    facts = [[(name, value) for value in _values(type_, matters)] for name, type_ in matters.facts.items()]
    always = {name: value for name, value in _there(version) if name in version.vocabulary.facts}
    for chosen_histories in product(*histories):
        for chosen_facts in product(*facts):
            events = sorted((event for history in chosen_histories for event in history), key=_day)
            yield Case("a made-up case", {**always, **dict(chosen_facts)}, tuple(events))


def _there(version: Version) -> Iterator[tuple[str, Value]]:
    """The subject was there before all that happens, and has not ended."""
    yield CREATED, _before(version) - timedelta(days=_DAYS_BACK)
    yield ENDED, NOTHING


def _before(version: Version) -> date:
    """A day before any version was in force."""
    while version.before is not None:
        version = version.before
    return version.start - timedelta(days=_DAYS_BACK)


def _histories(version: Version, matters: Matters, group: set[str]) -> Iterator[tuple[Event, ...]]:
    """Histories of the kinds of a group, the shortest first."""
    most = sum(number for (_, kinds, _), number in matters.looks.items() if kinds & group)
    begin = [day_asked_about(version) - timedelta(days=_DAYS_BACK)]
    if any(kinds & group for kinds in matters.since):
        begin.append(_before(version))
    one = [(kind, day, fields) for kind, fields in _kinds(version, matters, group) for day in begin]
    for length in range(most + 1):
        for chosen in product(one, repeat=length):
            days = [first + place * ONE_DAY for place, (_, first, _) in enumerate(chosen)]
            yield tuple(Event(k, d, d, fields=dict(f)) for (k, _, f), d in zip(chosen, days, strict=True))


def _kinds(version: Version, matters: Matters, group: set[str]) -> Iterator[tuple[str, dict[str, Value]]]:
    for kind in (k for k in version.vocabulary.events if k in group):
        records = version.vocabulary.events[kind].records
        recorded = [[(n, v) for v in _values(t, matters)] for n, t in matters.recorded.items() if n in records]
        for chosen in product(*recorded):
            yield kind, dict(chosen)


def _values(type_: Type, matters: Matters) -> list[Value]:
    """Every value of a type with few, and that there is none; what is not known settles nothing that these do not.

    Of numbers and texts those that something is held against, and their neighbours.
    """
    if type_ is Basic.NUMBER:
        near = sorted({number + step for number in matters.numbers for step in (-1, 0, 1)})
        return [*near[:_MOST_NUMBERS], NOTHING]
    if type_ is Basic.TEXT:
        return [*sorted({*matters.texts, "A", "B"}), NOTHING]
    return [*type_.values, NOTHING] if isinstance(type_, ValueSet) else [True, False, NOTHING]


def _day(event: Event) -> date:
    assert isinstance(event.start, date), "made-up events have days"
    return event.start


# ------------------------------------------------------------------------------------------------ in words


def in_words(version: Version, case: Case) -> str:
    """A made-up case: `with one fire check (result: unsafe), then one drill`."""
    history, before = "", None
    for (words, recorded), run in groupby(case.events, lambda event: _told(version, event)):
        events = list(run)
        said = f"one {words}" if len(events) == 1 else f"{len(events)} {plural(words)}"
        said += f" ({recorded})" if recorded else ""
        said += " one after the other" if len(events) > 1 else ""
        then = "with " if before is None else ", then " if before < _day(events[0]) else " and "
        history, before = history + then + said, _day(events[-1])
    facts = {name: value for name, value in case.facts.items() if name not in (CREATED, ENDED)}
    known = [f"{version.vocabulary.facts[name].words}: {_said(value)}" for name, value in facts.items()]
    return (history or "without any event") + (f", {', '.join(known)}" if known else "")


def _told(version: Version, event: Event) -> tuple[str, str]:
    """What kind of event it is, and what it records."""
    kind = version.vocabulary.events[event.kind]
    return kind.words, ", ".join(
        f"{kind.records[fold(name)].words}: {_said(value)}" for name, value in event.fields.items()
    )


def _said(value: Value | Partial) -> str:
    if isinstance(value, Absent):
        return value.value
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
