"""A share of all cases drawn by lot, checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ilacs_rules.checker.scope import Scope
from ilacs_rules.checker.stretches import period_of
from ilacs_rules.language import nodes as n
from ilacs_rules.language.stretches import ToldStretches
from ilacs_rules.language.types import Basic
from ilacs_rules.model import tree
from ilacs_rules.text.codes import Code


def lot(expr: n.Lot, scope: Scope, condition: Callable[[n.Expr, Scope], tree.Node]) -> tree.Node:
    """A checked lot; its condition is about each of the cases, not about an event that stands around it."""
    of_each = replace(scope, candidate=None, this=None)
    where = None if expr.condition is None else condition(expr.condition, of_each)
    period = period_of(expr.period, scope)
    if period is not None and isinstance(period.cycle, ToldStretches):
        message = f"a lot is drawn each year, quarter, month or week, and “{period.words}” is none of these"
        hint = "write for example “drawn by lot each academic year”"
        scope.findings.report(Code.WRONG_TYPE, message, period.span, hint)
        period = None
    if period is None:
        return scope.error(expr.span)
    drawn = (expr.share, expr.out_of, period, where, expr.seed)
    return tree.Lot(*drawn, type=Basic.YES_OR_NO, span=expr.span)
