"""A day held against a year or a month, in an officer's own words: `created is 2024`, `built > 2024`."""

from __future__ import annotations

import re
from collections.abc import Callable

from ilacs_rules.language.dates import ANY_MONTH, MONTH_NAMES, month_length
from ilacs_rules.language.often_meant import Found
from ilacs_rules.language.spoken import Spoken

_YEAR = r"(?:19|20|21)\d\d"
_STRETCH = rf"(?:(?:in|during)\s+)?({_YEAR}(?:-(?:0[1-9]|1[0-2]))?|{ANY_MONTH}\s+{_YEAR})"
_NAME = r"[^\W\d_][\w'’-]*(?:\s+(?!(?:is|are|was|were)\b)[\w'’-]+)*?"
_SIDES = {
    "before": ("before", False),
    "<": ("before", False),
    "after": ("after", True),
    ">": ("after", True),
    "since": ("on or after", False),
    "from": ("on or after", False),
    "at least": ("on or after", False),
    "on or after": ("on or after", False),
    ">=": ("on or after", False),
    "until": ("on or before", True),
    "up to": ("on or before", True),
    "at most": ("on or before", True),
    "on or before": ("on or before", True),
    "<=": ("on or before", True),
}
_SIDE = "|".join(re.escape(each).replace(r"\ ", r"\s+") for each in sorted(_SIDES, key=len, reverse=True))


def first_and_last(stretch: str) -> tuple[str, str]:
    """The first and the last day of a year or a month; a day is both."""
    if len(stretch) == 10 and stretch[4] == "-":
        return stretch, stretch
    month = re.fullmatch(r"([A-Za-z]+)\s+(\d{4})", stretch)
    if month is not None:
        number = next(n for n, name in enumerate(MONTH_NAMES, 1) if name.lower() == month[1].lower())
        stretch = f"{month[2]}-{number:02}"
    if len(stretch) == 4:
        return f"{stretch}-01-01", f"{stretch}-12-31"
    return f"{stretch}-01", f"{stretch}-{month_length(int(stretch[:4]), int(stretch[5:])):02}"


_WORD = r"(?!(?:is|are|was|were|and|or|not|if|then|else)\b)[^\W_][\w'’-]*"
_ONE = rf"(\d{{4}}-\d\d-\d\d|{_YEAR}(?:-(?:0[1-9]|1[0-2]))?(?![\d-]*\d)|{ANY_MONTH}\s+{_YEAR})"
_FROM_TO = (
    rf"({_WORD}(?:\s+{_WORD})*)\s+(?:is|was|falls|fell)(\s+not)?"
    rf"\s+(?:between|from)\s+{_ONE}\s+(?:and|to|until)\s+{_ONE}"
)


def with_years_between(said: str, spoken: Spoken) -> str:
    """The same with days for the years and months between which a day is said to lie, all of the last included."""

    def between(found: Found) -> str:
        first, last = first_and_last(found[3])[0], first_and_last(found[4])[1]
        return f"{spoken.day_of(found[1])} is {'not ' if found[2] else ''}between {first} and {last}"

    return re.sub(_FROM_TO, between, said, flags=re.IGNORECASE)


def _between(found: Found, spoken: Spoken) -> str:
    first, last = first_and_last(found[3])
    return f"{spoken.day_of(found[1])} is {'not ' if found[2] else ''}between {first} and {last}"


def _in_year(found: Found, spoken: Spoken) -> str:
    first, last = first_and_last(found[2])
    return f"{spoken.day_of(found[1])} is between {first} and {last}"


def _on_a_side(found: Found, spoken: Spoken) -> str:
    side, at_its_end = _SIDES[" ".join(found[2].lower().split())]
    return f"{spoken.day_of(found[1])} is {side} {first_and_last(found[3])[at_its_end]}"


IN_YEARS: tuple[tuple[str, Callable[[Found, Spoken], str | None]], ...] = (
    (rf"year\s+of\s+({_NAME})\s*(?:=|\s(?:is|was))\s*({_YEAR})", _in_year),
    (rf"({_NAME})(?:\s+(?:is|was|falls|fell))?\s*({_SIDE})\s*{_STRETCH}", _on_a_side),
    (rf"({_NAME})(?:\s+(?:is|was|falls|fell)|\s*=)(\s+not)?\s*{_STRETCH}", _between),
)
