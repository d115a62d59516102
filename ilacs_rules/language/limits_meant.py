"""What is said after a comma of a due sentence, in an officer's own words: `at the latest on 1 May`, `for 3 years`.

Each line turns one way of speaking into ours. Where the words hang on the days before the comma (a limit of what is
done again and again, the day after which a first of May comes), they are turned only where those can be told.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from ilacs_rules.language.dates import ANY_MONTH
from ilacs_rules.language.days import as_written
from ilacs_rules.language.kinds_of_day import WEEKDAYS
from ilacs_rules.language.number_words import NUMBER
from ilacs_rules.language.often_meant import UNIT, Found, in_figures, length
from ilacs_rules.language.spoken import Spoken
from ilacs_rules.language.years_meant import first_and_last

_LENGTH = rf"(?:\d+\s+{UNIT})"
_DAY = r"\d{4}-\d{2}-\d{2}"
_NUMBER = rf"(\d+|{NUMBER}|once|twice|thrice)"
_COUNTS = {"once": 1, "twice": 2, "thrice": 3}
_ORDINAL = r"(\d{1,2})(?:st|nd|rd|th)?"
_A_CASE = (
    r"(?:but\s+|and\s+)?(?:only\s+)?(?:if|when|where|provided(?:\s+that)?|as\s+long\s+as|so\s+long\s+as|in\s+case)"
)
_UNLESS = r"(?:but\s+|and\s+)?(?:unless|except\s+(?:if|when|where)|but\s+not\s+(?:if|when|where))"
_LATEST = (
    r"(?:at\s+(?:the\s+)?(?:very\s+)?latest|latest|(?:no|not)\s+later\s+than|not\s+after|not\s+past|on\s+or\s+before"
    r"|in\s+any\s+(?:case|event)\s+by)(?:\s+(?:on|by|in|within))?"
)
_EARLIEST = (
    r"(?:at\s+(?:the\s+)?(?:very\s+)?earliest|earliest|(?:no|not)\s+(?:earlier|sooner)\s+than|not\s+(?:before|until)"
    r"|(?:only\s+)?(?:starting|beginning)(?:\s+(?:from|on))?|on\s+or\s+after|(?:only\s+)?(?:as\s+)?from"
    r"|with\s+effect\s+from)(?:\s+(?:on|from|in))?"
)
_EARLY = r"(?:early|earlier|before(?:hand)?|sooner|in\s+advance|ahead)"
_LATE = r"(?:late|later|after(?:wards)?)"
_AT_MOST = r"(?:(?:at\s+most|no\s+more\s+than|not\s+more\s+than|up\s+to|max(?:imum)?(?:\s+of)?|a\s+maximum\s+of)\s+)"
_ONLY = r"(?:(?:for|only|limited\s+to|in\s+total)\s+)*"
_MAY_VARY = r"(?:tolerance|margin|leeway|grace)"
_WHERE = {"brought forward": "previous", "postponed": "next", "put off": "next"}
_NEXT = {"next": "next", "following": "next", "previous": "previous", "preceding": "previous"}
_KIND_OF_DAY = rf"(working\s+day|business\s+day|{'|'.join(WEEKDAYS)})s?"
_KEEPING = "keeping the day"
_DAY_OFF = r"(?:an?\s+)?(?:weekend|bank\s+holiday|public\s+holiday|holiday|non-working\s+day|day\s+off)"

LIMITS = re.compile(
    r"(?<!normally)(?<!usually)(?<!generally)(?<!as a rule)"
    r",(?!\s*\d{4}\b(?!-))(?![^()]*\))",  # none in a day or in brackets
    re.IGNORECASE,
)
"""The comma after which the days of a sentence are limited, moved or widened."""

_JOINED = re.compile(
    r"(?<=[^\s,])(?<!\bbut)\s+(?=(?:but\s+)?not\s+(?:before|after)\b|but\s+(?:by\b|(?:not|no)\s+(?:later|earlier|sooner)\b)"
    r"|at\s+the\s+(?:latest|earliest)\s+(?:on|by|in|within|\d))",
    re.IGNORECASE,
)
_BY_SOMEBODY = re.compile(r"(?:(?:but|and)\s+)*(?:always\s+)?by\s", re.IGNORECASE)  # or by a day
_CASE = re.compile(
    rf"(?:,\s*(?:{_A_CASE}|({_UNLESS}))|\s(?:only\s+if|if|provided(?:\s+that)?|(unless)))\s+(?!.*{_DAY_OFF})(.+)$",
    re.IGNORECASE,
)
_WHICHEVER = re.compile(
    r"^(.+?),?\s+or\s+(?:(?:by|on|within)\s+)?(.+?),?\s+whichever\s+(?:(?:is|comes|falls|be)\s+)?(?:the\s+)?"
    r"(?:(earlier|earliest|sooner|soonest|first)|later|latest|last)$",
    re.IGNORECASE,
)


_YEARLY = re.compile(
    rf"^(?:(?:(?:(?:once|one)\s+)?(?:a|each|every|per)\s+(?:calendar\s+)?year)|annually|yearly),?\s+"
    rf"(?:by|on|on\s+or\s+before|{_LATEST})\s+(?:the\s+)?{_ORDINAL}\s+(?:of\s+)?({ANY_MONTH})$",
    re.IGNORECASE,
)


def with_commas(sentence: str) -> str:
    """A sentence with a comma before what limits it, where a semicolon, a word or nothing stands there."""
    whole = _YEARLY.sub(r"every year by \1 \2", sentence.replace(";", ","))
    return _JOINED.sub(", ", _WHICHEVER.sub(_limited, whole))


def _limited(m: Found) -> str:
    """The first of two days limited by the other, which is then the earlier or the later of the two."""
    if m[3]:
        return f"{m[1]}, at the latest {m[2]}"
    return f"{m[1]}, at the earliest {m[2]}" if _has_a_target(m[1]) else m[0]  # else the first day would move as well


def split_off_case(sentence: str) -> tuple[str, str | None]:
    """A due sentence without the case in which alone it is to hold, and that case; it belongs under `when`."""
    found = _CASE.search(sentence)
    if found is None:
        return sentence, None
    words = re.sub(r"^the\s+", "", found[3], flags=re.IGNORECASE)
    return sentence[: found.start()].rstrip(" ,"), f"not ({words})" if found[1] or found[2] else words


def after_comma(days: str) -> str:
    """What may stand after the comma that follows such days, in quotation marks."""
    some = ["but not before …", "but not after …", "moved to the next working day", "not in …"]
    if _in_each(days):
        some = ["missed ones carried over", "not in …"] if days.lower().startswith("at least") else ["not in …"]
    if _has_a_target(days):
        some = ["within 1 month either side", "up to 1 month early", *some]
    if _repeats(days):
        some = [*some[:2], "up to 4 times", "until 2027-03-31", *some[2:]]
    quoted = [f"“{each}”" for each in some]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def limits_meant(days: str, limits: str, spoken: Spoken) -> str:
    """What follows the days of a sentence, from the comma on, in the words of the language as far as it can be told."""
    said = [part.strip() for part in re.split(r",(?![^()]*\))", limits.removeprefix(","))]
    meant = [spoken.with_days(spoken.with_picks(_limit_meant(days, part))) for part in said]
    if not any(re.match(r"(?:within|from|up\s+to\s.*\s(?:early|late)$)", each) for each in meant):
        meant = [
            part if each == _KEEPING else each for part, each in zip(said, meant, strict=True)
        ]  # a day of a window
    return "".join(f", {each}" for each in meant)


def _limit_meant(days: str, part: str) -> str:
    for pattern, instead in _rules():
        found = pattern.fullmatch(part)
        meant = instead(found, days) if found else None
        if meant is not None:
            return meant
    return part


def _repeats(days: str) -> bool:
    return days.lower().startswith("every ")


def _in_each(days: str) -> bool:
    """Whether so many are asked for in each period, which has a first and a last day of its own."""
    return re.match(r"(?:at\s+(?:least|most)|exactly)\s.*\sin\s+each\s", days, re.IGNORECASE) is not None


def _has_a_target(days: str) -> bool:
    return re.match(rf"(?:every\s|{_LENGTH}\s+after\s)", days, re.IGNORECASE) is not None


def _anchor(days: str) -> str | None:
    """The day from which a sentence counts, with brackets where it is more than a name."""
    found = re.search(r"\safter\s+(.+)$", days, re.IGNORECASE)
    if found is None:
        return None
    plain = re.fullmatch(r"(?!(?:latest|first)\b)(?:(?!\b(?:latest|first)\b)[\w'’ -])+", found[1], re.IGNORECASE)
    return found[1] if plain and " - " not in found[1] else f"({found[1]})"


def _as_a_day(words: str, days: str, *, last: bool) -> str | None:
    """A day as it is written: the last or the first of what is named, if that is a month or a year."""
    said = re.sub(r"^(?:the\s+)", "", words.strip(), flags=re.IGNORECASE)
    if (written := as_written(said)) is not None:
        return written
    edge = re.match(r"(?:(end)|start|beginning)\s+of\s+(?:the\s+year\s+)?(?=[\w]+(?:\s+\d{4})?$)", said, re.IGNORECASE)
    last = last if edge is None else edge[1] is not None
    named = said if edge is None else said[edge.end() :]
    if re.fullmatch(rf"(?:19|20|21)\d\d|{ANY_MONTH}\s+\d{{4}}", named, re.IGNORECASE):
        return first_and_last(named)[-1 if last else 0]
    yearly = re.fullmatch(rf"{_ORDINAL}\s+(?:of\s+)?({ANY_MONTH})", said, re.IGNORECASE)
    if yearly is not None:
        anchor = None if _repeats(days) else _anchor(days)
        day = f"{int(yearly[1])} {yearly[2].capitalize()}"
        return None if anchor is None else f"start of the year from {day} after {anchor}"
    counted = re.fullmatch(rf"({_LENGTH})\s+(?:after|from|since|of)\s+(.+)", said, re.IGNORECASE)
    if counted is not None:
        return f"{_without_the(counted[2])} + {counted[1]}"
    return _without_the(said) if re.match(r"(?:end|start|publication)\s+of\s", said, re.IGNORECASE) else None


def _without_the(words: str) -> str:
    return re.sub(r"(?:^|(?<=\bof )|(?<=\bafter ))the\s+(?!(?:\w+\s+)?(?:year|quarter|month|week)\b)", "", words)


def _before(m: Found, days: str) -> str | None:
    day = None if _in_each(days) else _as_a_day(m[1], days, last=False)
    if day is None:
        return None
    known = re.fullmatch(_DAY, day)
    limit = "until" if _repeats(days) else "but not after"  # after the last time nothing more is due, nor overdue
    return f"{limit} {date.fromisoformat(day) - timedelta(days=1) if known else f'{day} - 1 day'}"


def _day(form: str, *, last: bool) -> Callable[[Found, str], str | None]:
    def meant(m: Found, days: str) -> str | None:
        day = None if _in_each(days) else _as_a_day(m[1], days, last=last)
        if day is None and not _in_each(days) and re.fullmatch(r"[\w-]+", m[1]) and not _BY_SOMEBODY.match(m[0]):
            day = m[1]  # the name of a day
        fixed = re.fullmatch(rf"(?:by|on)\s+({_DAY})", days, re.IGNORECASE) if last else None
        if fixed is not None and day is not None and day >= fixed[1]:
            return None  # it would limit nothing: the first day is the last already
        return None if day is None else form.format(day)

    return meant


def _carried(_: Found, days: str) -> str | None:
    return "missed ones carried over" if _in_each(days) and days.lower().startswith("at least") else None


def _until(m: Found, days: str) -> str | None:
    day = _as_a_day(m[1], days, last=True)
    return None if day is None else f"{'until' if _repeats(days) else 'but not after'} {day}"


def _times(form: str) -> Callable[[Found, str], str | None]:
    def meant(m: Found, days: str) -> str | None:
        count = _COUNTS.get(m[1].lower()) or in_figures(m[1])
        return form.format(count) if _repeats(days) else None

    return meant


def _for_so_long(m: Found, days: str) -> str | None:
    """Only from a day that stays: a limit reckoned from the latest event would move with each of them."""
    anchor = _anchor(days)
    if anchor is None or not _repeats(days) or re.search(r"\b(?:end|start|publication)\s+of\b", anchor, re.IGNORECASE):
        return None
    return f"until {anchor} + {m[1]}"


def _window(form: str) -> Callable[[Found, str], str | None]:
    return lambda m, days: form.format(*map(_long, m.groups())) if _has_a_target(days) else None


def _long(words: str) -> str:
    """`1 month` for “a month” and “1 month's”."""
    number, _, unit = re.sub(r"['’]s?$", "", words).partition(" ")
    return length(1 if number.lower() in ("a", "an") else int(number), unit)


