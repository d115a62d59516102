"""A case of which only so much is told: what is not told is not known, and can be told by one more step.

Events are told from the newest back. How far the record goes is told with them, so that the one before is not known
until it is told, or that there is none.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from ilacs_rules.language.dates import ONE_DAY, add_days, add_months
from ilacs_rules.language.durations import Duration, DurationKind
from ilacs_rules.language.types import Basic, Type, ValueSet, is_length
from ilacs_rules.model.absent import NOTHING, UNKNOWN, Absent
from ilacs_rules.model.case import Case, Event, Value, told_so
from ilacs_rules.model.partial import Partial
from ilacs_rules.model.vocabulary import CREATED, ENDED, FactKind
from ilacs_rules.regions.cuts import Input, fact, record
from ilacs_rules.regions.matters import Group, Matters
from ilacs_rules.regions.recordable import Fields, and_before

_APART = 30  # days from one event of a story from the next
_YEARS_BEFORE = 10  # all that is looked at, it was there


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event of a story: its kind, its last day, its first where that is another, and what of its record is told."""

    group: int
    kind: str
    day: date
    first: date | None = None
    fields: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Story:
    """What is told of a case: facts, events with the newest first, and of which groups all events are told."""

    on: date
    facts: Mapping[str, Value] = field(default_factory=dict)
    events: tuple[ToldEvent, ...] = ()
    whole: frozenset[int] = frozenset()

    @property
    def told(self) -> int:
        """How much is told: the fewer, the simpler its witness."""
        return len(self.facts) + sum(1 + len(event.fields) for event in self.events)

    @property
    def has_gap(self) -> bool:
        """Whether something is not known of an event that nobody recorded when it ended."""
        return any(value is UNKNOWN for event in self.events for value in event.fields.values())

    def of_group(self, group: int) -> list[ToldEvent]:
        """The events told of a group, the newest first."""
        return [event for event in self.events if event.group == group]

    def with_fact(self, name: str, value: Value) -> Story:
        """The same with one more fact."""
        return Story(self.on, {**self.facts, name: value}, self.events, self.whole)

    def with_field(self, place: int, name: str, value: Value) -> Story:
        """The same with one more thing that one of its events records."""
        told = self.events[place]
        more = ToldEvent(told.group, told.kind, told.day, told.first, {**told.fields, name: value})
        return Story(self.on, self.facts, (*self.events[:place], more, *self.events[place + 1 :]), self.whole)


class StoriesAsKnown:
    """Makes the cases of stories as far as they are told; what they have in common is worked out once."""

    def __init__(self, matters: Matters) -> None:
        self._matters = matters
        untold = {name: UNKNOWN for version in matters.versions for name in version.vocabulary.facts}
        self._facts = {**untold, **_always(matters)}
        self._never: dict[str, date | None] = {kind: None for v in matters.versions for kind in v.vocabulary.events}
        self._nothing_told = Case("a made-up case")
        self._events: dict[int, tuple[ToldEvent, Event]] = {}  # by the id of what is told, which is kept beside it

    def case(self, story: Story) -> tuple[Case, dict[int, int]]:
        """The case as far as it is told, and the place in the story of each of its events, by the `id` of the event."""
        until = dict(self._never)
        for place, group in enumerate(self._matters.groups):
            told = story.of_group(place)
            if place in story.whole:
                until |= dict.fromkeys(group.members, date.min)
            elif told:
                until |= dict.fromkeys(group.members, told[-1].day)
        events = tuple(map(self._event, story.events))
        case = told_so(self._nothing_told, {**self._facts, **story.facts}, events, until)
        return case, {id(event): place for place, event in enumerate(events)}

    def _event(self, told: ToldEvent) -> Event:
        """Stories that tell more of something else share their events."""
        if id(told) not in self._events:
            self._events[id(told)] = told, _event(told, self._matters, UNKNOWN)
        return self._events[id(told)][1]


def witness(story: Story, matters: Matters, name: str = "a made-up case") -> Case:
    """The smallest case of the story: nothing happened but what is told, and no other fact is."""
    always = _always(matters)
    facts = {**always, **story.facts}
    return Case(name, facts, tuple(_event(told, matters, None) for told in reversed(story.events)))


