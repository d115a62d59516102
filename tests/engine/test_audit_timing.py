"""How long it took from one event to the next, of invented boilers; the days are counted by hand."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import ilacs_rules
from ilacs_rules import Case, Duration, DurationKind, Event, Policy

HERE = Path(__file__).parent
SINCE, ON = date(2019, 1, 1), date(2020, 12, 31)


@pytest.fixture(scope="module")
def policy() -> Policy:
    return ilacs_rules.load(HERE / "backtest" / "tests")


@pytest.fixture(scope="module")
def boilers(policy: Policy) -> list[Case]:
    return ilacs_rules.read_cases(policy, HERE / "backtest" / "boilers.yaml")


def waits(policy: Policy, cases: list[Case], since: date = SINCE) -> dict[tuple[str, str | None], Any]:
    """What is told of each requirement and version, by the two."""
    answer: Any = ilacs_rules.audit(policy, cases, since, ON, timing=True).as_data()
    return {(each["requirement"], each["began_under"]): each for each in answer["waits"]}


def test_who_waits_still_counts_as_long_as_was_seen(policy: Policy, boilers: list[Case]) -> None:
    """Three quick tests were waited for, 757, 763 and 791 days; nine boilers wait still, three of them longer.

    So 1 of 6 ended, then 1 of 5, then 1 of 4.
    """
    found = waits(policy, boilers)["quick test", None]
    assert (found["ended"], found["going_on"]) == (3, 9)
    assert [(each["days"], each["waiting"], each["ended"]) for each in found["curve"]] == [
        (757, 6, 1),
        (763, 5, 1),
        (791, 4, 1),
    ]
    assert [each["share"] for each in found["curve"]] == pytest.approx([5 / 6, 4 / 6, 1 / 2], abs=1e-4)
    assert set(found["days"].values()) == {None}, "of three that ended no quartile is told"


def test_of_four_that_ended_the_quartiles_are_told(policy: Policy, boilers: list[Case]) -> None:
    """A fourth waited 800 days: then 1 of 7 ended, 1 of 6, 1 of 5 and 1 of 4."""
    first, second = date(2018, 1, 1), date(2018, 1, 1) + timedelta(800)
    fourth = Case(
        "fourth",
        events=tuple(
            Event(kind, day, day, fields={"result": "safe"})
            for kind, day in (("full test", first), ("quick test", second))
        ),
    )
    found = waits(policy, [*boilers, fourth])["quick test", None]
    assert (found["ended"], found["days"]) == (4, {"quarter": 763, "half": 800, "three_quarters": None})


def test_each_requirement_and_each_version_under_which_the_wait_began_has_its_own(
    policy: Policy, boilers: list[Case]
) -> None:
    counts = {names: (each["ended"], each["going_on"]) for names, each in waits(policy, boilers).items()}
    assert counts == {
        ("quick test", None): (3, 9),
        ("quick test", "before the first version"): (3, 3),
        ("quick test", "2019-01-01"): (0, 6),
        ("full test", None): (1, 0),
        ("full test", "2019-01-01"): (1, 0),
    }


def test_a_first_test_ended_no_wait(policy: Policy, boilers: list[Case]) -> None:
    """There were two."""
    report = ilacs_rules.audit(policy, boilers, SINCE, ON, timing=True)
    assert report.waits is not None
    assert report.waits.left_out == 2


def test_what_ended_before_the_first_day_is_not_taken_to_go_on(policy: Policy, boilers: list[Case]) -> None:
    """From February 2020 on only two of the three were seen to end; who waited less by then counts no earlier."""
    found = waits(policy, boilers, date(2020, 2, 1))["quick test", None]
    assert [(each["days"], each["waiting"], each["ended"]) for each in found["curve"]] == [(763, 4, 1), (791, 4, 1)]


def test_a_record_that_ends_earlier_ends_the_waits(policy: Policy) -> None:
    """What was tested on 1 March 2020 would be published by the end of the year, and nothing later is sure to be."""
    tested = Event("full test", date(2019, 1, 1), date(2019, 1, 1), fields={"result": "safe"})
    again = Event("quick test", date(2020, 9, 1), date(2020, 9, 1), fields={"result": "safe"})
    for events in ((tested,), (tested, again)):
        case = Case(
            "mill",
            events=events,
            complete_until=date(2020, 12, 31),
            published_within={"test": Duration(305, DurationKind.DAYS, "day")},
        )
        found = waits(policy, [case])["quick test", None]
        assert (found["ended"], found["going_on"]) == (0, 1)
        assert date(2020, 12, 31) - timedelta(305) == date(2020, 3, 1)


def test_the_days_of_a_pause_can_be_left_out() -> None:
    """The flood stopped the clock of all checks from 1 February to 14 May 2021, for 103 days."""
    checks = ilacs_rules.load(HERE / "audit" / "checks")
    before, after = date(2020, 6, 1), date(2022, 8, 1)
    events = (
        Event("full check", before, before, fields={"result": "safe"}),
        Event("short check", after, after, fields={"result": "safe"}),
    )
    mills = [Case(f"mill {number}", events=events) for number in range(4)]
    report: Any = ilacs_rules.audit(checks, mills, SINCE, date(2023, 12, 31), timing=True)
    found = report.as_data()["waits"][0]
    assert found["requirement"] == "short check"
    assert (found["days"]["half"], found["days_without_pauses"]["half"]) == (791, 791 - 103)


def test_nothing_is_told_of_it_where_nobody_asks(policy: Policy, boilers: list[Case]) -> None:
    assert ilacs_rules.audit(policy, boilers, SINCE, ON).as_data()["waits"] is None


def test_a_history_without_a_pair_has_no_quartile(policy: Policy) -> None:
    tested = Event("full test", date(2019, 6, 3), date(2019, 6, 3), fields={"result": "safe"})
    found = waits(policy, [Case("mill", events=(tested,))])["quick test", None]
    assert (found["ended"], found["going_on"], found["curve"]) == (0, 1, [])
    assert set(found["days"].values()) == {None}


def test_waits_in_a_record_that_is_not_complete_are_not_told(policy: Policy) -> None:
    first, second = (Event("full test", day, day, fields={"result": "safe"}) for day in (SINCE, date(2020, 9, 1)))
    for complete_from, told in ((None, 0), (date(2019, 1, 2), 0), (SINCE, 1)):
        case = Case("mill", events=(first, second), complete_from={"test": complete_from})
        found = waits(policy, [case])
        assert sum(each["ended"] for each in found.values() if each["began_under"] is None) == told