def _moved(m: Found, days: str) -> str | None:
    if _in_each(days):
        return None
    moved, said = " ".join((m[1] or "").lower().split()), _NEXT.get((m[2] or "").lower())
    where = _WHERE.get(moved, said or "next")
    if said not in (None, where):  # such as “brought forward to the next …”
        return None
    kind = " ".join(m[3].lower().split()).replace("business", "working")
    return f"moved to the {where} {next((day for day in WEEKDAYS if day.lower() == kind), kind)}"


def _same(form: str) -> Callable[[Found, str], str]:
    return lambda m, _: form.format(*m.groups())


_SO_LONG = rf"((?:an?|\d+)\s+{UNIT}['’]?(?:s\b)?)"
_INSTEAD: tuple[tuple[str, Callable[[Found, str], str | None]], ...] = (
    # how often, how long
    (
        rf"(?:but\s+|and\s+)?{_AT_MOST}?{_ONLY}{_NUMBER}(?:\s+times?|\s+occasions?)?(?:\s+in\s+total|\s+only)?",
        _times("up to {} times"),
    ),
    (
        rf"(?:(?:a\s+)?minimum(?:\s+of)?|no\s+fewer\s+than|not\s+less\s+than)\s+{_NUMBER}\s+times?",
        _times("at least {} times"),
    ),
    (rf"at\s+least\s+{_NUMBER}(?:\s+times?)?", _times("at least {} times")),
    (rf"for\s+({_LENGTH})", _for_so_long),
    # how early, how late
    (
        rf"within\s+{_SO_LONG}(?:\s+(?:each|either)\s+(?:way|side)|\s+before\s+(?:or|and)\s+after)?",
        _window("within {} either side"),
    ),
    (rf"(?:give\s+or\s+take|plus\s*(?:or|/)\s*minus|\+\s*/\s*-|\+-|±)\s*{_SO_LONG}", _window("within {} either side")),
    (rf"{_SO_LONG}\s+(?:on\s+)?(?:each|either)\s+(?:way|side)", _window("within {} either side")),
    (rf"with\s+(?:an?\s+)?(?:tolerance|margin|leeway)\s+of\s+{_SO_LONG}", _window("within {} either side")),
    (rf"(?:with\s+)?{_SO_LONG}\s+(?:of\s+)?(?:tolerance|margin|leeway)", _window("within {} either side")),
    (rf"with\s+(?:an?\s+)?grace(?:\s+period)?\s+of\s+{_SO_LONG}", _window("up to {} late")),
    (rf"(?:with\s+)?{_SO_LONG}\s+(?:of\s+)?grace", _window("up to {} late")),
    (
        rf"(?:from|between)\s+{_SO_LONG}\s+{_EARLY}\s+(?:to|until|till|and)\s+{_SO_LONG}\s+{_LATE}",
        _window("from {} before to {} after"),
    ),
    (
        rf"(?:but\s+)?{_AT_MOST}?{_SO_LONG}\s+{_EARLY}\s+(?:or|and|to)\s+{_AT_MOST}?{_SO_LONG}\s+{_LATE}",
        _window("from {} before to {} after"),
    ),
    (rf"(?:but\s+)?{_AT_MOST}?{_SO_LONG}\s+{_EARLY}", _window("up to {} early")),
    (rf"(?:but\s+)?(?:{_AT_MOST}|at\s+the\s+latest\s+)?{_SO_LONG}\s+{_LATE}", _window("up to {} late")),
    # until when, and from when
    (r"(?:till?|untill?|up\s+(?:to|until)|to|ending(?:\s+(?:on|in|by))?)\s+(.+)", _until),
    (
        rf"(?:(?:but|and)\s+)*(?:always\s+)?(?:by|{_LATEST})\s+(.+?)(?:\s+at\s+the\s+(?:very\s+)?latest)?",
        _day("but not after {}", last=True),
    ),
    (rf"(?:(?:but|and)\s+)*{_EARLIEST}\s+(.+?)(?:\s+on(?:wards)?)?", _day("but not before {}", last=False)),
    (r"(?:(?:but|and)\s+)*(?:always\s+)?before\s+(.+)", _before),
    (r"(?:(?:but|and)\s+)*only\s+after\s+(.+)", _day("but not before {} + 1 day", last=True)),
    # on which days
    (
        rf"(?:or\s+)?(?:(moved|postponed|shifted|put\s+off|brought\s+forward)\s+)?(?:always\s+)?(?:to\s+|on\s+)?"
        rf"(?:the\s+|an?\s+)?(?:(next|following|previous|preceding)\s+)?{_KIND_OF_DAY}(?:\s+if\s+.*{_DAY_OFF})?",
        _moved,
    ),
    (
        r"(?:(?:but|and|only)\s+)*(?:in|during)\s+(?:school\s+)?term(?:[\s-]time)?",
        _same("moved to the next school day"),
    ),
    (
        r"(?:excluding|except(?:\s+(?:in|during))?|outside(?:\s+of)?|avoiding|never\s+in|(?:but\s+)?not\s+(?:in|during))"
        r"\s+(?:the\s+)?(.+)",
        _same("not in {}"),
    ),
    (
        r"(?:but\s+|and\s+)?(?:keep(?:s|ing)?(?:\s+to)?\s+(?:the\s+)?(?:same\s+)?day"
        r"|(?:on\s+)?(?:the\s+)?same\s+day(?:\s+each\s+time)?)",
        _same(_KEEPING),
    ),
    (
        r"(?:and\s+|with\s+)*(?:what\s+(?:is|was)\s+missed|(?:any\s+)?missed(?:\s+[\w'’-]+)?)\s+"
        r"(?:(?:to\s+be|is|are|being)\s+)?(?:carried|taken|brought)\s+(?:over|forward)",
        _carried,
    ),
    (
        r"(?:and\s+|with\s+)*carry(?:ing)?\s+(?:over|forward)\s+(?:what\s+(?:is|was)\s+)?missed(?:\s+[\w'’-]+)?",
        _carried,
    ),
)


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Callable[[Found, str], str | None]], ...]:
    """Compiled when they are first needed, which for most policies is never: it takes long."""
    return tuple((re.compile(pattern, re.IGNORECASE), instead) for pattern, instead in _INSTEAD)
