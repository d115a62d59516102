"""The comments of a YAML text, which no value holds: where they stand, and what they stand by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ilacs_rules.policy.tree import Items, Map, Text, Tree
from ilacs_rules.text.source import Span

_COMMENT = re.compile(r"(?:(?<=[ \t\r\n])|\A)#[^\r\n]*")

KeyPath = tuple[str, ...]  # folded keys, and numbers of items counted from 1, from the top of a file down


@dataclass(frozen=True, slots=True)
class YamlComment:
    """A comment from its `#` to the end of its line.

    `by` leads to the key it stands by: the one before it on its own line, else the next one below; () below them all.
    """

    span: Span
    by: KeyPath
    beside: bool  # whether something else stands before it on its line

    @property
    def words(self) -> str:
        """What it says, without the sign."""
        return self.span.text.lstrip("#").strip()


def comments_of(tree: Map) -> tuple[YamlComment, ...]:
    """All comments of the text that a tree was read from, in their order."""
    source = tree.span.source
    texts = sorted(texts_of(tree), key=lambda each: each[1].span.start)
    found = []
    at = 0
    for match in _COMMENT.finditer(source.text):
        while at < len(texts) and texts[at][1].span.end <= match.start():
            at += 1
        if at < len(texts) and texts[at][1].span.start <= match.start():
            continue  # it is in a text, which may hold the sign
        span = Span(source, *match.span())
        line = source.text.rfind("\n", 0, match.start()) + 1
        beside = bool(source.text[line : match.start()].strip())
        before = texts[at - 1][0] if at else ()
        after = texts[at][0] if at < len(texts) else ()
        found.append(YamlComment(span, before if beside else after, beside))
    return tuple(found)


def texts_of(tree: Tree, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Text, bool]]:
    """Every text of a tree, with the keys that lead to it, and whether it is the last of these keys itself."""
    match tree:
        case Map(entries=entries):
            for name, entry in entries.items():
                yield (*path, name), entry.key, True
                yield from texts_of(entry.value, (*path, name))
        case Items(items=items):
            for number, item in enumerate(items, 1):
                yield from texts_of(item, (*path, str(number)))
        case Text():
            yield path, tree, False
