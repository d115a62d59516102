"""Generated policies and cases: typed checked trees, small versions, and cases with everything that may be missing.

The subject is a building. Everything generated passes the checker's rules of types by construction.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, cast

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ilacs_rules.cases.model import NOTHING, UNKNOWN, Case, Day, Event, Partial, Value
from ilacs_rules.checker import tree, version
from ilacs_rules.checker.tree import EventDay, Node
from ilacs_rules.language.durations import Duration, DurationKind
from ilacs_rules.language.nodes import Bound, Picks, Relation
from ilacs_rules.language.types import Basic, DurationType, EventType, ListType, Type, ValueSet
from ilacs_rules.language.vocabulary import EventKind, FactKind, Vocabulary
from ilacs_rules.policy.model import VersionText
from ilacs_rules.text.source import Source, Span

QUALITY = ValueSet("quality", ("strong", "fair", "weak", "poor"), ordered=True, also={"so so": "fair"})
COLOUR = ValueSet("colour", ("red", "green", "blue"), ordered=False)
MONTHS, DAYS = DurationType(DurationKind.MONTHS), DurationType(DurationKind.DAYS)
WORKING_DAYS = DurationType(DurationKind.WORKING_DAYS)
INSPECTION = EventType("inspection")
NOWHERE = Span(Source("generated", "generated"), 0, 9)
VALUE_TYPES: tuple[Type, ...] = (Basic.YES_OR_NO, Basic.NUMBER, Basic.DATE, QUALITY, COLOUR, MONTHS, DAYS, INSPECTION)

RECORDS = {
    kind.name: kind
    for kind in (
        FactKind("result", "result", QUALITY),
        FactKind("score", "score", Basic.NUMBER),
        FactKind("safe", "safe", Basic.YES_OR_NO, default=False),
        FactKind("next visit", "next visit", Basic.DATE),
    )
}
EVENTS = {
    "inspection": EventKind(
        "inspection", "inspection", "inspection", None, frozenset(["inspection", "full inspection"]), RECORDS
    ),
    "full inspection": EventKind(
        "full inspection",
        "full inspection",
        "full inspection",
        "inspection",
        frozenset(["full inspection"]),
        {**RECORDS, "paint": FactKind("paint", "paint", COLOUR)},
    ),
    "drill": EventKind("drill", "drill", "drill", None, frozenset(["drill"]), {"safe": RECORDS["safe"]}),
}
FACTS = {
    kind.name: kind
    for kind in (
        FactKind("rating", "rating", QUALITY),
        FactKind("paint", "paint", COLOUR),
        FactKind("size", "size", Basic.NUMBER),
        FactKind("rent", "rent", Basic.NUMBER, default=Decimal("10.5")),
        FactKind("opened", "opened", Basic.DATE),
        FactKind("listed", "listed", Basic.YES_OR_NO),
        FactKind("alarmed", "alarmed", Basic.YES_OR_NO, default=False),
        FactKind("cycle", "cycle", MONTHS),
        FactKind("notice", "notice", DAYS),
        FactKind("created", "created", Basic.DATE),
    )
}
VOCABULARY = Vocabulary("building", {"quality": QUALITY, "colour": COLOUR}, FACTS, EVENTS)


# ------------------------------------------------------------------------------------------------ values


def days() -> SearchStrategy[date]:
    """Days near each other, and now and then the ends of time and the ends of months."""
    near = st.integers(0, 1500).map(lambda n: date(2018, 1, 1) + timedelta(n))
    odd = st.sampled_from([date(2019, 1, 31), date(2020, 2, 29), date(1, 1, 1), date(9999, 12, 31), date(2018, 8, 31)])
    return st.one_of(near, near, near, odd)


def values(type_: Type) -> SearchStrategy[Any]:
    """Present values of a type."""
    match type_:
        case Basic.YES_OR_NO:
            return st.booleans()
        case Basic.NUMBER:
            return st.one_of(st.integers(-3, 40), st.decimals(-10, 10, places=2), st.just(10**27))
        case Basic.DATE:
            return days()
        case ValueSet(values=words):
            return st.sampled_from(words)
        case DurationType(kind=kind):
            return st.integers(0, 40).map(lambda n: Duration(n, kind))
        case _:
            raise AssertionError(f"no value is written for {type_}")


# ------------------------------------------------------------------------------------------------ expressions


@dataclass(frozen=True)
class Scope:
    """What an expression may name."""

    definitions: tuple[tuple[str, Type], ...] = ()
    item: Type | None = None
    candidate: bool = False
    this: bool = False
    history: bool = True


@st.composite
def nodes(draw: DrawFn, type_: Type, scope: Scope, depth: int = 3) -> Node:
    """A checked expression of a type."""
    at: dict[str, Any] = {"type": type_, "span": NOWHERE}
    leaves = _leaves(type_, scope, at)
    if depth <= 0 or draw(st.integers(0, 3)) == 0:
        return draw(
            st.sampled_from(leaves)
            if not _writable(type_)
            else st.one_of(st.sampled_from(leaves), _constant(type_))
            if leaves
            else _constant(type_)
        )

    def sub(of: Type, inside: Scope = scope) -> Node:
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
                "recorded",
                "count",
            ]
            forms += ["any", "field"] if scope.history else []
        case Basic.NUMBER:
            forms += ["sum", "sum", "list", "days between"] + (["number", "field"] if scope.history else [])
        case Basic.DATE:
            forms += ["day sum", "day sum", "list", "start of"] + (
                ["day of", "day of", "field"] if scope.history else []
            )
        case ValueSet():
            forms += (["list"] if type_.ordered else []) + (["field"] if scope.history else [])
        case DurationType():
            forms += ["length sum", "list"]
        case EventType():
            forms += ["select", "select"]
    match draw(st.sampled_from(forms)):
        case "if":
            return tree.If(sub(Basic.YES_OR_NO), sub(type_), sub(type_), **at)
        case "compare":
            of = draw(st.sampled_from([t for t in VALUE_TYPES if not isinstance(t, EventType)]))
            ordered = of is not COLOUR and of is not Basic.YES_OR_NO
            relations = list(Relation) if ordered else [Relation.EQUAL, Relation.UNEQUAL]
            return tree.Compare(draw(st.sampled_from(relations)), sub(of), sub(of), **at)
        case "and" | "or" as word:
            items = tuple(sub(type_) for _ in range(draw(st.integers(2, 4))))
            return tree.And(items, **at) if word == "and" else tree.Or(items, **at)
        case "not":
            return tree.Not(sub(type_), **at)
        case "one of":
            of = draw(st.sampled_from([QUALITY, COLOUR, Basic.NUMBER, Basic.DATE]))
            written = draw(st.booleans())
            options = tuple(draw(_constant(of)) if written else sub(of) for _ in range(draw(st.integers(1, 3))))
            return tree.OneOf(sub(of), options, **at)
        case "between":
            of = draw(st.sampled_from([QUALITY, Basic.NUMBER, Basic.DATE, MONTHS]))
            written = draw(st.booleans())
            low, high = (draw(_constant(of)) if written else sub(of) for _ in range(2))
            return tree.Between(sub(of), low, high, **at)
        case "near":
            return tree.Near(sub(Basic.DATE), sub(draw(st.sampled_from([MONTHS, DAYS]))), sub(Basic.DATE), **at)
        case "recorded":
            known = [t for t in VALUE_TYPES if scope.history or not isinstance(t, EventType)]
            return tree.Recorded(sub(draw(st.sampled_from(known))), **at)
        case "count":
            return draw(_countings(scope, depth, at))
        case "any":
            return tree.Select(draw(st.sampled_from([Picks.ANY, Picks.NO])), draw(histories(scope, depth - 1)), **at)
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
            return tree.DayOf(sub(INSPECTION), draw(st.sampled_from(EventDay)), **at)
        case "sum":
            return tree.Arithmetic(draw(st.sampled_from("+-*/")), sub(type_), sub(type_), **at)
        case "length sum":
            return tree.Arithmetic(draw(st.sampled_from("+-")), sub(type_), sub(type_), **at)
        case "day sum":
            length = draw(st.sampled_from([MONTHS, DAYS]))
            of = draw(_constant(length)) if draw(st.booleans()) else sub(length)
            return tree.Arithmetic(draw(st.sampled_from("+-")), sub(type_), of, **at)
        case "list":
            phrases = {Basic.DATE: ["earliest of", "latest of"], QUALITY: ["best of", "worst of"]}
            phrase = draw(st.sampled_from(phrases.get(type_, ["smallest of", "largest of"])))
            return tree.Call(phrase, (draw(_lists(type_, scope, depth)),), **at)
        case "days between":
            phrase = draw(st.sampled_from(["years", "months", "weeks", "days"])) + " between"
            return tree.Call(phrase, (sub(Basic.DATE), sub(Basic.DATE)), **at)
        case "start of":
            period = tree.PeriodOf("year from 1 April", 12, 4, 1, type=Basic.ERROR, span=NOWHERE)
            return tree.Call("start of", (period, sub(Basic.DATE)), **at)
        case form:
            raise AssertionError(form)


def _writable(type_: Type) -> bool:
    return not isinstance(type_, EventType | ListType)


def _constant(type_: Type) -> SearchStrategy[Node]:
    return values(type_).map(lambda value: tree.Const(value, type=type_, span=NOWHERE))


def _leaves(type_: Type, scope: Scope, at: dict[str, Any]) -> list[Node]:
    found: list[Node] = [tree.Fact(name, **at) for name, kind in FACTS.items() if kind.type == type_]
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
def _lists(draw: DrawFn, type_: Type, scope: Scope, depth: int) -> Node:
    named = [tree.Named(n, type=of, span=NOWHERE) for n, of in scope.definitions if of == ListType(type_)]
    if named and draw(st.booleans()):
        return draw(st.sampled_from(named))
    items = tuple(draw(nodes(type_, scope, depth - 1)) for _ in range(draw(st.integers(1, 3))))
    return tree.ListOf(items, type=ListType(type_), span=NOWHERE)


@st.composite
def _countings(draw: DrawFn, scope: Scope, depth: int, at: dict[str, Any]) -> Node:
    of = draw(st.sampled_from([QUALITY, Basic.NUMBER]))
    test = draw(nodes(Basic.YES_OR_NO, replace(scope, item=of), depth - 1))
    bound = draw(st.sampled_from(Bound))
    count = None if bound in (Bound.ALL, Bound.ANY) else draw(st.integers(0, 3))
    return tree.Counting(bound, count, draw(_lists(of, scope, depth)), test, **at)


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


# ------------------------------------------------------------------------------------------------ versions


@st.composite
def tables(draw: DrawFn, scope: Scope) -> version.DecisionTable:
    """A small decision table; one with hit policy unique or any may turn out to be wrong when it is run."""
    types = draw(st.lists(st.sampled_from([QUALITY, Basic.NUMBER, Basic.YES_OR_NO]), min_size=1, max_size=3))
    output = draw(st.sampled_from([Basic.NUMBER, QUALITY]))
    hit_policy = draw(st.sampled_from(["first", "unique", "any", "collect"]))
    rows = []
    for _ in range(draw(st.integers(1, 4))):
        tests = tuple(draw(_cells(of, scope)) for of in types)
        out = draw(_constant(output)) if draw(st.booleans()) else draw(nodes(output, scope, 1))
        rows.append(version.TableRow(tests, (out,), NOWHERE))
    default = (draw(_constant(output)),) if draw(st.booleans()) else None
    return version.DecisionTable(
        tuple(draw(nodes(of, scope, 1)) for of in types),
        tuple("input" for _ in types),
        ("output",),
        (output,),
        tuple(rows),
        hit_policy,
        default,
        ListType(output) if hit_policy == "collect" else output,
        NOWHERE,
    )


@st.composite
def _cells(draw: DrawFn, type_: Type, scope: Scope) -> version.InputTest:
    at: dict[str, Any] = {"type": Basic.YES_OR_NO, "span": NOWHERE}
    item = tree.Item(type=type_, span=NOWHERE)
    form = draw(st.sampled_from(["any", "value", "value", "named"]))
    if form == "any":
        return version.InputTest(None, True, NOWHERE)
    relation = Relation.EQUAL if type_ is Basic.YES_OR_NO else draw(st.sampled_from(Relation))
    facts = [tree.Fact(name, type=type_, span=NOWHERE) for name, kind in FACTS.items() if kind.type == type_]
    other = draw(_constant(type_)) if form == "value" else draw(st.sampled_from(facts))
    return version.InputTest(tree.Compare(relation, item, other, **at), False, NOWHERE)


@st.composite
def definitions(draw: DrawFn, scope: Scope | None = None) -> dict[str, version.Definition]:
    """Some definitions, each of which may use those before it."""
    scope = scope or Scope()
    found: dict[str, version.Definition] = {}
    for number in range(draw(st.integers(1, 5))):
        name = f"value {number}"
        body: Node | version.DecisionTable
        if draw(st.integers(0, 4)) == 0:
            body = draw(tables(scope))
        else:
            types = [t for t in VALUE_TYPES if scope.history or not isinstance(t, EventType)]
            body = draw(nodes(draw(st.sampled_from(types)), scope, 4))
        found[name] = version.Definition(name, name, name, body.type, body)
        scope = replace(scope, definitions=(*scope.definitions, (name, body.type)))
    return found


@st.composite
def requirements(draw: DrawFn, scope: Scope) -> dict[str, version.Requirement]:
    """A few requirements with the timings that hang on expressions."""
    found: dict[str, version.Requirement] = {}
    for number in range(draw(st.integers(0, 2))):
        name = f"duty {number}"
        for_each = version.ForEach(draw(histories(scope, 1))) if draw(st.integers(0, 3)) == 0 else None
        inside = replace(scope, this=for_each is not None)
        day, length = draw(nodes(Basic.DATE, inside, 2)), draw(_constant(MONTHS))
        timing = draw(
            st.sampled_from(
                [
                    version.Once(length, day),
                    version.WithinAfter(length, day),
                    version.By(day),
                    version.On(day),
                    version.After(day),
                    *(
                        []
                        if for_each
                        else [
                            version.Every(
                                draw(
                                    values(MONTHS)
                                    .filter(bool)
                                    .map(
                                        lambda d: tree.Const(Duration(d.amount + 1, d.kind), type=MONTHS, span=NOWHERE)
                                    )
                                ),
                                day,
                            )
                        ]
                    ),
                ]
            )
        )
        when = draw(nodes(Basic.YES_OR_NO, inside, 3)) if draw(st.booleans()) else None
        due = version.Due(
            timing, NOWHERE, not_before=draw(nodes(Basic.DATE, inside, 1)) if draw(st.booleans()) else None
        )
        found[name] = version.Requirement(
            name, name, name, "drill", EVENTS["drill"].kinds, due, "must", "owner", when=when, for_each=for_each
        )
    return found


@st.composite
def pauses(draw: DrawFn, kind: str = "drill") -> dict[str, version.Pause]:
    """Up to three pauses of a kind of event, some without an end."""
    found = {}
    for number in range(draw(st.integers(0, 3))):
        name, start = f"pause {number}", date(2018, 1, 1) + timedelta(draw(st.integers(-60, 1200)))
        length = draw(st.one_of(st.integers(0, 200), st.integers(0, 200), st.none()))
        until = None if length is None else start + timedelta(length)
        effect = draw(st.sampled_from(["clock stops", "clock stops", "lapses"]))
        found[name] = version.Pause(name, name, start, until, frozenset([kind]), effect)
    return found


@st.composite
def versions(draw: DrawFn, *, history: bool = True) -> version.Version:
    """A small version of a policy; without history only its facts are looked at and it has no requirements."""
    defined = draw(definitions(Scope(history=history)))
    scope = Scope(tuple((name, definition.type) for name, definition in defined.items()))
    return make_version(
        defined,
        draw(requirements(scope)) if history else {},
        month_end=draw(st.sampled_from(["last day", "last day", "next day", "error"])),
        paused=draw(pauses()) if history else {},
    )


def make_version(
    defined: dict[str, version.Definition],
    required: dict[str, version.Requirement] | None = None,
    *,
    month_end: str = "last day",
    vocabulary: Vocabulary = VOCABULARY,
    paused: dict[str, version.Pause] | None = None,
) -> version.Version:
    """A version with these definitions, requirements and pauses."""
    return version.Version(
        text=cast("VersionText", None),
        policy="buildings",
        title="Buildings",
        publisher="the owners",
        subject="building",
        published=date(2017, 6, 1),
        start=date(2018, 1, 1),
        until=None,
        calendar=None,
        closures=(),
        month_end=month_end,
        sources={},
        vocabulary=vocabulary,
        definitions=defined,
        requirements=required or {},
        guarantees={},
        priorities={},
        pauses=paused or {},
    )


# ------------------------------------------------------------------------------------------------ cases


def missing_or(strategy: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """A value, most often; else unknown or nothing."""
    return st.one_of(strategy, strategy, strategy, st.just(UNKNOWN), st.just(NOTHING))


@st.composite
def vague_days(draw: DrawFn, near: date) -> Day:
    """A day soon after another, or the month it lies in."""
    day = near + timedelta(draw(st.integers(0, 40)))
    if draw(st.integers(0, 4)):
        return day
    first = day.replace(day=1)
    return Partial(first, (first + timedelta(31)).replace(day=1) - timedelta(1))


@st.composite
def events(draw: DrawFn) -> Event:
    """Something that happened to a building."""
    start = date(2018, 1, 1) + timedelta(draw(st.integers(0, 1200)))
    kind = draw(st.sampled_from(list(EVENTS)))
    fields = {
        name: draw(missing_or(values(of.type))) for name, of in EVENTS[kind].records.items() if draw(st.booleans())
    }
    end = draw(st.one_of(vague_days(start), vague_days(start), st.none()))
    began: Day = start
    if isinstance(end, Partial) and end.first <= start <= end.last:
        began = end
    last = end.last if isinstance(end, Partial) else end or start
    publication = draw(st.one_of(st.none(), vague_days(last)))
    return Event(kind, began, end, publication, fields)


@st.composite
def cases(draw: DrawFn) -> Case:
    """A building with its history, some of it not known."""
    complete = draw(st.dictionaries(st.sampled_from(list(EVENTS)), st.one_of(st.none(), days()), max_size=1))
    return Case("the building", draw(facts()), tuple(draw(st.lists(events(), max_size=5))), complete)


@st.composite
def facts(draw: DrawFn, *, complete: bool | None = None) -> dict[str, Value]:
    """Facts of a building; with `complete` all of them are known."""
    complete = draw(st.booleans()) if complete is None else complete
    if complete:
        return {name: draw(values(kind.type)) for name, kind in FACTS.items()}
    return {name: draw(missing_or(values(kind.type))) for name, kind in FACTS.items() if draw(st.booleans())}
