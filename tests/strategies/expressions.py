"""Checked expressions, as trees. Everything generated keeps the checker's rules of types by construction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ilacs_rules.language.fixed_words import Bound, Picks, Relation, Sign
from ilacs_rules.language.types import Basic, DurationType, EventType, ListType, Type, ValueSet
from ilacs_rules.model import tree
from tests.strategies.vocabulary import (
    COLOUR,
    DAYS,
    EVENTS,
    FACTS,
    INSPECTION,
    MONTHS,
    NOWHERE,
    QUALITY,
    VALUE_TYPES,
    values,
)
from tests.stretches import Cycle, Months, ToldStretches, Weeks

COMPARED: tuple[Type, ...] = tuple(type_ for type_ in VALUE_TYPES if not isinstance(type_, EventType))
LISTED: tuple[Type, ...] = (QUALITY, COLOUR, Basic.NUMBER, Basic.DATE)
RANGED: tuple[Type, ...] = (QUALITY, Basic.NUMBER, Basic.DATE, MONTHS)
COUNTED: tuple[Type, ...] = (QUALITY, Basic.NUMBER)


@dataclass(frozen=True)
class Scope:
    """What an expression may name."""

    definitions: tuple[tuple[str, Type], ...] = ()
    item: Type | None = None
    candidate: bool = False
    this: bool = False
    history: bool = True


@st.composite
def nodes(draw: DrawFn, type_: Type, scope: Scope, depth: int = 3) -> tree.Node:
    """A checked expression of a type."""
    at: dict[str, Any] = {"type": type_, "span": NOWHERE}
    leaves = _leaves(type_, scope, at)
    if depth <= 0 or draw(st.integers(0, 3)) == 0:
        return draw(
            st.sampled_from(leaves)
            if not _writable(type_)
            else st.one_of(st.sampled_from(leaves), constants(type_))
            if leaves
            else constants(type_)
        )

    def sub(of: Type, inside: Scope = scope) -> tree.Node:
        return draw(nodes(of, inside, depth - 1))

    forms = ["if"]
    match type_:
        case Basic.YES_OR_NO:
            forms = [
                "if",
                "compare",
                "compare",
                "compare",
                "and",
                "or",
                "not",
                "one of",
                "between",
                "near",
                "in a stretch",
                "recorded",
                "count",
            ]
            forms += ["any", "field", "lot"] if scope.history else []
        case Basic.NUMBER:
            forms += ["sum", "sum", "list", "days between"] + (["number", "field"] if scope.history else [])
        case Basic.DATE:
            forms += ["day sum", "day sum", "list", "start of"] + (
                ["day of", "day of", "field"] if scope.history else []
            )
        case ValueSet():
            forms += (["list"] if type_.ordered else []) + (["field"] if scope.history else [])
        case DurationType():
            forms += ["length sum", "list", "so many times"]
        case EventType():
            forms += ["select", "select"]
    match draw(st.sampled_from(forms)):
        case "if":
            return tree.If(sub(Basic.YES_OR_NO), sub(type_), sub(type_), **at)
        case "compare":
            of = draw(st.sampled_from(COMPARED))
            ordered = of is not COLOUR and of is not Basic.YES_OR_NO
            relations = list(Relation) if ordered else [Relation.EQUAL, Relation.UNEQUAL]
            return tree.Compare(draw(st.sampled_from(relations)), sub(of), sub(of), **at)
        case "and" | "or" as word:
            items = tuple(sub(type_) for _ in range(draw(st.integers(2, 4))))
            return tree.And(items, **at) if word == "and" else tree.Or(items, **at)
        case "not":
            return tree.Not(sub(type_), **at)
        case "one of":
            of = draw(st.sampled_from(LISTED))
            written = draw(st.booleans())
            options = tuple(draw(constants(of)) if written else sub(of) for _ in range(draw(st.integers(1, 3))))
            return tree.OneOf(sub(of), options, **at)
        case "between":
            of = draw(st.sampled_from(RANGED))
            written = draw(st.booleans())
            low, high = (draw(constants(of)) if written else sub(of) for _ in range(2))
            return tree.Between(sub(of), low, high, **at)
        case "near":
            return tree.Near(sub(Basic.DATE), sub(draw(st.sampled_from([MONTHS, DAYS]))), sub(Basic.DATE), **at)
        case "in a stretch":
            return tree.InStretch(sub(Basic.DATE), SEASONS, **at)
        case "recorded":
            known = [t for t in VALUE_TYPES if scope.history or not isinstance(t, EventType)]
            return tree.Recorded(sub(draw(st.sampled_from(known))), **at)
        case "count":
            return draw(_countings(scope, depth, at))
        case "any":
            return tree.Select(draw(st.sampled_from([Picks.ANY, Picks.NO])), draw(histories(scope, depth - 1)), **at)
        case "lot":
            period = tree.PeriodOf(*draw(st.sampled_from(PERIODS)), type=Basic.ERROR, span=NOWHERE)
            where = draw(nodes(Basic.YES_OR_NO, replace(scope, candidate=False, this=False, item=None), depth - 1))
            condition = draw(st.sampled_from([None, where]))
            return tree.Lot(1, draw(st.sampled_from([2, None])), period, condition, None, **at)
        case "number":
            return tree.Select(Picks.NUMBER, draw(histories(scope, depth - 1)), **at)
        case "select":
            return tree.Select(
                draw(st.sampled_from([Picks.LATEST, Picks.FIRST])), draw(histories(scope, depth - 1)), **at
            )
        case "field":
            names = [name for name, kind in EVENTS["full inspection"].records.items() if kind.type == type_]
            if not names:
                return sub(type_)
            return tree.Field(sub(INSPECTION), draw(st.sampled_from(names)), **at)
        case "day of":
            return tree.DayOf(sub(INSPECTION), draw(st.sampled_from(tree.EventDay)), **at)
        case "sum":
            return tree.Arithmetic(draw(st.sampled_from(Sign)), sub(type_), sub(type_), **at)
        case "length sum":
            return tree.Arithmetic(draw(st.sampled_from((Sign.PLUS, Sign.MINUS))), sub(type_), sub(type_), **at)
        case "so many times":
            parts = [sub(Basic.NUMBER), sub(type_)]
            return tree.Arithmetic(Sign.TIMES, *draw(st.permutations(parts)), **at)
        case "day sum":
            length = draw(st.sampled_from([MONTHS, DAYS]))
            added = draw(constants(length)) if draw(st.booleans()) else sub(length)
            return tree.Arithmetic(draw(st.sampled_from((Sign.PLUS, Sign.MINUS))), sub(type_), added, **at)
        case "list":
            phrases = {Basic.DATE: ["earliest of", "latest of"], QUALITY: ["best of", "worst of"]}
            phrase = draw(st.sampled_from(phrases.get(type_, ["smallest of", "largest of"])))
            return tree.Call(phrase, (draw(_lists(type_, scope, depth)),), **at)
        case "days between":
            phrase = draw(st.sampled_from(["years", "months", "weeks", "days"])) + " between"
            return tree.Call(phrase, (sub(Basic.DATE), sub(Basic.DATE)), **at)
        case "start of":
            period = tree.PeriodOf(*draw(st.sampled_from(PERIODS)), type=Basic.ERROR, span=NOWHERE)
            return tree.Call("start of", (period, sub(Basic.DATE)), **at)
        case form:
            raise AssertionError(form)


SEASONS = ToldStretches("season", ((date(2018, 3, 1), date(2019, 2, 28)), (date(2019, 5, 1), date(2021, 8, 31))))
PERIODS: list[tuple[str, Cycle]] = [
    ("year from 1 April", Months(12, 4, 1)),
    ("week", Weeks()),
    ("season", SEASONS),
]


def _writable(type_: Type) -> bool:
    return not isinstance(type_, EventType | ListType)


def constants(type_: Type) -> SearchStrategy[tree.Node]:
    return values(type_).map(lambda value: tree.Const(value, type=type_, span=NOWHERE))


def _leaves(type_: Type, scope: Scope, at: dict[str, Any]) -> list[tree.Node]:
    found: list[tree.Node] = [tree.Fact(name, **at) for name, kind in FACTS.items() if kind.type == type_]
    found += [tree.Named(name, **at) for name, of in scope.definitions if of == type_]
    if type_ is Basic.DATE:
        found.append(tree.Today(**at))
    if scope.item == type_:
        found += [tree.Item(**at)] * 3
    if type_ == INSPECTION:
        found.append(tree.InHand("inspection", **at))
        found += [tree.Candidate("inspection", **at)] * 2 if scope.candidate else []
        found += [tree.ThisEvent("inspection", **at)] * 2 if scope.this else []
    return found


@st.composite
def _lists(draw: DrawFn, type_: Type, scope: Scope, depth: int) -> tree.Node:
    named = [tree.Named(n, type=of, span=NOWHERE) for n, of in scope.definitions if of == ListType(type_)]
    take_named: bool = draw(st.booleans()) if named else False
    if take_named:
        return draw(st.sampled_from(named))
    names = [name for name, kind in EVENTS["full inspection"].records.items() if kind.type == type_]
    if scope.history and (names or type_ is Basic.DATE) and draw(st.integers(0, 2)) == 0:
        count = draw(st.integers(1, 3))
        of, listed = draw(histories(scope, depth - 1)), ListType(type_, count)
        picks = draw(st.sampled_from([Picks.LATEST, Picks.FIRST]))
        events = tree.Several(picks, count, of, type=ListType(EventType(of.kind), count), span=NOWHERE)
        if names:
            return tree.Field(events, draw(st.sampled_from(names)), type=listed, span=NOWHERE)
        return tree.DayOf(events, draw(st.sampled_from(tree.EventDay)), type=listed, span=NOWHERE)
    items = tuple(draw(nodes(type_, scope, depth - 1)) for _ in range(draw(st.integers(1, 3))))
    return tree.ListOf(items, type=ListType(type_), span=NOWHERE)


@st.composite
def _countings(draw: DrawFn, scope: Scope, depth: int, at: dict[str, Any]) -> tree.Node:
    of = draw(st.sampled_from(COUNTED))
    test = draw(nodes(Basic.YES_OR_NO, replace(scope, item=of), depth - 1))
    bound = draw(st.sampled_from(Bound))
    items = draw(_lists(of, scope, depth))
    count = None if bound in (Bound.ALL, Bound.ANY) else draw(st.integers(0, 3))
    if bound is Bound.ALL and isinstance(items.type, ListType):
        count = items.type.places
    return tree.Counting(bound, count, items, test, **at)


@st.composite
def histories(draw: DrawFn, scope: Scope, depth: int) -> tree.History:
    """Inspections, filtered."""
    filters: list[tree.Within | tree.Where] = []
    if draw(st.booleans()):
        sides = [draw(nodes(Basic.DATE, scope, depth - 1)) if draw(st.booleans()) else None for _ in range(2)]
        filters.append(
            tree.Within(sides[0], sides[1], draw(st.booleans()), draw(st.booleans()), type=Basic.ERROR, span=NOWHERE)
        )
    if draw(st.integers(0, 2)) == 0:
        condition = draw(nodes(Basic.YES_OR_NO, replace(scope, candidate=True), depth - 1))
        filters.append(tree.Where(condition, type=Basic.ERROR, span=NOWHERE))
    kind = draw(st.sampled_from(["inspection", "full inspection"]))
    return tree.History(kind, EVENTS[kind].kinds, tuple(filters), NOWHERE)
