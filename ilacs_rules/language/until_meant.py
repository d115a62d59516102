"""Days by which something is due in an officer's own words, as days are written: `the end of 2019`, `March 2027`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from ilacs_rules.language.dates import ANY_MONTH, MONTH_NAMES, month_length

Found = re.Match[str]

_MONTHS = [name.lower() for name in MONTH_NAMES]
_YEAR = r"(?:19|20|21)\d\d"
_END = r"(?:the\s+)?end\s+of\s+(?:the\s+year\s+)?"


def _by_month(m: Found) -> str:
    year, month = int(m[2]), _MONTHS.index(m[1].lower()) + 1
    return f"by {date(year, month, month_length(year, month))}"


def _by_season(m: Found) -> str:
    """`2019-20` and `2019/20`, the year of a budget: it ends on 31 March."""
    year = int(m[1]) + 1
    return f"by {year}-03-31" if f"{year}".endswith(m[2]) else m[0]


def _before(m: Found) -> str:
    try:
        return f"by {date(int(m[3]), _MONTHS.index(m[2].lower()) + 1, int(m[1])) - timedelta(days=1)}"
    except ValueError:
        return m[0]


def of_year(m: Found) -> str:
    """A day of the year by which something is due each year."""
    return _by_each_year(m, timedelta())


def before_of_year(m: Found) -> str:
    """A day of the year before which something is due each year: the day before it is the last."""
    return _by_each_year(m, timedelta(days=1))


def _by_each_year(m: Found, earlier: timedelta) -> str:
    try:
        last = date(2023, _MONTHS.index(m[2].lower()) + 1, int(m[1])) - earlier
    except ValueError:
        return m[0]
    if (last.month, last.day) == (2, 28):
        return "at least 1 in each year from 1 March"
    return f"by {last.day} {MONTH_NAMES[last.month - 1]} each year"


def stretch(first: str, last: str) -> str:
    """How long it is from one day to another, both included, as a period that is counted from the first."""
    try:
        begins, following = date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1)
    except (ValueError, OverflowError):
        return "1 year"
    months = (following.year - begins.year) * 12 + following.month - begins.month
    if begins.day != following.day or months < 1:
        days = max(1, (following - begins).days)
        return f"{days} day{'s' * (days > 1)}"
    count, unit = (months // 12, "year") if months % 12 == 0 else (months, "month")
    return f"{count} {unit}{'s' * (count > 1)}"


UNTIL: tuple[tuple[str, str | Callable[[Found], str]], ...] = (
    (rf"^(?:by|before|until|at)\s+(?:{_END})?({_YEAR})[-/–](\d\d(?:\d\d)?)$", _by_season),
    (rf"^(?:by|before|until|at)\s+{_END}({_YEAR})$", r"by \1-12-31"),
    (rf"^by\s+({_YEAR})$", r"by \1-12-31"),
    (rf"^(?:by|before|until|at)\s+{_END}({ANY_MONTH})\s+({_YEAR})$", _by_month),
    (rf"^by\s+({ANY_MONTH})\s+({_YEAR})$", _by_month),
    (rf"^before\s+(?:the\s+)?(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({ANY_MONTH})\s+({_YEAR})$", _before),
    (rf"^(?:in|during|within|some\s+time\s+in)\s+({_YEAR})$", r"by \1-12-31, but not before \1-01-01"),
    (rf"^by\s+(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({ANY_MONTH})$", of_year),
)
