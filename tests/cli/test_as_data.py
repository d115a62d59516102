"""What the command line prints as JSON is what `as_data()` gives in Python."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules import Case, Duration, DurationKind, Event, Policy
from tests.cli.running import ON, run
from tests.policies import read_once

HERE = Path(__file__).parent / "fire"
DAY = date.fromisoformat(ON[1])


@pytest.fixture(scope="module")
def policy() -> Policy:
    return ilacs_rules.load(HERE / "fire.yaml")


@pytest.fixture(scope="module")
def cases(policy: Policy) -> list[Case]:
    return ilacs_rules.read_cases(policy, HERE / "buildings.yaml")


def printed(*command: str) -> dict[str, object]:
    answer: dict[str, object] = json.loads(run(*command, "--format", "json").stdout)
    return answer


def local(data: object) -> object:
    """As through JSON, with the files named as the command was given them."""
    return json.loads(json.dumps(data, ensure_ascii=False).replace(f"{HERE.as_posix()}/", ""))


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
    explained = ilacs_rules.explanation(policy)
    assert printed("explain", "fire.yaml") == through_json(explained.as_data())


def test_a_forecast(policy: Policy, cases: list[Case]) -> None:
    until = date(2022, 6, 30)
    asked = ("forecast", "fire.yaml", "buildings.yaml", *ON, "--until", until.isoformat())
    assert printed(*asked) == through_json(ilacs_rules.forecast(policy, cases, DAY, until).as_data())
    counted = ("--by", "storeys", "--team", "fire officers", "--day", "close", "--published-after", "6 weeks")
    report = ilacs_rules.forecast(
        policy,
        cases,
        DAY,
        until,
        known=date(2020, 6, 1),
        day="close",
        outcomes=["risk=low", "same"],
        published_after=Duration(42, DurationKind.DAYS, "week"),
        by="Storeys",
        team="Fire-officers",
    )
    answer = printed(*asked, *counted, "--outcome", "risk=low", "--outcome", "same", "--known", "2020-06-01")
    assert answer == local(report.as_data())
    assert answer["expected"]
    assert [total["number"] for total in answer["totals"]] == [total.number for total in report.totals]  # type: ignore[attr-defined]


def test_an_audit(policy: Policy, cases: list[Case]) -> None:
    since = date(2019, 7, 1)
    asked = ("audit", "fire.yaml", "buildings.yaml", "--from", since.isoformat(), *ON)
    assert printed(*asked) == through_json(ilacs_rules.audit(policy, cases, since, DAY).as_data())
    report = ilacs_rules.audit(policy, cases, since, DAY, show=["Last-risk"], requirements=["First-Check"], timing=True)
    answer = printed(*asked, "--show", "last risk", "--requirement", "first check", "--timing")
    assert answer == through_json(report.as_data())
    assert answer["events"]


def test_a_comparison(policy: Policy, cases: list[Case]) -> None:
    edited = ilacs_rules.load(HERE / "edited.yaml")
    answer = printed("compare", "fire.yaml", "edited.yaml", "buildings.yaml", *ON)
    assert answer == through_json(ilacs_rules.compare(policy, edited, cases, DAY).as_data())
    assert answer["changes"]


def test_what_cannot_be_decided_is_told_once_beside_each_answer(policy: Policy) -> None:
    since, until = date(2019, 7, 1), date(2021, 1, 1)
    wrong = Case("Hall", events=(Event("fete", since, since),))
    for answer in (
        ilacs_rules.forecast(policy, [wrong, Case("Grange")], DAY, until).as_data(),
        ilacs_rules.audit(policy, [wrong, Case("Grange")], since, DAY).as_data(),
        ilacs_rules.contacts(policy, [wrong, Case("Grange")], since, DAY).as_data(),
        ilacs_rules.compare(policy, policy, [wrong, Case("Grange")], DAY).as_data(),
    ):
        (found,) = answer["findings"]  # type: ignore[misc]
        assert found["message"] == "“Hall” cannot be decided: there is no event “fete”"
        assert answer["errors"] == 1


def test_cases_whose_names_may_be_one_are_neither_forecast_nor_audited(policy: Policy) -> None:
    alike = [Case("Grange"), Case("grange")]
    assert [case for case, _ in ilacs_rules.forecast(policy, alike, DAY, date(2021, 1, 1)).forecast.failed] == alike
    assert [case for case, _ in ilacs_rules.audit(policy, alike, DAY, DAY).audit.failed] == alike
    since = date(2019, 7, 1)
    assert [case for case, _ in ilacs_rules.contacts(policy, alike, since, DAY).contacts.failed] == alike


@pytest.mark.parametrize("whole", [False, True])
def test_what_changes(whole: bool) -> None:
    since, to = date(2018, 3, 1), date(2019, 4, 1)
    asked = ("changes", "ilacs", "--from", since.isoformat(), "--to", to.isoformat(), *(["--whole"] if whole else []))
    notes = ilacs_rules.changes(read_once("ilacs"), since, to, whole=whole)
    assert printed(*asked) == through_json(notes.as_data())
    assert notes.as_text(80) == run(*asked, columns=80).stdout
    assert len(notes.steps) == (1 if whole else 3)


def test_the_matrix_of_sources() -> None:
    launch, policy = date(2018, 1, 1), read_once("ilacs")
    assert printed("matrix", "ilacs", "--on", "2018-01-01") == through_json(
        ilacs_rules.matrix(policy, launch).as_data()
    )
    assert printed("matrix", "ilacs") == through_json(ilacs_rules.matrix(policy).as_data())


def test_the_text_of_a_policy(policy: Policy) -> None:
    text = ilacs_rules.show(policy, DAY)
    assert printed("show", "fire.yaml", *ON) == local(text.as_data())
    assert run("show", "fire.yaml", *ON).stdout == text.as_text()
    known = ilacs_rules.show(policy, DAY, known=date(2020, 1, 1))
    assert run("show", "fire.yaml", *ON, "--known", "2020-01-01").stdout == known.as_text()


def test_a_policy_document(policy: Policy) -> None:
    answer = printed("docs", "fire.yaml", *ON)
    assert answer == local(ilacs_rules.document(policy, DAY).as_data())
    assert printed("docs", "fire.yaml", *ON, "--years", "1") == local(
        ilacs_rules.document(policy, DAY, years=1).as_data()
    )
    assert answer["pages"]


def test_what_was_found_while_reading_can_be_told_beside_every_answer(policy: Policy) -> None:
    read = ilacs_rules.read_all_cases(policy, HERE / "trouble.yaml")
    assert read.cases
    assert read.left_out
    for command, answer in (
        (("plan", *ON), ilacs_rules.plan(policy, read.cases, DAY)),
        (("forecast", *ON, "--until", "2021-01-01"), ilacs_rules.forecast(policy, read.cases, DAY, date(2021, 1, 1))),
        (("audit", "--from", "2019-07-01", *ON), ilacs_rules.audit(policy, read.cases, date(2019, 7, 1), DAY)),
    ):
        name, *options = command
        assert printed(name, "fire.yaml", "trouble.yaml", *options) == local(answer.as_data(read.findings))


def test_findings() -> None:
    found = ilacs_rules.check(HERE / "mistakes.yaml")
    told = printed("check", "mistakes.yaml")["findings"]
    assert isinstance(told, list)
    data = [through_json(each.as_data()) for each in found]
    here = (HERE / "mistakes.yaml").as_posix()
    assert json.loads(json.dumps(data).replace(here, "mistakes.yaml")) == told
    assert told


def test_nothing_but_plain_values_is_in_the_data_of_an_answer(policy: Policy, cases: list[Case]) -> None:
    decisions = [ilacs_rules.decide(policy, case, DAY) for case in cases]
    answers = [
        *decisions,
        *(ilacs_rules.explanation(decision) for decision in decisions),
        ilacs_rules.explanation(policy),
        ilacs_rules.plan(policy, cases, DAY),
        ilacs_rules.forecast(policy, cases, DAY, date(2022, 6, 30), by="storeys", team="fire officers"),
        ilacs_rules.audit(policy, cases, date(2019, 7, 1), DAY, show=["last risk"]),
        ilacs_rules.contacts(policy, cases, date(2019, 7, 1), DAY, against=policy),
        ilacs_rules.compare(policy, ilacs_rules.load(HERE / "edited.yaml"), cases, DAY),
        ilacs_rules.changes(read_once("ilacs"), date(2018, 3, 1), date(2019, 4, 1)),
        ilacs_rules.matrix(read_once("ilacs"), date(2018, 1, 1)),
        ilacs_rules.show(policy, DAY),
        ilacs_rules.document(policy, DAY),
        *ilacs_rules.check(HERE / "mistakes.yaml"),
    ]
    for answer in answers:
        assert kinds_in(answer.as_data()) <= {dict, list, str, int, float, bool, type(None)}, answer


def kinds_in(data: object) -> set[type]:
    """The very types of all values: an enumeration is no text here, and a tuple no list."""
    inside = [*data, *data.values()] if isinstance(data, dict) else data if isinstance(data, list | tuple) else ()
    return {type(data)}.union(*map(kinds_in, inside))
