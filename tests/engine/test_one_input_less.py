"""With one input fewer a certain answer stays as it was or becomes unknown: it never becomes another.

What could not be told may become certain where the input stood against others, as a day of creation after an event.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilacs_rules import UNKNOWN, Case, DecisionError, Event, Partial, Policy, Value, evaluator
from ilacs_rules.language.types import Basic
from ilacs_rules.model import tree
from tests.conftest import tried
from tests.engine.test_fast_equals_traced import generated
from tests.policies import by_hand, decided
from tests.strategies.cases import cases, facts
from tests.strategies.expressions import Scope, nodes
from tests.strategies.versions import defining
from tests.strategies.vocabulary import NOWHERE, VALUE_TYPES, near_days


@st.composite
def expressions(draw: st.DrawFn, *, history: bool = True) -> Policy:
    """A policy of a few definitions, each of one expression, which may use those before it.

    The first asks whether there is some value.
    """
    scope, found = Scope(history=history), {}
    types = VALUE_TYPES if history else VALUE_TYPES[:-1]
    asked = draw(nodes(draw(st.sampled_from(types[1:])), scope, 2))
    recorded: tree.Node = tree.Recorded(asked, type=Basic.YES_OR_NO, span=NOWHERE)
    for number in range(draw(st.integers(1, 3))):
        name = f"value {number}"
        body = draw(nodes(draw(st.sampled_from(types)), scope, 3)) if number else recorded
        found[name] = body
        scope = replace(scope, definitions=(*scope.definitions, (name, body.type)))
    return by_hand(defining(found))


def with_one_less(case: Case) -> Iterator[Case]:
    """The case with each of its facts, each value recorded and each end of an event no longer known, one at a time."""
    for name, value in case.facts.items():
        if value is not UNKNOWN:
            yield replace(case, facts={**case.facts, name: UNKNOWN})
    for place, event in enumerate(case.events):
        for other in event_with_less(event):
            yield replace(case, events=(*case.events[:place], other, *case.events[place + 1 :]))


def event_with_less(event: Event) -> Iterator[Event]:
    """An event with one value it records, or the day it ended, no longer known."""
    for name, value in event.fields.items():
        if value is not UNKNOWN:
            yield replace(event, fields={**event.fields, name: UNKNOWN})
    end, start = event.end, event.start
    if isinstance(end, date) and isinstance(start, date) and start < end.replace(day=28):
        yield replace(event, end=Partial(max(start, end.replace(day=1)), end.replace(day=28) if end.day < 28 else end))


def told(value: Value) -> object:
    """An answer; an event by what does not change when less of it is known."""
    return (value.kind, value.start) if isinstance(value, Event) else value


def values(policy: Policy, case: Case, on: date, trace: bool) -> dict[str, Value] | None:
    try:
        return dict(decided(policy, case, on, trace=trace).values)
    except DecisionError:
        return None


@pytest.mark.thorough
@settings(generated, max_examples=tried(60))
@given(expressions(), cases(), near_days())
def test_with_one_input_less_no_other_answer_is_given(policy: Policy, case: Case, on: date) -> None:
    before = values(policy, case, on, trace=False)
    for less in with_one_less(case) if before is not None else ():
        for trace in (False, True):
            after = values(policy, less, on, trace)
            for name, value in (after or {}).items():
                assert value is UNKNOWN or before[name] is UNKNOWN or told(value) == told(before[name]), (name, less)


@pytest.mark.thorough
@settings(generated, max_examples=tried(60))
@given(expressions(history=False), facts(), near_days())
def test_with_one_fact_less_no_other_answer_is_given_of_a_flat_record(
    policy: Policy, record: dict[str, Value], on: date
) -> None:
    answer = evaluator(policy.versions[0], list(policy.versions[0].version.definitions))
    try:
        before = answer(record, on)
    except DecisionError:
        return
    for less in ({**record, name: UNKNOWN} for name in record):
        for name, value in answer(less, on).items():
            assert value is UNKNOWN or value == before[name], (name, less)
