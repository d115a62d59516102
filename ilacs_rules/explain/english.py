"""Small rules of English: articles, plurals, lists, counts, sentences. Nothing here knows of policies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ilacs_rules.language import names

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WITH_AN = re.compile(r"[aeiou]|hour|honest|heir")
_WITH_A = re.compile(r"uni(?![mn])|us[eu]|eu|one\b|one-|once|ut[ei]")  # a vowel that is not heard as one
_DETERMINED = re.compile(r"(the|a|an|any|no|each|every|its|their|this|that) ", re.IGNORECASE)
_AFTER_HEAD = re.compile(r" (of|under|for|with|without|on|in|by|to|at|from|about|after|before|that|which|who|where) ")

# The verb that goes with what is done, by the last word of its head; anything else is carried out.
_VERBS = {
    "conversation": "hold",
    "discussion": "hold",
    "drill": "hold",
    "hearing": "hold",
    "interview": "hold",
    "meeting": "hold",
    "notice": "give",
    "certificate": "issue",
    "letter": "send",
    "plan": "produce",
    "report": "produce",
    "return": "send in",
    "statement": "produce",
    "visit": "make",
}


def with_article(noun: str) -> str:
    """`an hour`, `a university`, `a full check`; a noun that has an article or the like keeps it."""
    if _DETERMINED.match(noun):
        return noun
    low = noun.lower()
    return ("an " if _WITH_AN.match(low) and not _WITH_A.match(low) else "a ") + noun


def the(noun: str) -> str:
    """`the full check`; a noun that has an article or the like keeps it."""
    return noun if _DETERMINED.match(noun) else f"the {noun}"


def plural(noun: str) -> str:
    """`full checks`, `checks under the old rules`."""
    head, rest = _split(noun)
    return names.plural(head) + rest


def is_plural(noun: str) -> bool:
    """Whether a noun looks like a plural: `owners of the building`; names with a capital never do."""
    head, _ = _split(noun)
    return head.endswith("s") and not head.endswith(("ss", "us", "is")) and not head[:1].isupper()


def counted(count: int, noun: str) -> str:
    """`one full check`, `two full checks`, `no full checks`."""
    return f"{number_word(count)} {noun if count == 1 else plural(noun)}"


def number_word(count: int) -> str:
    """`two` up to twelve, `13` from there on."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def days(count: int) -> str:
    """`1 day`, `12 days`."""
    return f"{count:,} day" if count == 1 else f"{count:,} days"


def verb_for(noun: str) -> str:
    """The verb for doing what the noun names: `hold` a meeting, `carry out` a check."""
    head, _ = _split(noun)
    return _VERBS.get(head.split(" ")[-1].lower(), "carry out")


def third_person(verb: str) -> str:
    """`carries out`, `holds`."""
    first, _, rest = verb.partition(" ")
    return f"{names.plural(first)} {rest}".strip()  # a verb takes its s as a noun does


def joined(items: Sequence[str], word: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def quoted(name: str) -> str:
    """A name that could be taken for part of the sentence."""
    return f"“{name}”"


def capital(text: str) -> str:
    """The first letter as a capital; a quotation mark or bracket before it is passed over."""
    for place, character in enumerate(text):
        if character.isalnum():
            return text[:place] + character.upper() + text[place + 1 :]
    return text


def sentence(text: str) -> str:
    """The text as a sentence: a capital at its head, a full stop at its end."""
    text = capital(text.strip())
    return text if text.endswith((".", "!", "?", ".”")) else f"{text}."


def _split(noun: str) -> tuple[str, str]:
    """What comes up to the head of a noun, and what follows it."""
    found = _AFTER_HEAD.search(noun)
    return (noun[: found.start()], noun[found.start() :]) if found else (noun, "")
