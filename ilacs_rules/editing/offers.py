"""What may be written at a place, as it is offered; and which of it goes on from what stands there already."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ilacs_rules.editing.templates import as_snippet, without_braces

_WORD_BEGINS = re.compile(r"(?<![\w'’-])(?=[\w“\"-])")
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Offer:
    """A text that may be written, in place of so many characters before the place.

    `kind` is key, name, value or sentence; `detail` says in a few words what it is, `says` in a sentence what it means.
    A `snippet` has places to be filled in, as editors write them.
    """

    text: str
    kind: str
    detail: str = ""
    says: str = ""
    replaces: int = 0
    snippet: str | None = None


def going_on(written: str, offered: Iterable[Offer]) -> list[Offer]:
    """Those that begin with the last words before the place, or with nothing of them where a word is done.

    What goes on from most of what is written comes first; else they keep their order.
    """
    found = [(_in_common(written, offer.text), offer) for offer in offered]
    there = [replace(offer, replaces=length) for length, offer in found if length is not None]
    return sorted(there, key=lambda offer: -offer.replaces)


def sentence(template: str, detail: str) -> Offer:
    """A sentence with places to be filled in."""
    return Offer(without_braces(template), "sentence", detail, snippet=as_snippet(template))


def _in_common(written: str, offered: str) -> int | None:
    """How many of the last characters begin what is offered; 0 where nothing of a word is written yet."""
    line = written.rpartition("\n")[2]
    low = offered.lower()
    starts = [found.start() for found in _WORD_BEGINS.finditer(line)][-_MOST_WORDS:]
    for start in starts:
        if low.startswith(line[start:].lower()):
            return len(line) - start
    return 0 if not line or line[-1] in " (,|[{-" else None
