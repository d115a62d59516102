"""A case as it was known at the end of a day, made ready to be imagined further.

What had begun and not ended is taken to end, and what was not published to be published, on the days that are told for
it: of a day that is only known to lie between two, no more is known then either. What it records, and what surely
begins after the day, is not looked at. From the next day on the record is complete, because all that happens is
imagined.
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
    left_aside: tuple[Event, ...] = ()  # what is told for later


def as_known(program: Program, case: Case, on: date, assumptions: Assumptions) -> AsKnown:
    """The case as known at the end of a day. Raises DecisionError if it cannot be decided."""
    tomorrow = day_after(on) or on
    complete = {kind: tomorrow if day is None or day > tomorrow else day for kind, day in case.complete_from.items()}
    begun = [event for event in case.events if first_of(event.start) <= on]
    events = tuple(_by_then(event, on) for event in begun)
    then = replace(case, events=events, complete_from=complete, complete_until={}, published_within={})
    last = Existence.of(case, program.version.vocabulary, on).ended.day
    there_until = date.max if last is None else last_of(last)
    known, ended, made_public = list(then.events), [], []
    lasts = _Lengths(program, then, on)
    for place, event in enumerate(begun):
        if then.events[place] is event:
            continue
        vocabulary = _in_force(program, first_of(event.start)).version.vocabulary
        fields = recorded(event.kind, then, on, vocabulary, assumptions.outcomes)
        if not _is_over(event.end, on):
            end = event.end
            if end is None:
                latest = last_day(last_of(event.start), lasts.of(event.kind), program.arithmetic, NOWHERE)
                end = min(max(tomorrow, latest), max(last_of(event.start), there_until))
            public = event.publication or published(last_of(end), assumptions.published_after, program.arithmetic)
            known[place] = replace(event, end=end, publication=public, fields=fields)
            ended.append(known[place])
        else:
            known[place] = replace(event, fields=fields)
            made_public.append(known[place])
    later = tuple(event for event in case.events if first_of(event.start) > on)
    return AsKnown(replace(then, events=tuple(known)), tuple(ended), tuple(made_public), later)


def _in_force(program: Program, day: date) -> Program:
    """The version in force on a day, of those up to a later one; that one, of a day before them all."""
    begun = [start for start in program.earlier if start <= day]
    return program.earlier[max(begun)] if day < program.version.start and begun else program


def _by_then(event: Event, on: date) -> Event:
    """An event without what was not known of it on a day: itself if everything was."""
    if not _is_over(event.end, on):
        end = event.end if event.end is not None and first_of(event.end) <= on else None
        return replace(event, end=end, publication=None, fields={})
    if event.publication is not None and not _is_over(event.publication, on):
        public = event.publication if first_of(event.publication) <= on else None
        return replace(event, publication=public, fields={})
    return event


def _is_over(day: Day | None, on: date) -> bool:
    """Whether a day that is told has surely come."""
    return day is not None and last_of(day) <= on


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
