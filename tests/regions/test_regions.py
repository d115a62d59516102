"""The regions of made-up policies: each witness decides as its region says, and no case comes out as none of them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from ilacs_rules import NOTHING, Case, DecisionError, Status
from tests.conftest import tried
from tests.engine.test_fast_equals_traced import ready
from tests.policies import Program, decided_by, requirement_regions
from tests.strategies.any_cases import any_case
from tests.strategies.policy_texts import policy_texts

ALWAYS_THERE = {"created": date(1900, 1, 1), "ended": NOTHING}


def applies(program: Program, case: Case, on: date, name: str) -> object:
    """Whether a requirement applies to a case: True, False, or the status where that is not certain."""
    decision = decided_by(program, case, on, trace=False)
    found = {obligation.status for obligation in decision.obligations if obligation.requirement == name}
    if found - {Status.DOES_NOT_APPLY, Status.UNDETERMINED}:
        return True
    return Status.UNDETERMINED if Status.UNDETERMINED in found else False


@pytest.mark.thorough
@settings(suppress_health_check=list(HealthCheck), max_examples=tried(12), phases=[Phase.generate])
@given(policy_texts(), st.randoms(use_true_random=False))
def test_regions_of_made_up_policies(text: str, random: Random) -> None:
    note(text)
    program = ready(text).versions[0]
    for name in program.version.requirements:
        found = requirement_regions(program, name)
        about_events = program.version.requirements[name].for_each is not None
        note(f"{name}: {len(found.found)} {found.limits} {found.too_many} {found.open}")
        answers = {region.answers[0] for region in found.found}
        for region in found.found[:300]:
            answer = region.answers[0]
            if answer not in (True, False) or region.open:
                continue
            with suppress(DecisionError):
                now = applies(program, region.witness(), region.on, name)
                # of an event that a duty may be about it is not told that it would ask nothing of it
                assert now is answer or (about_events and answer is False and now is Status.UNDETERMINED), region
        if not found.are_all or not answers <= {True, False}:
            continue
        on = found.found[0].on
        for _ in range(20):
            case = any_case(random, program.version.vocabulary, date(2010, 1, 1), on)
            case = Case(case.name, {**case.facts, **ALWAYS_THERE}, case.events)
            try:
                now = applies(program, case, on, name)
            except DecisionError:
                continue
            assert now in answers or now is Status.UNDETERMINED, (name, now, case)
