"""Walking trees, parsed or checked: what a part is made of, all that stands below it, the same part with others in it.

A field of a part holds its children if it holds a TreePart or a tuple of them: no walk names fields, and a new kind of
node is walked as soon as it is declared.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import fields, replace
from functools import cache
from typing import Any, TypeVar, cast

_P = TypeVar("_P", bound="TreePart")


class TreePart:
    """Whatever trees are made of; each kind is a frozen dataclass."""

    __slots__ = ()


def placed_children(part: TreePart) -> Iterator[tuple[str, TreePart]]:
    """The parts that stand in a part, in order, each with its place there: `left`, or `items 2` in a tuple."""
    for name, value in _fields(part):
        if isinstance(value, TreePart):
            yield name, value
        elif isinstance(value, tuple):
            yield from ((f"{name} {at}", each) for at, each in enumerate(value, 1) if isinstance(each, TreePart))


def children(part: TreePart) -> Iterator[TreePart]:
    """The parts that stand in a part, in order."""
    return (child for _, child in placed_children(part))


def walk(*parts: TreePart, into: Callable[[TreePart], bool] = lambda part: True) -> Iterator[TreePart]:
    """Each of the parts and whatever stands below it, in reading order; `into` says whether to look into a part."""
    waiting = list(reversed(parts))
    while waiting:
        part = waiting.pop()
        yield part
        if into(part):
            waiting.extend(reversed(list(children(part))))


def rebuild(part: _P, change: Callable[[str, TreePart], TreePart], **others: object) -> _P:
    """A part with each of its children as `change` makes it of its place and itself, and `others` of its fields."""
    changed = {place: change(place, child) for place, child in placed_children(part)}
    made = dict(others)
    for name, value in _fields(part):
        if isinstance(value, TreePart):
            made[name] = changed[name]
        elif isinstance(value, tuple):
            made[name] = tuple(changed.get(f"{name} {at}", each) for at, each in enumerate(value, 1))
    return cast("_P", replace(cast("Any", part), **made))


def _fields(part: TreePart) -> Iterator[tuple[str, object]]:
    return ((name, getattr(part, name)) for name in _names(cast("Hashable", type(part))))


@cache
def _names(kind: Hashable) -> tuple[str, ...]:
    return tuple(each.name for each in fields(cast("Any", kind)))
