"""Days that may be known only to the month or year, short for the eye."""

from __future__ import annotations

from ilacs_rules.model.partial import Day, Partial, month_of, year_of


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
