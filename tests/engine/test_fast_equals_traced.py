"""The two ways of evaluating a policy give the same answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilacs_rules.cases.model import Case, Value
from ilacs_rules.checker.version import Version
from ilacs_rules.engine.decide import decide
from ilacs_rules.engine.decision import Decision
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.flat import evaluator
from ilacs_rules.engine.history import Record
from ilacs_rules.engine.program import Program
from ilacs_rules.engine.traced import Walker
from tests import strategies

generated = settings(settings.get_profile("many"), suppress_health_check=list(HealthCheck))


def answer(program: Program, case: Case, on: date, trace: bool) -> Decision | tuple[str, ...]:
    """A decision without what only a trace gives, or what was wrong."""
    try:
        found = decide(program, case, on, trace=trace)
    except DecisionError as error:
        return tuple(d.code for d in error.diagnostics)
    plain = tuple(replace(obligation, needs=()) for obligation in found.obligations)
    return replace(found, obligations=plain, trace=None)


@generated
@given(strategies.versions(), strategies.cases(), strategies.days())
def test_decisions_are_equal(version: Version, case: Case, on: date) -> None:
    program = Program(version)
    traced, fast = answer(program, case, on, trace=True), answer(program, case, on, trace=False)
    assert fast == traced
    if isinstance(traced, Decision) and isinstance(fast, Decision):
        assert [type(v) for v in fast.values.values()] == [type(v) for v in traced.values.values()]


@generated
@given(strategies.versions(history=False), st.lists(strategies.facts(), min_size=1, max_size=3), strategies.days())
def test_a_flat_record_gives_the_values_of_the_case(
    version: Version, records: list[dict[str, Value]], on: date
) -> None:
    program = Program(version)
    for facts in records:
        try:
            traced = Walker(program, Record(Case("the building", facts), on, version.vocabulary.events)).values
        except DecisionError:
            continue  # a definition nobody asked for may be the one that fails
        for wanted in (list(version.definitions), list(version.definitions)[-1:]):
            assert evaluator(program, wanted)(facts, on) == {name: traced[name] for name in wanted}
