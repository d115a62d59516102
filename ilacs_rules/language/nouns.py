"""Nouns in English: their articles, their plurals, whether they take `is` or `are`. Nothing here knows of policies."""

from __future__ import annotations

import re
from functools import lru_cache

from ilacs_rules.text.patterns import pattern

_WITH_AN = pattern(r"[aeiou]|hour|honest|heir")
_WITH_A = pattern(r"uni(?![mn])|us[eu]|eu|one\b|one-|once|ut[ei]")  # a vowel that is not heard as one
_DETERMINED = pattern(r"(the|a|an|any|no|each|every|its|their|this|that) ", re.IGNORECASE)
_AFTER_HEAD = pattern(
    r" (of|under|for|with|without|on|in|by|to|at|from|about|after|before|between|per|that|which|who|where) "
)
_IRREGULAR = pattern(r"\b(people|children|men|women)( (inside|outside|\w+ing))?$")  # plurals without an s


def with_article(noun: str) -> str:
    """`an hour`, `a university`, `a full check`; a noun that has an article or the like keeps it."""
    if _DETERMINED.match(noun):
        return noun
    low = noun.lower()
    return ("an " if _WITH_AN.match(low) and not _WITH_A.match(low) else "a ") + noun


def the(noun: str) -> str:
    """`the full check`; a noun that has an article or the like keeps it."""
    return noun if _DETERMINED.match(noun) else f"the {noun}"


@lru_cache(4_096)  # the labels of a policy, asked for again in each decision
def plural(noun: str) -> str:
    """`full checks`, `checks under the old rules`; what is a plural already stays so: `premises`."""
    first, rest = head(noun)
    return (first if _looks_plural(first) else with_s(first)) + rest


def is_plural(noun: str) -> bool:
    """Whether a noun takes `are`: `owners of the building`, `skills and experience of the staff`, `people inside`.

    Names with a capital never do.
    """
    first, _ = head(noun)
    return not first[:1].isupper() and any(_looks_plural(part) for part in first.split(" and "))


def is_an_amount(noun: str) -> bool:
    """Whether a plural is no number of things: `savings`, `fees in pounds`. Of these there are not “more than 100”."""
    return " in " in noun or not _AMOUNTS.isdisjoint(noun.split())


_AMOUNTS = {
    "charges",
    "costs",
    "debts",
    "earnings",
    "expenses",
    "fees",
    "funds",
    "sales",
    "savings",
    "takings",
    "wages",
}


def is_or_are(noun: str) -> str:
    """The verb that goes with a noun."""
    return "are" if is_plural(noun) else "is"


def with_s(word: str) -> str:
    """A word with the s of the plural, which is also that of a verb: `checks`, `entries`, `carries`."""
    if word.endswith("y") and word[-2:-1] not in {*"aeiou", ""}:
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word + "s"


def head(noun: str) -> tuple[str, str]:
    """What comes up to the head of a noun, and what follows it."""
    found = _AFTER_HEAD.search(noun)
    return (noun[: found.start()], noun[found.start() :]) if found else (noun, "")


def _looks_plural(words: str) -> bool:
    if words.endswith("s"):
        return not words.endswith(("ss", "us", "is"))
    return _IRREGULAR.search(words) is not None
