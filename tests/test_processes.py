"""What goes to another process and comes back: copied, pickled, decided there."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

import ilacs_rules
from ilacs_rules import (
    NOTHING,
    UNKNOWN,
    Case,
    Decision,
    DecisionError,
    Duration,
    DurationKind,
    Event,
    NotInForce,
    Partial,
    Policy,
    PolicyError,
    decide,
    explain,
    load,
    plan,
    read_cases,
)
from ilacs_rules.language.walk import walk
from ilacs_rules.model.reached import outermost
from ilacs_rules.model.tree import WithId
from ilacs_rules.workspace.audits import audit_in_short

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[1]
ON = date(2025, 2, 1)
STEP = Duration(3, DurationKind.MONTHS, "month")
FIRE_SAFETY = ROOT / "examples" / "fire-safety"


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load(FIRE_SAFETY)


@pytest.fixture(scope="module")
def cases(policy: Policy) -> list[Case]:
    return read_cases(policy, FIRE_SAFETY / "cases")[:4]


@pytest.fixture(scope="module")
def workers() -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        yield pool


def pickled(thing: object) -> object:
    return pickle.loads(pickle.dumps(thing))


REPORTS = ("forecast", "audit", "backtest", "contacts", "compare", "changes", "matrix", "show", "document")
COPIES: list[Callable[[object], object]] = [pickled, copy.copy, copy.deepcopy]
HALL = Case(
    "Hall",
    {"use": "hotel", "height": Decimal("12.5"), "note": None, "staircases": UNKNOWN, "alarm": NOTHING},
    (
        Event("short check", date(2024, 5, 13), date(2024, 5, 14), fields={"result": "safe"}, source="register, 7"),
        Event("drill", Partial(date(2024, 10, 1), date(2024, 10, 31)), None),
    ),
    {"drill": None, "short check": date(2020, 1, 1)},
)
HALL_AS_READ = Case("Hall", {"use": "hotel"}, (Event("full check", date(2024, 5, 13), date(2024, 5, 14)),))
MADE = [HALL, *HALL.events, HALL.events[1].start, Duration(3, DurationKind.MONTHS)]


@pytest.mark.parametrize("made", MADE, ids=lambda each: type(each).__name__)
@pytest.mark.parametrize("copied", COPIES)
def test_what_is_given_is_equal_as_a_copy(made: object, copied: Callable[[object], object]) -> None:
    again = copied(made)
    assert again == made
    assert hash(again) == hash(made)
    assert repr(again) == repr(made)


@pytest.mark.parametrize("copied", COPIES)
def test_a_copy_can_no_more_be_changed_than_what_it_was_made_from(copied: Callable[[Case], Case]) -> None:
    again = copied(HALL)
    for named in (again.facts, again.complete_from, again.published_within, again.events[0].fields):
        with pytest.raises(TypeError):
            named["height"] = 1  # type: ignore[index]


@pytest.mark.parametrize("absent", [UNKNOWN, NOTHING], ids=["unknown", "nothing"])
@pytest.mark.parametrize("copied", COPIES)
def test_there_is_one_unknown_and_one_nothing(absent: object, copied: Callable[[object], object]) -> None:
    assert copied(absent) is absent
    assert copied({"a": [absent]})["a"][0] is absent  # type: ignore[index]


def test_answers_are_equal_as_copies(policy: Policy, cases: list[Case]) -> None:
    traced, quick = decide(policy, cases[0], ON), decide(policy, cases[0], ON, trace=False)
    answers = [traced, quick, *traced.obligations, traced.trace, plan(policy, cases, ON)]
    answers += [_asked(name, policy, cases[:1]) for name in REPORTS]
    for copied in COPIES:
        assert copied(answers) == answers


@pytest.mark.parametrize("name", REPORTS)
def test_an_answer_over_many_cases_or_rules_made_in_another_process_is_the_one_made_here(
    name: str, policy: Policy, cases: list[Case], workers: ProcessPoolExecutor
) -> None:
    here, there = _asked(name, policy, cases), workers.submit(_asked, name, policy, cases).result()
    assert there == here
    assert json.dumps(there.as_data()) == json.dumps(here.as_data())


@pytest.mark.parametrize("copied", COPIES)
@pytest.mark.parametrize("asked", [False, True], ids=["never asked", "asked before"])
def test_a_policy_answers_alike_as_a_copy(cases: list[Case], copied: Callable[[Policy], Policy], asked: bool) -> None:
    policy = load(FIRE_SAFETY)
    if asked:
        decide(policy, cases[0], ON, trace=False)
    again = copied(policy)
    assert again == policy
    for traced in (False, True):
        assert decide(again, cases[0], ON, trace=traced) == decide(policy, cases[0], ON, trace=traced)
    assert explain(decide(again, cases[0], ON)) == explain(decide(policy, cases[0], ON))


@pytest.mark.parametrize("copied", COPIES)
def test_what_is_known_of_a_node_is_found_again_by_its_place_in_a_copy(copied: Callable[[object], object]) -> None:
    policy = load(FIRE_SAFETY)
    decide(policy, HALL_AS_READ, ON, trace=False)
    program = policy.in_force(ON)
    known = program.compiled.parts
    again = copied([*program.version.requirements.values(), *program.version.transitions.values()])
    asked = list(outermost(again))  # type: ignore[arg-type]
    assert len(asked) > 10
    assert {node.id for node in asked} <= known.keys()
    assert "compiled" in vars(program)
    assert "compiled" not in vars(pickled(program))


def test_every_node_is_named_by_its_place_and_by_no_other_however_often_it_is_read(
    workers: ProcessPoolExecutor,
) -> None:
    here, there = _ids(), workers.submit(_ids).result()
    assert there == here
    assert len({*here}) == len(here) > 500
    assert "requirements/re check/when" in here
    assert "requirements/re check/due/timing/anchor" in here
    assert "" not in here


@pytest.mark.parametrize("copied", COPIES)
def test_errors_and_findings_are_equal_as_copies(copied: Callable[[object], object], tmp_path: Path) -> None:
    broken = tmp_path / "2020-01-01.yaml"
    broken.write_text("policy: x\nwhen:\n", encoding="utf-8")
    with pytest.raises(PolicyError) as no_policy:
        load(broken)
    with pytest.raises(DecisionError) as undecided:
        decide(load(FIRE_SAFETY), Case("Hall", events=(Event("fete", ON, ON),)), ON)
    with pytest.raises(NotInForce) as not_in_force:
        load(FIRE_SAFETY).in_force(date(2017, 12, 31))
    for caught in (no_policy, undecided, not_in_force):
        again = copied(caught.value)
        assert type(again) is caught.type
        assert str(again) == str(caught.value)
        findings = getattr(caught.value, "diagnostics", None)
        assert getattr(again, "diagnostics", None) == findings
        assert copied(findings) == findings


def test_a_case_takes_no_more_of_its_file_with_it_than_its_own_lines(cases: list[Case]) -> None:
    for case in cases:
        again = pickled(case)
        assert isinstance(again, Case)
        assert again.place is not None
        assert case.place is not None
        assert (str(again.place), again.place.text) == (str(case.place), case.place.text)
        assert [str(each.place) for each in again.events] == [str(each.place) for each in case.events]
    file = "\n".join(f"- name: H{number}" for number in range(10_000))
    source = replace(cases[0].place.source, text=file)  # type: ignore[union-attr]
    one = replace(cases[0], place=replace(cases[0].place, source=source, start=30_000, end=30_010))  # type: ignore[arg-type]
    assert len(pickle.dumps(replace(one, events=()))) < 2_000


def test_a_decision_made_in_another_process_is_the_one_made_here(
    policy: Policy, cases: list[Case], workers: ProcessPoolExecutor
) -> None:
    there = list(workers.map(_decided, [policy] * len(cases), cases, chunksize=2))
    here = [decide(policy, case, ON) for case in cases]
    assert there == here
    assert [explain(each) for each in there] == [explain(each) for each in here]
    assert [json.dumps(each.as_data()) for each in there] == [json.dumps(each.as_data()) for each in here]


def test_what_is_raised_in_another_process_arrives_and_the_pool_goes_on(
    policy: Policy, workers: ProcessPoolExecutor
) -> None:
    stray = Case("Hall", events=(Event("fete", ON, ON),))
    with pytest.raises(DecisionError, match="there is no event “fete”"):
        workers.submit(_decided, policy, stray).result()
    with pytest.raises(NotInForce, match="the first is from 2024-04-01"):
        workers.submit(_decided, policy, stray, date(2010, 1, 1)).result()
    with pytest.raises(PolicyError, match="E101") as raised:
        workers.submit(load, "no/such/policy").result()
    assert raised.value.diagnostics
    assert workers.submit(_identities, UNKNOWN, NOTHING).result() == (True, True)


TWICE_SERVED = """
policy: checks
title: Checks of buildings
publisher: The fire service
subject: building
published: 2023-01-01
in force: {from: 2023-01-01}
facts:
  created: {is: date, default: 2020-01-01}
