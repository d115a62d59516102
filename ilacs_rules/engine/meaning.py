"""What the primitive operations of the language mean, absent values included.

The tracing evaluator calls these; the generated code calls them too, or inlines them where it knows that nothing is
absent. A property test holds the two together.

A test of nothing is false (UNEQUAL and `is missing` true), a test of something unknown is unknown; anything else done
to something unknown is unknown, and to nothing is nothing.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, assert_never

from ilacs_rules.engine.logic import all_of, any_of, counted, opposite, truth
from ilacs_rules.engine.selection import Selection, TimeFilter
from ilacs_rules.language.dates import DaysNotKnown
from ilacs_rules.language.decimals import DECIMALS, DIGITS, Number
from ilacs_rules.language.durations import Duration, times
from ilacs_rules.language.fixed_words import Bound, Picks, Relation, Sign
from ilacs_rules.language.functions import Context, Function, Shape
from ilacs_rules.language.stretches import ToldStretches
from ilacs_rules.language.types import DurationType, Type, ValueSet
from ilacs_rules.model import tree
from ilacs_rules.model.absent import NOTHING, UNKNOWN, Absent
from ilacs_rules.model.case import Event, Truth, Value
from ilacs_rules.model.tree import Within

if TYPE_CHECKING:
    from ilacs_rules.engine.date_arithmetic import DateArithmetic

RELATIONS: dict[Relation, Callable[[Any, Any], bool]] = {
    Relation.EQUAL: operator.eq,
    Relation.UNEQUAL: operator.ne,
    Relation.LESS: operator.lt,
    Relation.AT_MOST: operator.le,
    Relation.MORE: operator.gt,
    Relation.AT_LEAST: operator.ge,
}

_LIMIT = 10**DIGITS


# ------------------------------------------------------------------------------------------------ tests


def is_recorded(value: Value) -> Truth:
    """Whether there is a value: of something unknown there may be one, or none."""
    return UNKNOWN if value is UNKNOWN else value is not NOTHING


def order(type_: Type) -> Callable[[Any], Any]:
    """What to compare values of a type by; on a scale, better is more."""
    match type_:
        case ValueSet(ordered=True, values=values):
            return {value: -rank for rank, value in enumerate(values)}.__getitem__
        case DurationType():
            return operator.attrgetter("amount")
        case _:
            return _itself


def _itself(value: Any) -> Any:
    return value


def compare(relation: Relation, left: Value, right: Value, by: Callable[[Any], Any]) -> Truth:
    """One value compared with another of its type, `by` their order."""
    if left is NOTHING or right is NOTHING:
        return relation is Relation.UNEQUAL
    if left is UNKNOWN or right is UNKNOWN:
        return UNKNOWN
    return RELATIONS[relation](by(left), by(right))


def one_of(subject: Value, options: Iterable[Value]) -> Truth:
    """Whether a value equals one of the options."""
    return any_of(compare(Relation.EQUAL, subject, option, _itself) for option in options)


def between(subject: Value, low: Value, high: Value, by: Callable[[Any], Any], either_order: bool) -> Truth:
    """Whether a value lies from `low` to `high`, both included; with `either_order` also from `high` to `low`."""
    upward = _inside(subject, low, high, by)
    return any_of((upward, _inside(subject, high, low, by))) if either_order else upward


def _inside(subject: Value, low: Value, high: Value, by: Callable[[Any], Any]) -> Truth:
    return all_of((compare(Relation.AT_LEAST, subject, low, by), compare(Relation.AT_MOST, subject, high, by)))


def in_stretch(day: Value, stretches: ToldStretches) -> Truth:
    """Whether a day lies in a stretch that is told; unknown before the first of them and after the last."""
    if isinstance(day, Absent):
        return truth(day)
    assert isinstance(day, date)
    try:
        return stretches.holds(day)
    except DaysNotKnown:
        return UNKNOWN


Plain = tree.Compare | tree.OneOf | tree.Between | tree.Near | tree.InStretch | tree.Not
"""Nodes whose value is made of the values of the parts that stand in them, and of nothing else."""


def operation(node: Plain, arithmetic: DateArithmetic) -> tuple[tuple[tree.Node, ...], Callable[..., Truth]]:
    """The parts of a node, in order, and what it makes of their values; `arithmetic` adds a length of time to a day.

    The tracing evaluator calls it, and so does generated code where nothing quicker is known.
    """
    match node:
        case tree.Compare(relation=relation, left=left, right=right):
            by = order(left.type)
            return (left, right), lambda one, other: compare(relation, one, other, by)
        case tree.OneOf(subject=subject, options=options):
            return (subject, *options), lambda value, *others: one_of(value, others)
        case tree.Between(subject=subject, low=low, high=high):
            by, either_order = order(subject.type), isinstance(subject.type, ValueSet)
            return (subject, low, high), lambda value, first, last: between(value, first, last, by, either_order)
        case tree.Near(subject=subject, length=some_time, other=other, span=span):
            return (subject, some_time, other), lambda day, time, base: arithmetic.near(day, time, base, span)
        case tree.InStretch(subject=subject, stretches=stretches):
            return (subject,), lambda day: in_stretch(day, stretches)
        case tree.Not(item=item):
            return (item,), lambda value: opposite(truth(value))
        case _:
            assert_never(node)


def counted_items(bound: Bound, count: int | None, items: Value, test: Callable[[Value], Truth]) -> Truth:
    """As `counted`, for a list that may itself be absent: how many items of nothing is a test of nothing."""
    if isinstance(items, Absent):
        return truth(items)
    assert isinstance(items, tuple)
    return counted(bound, count, [test(item) for item in items])


# ------------------------------------------------------------------------------------------------ values


def first_absent(values: Iterable[Value]) -> Absent | None:
    """What absent values make of an operation on them: unknown before nothing, None if all are present."""
    found: Absent | None = None
    for value in values:
        if value is UNKNOWN:
            return UNKNOWN
        if value is NOTHING:
            found = NOTHING
    return found


def output(row: Value, place: int, listed: bool) -> Value:
    """One of several outputs: of a row, or (`listed`) of each row of a list."""
    if isinstance(row, Absent):
        return row
    assert isinstance(row, tuple)
    return tuple(output(each, place, False) for each in row) if listed else row[place]


def items_of(value: Value) -> tuple[Value, ...] | Absent:
    """What a list function works on: the items that are not nothing; unknown if one is, nothing if none is left."""
    if isinstance(value, Absent):
        return value
    assert isinstance(value, tuple)
    present = tuple(item for item in value if item is not NOTHING)
    if any(item is UNKNOWN for item in present):
        return UNKNOWN
    return present or NOTHING


def number(sign: Sign, left: Any, right: Any) -> Value:
    """`+`, `-`, `*` or `/` on two numbers, absent ones included; to 28 digits. Divided by zero it is nothing."""
    absent = first_absent((left, right))
    if absent is not None:
        return absent
    match sign:
        case Sign.PLUS:
            return _bounded(DECIMALS.add(left, right) if _has_decimal(left, right) else left + right)
        case Sign.MINUS:
            return _bounded(DECIMALS.subtract(left, right) if _has_decimal(left, right) else left - right)
        case Sign.TIMES:
            return _bounded(DECIMALS.multiply(left, right) if _has_decimal(left, right) else left * right)
        case _:
            return _bounded(DECIMALS.divide(Decimal(left), Decimal(right))) if right else NOTHING


def _has_decimal(left: Number, right: Number) -> bool:
    return isinstance(left, Decimal) or isinstance(right, Decimal)


def _bounded(result: Number) -> Value:
    """A whole number as an int, unless it has more digits than are reckoned with; too large a number is nothing."""
    if isinstance(result, Decimal):
        if not result.is_finite():
            return NOTHING
        whole = abs(result) < _LIMIT and result == result.to_integral_value()
        return int(result) if whole else result
    return result if -_LIMIT < result < _LIMIT else _bounded(DECIMALS.create_decimal(result))


def length(sign: Sign, left: Any, right: Any) -> Value:
    """`+` or `-` on two durations of one kind, or `*` on one and a number, absent ones included.

    What does not come to whole months, days or working days is nothing: there is no such length.
    """
    absent = first_absent((left, right))
    if absent is not None:
        return absent
    if sign is Sign.TIMES:
        some_time, count = (left, right) if isinstance(left, Duration) else (right, left)
        return times(some_time, count) or NOTHING
    amount = left.amount + right.amount if sign is Sign.PLUS else left.amount - right.amount
    return Duration(amount, left.kind, left.unit if left.unit == right.unit else "")


def call(
    function: Function, context: Context, types: tuple[Type, ...], before: Sequence[Any], values: Sequence[Any]
) -> Value:
    """A function called with values that may be absent; `before` are arguments that are not values (periods)."""
    if function.shape is Shape.LIST:
        items = items_of(values[0])
        return items if isinstance(items, Absent) else _or_nothing(function.call(context, types, items))
    absent = first_absent(values)
    if absent is not None:
        return absent
    try:
        return _or_nothing(function.call(context, types, *before, *values))
    except DaysNotKnown:
        return UNKNOWN


def _or_nothing(value: Any) -> Value:
    return NOTHING if value is None else value


# ------------------------------------------------------------------------------------------------ histories


def pick(picks: Picks, selection: Selection) -> Value:
    """What is picked from a history."""
    match picks:
        case Picks.LATEST:
            return selection.latest()
        case Picks.FIRST:
            return selection.first()
        case Picks.NUMBER:
            return selection.number()
        case Picks.ANY:
            return selection.any_event()
        case Picks.NO:
            return selection.no_event()


def pick_several(picks: Picks, count: int, selection: Selection) -> tuple[Event | Absent, ...]:
    """The latest or first so many events of a history, as a list."""
    return selection.latest_several(count) if picks is Picks.LATEST else selection.first_several(count)


def of_events(found: Value, read: Callable[[Event], Value]) -> Value:
    """What is read of an event, or of each event of a list; where there is none, or it is not known, that."""
    if isinstance(found, tuple):
        return tuple(of_events(each, read) for each in found)
    return read(found) if isinstance(found, Event) else found


def stretch(low: Any, high: Any, filter_: Within) -> TimeFilter:
    """A time filter with its days worked out; None for a side left open."""
    return TimeFilter(low, high, filter_.low_included, filter_.high_included)
