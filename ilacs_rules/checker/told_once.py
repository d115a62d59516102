"""One finding for one slip: a name that is missing is told where it is first used, with the other places beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic, in_reading_order
from ilacs_rules.text.nearest import MOST_OFFERED

_OF_NAMES = (
    Code.UNKNOWN_NAME,
    Code.UNKNOWN_VALUE,
    Code.UNKNOWN_EVENT,
    Code.UNKNOWN_FIELD,
    Code.UNKNOWN_TYPE,
    Code.UNKNOWN_REQUIREMENT,
    Code.UNKNOWN_SOURCE,
    Code.CASE_UNKNOWN_EVENT,
    Code.CASE_UNKNOWN_NAME,
    Code.EXAMPLE_SHAPE,
)


def told_once(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings in reading order; those that say the same of a name at several places are told as one."""
    same: dict[object, list[Diagnostic]] = {}
    for each in in_reading_order(diagnostics):
        key = (each.code, each.message) if each.code in _OF_NAMES else each
        same.setdefault(key, []).append(each)
    return [_with_places(first, others) for first, *others in same.values()]


def _with_places(first: Diagnostic, others: list[Diagnostic]) -> Diagnostic:
    if not others:
        return first
    places = tuple((other.span, "here as well") for other in others[:MOST_OFFERED])
    return replace(first, message=f"{first.message} ({len(others) + 1} times)", related=first.related + places)