events:
  check: {}
requirements:
  yearly check: {event: check, assumes: made up, due: every 1 year after created}
  first check: {event: check, assumes: made up, due: within 4 years after created}
"""


def test_an_event_that_serves_two_duties_is_counted_once_however_its_findings_came_here() -> None:
    held = ilacs_rules.Workspace()
    held.open("checks.yaml", TWICE_SERVED)
    checked = Case("Hall", events=(Event("check", date(2023, 5, 1), date(2023, 5, 1)),))
    report = ilacs_rules.audit(held.load("checks.yaml"), [checked], date(2023, 1, 1), date(2023, 12, 31))
    one_by_one = tuple(pickled(each) for each in report.audit.findings)
    sent = replace(report, audit=replace(report.audit, findings=one_by_one))
    assert len(one_by_one) == 2
    assert sent == report
    assert audit_in_short(sent) == audit_in_short(report)
    assert audit_in_short(report).ending.startswith("1 event of 1 case: 1 right kind;")


def _decided(policy: Policy, case: Case, on: date = ON) -> Decision:
    return decide(policy, case, on)


def _asked(name: str, policy: Policy, cases: list[Case]) -> Any:
    since, until = date(2024, 6, 1), date(2026, 1, 1)
    match name:
        case "forecast":
            return ilacs_rules.forecast(policy, cases, ON, until, by="use")
        case "audit":
            return ilacs_rules.audit(policy, cases, since, ON, show=["risk"])
        case "backtest":
            return ilacs_rules.backtest(policy, cases, since, ON, every=STEP, events=["check"])
        case "contacts":
            return ilacs_rules.contacts(policy, cases, since, ON, against=policy)
        case "compare":
            return ilacs_rules.compare(policy, policy, cases, ON)
        case "changes":
            return ilacs_rules.changes(policy, since, ON)
        case _:
            return getattr(ilacs_rules, name)(policy, ON)


def _ids() -> list[str]:
    version = load(FIRE_SAFETY).versions[-1].version
    sections = (version.definitions, version.requirements, version.guarantees, version.priorities, version.transitions)
    parts = walk(*(part for section in sections for part in section.values()))
    return [part.id for part in parts if isinstance(part, WithId)]


def _identities(unknown: object, nothing: object) -> tuple[bool, bool]:
    return unknown is ilacs_rules.UNKNOWN, nothing is ilacs_rules.NOTHING
