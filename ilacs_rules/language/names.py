"""How names are compared: hyphen, space and underscore are the same, and capitals do not matter."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_GAPS = re.compile(r"[\s_\u00a0-]+")

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


@lru_cache(maxsize=4096)  # the same few names over and over, a million times in a large table
def fold(name: str) -> str:
    """The form in which two spellings of one name are equal: `Heating-and_Power` is `heating and power`."""
    return _GAPS.sub(" ", unicodedata.normalize("NFC", name)).strip().lower()


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


def in_expression(name: str) -> str:
    """How a declared name is written in an expression: hyphens join it where it holds a kept word."""
    words = fold(name).split(" ")
    return "-".join(words) if KEPT_WORDS.intersection(words) else name
