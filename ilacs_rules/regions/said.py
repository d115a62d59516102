"""A condition that says which of its values something has: `good or better`, `more than 11 and at most 18`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from ilacs_rules.language.fixed_words import Relation
from ilacs_rules.language.types import Basic, ValueSet
from ilacs_rules.model import tree
from ilacs_rules.model.absent import NOTHING
from ilacs_rules.model.case import Value
from ilacs_rules.model.version import Version
from ilacs_rules.regions.cuts import Cut
from ilacs_rules.regions.matters import Matters

_MOST_LISTED = 4
_Ordered = int | Decimal | date


@dataclass(frozen=True, slots=True)
class Domain:
    """An expression, the values that it was seen to have with those they stand for, and where these are cut."""

    node: tree.Node
    cuts: tuple[Cut, ...]
    marks: frozenset[Value]
    every: frozenset[Value] = frozenset()

    def all_like(self, value: Value) -> frozenset[Value]:
        """The values that one stands for where it was told of a case."""
        runs = [frozenset(cut.all_like(value)) for cut in self.cuts]
        return frozenset([value]) if not runs else frozenset.intersection(*runs)


def domain(version: Version, node: tree.Node, seen: Iterable[Value], matters: Matters) -> Domain:
    """The domain of an expression of a version, of which some values were seen."""
    cuts = tuple(matters.cuts.behind(version, node))
    marks = frozenset[Value]((*matters.numbers, *matters.days, *matters.texts))
    if cuts and not any(cut.else_too for cut in cuts):
        marks = frozenset[Value]().union(*(cut.marks for cut in cuts))
    found = Domain(node, cuts, marks)
    return replace(found, every=frozenset[Value]().union(*map(found.all_like, seen)))


def said(domain: Domain, wanted: frozenset[Value]) -> tree.Node | None:
    """The condition that an expression has one of some values; None where that cannot be said in a few words."""
    node = domain.node
    if node.type is Basic.YES_OR_NO and not isinstance(node, tree.Fact | tree.Field):
        return _so_or_not(node, wanted)
    others = domain.every - wanted
    if NOTHING not in wanted:
        return _one_of(domain, wanted, others - {NOTHING})
    if wanted == {NOTHING}:
        return _not(tree.Recorded(node, type=Basic.YES_OR_NO, span=node.span))
    opposite = _one_of(domain, others, wanted - {NOTHING}) if others else None
    return None if opposite is None else _not(opposite)


def this_or_none(condition: tree.Node, recorded: tree.Node) -> tree.Node | None:
    """That something is the one value that is left, or there is none, for “it is none of these”; else nothing."""
    match condition, recorded:
        case tree.Not(item=tree.OneOf()), tree.Compare(left=left, span=span):
            there_is_none = _not(tree.Recorded(left, type=Basic.YES_OR_NO, span=span))
            return tree.Or((recorded, there_is_none), type=Basic.YES_OR_NO, span=span)
        case _:
            return None


def _so_or_not(node: tree.Node, values: frozenset[Value]) -> tree.Node | None:
    if len(values) != 1:
        return None
    return node if True in values else _not(node)


def _one_of(domain: Domain, wanted: frozenset[Value], others: frozenset[Value]) -> tree.Node | None:
    """That it is one of some values; `others` are those that it may have besides, nothing apart."""
    node = domain.node
    if not others:
        return tree.Recorded(node, type=Basic.YES_OR_NO, span=node.span)
    match node.type:
        case Basic.YES_OR_NO:
            return node if wanted == {True} else _compare(node, Relation.EQUAL, False)
        case ValueSet(ordered=True, values=values):
            return _on_a_scale(node, [value for value in values if value in wanted], values)
        case ValueSet(values=values):
            return _listed(node, [value for value in values if value in wanted])
        case Basic.NUMBER:
            numbers = sorted(each for each in wanted | others if isinstance(each, int | Decimal))
            marks = sorted(each for each in domain.marks if isinstance(each, int | Decimal))
            return _stretch(node, numbers, wanted, marks)
        case Basic.DATE:
            days = sorted(each for each in wanted | others if isinstance(each, date))
            return _stretch(node, days, wanted, sorted(each for each in domain.marks if isinstance(each, date)))
        case Basic.TEXT:
            texts = sorted(each for each in wanted if isinstance(each, str))
            return _listed(node, texts) if domain.marks.issuperset(texts) else None
        case _:
            return None


def _on_a_scale(node: tree.Node, wanted: Sequence[str], values: tuple[str, ...]) -> tree.Node | None:
    first, last = values.index(wanted[0]), values.index(wanted[-1])
    if last - first + 1 != len(wanted) or len(wanted) == 1:
        return _listed(node, wanted)
    if first == 0:
        return _compare(node, Relation.AT_LEAST, wanted[-1])
    if last == len(values) - 1:
        return _compare(node, Relation.AT_MOST, wanted[0])
    return _listed(node, wanted)


def _listed(node: tree.Node, wanted: Sequence[str]) -> tree.Node | None:
    if len(wanted) == 1:
        return _compare(node, Relation.EQUAL, wanted[0])
    if len(wanted) > _MOST_LISTED:
        return None
    return tree.OneOf(node, tuple(_const(node, value) for value in wanted), type=Basic.YES_OR_NO, span=node.span)


def _stretch(
    node: tree.Node,
    seen: Sequence[_Ordered],
    wanted: frozenset[Value],
    marks: Sequence[_Ordered],
) -> tree.Node | None:
    """From one to another of the marks between which values come to the same: these are cut at them."""
    places = [place for place, value in enumerate(seen) if value in wanted]
    if places[-1] - places[0] + 1 != len(places):
        return None
    low, high = seen[places[0]], seen[places[-1]]
    if low == high and low in marks:
        return _compare(node, Relation.EQUAL, low)
    bounds = []
    if places[0] > 0:
        below = [mark for mark in marks if mark < low]  # type: ignore[operator]
        bounds += _bound(node, low, marks, Relation.AT_LEAST, Relation.MORE, below[-1:])
    if places[-1] < len(seen) - 1:
        above = [mark for mark in marks if mark > high]  # type: ignore[operator]
        bounds += _bound(node, high, marks, Relation.AT_MOST, Relation.LESS, above[:1])
    if not bounds:
        return None
    return bounds[0] if len(bounds) == 1 else tree.And(tuple(bounds), type=Basic.YES_OR_NO, span=node.span)


def _bound(
    node: tree.Node,
    end: _Ordered,
    marks: Sequence[_Ordered],
    included: Relation,
    left_out: Relation,
    next_: Sequence[_Ordered],
) -> list[tree.Node]:
    if end in marks:
        return [_compare(node, included, end)]
    return [_compare(node, left_out, mark) for mark in next_]


def _compare(node: tree.Node, relation: Relation, value: bool | int | Decimal | str | date) -> tree.Node:
    return tree.Compare(relation, node, _const(node, value), type=Basic.YES_OR_NO, span=node.span)


def _const(node: tree.Node, value: bool | int | Decimal | str | date) -> tree.Node:
    return tree.Const(value, type=node.type, span=node.span)


def _not(node: tree.Node) -> tree.Node:
    return tree.Not(node, type=Basic.YES_OR_NO, span=node.span)
