"""The expressions that stand in parts of a version, and everything an expression stands on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeGuard, get_args

from ilacs_rules.language.types import Basic
from ilacs_rules.language.walk import TreePart, walk
from ilacs_rules.model.tree import Const, History, Named, Node, OfCase
from ilacs_rules.model.version import InputTest, TableRow, Version

_EXPRESSIONS: tuple[type[Node | History], ...] = (*get_args(Node), History)


def definitions_behind(version: Version, roots: Iterable[TreePart | None]) -> list[str]:
    """The (folded) definitions that some parts are made from, at any remove, as they are met."""
    return [part.name for part in reached(version, roots, names_something) if defined_by(part)]


def parts_of(version: Version) -> list[TreePart]:
    """Everything in a version in which expressions stand."""
    sections = (version.definitions, version.requirements, version.guarantees, version.priorities, version.transitions)
    return [part for section in sections for part in section.values()]


def outermost(parts: Iterable[TreePart]) -> Iterator[Node | History]:
    """The expressions and histories that stand in parts of a version, but not those inside of others."""
    for part in walk(*parts, into=lambda part: not isinstance(part, _EXPRESSIONS)):
        if isinstance(part, _EXPRESSIONS):
            yield part


def defined_by(part: TreePart) -> TypeGuard[Named | OfCase]:
    """Whether it is the value of a definition, of this case or of another."""
    return isinstance(part, Named) or (isinstance(part, OfCase) and not part.is_fact)


def names_something(part: TreePart) -> bool:
    """Whether anything may be named in a part; it is not in rows of tables, and cells, of constants alone."""
    if isinstance(part, TableRow):
        return not (all(test.plain for test in part.tests) and all(map(_is_plain, part.outputs)))
    return not (isinstance(part, InputTest) and part.plain)


def _is_plain(node: Node) -> bool:
    return isinstance(node, Const) and node.type is not Basic.ERROR


def reached(
    version: Version, roots: Iterable[TreePart | None], into: Callable[[TreePart], bool] | None = None
) -> Iterator[TreePart]:
    """Every node, history, filter and table below the roots; each definition is entered once. None is passed over.

    `into` says whether to look into a part.
    """
    waiting, entered = [root for root in roots if root is not None], set[str]()
    while waiting:
        for part in walk(waiting.pop(), into=into):
            yield part
            if defined_by(part) and part.name not in entered:
                entered.add(part.name)
                waiting.append(version.definitions[part.name].body)
