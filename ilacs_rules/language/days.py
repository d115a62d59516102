"""Reading a day as an author writes it: the year first, and only days that exist."""

from __future__ import annotations

import calendar
import re
from datetime import date

from ilacs_rules.language.dates import MONTH_NAMES
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.source import Span

_MONTHS = ("", *MONTH_NAMES)  # counted from 1
_MONTH = "|".join(f"{name}|{name[:3]}" for name in _MONTHS[1:])

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})")
_IN_WORDS = (
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTH})\.?,?\s+(?P<year>\d{{4}})", re.IGNORECASE),
    re.compile(rf"(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})", re.IGNORECASE),
)
_WRITTEN_OTHERWISE = (_DAY_FIRST, _YEAR_FIRST, *_IN_WORDS)


def read_day(text: str, span: Span) -> tuple[date | None, Diagnostic | None]:
    """A day written `2018-09-17`, or what is wrong with it (E116, E117)."""
    text = text.strip()
    iso = _ISO.fullmatch(text)
    if iso:
        year, month, day = map(int, iso.groups())
        return _existing(year, month, day, text, span)
    day_first = _DAY_FIRST.fullmatch(text)
    if day_first:
        first, second, year = map(int, day_first.groups())
        return None, _slashed(first, second, year, text, span)
    message, hint = f"“{text}” is not a date", "write year, month and day: 2018-08-01"
    for pattern in (_YEAR_FIRST, *_IN_WORDS):
        found = pattern.fullmatch(text)
        if found:
            meant = f"{found['year']}-{_month(found['month']):02}-{int(found['day']):02}"
            message += " here"
            hint = f"write {meant}" if read_day(meant, span)[0] else hint
    return None, Diagnostic(Code.BAD_DATE, message, span, hint)


def day_written_otherwise(sentence: Span, at: int) -> Span | None:
    """The day in another form (`01/08/2018`, `1 August 2018`) that holds an offset of a sentence, if there is one."""
    text = sentence.source.text
    for pattern in _WRITTEN_OTHERWISE:
        for found in pattern.finditer(text, sentence.start, sentence.end):
            if found.start() <= at < found.end() and not _ISO.fullmatch(found.group()):
                return Span(sentence.source, found.start(), found.end())
    return None


def _month(word: str) -> int:
    """A month by its number or by its name, of which three letters are enough."""
    if word.isdigit():
        return int(word)
    return next(number for number, name in enumerate(_MONTHS) if number and name[:3].lower() == word[:3].lower())


def _existing(year: int, month: int, day: int, text: str, span: Span) -> tuple[date | None, Diagnostic | None]:
    if year == 0:
        return None, Diagnostic(Code.NO_SUCH_DAY, f"there is no year 0 (“{text}”)", span, "years go from 0001 to 9999")
    if not 1 <= month <= 12:
        swapped = f"{year:04}-{day:02}-{month:02}"
        hint = "the month comes second, from 01 to 12"
        if 1 <= day <= 12 and 1 <= month <= 31:
            hint = f"the month comes second: did you mean {swapped}?"
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
