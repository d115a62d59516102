"""The small mistakes that people make when they write a rule, each made at one place of a checked tree.

What comes of a mistake is a part that could have been written instead. Which of them mean the same is not told here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar, cast

from ilacs_rules.language.dates import ONE_DAY
from ilacs_rules.language.durations import UNITS, Duration, DurationKind
from ilacs_rules.language.fixed_words import Bound, Direction, HitPolicy, Picks, Relation, Sign
from ilacs_rules.language.types import Basic, Type, ValueSet
from ilacs_rules.language.walk import TreePart, placed_children, rebuild
from ilacs_rules.model import due as due_tree
from ilacs_rules.model import tree
from ilacs_rules.model.version import DecisionTable, InputTest
from ilacs_rules.text.source import Span

_P = TypeVar("_P", bound=TreePart)


class MistakeKind(StrEnum):
    """What sort of mistake it is."""

    BOUNDARY = "a number, day or length one step off"
    NEIGHBOUR = "the value beside it"
    UNIT = "another unit of time"
    OPPOSITE = "the opposite"
    JOINED = "and, or"
    LEFT_OUT = "something left out"
    ROW = "rows of a table"
    ANCHOR = "another event or day"
    KEY = "another word under a key"
    STRENGTH = "another strength"


@dataclass(frozen=True, slots=True)
class SmallMistake:
    """One mistake: of what sort, at which place, and what stands there instead of what."""

    kind: MistakeKind
    span: Span
    words: str


_OTHERS = {
    Relation.EQUAL: Relation.UNEQUAL,
    Relation.UNEQUAL: Relation.EQUAL,
    Relation.AT_LEAST: Relation.MORE,
    Relation.MORE: Relation.AT_LEAST,
    Relation.AT_MOST: Relation.LESS,
    Relation.LESS: Relation.AT_MOST,
}
_SIGNS = {each: each.value for each in Relation} | {Relation.EQUAL: "is", Relation.UNEQUAL: "is not"}
_SIGNS_OF_DAYS = _SIGNS | {
    Relation.LESS: "before",
    Relation.AT_MOST: "on or before",
    Relation.MORE: "after",
    Relation.AT_LEAST: "on or after",
}
_PICKS = {Picks.LATEST: Picks.FIRST, Picks.FIRST: Picks.LATEST, Picks.ANY: Picks.NO, Picks.NO: Picks.ANY}
_DAYS = {
    tree.EventDay.START: tree.EventDay.END,
    tree.EventDay.END: tree.EventDay.START,
    tree.EventDay.PUBLICATION: tree.EventDay.END,
}
_BOUNDS = {Bound.AT_LEAST: Bound.AT_MOST, Bound.AT_MOST: Bound.AT_LEAST, Bound.EXACTLY: Bound.AT_LEAST}
_UNITS = {"day": "week", "week": "day", "month": "week", "quarter": "month", "year": "month", "working day": "day"}
_DIRECTIONS = {Direction.NEXT: Direction.PREVIOUS, Direction.PREVIOUS: Direction.NEXT}


def with_slips(part: _P, span: Span) -> Iterator[tuple[_P, SmallMistake]]:
    """A part with one mistake in it, for each that can be made in it or in what stands in it.

    `span` is the place of what has none of its own.
    """
    here = getattr(part, "span", None) or span
    for wrong_one, slip in _slips(part, here):
        yield cast("_P", wrong_one), slip
    for place, child in placed_children(part):
        for wrong, slip in with_slips(child, here):
            yield _with_child(part, place, wrong), slip


def _with_child(part: _P, place: str, child: TreePart) -> _P:
    return rebuild(part, lambda at, each: child if at == place else each)


def _slips(part: TreePart, span: Span) -> Iterator[tuple[TreePart, SmallMistake]]:
    """The mistakes that can be made at a part itself."""
    match part:
        case tree.Const():
            for value, kind in _near(part.value, part.type):
                yield replace(part, value=value), SmallMistake(kind, span, _instead(value, part.value))
        case tree.Compare(relation=relation) if not _steps(part):
            other = _OTHERS[relation]
            kind = MistakeKind.OPPOSITE if other in (Relation.EQUAL, Relation.UNEQUAL) else MistakeKind.BOUNDARY
            signs = _SIGNS if part.left.type is not Basic.DATE else _SIGNS_OF_DAYS
            said = f"“{signs[other]}” instead of “{signs[relation]}” in “{span.words}”"
            yield replace(part, relation=other), SmallMistake(kind, span, said)
        case tree.And(items=items) | tree.Or(items=items):
            other_kind, words = (tree.Or, "or") if isinstance(part, tree.And) else (tree.And, "and")
            joined = other_kind(items, type=part.type, span=part.span)
            yield (
                joined,
                SmallMistake(MistakeKind.JOINED, span, f"“{words}” instead of “{'and' if words == 'or' else 'or'}”"),
            )
            for item in items:
                rest = tuple(each for each in items if each is not item)
                without = rest[0] if len(rest) == 1 else replace(part, items=rest)
                yield without, SmallMistake(MistakeKind.LEFT_OUT, item.span, f"without “{item.span.words}”")
        case tree.Not(item=item) if not isinstance(item, tree.Recorded):  # else “is missing”, told of what is in it
            yield item, SmallMistake(MistakeKind.OPPOSITE, span, f"the opposite of “{span.words}”")
        case tree.Recorded():
            negated = tree.Not(part, type=part.type, span=part.span)
            yield negated, SmallMistake(MistakeKind.OPPOSITE, span, f"the opposite of “{span.words}”")
        case tree.OneOf(options=options) if len(options) > 1:
            for option in options:
                rest = tuple(each for each in options if each is not option)
                yield (
                    replace(part, options=rest),
                    SmallMistake(MistakeKind.LEFT_OUT, span, f"without “{option.span.words}”"),
                )
        case tree.If(then=then, otherwise=otherwise):
            swapped = replace(part, then=otherwise, otherwise=then)
            yield swapped, SmallMistake(MistakeKind.OPPOSITE, span, "“then” and “else” exchanged")
        case tree.Select(picks=picks) if picks in _PICKS:
            other_picks = _PICKS[picks]
            kind = MistakeKind.ANCHOR if picks in (Picks.LATEST, Picks.FIRST) else MistakeKind.OPPOSITE
            yield replace(part, picks=other_picks), SmallMistake(kind, span, f"“{other_picks}” instead of “{picks}”")
        case tree.Several(count=count):
            yield from _counts(part, "count", count, span)
        case tree.DayOf(day=day):
            yield (
                replace(part, day=_DAYS[day]),
                SmallMistake(MistakeKind.ANCHOR, span, f"“{_DAYS[day]}” instead of “{day}”"),
            )
        case tree.Arithmetic(sign=Sign.PLUS | Sign.MINUS as sign):
            other_sign = Sign.MINUS if sign is Sign.PLUS else Sign.PLUS
            yield (
                replace(part, sign=other_sign),
                SmallMistake(MistakeKind.OPPOSITE, span, f"“{other_sign}” instead of “{sign}”"),
            )
        case tree.History(filters=filters):
            for test in filters:
                rest_of = tuple(each for each in filters if each is not test)
                words = _words_of(test) or "what it is filtered by"
                yield replace(part, filters=rest_of), SmallMistake(MistakeKind.LEFT_OUT, span, f"without “{words}”")
        case InputTest(condition=condition) if condition is not None:
            anything = replace(part, condition=None, matches_nothing=True)
            yield anything, SmallMistake(MistakeKind.LEFT_OUT, span, f"“-” instead of “{span.words}”")
        case DecisionTable():
            yield from _rows(part)
        case due_tree.Due():
            yield from _due(part, span)
        case _ if isinstance(bound := getattr(part, "bound", None), Bound):  # whatever has so many of something
            yield from _counts(part, "count", getattr(part, "count", None), span)
            yield from _bounds(part, bound, span)
        case _:
            pass


# ------------------------------------------------------------------------------------------------ values


def _steps(part: tree.Compare) -> bool:
    """Whether one step of what it is held against is the same mistake as the next relation."""
    ordered = part.relation not in (Relation.EQUAL, Relation.UNEQUAL)
    return ordered and (isinstance(part.left, tree.Const) or isinstance(part.right, tree.Const))


def _near(value: object, type_: Type) -> Iterator[tuple[bool | int | Decimal | str | date | Duration, MistakeKind]]:
    match value:
        case bool():
            yield not value, MistakeKind.OPPOSITE
        case int():
            yield value + 1, MistakeKind.BOUNDARY
            yield value - 1, MistakeKind.BOUNDARY
        case Decimal():
            step = Decimal(1).scaleb(int(value.as_tuple().exponent))
            yield value + step, MistakeKind.BOUNDARY
            yield value - step, MistakeKind.BOUNDARY
        case date():
            yield value + ONE_DAY, MistakeKind.BOUNDARY
            yield value - ONE_DAY, MistakeKind.BOUNDARY
        case Duration():
            yield from _lengths(value)
        case str() if isinstance(type_, ValueSet):
            place = type_.values.index(value)
            around = [*type_.values[max(place - 1, 0) : place], *type_.values[place + 1 : place + 2]]
            yield from ((other, MistakeKind.NEIGHBOUR) for other in around)
        case _:
            pass


def _lengths(length: Duration) -> Iterator[tuple[Duration, MistakeKind]]:
    unit = length.unit.removesuffix("s")
    if unit not in UNITS:  # days of a kind that the policy names
        for step in (1, -1):
            if length.amount + step > 0:
                yield replace(length, amount=length.amount + step), MistakeKind.BOUNDARY
        return
    size, _ = UNITS[unit]
    for step in (size, -size):
        if length.amount + step > 0:
            yield replace(length, amount=length.amount + step), MistakeKind.BOUNDARY
    if length.amount:
        other = _UNITS[unit]
        other_size, kind = UNITS[other]
        yield Duration(length.amount // size * other_size, kind, other), MistakeKind.UNIT
        if length.kind is DurationKind.DAYS and unit == "day":
            yield Duration(length.amount, DurationKind.WORKING_DAYS, "working day"), MistakeKind.UNIT


def _instead(value: object, before: object) -> str:
    return f"“{_said(value)}” instead of “{_said(before)}”"


def _said(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _words_of(test: tree.Within | tree.Where) -> str | None:
    nodes: Iterable[TreePart] = (part for _, part in placed_children(test))
    spans = [span for node in nodes if isinstance(span := getattr(node, "span", None), Span)]
    return spans[0].to(spans[-1]).words if spans else None


def _counts(part: _P, name: str, count: int | None, span: Span) -> Iterator[tuple[_P, SmallMistake]]:
    for other in (count + 1, count - 1) if count is not None else ():
        if other > 0:
            words = f"{other} instead of {count}"
            yield replace(part, **{name: other}), SmallMistake(MistakeKind.BOUNDARY, span, words)  # type: ignore[type-var]


def _bounds(part: _P, bound: Bound, span: Span) -> Iterator[tuple[_P, SmallMistake]]:
    if bound in _BOUNDS:
        words = f"“{_BOUNDS[bound]}” instead of “{bound}”"
        yield replace(part, bound=_BOUNDS[bound]), SmallMistake(MistakeKind.OPPOSITE, span, words)  # type: ignore[type-var]


# ------------------------------------------------------------------------------------------------ tables and dates


def _rows(table: DecisionTable) -> Iterator[tuple[DecisionTable, SmallMistake]]:
    rows = table.rows
    for place, row in enumerate(rows):
        if len(rows) > 1:
            rest = (*rows[:place], *rows[place + 1 :])
            yield replace(table, rows=rest), SmallMistake(MistakeKind.ROW, row.span, f"without row {place + 1}")
        if place + 1 == len(rows):
            break
        other = rows[place + 1]
        if row.outputs != other.outputs:
            swapped = (replace(row, outputs=other.outputs), replace(other, outputs=row.outputs))
            words = f"what rows {place + 1} and {place + 2} give, exchanged"
            mixed = (*rows[:place], *swapped, *rows[place + 2 :])
            yield replace(table, rows=mixed), SmallMistake(MistakeKind.ROW, row.span, words)
            if table.hit_policy is HitPolicy.FIRST:
                moved = (*rows[:place], other, row, *rows[place + 2 :])
                words = f"row {place + 2} before row {place + 1}"
                yield replace(table, rows=moved), SmallMistake(MistakeKind.ROW, row.span, words)


def _due(due: due_tree.Due, span: Span) -> Iterator[tuple[due_tree.Due, SmallMistake]]:
    yield from _counts(due, "up_to", due.up_to, span)
    yield from _counts(due, "at_least", due.at_least, span)
    for name, words in _BENDS.items():
        bend = getattr(due, name)
        if bend is not None:
            told = getattr(bend, "span", None)
            place = told if isinstance(told, Span) else span
            yield replace(due, **{name: None}), SmallMistake(MistakeKind.LEFT_OUT, place, f"without “{words}”")  # type: ignore[arg-type]
    if due.keeping:
        yield replace(due, keeping=False), SmallMistake(MistakeKind.LEFT_OUT, span, "without “keeping the day”")
    if due.not_in:
        yield replace(due, not_in=()), SmallMistake(MistakeKind.LEFT_OUT, span, "without “not in …”")
    if due.moved is not None:
        other = _DIRECTIONS[due.moved.to]
        words = f"“{other}” instead of “{due.moved.to}”"
        yield replace(due, moved=replace(due.moved, to=other)), SmallMistake(MistakeKind.OPPOSITE, span, words)


_BENDS = {
    "window": "from … before to … after",
    "up_to": "up to … times",
    "at_least": "at least … times",
    "until": "until …",
    "not_before": "but not before …",
    "not_after": "but not after …",
    "moved": "moved to …",
}
