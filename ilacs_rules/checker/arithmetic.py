"""Sums and differences: which types may be added, and what makes no sense."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from ilacs_rules.checker.scope import Scope
from ilacs_rules.language import nodes as n
from ilacs_rules.language.days import not_a_day_here
from ilacs_rules.language.durations import Duration, times
from ilacs_rules.language.types import Basic, DurationType, Type, describe, is_length
from ilacs_rules.model import tree
from ilacs_rules.text.codes import Code
from ilacs_rules.text.source import Span

_GOES_ON_AS_A_DAY = re.compile(r"[-/.][0-9]")
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


def arithmetic(expr: n.Arithmetic, left: tree.Node, right: tree.Node, scope: Scope) -> tree.Node:
    """`A + B` and the like (E306 where it makes no sense)."""
    type_: Type | None = None
    match left.type, expr.sign, right.type:
        case (Basic.ERROR, _, _) | (_, _, Basic.ERROR):
            type_ = Basic.ERROR
        case Basic.NUMBER, _, Basic.NUMBER:
            type_ = Basic.NUMBER
        case Basic.DATE, n.Sign.PLUS | n.Sign.MINUS, DurationType():
            type_ = Basic.DATE
        case DurationType() as one, n.Sign.PLUS | n.Sign.MINUS, DurationType() as other if one == other:
            type_ = one
        case (Basic.NUMBER, n.Sign.TIMES, some_time) | (some_time, n.Sign.TIMES, Basic.NUMBER) if is_length(some_time):
            type_ = some_time
    if type_ is None:
        message = f"{describe(left.type)} {expr.sign} {describe(right.type)} makes no sense"
        scope.findings.report(Code.WRONG_TYPE, message, expr.span, _instead(left, right))
        return scope.error(expr.span)
    if expr.sign is n.Sign.MINUS and _is_a_range(left, right) and not _is_a_value(expr.span.words, scope):
        low, high = left.span.text, right.span.text
        message = f"“{expr.span.words}” is {low} minus {high}, which is less than nothing"
        hint = f"for what lies between, write “between {low} and {high}”, or in a cell “[{low}..{high}]”"
        scope.findings.report(Code.WRONG_TYPE, message, expr.span, hint)
        return scope.error(expr.span)
    match left, right:
        case (tree.Const(value=Duration() as length), tree.Const(value=(int() | Decimal()) as count)) | (
            tree.Const(value=(int() | Decimal()) as count),
            tree.Const(value=Duration() as length),
        ) if expr.sign is n.Sign.TIMES:
            return _product(length, count, type_, expr.span, scope)
    return tree.Arithmetic(expr.sign, left, right, type=type_, span=expr.span)


def _is_a_range(low: tree.Node, high: tree.Node) -> bool:
    """Whether a number less a greater one was meant as all between: `21-100`; of a day, `1-2-2020`, more follows."""
    match low, high:
        case tree.Const(value=(int() | Decimal()) as first), tree.Const(value=(int() | Decimal()) as second):
            after = high.span.source.text[high.span.end :]
            return 0 <= first < second and not _GOES_ON_AS_A_DAY.match(after)
        case _:
            return False


def _is_a_value(words: str, scope: Scope) -> bool:
    """Whether a value of a scale or a choice is called so: an age of `5-11`."""
    return any(known.value(words) is not None for known in scope.vocabulary.value_sets.values())


def _product(length: Duration, count: int | Decimal, type_: Type, span: Span, scope: Scope) -> tree.Node:
    """A written length of time so many times over (E111 where there is no such length)."""
    product = times(length, count)
    if product is None:
        message = f"“{span.words}” is no whole number of {length.kind.value}, or longer than any policy"
        scope.findings.report(Code.NOT_A_COUNT, message, span, f"write a whole number of {length.kind.value}")
        return scope.error(span)
    return tree.Const(product, type=type_, span=span)


def _instead(left: tree.Node, right: tree.Node) -> str:
    match left.type, right.type:
        case Basic.DATE, Basic.DATE:
            return "write “days between … and …” or “months between … and …”"
        case DurationType(), DurationType():
            return "months, days and working days are never mixed: add them to a day one after the other"
        case (Basic.LENGTH, _) | (_, Basic.LENGTH):
            return "what may be months, days or working days is only said of “lasts” and “notice”: make it one kind"
        case Basic.DATE, Basic.NUMBER:
            return f"say of what: “{right.span.text} days”, “{right.span.text} months”"
        case _:
            return "numbers are added to numbers, lengths of time to days or to lengths of their kind"


def negative(expr: n.Negative, item: tree.Node, scope: Scope) -> tree.Node:
    """`-A`, of a number."""
    if item.type is Basic.ERROR:
        return item
    if item.type is not Basic.NUMBER:
        message = f"only a number can be negative, not {describe(item.type)}"
        scope.findings.report(Code.WRONG_TYPE, message, expr.span, "subtract it from something: “… - …”")
        return scope.error(expr.span)
    if isinstance(item, tree.Const) and isinstance(item.value, (int, Decimal)):
        return tree.Const(-item.value, type=Basic.NUMBER, span=expr.span)
    zero = tree.Const(0, type=Basic.NUMBER, span=expr.span)
    return tree.Arithmetic(n.Sign.MINUS, zero, item, type=Basic.NUMBER, span=expr.span)


def is_a_day_written_otherwise(node: tree.Node, scope: Scope) -> bool:
    """Reports a number that was meant as a day: `1/1/2018`, `2018-1-6`, or a year or month alone (E116)."""
    if node.type is not Basic.NUMBER:
        return False
    if isinstance(node, tree.Const) and isinstance(node.value, int) and 1000 <= node.value <= 9999:
        hint = f"write a day of it, such as {node.value}-01-01"
        scope.findings.report(Code.BAD_DATE, f"“{node.value}” is a year, not a date", node.span, hint)
        return True
    if _MONTH.fullmatch(node.span.text):
        hint = f"write a day of it, such as {node.span.text}-01"
        scope.findings.report(Code.BAD_DATE, f"“{node.span.text}” is a month, not a date", node.span, hint)
        return True
    problem = not_a_day_here(node.span)
    if problem is not None:
        scope.findings.diagnostics.append(problem)
    return problem is not None


def check_order(low: tree.Node, high: tree.Node, scope: Scope) -> None:
    """Reports two written ends the wrong way round: `between 2020-06-01 and 2020-01-01` (E503).

    On a scale either end may come first: `between fair and strong`, `between strong and fair`.
    """
    if not isinstance(low, tree.Const) or not isinstance(high, tree.Const) or low.type != high.type:
        return
    why = "more"
    match low.value, high.value:
        case date() as one, date() as other:
            wrong, why = one > other, "later"
        case (int() | Decimal()) as first, (int() | Decimal()) as second:
            wrong = first > second
        case Duration(amount=short), Duration(amount=long):
            wrong = short > long
        case _:
            return
    if wrong:
        more, less = (str(node.value) if isinstance(node.value, Duration) else node.span.text for node in (low, high))
        message = f"{more} is {why} than {less}, so nothing lies between"
        scope.findings.report(
            Code.ENDS_BEFORE_START, message, low.span.to(high.span), f"write “between {less} and {more}”"
        )
