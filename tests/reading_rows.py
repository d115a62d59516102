"""Decision tables read row by row, without any index: slow, plain, and what the quick way must agree with."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ilacs_rules.cases.model import NOTHING, UNKNOWN, Truth, Value
from ilacs_rules.checker.tree import And, Compare, Const, Fact, Node, Not, Or, Recorded
from ilacs_rules.checker.version import DecisionTable
from ilacs_rules.engine.tables import Matched
from ilacs_rules.language.nodes import Relation
from ilacs_rules.language.types import ValueSet

Facts = Mapping[str, Value]


def value_of(node: Node, item: Value, facts: Facts) -> Value:
    match node:
        case Const(value=value):
            return value
        case Fact(name=name):
            return facts.get(name, UNKNOWN)
        case _:
            return item


def holds(node: Node, item: Value, facts: Facts) -> Truth:
    """A condition read from the tree by itself, with strong Kleene logic."""
    match node:
        case Compare(relation=relation, left=left, right=right):
            return compare(relation, value_of(left, item, facts), value_of(right, item, facts), left)
        case Recorded():
            return item is not UNKNOWN and item is not NOTHING
        case Not(item=inner):
            truth = holds(inner, item, facts)
            return UNKNOWN if truth is UNKNOWN else not truth
        case And(items=items):
            truths = [holds(i, item, facts) for i in items]
            return False if False in truths else UNKNOWN if UNKNOWN in truths else True
        case Or(items=items):
            truths = [holds(i, item, facts) for i in items]
            return True if True in truths else UNKNOWN if UNKNOWN in truths else False
        case _:
            raise AssertionError(node)


def compare(relation: Relation, left: Any, right: Any, node: Node) -> Truth:
    if NOTHING in (left, right):
        return relation is Relation.UNEQUAL
    if UNKNOWN in (left, right):
        return UNKNOWN
    if isinstance(node.type, ValueSet) and node.type.ordered:
        left, right = -node.type.rank(left), -node.type.rank(right)
    signs: dict[Relation, Callable[[Any, Any], bool]] = {
        Relation.EQUAL: operator.eq,
        Relation.UNEQUAL: operator.ne,
        Relation.LESS: operator.lt,
        Relation.AT_MOST: operator.le,
        Relation.MORE: operator.gt,
        Relation.AT_LEAST: operator.ge,
    }
    return signs[relation](left, right)


def row_by_row(table: DecisionTable, inputs: Sequence[Value], facts: Facts) -> Matched:
    """The rows that match, found without any index."""
    matched = Matched([], [])
    for number, row in enumerate(table.rows):
        truths: list[Truth] = []
        for cell, item in zip(row.tests, inputs, strict=True):
            if item is UNKNOWN or item is NOTHING:
                truths.append(cell.matches_missing)
            else:
                truths.append(cell.condition is None or holds(cell.condition, item, facts))
        if UNKNOWN in truths and False not in truths:
            matched.undecided.append(number)
        elif all(truth is True for truth in truths):
            matched.rows.append(number)
    return matched
