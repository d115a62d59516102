"""How names are compared: hyphen, space and underscore are the same, and capitals do not matter."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from ilacs_rules.text.patterns import pattern

_GAPS = pattern(r"(?!\A-\d)[\s_-]+")  # the minus of a number is not a gap

_LOOSE_HYPHEN = pattern(r"\s-|-\s")

# Words that can follow a name inside an expression; a name that holds one is written with hyphens there.
KEPT_WORDS = frozenset(
    [
        "and",
        "or",
        "not",
        "is",
        "are",
        "of",
        "than",
        "then",
        "else",
        "if",
        "since",
        "until",
        "before",
        "after",
        "within",
        "between",
        "where",
        "better",
        "worse",
    ]
)
# Words that begin something else than a name.
LEADING_WORDS = frozenset(
    [
        "latest",
        "first",
        "any",
        "no",
        "yes",
        "all",
        "exactly",
        "at",
        "up",
        "today",
        "in",
        "recorded",
        "missing",
        "start",
        "year",
        "years",
        "month",
        "months",
        "quarter",
        "quarters",
        "week",
        "weeks",
        "day",
        "days",
        "working",
        "every",
        "by",
        "on",
        "following",
    ]
)
# Words that mean something by themselves, so that no other word can make a name of them.
WORDS_ALONE = KEPT_WORDS | {"today", "recorded", "missing"}


# Both spellings of a yes or no, as they are read everywhere.
YES_OR_NO = {"yes": True, "true": True, "no": False, "false": False}


@lru_cache(maxsize=4096)  # the same few names over and over, a million times in a large table
def fold(name: str) -> str:
    """The form in which two spellings of one name are equal: `Heating-and_Power` is `heating and power`."""
    return _GAPS.sub(" ", unicodedata.normalize("NFC", name).strip()).strip().lower()


def singulars(folded: str) -> list[str]:
    """What a folded name may be the plural of, most likely first; only its last word is looked at."""
    found = []
    if folded.endswith("ies"):
        found.append(folded[:-3] + "y")
    if folded.endswith(("ses", "xes", "zes", "ches", "shes")):
        found.append(folded[:-2])
    if folded.endswith("s") and not folded.endswith("ss"):
        found.append(folded[:-1])
    return found


def may_be_taken_apart(name: str) -> bool:
    """Whether the grammar may read several words of a name as something else than one name."""
    words = fold(name).split(" ")
    return len(words) > 1 and (
        _LOOSE_HYPHEN.search(name) is not None
        or words[0] in LEADING_WORDS
        or not KEPT_WORDS.isdisjoint(words)
        or any(word[:1].isdigit() for word in words)
    )


def in_expression(name: str) -> str:
    """How a declared name is written in an expression: joined by hyphens where the grammar may take it apart."""
    return "-".join(fold(name).split(" ")) if may_be_taken_apart(name) else name
