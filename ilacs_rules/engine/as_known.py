"""A case as it was known at the end of a day, made ready to be imagined further.

What had surely begun and not ended is taken to end, and what was not published to be published, on the days that are
told for it; what it records, and what begins after the day, is not looked at. From the next day on the record is
complete, because all that happens is imagined.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ilacs_rules.engine.decide import decide_held
from ilacs_rules.engine.event_days import last_day
from ilacs_rules.engine.existence import Existence
from ilacs_rules.engine.forecasting.chosen_day import day_after
from ilacs_rules.engine.forecasting.expected import Assumptions
from ilacs_rules.engine.forecasting.outcomes import NOWHERE, published, recorded
from ilacs_rules.engine.program import Program
from ilacs_rules.language.durations import Duration
from ilacs_rules.model.case import Case, Event
from ilacs_rules.model.partial import Day, first_of, last_of


@dataclass(frozen=True, slots=True)
class AsKnown:
    """The case, and the events of which something had to be imagined: their end, or only what was to be published."""

    case: Case
    brought_to_end: tuple[Event, ...] = ()
    made_public: tuple[Event, ...] = ()
    not_begun: tuple[Event, ...] = ()  # what may have begun by the day, and is taken not to have
    left_aside: tuple[Event, ...] = ()  # what is told for later


def as_known(program: Program, case: Case, on: date, assumptions: Assumptions) -> AsKnown:
    """The case as known at the end of a day. Raises DecisionError if it cannot be decided."""
    tomorrow = day_after(on) or on
    complete = {kind: tomorrow if day is None or day > tomorrow else day for kind, day in case.complete_from.items()}
    begun = [event for event in case.events if last_of(event.start) <= on]
    events = tuple(_hidden(event, on) for event in begun)
    then = replace(case, events=events, complete_from=complete, complete_until={}, published_within={})
    last = Existence.of(case, program.version.vocabulary, on).ended.day
    there_until = date.max if last is None else last_of(last)
    known, ended, made_public = list(then.events), [], []
    lasts = _Lengths(program, then, on)
    for place, event in enumerate(then.events):
        if event is begun[place]:
            continue
        vocabulary = _in_force(program, first_of(event.start)).version.vocabulary
        fields = recorded(event.kind, then, on, vocabulary, assumptions.outcomes)
        if event.end is None:
            ends, public = _told(begun[place].end), _told(begun[place].publication)
            if ends is None:
                ends = last_day(last_of(event.start), lasts.of(event.kind), program.arithmetic, NOWHERE)
                ends = min(max(tomorrow, ends), public or date.max)
            ends = min(ends, max(last_of(event.start), there_until))
            public = public or published(ends, assumptions.published_after, program.arithmetic)
            known[place] = replace(event, end=ends, publication=public, fields=fields)
            ended.append(known[place])
        else:
            known[place] = replace(event, publication=_told(begun[place].publication), fields=fields)
            made_public.append(known[place])
    perhaps = tuple(event for event in case.events if first_of(event.start) <= on < last_of(event.start))
    later = tuple(event for event in case.events if first_of(event.start) > on)
    return AsKnown(replace(then, events=tuple(known)), tuple(ended), tuple(made_public), perhaps, later)


def _in_force(program: Program, day: date) -> Program:
    """The version in force on a day, of those up to a later one; that one, of a day before them all."""
    begun = [start for start in program.earlier if start <= day]
    return program.earlier[max(begun)] if day < program.version.start and begun else program


def _told(day: Day | None) -> date | None:
    """The day for which something to come is told; of one that is not known exactly, the last it may be."""
    return None if day is None else last_of(day)


def _hidden(event: Event, on: date) -> Event:
    """An event that had begun, without what was not known of it: itself if everything was."""
    if event.end is None or last_of(event.end) > on:
        return replace(event, end=None, publication=None, fields={})
    if event.publication is not None and last_of(event.publication) > on:
        return replace(event, publication=None, fields={})
    return event


class _Lengths:
    """How long an event of a kind lasts, as the first requirement says that applies, accepts it, and gives a length."""

    def __init__(self, program: Program, case: Case, on: date) -> None:
        self._question = program, case, on
        self._lengths: list[tuple[frozenset[str], Duration]] | None = None

    def of(self, kind: str) -> Duration | None:
        """The length; None if there is none. Raises DecisionError."""
        if self._lengths is None:
            decision = decide_held(*self._question, trace=False)
            owed = [(decision.requirement(each).accepts, each.lasts) for each in decision.obligations]
            self._lengths = [(accepts, lasts) for accepts, lasts in owed if isinstance(lasts, Duration)]
        return next((lasts for accepts, lasts in self._lengths if kind in accepts), None)
