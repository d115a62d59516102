"""What a plan takes for granted where nothing is told: records that are complete, values that the policy gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ilacs_rules import Case, decide
from ilacs_rules.explain.taken import taken_for_granted
from tests.explain import fire
from tests.explain.deciding import FACTS, SAFE


def taken(case: Case, *requirements: str) -> tuple[str, ...]:
    decision = decide(fire.POLICY, case, date(2020, 7, 1), trace=False)
    return taken_for_granted([(decision, decision.obligation(each)) for each in requirements])


def test_a_record_of_which_nothing_is_said_is_taken_to_be_complete_and_that_is_told() -> None:
    assert taken(SAFE, "fire drill", "full check") == (
        "Taken to be complete, as nothing else is said of them: the records of checks and fire drills (1 answer each).",
    )
    kept = replace(SAFE, complete_from={"check": date(2018, 3, 1)})
    assert taken(kept, "fire drill", "full check") == (
        "Taken to be complete, as nothing else is said of it: the record of fire drills (1 answer).",
    )
    assert taken(replace(SAFE, complete_from={"check": None, "fire drill": None}), "fire drill", "full check") == ()


def test_a_value_that_the_policy_gives_where_nothing_is_told_is_told() -> None:
    kept = {"check": date(2018, 3, 1), "follow-up visit": date(2018, 3, 1)}
    (said,) = taken(replace(SAFE, complete_from=kept), "follow-up visit")
    assert said == "Taken as the policy says where nothing is told: “people sleep there” as no (Alder House)."
    told = replace(SAFE, complete_from=kept, facts={**FACTS, "people sleep there": False})
    assert taken(told, "follow-up visit") == ()
