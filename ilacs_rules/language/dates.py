"""Arithmetic with whole days: adding lengths of time, counting units between days, stretches of the calendar.

Everything is counted from its base in one step (base + k·period, never step on step), so that 31 January plus one
month twice is not the same as 31 January plus two months, and the second is what is meant. A day outside the years 1
to 9999 does not exist: functions return None for it.

`month_end` says what becomes of a day its month does not have (31 January plus 1 month): `last day` takes the last day
of that month, `next day` the first of the following month, `error` raises `NoSuchDay`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ilacs_rules.language.durations import Duration, DurationKind
from ilacs_rules.language.fixed_words import MonthEnd

if TYPE_CHECKING:
    from ilacs_rules.language.calendars import Calendar

ONE_DAY = timedelta(days=1)

# Written out, because the names Python knows follow the settings of the machine.
MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
ANY_MONTH = f"(?:{'|'.join(MONTH_NAMES)})"
"""A pattern of the name of a month."""

_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class NoSuchDay(ValueError):  # noqa: N818 (a plain word reads better where it is caught)
    """A policy with `month end: error` met a day its month does not have: the day `day` of `month` in `year`."""

    def __init__(self, base: date, months: int, year: int, month: int) -> None:
        super().__init__(f"{base.isoformat()} and {months} months: no {base.day} {MONTH_NAMES[month - 1]} {year}")
        self.base = base
        self.months = months
        self.year = year
        self.month = month
        self.day = base.day


class DaysNotKnown(LookupError):  # noqa: N818 (what is not known is no error)
    """It hangs on days that lie outside of what is told. The text says what is told, and what to do about others."""


def month_length(year: int, month: int) -> int:
    """How many days a month (1 to 12) of a year has."""
    if month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _MONTH_LENGTHS[month - 1]


def add_months(base: date, months: int, month_end: MonthEnd = MonthEnd.LAST_DAY) -> date | None:
    """The day `months` (negative: back) from `base`; None outside the years 1 to 9999.

    Raises NoSuchDay if `month_end` is `error` and the month has no such day.
    """
    year, month = divmod(base.year * 12 + base.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    month += 1
    day = base.day
    if day <= 28 or day <= month_length(year, month):
        return date(year, month, day)
    if month_end is MonthEnd.LAST_DAY:
        return date(year, month, month_length(year, month))
    if month_end is MonthEnd.NEXT_DAY:
        return date(year, month + 1, 1)  # December has 31 days, so this is never January
    raise NoSuchDay(base, months, year, month)


def add_days(base: date, days: int) -> date | None:
    """The day `days` (negative: back) from `base`; None outside the years 1 to 9999."""
    try:
        return base + timedelta(days=days)
    except OverflowError:
        return None


def add_duration(
    base: date, length: Duration, calendar: Calendar | None, month_end: MonthEnd = MonthEnd.LAST_DAY
) -> date | None:
    """The day a length of time (negative: back) from `base`; None outside the years 1 to 9999.

    Working days need a calendar: the checker sees that a policy that counts in them has one. Raises NoSuchDay as
    `add_months` does.
    """
    return add_duration_noting(base, length, calendar, month_end)[0]


def add_duration_noting(
    base: date, length: Duration, calendar: Calendar | None, month_end: MonthEnd = MonthEnd.LAST_DAY
) -> tuple[date | None, bool]:
    """As `add_duration`, and whether the month-end rule was used."""
    kind = length.kind
    if kind is DurationKind.MONTHS:
        moved = add_months(base, length.amount, month_end)
        return moved, moved is not None and moved.day != base.day
    if kind is DurationKind.DAYS:
        return add_days(base, length.amount), False
    if kind is DurationKind.WORKING_DAYS:
        if calendar is None:
            raise ValueError("working days need a calendar")
        return calendar.add_working_days(base, length.amount), False
    return kind.add(base, length.amount, calendar), False


# ------------------------------------------------------------------------------------------------ between two days


def days_between(start: date, end: date) -> int:
    """The days from `start` to `end`: 1 from a day to the next, negative if `end` is earlier."""
    return (end - start).days


def weeks_between(start: date, end: date) -> int:
    """The whole weeks from `start` to `end`; if `end` is earlier, the reverse with a minus."""
    if end < start:
        return -weeks_between(end, start)
    return (end - start).days // 7


def months_between(start: date, end: date, month_end: MonthEnd = MonthEnd.LAST_DAY) -> int:
    """The whole months from `start` to `end`: the largest k for which `start` plus k months is not after `end`.

    31 January to 28 February is one month under `last day`, none under the other rules. If `end` is earlier, it is
    `months_between(end, start)` with a minus.
    """
    if end < start:
        return -months_between(end, start, month_end)
    months = (end.year - start.year) * 12 + end.month - start.month
    if end.day >= start.day or (month_end is MonthEnd.LAST_DAY and end.day == month_length(end.year, end.month)):
        return months
    return months - 1


def years_between(start: date, end: date, month_end: MonthEnd = MonthEnd.LAST_DAY) -> int:
    """The whole years from `start` to `end`, as `months_between`; the anniversary itself counts."""
    if end < start:
        return -years_between(end, start, month_end)
    return months_between(start, end, month_end) // 12


# ------------------------------------------------------------------------------------------------ stretches


def period_start(day: date, months: int, month: int, first: int) -> date | None:
    """The start of the stretch that contains `day`: stretches are `months` long, one begins on `first`.`month`.

    `period_start(day, 12, 4, 1)` is the start of the financial year. A first day its month does not have is the last
    day of that month. None before the year 1.
    """
    index = day.year * 12 + day.month - 1
    into = (index - (month - 1)) % months
    if into == 0 and day.day < min(first, month_length(day.year, day.month)):
        into = months
    return _first_of(index - into, first)


def next_period_start(day: date, months: int, month: int, first: int) -> date | None:
    """The first start of such a stretch strictly after `day`; None after the year 9999."""
    index = day.year * 12 + day.month - 1
    into = (index - (month - 1)) % months
    if into == 0 and day.day < min(first, month_length(day.year, day.month)):
        into = months
    return _first_of(index - into + months, first)


def _first_of(index: int, first: int) -> date | None:
    year, month = divmod(index, 12)
    return date(year, month + 1, min(first, month_length(year, month + 1))) if 1 <= year <= 9999 else None


def times(length: Duration, count: int) -> Duration:
    """A length of time taken `count` times."""
    return length if count == 1 else Duration(length.amount * count, length.kind, length.unit)


def summed(lengths: Iterable[Duration]) -> list[Duration]:
    """Lengths of time that are added one after the other; neighbours of a kind are one sum."""
    sums: list[Duration] = []
    for length in lengths:
        if sums and length.kind is sums[-1].kind:
            sums[-1] = Duration(sums[-1].amount + length.amount, length.kind)
        else:
            sums.append(length)
    return sums


def count_to(start: date, period: Duration, day: date, month_end: MonthEnd = MonthEnd.LAST_DAY) -> int | None:
    """The count k, from 1, for which `day` is `start` plus k periods of months; None if there is none.

    Of days and working days none is asked for: going on from `day` comes to the same.
    """
    if period.kind is not DurationKind.MONTHS or period.amount <= 0:
        return None
    months = (day.year - start.year) * 12 + day.month - start.month
    for passed in (months, months - 1):  # one less where `next day` has gone on into the next month
        try:
            if passed > 0 and passed % period.amount == 0 and add_months(start, passed, month_end) == day:
                return passed // period.amount
        except NoSuchDay:
            continue
    return None


def grid_start(
    start: date, period: Duration, number: int, calendar: Calendar | None, month_end: MonthEnd = MonthEnd.LAST_DAY
) -> date | None:
    """The start of the stretch `number` (from 0) of `period`, counted from `start`: start + number·period."""
    return add_duration(start, times(period, number), calendar, month_end)


def grid_number(
    start: date, period: Duration, day: date, calendar: Calendar | None, month_end: MonthEnd = MonthEnd.LAST_DAY
) -> int | None:
    """The number (from 0) of the stretch of `period`, counted from `start`, that contains `day`.

    None if `day` is before `start`, or if the period has no length.
    """
    if day < start or period.amount <= 0:
        return None
    match period.kind:
        case DurationKind.MONTHS:
            return months_between(start, day, month_end) // period.amount
        case DurationKind.DAYS:
            return days_between(start, day) // period.amount
        case DurationKind.WORKING_DAYS:
            if calendar is None:
                raise ValueError("working days need a calendar")
            return calendar.working_days_between(start, day) // period.amount
        case _:
            return period.kind.between(start, day, calendar) // period.amount
