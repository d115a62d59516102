"""What stands at a place in a policy file: the key, the sentence, the name, where that is declared, what was found."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, cast

from ilacs_rules.language.names import fold
from ilacs_rules.language.nodes import Name, Node
from ilacs_rules.language.walk import TreePart, walk
from ilacs_rules.policy.comments import KeyPath, texts_of
from ilacs_rules.policy.model import VersionText
from ilacs_rules.policy.tree import Map, Text
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.source import Source, Span

_SECTIONS = ("definitions", "facts", "events", "records", "values", "requirements", "scales and choices", "sources")
MEANS_FIRST = {
    "event": "events",
    "for each": "events",
    "is a": "events",
    "events": "events",
    "satisfied by": "events",
    "source": "sources",
    "exception to": "requirements",
    "exactly one of": "requirements",
    "at most one of": "requirements",
    "at least one of": "requirements",
    "is": "scales and choices",
}
"""Which declarations a name under a key means first; in a sentence it may be any."""


@dataclass(frozen=True, slots=True)
class AtPosition:
    """What stands at a place. Everything but `keys` may be wanting: in a note, in a file that cannot be read."""

    keys: KeyPath  # that lead to it, from the top of the file down, folded
    key: Span | None = None  # the last of these keys, if the place is on it
    text: Text | None = None  # the text it is in
    node: Node | None = None  # the smallest part of a sentence that holds it
    name: str | None = None  # that it names or declares, folded
    section: str | None = None  # where that is declared: facts, events, …
    declared: Span | None = None
    findings: tuple[Diagnostic, ...] = ()


def at_offset(
    source: Source, tree: Map | None, version: VersionText | None, offset: int, found: list[Diagnostic]
) -> AtPosition:
    """What stands before the character of that number, or is it; all of it is in `source`."""
    here = tuple(each for each in found if _holds(each.span, source, offset))
    if tree is None:
        return AtPosition((), findings=here)
    keys, text, is_key = _text_at(tree, source, offset)
    node = None if version is None else _node_at(version, source, offset)
    if isinstance(node, Name):
        name: str | None = node.name
    elif text is not None and node is None:
        name = fold(text.value.split(",")[0] if keys and last_key(keys) == "source" else text.value)
    else:
        name = None
    section, declared = None, None
    if name is not None and version is not None:
        section, declared = declaration_of(declared_names(version), name, last_key(keys))
    return AtPosition(
        keys,
        text.span if text is not None and is_key else None,
        text,
        node,
        name if declared is not None or isinstance(node, Name) else None,
        section,
        declared,
        here,
    )


def last_key(keys: KeyPath) -> str:
    """The last key that is no number of an item; empty at the top of a file."""
    for each in reversed(keys):  # written out: it is asked of every text of a file with every key
        if not each.isdecimal():
            return each
    return ""


def _text_at(tree: Map, source: Source, offset: int) -> tuple[KeyPath, Text | None, bool]:
    """The text at a place; where there is none, the keys of the last one before it."""
    last: KeyPath = ()
    for keys, text, is_key in texts_of(tree):
        if _holds(text.span, source, offset):
            return keys, text, is_key
        if text.span.start < offset:
            last = keys
    return last, None, False


def _node_at(version: VersionText, source: Source, offset: int) -> Node | None:
    parts = (part for root in sentences(version) for part in walk(root) if isinstance(part, Node))
    held = [part for part in parts if _holds(part.span.within(source), source, offset)]
    return min(held, key=lambda part: part.span.end - part.span.start, default=None)


def sentences(thing: object) -> Iterator[TreePart]:
    """The sentences of whatever an author wrote, as parsed."""
    if isinstance(thing, TreePart):
        yield thing
    elif isinstance(thing, dict):
        for each in thing.values():
            yield from sentences(each)
    elif isinstance(thing, tuple):
        for each in thing:
            yield from sentences(each)
    else:
        for name in _holding_sentences(cast("Hashable", type(thing))):
            yield from sentences(getattr(thing, name))


@cache
def _holding_sentences(kind: Any) -> tuple[str, ...]:
    """The fields in which sentences may stand, of a kind of thing that is made of parts."""
    if issubclass(kind, Span | Source | Text | Map) or not is_dataclass(kind):
        return ()
    return tuple(each.name for each in fields(kind) if each.type not in _NO_SENTENCES)


_NO_SENTENCES = ("str", "str | None", "bool", "int", "Text", "Text | None", "tuple[Text, ...]", "tuple[Citation, ...]")


Declared = dict[str, dict[str, Span]]
"""Where each folded name is declared, by section."""


def declared_names(version: VersionText) -> Declared:
    """All that a version declares, to be asked for one name after the other."""
    found: Declared = {}
    for section, name, span in declarations(version):
        found.setdefault(name, {})[section] = span
    return found


def declaration_of(names: Declared, name: str, key: str) -> tuple[str | None, Span | None]:
    """In which section a folded name is declared that stands under a key, and where; None for what is not declared."""
    first = MEANS_FIRST.get(key)
    there = names.get(name, {})
    for section in (*([first] if first is not None else []), *_SECTIONS):
        if section in there:
            return section, there[section]
    return None, None


def declarations(version: VersionText) -> Iterator[tuple[str, str, Span]]:
    """Everything a version declares: in which section, its folded name, and where."""
    for section, items in (
        ("definitions", version.definitions),
        ("facts", version.facts),
        ("events", version.events),
        ("requirements", version.requirements),
        ("sources", version.sources),
        ("scales and choices", version.value_sets),
    ):
        yield from ((section, name, item.name.span) for name, item in items.items())
    for kind in version.events.values():
        yield from (("records", name, record.name.span) for name, record in kind.records.items())
    for values in version.value_sets.values():
        yield from (("values", fold(each.value.value), each.value.span) for each in values.values)


def _holds(span: Span, source: Source, offset: int) -> bool:
    return span.source.name == source.name and span.start <= offset <= span.end
