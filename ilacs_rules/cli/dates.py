"""Days that may be known only to the month or year: short for the eye, exact for machines."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from ilacs_rules.cases.model import Day, Partial


def shortest(day: Day | None) -> str:
    """For a column on a terminal: `2021-05-25`, `2021-08`, `2021`, `2018-06…2018-12`; empty for none.

    Months where the very days are known to lie in part of one: enough to look at, and never wrong.
    """
    if not isinstance(day, Partial):
        return "" if day is None else day.isoformat()
    first, last = _month(day.first), _month(day.last)
    if first == last:
        return first
    return _year(day) or f"{first}…{last}"


def exact(day: Day | None) -> str | None:
    """As ISO 8601 writes it: `2021-05-25`, `2021-08`, `2021`, and `2018-06-04/2018-12-31` for any other stretch."""
    if not isinstance(day, Partial):
        return None if day is None else day.isoformat()
    whole = day.first.day == 1 and day.last.day == monthrange(day.last.year, day.last.month)[1]
    if whole and _month(day.first) == _month(day.last):
        return _month(day.first)
    return _year(day) if whole and _year(day) else f"{day.first.isoformat()}/{day.last.isoformat()}"


def _month(day: date) -> str:
    return f"{day.year:04}-{day.month:02}"


def _year(day: Partial) -> str | None:
    """The year, if the stretch goes through all its months."""
    whole = day.first.year == day.last.year and (day.first.month, day.last.month) == (1, 12)
    return f"{day.first.year:04}" if whole else None
