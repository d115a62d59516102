"""Reading a day as an author writes it: the year first, and only days that exist."""

from __future__ import annotations

import calendar
import re
from datetime import date

from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.source import Span

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_MONTHS = calendar.month_name


def read_day(text: str, span: Span) -> tuple[date | None, Diagnostic | None]:
    """A day written `2018-09-17`, or what is wrong with it (E116, E117)."""
    text = text.strip()
    iso = _ISO.fullmatch(text)
    if iso:
        year, month, day = map(int, iso.groups())
        return _existing(year, month, day, text, span)
    slashed = _SLASHED.fullmatch(text)
    if slashed:
        first, second, year = map(int, slashed.groups())
        return None, _slashed(first, second, year, text, span)
    message = f"“{text}” is not a date"
    return None, Diagnostic(Code.BAD_DATE, message, span, "write year, month and day: 2018-08-01")


def _existing(year: int, month: int, day: int, text: str, span: Span) -> tuple[date | None, Diagnostic | None]:
    if year == 0:
        return None, Diagnostic(Code.NO_SUCH_DAY, f"there is no year 0 (“{text}”)", span)
    if not 1 <= month <= 12:
        swapped = f"{year:04}-{day:02}-{month:02}"
        hint = f"the month comes second: did you mean {swapped}?" if day <= 12 and 1 <= month <= 31 else None
        return None, Diagnostic(Code.NO_SUCH_DAY, f"there is no month {month} (“{text}”)", span, hint)
    last = calendar.monthrange(year, month)[1]
    if 1 <= day <= last:
        return date(year, month, day), None
    leap = ""
    if month == 2:
        leap = f"{year} is a leap year; " if calendar.isleap(year) else f"{year} is not a leap year; "
    hint = f"{leap}the last day of that month is {year:04}-{month:02}-{last:02}"
    return None, Diagnostic(Code.NO_SUCH_DAY, f"there is no {day} {_MONTHS[month]} {year}", span, hint)


def _slashed(first: int, second: int, year: int, text: str, span: Span) -> Diagnostic:
    british = (first, second) if 1 <= second <= 12 else None
    american = (second, first) if 1 <= first <= 12 else None
    readings = [f"{day} {_MONTHS[month]}" for day, month in dict.fromkeys(filter(None, (british, american)))]
    question = f": {' or '.join(readings)}?" if len(readings) == 2 else ""
    day, month = british or american or (first, second)
    hint = f"write the year first: {year:04}-{month:02}-{day:02}"
    return Diagnostic(Code.BAD_DATE, f"“{text}” is not a date here{question}", span, hint)
