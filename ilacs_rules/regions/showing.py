"""A case in which a difference is seen: what is owed in it by the one version and by the other.

The simplest case of a region need not show it: that the years are counted from the day of publication shows only where
that is not the last day. So it is also told with events that last, that are published later, that are held since; and
the cases of worked examples are asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain

from ilacs_rules.engine.codegen.compile import CompiledEvaluator
from ilacs_rules.engine.decide import decide_held
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.program import Program
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.model.case import Case, Event
from ilacs_rules.model.decision import Decision, Obligation, Status
from ilacs_rules.model.vocabulary import CREATED, ENDED
from ilacs_rules.regions.pairs import Pair
from ilacs_rules.regions.recordable import Recordable
from ilacs_rules.regions.refining import Region
from ilacs_rules.regions.worked import worked_cases

_MOST_WITNESSES = 12  # looked at of one difference, for one in which it is seen
_MOST_VARIED = 3  # of these, told with more
_LASTS = timedelta(days=11)
_PUBLISHED_AFTER = timedelta(days=21)
_LONGER_AGO = tuple(timedelta(days=days) for days in (60, 150, 330))
_PUBLICATION = "days of publication"
_MAY_BE_IDLE = (CREATED, ENDED, _PUBLICATION)


@dataclass(frozen=True, slots=True)
class Shown:
    """A case on a day, with what of a requirement is owed in it before and after; None of a version without it.

    `is_plain` is so of a case in which nothing is told that need not be. `example` is the case without what makes no
    difference to what is owed, of what every made-up case has: since when the subject exists, days of publication.
    """

    witness: Case
    on: date
    before: Obligation | None
    after: Obligation | None
    differs: bool
    example: Case
    is_plain: bool = True


class Showing:
    """What two versions decide of made-up cases; each is decided but once."""

    def __init__(self, before: Program, after: Program) -> None:
        self._programs = before, after
        self.worked = worked_cases(before, after)
        self._recordable = Recordable((before.version, after.version))
        self._witnesses: dict[int, tuple[Region, Case]] = {}
        self._earlier: dict[int, tuple[Region, Case | None]] = {}
        self._decided: dict[tuple[int, str | None, int], tuple[Case, Decision | None]] = {}

    def best(self, pair: Pair, those: Sequence[Region]) -> Shown:
        """The simplest case in which what is owed is seen to be otherwise; the simplest of all where none is."""
        as_told = (told for region in those[:_MOST_WITNESSES] for told in self._told(pair, region))
        varied = (told for region in those[:_MOST_VARIED] for told in self._varied(pair, region))
        answers = {region.answers for region in those}
        worked = (told for told in self.worked if self.answers(pair, *told) in answers)
        first = None
        for case, on in as_told:
            shown = self.shown(pair, case, on)
            if shown is not None and shown.differs:
                return self.told_short(pair, shown)
            first = first or shown
        for case, on in chain(varied, worked):
            shown = self.shown(pair, case, on)
            if shown is not None and shown.differs:
                return replace(self.told_short(pair, shown), is_plain=False)
        if first is not None:
            return self.told_short(pair, first)
        witness = self._witness(those[0])
        return Shown(witness, those[0].on, None, None, False, witness)

    def told_short(self, pair: Pair, shown: Shown) -> Shown:
        """The same, with its example."""

        def makes_no_difference(less: Case) -> bool:
            found = self.shown(pair, less, shown.on)
            return found is not None and _owed(found) == _owed(shown)

        example = _leaving_out(shown.witness, *_MAY_BE_IDLE)
        if makes_no_difference(example):
            return replace(shown, example=example)
        example = shown.witness
        for part in _MAY_BE_IDLE:
            less = _leaving_out(example, part)
            example = less if makes_no_difference(less) else example
        return replace(shown, example=example)

    def differs(self, pair: Pair, region: Region) -> bool:
        """Whether what is owed in the simplest case of a region is otherwise."""
        cases = (*self._told(pair, region), *self._long_since(pair, region))
        found = (self.shown(pair, case, on) for case, on in cases)
        return any(shown is not None and shown.differs for shown in found)

    def _told(self, pair: Pair, region: Region) -> Iterator[tuple[Case, date]]:
        """The simplest case of a region: as it stands when the newer version begins, if that can be, and later."""
        first = self._programs[1].version.start
        moved = self._moved(region, first)
        if moved is not None and self._stays(pair, region, moved, first, self._witness(region)):
            yield moved, first
        yield self._witness(region), region.on

    def _long_since(self, pair: Pair, region: Region) -> Iterator[tuple[Case, date]]:
        """The same with all that happened longer ago, so that what is due then is due now."""
        for told, on in self._told(pair, region):
            for time in _LONGER_AGO:
                case = _earlier_by(told, time)
                if told.events and case is not None and self._stays(pair, region, case, on, told):
                    yield case, on

    def _moved(self, region: Region, on: date) -> Case | None:
        """The case with all that happened so much earlier that it can be asked about on a day."""
        key = id(region.story)
        if key not in self._earlier:
            self._earlier[key] = region, _earlier_by(self._witness(region), region.on - on)
        return self._earlier[key][1]

    def _witness(self, region: Region) -> Case:
        key = id(region.story)
        if key not in self._witnesses:
            self._witnesses[key] = region, region.witness()
        return self._witnesses[key][1]

    def shown(self, pair: Pair, case: Case, on: date) -> Shown | None:
        """What is owed in a case on a day; None where one version cannot decide it."""
        owed = []
        for side, name in enumerate((pair.old, pair.new)):
            decision = self._decision(side, name, case, on)
            if decision is None:
                return None
            owed.append([each for each in decision.obligations if each.requirement == name])
        seen = [frozenset(map(_seen, each)) for each in owed]
        before, after = (_first_otherwise(own, other) for own, other in ((owed[0], seen[1]), (owed[1], seen[0])))
        return Shown(case, on, before, after, seen[0] - _NOTHING != seen[1] - _NOTHING, case)

    def _decision(self, side: int, name: str | None, case: Case, on: date) -> Decision | None:
        key = side, name, id(case)
        if key not in self._decided:
            only = () if name is None else (name,)
            try:
                self._decided[key] = case, decide_held(self._programs[side], case, on, trace=False, only=only)
            except DecisionError:
                self._decided[key] = case, None
        return self._decided[key][1]

    def _varied(self, pair: Pair, region: Region) -> Iterator[tuple[Case, date]]:
        """The simplest case of a region told with more, as long as it stays in the region."""
        yield from self._long_since(pair, region)
        for told, on in self._told(pair, region):
            for case in _with_more(told, self._counting(pair), on):
                if self._stays(pair, region, case, on, told):
                    yield case, on

    def _stays(self, pair: Pair, region: Region, case: Case, on: date, like: Case) -> bool:
        """Whether a case made of another of a region could have been as well, and lies in the region."""
        return self._recordable.could_be(case, like) and self.answers(pair, case, on) == region.answers

    def answers(self, pair: Pair, case: Case, on: date) -> tuple[object, ...] | None:
        """What the versions ask in a case on a day; None where one cannot tell for a mistake in the case."""
        found = []
        for program, ask in pair.asked:
            snapshot = Snapshot(case, on, program.version.vocabulary)
            try:
                found.append(ask(CompiledEvaluator(program, snapshot)).value)
            except DecisionError:
                return None
        return tuple(found)

    def _counting(self, pair: Pair) -> list[str]:
        """The kinds of event that both versions know, and that fulfil the requirement by the one or by the other."""
        versions = [program.version for program in self._programs]
        known = versions[0].vocabulary.events.keys() & versions[1].vocabulary.events.keys()
        found = [
            version.requirements[name].accepts
            for version, name in zip(versions, (pair.old, pair.new), strict=True)
            if name is not None
        ]
        in_one_only = sorted(frozenset[str]().union(*found) - frozenset.intersection(*found))
        return [kind for kind in dict.fromkeys((*in_one_only, *sorted(frozenset.union(*found)))) if kind in known]


def _owed(shown: Shown) -> tuple[object, ...]:
    return tuple(None if each is None else _seen(each) for each in (shown.before, shown.after))


def _leaving_out(case: Case, *parts: str) -> Case:
    """The case without some facts, and without the days of publication where these are among the parts."""
    facts = {name: value for name, value in case.facts.items() if name not in parts}
    events = case.events
    if _PUBLICATION in parts:
        events = tuple(replace(event, publication=None) for event in events)
    return replace(case, facts=facts, events=events)


def _earlier_by(case: Case, time: timedelta) -> Case | None:
    """The case with every event so much earlier; None where a day would lie before all days."""

    def moved(day: date) -> date:
        return day - time

    try:
        events = [
            replace(each, start=moved(each.start), end=moved(each.end), publication=moved(each.end))
            for each in case.events
            if isinstance(each.start, date) and isinstance(each.end, date)
        ]
    except OverflowError:
        return None
    return replace(case, events=tuple(events))


def _with_more(case: Case, kinds: Sequence[str], on: date) -> Iterator[Case]:
    yield replace(case, events=tuple(_lasting(event, on) for event in case.events))
    lately = on - timedelta(days=10)
    if all(isinstance(event.end, date) and event.end < lately - _LASTS for event in case.events):
        for kind in kinds:
            yield replace(case, events=(*case.events, Event(kind, lately, lately, lately)))
        for kind in kinds:
            under_way = Event(kind, on - timedelta(days=3), on + timedelta(days=3), None)
            yield replace(case, events=(*case.events, under_way))


def _lasting(event: Event, on: date) -> Event:
    assert isinstance(event.end, date), "made-up events have days"
    return replace(event, start=event.end - _LASTS, publication=min(event.end + _PUBLISHED_AFTER, on))


_NOTHING = frozenset({()})


def _seen(obligation: Obligation) -> tuple[object, ...]:
    """What readers would see to be otherwise; nothing where nothing is asked."""
    if obligation.status in (Status.DOES_NOT_APPLY, Status.LAPSED):
        return ()
    days = obligation.opens, obligation.target, obligation.closes
    asked = obligation.event, obligation.lasts, obligation.notice, obligation.strength, obligation.phases, obligation.by
    pause = obligation.pause and (obligation.pause.words, obligation.pause.start, obligation.pause.until)
    return obligation.status, days, asked, obligation.done, obligation.left, pause


def _first_otherwise(own: list[Obligation], other: frozenset[tuple[object, ...]]) -> Obligation | None:
    """Of what is owed for several events, what is otherwise."""
    return next((each for each in own if _seen(each) not in other), own[0] if own else None)
