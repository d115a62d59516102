"""The values an input of a decision table can have, cut into regions at the constants named in its column.

Between two neighbouring constants no cell can change its mind, so a column with n constants has few regions:

- numbers, dates and lengths: constant i is region 2i+1, the stretch before it region 2i, the last stretch region 2n;
- scales, choices, yes-or-no and text: one region a value, and a last one for any other value.

A region on the right of another holds the greater values (on a scale: the better).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from math import ceil, floor
from typing import Protocol

from ilacs_rules.checker.table_words import value_in_words
from ilacs_rules.language.durations import Duration
from ilacs_rules.language.types import Basic, DurationType, Type, ValueSet
from ilacs_rules.model.case import Value
from ilacs_rules.text.frozen import frozen


class Axis(Protocol):
    """One column's values, cut into `size` regions."""

    @property
    def size(self) -> int:
        """How many regions there are."""

    def region(self, value: Value) -> int:
        """The region a value lies in; the value is neither nothing nor unknown."""

    def witness(self, region: int) -> str | None:
        """What a value of the region is, in words: `5.5`, `good`, `any other text`; None if it holds no value."""

    def squeezed(self, region: int) -> str | None:
        """The two whole numbers a region lies between where only a decimal fits, in words; else None."""


@frozen
class Listed:
    """Values that are only equal or not, or (a scale) ranked from worst to best. `others` describes the unlisted."""

    values: tuple[Value, ...]
    type: Type
    others: str | None
    places: dict[Value, int]

    @property
    def size(self) -> int:
        """See Axis."""
        return len(self.values) + 1

    def region(self, value: Value) -> int:
        """See Axis."""
        return self.places.get(value, len(self.values))

    def witness(self, region: int) -> str | None:
        """See Axis."""
        return self.others if region == len(self.values) else value_in_words(self.values[region], self.type)

    def squeezed(self, region: int) -> str | None:
        """See Axis."""
        return None


@frozen
class Ordered:
    """Numbers, or dates and lengths as numbers, cut at `cuts` (ascending).

    `lowest` and `highest` are the limits of whole values; without limits `decimal` values are meant.
    `unit` is the unit lengths are told in.
    """

    cuts: list[Decimal | int]
    type: Type
    decimal: bool
    lowest: int = 0
    highest: int | None = None
    unit: str = ""

    @property
    def size(self) -> int:
        """See Axis."""
        return 2 * len(self.cuts) + 1

    def region(self, value: Value) -> int:
        """See Axis."""
        key = _key(value)
        index = bisect_left(self.cuts, key)
        return 2 * index + (index < len(self.cuts) and self.cuts[index] == key)

    def witness(self, region: int) -> str | None:
        """See Axis."""
        if not self.cuts:
            return "recorded"
        key = self._decimal_in(region) if self.decimal else self._whole_in(region)
        return None if key is None else value_in_words(self._value(key), self.type)

    def squeezed(self, region: int) -> str | None:
        """See Axis."""
        index, is_cut = divmod(region, 2)
        if is_cut or not self.decimal or not 0 < index < len(self.cuts):
            return None
        low, high = self.cuts[index - 1], self.cuts[index]
        return f"{low} and {high}" if high - low == 1 and low % 1 == 0 else None

    def _decimal_in(self, region: int) -> Decimal | int:
        index, is_cut = divmod(region, 2)
        if is_cut:
            return self.cuts[index]
        if index == 0:
            return self.cuts[0] - 1
        if index == len(self.cuts):
            return self.cuts[-1] + 1
        low, high = self.cuts[index - 1], self.cuts[index]
        whole = floor(low) + 1
        return whole if whole < high else (Decimal(low) + Decimal(high)) / 2

    def _whole_in(self, region: int) -> int | None:
        index, is_cut = divmod(region, 2)
        if is_cut:
            low, high = ceil(self.cuts[index]), floor(self.cuts[index])
        else:
            low = floor(self.cuts[index - 1]) + 1 if index > 0 else self.lowest
            high = ceil(self.cuts[index]) - 1 if index < len(self.cuts) else low
        low, high = max(low, self.lowest), high if self.highest is None else min(high, self.highest)
        if low > high:
            return None
        return high if index == 0 else low

    def _value(self, key: Decimal | int) -> Value:
        match self.type:
            case Basic.DATE:
                return date.fromordinal(int(key))
            case DurationType(kind=kind):
                return Duration(int(key), kind, self.unit)
            case _:
                return key


def axis_of(type_: Type, constants: Iterable[Value]) -> Axis | None:
    """The axis of a column; None for events and lists."""
    match type_:
        case Basic.YES_OR_NO:
            return listed((False, True), type_, None)
        case Basic.TEXT:
            values = tuple(dict.fromkeys(constants))
            return listed(values, type_, "any other text" if values else "recorded")
        case ValueSet(values=words, ordered=ordered):
            return listed(words[::-1] if ordered else words, type_, None)
        case Basic.NUMBER:
            return Ordered(_cuts(constants), type_, decimal=True)
        case Basic.DATE:
            return Ordered(_cuts(constants), type_, False, date.min.toordinal(), date.max.toordinal())
        case DurationType():  # no length is less than nothing
            units = [c.unit for c in constants if isinstance(c, Duration)]
            return Ordered(_cuts(constants), type_, False, unit=units[0] if units else "")
        case _:
            return None


def listed(values: tuple[Value, ...], type_: Type, others: str | None) -> Listed:
    """An axis of single values, from the least to the greatest where they have an order."""
    return Listed(values, type_, others, {value: place for place, value in enumerate(values)})


def _cuts(constants: Iterable[Value]) -> list[Decimal | int]:
    return sorted({_key(c) for c in constants})


def _key(value: Value) -> Decimal | int:
    match value:
        case int() | Decimal():
            return value
        case date():
            return value.toordinal()
        case Duration():
            return value.amount
        case _:
            raise TypeError(f"{value!r} has no order")
