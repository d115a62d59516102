"""What may stand in the parts of a text that were set aside because of a slip: nobody is told that it is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ilacs_rules.language.names import fold
from ilacs_rules.policy.tree import Items, Map, Text, Tree
from ilacs_rules.text.patterns import pattern
from ilacs_rules.text.source import Span

_PIECES = pattern(r"[{}\[\],]|(?<!\S)#.*")
_AROUND = " \t\r\"'`|>&*!%@?-"
_MOST_WORDS = 8  # of a name


def set_aside(tree: Tree) -> Iterator[Span]:
    """All parts of a tree that were set aside."""
    yield from tree.aside if not isinstance(tree, Text) else ()
    yield from (part for each in _below(tree) for part in set_aside(each))


def declaring(tree: Tree) -> Iterator[Span]:
    """Those of them that may declare a name: no item of a list does, and no example."""
    if isinstance(tree, Map):
        yield from (part for part in tree.aside if not part.text.lstrip().startswith("examples:"))
        yield from (part for each in _below(tree) for part in declaring(each))


def names_declared(parts: Iterable[Span]) -> Iterator[str]:
    """The keys and items of lists that stand in these parts, as far as a slip lets them be told."""
    for words, is_key in _pieces(parts):
        if is_key:
            yield words


def names_perhaps(parts: Iterable[Span]) -> Iterator[str]:
    """The folded names that may be declared there: where a colon may have been left out, any words of the line."""
    for words, is_key in _pieces(parts):
        yield fold(words)
        split = [] if is_key else words.split()[: 2 * _MOST_WORDS]
        for first in range(len(split)):
            for last in range(first + 1, min(first + _MOST_WORDS, len(split)) + 1):
                yield fold(" ".join(split[first:last]))


def mentions(parts: Iterable[Span], word: str) -> bool:
    """Whether a word stands in one of these parts."""
    return any(re.search(rf"\b{re.escape(word)}\b", part.text, re.IGNORECASE) for part in parts)


def _pieces(parts: Iterable[Span]) -> Iterator[tuple[str, bool]]:
    """What stands before a colon, with yes; what stands alone, with no."""
    for part in parts:
        for line in part.text.split("\n"):
            for piece in _PIECES.split(line):
                *keys, value = (each.strip(_AROUND) for each in piece.split(":"))
                yield from ((key, True) for key in keys if key)
                if not keys and value:
                    yield value, False


def _below(tree: Tree) -> Iterator[Tree]:
    match tree:
        case Map(entries=entries):
            yield from (entry.value for entry in entries.values())
        case Items(items=items):
            yield from items
        case _:
            return
