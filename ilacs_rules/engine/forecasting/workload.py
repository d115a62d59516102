"""When the phases of expected events are done, and the work in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from ilacs_rules.engine.date_arithmetic import DateArithmetic
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.event_days import first_day, last_day
from ilacs_rules.engine.forecasting.expected import Expected
from ilacs_rules.engine.forecasting.forecast import Forecast
from ilacs_rules.engine.workload import WorkPiece, is_own, pieces
from ilacs_rules.language.dates import ONE_DAY
from ilacs_rules.language.fixed_words import PhasePlace
from ilacs_rules.model.phases import PhaseToDo


def work_of_forecast(forecast: Forecast, fact: Callable[[Expected], str]) -> Iterator[WorkPiece]:
    """The work in what is expected, each phase in the month in which it begins; `fact` is what it is counted by.

    What would have begun before the first day is done from then on.
    """
    first = forecast.on + ONE_DAY
    for of, each in enumerate(forecast.events):
        if is_own(each.decision, each.obligation):
            begins = begins_on(each, forecast.policy.in_force(each.start, forecast.assumptions.known).arithmetic)
            months = [f"{max(first, day):%Y-%m}" for day in begins] or [f"{each.start:%Y-%m}"]
            for piece in pieces(each.decision, each.obligation, months, of):
                yield replace(piece, fact=fact(each))


def begins_on(expected: Expected, arithmetic: DateArithmetic) -> list[date]:
    """The first day of each phase: those before the event end on the day before it, one after the other.

    One of which it cannot be told how long it goes on is taken to go on for a day.
    """
    phases, starts = expected.obligation.phases, dict[int, date]()
    last = _day_before(expected.start)
    for place, each in reversed(list(enumerate(phases))):
        if each.phase.place is PhasePlace.BEFORE:
            starts[place] = _end(last, each, arithmetic, forward=False)
            last = _day_before(starts[place])
    for where, begin in ((PhasePlace.DURING, expected.start), (PhasePlace.AFTER, _day_after(expected.end))):
        for place, each in enumerate(phases):
            if each.phase.place is where:
                starts[place] = begin
                begin = _day_after(_end(begin, each, arithmetic, forward=True))
    return [starts[place] for place in range(len(phases))]


def _end(day: date, to_do: PhaseToDo, arithmetic: DateArithmetic, *, forward: bool) -> date:
    """The other end of a phase; the day itself where holidays or a day that does not exist keep it from being told."""
    try:
        other = last_day if forward else first_day
        return other(day, to_do.stretch, arithmetic, to_do.phase.stretch.length.span)
    except DecisionError:
        return day


def _day_before(day: date) -> date:
    return day - ONE_DAY if day > date.min else day


def _day_after(day: date) -> date:
    return day + ONE_DAY if day < date.max else day
