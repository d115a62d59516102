"""How long and how often in an officer's own words, as the language says it: `a fortnight`, `18-monthly`."""

from __future__ import annotations

import re
from collections.abc import Callable

from ilacs_rules.language.number_words import NUMBER, ORDINAL, SPELT, in_digits, nth_in_digits

Found = re.Match[str]
Rules = tuple[tuple[str, str | Callable[[Found], str]], ...]

UNIT = r"(?:working\s+days?|days?|weeks?|months?|quarters?|years?)"
NAMED_YEAR = r"(?:calendar|financial|academic|school)\s+year"
_MANY = rf"(?:\d+|{NUMBER})"
_ANY = rf"(?:\d+|{SPELT})"
_HALF_YEAR = r"half[\s-]+(?:an?[\s-]+)?year"
_OFTEN = {
    "annually": "year",
    "yearly": "year",
    "per annum": "year",
    "biennially": "2 years",
    "triennially": "3 years",
    "half-yearly": "6 months",
    "half yearly": "6 months",
    "semi-annually": "6 months",
    "quarterly": "quarter",
    "monthly": "month",
    "fortnightly": "2 weeks",
    "weekly": "week",
    "daily": "day",
}
_DONE = r"(?:done|made|held|completed|conducted|repeated|carried\s+out|due|take\s+place|happen|follow)"
_TWO_WAYS = re.compile(r"\bbi[\s-]*(annual|year|month|week)(?:ly)?\b", re.IGNORECASE)


def in_figures(words: str) -> int:
    """A number in figures or spelt out."""
    return int(words) if words.isdigit() else in_digits(words)


def in_figures_before(said: str, words: str) -> str:
    """The same with each number that stands before such words (a pattern) in figures."""
    return re.sub(rf"{NUMBER}(?=\s+{words}\b)", lambda m: str(in_digits(m[0])), said, flags=re.IGNORECASE)


def length(count: int, unit: str) -> str:
    """`1 month`, `18 months`."""
    name = " ".join(unit.lower().split()).removesuffix("s")
    return f"{count} {name}{'s' * (count != 1)}"


def in_two_ways(words: str) -> str | None:
    """A hint where people mean one thing or another by a word: `bi-monthly` is every 2 months, or twice in each."""
    found = _TWO_WAYS.search(words)
    if found is None:
        return None
    unit = {"annual": "year"}.get(found[1].lower(), found[1].lower())
    period = "calendar year" if unit == "year" else unit
    return f"write “every 2 {unit}s”, or “at least 2 in each {period}”, whichever is meant"


def _how_often(m: Found) -> str:
    return f"every {_OFTEN[' '.join(m[1].lower().split())]}"


def _every_so_many(m: Found) -> str:
    return f"every {length(in_figures(m[1]), 'day' if m[2].lower() == 'dai' else m[2])}"


def _and_a_half(m: Found) -> str:
    return length(12 * (in_figures(m[1]) if m[1] else 1) + 6, "month")


def _named(m: Found) -> str:
    return f"{in_digits(m[1])} {m[2]}"


def _fortnights(m: Found) -> str:
    return length(2 * in_figures(m[1]), "week")


def _every_nth(m: Found) -> str:
    return f"every {length(nth_in_digits(m[1]), m[2])}"


LENGTHS: Rules = (
    (rf"\b({_MANY})\s+fortnights?\b", _fortnights),
    (r"(?:^|\b(?<=every )|\b(?<=each )|\b(?<=within )|\b(?<=than )|\b(?<=in ))(?:an?\s+)?fortnight\b", "2 weeks"),
    (rf"(?<![\w-])({_ANY})\s+and\s+a\s+half\s+years?\b", _and_a_half),
    (r"\b(?:(?<=every\s)|a\s+)year\s+and\s+a\s+half()\b", _and_a_half),
    (rf"(?:^|\b(?<=every )|\b(?<=each )|\b(?<=within )|\b(?<=than )|\b(?<=in )){_HALF_YEAR}\b", "6 months"),
    (rf"\b({NUMBER})(?=\s+(?:or|to)\s+{_MANY}\s+{UNIT}\b)", lambda m: str(in_digits(m[1]))),
    (rf"\b({NUMBER})\s+({UNIT}|{NAMED_YEAR}s|times)\b", _named),
    (
        rf"\b((?:at\s+least|at\s+most|exactly)\s+)({NUMBER})\b",
        lambda m: m[0] if in_digits(m[2]) <= 12 else f"{m[1]}{in_digits(m[2])}",
    ),
    (rf"(?<![\w-])({_ANY})-((?:day|week|month|quarter|year)s?)\b", lambda m: length(in_figures(m[1]), m[2])),
    (r"\b(?:business|work|week|bank)[\s-]*days\b", "working days"),
    (r"\bcalendar\s+days\b", "days"),
    (r"(?<!each )(?<!every )\bcalendar\s+(?=(?:month|week)s?\b)", ""),
    (rf"\b(within|after|than)\s+(?:an?|one)\s+(?={UNIT}\b)", r"\1 1 "),
)
"""How long."""


def length_meant(words: str) -> str | None:
    """The length of time that words alone are, in figures: `a fortnight` is `2 weeks`; None of any others."""
    said = re.sub(r"^an?\s+(?=\w)", "one ", " ".join(words.split()), flags=re.IGNORECASE)
    for start in (words, said):
        meant = start
        for pattern, instead in LENGTHS:
            meant = re.sub(pattern, instead, meant, flags=re.IGNORECASE)
        if meant != words and re.fullmatch(rf"\d+\s+{UNIT}", meant, re.IGNORECASE):
            return meant
    return None


HOW_OFTEN: Rules = (
    (rf"^(?:(?:it|this)\s+)?(?:is\s+to|shall|must|should|will|may|to)\s+(?:be\s+)?(?:{_DONE}\s+)?", ""),
    (rf"^(?:at\s+least\s+|once\s+)*({_ANY})[\s-]+(year|month|week|quarter|dai)ly\b", _every_so_many),
    (rf"^(?:at\s+least\s+|once\s+)*({'|'.join(_OFTEN)})\b".replace(" ", r"\s+"), _how_often),
    (r"^(?:(?:at\s+least|(?:not|no)\s+less\s+than|once|one\s+time|1\s+time)\s+)+(?=every\b)", ""),
    (r"^(?:every|each)\s+other\s+(year|month|week|quarter|day)\b", r"every 2 \1s"),
    (rf"^each\s+(?={UNIT}\b|\d)", "every "),
    (r"^at\s+intervals\s+of\s+(?:(?:no|not)\s+more\s+than\s+)?", "every "),
    (r"^(every\s.*?)\s+at\s+(?:least|most|the\s+latest)$", r"\1"),
    (rf"^once\s+(?:a|per|each)\s+({UNIT})\s+(?=after\b)", r"every \1 "),
    (r"^twice\s+(?:a|per|each)\s+year\s+(?=after\b)", "every 6 months "),
    (rf"^every\s+({ORDINAL})\s+(year|month|week|quarter|day)\b", _every_nth),
    (rf"^every\s+(\d+)\s*(?:or|to|-|–)\s*(\d+)\s+({UNIT})\b", r"between \1 and \2 \3"),
)
"""How often."""
