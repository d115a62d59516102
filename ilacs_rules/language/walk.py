"""Walking trees, parsed or checked: what a part is made of, all that stands below it, the same part with others in it.

A field of a part holds its children if it holds a TreePart or a tuple of them: no walk names fields, and a new kind of
node is walked as soon as it is declared.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, cast

from ilacs_rules.text.frozen import maker_of

_P = TypeVar("_P", bound="TreePart")
_Values = Callable[["TreePart"], tuple[object, ...]]


class TreePart:
    """Whatever trees are made of; each kind is a frozen class."""

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
    for value in _holding(cast("Hashable", type(part)))(part):
        if isinstance(value, TreePart):
            yield value
        elif isinstance(value, tuple):
            yield from (each for each in value if isinstance(each, TreePart))


def walk(*parts: TreePart, into: Callable[[TreePart], bool] | None = None) -> Iterator[TreePart]:
    """Each of the parts and whatever stands below it, in reading order; `into` says whether to look into a part.

    Written out, and of parts that can hold none only looked up that they cannot: of large tables it is the most of it.
    """
    waiting = list(reversed(parts))
    while waiting:
        part = waiting.pop()
        yield part
        held = _holding(cast("Hashable", type(part)))
        if held is _NOTHING or not (into is None or into(part)):
            continue
        below: list[TreePart] = []
        for value in held(part):
            if isinstance(value, TreePart):
                below.append(value)
            elif isinstance(value, tuple):
                below += [each for each in value if isinstance(each, TreePart)]
        below.reverse()
        waiting += below


def rebuild(part: _P, change: Callable[[str, TreePart], TreePart], **others: object) -> _P:
    """A part with each of its children as `change` makes it of its place and itself.

    `others` are other values for fields that are given by their names alone, such as an id.

    Written as loops, for each call of `change` that goes deeper then takes but one frame here.
    """
    names, values, held, make = _as_given(cast("Hashable", type(part)))
    made = [*values(part)]
    for at in held:
        value = made[at]
        if isinstance(value, TreePart):
            made[at] = change(names[at], value)
        elif isinstance(value, tuple):
            name = names[at]
            made[at] = tuple(
                [change(f"{name} {n}", each) if isinstance(each, TreePart) else each for n, each in enumerate(value, 1)]
            )
    for name, value in others.items():
        made[names.index(name)] = value
    return cast("_P", make(made))


def _fields(part: TreePart) -> Iterator[tuple[str, object]]:
    return ((name, getattr(part, name)) for name in _names(cast("Hashable", type(part))))


@cache
def _names(kind: Hashable) -> tuple[str, ...]:
    """The fields that are given when one of a kind is made; what is worked out of them holds no other parts."""
    return tuple(each.name for each in fields(cast("Any", kind)) if each.init)


_NO_PARTS = {
    *("str", "str | None", "bool", "int", "int | None", "Span", "Span | None", "Type"),
    *("frozenset[str]", "tuple[str, ...]", "tuple[Citation, ...]", "tuple[Type, ...]"),
    *("bool | int | Decimal | str | date | Duration", "Relation", "HitPolicy"),
}  # the types of fields


@cache
def _may_hold(kind: Hashable) -> tuple[str, ...]:
    """Those of them that can hold parts, by their types: trees are walked often, and those of tables are large."""
    return tuple(each.name for each in fields(cast("Any", kind)) if each.init and each.type not in _NO_PARTS)


def _nothing(part: TreePart) -> tuple[object, ...]:
    return ()


_NOTHING: _Values = _nothing


@cache
def _holding(kind: Hashable) -> _Values:
    """What gives the values of those fields that can hold parts."""
    return _values_of(_may_hold(kind))


@cache
def _as_given(kind: Hashable) -> tuple[tuple[str, ...], _Values, tuple[int, ...], Callable[[list[object]], object]]:
    """The fields that are given when one of a kind is made, their values, which may hold parts, and what makes one."""
    names = _names(kind)
    held = tuple(at for at, name in enumerate(names) if name in _may_hold(kind))
    return names, _values_of(names), held, maker_of(cast("type", kind))


def _values_of(names: tuple[str, ...]) -> _Values:
    if len(names) > 1:
        return attrgetter(*names)
    return (lambda part: (getattr(part, names[0]),)) if names else _NOTHING
