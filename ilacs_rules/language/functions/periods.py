"""Functions of repeating stretches of the calendar: years, quarters, months, weeks."""

from __future__ import annotations

from datetime import date

from ilacs_rules.language.functions.base import CalendarPeriod, Context, Function, Shape, days_to_number, function
from ilacs_rules.language.types import Basic, Type


def _date(types: tuple[Type, ...]) -> Type | None:
    return Basic.DATE if days_to_number(types) else None


@function(
    "start of",
    Shape.PERIOD,
    "a stretch of the calendar and a day",
    _date,
    {
        "start of the year from 1 April after 2020-03-31": "2020-04-01",
        "start of the year from 1 April after 2020-04-01": "2021-04-01",
        "start of the quarter after 2020-12-25": "2021-01-01",
        "start of the month after 2020-02-10": "2020-03-01",
        "start of the week after 2020-02-10": "2020-02-17",
    },
)
def start_of(context: Context, types: tuple[Type, ...], period: CalendarPeriod, after: date) -> date | None:
    """The first day after a given day on which such a stretch of the calendar begins."""
    return period.cycle.next_start(after)


@function(
    "end of",
    Shape.PERIOD,
    "a stretch of the calendar and a day",
    _date,
    {
        "end of the year from 1 April after 2020-03-31": "2021-03-31",
        "end of the calendar year after 2020-12-31": "2021-12-31",
        "end of the quarter after 2020-12-25": "2021-03-31",
        "end of the month after 2020-02-10": "2020-03-31",
        "end of the week after 2020-02-10": "2020-02-23",
    },
)
def end_of(context: Context, types: tuple[Type, ...], period: CalendarPeriod, after: date) -> date | None:
    """The last day of the next such stretch of the calendar, the first that begins after a given day."""
    start = period.cycle.next_start(after)
    return None if start is None else period.cycle.end_of(start)


FUNCTIONS: tuple[Function, ...] = (start_of, end_of)
