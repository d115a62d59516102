"""The situations readers ask about, made from the rules of a policy alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ilacs_rules import Status, decide
from tests.policies import read_once, situations_of

ROOT = Path(__file__).parents[2]


def of(policy: str | Path, on: date) -> dict[str, Any]:
    return {each.name: each for each in situations_of(read_once(policy).in_force(on), on).each}


def test_the_grades_that_lead_to_the_same_are_one_situation() -> None:
    assert [each.words for each in of("ilacs", date(2018, 1, 1)).values()] == [
        "a local authority judged outstanding or good",
        "a local authority judged “requires improvement to be good”",
        "a local authority judged inadequate",
        "a local authority with no inspection yet",
    ]


def test_without_an_overall_grade_the_rules_own_conditions_tell_them_apart() -> None:
    found = of("ilacs", date(2026, 4, 1))
    assert list(found) == [
        "where the judgements were good enough for a short inspection",
        "where the judgements were not good enough for a short inspection and the authority is not newly inadequate",
        "where the authority is newly inadequate",
        "with no inspection yet",
    ]
    headings = [each.heading for each in found.values()]
    assert headings[1] == "A local authority with this ahead: standard inspection and focused visit", (
        "its conditions are too long"
    )
    assert headings[2] == "A local authority that is newly inadequate"
    inspection = found["where the judgements were good enough for a short inspection"].case.events[0]
    assert inspection.kind == "short inspection", "what the next one records, it records as well"
    assert set(inspection.fields) == {"leaders", "help and protection", "children in care", "care leavers"}


@pytest.mark.parametrize("on", [date(2018, 1, 1), date(2020, 9, 1), date(2026, 4, 1)])
def test_nothing_is_late_on_the_first_day(on: date) -> None:
    policy = read_once("ilacs")
    for situation in of("ilacs", on).values():
        late = [o.requirement for o in decide(policy, situation.case, on).obligations if o.status is Status.OVERDUE]
        assert not late, situation.words


def test_at_the_launch_nobody_has_a_last_one_of_what_is_done_each_year() -> None:
    """The first conversation is due a year after the policy came into force, whatever happened: none is made up."""
    policy = read_once("ilacs")
    launch = date(2018, 1, 1)
    for situation in of("ilacs", launch).values():
        if situation.case.events:
            assert "annual conversation" not in {event.kind for event in situation.case.events}
            assert decide(policy, situation.case, launch).obligation("annual conversation").target == date(2019, 1, 1)
    later = of("ilacs", date(2026, 4, 1)).values()
    assert any(event.kind == "annual conversation" for each in later for event in each.case.events)


def test_a_judgement_alone_names_what_hangs_on_it_alone() -> None:
    found = of(ROOT / "examples" / "fire-safety", date(2024, 4, 1))
    assert list(found) == [
        "judged safe or “safe with advice”",
        "judged faulty",
        "judged unsafe",
        "with no check yet",
    ]
    assert found["judged faulty"].case.events[0].kind == "full check"
    assert found["judged faulty"].key == "judged faulty", "by the value as the policy has it"


def test_what_a_duty_hangs_on_names_also_facts_that_have_a_value_where_none_is_told() -> None:
    """Two hotels of 10 m, with 60 beds and with 10, are checked after 1 year and after 18 months."""
    policy, on = read_once(ROOT / "examples" / "fire-safety"), date(2024, 5, 28)
    safe = of(ROOT / "examples" / "fire-safety", on)["judged safe or “safe with advice”"].case
    hotel: dict[str, Any] = {"use": "hotel", "height": 10, "sprinklers": False}
    days = {
        decide(policy, replace(safe, facts={**safe.facts, **hotel, "people sleeping": beds}), on)
        .obligation("routine check")
        .target
        for beds in (10, 60)
    }
    assert len(days) == 2
    obligation = decide(policy, safe, on).obligation("routine check")
    assert [each.text for each in obligation.needs] == [
        "use is not recorded",
        "height in metres is not recorded",
        "people sleeping are not recorded",
        "sprinklers are not recorded",
    ]
    assert "people working are not recorded" in [each.text for each in obligation.lasts_needs]


def test_a_policy_without_judgements_has_one_situation(tmp_path: Path) -> None:
    (tmp_path / "2024-01-01.yaml").write_text(
        """
        policy: drills
        title: Drills
        publisher: Anyshire
        published: 2024-01-01
        in force: {from: 2024-01-01}
        subject: school
        sources: {law: {title: A law}}
        events: {drill: {}}
        requirements:
          drill: {source: law, event: drill, due: every year}
        """,
        encoding="utf-8",
    )
    assert [each.words for each in of(tmp_path, date(2024, 1, 1)).values()] == ["a new school"]
