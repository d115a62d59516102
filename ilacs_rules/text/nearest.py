"""Suggesting what an author may have meant."""

from __future__ import annotations

from collections.abc import Iterable

MOST_OFFERED = 6  # a longer list of possibilities helps nobody


_MANY = 2000  # words; of more, only those that begin alike are compared


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, or None if none is near. Capitals do not matter.

    Of `council check` that is `check`: by its letters `annual check` may be nearer, but nobody said `annual`.
    """
    from difflib import get_close_matches  # nobody waits for it who made no slip

    known = list(known)
    if len(known) > _MANY:  # each is compared letter by letter
        start = word[:2].lower()
        known = [each for each in known if each[:2].lower() == start][:_MANY]
    by_folded = {k.lower(): k for k in known}
    said = word.lower()
    found = get_close_matches(said, by_folded, n=1, cutoff=0.6)
    if not found:
        return None
    said_more = set(said.split()) - set(found[0].split())
    held = [each for each in by_folded if f" {each} " in f" {said} "]
    if held and not any(get_close_matches(each, found[0].split(), n=1, cutoff=0.6) for each in said_more):
        return by_folded[max(held, key=len)]
    return by_folded[found[0]]


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A hint that offers the nearest known word, else the words there are if they are few."""
    known = list(known)
    found = nearest(word, known)
    if found is not None:
        return f"did you mean “{found}”?"
    if 0 < len(known) <= MOST_OFFERED:
        return "there are: " + ", ".join(f"“{k}”" for k in known)
    return None
