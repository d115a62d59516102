"""Generated code for tests of values: look-ups where the values are few and one side is written in the policy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ilacs_rules.engine import meaning
from ilacs_rules.engine.codegen.writing import Body, Operand
from ilacs_rules.language.fixed_words import Relation
from ilacs_rules.language.types import Basic, DurationType, Type, ValueSet
from ilacs_rules.model import tree
from ilacs_rules.model.absent import NOTHING, UNKNOWN
from ilacs_rules.model.case import Truth

_MIRRORED = {
    Relation.LESS: Relation.MORE,
    Relation.MORE: Relation.LESS,
    Relation.AT_MOST: Relation.AT_LEAST,
    Relation.AT_LEAST: Relation.AT_MOST,
}
_SIGNS = {
    Relation.EQUAL: "==",
    Relation.UNEQUAL: "!=",
    Relation.LESS: "<",
    Relation.AT_MOST: "<=",
    Relation.MORE: ">",
    Relation.AT_LEAST: ">=",
}


def few_values(type_: Type) -> tuple[Any, ...] | None:
    """All values of a type that has few; None for a type that has not."""
    if isinstance(type_, ValueSet):
        return type_.values
    return (True, False) if type_ is Basic.YES_OR_NO else None


def compare(body: Body, node: tree.Compare, left: Operand, right: Operand) -> Operand:
    """A comparison."""
    by = meaning.order(node.left.type)
    if isinstance(node.right, tree.Const) and few_values(node.left.type):
        constant, relation = node.right.value, node.relation
        return looked_up(body, node.left.type, left, lambda value: meaning.compare(relation, value, constant, by))
    if isinstance(node.left, tree.Const) and few_values(node.left.type):
        constant, relation = node.left.value, _MIRRORED.get(node.relation, node.relation)
        return looked_up(body, node.left.type, right, lambda value: meaning.compare(relation, value, constant, by))
    left, right = _repeatable(body, left), _repeatable(body, right)
    key = _key(body, node.left.type, node.relation in (Relation.EQUAL, Relation.UNEQUAL))
    test = f"{key(left.code)} {_SIGNS[node.relation]} {key(right.code)}"
    return guarded([left, right], test, if_nothing=str(node.relation is Relation.UNEQUAL))


def looked_up(body: Body, type_: Type, subject: Operand, test: Callable[[Any], Truth]) -> Operand:
    """A test of a value of which there are few, worked out beforehand for each of them."""
    values = few_values(type_)
    assert values is not None
    passing = frozenset(value for value in (*values, NOTHING) if test(value) is True)
    if subject.unknown and test(UNKNOWN) is UNKNOWN:
        subject = body.named(subject)
        code = f"UNKNOWN if {subject.code} is UNKNOWN else {subject.code} in {body.names.constant(passing)}"
        return Operand(f"({code})", unknown=True)
    if len(passing) == 1:
        (only,) = passing
        return Operand(f"({subject.code} == {literal(body, only)})")
    return Operand(f"({subject.code} in {body.names.constant(passing)})")


def one_of(body: Body, node: tree.OneOf, subject: Operand, options: list[Operand]) -> Operand:
    """A test for one of some values."""
    values = [option.value for option in node.options if isinstance(option, tree.Const)]
    if len(values) == len(options):
        if few_values(node.subject.type):
            return looked_up(body, node.subject.type, subject, lambda value: meaning.one_of(value, values))
        subject = _repeatable(body, subject)
        return guarded([subject], f"{subject.code} in {body.names.constant(frozenset(values))}", if_nothing="False")
    function = body.names.constant(meaning.one_of)
    listed = "".join(f"{option.code}, " for option in options)
    unknown = subject.unknown or any(option.unknown for option in options)
    return Operand(f"{function}({subject.code}, ({listed}))", unknown=unknown)


def between(body: Body, node: tree.Between, subject: Operand, low: Operand, high: Operand) -> Operand:
    """A test for lying between two values."""
    type_ = node.subject.type
    by, either_order = meaning.order(type_), isinstance(type_, ValueSet)
    if isinstance(node.low, tree.Const) and isinstance(node.high, tree.Const) and either_order:
        first, last = node.low.value, node.high.value
        return looked_up(body, type_, subject, lambda value: meaning.between(value, first, last, by, either_order))
    if not either_order and not (subject.absent or low.absent or high.absent):
        key = _key(body, type_, equality=False)
        return Operand(f"({key(low.code)} <= {key(subject.code)} <= {key(high.code)})")
    function, order = body.names.constant(meaning.between), body.names.constant(by)
    unknown = subject.unknown or low.unknown or high.unknown
    return Operand(f"{function}({subject.code}, {low.code}, {high.code}, {order}, {either_order})", unknown=unknown)


def recorded(body: Body, subject: Operand) -> Operand:
    """A test for there being a value."""
    subject = body.named(subject) if subject.unknown and subject.nothing else subject
    there = f"{subject.code} is not NOTHING" if subject.nothing else "True"
    if not subject.absent:
        return Operand(there, simple=True)
    unknown = f"UNKNOWN if {subject.code} is UNKNOWN else " if subject.unknown else ""
    return Operand(f"({unknown}{there})", unknown=subject.unknown)


def guarded(operands: list[Operand], code: str, if_nothing: str) -> Operand:
    """A test of (repeatable) operands that is settled by one that is nothing, else unknown if one is unknown."""
    unknown = " or ".join(f"{operand.code} is UNKNOWN" for operand in operands if operand.unknown)
    nothing = " or ".join(f"{operand.code} is NOTHING" for operand in operands if operand.nothing)
    if unknown:
        code = f"UNKNOWN if {unknown} else {code}"
    if nothing:
        code = f"{if_nothing} if {nothing} else {code}"
    return Operand(f"({code})", unknown=bool(unknown))


def literal(body: Body, value: Any) -> str:
    """A value written in the policy, as code."""
    if value is True or value is False or (type(value) is int and abs(value) < 10**9):
        return f"({value!r})" if value < 0 else repr(value)
    return body.names.constant(value)


def _repeatable(body: Body, operand: Operand) -> Operand:
    return body.named(operand) if operand.absent else operand


def _key(body: Body, type_: Type, equality: bool) -> Callable[[str], str]:
    """How code gets what values of a type are compared by."""
    if equality:
        return lambda code: code
    match type_:
        case ValueSet(ordered=True, values=values):
            ranks = body.names.constant({value: -rank for rank, value in enumerate(values)})
            return lambda code: f"{ranks}[{code}]"
        case DurationType():
            return lambda code: f"{code}.amount"
        case _:
            return lambda code: code
