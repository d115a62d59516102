"""Functions that pick or add up the items of a list. An item that is nothing is passed over by the engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from ilacs_rules.language.decimals import Number, added_up
from ilacs_rules.language.durations import Duration
from ilacs_rules.language.functions.base import Context, Function, Shape, function
from ilacs_rules.language.types import Basic, DurationType, ListType, Type, ValueSet


def _item(types: tuple[Type, ...]) -> Type:
    (only,) = types
    return only.item if isinstance(only, ListType) else only


def _dates(types: tuple[Type, ...]) -> Type | None:
    return Basic.DATE if _item(types) in (Basic.DATE, Basic.ERROR) else None


def _scale(types: tuple[Type, ...]) -> Type | None:
    item = _item(types)
    return item if item is Basic.ERROR or (isinstance(item, ValueSet) and item.ordered) else None


def _sizes(types: tuple[Type, ...]) -> Type | None:
    item = _item(types)
    return item if item in (Basic.NUMBER, Basic.ERROR) or isinstance(item, DurationType) else None


def _numbers(types: tuple[Type, ...]) -> Type | None:
    return Basic.NUMBER if _item(types) in (Basic.NUMBER, Basic.ERROR) else None


def _size(value: Number | Duration) -> Number:
    return value.amount if isinstance(value, Duration) else value


@function(
    "earliest of", Shape.LIST, "dates", _dates, {"earliest of (2020-03-01, 2019-12-31, 2021-01-01)": "2019-12-31"}
)
def earliest_of(context: Context, types: tuple[Type, ...], items: Sequence[date]) -> date:
    """The earliest of some dates."""
    return min(items)


@function("latest of", Shape.LIST, "dates", _dates, {"latest of (2020-03-01, 2019-12-31)": "2020-03-01"})
def latest_of(context: Context, types: tuple[Type, ...], items: Sequence[date]) -> date:
    """The latest of some dates."""
    return max(items)


@function("best of", Shape.LIST, "values of one scale", _scale, {"best of (fair, strong, weak)": "strong"})
def best_of(context: Context, types: tuple[Type, ...], items: Sequence[str]) -> str:
    """The best of some values of a scale."""
    return min(items, key=_ranks(types))


@function("worst of", Shape.LIST, "values of one scale", _scale, {"worst of (fair, strong, weak)": "weak"})
def worst_of(context: Context, types: tuple[Type, ...], items: Sequence[str]) -> str:
    """The worst of some values of a scale."""
    return max(items, key=_ranks(types))


@function(
    "smallest of",
    Shape.LIST,
    "numbers, or lengths of time of one kind",
    _sizes,
    {"smallest of (3, 1.5, 2)": "1.5", "smallest of (2 years, 18 months)": "18 months"},
)
def smallest_of(context: Context, types: tuple[Type, ...], items: Sequence[Number | Duration]) -> Number | Duration:
    """The smallest of some numbers, or the shortest of some lengths of time of one kind."""
    return min(items, key=_size)


@function(
    "largest of",
    Shape.LIST,
    "numbers, or lengths of time of one kind",
    _sizes,
    {"largest of (3, 1.5, 2)": "3", "largest of (2 weeks, 10 days)": "2 weeks"},
)
def largest_of(context: Context, types: tuple[Type, ...], items: Sequence[Number | Duration]) -> Number | Duration:
    """The largest of some numbers, or the longest of some lengths of time of one kind."""
    return max(items, key=_size)


@function("total of", Shape.LIST, "numbers", _numbers, {"total of (3, 1.5, 2)": "6.5"})
def total_of(context: Context, types: tuple[Type, ...], items: Sequence[Number]) -> Number:
    """Some numbers added up."""
    return added_up(items)


def _ranks(types: tuple[Type, ...]) -> Callable[[str], int]:
    scale = _item(types)
    assert isinstance(scale, ValueSet)
    return scale.rank


FUNCTIONS: tuple[Function, ...] = (
    earliest_of,
    latest_of,
    best_of,
    worst_of,
    smallest_of,
    largest_of,
    total_of,
)
