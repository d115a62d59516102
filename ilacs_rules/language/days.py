"""Reading a day as an author writes it, or as much as is known of one: the year first, and only days that exist."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date

from ilacs_rules.language.dates import MONTH_NAMES
from ilacs_rules.language.kinds_of_day import WEEKDAYS
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.patterns import pattern
from ilacs_rules.text.source import Source, Span

_MONTHS = ("", *MONTH_NAMES)  # counted from 1
_WEEKDAY = "|".join(f"{name}|{name[:3]}" for name in WEEKDAYS)
_MONTH = "|".join(("Sept", *(f"{name}|{name[:3]}" for name in _MONTHS[1:])))

_ISO = pattern(r"(\d{4})-(\d{2})-(\d{2})")
_DAY_FIRST = pattern(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_YEAR_FIRST = pattern(r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})")
_BEFORE_DAY = rf"(?:\b(?P<weekday>{_WEEKDAY}),?\s+)?(?:\bthe\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_IN_WORDS = (
    pattern(rf"{_BEFORE_DAY}\b{_DAY}[\s-]+(?:of\s+)?(?P<month>{_MONTH})\.?,?[\s-]+(?P<year>\d{{4}})", re.IGNORECASE),
    pattern(rf"{_BEFORE_DAY}\b(?P<month>{_MONTH})\.?\s+(?:the\s+)?{_DAY},?\s+(?P<year>\d{{4}})", re.IGNORECASE),
    pattern(rf"\b(?P<year>\d{{4}}),?[\s-]+(?P<month>{_MONTH})\.?[\s-]+{_DAY}(?!\w)", re.IGNORECASE),
)
_MONTH_ALONE = pattern(r"(?<![\w-])([0-9]{4})-([0-9]{2})(?![\w-])")
_YEAR_ALONE = pattern(r"[0-9]{4}")
_BETWEEN = pattern(r"between\s+(\S+)\s+and\s+(\S+)", re.IGNORECASE)

_MONTH_IN_WORDS = pattern(rf"(?<![\w-])(?:in\s+)?({_MONTH})\.?,?[\s-]+(\d{{4}})(?![\w-])", re.IGNORECASE)

YEAR_FIRST_PLEASE = "write year, month and day: 2018-08-01"
_AS_KNOWN = "write 2018-08-01; if no more is known 2018-08, 2018, between 2018-08-01 and 2018-09-15, or unknown"

Period = tuple[date, date]
"""The first and the last day of a stretch of time."""

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
    message, hint = f"“{text}” is not a date", YEAR_FIRST_PLEASE
    for form in (_YEAR_FIRST, *_IN_WORDS):
        found = form.fullmatch(text)
        if found:
            meant = f"{found['year']}-{_month(found['month']):02}-{int(found['day']):02}"
            on, no_such_day = read_day(meant, span)
            if on is None:
                return None, no_such_day
            message, hint = f"{message} here", f"write {meant}"
            weekday, said = WEEKDAYS[on.weekday()], found.groupdict().get("weekday")
            if said and not weekday.lower().startswith(said.lower()):
                hint = f"that day is a {weekday}: write the day that is meant, with the year first, as in {meant}"
    return None, Diagnostic(Code.BAD_DATE, message, span, hint)


def as_written(said: str) -> str | None:
    """A day as it is written here, whatever form it was said in: `2018-09-17` for “17 September 2018”; else None."""
    on, wrong = read_day(said, Span(Source("said", said), 0, len(said)))
    meant = re.fullmatch(r"write (\d{4}-\d{2}-\d{2})", (wrong.hint or "") if wrong else "")
    return f"{on}" if on is not None else meant and meant[1]


def period_of(text: str, span: Span) -> tuple[Period | None, Diagnostic | None]:
    """The first and last day of a year (`2018`) or month (`2018-09`), or what is wrong (E117); neither of others."""
    text = text.strip()
    if _YEAR_ALONE.fullmatch(text) and text != "0000":
        return (date(int(text), 1, 1), date(int(text), 12, 31)), None
    month = _MONTH_ALONE.fullmatch(text)
    if month is None:
        return None, None
    year, number = int(month[1]), int(month[2])
    if year and 1 <= number <= 12:
        return (date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])), None
    message = f"there is no month {number} (“{text}”)" if year else f"there is no year 0 (“{text}”)"
    return None, Diagnostic(Code.NO_SUCH_DAY, message, span)


def read_as_known(text: str, span: Span) -> tuple[Period | None, Diagnostic | None]:
    """From when to when a day may lie, both included; or what is wrong (E116, E117).

    It is written as a day, month or year, as `between … and …` of two of these, or as `unknown`.
    """
    if text.strip().lower() == "unknown":
        return (date.min, date.max), None
    between = _BETWEEN.fullmatch(text.strip())
    if between is None:
        return _day_or_period(text, span)
    (first, wrong), (last, also_wrong) = (_day_or_period(end, span) for end in between.groups())
    if first is None or last is None:
        return None, wrong or also_wrong
    if last[1] < first[0]:
        message = f"no day lies between {between[1]} and {between[2]}"
        return None, Diagnostic(Code.NO_SUCH_DAY, message, span, f"write “between {between[2]} and {between[1]}”")
    return (first[0], last[1]), None


def _day_or_period(text: str, span: Span) -> tuple[Period | None, Diagnostic | None]:
    period, wrong = period_of(text, span)
    if period is not None or wrong is not None:
        return period, wrong
    day, wrong = read_day(text, span)
    if wrong is not None and wrong.hint == YEAR_FIRST_PLEASE:
        month = month_in_words(text)
        wrong = replace(wrong, hint=f"write {month}" if month else _AS_KNOWN)
    return (None if day is None else (day, day)), wrong


def month_in_words(text: str) -> str | None:
    """The month that a text is (`Nov 2021`), as it is to be written: `2021-11`; None if it says anything besides."""
    found = _MONTH_IN_WORDS.fullmatch(text.strip())
    return f"{found[2]}-{_month(found[1]):02}" if found else None


def month_at(sentence: Span, at: int) -> Span | None:
    """The month (`2021-11`, `November 2021`) that holds an offset of a sentence, if there is one."""
    for form in (_MONTH_ALONE, _MONTH_IN_WORDS):
        for found in form.finditer(sentence.source.text, sentence.start, sentence.end):
            if found.start() <= at < found.end():
                return Span(sentence.source, found.start(), found.end())
    return None


def day_written_otherwise(sentence: Span, at: int) -> Span | None:
    """The day in another form (`01/08/2018`, `1 August 2018`) that holds an offset of a sentence, if there is one."""
    text = sentence.source.text
    for form in _WRITTEN_OTHERWISE:
        for found in form.finditer(text, sentence.start, sentence.end):
            if found.start() <= at < found.end() and not _ISO.fullmatch(found.group()):
                return Span(sentence.source, found.start(), found.end())
    return None


def not_a_day_here(span: Span) -> Diagnostic | None:
    """What is wrong with words that are a day in another form, and nothing besides; None of any others."""
    return read_day(span.text, span)[1] if day_written_otherwise(span, span.start) == span else None


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
    meant = list(dict.fromkeys(filter(None, (british, american))))
    readings = [f"{day} {_MONTHS[month]}" for day, month in meant]
    question = f": {' or '.join(readings)}?" if len(readings) == 2 else ""
    day, month = british or american or (first, second)
    if len(readings) < 2 and (no_such_day := _existing(year, month, day, text, span)[1]) is not None:
        return no_such_day
    either = " or ".join(f"{year:04}-{month:02}-{day:02}" for day, month in meant or [(first, second)])
    hint = f"write the year first: {either}"
    return Diagnostic(Code.BAD_DATE, f"“{text}” is not a date here{question}", span, hint)
