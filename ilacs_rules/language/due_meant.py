"""What a due sentence in an officer's own words would be in the language, as a whole: `twice a year` and the like.

Each line turns one way of speaking into ours. What comes out is offered only where it can be read (and, once names are
known, makes sense), so whoever copies it is done.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from ilacs_rules.language.dates import ANY_MONTH
from ilacs_rules.language.kinds_of_day import WEEKDAYS
from ilacs_rules.language.limits_meant import LIMITS, limits_meant, split_off_case, with_commas
from ilacs_rules.language.number_words import NUMBER
from ilacs_rules.language.often_meant import (
    HOW_OFTEN,
    LENGTHS,
    NAMED_YEAR,
    UNIT,
    Found,
    Rules,
    in_figures,
    in_figures_before,
)
from ilacs_rules.language.spoken import NOTHING_SPOKEN, Spoken
from ilacs_rules.language.until_meant import UNTIL, before_of_year, of_year, stretch

FIRST_DAYS = {"financial": "2024-04-01", "academic": "2024-09-01", "school": "2024-09-01"}
SOME_DAY = "2024-01-01"  # a Monday, the first of a month and of a year; the officer puts another in its place

_LENGTH = rf"\d+\s+{UNIT}"
_DAY = r"\d{4}-\d{2}-\d{2}"
TERM = r"(?:(?:school|academic)\s+)?term"
_KIND = "(?:calendar|financial|academic|school)"
_PERIOD = rf"(?:{NAMED_YEAR}|{TERM}|annum|year|quarter|month|week|day|fortnight|half[- ]year)"
_TIMES = {"once": 1, "twice": 2, "thrice": 3, "one": 1}
_BOUNDS = {"at most": "at most", "exactly": "exactly", "no more than": "at most", "not more than": "at most"}
_BOUND = f"(?:{'|'.join(_BOUNDS)}|at least|a minimum of)".replace(" ", r"\s+")
_WEEKDAY = f"(?:{'|'.join(WEEKDAYS)})"
_NUMBER = rf"(?:once|twice|thrice|(?:\d+|{NUMBER})(?:\s+times?)?)"


def _so_many(m: Found) -> str:
    bound, number = _BOUNDS.get(_plain(m[1] or ""), "at least"), re.sub(r"\s+times?$", "", m[2].lower())
    return f"{bound} {_TIMES.get(number) or in_figures(number)}"


def _so_many_a_period(m: Found) -> str:
    return f"{_so_many(m)} in each {_calendar(m[3])}"


def _so_many_in_some(m: Found) -> str:
    return f"{_so_many(m)} in each {m[3]} from {SOME_DAY}"


def _so_many_from(m: Found) -> str:
    return f"{_so_many(m)} in each {m[3]}"


def _in_each_of_some(m: Found) -> str:
    unit = m[2].lower().removesuffix("s")
    return f"in each {m[1]} {unit}{'s' * (m[1] != '1')}"


def _one_in(m: Found) -> str:
    return f"at least 1 in each {_calendar(m[1])}"


def _day_before(m: Found) -> str:
    try:
        return f"by {date.fromisoformat(m[1]) - timedelta(days=1)}"
    except (ValueError, OverflowError):
        return m[0]


def _calendar(period: str) -> str:
    """A period of the calendar by the name it has, or as a length that is counted from some day."""
    name = _plain(period)
    counted = {"day": "1 day", "fortnight": "2 weeks", "half-year": "6 months", "half year": "6 months"}
    if name.endswith("term"):
        return f"4 months from {SOME_DAY}"
    if name in counted:
        return f"{counted[name]} from {SOME_DAY}"
    years = {"year": "calendar year", "annum": "calendar year", "school year": "academic year"}
    return years.get(name, name)


def _from_a_day(m: Found) -> str:
    unit = _plain(m[1]).split()[-1]
    return f"in each {'6 months' if unit == 'half-year' else f'1 {unit}'} from {m[2]}"


def _between_days(m: Found) -> str:
    bound, count, first, last = _plain(m[1]), m[2], m[3].strip(), m[4].strip()
    if bound == "at least" and count.lower() in ("1", "one"):
        return f"after {first}" if last.lower() == "today" else f"between {first} and {last}"
    if not all(re.fullmatch(_DAY, day) for day in (first, last)):
        return m[0]  # how long it is cannot be told
    return f"{bound} {count} in each {stretch(first, last)} from {first}"


def _from(m: Found) -> str:
    days = re.split(r"\s+(?:to|until|till|up\s+to)\s+", m[1], maxsplit=1, flags=re.IGNORECASE)
    return f"between {days[0]} and {days[1]}" if len(days) == 2 else f"on or after {days[0]}"


def _either_side(m: Found) -> str:
    return f", within {'1 ' if m[1] else ''}{m[2]} either side"


def _years_of_a_kind(m: Found) -> str:
    """Two or more years of a kind that has a name, as a length that is counted from the first day of one."""
    return f"in each {m[1]} years from {FIRST_DAYS.get(m[2].lower(), SOME_DAY)}"


_EVENT_DAYS = {
    r"(?:ends?|ended|is\s+over|finish(?:es|ed)|is\s+complete[d]?|was\s+complete[d]?)": "end",
    r"(?:begins?|began|starts?|started)": "start",
    r"(?:is|was)\s+published": "publication",
}
AT_ONCE = r"(?:as\s+soon\s+as\s+(?:is\s+)?(?:possible|practicable)|immediately|promptly|without\s+(?:undue\s+)?delay)"
_YEARLY = r"(?:in\s+)?(?:each|every|per|a)\s+year"
_DAY_OF_YEAR = rf"(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({ANY_MONTH})"
_INSTEAD: Rules = (
    *LENGTHS,
    *HOW_OFTEN,
    # so many in each period
    (rf"\bin\s+(?:each|every)\s+(?:period\s+of\s+)?(\d+)[\s-]({UNIT})(?:\s+period)?$", _in_each_of_some),
    (rf"^(?:every|in\s+(?:each|every))\s+(\d+\s+{_KIND}\s+years)$", r"at least 1 in each \1"),
    (rf"^(?:every|each|this|(?:in|within)\s+(?:each|every|a|the))\s+({NAMED_YEAR}|{TERM})$", _one_in),
    (rf"^in\s+(?:each|every)\s+(?=\d|{_PERIOD})", "at least 1 in each "),
    (rf"^(?:at\s+least\s+)?(?:1|one)\s+every\s+(?={_LENGTH}$)", "every "),
    (rf"^(?:({_BOUND})\s+)?({_NUMBER})\s+(?:every|in(?:\s+(?:each|every))?)\s+({_LENGTH})$", _so_many_in_some),
    (rf"\bin\s+(?:each|every)\s+(\d+)\s+({_KIND})\s+years$", _years_of_a_kind),
    (rf"^(?:({_BOUND})\s+)?({_NUMBER})\s+in\s+each\s+(\d+\s+{UNIT}\s+from\s.*)$", _so_many_from),
    (
        rf"^(?:({_BOUND})\s+)?({_NUMBER})"
        rf"\s+(?:in\s+)?(?:a|an|per|each|every)\s+({_PERIOD})$",
        _so_many_a_period,
    ),
    (
        rf"^(\d+|{NUMBER})\s+(?!times\b|{UNIT}|{ANY_MONTH}\b)[a-z’'-]+(?:\s+[a-z’'-]+)?\s+(?:in\s+)?(?:a|per|each|every)\s+({_PERIOD})$",
        lambda m: f"at least {in_figures(m[1])} in each {_calendar(m[2])}",
    ),
    (
        rf"^(?:by|at|before|until)\s+(?:the\s+)?end\s+of\s+(?:(?:the|each|every|a|this)\s+)?({_PERIOD})$",
        lambda m: f"at least 1 in each {_calendar(m[1])}",
    ),
    *UNTIL,
    (rf"^(?:by|on|before\s+the\s+end\s+of)\s+(\d{{1,2}})\s+({ANY_MONTH})\s+(?:of\s+)?{_YEARLY}$", of_year),
    (rf"^(?:each|every)\s+year\s+(?:on(?:\s+or\s+before)?|by)\s+(?:the\s+)?{_DAY_OF_YEAR}$", of_year),
    (rf"^(?:the\s+)?{_DAY_OF_YEAR},?\s+(?:of\s+)?{_YEARLY}$", of_year),
    (rf"^(?:each|every)\s+year,?\s+before\s+(?:the\s+)?{_DAY_OF_YEAR}$", before_of_year),
    (rf"^before\s+(?:the\s+)?{_DAY_OF_YEAR}(?:\s+(?:of\s+)?{_YEARLY})?$", before_of_year),
    (rf"^{AT_ONCE}\s+after\s+", "after "),
    (r"^(?:normally|usually|generally|as\s+a\s+rule),?\s+", ""),
    (
        rf"\bin\s+(?:each|every)\s+year\s+from\s+(?:the\s+)?(\d{{1,2}})(?:st|nd|rd|th)\s+(?:of\s+)?({ANY_MONTH})\b",
        r"in each year from \1 \2",
    ),
    (
        rf"\bin\s+(?:each|every)\s+year\s+from\s+({ANY_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?$",
        r"in each year from \2 \1",
    ),
    (rf"\bin\s+(?:each|every)\s+year\s+from\s+({ANY_MONTH})$", r"in each year from 1 \1"),
    (rf"\bin\s+(?:each|every)\s+({_PERIOD})\s+from\s+(?!\d{{1,2}}\s+{ANY_MONTH}\b)(.+)$", _from_a_day),
    (r"\bin\s+(?:each|every)\s+(year|day|half[- ]year)$", lambda m: f"in each {_calendar(m[1])}"),
    (rf"\bin\s+(?:each|every)\s+({_LENGTH})$", rf"in each \1 from {SOME_DAY}"),
    (rf"^(at\s+least|at\s+most|exactly)\s+(\w+)\s+between\s+({_DAY}|[^,]+?)\s+and\s+({_DAY}|[^,]+)$", _between_days),
    # until when
    (rf"^((?:within|every)\s+(?:{_LENGTH}|{UNIT}))\s+(?:from|of|since|following)\b", r"\1 after"),
    (
        rf"^(?:(?:no|not)\s+(?:later|more)\s+than|at\s+(?:most|(?:the\s+)?latest)|up\s+to|in|less\s+than)\s+({_LENGTH})"
        r"(?:(\s+)(?:after|from|of|since|following)\b|$)",
        lambda m: f"within {m[1]}{' after' if m[2] else ''}",
    ),
    (
        rf"^(?:no|not)\s+(?:earlier|sooner|less)\s+than\s+({_LENGTH})\s+(?:after|from|since)\s+([^,]+)",
        r"on or after \2 + \1",
    ),
    (r"^(?:by\s+)?(?:no|not)\s+later\s+than\s+(?!\d+\s+[a-z])", "by "),
    (
        r"^(?:(?:no|not)\s+(?:earlier|sooner)\s+than|not\s+before|from)\s+(?!\d+\s+[a-z])([^,]+?)(?:\s+on(?:wards)?)?$",
        _from,
    ),
    (
        r"(?<=\S),?\s+(?:(?:but|and|only)\s+)*(?:in|during)\s+(?:school\s+)?term(?:[\s-]time)?$",
        ", moved to the next school day",
    ),
    (
        r"(?<=[^\s,])\s+(?:(?:but|and)\s+)*not\s+(?:in|during)\s+(?:the\s+)?((?:[\w'’-]+\s+){0,2}?[\w'’-]+)$",
        r", not in \1",
    ),
    (rf",?\s+(?:give\s+or\s+take|plus\s+or\s+minus)\s+(an?\s+)?({_LENGTH}|{UNIT})$", _either_side),
    (rf"(?<=\S)\s+(?:(?:and\s+)?(?:always\s+)?on\s+)an?\s+({_WEEKDAY})$", r", moved to the next \1"),
    (r"^until\s+", "by "),
    (rf"^before\s+({_DAY})$", _day_before),
    # which day
    *(
        (rf"\b(after|by|on)\s+(?:the\s+)?((?:(?!after\b)[\w'’-]+\s+)+?){verb}(?=,|$)", rf"\1 {day} of \2")
        for verb, day in _EVENT_DAYS.items()
    ),
    (r"\b(after|by|on)\s+(?:the\s+)?[\w'’-]+\s+(?:is|was|has\s+been)\s+([\w'’-]+)(?=,|$)", r"\1 \2"),  # a fact
    (r"\bafter\s+(?:an|a)\s+([\w'’ -]+)$", r"after end of latest \1"),
    (
        r"\b(after|of|by|on)\s+the\s+(?!(?:(?:calendar|financial|academic)\s+)?(?:year|quarter|month|week)\b)",
        r"\1 ",
    ),
)


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str | Callable[[Found], str]], ...]:
    """Compiled when they are first needed, which for most policies is never: it takes long."""
    return tuple((re.compile(pattern, re.IGNORECASE), instead) for pattern, instead in _INSTEAD)


def as_meant(sentence: str, spoken: Spoken = NOTHING_SPOKEN) -> str | None:
    """The sentence in the words of the language, if they are others; without the case in which alone it holds."""
    whole = " ".join(sentence.split())
    alone, _ = split_off_case(with_commas(whole))
    found = LIMITS.search(alone)
    days, limits = (alone, "") if found is None else (alone[: found.start()], alone[found.start() :])
    limits = in_figures_before(limits, rf"(?:{UNIT}|times)")
    for pattern, instead in _rules():
        days = " ".join(pattern.sub(instead, days).split())
    days = spoken.with_days(spoken.with_picks(days))
    said = days + (limits_meant(days, limits, spoken) if limits else "")
    return None if said == whole else said


def in_terms(meant: str, said: str) -> str:
    """The same where the policy tells when the terms are, under the name that was said or “school term”."""
    term = re.search(rf"\b{TERM}\b", said, re.IGNORECASE)
    name = "school term" if term is None or term[0].lower() == "term" else " ".join(term[0].split())
    return meant.replace(f"4 months from {SOME_DAY}", name)


def _plain(words: str) -> str:
    return " ".join(words.lower().split())
