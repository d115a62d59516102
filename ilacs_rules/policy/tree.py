"""A YAML file as a located tree: values as they were typed, each with its place.

Amendments are laid over this tree, so every part of a consolidated text still knows the file that wrote it.
"""

from __future__ import annotations

from dataclasses import field
from typing import Final

from ilacs_rules.text.frozen import frozen
from ilacs_rules.text.source import Span

REPEALED: Final = "repealed"  # the value by which an amendment ends something


@frozen
class Text:
    """A scalar as typed (`no`, `1.10` and `12:30` stay what they are). Two are equal when their values are.

    `span` is the whole scalar with its quotes; `inner` is the text to parse in place: without quotes, and for a
    block scalar from the line after the `|` on. What is not `readable` has been reported already: it stands where a
    value was, so that nobody is told that there is none.
    """

    value: str
    span: Span = field(compare=False, repr=False)
    inner: Span = field(compare=False, repr=False)
    readable: bool = field(default=True, repr=False)


@frozen
class Items:
    """A YAML list; `aside` as that of a mapping."""

    items: tuple[Tree, ...]
    span: Span = field(compare=False, repr=False)
    aside: tuple[Span, ...] = field(default=(), compare=False, repr=False)


@frozen
class Entry:
    """A key and its value."""

    key: Text
    value: Tree


@frozen
class Map:
    """A YAML mapping; `entries` by folded key, in the order written.

    `aside` are the parts of it that were not read because of a slip: what is missing may stand there.
    """

    entries: dict[str, Entry]
    span: Span = field(compare=False, repr=False)
    aside: tuple[Span, ...] = field(default=(), compare=False, repr=False)


Tree = Text | Items | Map


def number_of_entries(tree: Tree) -> int:
    """How many keys and items of lists a tree has, at all its depths."""
    match tree:
        case Map(entries=entries):
            return len(entries) + sum(number_of_entries(entry.value) for entry in entries.values())
        case Items(items=items):
            return len(items) + sum(map(number_of_entries, items))
        case _:
            return 0
