"""What a file is made of, as an editor lists it: its sections, and the rules, definitions and examples in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ilacs_rules.editing.desk import Desk
from ilacs_rules.editing.pieces import children
from ilacs_rules.policy.tree import Entry, Items, Map, Text, Tree
from ilacs_rules.text.source import Span

_MOST_DEEP = 2  # a section, and what stands in it


@dataclass(frozen=True, slots=True)
class Symbol:
    """A part of a file: what it is called, all of it, the characters of its name, and the parts in it."""

    name: str
    section: str
    span: Span
    name_span: Span
    parts: tuple[Symbol, ...] = ()


def symbols(tree: Map | None) -> list[Symbol]:
    """The sections of a file, each with what stands in it; nothing of a file that cannot be read."""
    return [] if tree is None else list(_symbols(tree, "", _MOST_DEEP))


def whole_parts(tree: Map | None) -> Iterator[Symbol]:
    """Each part of a file, then those in it."""
    waiting = symbols(tree)[::-1]
    while waiting:
        part = waiting.pop()
        yield part
        waiting += part.parts[::-1]


def named_in(desk: Desk, files: Iterable[Path], wanted: str) -> Iterator[tuple[Path, Symbol]]:
    """What stands in the sections of rule files, where its name holds the wanted words, in whatever letters."""
    words = wanted.casefold()
    for file in files:
        if desk.is_policy(file):
            for section in symbols(desk.tree(file)):
                yield from ((file, each) for each in section.parts if words in each.name.casefold())


def _symbols(tree: Tree, section: str, deep: int) -> Iterator[Symbol]:
    if deep == 0:
        return
    for name, child in children(tree):
        if isinstance(child, Entry):
            parts = tuple(_symbols(child.value, section or name, deep - 1))
            if section or parts:
                yield Symbol(
                    child.key.value, section or name, child.key.span.to(child.value.span), child.key.span, parts
                )
        elif isinstance(tree, Items) and isinstance(child, Map) and "name" in child.entries:
            text = child.entries["name"].value
            if isinstance(text, Text) and text.value:
                yield Symbol(text.value, section, child.span, text.span)
