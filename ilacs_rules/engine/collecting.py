"""Adding up the outputs of a decision table: `collect sum`, `collect min`, `collect max`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import reduce

from ilacs_rules.cases.model import NOTHING, UNKNOWN, Value
from ilacs_rules.language.durations import Duration
from ilacs_rules.language.types import DurationType, Type, ValueSet


def collect(policy: str, values: Sequence[Value], type_: Type) -> Value:
    """The values of one output as one. Unknown if any is; what is nothing is skipped.

    The sum of none is 0 (of lengths: of no length); the least and greatest of none are nothing. The least on a scale
    is the worst.
    """
    if any(value is UNKNOWN for value in values):
        return UNKNOWN
    there = [value for value in values if value is not NOTHING]
    if policy == "collect sum":
        zero: Value = Duration(0, type_.kind) if isinstance(type_, DurationType) else 0
        return reduce(_plus, there, zero)
    if not there:
        return NOTHING
    pick = min if policy == "collect min" else max
    return pick(there, key=lambda value: _size(value, type_))


def _plus(left: Value, right: Value) -> Value:
    match left, right:
        case Duration(), Duration():
            return Duration(left.amount + right.amount, left.kind, right.unit)
        case ((int() | Decimal()), (int() | Decimal())):
            return left + right
        case _:
            raise TypeError(f"cannot add {left!r} and {right!r}")


def _size(value: Value, type_: Type) -> int | Decimal:
    match value:
        case str() if isinstance(type_, ValueSet):
            return -type_.rank(value)
        case Duration():
            return value.amount
        case date():
            return value.toordinal()
        case int() | Decimal():
            return value
        case _:
            raise TypeError(f"{value!r} has no order")
