"""The two ways of evaluating a policy give the same answers."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, note, reject, settings
from hypothesis import strategies as st

from ilacs_rules import Case, Code, Decision, DecisionError, Policy, Value, evaluator, plan
from tests.conftest import tried
from tests.policies import Program, by_hand, decided, decided_by, decided_further, read_and_checked
from tests.strategies.cases import cases, facts
from tests.strategies.policy_texts import policy_texts
from tests.strategies.versions import versions
from tests.strategies.vocabulary import days, near_days

generated = settings(suppress_health_check=list(HealthCheck))


def answer(policy: Policy, case: Case, on: date, trace: bool) -> Decision | tuple[str, ...]:
    """A decision without what only a trace gives, or what was wrong."""
    try:
        found = decided(policy, case, on, trace=trace)
    except DecisionError as error:
        return tuple(f"{d.code} at {d.span.start}: {d.message}" for d in error.diagnostics)
    plain = tuple(replace(obligation, needs=(), lasts_needs=()) for obligation in found.obligations)
    return replace(found, obligations=plain, trace=None)


def assert_equal(policy: Policy, case: Case, on: date) -> None:
    traced, fast = answer(policy, case, on, trace=True), answer(policy, case, on, trace=False)
    assert fast == traced
    if isinstance(traced, Decision) and isinstance(fast, Decision):
        if on >= policy.versions[0].version.start:  # a plan tells the needs, and not the steps that led to them
            (planned,) = plan(policy, [case], on).decisions
            assert replace(planned, trace=None) == replace(decided(policy, case, on), trace=None)
        assert [type(v) for v in fast.values.values()] == [type(v) for v in traced.values.values()]


def assert_what_stands_is_as_worked_out_anew(program: Program, case: Case) -> None:
    """Of a decision on the day of an event, what that cannot touch is kept: so does a forecast with what it expects."""
    for event in case.events:
        on = max(event.start if isinstance(event.start, date) else event.start.last, program.version.start)
        told = replace(case, events=(*(each for each in case.events if each is not event), event))
        with suppress(DecisionError):
            anew, further = decided_by(program, told, on, trace=False), decided_further(program, told, on)
            assert further == anew
            assert [each.derivation for each in further.obligations] == [each.derivation for each in anew.obligations]


@pytest.mark.thorough
@settings(generated, max_examples=tried(35))
@given(versions().map(by_hand), cases(), days())
def test_decisions_of_checked_trees_are_equal(policy: Policy, case: Case, on: date) -> None:
    assert_equal(policy, case, on)


TWO_MISTAKES = """
policy: p
title: Drills
publisher: the owners
published: 2017-06-01
in force: {from: 2018-01-01}
subject: building
month end: error
sources: {s: {title: S, published: 2017-06-01}}
facts: {opened: date}
events: {drill: {}}
definitions:
  looked at: opened + 3 months
requirements:
  drill: {event: drill, due: 1 month after opened, source: s, by: the owner}
"""


def test_of_two_mistakes_both_ways_meet_the_same() -> None:
    policy = ready(TWO_MISTAKES)
    case = Case("the building", {"opened": date(2018, 1, 31)})
    assert_equal(policy, case, date(2018, 3, 1))
    with pytest.raises(DecisionError, match="31 April"):
        decided(policy, case, date(2018, 3, 1))


@pytest.mark.thorough
@settings(generated, max_examples=tried(60))
@given(policy_texts(), st.data(), near_days())
def test_decisions_of_policies_as_they_are_written_are_equal(text: str, data: st.DataObject, on: date) -> None:
    note(text)
    policy = ready(text)
    for _ in range(2):
        case = data.draw(cases())
        assert_equal(policy, case, on)
        assert_what_stands_is_as_worked_out_anew(policy.versions[0], case)


@lru_cache(20)  # hypothesis comes back to a policy it has just tried
def ready(text: str) -> Policy:
    """The policy of a text; one that is refused because a due sentence leaves no day is none to try."""
    version, found = read_and_checked(text)
    if any(each.code is Code.ENDS_BEFORE_START for each in found):
        reject()
    of_no_matter = (Code.UNUSED_DEFINITION, Code.NOT_ANALYSED, Code.NO_EFFECT)  # what is made up may be of no use
    assert [each.message for each in found if each.code not in of_no_matter] == []
    assert version is not None
    return by_hand(version)


@pytest.mark.thorough
@settings(generated, max_examples=tried(35))
@given(versions(history=False).map(by_hand), st.lists(facts(), min_size=1, max_size=3), days())
def test_a_flat_record_gives_the_values_of_the_case(policy: Policy, records: list[dict[str, Value]], on: date) -> None:
    version = policy.versions[0].version
    for record in records:
        try:
            traced = decided(policy, Case("the building", record), on).values
        except DecisionError:
            continue  # a definition nobody asked for may be the one that fails
        for wanted in (list(version.definitions), list(version.definitions)[-1:]):
            assert evaluator(policy.versions[0], wanted)(record, on) == {name: traced[name] for name in wanted}
