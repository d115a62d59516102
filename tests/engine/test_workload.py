"""The work in a plan and in a forecast, by months: who counts, in which month, and what has no figure."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_rules import Case, Event, forecast, plan
from tests.policies import loaded

POLICY = """
policy: towers
title: Checks of towers
publisher: Anyshire
published: 2023-11-01
in force: {from: 2024-01-01}
subject: tower
calendar: england
facts: {height: number, built: date}
events: {check: {}, drill: {}, letter: {}, visit: {}, talk: {}}
definitions:
  climbers: if height > 18 then 4 else 2
requirements:
  check:
    assumes: an example
    event: check
    phases:
      reading: 2 days over 2 weeks by 1 clerk before it starts
      at the top: 3 days by climbers
      report: up to 5 days by 1 clerk after it ends
    due: within 6 months after built
"""
ON = date(2024, 3, 1)
MILL, MAST = Case("Mill", {"height": 20, "built": date(2024, 1, 1)}), Case("Mast", {"built": date(2024, 2, 1)})


def rule(name: str, due: str, more: str = "", phases: str = "{all: 1 day by 2 people}") -> str:
    return f"  {name}: {{assumes: an example, event: {name}, {more}due: '{due}', phases: {phases}}}\n"


def planned(text: str, *cases: Case, on: date = ON) -> list[tuple[object, ...]]:
    """Month, whether late, event, phase, least, most, without a figure."""
    work = plan(loaded(text), cases, on).as_data()["work"]
    assert isinstance(work, list)
    return [tuple(each[key] for key in ("month", "late", "phase", *FIGURES)) for each in work]


FIGURES = ("person_days_at_least", "person_days_at_most", "without_a_figure")


def test_a_plan_sums_the_phases_by_the_month_in_which_they_are_due() -> None:
    assert planned(POLICY, MILL) == [
        ("2024-07", False, "reading", 2, 2, 0),
        ("2024-07", False, "at the top", 12, 12, 0),
        ("2024-07", False, "report", 0, 5, 0),
    ]


def test_people_who_are_not_known_are_no_people_of_0() -> None:
    assert ("2024-08", False, "at the top", None, None, 1) in planned(POLICY, MAST)
    same_month = Case("Mast", {"built": date(2024, 1, 20)})
    assert ("2024-07", False, "at the top", 12, None, 1) in planned(POLICY, MILL, same_month)


def test_what_is_late_stands_apart() -> None:
    assert {(month, late) for month, late, *_ in planned(POLICY, MILL, on=date(2024, 9, 2))} == {("2024-09", True)}


@pytest.mark.parametrize(
    ("added", "work"),
    [
        (rule("drill", "by 2024-05-31"), [("2024-05", False, "all", 2, 2, 0)]),
        (rule("drill", "by 2024-05-31", "by: the owner, "), []),
        (rule("drill", "by 2024-05-31", "strength: may, "), []),
        (rule("drill", "at least 3 in each calendar year"), [("2024-12", False, "all", 6, 6, 0)]),
        (rule("drill", "at most 3 in each calendar year"), []),
        (rule("drill", "every month after 2024-01-31"), [("2024-02", True, "all", 2, 2, 0)]),
        (rule("drill", "following check"), [(None, False, "all", 2, 2, 0)]),
        (rule("drill", "after 2024-02-15"), [(None, False, "all", 2, 2, 0)]),  # it may be done, and by no day
        (rule("drill", "by 2024-05-31", "when: height > 10, "), []),
        (
            "  drill: {assumes: an example, event: drill, due: by 2024-05-31}\n",
            [("2024-05", False, None, None, None, 1)],
        ),
    ],
)
def test_only_what_the_publisher_has_to_do_next_is_counted(added: str, work: list[tuple[object, ...]]) -> None:
    case = Case("Mast", {"built": date(2024, 1, 1)})
    told = [each for each in planned(POLICY + added, case) if each[2] not in ("reading", "at the top", "report")]
    assert [(each[0] if not each[1] else "2024-02", *each[1:]) for each in told] == work


@pytest.mark.parametrize("due", ["following check", "after 2024-02-15"])
def test_what_has_no_date_yet_stands_apart_from_every_month(due: str) -> None:
    work = plan(loaded(POLICY + rule("drill", due)), [MILL], ON).as_data()["work"]
    assert isinstance(work, list)
    assert [each["month"] for each in work if each["undated"]] == [None]
    assert all(each["month"] for each in work if not each["undated"])


def test_where_no_phases_are_told_nothing_is_said_of_work() -> None:
    without = POLICY[: POLICY.index("    phases:")] + "    due: within 6 months after built\n"
    assert planned(without, MILL) == []


def test_what_may_have_been_done_since_the_record_ends_may_be_no_work_any_more() -> None:
    case = Case("Mill", MILL.facts, complete_until={"check": date(2024, 2, 1)})
    assert ("2024-07", False, "at the top", 0, 12, 0) in planned(POLICY, case)


def expected(text: str, *cases: Case, until: date = date(2024, 12, 31)) -> list[tuple[object, ...]]:
    work = forecast(loaded(text), cases, ON, until).as_data()["work"]
    assert isinstance(work, list)
    return [tuple(each[key] for key in ("month", "phase", *FIGURES)) for each in work]


def test_a_forecast_has_each_phase_in_the_month_in_which_it_begins() -> None:
    # the three days at the top end on Monday 1 July, and the two weeks before them begin on 15 June
    assert expected(POLICY, MILL) == [
        ("2024-06", "reading", 2, 2, 0),
        ("2024-06", "at the top", 12, 12, 0),
        ("2024-07", "report", 0, 5, 0),
    ]


def test_what_should_have_begun_already_is_counted_from_the_first_day_on() -> None:
    built = Case("Mill", {"height": 20, "built": date(2023, 9, 5)})
    assert {month for month, *_ in expected(POLICY, built)} == {"2024-03"}


def test_a_forecast_counts_each_time_that_something_is_done() -> None:
    text = POLICY.replace("within 6 months after built", "every 3 months after end of latest check")
    checked = Case("Mill", MILL.facts, (Event("check", date(2024, 2, 1), date(2024, 2, 3)),))
    assert sum(1 for _, phase, *_ in expected(text, checked) if phase == "at the top") == 3
