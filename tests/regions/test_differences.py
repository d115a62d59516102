"""Two made-up versions: whatever is told shows in its case, and no case differs in what is told to be as before."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, assume, given, note, settings
from hypothesis import strategies as st

from ilacs_rules import NOTHING, Case, DecisionError, Status
from tests.conftest import tried
from tests.policies import Program, as_written, by_hand, decided_by, differences_of, meant
from tests.strategies.any_cases import any_case
from tests.strategies.mutated import mutated
from tests.strategies.policy_texts import policy_texts

ALWAYS_THERE = {"created": date(1900, 1, 1), "ended": NOTHING}


def statuses(program: Program, case: Case, on: date) -> dict[str, object]:
    """Whether each requirement is asked: True or False, where that is certain."""
    found: dict[str, set[Status]] = {}
    for obligation in decided_by(program, case, on, trace=False).obligations:
        found.setdefault(obligation.requirement, set()).add(obligation.status)
    certain = {name: each for name, each in found.items() if Status.UNDETERMINED not in each}
    return {name: each != {Status.DOES_NOT_APPLY} for name, each in certain.items()}


@pytest.mark.thorough
@settings(suppress_health_check=list(HealthCheck), max_examples=tried(10), phases=[Phase.generate])
@given(policy_texts(), st.randoms(use_true_random=False))
def test_what_is_told_to_come_out_alike_does(text: str, random: Random) -> None:
    note(text)
    read = as_written(text)
    versions = [meant(read), meant(mutated(read, random))]
    programs = [by_hand(version).versions[0] for version in versions if version is not None]
    assume(len(programs) == 2)
    told = differences_of(*programs)
    open_ = {each.name for each in (*told.found, *told.unproved)}
    note(f"{len(told.found)} {told.same} {[each.name for each in told.unproved]}")
    for each in told.found:
        assert each.before is not None or each.after is not None or each.parts, each.name
    for _ in range(15):
        vocabulary = programs[0].version.vocabulary
        case = any_case(random, vocabulary, date(2010, 1, 1), date(2020, 6, 14))
        case = Case(case.name, {**case.facts, **ALWAYS_THERE}, case.events)
        on = date(2020, 6, 14)
        try:
            one, other = (statuses(program, case, on) for program in programs)
        except DecisionError:
            continue
        differ = {name for name in one.keys() & other.keys() if one[name] != other[name]}
        assert differ <= open_, case
