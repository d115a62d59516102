"""Small versions of a policy, as trees: definitions with decision tables, and a few requirements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, cast

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from ilacs_rules import Duration
from ilacs_rules.language.fixed_words import HitPolicy, MonthEnd, PauseEffect, Relation
from ilacs_rules.language.types import Basic, EventType, ListType, Type
from ilacs_rules.model import due, tree, version
from ilacs_rules.model.ids import with_ids
from ilacs_rules.model.vocabulary import Vocabulary
from ilacs_rules.policy.model import VersionText
from tests.policies import with_definitions
from tests.strategies.expressions import Scope, constants, histories, nodes
from tests.strategies.vocabulary import EVENTS, FACTS, MONTHS, NOWHERE, QUALITY, VALUE_TYPES, VOCABULARY

INPUTS: tuple[Type, ...] = (QUALITY, Basic.NUMBER, Basic.YES_OR_NO)
OUTPUTS: tuple[Type, ...] = (Basic.NUMBER, QUALITY)


@st.composite
def tables(draw: DrawFn, scope: Scope) -> version.DecisionTable:
    """A small decision table; one with hit policy unique or any may turn out to be wrong when it is run."""
    types = draw(st.lists(st.sampled_from(INPUTS), min_size=1, max_size=3))
    output = draw(st.sampled_from(OUTPUTS))
    hit_policy = draw(st.sampled_from(["first", "unique", "any", "collect"]))
    rows = []
    for _ in range(draw(st.integers(1, 4))):
        tests = tuple(draw(_cells(of, scope)) for of in types)
        out = draw(constants(output)) if draw(st.booleans()) else draw(nodes(output, scope, 1))
        rows.append(version.TableRow(tests, (out,), NOWHERE))
    default = (draw(constants(output)),) if draw(st.booleans()) else None
    return version.DecisionTable(
        tuple(draw(nodes(of, scope, 1)) for of in types),
        tuple("input" for _ in types),
        ("output",),
        (output,),
        tuple(rows),
        HitPolicy(hit_policy),
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
    other = draw(constants(type_)) if form == "value" else draw(st.sampled_from(facts))
    return version.InputTest(tree.Compare(relation, item, other, **at), False, NOWHERE)


@st.composite
def definitions(draw: DrawFn, scope: Scope | None = None) -> dict[str, version.Definition]:
    """Some definitions, each of which may use those before it."""
    scope = scope or Scope()
    found: dict[str, version.Definition] = {}
    for number in range(draw(st.integers(1, 5))):
        name = f"value {number}"
        body: tree.Node | version.DecisionTable
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
        timing = draw(_timings(inside))
        when = draw(nodes(Basic.YES_OR_NO, inside, 3)) if draw(st.booleans()) else None
        not_before = draw(nodes(Basic.DATE, inside, 1)) if draw(st.booleans()) else None
        made = due.Due(timing, NOWHERE, not_before=not_before)
        found[name] = version.Requirement(
            name, name, name, "drill", EVENTS["drill"].kinds, made, "must", "owner", when=when, for_each=for_each
        )
    return found


@st.composite
def _timings(draw: DrawFn, scope: Scope) -> due.Timing:
    day, length = draw(nodes(Basic.DATE, scope, 2)), draw(constants(MONTHS))
    timings: list[due.Timing] = [
        due.Once(length, day),
        due.WithinAfter(length, day),
        due.By(day),
        due.On(day),
        due.After(day),
    ]
    if not scope.this:
        period = Duration(draw(st.integers(1, 40)), MONTHS.kind)
        timings.append(due.Every(tree.Const(period, type=MONTHS, span=NOWHERE), day))
    return draw(st.sampled_from(timings))


@st.composite
def pauses(draw: DrawFn, kind: str = "drill") -> dict[str, version.Pause]:
    """Up to three pauses of a kind of event, some without an end."""
    found = {}
    for number in range(draw(st.integers(0, 3))):
        name, start = f"pause {number}", date(2018, 1, 1) + timedelta(draw(st.integers(-60, 1200)))
        length = draw(st.one_of(st.integers(0, 200), st.none()))
        until = None if length is None else start + timedelta(length)
        effect = draw(st.sampled_from([*PauseEffect, PauseEffect.CLOCK_STOPS]))
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
    made = version.Version(
        written=version.AsWritten.of(cast("VersionText", None)),
        policy="buildings",
        title="Buildings",
        publisher="the owners",
        subject="building",
        published=date(2017, 6, 1),
        start=date(2018, 1, 1),
        until=None,
        calendar=None,
        closures=(),
        month_end=MonthEnd(month_end),
        sources={},
        vocabulary=vocabulary,
        definitions=defined,
        requirements=required or {},
        guarantees={},
        priorities={},
        pauses=paused or {},
    )
    return with_ids(made)


def defining(bodies: Mapping[str, tree.Node], month_end: str = "last day") -> version.Version:
    """A version that only defines some values, each by a tree."""
    return with_definitions(make_version({}, month_end=month_end), bodies)
