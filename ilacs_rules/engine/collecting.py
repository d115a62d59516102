"""Adding up the outputs of a decision table: `collect sum`, `collect min`, `collect max`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from ilacs_rules.language.decimals import added_up
from ilacs_rules.language.durations import Duration
from ilacs_rules.language.fixed_words import HitPolicy
from ilacs_rules.language.types import Type, ValueSet
from ilacs_rules.model.absent import NOTHING, UNKNOWN
from ilacs_rules.model.case import Value


def collect(policy: HitPolicy, values: Sequence[Value], type_: Type) -> Value:
    """The values of one output as one. Unknown if any is; what is nothing is skipped.

    The sum of none is 0; the least and greatest of none are nothing. The least on a scale is the worst.
    """
    if any(value is UNKNOWN for value in values):
        return UNKNOWN
    there = [value for value in values if value is not NOTHING]
    if policy is HitPolicy.COLLECT_SUM:
        return added_up(value for value in there if isinstance(value, int | Decimal))
    if not there:
        return NOTHING
    pick = min if policy is HitPolicy.COLLECT_MIN else max
    return pick(there, key=lambda value: _size(value, type_))


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
