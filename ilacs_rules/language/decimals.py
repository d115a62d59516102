"""Numbers as they are reckoned with: in a context of our own, so that the settings of the host change nothing."""

from __future__ import annotations

import decimal
from collections.abc import Iterable
from decimal import Decimal

DIGITS = 28
DECIMALS = decimal.Context(prec=DIGITS, rounding=decimal.ROUND_HALF_EVEN, traps=[])

Number = int | Decimal


def added_up(numbers: Iterable[Number]) -> Number:
    """Their sum, whole numbers exactly; from the least to the greatest, so that it is the same in whatever order."""
    total: Number = 0
    for number in sorted(numbers):
        both_whole = isinstance(total, int) and isinstance(number, int)
        total = total + number if both_whole else DECIMALS.add(Decimal(total), Decimal(number))
    return total
