"""The situations readers ask about, made from the rules of a policy alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ilacs_rules import Status, Value, decide
from ilacs_rules.explain.situations import Situation, situations
from tests.policies import read_once

ROOT = Path(__file__).parents[2]


def of(policy: str | Path, on: date) -> dict[str, Situation]:
    return {each.name: each for each in situations(read_once(policy).in_force(on).version, on)}


def test_every_grade_and_never_judged() -> None:
    assert [each.words for each in of("ilacs", date(2018, 1, 1)).values()] == [
        "a local authority judged outstanding",
        "a local authority judged good",
        "a local authority judged “requires improvement to be good”",
        "a local authority judged inadequate",
        "a local authority never judged",
    ]


@pytest.mark.parametrize(
    ("on", "recorded"),
    [
        (
            date(2018, 1, 1),
            {"overall effectiveness", "leaders", "help and protection", "children in care and care leavers"},
        ),
        (date(2026, 4, 1), {"leaders", "help and protection", "children in care", "care leavers"}),
    ],
)
def test_every_judgement_still_made_is_the_same(on: date, recorded: set[str]) -> None:
    inspection, *_ = of("ilacs", on)["judged good"].case.events
    fields: dict[str, Value] = dict(inspection.fields)
    assert fields == dict.fromkeys(recorded, "good")
    assert (inspection.start, inspection.end, inspection.publication) == (on, on, on)


@pytest.mark.parametrize("on", [date(2018, 1, 1), date(2020, 9, 1), date(2026, 4, 1)])
def test_nothing_is_late_on_the_first_day(on: date) -> None:
    policy = read_once("ilacs")
    for situation in situations(policy.in_force(on).version, on):
        late = [o.requirement for o in decide(policy, situation.case, on).obligations if o.status is Status.OVERDUE]
        assert not late, situation.words


def test_of_several_scales_the_one_that_most_requirements_hang_on() -> None:
    found = of(ROOT / "examples" / "fire-safety", date(2024, 4, 1))
    assert list(found) == ["judged safe", "judged “safe with advice”", "judged faulty", "judged unsafe", "never judged"]
    assert found["judged safe"].case.events[0].kind == "full check"


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
