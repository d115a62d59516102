"""What the command line prints as JSON is what `as_data()` gives in Python."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules import Case, Event, Policy
from tests.cli.running import ON, run

HERE = Path(__file__).parent / "fire"
DAY = date.fromisoformat(ON[1])
BESIDE = ("findings", "errors", "warnings", "notes")


@pytest.fixture(scope="module")
def policy() -> Policy:
    return ilacs_rules.load(HERE / "fire.yaml")


@pytest.fixture(scope="module")
def cases(policy: Policy) -> list[Case]:
    return ilacs_rules.read_cases(policy, HERE / "buildings.yaml")


def printed(*command: str) -> dict[str, object]:
    answer: dict[str, object] = json.loads(run(*command, "--format", "json").stdout)
    return answer


def through_json(data: object) -> object:
    return json.loads(json.dumps(data))


def test_decisions(policy: Policy, cases: list[Case]) -> None:
    answer = printed("decide", "fire.yaml", "buildings.yaml", *ON)
    decisions = [ilacs_rules.decide(policy, case, DAY) for case in cases]
    assert answer["decisions"] == [through_json(decision.as_data()) for decision in decisions]
    for decision in decisions:
        told = [obligation.as_data() for obligation in decision.obligations]
        assert decision.as_data()["obligations"] == told


def test_a_plan_and_the_findings_beside_it(policy: Policy, cases: list[Case]) -> None:
    plan = ilacs_rules.plan(policy, cases, DAY)
    assert printed("plan", "fire.yaml", "buildings.yaml", *ON) == through_json(plan.as_data())
    assert plan.as_data()["rows"] == [row.as_data() for row in plan.rows]
    known = ilacs_rules.plan(policy, cases, DAY, known=date(2020, 1, 1))
    asked = ("plan", "fire.yaml", "buildings.yaml", *ON, "--known", "2020-01-01")
    assert printed(*asked) == through_json(known.as_data())


def test_a_plan_tells_in_its_data_which_cases_could_not_be_planned(policy: Policy) -> None:
    wrong = Case("Hall", events=(Event("fete", DAY, DAY),))
    data = ilacs_rules.plan(policy, [wrong, Case("Grange")], DAY).as_data()
    (found,) = data["findings"]  # type: ignore[misc]
    assert (data["cases"], data["errors"]) == (1, 1)
    assert found["message"] == "“Hall” cannot be decided: there is no event “fete”"


def test_explanations(policy: Policy, cases: list[Case]) -> None:
    answer = printed("why", "fire.yaml", "buildings.yaml", *ON)
    told = [ilacs_rules.explanation(ilacs_rules.decide(policy, case, DAY)) for case in cases]
    assert answer["explanations"] == [through_json(each.as_data()) for each in told]
    assert [each.as_text() for each in told] == [
        ilacs_rules.explain(ilacs_rules.decide(policy, case, DAY)) for case in cases
    ]


def test_an_explained_policy(policy: Policy) -> None:
    answer = printed("explain", "fire.yaml")
    assert {key: value for key, value in answer.items() if key not in BESIDE} == through_json(
        ilacs_rules.explanation(policy).as_data()
    )


def test_findings() -> None:
    found = ilacs_rules.check(HERE / "mistakes.yaml")
    told = printed("check", "mistakes.yaml")["findings"]
    assert isinstance(told, list)
    data = [through_json(each.as_data()) for each in found]
    here = (HERE / "mistakes.yaml").as_posix()
    assert json.loads(json.dumps(data).replace(here, "mistakes.yaml")) == told
    assert told
