"""What a due sentence in an officer's own words would be in the language, as a whole: `twice a year` and the like.

Each line turns one way of speaking into ours. What comes out is offered only where it can be read (and, once names are
known, makes sense), so whoever copies it is done.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from ilacs_rules.language.dates import MONTH_NAMES
from ilacs_rules.language.kinds_of_day import WEEKDAYS
from ilacs_rules.language.number_words import NUMBER, TO_TWELVE, in_digits
from ilacs_rules.language.until_meant import UNTIL, of_year, stretch
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.source import Span

_FIRST_DAYS = {"financial": "2024-04-01", "academic": "2024-09-01", "school": "2024-09-01"}
SOME_DAY = "2024-01-01"  # a Monday, the first of a month and of a year; the officer puts another in its place

_UNIT = r"(?:working\s+days?|days?|weeks?|months?|quarters?|years?)"
_LENGTH = rf"\d+\s+{_UNIT}"
_DAY = r"\d{4}-\d{2}-\d{2}"
_TERM = r"(?:(?:school|academic)\s+)?term"
_KIND = "(?:calendar|financial|academic|school)"
_NAMED_YEAR = rf"{_KIND}\s+year"
_PERIOD = rf"(?:{_NAMED_YEAR}|{_TERM}|annum|year|quarter|month|week|day|half[- ]year)"
_MONTH = f"(?:{'|'.join(MONTH_NAMES)})"
_OFTEN = {
    "annually": "year",
    "yearly": "year",
    "per annum": "year",
    "biennially": "2 years",
    "triennially": "3 years",
    "half-yearly": "6 months",
    "six-monthly": "6 months",
    "6-monthly": "6 months",
    "biannually": "6 months",
    "semi-annually": "6 months",
    "quarterly": "quarter",
    "monthly": "month",
    "fortnightly": "2 weeks",
    "weekly": "week",
    "daily": "day",
}
_TIMES = {"once": 1, "twice": 2, "thrice": 3, **{word: number for number, word in enumerate(TO_TWELVE, 1)}}
_BOUNDS = {"at most": "at most", "exactly": "exactly", "no more than": "at most", "not more than": "at most"}
_BOUND = f"(?:{'|'.join(_BOUNDS)}|at least|a minimum of)".replace(" ", r"\s+")
_WEEKDAY = f"(?:{'|'.join(WEEKDAYS)})"
_NUMBER = rf"(?:once|twice|thrice|(?:\d+|{'|'.join(TO_TWELVE)})(?:\s+times?)?)"

Found = re.Match[str]


def _how_often(m: Found) -> str:
    return f"every {_OFTEN[m[1].lower()]}"


def _in_digits(m: Found) -> str:
    return f"{in_digits(m[1])} {m[2]}"


def _so_many(m: Found) -> str:
    bound, number = _BOUNDS.get(_plain(m[1] or ""), "at least"), m[2].lower()
    return f"{bound} {_TIMES.get(number) or _TIMES.get(number.split()[0]) or number.split()[0]}"


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
    counted = {"day": "1 day", "half-year": "6 months", "half year": "6 months"}
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
    return f"{bound} {count} in each {stretch(first, last)} from {first}"


def _from(m: Found) -> str:
    days = re.split(r"\s+(?:to|until|till|up\s+to)\s+", m[1], maxsplit=1, flags=re.IGNORECASE)
    return f"between {days[0]} and {days[1]}" if len(days) == 2 else f"on or after {days[0]}"


def _either_side(m: Found) -> str:
    return f", within {'1 ' if m[1] else ''}{m[2]} either side"


def _years_of_a_kind(m: Found) -> str:
    """Two or more years of a kind that has a name, as a length that is counted from the first day of one."""
    return f"in each {m[1]} years from {_FIRST_DAYS.get(m[2].lower(), SOME_DAY)}"


_EVENT_DAYS = {
    r"(?:ends?|ended|is\s+over|finish(?:es|ed)|is\s+complete[d]?|was\s+complete[d]?)": "end",
    r"(?:begins?|began|starts?|started)": "start",
    r"(?:is|was)\s+published": "publication",
}
_AT_ONCE = r"(?:as\s+soon\s+as\s+(?:is\s+)?(?:possible|practicable)|immediately|promptly|without\s+(?:undue\s+)?delay)"
_YEARLY = r"(?:in\s+)?(?:each|every|per|a)\s+year"
_INSTEAD: tuple[tuple[str, str | Callable[[Found], str]], ...] = (
    # lengths of time
    (rf"\b({NUMBER})\s+({_UNIT}|{_NAMED_YEAR}s|times)\b", _in_digits),
    (r"\b(?:business|work|week|bank)[\s-]*days\b", "working days"),
    (r"\bcalendar\s+days\b", "days"),
    (r"(?<!each )(?<!every )\bcalendar\s+(?=(?:month|week)s?\b)", ""),
    (rf"\b(within|after|than)\s+(?:an?|one)\s+(?={_UNIT}\b)", r"\1 1 "),
    # how often
    (rf"^(?:at\s+least\s+|once\s+)*({'|'.join(_OFTEN)})\b", _how_often),
    (r"^(?:(?:at\s+least|at\s+most|(?:not|no)\s+less\s+than|once|one\s+time|1\s+time)\s+)+(?=every\b)", ""),
    (r"^(?:every|each)\s+other\s+(year|month|week|quarter|day)\b", r"every 2 \1s"),
    (rf"^each\s+(?={_UNIT}\b|\d)", "every "),
    (r"^at\s+intervals\s+of\s+(?:(?:no|not)\s+more\s+than\s+)?", "every "),
    (r"^(every\s.*?)\s+at\s+(?:least|most|the\s+latest)$", r"\1"),
    (rf"^once\s+(?:a|per|each)\s+({_UNIT})\s+(?=after\b)", r"every \1 "),
    (r"^twice\s+(?:a|per|each)\s+year\s+(?=after\b)", "every 6 months "),
    (r"^every\s+(?:second|2nd)\s+(year|month|week|quarter|day)\b", r"every 2 \1s"),
    (r"^every\s+(?:third|3rd)\s+(year|month|week|quarter|day)\b", r"every 3 \1s"),
    (r"^every\s+(?:fourth|4th)\s+(year|month|week|quarter|day)\b", r"every 4 \1s"),
    (r"^every\s+(?:fifth|5th)\s+(year|month|week|quarter|day)\b", r"every 5 \1s"),
    (rf"^every\s+(\d+)\s*(?:or|to|-|–)\s*(\d+)\s+({_UNIT})\b", r"between \1 and \2 \3"),
    # so many in each period
    (rf"\bin\s+(?:each|every)\s+(?:period\s+of\s+)?(\d+)[\s-]({_UNIT})(?:\s+period)?$", _in_each_of_some),
    (rf"^(?:every|in\s+(?:each|every))\s+(\d+\s+{_KIND}\s+years)$", r"at least 1 in each \1"),
    (rf"^(?:every|each|this|(?:in|within)\s+(?:each|every|a|the))\s+({_NAMED_YEAR}|{_TERM})$", _one_in),
    (rf"^in\s+(?:each|every)\s+(?=\d|{_PERIOD})", "at least 1 in each "),
    (rf"^(?:at\s+least\s+)?(?:1|one)\s+every\s+(?={_LENGTH}$)", "every "),
    (rf"^(?:({_BOUND})\s+)?({_NUMBER})\s+(?:every|in(?:\s+(?:each|every))?)\s+({_LENGTH})$", _so_many_in_some),
    (rf"\bin\s+(?:each|every)\s+(\d+)\s+({_KIND})\s+years$", _years_of_a_kind),
    (rf"^(?:({_BOUND})\s+)?({_NUMBER})\s+in\s+each\s+(\d+\s+{_UNIT}\s+from\s.*)$", _so_many_from),
    (
        rf"^(?:({_BOUND})\s+)?({_NUMBER})"
        rf"\s+(?:in\s+)?(?:a|an|per|each|every)\s+({_PERIOD})$",
        _so_many_a_period,
    ),
    (
        rf"^(\d+)\s+(?!times\b|{_UNIT})[a-z’'-]+(?:\s+[a-z’'-]+)?\s+(?:in\s+)?(?:a|per|each|every)\s+({_PERIOD})$",
        lambda m: f"at least {m[1]} in each {_calendar(m[2])}",
    ),
    (
        rf"^(?:by|at|before|until)\s+(?:the\s+)?end\s+of\s+(?:(?:the|each|every|a|this)\s+)?({_PERIOD})$",
        lambda m: f"at least 1 in each {_calendar(m[1])}",
    ),
    *UNTIL,
    (rf"^(?:by|on|before\s+the\s+end\s+of)\s+(\d{{1,2}})\s+({_MONTH})\s+(?:of\s+)?{_YEARLY}$", of_year),
    (
        rf"^(?:each|every)\s+year\s+(?:on|by|before)\s+(?:the\s+)?(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({_MONTH})$",
        of_year,
    ),
    (rf"^{_AT_ONCE}\s+after\s+", "after "),
    (r"^(?:normally|usually|generally|as\s+a\s+rule),?\s+", ""),
    (
        rf"\bin\s+(?:each|every)\s+year\s+from\s+(?:the\s+)?(\d{{1,2}})(?:st|nd|rd|th)\s+(?:of\s+)?({_MONTH})\b",
        r"in each year from \1 \2",
    ),
    (rf"\bin\s+(?:each|every)\s+year\s+from\s+({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?$", r"in each year from \2 \1"),
    (rf"\bin\s+(?:each|every)\s+year\s+from\s+({_MONTH})$", r"in each year from 1 \1"),
    (rf"\bin\s+(?:each|every)\s+({_PERIOD})\s+from\s+(?!\d{{1,2}}\s+{_MONTH}\b)(.+)$", _from_a_day),
    (r"\bin\s+(?:each|every)\s+(year|day|half[- ]year)$", lambda m: f"in each {_calendar(m[1])}"),
    (rf"\bin\s+(?:each|every)\s+({_LENGTH})$", rf"in each \1 from {SOME_DAY}"),
    (rf"^(at\s+least|at\s+most|exactly)\s+(\w+)\s+between\s+({_DAY}|[^,]+?)\s+and\s+({_DAY}|[^,]+)$", _between_days),
    # until when
    (rf"^((?:within|every)\s+(?:{_LENGTH}|{_UNIT}))\s+(?:from|of|since|following)\b", r"\1 after"),
    (
        rf"^(?:(?:no|not)\s+(?:later|more)\s+than|at\s+(?:most|(?:the\s+)?latest)|up\s+to|in|less\s+than)\s+({_LENGTH})"
        r"(?:(\s+)(?:after|from|of|since|following)\b|$)",
        lambda m: f"within {m[1]}{' after' if m[2] else ''}",
    ),
    (rf"^(?:no|not)\s+(?:earlier|sooner|less)\s+than\s+({_LENGTH})\s+(?:after|from|since)\s+([^,]+)", r"after \2 + \1"),
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
    (rf",?\s+(?:give\s+or\s+take|plus\s+or\s+minus)\s+(an?\s+)?({_LENGTH}|{_UNIT})$", _either_side),
    (rf"(?<=\S)\s+(?:(?:and\s+)?(?:always\s+)?on\s+)an?\s+({_WEEKDAY})$", r", moved to the next \1"),
    (r"^until\s+", "by "),
    (rf"^before\s+({_DAY})$", _day_before),
    # which day
    *(
        (rf"\b(after|by|on)\s+(?:the\s+)?((?:(?!after\b)[\w'’-]+\s+)+?){verb}(?=,|$)", rf"\1 {day} of \2")
        for verb, day in _EVENT_DAYS.items()
    ),
    (r"\bafter\s+(?:an|a|any|each|every)\s+([\w'’ -]+)$", r"after end of latest \1"),
    (
        r"\b(after|of|by|on)\s+the\s+(?!(?:(?:calendar|financial|academic)\s+)?(?:year|quarter|month|week)\b)",
        r"\1 ",
    ),
)
_TIMES_AFTER = re.compile(
    r"\b(up\s+to|at\s+least)\s+(once|twice|thrice|(?:1|one)(?=\s+time\b))(?:\s+time)?\b", re.IGNORECASE
)
_CARRIED = re.compile(
    r"\b(?:and\s+)?(?:what\s+(?:is|was)\s+missed|(?:any\s+)?missed(?:\s+[\w'’-]+)?)\s+"
    r"(?:(?:to\s+be|is|are|being)\s+)?(?:carried|taken|brought)\s+(?:over|forward)\b",
    re.IGNORECASE,
)
_RULED_OUT = re.compile(r"\b(?:but\s+)?not\s+(?:in|during)\s+(?:the\s+)?", re.IGNORECASE)
_LIMITS = re.compile(
    r",(?=\s*(?:within|from|up\s+to|at\s+least|until|but|moved|not\s+(?:in|during)|missed)\b)", re.IGNORECASE
)


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str | Callable[[Found], str]], ...]:
    """Compiled when they are first needed, which for most policies is never: it takes long."""
    return tuple((re.compile(pattern, re.IGNORECASE), instead) for pattern, instead in _INSTEAD)


def as_meant(sentence: str) -> str | None:
    """The sentence in the words of the language, if they are others; what is said after a comma is left as it is."""
    whole = " ".join(sentence.split())
    found = _LIMITS.search(whole)
    days, limits = (whole, "") if found is None else (whole[: found.start()], whole[found.start() :])
    more = _TIMES_AFTER.sub(lambda m: f"{m[1]} {_TIMES.get(m[2].lower(), m[2])} times", limits)
    said, more = days, _CARRIED.sub("missed ones carried over", _RULED_OUT.sub("not in ", more))
    for pattern, instead in _rules():
        said = " ".join(pattern.sub(instead, said).split())
    return None if said + more == whole else said + more


def with_end_of(meant: str) -> str:
    """The same with `latest` for the last event of a kind, and where the event stands for the day on which it ended."""
    return _OF_LAST.sub("of latest ", _LAST.sub(r"after end of latest \1", meant))


_OF_LAST = re.compile(r"\bof\s+(?:last|previous|most\s+recent)\s+(?=[a-z])", re.IGNORECASE)
_LAST = re.compile(r"\bafter\s+(?:last|latest|previous|most\s+recent)\s+([\w'’ -]+)(?=,|$)", re.IGNORECASE)


def in_terms(meant: str, said: str) -> str:
    """The same where the policy tells when the terms are, under the name that was said or “school term”."""
    term = re.search(rf"\b{_TERM}\b", said, re.IGNORECASE)
    name = "school term" if term is None or term[0].lower() == "term" else " ".join(term[0].split())
    return meant.replace(f"4 months from {SOME_DAY}", name)


def told_as_meant(sentence: Span, meant: str, code: Code) -> Diagnostic:
    """What to tell an author who can write `meant` instead."""
    part = part_that_differs(sentence, meant)
    words = part.words
    message = f"“{words}” is not used here"
    if _all_stand_in(sentence.text, meant):
        message = f"a word is missing before “{words}”"
    return Diagnostic(code, message, part, what_to_write(meant, sentence.text))


def _all_stand_in(said: str, meant: str) -> bool:
    """Whether every word that was said stands in what was meant, in the same order."""
    rest = iter(meant.split())
    return all(word in rest for word in said.split())


def part_that_differs(sentence: Span, meant: str) -> Span:
    """The words of a sentence that stand otherwise in what was meant; at least one."""
    said = [(found.start(), found.end(), found.group()) for found in re.finditer(r"[^\s,]+|,", sentence.text)]
    other = re.findall(r"[^\s,]+|,", meant)
    first = 0
    while first < min(len(said), len(other)) - 1 and said[first][2] == other[first]:
        first += 1
    last = len(said) - 1
    while last > first and len(other) > len(said) - last and said[last][2] == other[len(other) - len(said) + last]:
        last -= 1
    return Span(sentence.source, sentence.start + said[first][0], sentence.start + said[last][1])


def what_to_write(meant: str, said: str) -> str:
    """The hint: the whole sentence, and what else must be thought of."""
    hint = f"write “{meant}”"
    if any(day in meant and day not in said for day in (SOME_DAY, *_FIRST_DAYS.values())):
        hint += ", with the day from which they are counted"
    if re.search(rf"\b{_TERM}\b", said, re.IGNORECASE):
        hint += "; list under “stretches” when the terms are, else each is counted as 4 months"
    if (between := _BETWEEN.search(said)) is not None and " in each " in meant:
        hint += f", and “when: today is on or before {between[1]}”"
    if re.search(r"\bschool[\s-]*days?\b", said, re.IGNORECASE):
        hint += "; say under “days” which days these are: “school day: working day in school term”"
    if re.match(r"(?:normally|usually|generally|as\s+a\s+rule)\b", said, re.IGNORECASE):
        hint += ", and beside it “strength: usually”"
    if _WITH_EXCEPTION.search(said):
        hint += "; where a whole rule is meant, “exception to:” in the rule that stands instead"
    return hint


_BETWEEN = re.compile(rf"\bbetween\s.*\sand\s+({_DAY})$", re.IGNORECASE)
_WITH_EXCEPTION = re.compile(r"\b(?:unless|except|but\s+not)\b", re.IGNORECASE)


def _plain(words: str) -> str:
    return " ".join(words.lower().split())
