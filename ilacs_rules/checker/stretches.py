"""Stretches of the calendar that a policy tells, checked; and their names where a sentence uses them."""

from __future__ import annotations

from itertools import pairwise

from ilacs_rules.checker.scope import Findings, Scope
from ilacs_rules.language import nodes as n
from ilacs_rules.language.names import fold
from ilacs_rules.language.stretches import CYCLES, ToldStretches
from ilacs_rules.language.types import Basic
from ilacs_rules.model import tree
from ilacs_rules.policy.model import StretchesText, VersionText
from ilacs_rules.text.codes import Code
from ilacs_rules.text.nearest import did_you_mean


def check_stretches(text: VersionText, findings: Findings) -> dict[str, ToldStretches]:
    """What a version tells of stretches, each list in order (E503 of one that ends first, E311 of two that overlap)."""
    return {name: _in_order(each, findings) for name, each in text.stretches.items()}


def _in_order(text: StretchesText, findings: Findings) -> ToldStretches:
    words = text.name.value
    for first, last, span in text.told:
        if last < first:
            message = f"this stretch of “{words}” ends on {last}, before it begins on {first}"
            findings.report(Code.ENDS_BEFORE_START, message, span, "are the two the wrong way round?")
    told = sorted(text.told, key=lambda each: each[:2])
    for (_, last, before), (first, _, span) in pairwise(told):
        if first <= last:
            message = f"{first} lies in two stretches of “{words}”"
            related = ((before, "the other"),)
            findings.report(Code.DECLARED_TWICE, message, span, "let one end before the next begins", related)
    return ToldStretches(words, tuple((first, last) for first, last, _ in told))


def period_of(period: n.Period, scope: Scope) -> tree.PeriodOf | None:
    """The stretches of the calendar that a period means; None, and E301, if there are none of that name."""
    if period.cycle is not None:
        return tree.PeriodOf(period.words, period.cycle, type=Basic.TEXT, span=period.span)
    told = told_as(n.Name(fold(period.words), span=period.span), scope, tuple(CYCLES))
    return None if told is None else tree.PeriodOf(told.words, told, type=Basic.TEXT, span=period.span)


def told_as(name: n.Name, scope: Scope, others: tuple[str, ...] = ()) -> ToldStretches | None:
    """The stretches that go by a name; None, and E301, if there are none. `others` are what may be meant as well."""
    found = scope.vocabulary.stretches.get(name.name)
    if found is None and name.name not in scope.perhaps and not scope.findings.uses_repealed(name.name, name.span):
        known = [each.words for each in scope.vocabulary.stretches.values()]
        years = "write “calendar year”, “financial year”, “academic year”, or for example “year from 1 October”"
        hint = did_you_mean(name.name, (*known, *others)) if name.name != "year" else years
        hint = hint or (
            f"list them under “stretches”: “{name.name}:”, then “- {{from: 2025-09-01, until: 2025-12-19}}” for each"
        )
        message = f"“{name.span.words}” is no stretch of the calendar that is told"
        scope.findings.report(Code.UNKNOWN_NAME, message, name.span, hint)
    return found
