"""Everything an expression stands on: its parts, and the definitions it names with theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from ilacs_rules.model import tree
from ilacs_rules.model.version import Version

_NOT_PARTS = ("span", "type")


def reached(version: Version, roots: Iterable[object]) -> Iterator[object]:
    """Every node, history, filter and table below the roots; each definition is entered once. None is passed over."""
    waiting, entered = list(roots), set[str]()
    while waiting:
        part = waiting.pop()
        if isinstance(part, tuple):
            waiting.extend(part)
        elif is_dataclass(part):
            yield part
            waiting.extend(getattr(part, each.name) for each in fields(part) if each.name not in _NOT_PARTS)
        if isinstance(part, tree.Named) and part.name not in entered:
            entered.add(part.name)
            waiting.append(version.definitions[part.name].body)
