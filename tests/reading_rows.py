"""Decision tables read row by row, without any index: slow, plain, and what the quick way must agree with."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ilacs_rules import NOTHING, UNKNOWN, Value
from ilacs_rules.engine.table_outcome import TableOutcome, outcome
from ilacs_rules.engine.tables import Matched, TableMatcher
from ilacs_rules.language.fixed_words import Relation
from ilacs_rules.language.types import Basic, Type, ValueSet
from ilacs_rules.model.tree import And, Compare, Const, Fact, Item, Node, Not, Or, Recorded
from ilacs_rules.model.version import DecisionTable, InputTest

Facts = Mapping[str, Value]


def value_of(node: Node, item: Value, facts: Facts) -> Value:
    match node:
        case Const(value=value):
            return value
        case Fact(name=name):
            return facts.get(name, UNKNOWN)
        case _:
            return item


def holds(node: Node, item: Value, facts: Facts) -> Value:
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


def compare(relation: Relation, left: Any, right: Any, node: Node) -> Value:
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


# some of everything that the tests' cells can tell apart
SAMPLES: list[Value] = [Decimal(n) / 4 for n in range(-8, 40)]
WORDS: list[Value] = ["red", "green", "blue", "black"]
DAYS: list[Value] = [date(2020, 1, 30) + timedelta(days) for days in range(6)]


def may_match(cell: InputTest, facts: Facts) -> bool:
    """Whether some value, or nothing, matches a cell; of a cell that names another input nothing is worked out."""
    assert cell.condition is not None
    if cell.matches_nothing or names_another(cell.condition):
        return True
    type_ = item_type(cell.condition)
    few: dict[Type, list[Value]] = {Basic.YES_OR_NO: [True, False], Basic.TEXT: WORDS, Basic.DATE: DAYS}
    values = list(type_.values) if isinstance(type_, ValueSet) else few.get(type_, SAMPLES)
    return any(holds(cell.condition, value, facts) is True for value in values)


def parts(node: Node) -> list[Node]:
    match node:
        case Compare(left=left, right=right):
            return [left, right]
        case Recorded(subject=subject):
            return [subject]
        case Not(item=item):
            return parts(item)
        case And(items=items) | Or(items=items):
            return [part for item in items for part in parts(item)]
        case _:
            return [node]


def names_another(condition: Node) -> bool:
    return any(isinstance(part, Fact) for part in parts(condition))


def item_type(condition: Node) -> Type:
    return next(part.type for part in parts(condition) if isinstance(part, Item))


def row_by_row(table: DecisionTable, inputs: Sequence[Value], facts: Facts) -> Matched:
    """The rows that match, found without any index."""
    matched = Matched([], [])
    for number, row in enumerate(table.rows):
        truths: list[Value] = []
        for cell, item in zip(row.tests, inputs, strict=True):
            if cell.condition is None:
                truths.append(True)
            elif item is UNKNOWN:
                truths.append(UNKNOWN if may_match(cell, facts) else False)
            elif item is NOTHING:
                truths.append(cell.matches_nothing)
            else:
                truths.append(holds(cell.condition, item, facts))
        if UNKNOWN in truths and False not in truths:
            matched.undecided.append(number)
        elif all(truth is True for truth in truths):
            matched.rows.append(number)
    return matched


def by_index(table: DecisionTable, inputs: Sequence[Value], facts: Facts) -> Matched:
    """The same found the quick way, as the package finds them."""
    return TableMatcher(table).rows(inputs, lambda node, item: holds(node, item, facts))


def given_by(table: DecisionTable, inputs: Sequence[Value], facts: Facts) -> TableOutcome:
    """What the package has the table say. Raises DecisionError where its rows do not agree though they must."""
    return outcome(
        TableMatcher(table),
        inputs,
        lambda node, item: holds(node, item, facts),
        lambda node: value_of(node, UNKNOWN, facts),
    )