def _event(told: ToldEvent, matters: Matters, untold: Absent | None) -> Event:
    if untold is None:
        fields = {
            name: value for name, value in told.fields.items() if not _is_assumed(told.kind, name, value, matters)
        }
    else:
        fields = {**dict.fromkeys(matters.kind(told.kind).records, untold), **told.fields}
    return Event(told.kind, told.first or told.day, told.day, told.day, fields=fields)


def _is_assumed(kind: str, name: str, value: Value, matters: Matters) -> bool:
    """Whether there is none of what an event records, and every version takes that to be so where none is told."""
    declared = (version.vocabulary.events.get(kind) for version in matters.versions)
    records = (each.records.get(name) for each in declared if each is not None)
    return value is NOTHING and all(each is None or each.default is NOTHING for each in records)


def _facts(matters: Matters) -> dict[str, FactKind]:
    """The facts of the versions; the newest that has one says what it can be."""
    return {name: kind for version in matters.versions for name, kind in version.vocabulary.facts.items()}


def _always(matters: Matters) -> dict[str, Value | Partial]:
    """The subject was there long before all that happens, and has not ended."""
    first = min({*_cuts(matters, matters.day), matters.day})
    there = date(max(first.year - _YEARS_BEFORE, date.min.year), 1, 1)
    facts = {name for version in matters.versions for name in version.vocabulary.facts}
    always: dict[str, Value | Partial] = {CREATED: there, ENDED: NOTHING}
    return {name: value for name, value in always.items() if name in facts}


def oddness(story: Story, matters: Matters) -> int:
    """How much is told that seldom is so, and makes a poor example: the fewer, the better.

    That is a kind of event of which there are no more, a value that is missing, a day recorded before
    it came, one that lies on a cut.
    """
    facts, seldom = _facts(matters), 0
    for name, value in story.facts.items():
        seldom += value is NOTHING and facts[name].default is not NOTHING
    for event in story.events:
        kind, told = matters.kind(event.kind), matters.told_of(event.kind, event.day) or Fields()
        seldom += kind.repealed + (event.first is not None)
        for name, value in event.fields.items():
            missing = value is NOTHING and name in told and kind.records[name].default is not NOTHING
            seldom += missing or (isinstance(value, date) and value > story.on)
    return seldom


# ------------------------------------------------------------------------------------------------ one step further


def facts_told(story: Story, name: str, matters: Matters) -> Iterator[Story]:
    """The story with each value of a fact that can be told apart."""
    for value in values(_facts(matters)[name].type, matters, story.on, fact(name)):
        yield story.with_fact(name, value)


def fields_told(story: Story, place: int, name: str, matters: Matters) -> Iterator[Story]:
    """The story with each value that one of its events can record under a name.

    What was not recorded when it ended is not known of it: whoever asks for it cannot tell that there is none.
    """
    told = story.events[place]
    known = matters.told_of(told.kind, told.day)
    is_told = known is not None and name in known
    kind = matters.kind(told.kind).records[name]
    untold = UNKNOWN if kind.default is None else kind.default
    for value in values(kind.type, matters, story.on, record(name)) if is_told else [untold]:
        yield story.with_field(place, name, value)


def longer(story: Story, place: int, matters: Matters) -> Iterator[Story]:
    """The story in which there is no earlier event of a group, and those with one more of each kind."""
    group = matters.groups[place]
    told = story.of_group(place)
    yield replace(story, whole=story.whole | {place})
    if len(told) >= group.most:
        return
    newest = told[-1].day if told else story.on
    seen: dict[tuple[str, Hashable], Fields] = {}
    for first, last, piece in _days_before(newest, group, matters, story.on):
        for kind in group.kinds:
            known = matters.told_of(kind, last)
            alike = kind, piece
            if known is not None and not (alike in seen and known <= seen[alike]):
                seen[alike] = known | seen.get(alike, Fields())
                yield replace(story, events=(*story.events, ToldEvent(place, kind, last, first)))


_Days = tuple[date | None, date, Hashable]
"""The first day of an event (where another than its last), its last, and in which piece between the cuts it lies.

Two days of one piece come to the same, but for what is told of an event.
"""


