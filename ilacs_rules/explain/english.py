"""Small rules of English: lists, counts, verbs, sentences. Nothing here knows of policies."""

from __future__ import annotations

from collections.abc import Iterable

from ilacs_rules.language.nouns import head, is_plural, plural, the, with_s
from ilacs_rules.language.number_words import number_word as number_word
from ilacs_rules.text.words import joined as joined
from ilacs_rules.text.words import quoted as quoted

MOST_WORDS = 25
"""Of a sentence for everybody."""

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
    "payment": "make",
    "plan": "produce",
    "report": "produce",
    "return": "send in",
    "statement": "produce",
    "visit": "make",
}


def set_apart(names: Iterable[str]) -> list[str]:
    """Names to be joined: in quotation marks where a comma in one would make two of it."""
    found = list(names)
    return [quoted(name) for name in found] if any("," in name for name in found) else found


def names_of(cases: Iterable[str]) -> str:
    """All of them, in quotation marks where a comma in one would make two of it."""
    return joined(set_apart(cases))


def counted(count: int, noun: str) -> str:
    """`one full check`, `two full checks`, `no full checks`."""
    return f"{number_word(count)} {noun if count == 1 else plural(noun)}"


def things_true(count: int) -> str:
    """What stands before so many sentences: `all three of these are true`."""
    return f"{'both' if count == 2 else f'all {number_word(count)}'} of these are true"


def days(count: int) -> str:
    """`1 day`, `12 days`."""
    return f"{count:,} day" if count == 1 else f"{count:,} days"


def lasts(noun: str) -> str:
    """`the full check lasts`, `the repairs last`."""
    return f"{the(noun)} {'last' if is_plural(noun) else 'lasts'}"


def verb_for(noun: str) -> str:
    """The verb for doing what the noun names: `hold` a meeting, `carry out` a check."""
    first, _ = head(noun)
    return _VERBS.get(first.split(" ")[-1].lower(), "carry out")


def third_person(verb: str) -> str:
    """`carries out`, `holds`."""
    first, _, rest = verb.partition(" ")
    return f"{with_s(first)} {rest}".strip()  # a verb takes its s as a noun does


def is_short(text: str) -> bool:
    """Whether a sentence is as long as everybody can read at a go."""
    return len(text.split()) <= MOST_WORDS


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


def in_sentences(text: str) -> str:
    """What is joined by semicolons, in sentences of their own."""
    return " ".join(map(sentence, text.removesuffix(".").split("; ")))
