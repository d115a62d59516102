"""Whole years, months, weeks, days and working days between two days.

All count so that adding the answer to the first day does not pass the second; backwards the answer is negative.
"""

from __future__ import annotations

from datetime import date

from ilacs_rules.language import dates
from ilacs_rules.language.functions.base import Context, Function, Shape, days_to_number, function
from ilacs_rules.language.types import Type


@function(
    "years between",
    Shape.BETWEEN,
    "two days",
    days_to_number,
    {"years between 2020-03-01 and 2023-02-28": "2", "years between 2020-03-01 and 2023-03-01": "3"},
)
def years_between(context: Context, types: tuple[Type, ...], start: date, end: date) -> int:
    """Whole years from one day to another; the anniversary itself counts."""
    return dates.years_between(start, end, context.month_end)


@function(
    "months between",
    Shape.BETWEEN,
    "two days",
    days_to_number,
    {"months between 2020-01-31 and 2020-02-29": "1", "months between 2020-03-15 and 2020-01-15": "-2"},
)
def months_between(context: Context, types: tuple[Type, ...], start: date, end: date) -> int:
    """Whole months from one day to another; the same day of the month counts, by the policy's rule for month ends."""
    return dates.months_between(start, end, context.month_end)


@function(
    "weeks between",
    Shape.BETWEEN,
    "two days",
    days_to_number,
    {"weeks between 2020-03-02 and 2020-03-15": "1", "weeks between 2020-03-02 and 2020-03-16": "2"},
)
def weeks_between(context: Context, types: tuple[Type, ...], start: date, end: date) -> int:
    """Whole weeks from one day to another."""
    return dates.weeks_between(start, end)


@function(
    "days between",
    Shape.BETWEEN,
    "two days",
    days_to_number,
    {"days between 2020-02-28 and 2020-03-01": "2", "days between 2020-03-01 and 2020-03-01": "0"},
)
def days_between(context: Context, types: tuple[Type, ...], start: date, end: date) -> int:
    """Days from one day to another; from a day to the next is 1."""
    return dates.days_between(start, end)


@function(
    "working days between",
    Shape.BETWEEN,
    "two days",
    days_to_number,
    {"working days between 2020-03-06 and 2020-03-09": "1"},
    needs_calendar=True,
)
def working_days_between(context: Context, types: tuple[Type, ...], start: date, end: date) -> int:
    """Working days of the policy's calendar after one day, up to and including another."""
    assert context.calendar is not None, "the checker sees that the policy names a calendar"
    return context.calendar.working_days_between(start, end)


FUNCTIONS: tuple[Function, ...] = (
    years_between,
    months_between,
    weeks_between,
    days_between,
    working_days_between,
)
