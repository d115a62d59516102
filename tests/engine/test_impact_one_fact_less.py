"""What a change is said to do to a duty, as long as less is known of the case, it does when all is known.

Tried on pairs of shipped versions, and on generated policies with a few places changed. More of it:

    python -m tests.engine.test_impact_one_fact_less 1000
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, assume, given, note, settings
from hypothesis import strategies as st

from ilacs_rules import Case, Policy
from tests.conftest import ROOT, tried
from tests.engine.less_told import is_doubtful, tellings
from tests.policies import Program, as_written, by_hand, decided_by, impacts_between, meant, read_once
from tests.strategies.any_cases import any_case, some_day
from tests.strategies.mutated import mutated
from tests.strategies.policy_texts import policy_texts

FIRST, LAST = date(2012, 1, 1), date(2026, 6, 1)

# what each may turn out to be once more is known; of what is done already nothing moves
MAY_BE = {
    "as before": {"as before"},
    "new": {"new"},
    "falls away": {"falls away"},
    "earlier": {"earlier", "otherwise", "as before"},
    "later": {"later", "otherwise", "as before"},
    "otherwise": {"otherwise", "earlier", "later"},
}
Told = dict[tuple[str, str | None], tuple[str, dict[str, bool | None]]]


def told(pair: tuple[Policy, Policy], case: Case, on: date) -> Told:
    """What becomes of each duty of a case; nothing where it cannot be decided."""
    return {
        (each.change.requirement, _about(each)): (
            each.kind.value,
            {
                "becomes late": each.becomes_late,
                "no longer late": each.no_longer_late,
                "opens before": each.opens_before(on),
                "due by the old text": each.due_by(on + timedelta(500))[0],
                "due by the new text": each.due_by(on + timedelta(500))[1],
            },
        )
        for each in impacts_between(*pair, case, on)
    }


def _about(each: object) -> str | None:
    change = each.change  # type: ignore[attr-defined]
    instance = (change.after or change.before).instance
    return None if instance is None else instance.source


def contradictions(pair: tuple[Policy, Policy], case: Case, on: date, random: Random) -> tuple[int, list[str]]:
    """How often less was told, and where what was certain then is not so once all is told."""
    programs: list[Program] = [policy.in_force(on) for policy in pair]
    whole = told(pair, case, on)
    if not whole or any(is_doubtful(decided_by(program, case, on)) for program in programs):
        return 0, []
    number, found = 0, []
    ways = list(tellings(case, programs[1].words, random))
    for what, less in random.sample(ways, min(6, len(ways))):
        answers = told(pair, less, on)
        number += 1
        for key, (kind, truths) in answers.items():
            full = whole.get(key)
            for name, truth in truths.items():
                then = False if full is None else full[1][name]
                if truth is not None and then is not None and then is not truth and (full or not key[1]):
                    found.append(f"{what}: {key} {name}: {truth} → {then}")
            if kind == "cannot be told":
                continue
            if full is None:
                if kind != "as before" and key[1] is None:
                    found.append(f"{what}: {key} {kind} → not asked")
            elif full[0] not in MAY_BE[kind] and full[0] != "cannot be told":
                found.append(f"{what}: {key} {kind} → {full[0]}")
    return number, found


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(4))
def test_of_the_shipped_versions(seed: int) -> None:
    assert of_shipped(Random(seed), tried(12, 4))[1] == []


def of_shipped(random: Random, cases: int) -> tuple[int, list[str]]:
    policy = read_once(ROOT / "rules" / "ilacs")
    starts = [program.version.start for program in policy.versions]
    count, found = 0, []
    for _ in range(cases):
        one, other = random.choice(list(pairwise(starts)))
        case = any_case(random, policy.vocabulary, FIRST, LAST)
        on = some_day(random, case, other, LAST)
        number, more = contradictions((policy.alone(one), policy.alone(other)), case, on, random)
        count, found = count + number, [*found, *(f"{one} {other} on {on} {each} {case}" for each in more)]
    return count, found


@pytest.mark.thorough
@settings(suppress_health_check=list(HealthCheck), max_examples=tried(10), phases=[Phase.generate])
@given(policy_texts(), st.randoms(use_true_random=False))
def test_of_generated_policies(text: str, random: Random) -> None:
    note(text)
    read = as_written(text)
    versions = [meant(read), meant(mutated(read, random))]
    policies = [by_hand(version) for version in versions if version is not None]
    assume(len(policies) == 2)
    for _ in range(3):
        case = any_case(random, policies[0].vocabulary, date(2010, 1, 1), date(2020, 6, 14))
        assert contradictions((policies[0], policies[1]), case, date(2020, 6, 14), random)[1] == [], case


if __name__ == "__main__":
    made = of_shipped(Random(7), int(sys.argv[1]))
    print(made[0], "comparisons")
    print(*made[1][:40], sep="\n")
