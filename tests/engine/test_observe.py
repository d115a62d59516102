"""What a history of invented boilers shows beside a plan; days and chances are worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import ilacs_rules
from ilacs_rules import Case, Duration, DurationKind, Event, Policy
from tests.policies import read_once

HERE = Path(__file__).parent
DAY = date(2020, 1, 1)


@pytest.fixture(scope="module")
def policy(old_boilers: Path) -> Policy:
    return ilacs_rules.load(old_boilers / "tests")


def boiler(number: int, *days: int) -> Case:
    """Tested so many days before the day, each time for one day."""
    tested = [DAY - timedelta(each) for each in days]
    return Case(
        f"boiler {number}", events=tuple(Event("full test", on, on, fields={"result": "safe"}) for on in tested)
    )


# Ten waited 700 days and ten 800; all of them have waited 300 days since, when the history ends.
HISTORY = [boiler(number, 1_000 if number < 10 else 1_100, 300) for number in range(20)]


def observed(policy: Policy, cases: list[Case], history: list[Case] = HISTORY) -> dict[str, Any]:
    answer: Any = ilacs_rules.observe(policy, history, cases, DAY).as_data()
    return {each["case"]: each for each in answer["cases"]}


def test_a_quarter_had_it_by_the_first_day_and_three_quarters_by_the_last(policy: Policy) -> None:
    """It has waited 600 days: half of the twenty that waited so long had it after 700, all after 800."""
    found = observed(policy, [boiler(1, 600)])["boiler 1"]
    assert (found["event"], found["waits_since"]) == ("test", str(DAY - timedelta(600)))
    assert (found["usually_from"], found["usually_to"]) == (str(DAY + timedelta(100)), str(DAY + timedelta(200)))
    # 3 months are 91 days, 6 months 182, and 12 months 366
    assert found["chances"] == [
        {"months": 3, "chance": 0.0},
        {"months": 6, "chance": 0.5},
        {"months": 12, "chance": 1.0},
    ]


def test_who_waits_longer_is_held_against_those_who_waited_so_long(policy: Policy) -> None:
    found = observed(policy, [boiler(1, 750), boiler(2, 801), boiler(3)])
    assert (found["boiler 1"]["usually_from"], found["boiler 1"]["usually_to"]) == (str(DAY + timedelta(50)),) * 2
    assert {each["chance"] for each in found["boiler 2"]["chances"]} == {None}, "nobody was seen to wait so long"
    assert "boiler 3" not in found, "it waits since no test"


def test_only_what_was_published_by_the_day_counts(policy: Policy) -> None:
    def late(case: Case) -> Case:
        return replace(case, events=tuple(replace(each, publication=DAY + timedelta(1)) for each in case.events))

    report = ilacs_rules.observe(policy, [*map(late, HISTORY[:11]), *HISTORY[11:]], [boiler(1, 600)], DAY)
    assert report.as_data()["cases"] == []
    (found,) = report.findings
    assert found.code == "W725"
    assert found.message.startswith("only nine waits from one event to the next had ended by 2020-01-01")
    earlier = ilacs_rules.observe(policy, HISTORY, [boiler(1, 600)], DAY, known=DAY - timedelta(301))
    assert earlier.as_data()["waits"] == [{"event": "test", "ended": 0, "going_on": 20}]


def test_what_comes_after_the_day_changes_nothing(policy: Policy) -> None:
    def with_more(case: Case) -> Case:
        tested = Event("full test", DAY + timedelta(5), DAY + timedelta(5), fields={"result": "faulty"})
        return replace(case, events=(*case.events, tested))

    cases = [boiler(1, 600), boiler(2, 100)]
    assert observed(policy, cases, list(map(with_more, HISTORY))) == observed(policy, cases)


def test_days_of_a_pause_are_no_days_of_waiting() -> None:
    """The flood stopped the clock of all checks on 103 days, so that the day comes so much later."""
    checks = ilacs_rules.load(HERE / "audit" / "checks")
    on = date(2021, 6, 1)

    def building(number: int, *days: int) -> Case:
        held = [on - timedelta(each) for each in days]
        return Case(
            f"hall {number}", events=tuple(Event("full check", day, day, fields={"result": "safe"}) for day in held)
        )

    history = [building(number, 1_000, 200) for number in range(10)]
    answer: Any = ilacs_rules.observe(checks, history, [building(11, 900)], on).as_data()
    (found,) = answer["cases"]
    # it waits 900 - 103 days; all waited 1,000 - 200 days before the flood
    assert found["usually_from"] == found["usually_to"] == str(on + timedelta(800 - (900 - 103)))


def test_of_a_wait_nothing_is_told_where_it_is_not_known_how_much_of_it_was_paused(tmp_path: Path) -> None:
    for file in (HERE / "audit" / "checks").glob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace("from: 2021-02-01", "from: 2021-02")
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    checks, on = ilacs_rules.load(tmp_path), date(2021, 6, 1)

    def hall(name: str, *days: int) -> Case:
        held = [on - timedelta(each) for each in days]
        return Case(name, events=tuple(Event("full check", day, day, fields={"result": "safe"}) for day in held))

    history = [hall(f"hall {number}", 1_000, 200) for number in range(10)]
    assert date(2021, 5, 14) < on - timedelta(15)
    answer: Any = ilacs_rules.observe(checks, history, [hall("across it", 900), hall("after it", 15)], on).as_data()
    assert [each["case"] for each in answer["cases"]] == ["after it"]


def test_a_history_without_a_pair_is_told(policy: Policy) -> None:
    for history in ([], [boiler(1, 600)]):
        (found,) = ilacs_rules.observe(policy, history, [boiler(1, 600)], DAY).findings
        assert found.message.startswith("no wait from one event to the next had ended")


def test_waits_in_a_record_that_is_not_complete_do_not_count(policy: Policy) -> None:
    """Of an event that may be missing in between nobody knows: from the day on which the record begins they count."""
    begins = DAY - timedelta(1_050)
    for complete_from, ended in (({"test": None}, []), ({"full test": None}, []), ({"test": begins}, [10])):
        history = [replace(case, complete_from=complete_from) for case in HISTORY]
        answer: Any = ilacs_rules.observe(policy, history, [boiler(1, 600)], DAY).as_data()
        assert [each["ended"] for each in answer["waits"]] == ended


def test_a_wait_is_seen_from_the_day_on_which_the_rules_first_asked(policy: Policy) -> None:
    """They asked from 1 January 2019 on, 365 days before the day: all 20 had been tested 300 days before, after 635."""
    asking_since_2019 = read_once(HERE / "backtest" / "tests")
    history = [boiler(number, 1_000, 300) for number in range(20)]
    assert observed(asking_since_2019, [boiler(1, 690)], history)["boiler 1"]["usually_to"] == str(
        DAY + timedelta(10)
    ), "they waited 700 days, of which 65 were seen"
    earlier = [boiler(number, 1_000, 400) for number in range(20)]
    report = ilacs_rules.observe(asking_since_2019, earlier, [boiler(1, 600)], DAY)
    assert report.as_data()["waits"] == [{"event": "test", "ended": 0, "going_on": 20}]
    assert [each.code for each in report.findings] == ["W725"]
    assert observed(policy, [boiler(1, 550)], earlier)["boiler 1"]["usually_to"] == str(DAY + timedelta(50))


def test_what_may_have_come_since_the_record_was_sure_is_less_likely_to_come(policy: Policy) -> None:
    """Half had it after 700 days and half after 800. It waits 750 days, and the record is sure up to the 650th only.

    Half of those like it had it since; the others all have it within 3 months.
    """
    waits = replace(boiler(1, 750), published_within={"test": Duration(100, DurationKind.DAYS)})
    assert observed(policy, [waits])["boiler 1"]["chances"] == [
        {"months": months, "chance": 0.5} for months in (3, 6, 12)
    ]
    assert observed(policy, [boiler(1, 750)])["boiler 1"]["chances"][0]["chance"] == 1.0


def test_it_can_be_had_as_a_table(policy: Policy) -> None:
    table = ilacs_rules.tables(ilacs_rules.observe(policy, HISTORY, [boiler(1, 600)], DAY))["observed"]
    assert [row["observed: chance in 6 months"] for row in table.as_data()] == [0.5]
