"""The two ways of evaluating a policy give the same answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, note, reject, settings
from hypothesis import strategies as st

from ilacs_rules import Case, Code, Decision, DecisionError, Source, Value, evaluator
from ilacs_rules.checker.check import check_version
from ilacs_rules.engine.decide import decide
from ilacs_rules.engine.history import Record
from ilacs_rules.engine.program import Program
from ilacs_rules.engine.traced import TracingEvaluator
from ilacs_rules.model.version import Version
from ilacs_rules.policy.loading import read_policy_text
from ilacs_rules.text.printing import as_text
from tests.conftest import tried
from tests.strategies.cases import cases, facts
from tests.strategies.policy_texts import policy_texts
from tests.strategies.versions import versions
from tests.strategies.vocabulary import days, near_days

generated = settings(suppress_health_check=list(HealthCheck))


def answer(program: Program, case: Case, on: date, trace: bool) -> Decision | tuple[str, ...]:
    """A decision without what only a trace gives, or what was wrong."""
    try:
        found = decide(program, case, on, trace=trace)
    except DecisionError as error:
        return tuple(f"{d.code} at {d.span.start}: {d.message}" for d in error.diagnostics)
    plain = tuple(replace(obligation, needs=()) for obligation in found.obligations)
    return replace(found, obligations=plain, trace=None)


def assert_equal(program: Program, case: Case, on: date) -> None:
    traced, fast = answer(program, case, on, trace=True), answer(program, case, on, trace=False)
    assert fast == traced
    if isinstance(traced, Decision) and isinstance(fast, Decision):
        assert [type(v) for v in fast.values.values()] == [type(v) for v in traced.values.values()]


@pytest.mark.thorough
@settings(generated, max_examples=tried(300))
@given(versions(), cases(), days())
def test_decisions_of_checked_trees_are_equal(version: Version, case: Case, on: date) -> None:
    assert_equal(Program(version), case, on)


@pytest.mark.thorough
@settings(generated, max_examples=tried(500))
@given(policy_texts(), st.data(), near_days())
def test_decisions_of_policies_as_they_are_written_are_equal(text: str, data: st.DataObject, on: date) -> None:
    note(text)
    program = ready(text)
    for _ in range(2):
        assert_equal(program, data.draw(cases()), on)


@lru_cache(20)  # hypothesis comes back to a policy it has just tried
def ready(text: str) -> Program:
    """The program of a policy; one that is refused because a due sentence leaves no day is none to try."""
    written, found = read_policy_text(Source("buildings.yaml", text))
    assert written is not None, as_text(found)
    version, more = check_version(written)
    if any(each.code is Code.ENDS_BEFORE_START for each in more):
        reject()
    assert version is not None, as_text(more)
    of_no_matter = (Code.UNUSED_DEFINITION, Code.NOT_ANALYSED, Code.NO_EFFECT)  # what is made up may be of no use
    others = [d for d in (*found, *more) if d.code not in of_no_matter]
    assert not others, as_text(others)
    return Program(version)


@pytest.mark.thorough
@settings(generated, max_examples=tried(300))
@given(versions(history=False), st.lists(facts(), min_size=1, max_size=3), days())
def test_a_flat_record_gives_the_values_of_the_case(
    version: Version, records: list[dict[str, Value]], on: date
) -> None:
    program = Program(version)
    for record in records:
        try:
            traced = TracingEvaluator(program, Record(Case("the building", record), on, version.vocabulary)).values
        except DecisionError:
            continue  # a definition nobody asked for may be the one that fails
        for wanted in (list(version.definitions), list(version.definitions)[-1:]):
            assert evaluator(program, wanted)(record, on) == {name: traced[name] for name in wanted}
