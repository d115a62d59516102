"""What is written out in an expression: numbers, days, lengths, texts, and values that look like one of these."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ilacs_rules.checker.kinds_of_day import kind_of_day
from ilacs_rules.checker.scope import Scope
from ilacs_rules.language import nodes as n
from ilacs_rules.language.durations import DaysOfAKind, Duration, DurationKind
from ilacs_rules.language.types import Basic, DurationType, Type, ValueSet
from ilacs_rules.model import tree
from ilacs_rules.text.source import Span


def spelled_value(expr: n.Expr, expected: Type | None) -> tree.Node | None:
    """A value of a scale or choices that looks like a number, a day, a length of time, or a yes or no: `2`, `16-18`."""
    if not isinstance(expected, ValueSet) or not isinstance(expr, n.Literal | n.Negative | n.Arithmetic):
        return None
    value = expected.value(expr.span.text)
    return None if value is None else tree.Const(value, type=expected or Basic.ERROR, span=expr.span)


def as_value(expr: n.Expr, node: tree.Node, wanted: Type) -> tree.Node:
    """A node, or the value that its words spell where what stands beside it is of a scale or choices."""
    if not isinstance(wanted, ValueSet) or node.type in (wanted, Basic.ERROR):
        return node
    value = wanted.value(expr.name) if isinstance(expr, n.Name) else None
    if value is not None:
        return tree.Const(value, type=wanted, span=expr.span)
    return spelled_value(expr, wanted) or node


def literal(value: object, scope: Scope, span: Span) -> tree.Node:
    """The checked node of what is written out: a number, a day, a length of time, a yes or no, a text."""
    match value:
        case bool():
            return tree.Const(value, type=Basic.YES_OR_NO, span=span)
        case int() | Decimal():
            return tree.Const(value, type=Basic.NUMBER, span=span)
        case date():
            return tree.Const(value, type=Basic.DATE, span=span)
        case DaysOfAKind():
            return _days_of_a_kind(value, scope, span)
        case Duration(kind=kind):
            if kind is DurationKind.WORKING_DAYS:
                scope.findings.working_days.append(span)
            return tree.Const(value, type=DurationType(kind), span=span)
        case _:
            return tree.Const(str(value), type=Basic.TEXT, span=span)


def _days_of_a_kind(days: DaysOfAKind, scope: Scope, span: Span) -> tree.Node:
    """`5 school days`: a length of time of a kind of its own."""
    kind = kind_of_day(n.Name(days.kind, span=span), scope)
    if kind is None:
        return scope.error(span)
    return tree.Const(Duration(days.count, kind), type=DurationType(kind), span=span)
