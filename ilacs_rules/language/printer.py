"""Parsed nodes back to text: the one canonical way to write each, which parses to an equal tree."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import assert_never

from ilacs_rules.language import cell_nodes as c
from ilacs_rules.language import nodes as n
from ilacs_rules.language.durations import DaysOfAKind, Duration
from ilacs_rules.language.names import in_expression

_DATE_WORDS = {
    n.Relation.LESS: "before",
    n.Relation.AT_MOST: "on or before",
    n.Relation.MORE: "after",
    n.Relation.AT_LEAST: "on or after",
}


def show(node: n.Expr) -> str:
    """The canonical text of an expression."""
    match node:
        case n.Literal(value=value):
            return _literal(value)
        case n.Today():
            return "today"
        case n.Name(name=name):
            return in_expression(name)
        case n.FieldOf(name=name, of=of):
            return f"{show(name)} of {show(of)}"
        case n.Is(subject=subject, test=n.ComparisonTest(wording=n.Wording.SIGN) as test):
            return f"{show(subject)} {test.relation} {show(test.right)}"
        case n.Is(subject=subject, test=test, negated=negated):
            return f"{show(subject)} is {'not ' if negated else ''}{show_test(test)}"
        case n.Counting(bound=bound, count=count, items=items, test=test, negated=negated):
            how_many = bound.value if count is None else f"{bound.value} {count}"
            verb = "is" if bound is n.Bound.ANY else "are"
            return f"{how_many} of {show(items)} {verb} {'not ' if negated else ''}{show_test(test)}"
        case n.And(items=items):
            return " and ".join(map(show, items))
        case n.Or(items=items):
            return " or ".join(map(show, items))
        case n.Not(item=item):
            return f"not {show(item)}"
        case n.If(condition=condition, then=then, otherwise=otherwise):
            return f"if {show(condition)} then {show(then)} else {show(otherwise)}"
        case n.Arithmetic(sign=sign, left=left, right=right):
            return f"{show(left)} {sign} {show(right)}"
        case n.Negative(item=item):
            return f"- {show(item)}"
        case n.Brackets(item=item):
            return f"({show(item)})"
        case n.ListOf(items=items, of=of):
            of_words = "" if of is None else f" of {show(of)}"
            return f"({', '.join(map(show, items))}){of_words}"
        case n.Call():
            return _call(node)
        case n.Select(picks=picks, history=history):
            return f"{picks.value} {show_history(history)}"
        case n.Lot():
            return _lot(node)
        case n.Those(cases=cases, condition=condition):
            return f"{show(cases)} where ({show(condition)})"
        case n.Several(picks=picks, count=count, history=history):
            return f"{picks.value} {count} {show_history(history)}"
        case _:
            assert_never(node)


def show_test(test: n.Test | c.CellTest) -> str:
    """The canonical text of what stands after `is`, or in a cell."""
    match test:
        case n.ComparisonTest():
            return _comparison(test)
        case n.OneOf(options=options):
            return "one of " + ", ".join(map(show, options))
        case n.Between(low=low, high=high):
            return f"between {show(low)} and {show(high)}"
        case n.WithinOf(length=length, of=of):
            return f"within {show(length)} of {show(of)}"
        case n.InStretch(name=name):
            return f"in {show(name)}"
        case n.Recorded(recorded=recorded):
            return "recorded" if recorded else "missing"
        case c.Interval(low=low, high=high, low_included=low_included, high_included=high_included):
            return f"{'[' if low_included else '('}{show(low)}..{show(high)}{']' if high_included else ')'}"
        case c.NotCell(tests=tests):
            return f"not({', '.join(map(show_test, tests))})"
        case _:
            assert_never(test)


def show_cell(cell: c.Cell) -> str:
    """The canonical text of a table cell."""
    return ", ".join(map(show_test, cell.tests)) or "-"


def show_history(history: n.History) -> str:
    """The canonical text of a history."""
    return " ".join([show(history.kind), *map(_filter, history.filters)])


def _literal(value: bool | int | Decimal | str | date | Duration | DaysOfAKind) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case str():
            return f'"{value}"'
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _comparison(test: n.ComparisonTest) -> str:
    right = show(test.right)
    match test.wording:
        case n.Wording.IS:
            return right
        case n.Wording.SIGN:
            return f"{test.relation.value} {right}"
        case n.Wording.DATE:
            return f"{_DATE_WORDS[test.relation]} {right}"
        case n.Wording.BOUND:
            return f"{'at least' if test.relation is n.Relation.AT_LEAST else 'at most'} {right}"
        case n.Wording.SCALE:
            if test.relation in (n.Relation.AT_LEAST, n.Relation.AT_MOST):
                return f"{right} or {'better' if test.relation is n.Relation.AT_LEAST else 'worse'}"
            return f"{'better' if test.relation is n.Relation.MORE else 'worse'} than {right}"
        case _:
            assert_never(test.wording)


def _lot(node: n.Lot) -> str:
    share = str(node.share) if node.out_of is None else f"{node.share} in {node.out_of}"
    where = "" if node.condition is None else f" where ({show(node.condition)})"
    seed = "" if node.seed is None else f' with seed "{node.seed}"'
    return f"{share} drawn by lot each {node.period.words}{where}{seed}"


def _call(node: n.Call) -> str:
    first = node.arguments[0]
    if isinstance(first, n.Period):
        return f"{node.function} the {first.words} after {_argument(node.arguments[1])}"
    if len(node.arguments) == 2:
        return f"{node.function} {show(first)} and {_argument(node.arguments[1])}"
    return f"{node.function} {show(first)}"


def _argument(argument: n.Expr | n.Period) -> str:
    return argument.words if isinstance(argument, n.Period) else show(argument)


def _filter(filter_: n.Filter) -> str:
    match filter_:
        case n.Where(condition=condition):
            return f"where ({show(condition)})"
        case n.Within(low=n_low, high=n_high) if n_low is not None and n_high is not None:
            return f"between {show(n_low)} and {show(n_high)}"
        case n.Within(low=low) if low is not None:
            return f"{'since' if filter_.low_included else 'after'} {show(low)}"
        case n.Within(high=high) if high is not None:
            return f"{'until' if filter_.high_included else 'before'} {show(high)}"
        case _:
            raise AssertionError("a filter by time has at least one end")