def _days_before(newest: date, group: Group, matters: Matters, on: date) -> list[_Days]:
    """The days that an earlier event can have had, the latest before others.

    Where days matter one in each piece between the cuts, and one that begins before a cut and ends on it; else one. And
    one more before each day on which it became otherwise what is told.
    """
    cuts = _cuts(matters, on) if group.timed else set[date]()
    found: list[_Days] = [(first, cut, (first, cut)) for cut in cuts if cut < newest for first in (None, cut - ONE_DAY)]
    apart = timedelta(days=_APART)
    piece = on
    for high, low in pairwise(sorted({date.min, *cuts, *(day for day in group.changes if day < on), on}, reverse=True)):
        piece = high if high in cuts else piece
        last = min(high, newest)
        if last - ONE_DAY > low:
            day = max(last - apart, low + ONE_DAY) if last - low > apart else low + (last - low) // 2
            found.append((None, day, piece))
    return sorted(found, key=lambda days: (days[1], days[0] is None), reverse=True)


def _cuts(matters: Matters, on: date) -> set[date]:
    """The days at which the past is cut: those written, and where it matters the days on which a version began.

    Where days are reckoned from others, which is tried here and there alone, also those that lie a length before.
    """
    judging = (each for version in matters.versions for each in and_before(version))  # each what ended under it
    starts = {each.start for each in judging} if matters.by_version else set()
    lengths = matters.lengths if matters.are_reckoned else set()
    reckoned = {near for length in lengths if (near := _before(on, length)) is not None}
    beside = {day + step for day in reckoned for step in (-ONE_DAY, 0 * ONE_DAY, ONE_DAY) if day > date.min}
    return {day for day in {*matters.days, *starts, *beside} if date.min < day < on}


def _before(on: date, length: Duration) -> date | None:
    """The day a length of time before another, where no calendar need be asked."""
    return add_months(on, -length.amount) if length.kind is DurationKind.MONTHS else add_days(on, -length.amount)


def values(type_: Type, matters: Matters, on: date, of: Input) -> list[Value]:
    """A value for each piece of an input of a type, and that there is none where that is a piece of its own."""
    cut = matters.cuts.of.get(of)
    marks = None if cut is None or cut.else_too else cut.marks
    match type_:
        case _ if cut is not None and cut.runs:
            return [run[0] for run in cut.runs]
        case ValueSet():
            return [*type_.values, NOTHING]
        case Basic.YES_OR_NO:
            return [True, False, NOTHING]
        case Basic.NUMBER:
            written = matters.numbers if marks is None else {each for each in marks if isinstance(each, int | Decimal)}
            return [*_numbers(written), NOTHING]
        case Basic.TEXT:
            texts = matters.texts if marks is None else {each for each in marks if isinstance(each, str)}
            return [*sorted({*texts, "A", "B"}), NOTHING]
        case Basic.DATE if cut is not None and marks is not None:
            written_days = {each for each in marks if isinstance(each, date)}
            return [*_days(written_days | ({on} if cut.today else set()), on), NOTHING]
        case Basic.DATE:
            near = {day + step for day in (*matters.days, on) for step in (-ONE_DAY, 0 * ONE_DAY, ONE_DAY)}
            return [*sorted(near), NOTHING]
        case _ if is_length(type_):
            return [*sorted(matters.lengths, key=str), NOTHING]
        case _:
            return [NOTHING]


def _days(marks: set[date], on: date) -> list[date]:
    """The marks, and a day before, between and after them."""
    known = sorted(marks)
    if not known:
        return [on - timedelta(days=_APART)]
    between = [one + (other - one) // 2 for one, other in pairwise(known) if other - one > ONE_DAY]
    outside = [known[0] - ONE_DAY] if known[0] > date.min else []
    return sorted([*outside, *known, *between, *([known[-1] + ONE_DAY] if known[-1] < date.max else [])])


def _numbers(marks: set[int | Decimal]) -> list[int | Decimal]:
    """The marks, and a number before, between and after them; a whole one where there is one."""
    known = sorted(marks)
    if not known:
        return [1]
    between = [one + 1 if one + 1 < other else (Decimal(one) + Decimal(other)) / 2 for one, other in pairwise(known)]
    return sorted([known[0] - 1, *known, *between, known[-1] + 1])
