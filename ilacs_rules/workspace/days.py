"""Days short for the eye, days in a spreadsheet, and days as somebody gives them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from ilacs_rules.language.days import read_day
from ilacs_rules.model.partial import Day, Partial, exact, month_of, year_of
from ilacs_rules.text.source import Source, Span


def shortest(day: Day | None) -> str:
    """For a column on a terminal: `2021-05-25`, `2021-08`, `2021`, `2018-06…2018-12`; empty for none.

    Months where the very days are known to lie in part of one: enough to look at, and never wrong.
    """
    if not isinstance(day, Partial):
        return "" if day is None else day.isoformat()
    first, last = month_of(day.first), month_of(day.last)
    if first == last:
        return first
    return year_of(day) or f"{first}…{last}"


def both_ends(period: Day | None) -> str:
    """For a period, known to the day: `2024-06-24 to 2024-06-30`; `2024-06`, `2023-04…2024-03` for whole months."""
    if isinstance(period, Partial) and (period.first.day != 1 or not _ends_a_month(period.last)):
        return f"{period.first.isoformat()} to {period.last.isoformat()}"
    return shortest(period)


def _ends_a_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def as_cell(day: Day | None) -> date | str | None:
    """For a spreadsheet: a day that is known as a date, any other as a text."""
    return exact(day) if isinstance(day, Partial) else day


def why_no_day(written: str) -> str:
    """Why a text that is no day of the calendar, the year first, is refused as a day, and what to write instead."""
    if written.strip().lower() in ("today", "now", "yesterday", "tomorrow"):
        return f"no clock is read: write the day itself instead of “{written}”, such as 2018-01-31"
    _, found = read_day(written, Span(Source("", written), 0, len(written)))
    message, hint = f"“{written}” is not a date", "write the year first: 2018-01-01"
    if found is not None and written.strip():
        message, hint = found.message, found.hint or hint
    return f"{message} {hint[0].upper()}{hint[1:]}" if message.endswith("?") else f"{message}; {hint}"
