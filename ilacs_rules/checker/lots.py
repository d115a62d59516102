"""A share of all cases drawn by lot, checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ilacs_rules.checker.scope import Scope
from ilacs_rules.language import nodes as n
from ilacs_rules.language.types import Basic
from ilacs_rules.model import tree


def lot(expr: n.Lot, scope: Scope, condition: Callable[[n.Expr, Scope], tree.Node]) -> tree.Node:
    """A checked lot; its condition is about each of the cases, not about an event that stands around it."""
    of_each = replace(scope, candidate=None, this=None)
    where = None if expr.condition is None else condition(expr.condition, of_each)
    drawn = (expr.share, expr.out_of, period_of(expr.period), where, expr.seed)
    return tree.Lot(*drawn, type=Basic.YES_OR_NO, span=expr.span)


def period_of(period: n.Period) -> tree.PeriodOf:
    """A stretch of the calendar that comes again and again."""
    return tree.PeriodOf(period.words, period.cycle, type=Basic.TEXT, span=period.span)
