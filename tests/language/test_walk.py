"""Every kind of node, parsed or checked, is walked and made anew by the same two functions."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from ilacs_rules.language import cell_nodes, due_nodes, nodes
from ilacs_rules.language.walk import TreePart, children, placed_children, rebuild, walk
from ilacs_rules.model import due as due_forms
from ilacs_rules.model import tree, version
from tests.policies import read_once

FIRE_SAFETY = Path(__file__).parents[2] / "examples" / "fire-safety"
case_nodes = inspect.getmodule(tree.OfCase)
assert case_nodes is not None
TREES = (nodes, due_nodes, cell_nodes, case_nodes, tree, version)
KINDS = [
    kind
    for module in TREES
    for _, kind in inspect.getmembers(module, inspect.isclass)
    if kind.__module__ == module.__name__ and is_dataclass(kind) and kind is not version.Version
]


@dataclass(frozen=True, slots=True)
class Leaf(TreePart):
    """A part to be found again."""

    name: str


def holds_parts(hint: object) -> bool:
    """Whether something of a type may be, or hold, what trees are made of."""
    if isinstance(hint, type) and get_origin(hint) is None:
        return hint in KINDS
    return any(map(holds_parts, get_args(hint)))


def is_walked(hint: object) -> bool:
    """Whether a type is one in which parts are looked for: a part, none, or a tuple of parts."""
    if isinstance(hint, UnionType):
        return all(each is NoneType or is_walked(each) for each in get_args(hint))
    if get_origin(hint) is tuple:
        inner, dots = get_args(hint)
        return dots is ... and is_walked(inner)
    return hint in KINDS


def is_tuple(hint: object) -> bool:
    return get_origin(hint) is tuple or any(get_origin(each) is tuple for each in get_args(hint))


def test_there_are_nodes_to_look_at() -> None:
    assert len(KINDS) > 80
    assert {tree.And, tree.History, version.TableRow, version.Requirement, nodes.And, due_nodes.Window} <= {*KINDS}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_every_child_of_every_kind_of_node_is_found_and_can_be_replaced(kind: type[Any]) -> None:
    assert issubclass(kind, TreePart)
    hints = get_type_hints(kind, localns=vars(tree) if kind.__module__ == case_nodes.__name__ else None)
    holding = [each.name for each in fields(kind) if holds_parts(hints[each.name])]
    assert [name for name in holding if not is_walked(hints[name])] == []
    given = {name: (Leaf(name), Leaf(f"{name} again")) if is_tuple(hints[name]) else Leaf(name) for name in holding}
    part = kind(**{each.name: given.get(each.name) for each in fields(kind) if each.init})
    expected = [leaf for value in given.values() for leaf in (value if isinstance(value, tuple) else (value,))]
    assert list(children(part)) == expected
    again = rebuild(part, lambda place, child: Leaf(place))
    assert [child.name for child in children(again) if isinstance(child, Leaf)] == [p for p, _ in placed_children(part)]


def test_a_walk_is_in_reading_order_and_goes_only_where_it_may() -> None:
    requirement = read_once(FIRE_SAFETY).versions[0].version.requirements["re check"]
    found = [type(part).__name__ for part in walk(requirement)]
    assert found[:4] == ["Requirement", "Due", "Once", "Const"]
    top = [type(part).__name__ for part in walk(requirement, into=lambda part: not isinstance(part, due_forms.Due))]
    assert top[:2] == ["Requirement", "Due"]
    assert "Once" not in top
    assert "Compare" in top


def test_what_is_made_anew_without_a_change_is_equal_and_keeps_its_place() -> None:
    def same(_: str, child: TreePart) -> TreePart:
        return rebuild(child, same)

    for requirement in read_once(FIRE_SAFETY).versions[0].version.requirements.values():
        again = rebuild(requirement, same)
        assert again == requirement
        assert again.due.span is requirement.due.span
