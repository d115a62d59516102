"""The policy on the real inspections: every authority has exactly one next one, or it is said what is needed.

The data is not part of the project; without it these tests are skipped.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ilacs_rules import Case, Decision, Event, Partial, Plan, Status, forecast, plan, read_cases
from tests.policies import read_once

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[1]
NEXT = ("short inspection", "standard inspection", "re inspection", "first inspection")


def next_inspections(decision: Decision) -> list[str]:
    return [
        o.requirement for o in decision.obligations if o.requirement in NEXT and o.status is not Status.DOES_NOT_APPLY
    ]


def needs(decision: Decision) -> set[str]:
    return {n.text for o in decision.obligations if o.requirement in NEXT for n in o.needs}


@pytest.fixture(
    scope="module", params=[date(2018, 4, 1), date(2019, 10, 1), date(2023, 6, 1), date(2025, 6, 1)], ids=str
)
def planned(request: pytest.FixtureRequest, ilacs_data: Path) -> Plan:
    policy = read_once("ilacs")
    mapping = ROOT / "examples" / "mappings" / "ilacs-inspections.yaml"
    cases = read_cases(policy, ilacs_data / "ilacs-inspections.csv", mapping)
    return plan(policy, cases, request.param)


def test_all_authorities_are_planned_and_none_fails(planned: Plan) -> None:
    assert len(planned.decisions) == 153
    assert planned.failed == ()


def test_no_authority_is_missing_from_the_lines_and_the_inadequate_stand_first(planned: Plan) -> None:
    """Of those inadequate, all of whom something is or may be due; of the others the next thing has yet to open."""
    names = [line.case.name for line in planned.lines]
    assert len(set(names)) == len(names) == 153 - len(planned.ended)
    inadequate = [line for line in planned.lines if "judged inadequate" in line.decision.priorities]
    first = [line for line in inadequate if "judged inadequate" in line.put_forward]
    assert planned.lines[: len(first)] == tuple(first)
    assert len(first) > len(inadequate) / 2
    for line in inadequate[len(first) :]:
        assert line.row is not None
        opens = line.row.obligation.opens
        assert opens is not None
        assert (opens.first if isinstance(opens, Partial) else opens) > planned.on


def test_every_authority_has_exactly_one_next_inspection_or_says_what_is_needed(planned: Plan) -> None:
    for decision in planned.decisions:
        following = next_inspections(decision)
        if any(o.requirement in following and o.status is Status.UNDETERMINED for o in decision.obligations):
            assert needs(decision), decision.case.name
        else:
            assert len(following) == 1, decision.case.name


def test_the_next_inspection_goes_by_the_last_published_grade(planned: Plan) -> None:
    expected = {
        "outstanding": "short inspection",
        "good": "short inspection",
        "requires improvement": "standard inspection",
        "inadequate": "re inspection",
    }
    settled = Counter[str]()
    for decision in planned.decisions:
        grade = decision.values["previous grade"]
        if isinstance(grade, str):
            assert next_inspections(decision) == [expected[grade]], decision.case.name
            settled[grade] += 1
    assert sum(settled.values()) >= 140
    assert set(settled) == set(expected)


def test_since_april_2026_the_gate_decides_with_or_without_an_overall_grade(ilacs_data: Path) -> None:
    policy = read_once("ilacs")
    mapping = ROOT / "examples" / "mappings" / "ilacs-inspections.yaml"
    cases = read_cases(policy, ilacs_data / "ilacs-inspections.csv", mapping)
    decisions = plan(policy, cases, date(2026, 6, 29)).decisions
    following = {each.case.name: next_inspections(each) for each in decisions}
    assert all(len(requirements) == 1 for requirements in following.values())
    # the first two without an overall grade, and one that required improvement overall with inadequate leaders
    assert following["Brent"] == ["short inspection"]
    assert following["Somerset"] == following["Slough"] == ["standard inspection"]


QUARTERS = [date(year, month, 1) for year in (2024, 2025, 2026) for month in (1, 4, 7, 10)]
LATE = (Status.OVERDUE, Status.LATER_THAN_USUAL, Status.LATER_THAN_ASKED)
LATE_UNLESS_DONE = (
    Status.OVERDUE_UNLESS_DONE,
    Status.LATER_THAN_USUAL_UNLESS_DONE,
    Status.LATER_THAN_ASKED_UNLESS_DONE,
)


@pytest.mark.parametrize("on", [*QUARTERS[2:10], date(2026, 6, 29)], ids=str)
def test_nothing_is_called_late_for_certain_by_what_was_published_by_then(on: date, ilacs_data: Path) -> None:
    """Half of what looked late had been inspected already, and not been published yet."""
    policy = read_once("ilacs")
    mapping = ROOT / "examples" / "mappings" / "ilacs-inspections.yaml"
    told = read_cases(policy, ilacs_data / "ilacs-inspections.csv", mapping)
    assert {case.complete_until for case in told} == {date(2026, 6, 18)}
    then = [replace(case, events=_published(case, on), complete_until=min(on, date(2026, 6, 18))) for case in told]
    rows = [row for row in plan(policy, then, on).rows if row.obligation.requirement in NEXT]
    assert not [row.case.name for row in rows if row.obligation.status in LATE]
    by_name = {case.name: case for case in told}
    for row in rows:
        if row.obligation.status in LATE_UNLESS_DONE:
            since = row.obligation.unless_done_since
            assert since is not None
            unpublished = set(by_name[row.case.name].events) - set(row.case.events)
            assert all(_day(event.end) > since for event in unpublished if _day(event.start) <= on)


def test_what_is_imagined_until_2031_records_what_is_recorded_on_its_day_and_nothing_repealed(ilacs_data: Path) -> None:
    policy = read_once("ilacs")
    mapping = ROOT / "examples" / "mappings" / "ilacs-inspections.yaml"
    cases = read_cases(policy, ilacs_data / "ilacs-inspections.csv", mapping)[::6]
    for outcomes in ((), ("inadequate",)):
        expected = forecast(policy, cases, date(2026, 6, 29), date(2031, 12, 31), outcomes=outcomes).forecast.events
        for each in expected:
            kind = policy.in_force(each.start).version.vocabulary.events[each.event.kind]
            assert each.event.fields.keys() <= {name for name, field in kind.records.items() if not field.repealed}
        asked = {each.requirement.words for each in expected}
        assert not outcomes or {"monitoring", "re-inspection"} <= asked


def _published(case: Case, on: date) -> tuple[Event, ...]:
    return tuple(event for event in case.events if _day(event.publication) <= on)


def _day(day: object) -> date:
    assert isinstance(day, date), "in these data every day is known"
    return day
