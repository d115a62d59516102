"""Made-up cases and days that may reach what no worked example does; what each reaches, the engine is asked.

They begin with the smallest case of each region that a condition can tell apart, and with the examples that there are.
Of these others are made: on the days around those on which a duty opens and ends, with days at the end of a month, and
with less told.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from ilacs_rules.assurance.asked_values import asking_for
from ilacs_rules.assurance.coverage import (
    APPLIES,
    DAY_AFTER,
    DAY_BEFORE,
    FIRST_DAY,
    LAST_DAY,
    MONTH_END,
    UNTOLD,
    CoveragePoint,
)
from ilacs_rules.assurance.survival import carried_examples
from ilacs_rules.cases.from_tree import case_from_tree
from ilacs_rules.engine.decide import decide
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.program import Program
from ilacs_rules.language.dates import ONE_DAY, add_days
from ilacs_rules.language.walk import walk
from ilacs_rules.model import tree
from ilacs_rules.model.case import Case, Event
from ilacs_rules.model.decision import Decision
from ilacs_rules.model.partial import Day
from ilacs_rules.model.reached import parts_of
from ilacs_rules.model.version import Definition, Requirement
from ilacs_rules.model.vocabulary import family_of
from ilacs_rules.policy.tree import Map, Text
from ilacs_rules.regions.matters import what_matters
from ilacs_rules.regions.questions import requirement_regions
from ilacs_rules.regions.refining import Regions, regions

MOST_BEGUN_WITH = 200
"""Regions of one part, each of whose cases others are made of."""

_DAYS = (DAY_BEFORE, FIRST_DAY, LAST_DAY, DAY_AFTER)
_ASKED_FOR = (*_DAYS, MONTH_END, APPLIES)  # reached only where it applies
_A_WEEK = 7
_REPORTED = 21  # days after the end, on the same day of the week; a made-up event is the last for longer


@dataclass(frozen=True, slots=True)
class MadeUpCase:
    """A case and the day on which it is to be decided."""

    case: Case
    on: date

    def shifted(self, days: int) -> MadeUpCase | None:
        """The same so many days later, with all that happened; None where there are no such days."""
        events = [_shifted(event, days) for event in self.case.events]
        on = add_days(self.on, days)
        if on is None or any(each is None for each in events):
            return None
        return MadeUpCase(replace(self.case, events=tuple(each for each in events if each is not None)), on)


def _shifted(event: Event, days: int) -> Event | None:
    def later(day: Day | None) -> Day | None:
        return add_days(day, days) if isinstance(day, date) else day

    start, end, publication = later(event.start), later(event.end), later(event.publication)
    told = [(event.start, start), (event.end, end), (event.publication, publication)]
    if start is None or any(before is not None and after is None for before, after in told):
        return None
    return replace(event, start=start, end=end, publication=publication)


class MadeUpCases:
    """What may reach the points of a version, of each made when it is first needed."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._regions: dict[str, Regions] = {}

    def of(self, point: CoveragePoint) -> Iterator[MadeUpCase]:
        """MadeUpCases that may reach a point, the most promising first."""
        match point.part:
            case Requirement() as requirement if point.what in _DAYS:
                for each in self._begun_with(point):
                    yield from self._around_days(each, requirement.name)
            case Requirement() as requirement if point.what == MONTH_END:
                for each in self._begun_with(point):
                    for later in _at_month_ends(each, self.program.version.start.year + 1):
                        if not self._days_around(later, requirement.name):
                            break  # what applied then does not now
                        yield later
            case Requirement() if point.what == UNTOLD:
                yield from self._begun_with(point)
                for each in self._begun_with(point):
                    yield from self._with_less_told(each)
            case _:
                yield from self._begun_with(point)

    def looked_at(self, point: CoveragePoint) -> Regions | None:
        """The regions of what a point is about; None where it cannot be asked by itself."""
        part = point.part
        node: tree.Node | None = point.node
        if node is not None and any(isinstance(each, tree.ThisEvent | tree.Candidate) for each in walk(node)):
            node = None
        if node is None and isinstance(part, Definition):
            node = tree.Named(part.name, type=part.type, span=point.span)
        if node is not None:
            key = f"{node.id or point.words}"
            if key not in self._regions:
                self._regions[key] = _regions_of(self.program, node)
            return self._regions[key]
        if isinstance(part, Requirement):
            if part.name not in self._regions:
                self._regions[part.name] = requirement_regions(self.program, part.name)
            return self._regions[part.name]
        return None

    def _begun_with(self, point: CoveragePoint) -> Iterator[MadeUpCase]:
        found = self.looked_at(point)
        if found is not None:
            about = [each for each in found.found if point.what not in _ASKED_FOR or each.answers[0] is True]
            settled = sorted(about, key=lambda region: region.simplicity)
            untold = sorted(found.unsettled, key=lambda region: region.simplicity)
            for region in [*settled[:MOST_BEGUN_WITH], *(untold[:MOST_BEGUN_WITH] if point.what == UNTOLD else ())]:
                made = MadeUpCase(region.witness(), region.on)
                made = _published_later(made) if self._asks_when_published else made
                yield made
                if isinstance(point.part, Requirement) and point.what == MONTH_END:
                    yield _done_once(made, point.part.event)
        yield from self._of_examples

    @cached_property
    def _asks_when_published(self) -> bool:
        days = (each for each in walk(*parts_of(self.program.version)) if isinstance(each, tree.DayOf))
        return any(each.day is tree.EventDay.PUBLICATION for each in days)

    @property
    def _of_examples(self) -> Iterator[MadeUpCase]:
        text = self.program.version.text
        for example in (*text.examples, *carried_examples(self.program)):
            if isinstance(example, Map) and "among" not in example.entries:
                case, _ = case_from_tree(example, self.program.version.vocabulary, "a made-up case")
                on = example.entries["on"].value
                if case is not None and isinstance(on, Text):
                    yield MadeUpCase(case, date.fromisoformat(on.value))

    # -------------------------------------------------------------------------------------------- others made of one

    def _around_days(self, candidate: MadeUpCase, name: str) -> Iterator[MadeUpCase]:
        """The same case around the days between which a requirement is to be done, while the version is in force."""
        start = self.program.version.start
        for day in self._days_around(candidate, name):
            if day >= start:
                yield replace(candidate, on=day)
                continue
            weeks = -(-(start - day).days // _A_WEEK)
            later = candidate.shifted(weeks * _A_WEEK)
            if later is not None:
                yield from (replace(later, on=near) for near in self._days_around(later, name) if near >= start)

    def _days_around(self, candidate: MadeUpCase, name: str) -> list[date]:
        decision = decided(self.program, candidate, trace=False)
        found: list[date | None] = []
        for each in decision.obligations if decision is not None else ():
            if each.requirement == name:
                if isinstance(each.opens, date):
                    found += [add_days(each.opens, -1), each.opens]
                if isinstance(each.closes, date):
                    found += [each.closes, add_days(each.closes, 1)]
        return [day for day in dict.fromkeys(found) if day is not None]

    def _with_less_told(self, candidate: MadeUpCase) -> Iterator[MadeUpCase]:
        """The same case without one thing that it tells, or with a record of one kind of event that is not complete."""
        case, kinds = candidate.case, self.program.version.vocabulary.events
        yield from less_told(candidate)
        for family in dict.fromkeys(family_of(kind, kinds) for kind in kinds):
            yield replace(candidate, case=replace(case, complete_from={family: None}))
            yield replace(candidate, case=replace(case, events=(), complete_from={family: None}))


def _published_later(candidate: MadeUpCase) -> MadeUpCase:
    """The same with what happened published some weeks after its end, as it is wont to be."""

    def later(event: Event) -> Event:
        return replace(event, publication=add_days(event.end, _REPORTED)) if isinstance(event.end, date) else event

    return replace(candidate, case=replace(candidate.case, events=tuple(map(later, candidate.case.events))))


def _done_once(candidate: MadeUpCase, kind: str) -> MadeUpCase:
    """The same with one event more, the last of all."""
    day = candidate.on - ONE_DAY
    return replace(candidate, case=replace(candidate.case, events=(*candidate.case.events, Event(kind, day, day))))


def _at_month_ends(candidate: MadeUpCase, year: int) -> Iterator[MadeUpCase]:
    """The same with a day of each of its events at the end of a month that others do not have, from a year on."""
    ends = [date(each, 2, 29) for each in range(year, year + 8) if isleap(each)][:1]
    ends += [date(year, month, monthrange(year, month)[1]) for month in (8, 10, 12, 1, 3, 5, 11)]
    for event in candidate.case.events:
        for day in dict.fromkeys((event.end, event.publication, event.start)):
            for end in ends if isinstance(day, date) else ():
                assert isinstance(day, date)
                later = candidate.shifted((end - day).days)
                if later is not None:
                    yield later


def less_told(candidate: MadeUpCase) -> Iterator[MadeUpCase]:
    """The same with one thing less told, each in turn: an event, a fact, a day of publication, something recorded."""
    case = candidate.case
    for place, event in enumerate(case.events):
        others = case.events[:place], case.events[place + 1 :]
        fewer: list[Sequence[Event]] = [()]
        fewer += [(replace(event, publication=None),)] if event.publication is not None else []
        for name in event.fields:
            fewer.append((replace(event, fields={key: each for key, each in event.fields.items() if key != name}),))
        if isinstance(event.end, date) and event.start != event.end:
            fewer.append((replace(event, start=event.end),))
        for instead in fewer:
            yield replace(candidate, case=replace(case, events=(*others[0], *instead, *others[1])))
    for name in case.facts:
        rest = {key: value for key, value in case.facts.items() if key != name}
        yield replace(candidate, case=replace(case, facts=rest))
    for name in case.complete_from:
        whole = {key: day for key, day in case.complete_from.items() if key != name}
        yield replace(candidate, case=replace(case, complete_from=whole))


def decided(program: Program, candidate: MadeUpCase, *, trace: bool = True) -> Decision | None:
    """What a version decides for a candidate; None where it cannot be decided."""
    try:
        return decide(program, candidate.case, candidate.on, trace=trace)
    except DecisionError:
        return None


def _regions_of(program: Program, node: tree.Node) -> Regions:
    """The regions of cases that a value can tell apart."""
    asking, ask, asked = asking_for(program, node)
    matters = what_matters([(asking.version, [asked])])
    return regions([(asking, ask)], matters, matters.day)
