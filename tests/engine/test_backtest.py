"""Plans of days gone by, of invented boilers, held against what followed; `backtest/boilers.yaml` says what of each.

What is expected of the orders is worked out by hand in the tests.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import ilacs_rules
from ilacs_rules import BacktestReport, Case, Code, Duration, DurationKind, Event, NotInForce, Policy

HERE = Path(__file__).parent / "backtest"
DAY = date(2020, 1, 1)
YEAR = Duration(12, DurationKind.MONTHS, "year")
FULL, SHORT = "a full test followed where a quick one is usual", "waits long, and none followed within the time"
LONGEST, FAULTY = "waits longest", "faulty"
RECENT, UNPUBLISHED = "tested not long ago", "tested, and its result not published yet"


@pytest.fixture(scope="module")
def policy() -> Policy:
    return ilacs_rules.load(HERE / "tests")


@pytest.fixture(scope="module")
def boilers(policy: Policy) -> list[Case]:
    read = ilacs_rules.read_all_cases(policy, HERE / "boilers.yaml")
    assert read.findings == []
    return read.cases


@pytest.fixture(scope="module")
def report(policy: Policy, boilers: list[Case]) -> BacktestReport:
    return held(policy, boilers)


def held(policy: Policy, cases: list[Case], to: date = DAY, *, only_published: bool = False) -> BacktestReport:
    return ilacs_rules.backtest(policy, cases, DAY, to, every=YEAR, events=["test"], only_published=only_published)


def the_day(report: BacktestReport) -> Any:
    (day,) = report.backtest.days
    return day


def order(day: Any, by: str = "plan") -> list[str]:
    """The names in order, each cut at its comma."""
    found = sorted(day.cases, key=lambda each: each.places[by])
    return [each.case.name for each in found]


def like(names: list[str], beginnings: list[str]) -> bool:
    return len(names) == len(beginnings) and all(map(str.startswith, names, beginnings))


def test_the_plan_is_the_one_that_plan_makes_by_what_was_known_on_its_day(
    policy: Policy, boilers: list[Case], report: BacktestReport
) -> None:
    made, found = ilacs_rules.plan(policy, boilers, DAY, known=DAY), the_day(report).plan
    assert list(map(untraced, found.rows)) == list(map(untraced, made.rows))
    about_tests = replace(made, rows=tuple(row for row in made.rows if row.obligation.event != "cleaning"))
    order_of_lines = [line.case.name for line in about_tests.lines if not line.case.name.startswith("left out")]
    assert order(the_day(report)) == order_of_lines


def untraced(row: Any) -> tuple[str, object]:
    """A row without what only a trace tells: what would settle it."""
    return row.case.name, replace(row.obligation, needs=(), lasts_needs=())


def test_the_order_of_the_plan_and_of_who_waits_longest(report: BacktestReport) -> None:
    """The plan goes by the day on which the window closes: 14 February, 4 March, 5 June, then what is not yet open."""
    day = the_day(report)
    assert like(order(day), [FAULTY, LONGEST, FULL, SHORT, RECENT, UNPUBLISHED])
    assert like(order(day, "time"), [LONGEST, FULL, SHORT, FAULTY, RECENT, UNPUBLISHED])


def test_the_order_of_the_days_of_the_plan(report: BacktestReport) -> None:
    """4 December 2019, 14 January, 5 March, 4 June 2020; then the one whose day cannot be told, and November 2021.

    Three of the five days are 731 days after the last test, one 730, one 365: half of them at most 731. So the one
    whose day cannot be told, tested on 10 December 2019, stands as if it were due on 10 December 2021.
    """
    day = the_day(report)
    assert like(order(day, "days"), [LONGEST, FAULTY, FULL, SHORT, RECENT, UNPUBLISHED])
    assert (day.top("days", 1), day.area("days")) == (3, 1)


def test_how_good_the_orders_are(report: BacktestReport) -> None:
    """Three followed. By time: yes, yes, no, yes, no, no; 8 of the 9 pairs are in order."""
    day = the_day(report)
    assert len(day.followed) == 3
    assert (day.top("plan", 1), day.top("plan", 2), day.area("plan")) == (3, 3, 1)
    assert (day.top("time", 1), day.top("time", 2)) == (2, 3)
    assert day.area("time") == pytest.approx(8 / 9)


def test_whether_the_kind_was_right_and_it_was_in_its_window(report: BacktestReport) -> None:
    told = {each.case.name: (each.kind, each.told, each.timing) for each in the_day(report).cases}
    assert told[FULL] == ("quick test", "another kind", "on time")
    assert [value for name, value in told.items() if name.startswith(LONGEST)] == [
        ("quick test", "right kind", "on time")
    ]
    assert [value for name, value in told.items() if name.startswith(FAULTY)] == [
        ("full test", "right kind", "on time")
    ]
    assert told[SHORT] == ("quick test", None, None)
    assert told[UNPUBLISHED] == (None, None, None)


def test_how_many_were_due(report: BacktestReport) -> None:
    """The targets are 4 December 2019, 14 January, 5 March and 4 June 2020, and one in November 2021."""
    day = the_day(report)
    assert day.due == 4
    assert {each.words: (each.cases, each.followed) for each in report.by_standing} == {
        "before the day of the plan": (1, 1),
        "in the first quarter of the time": (2, 2),
        "in the second quarter": (1, 0),
        "later": (1, 0),
        "no day told": (1, 0),
    }


def test_who_is_left_out_and_why(report: BacktestReport) -> None:
    assert the_day(report).left_out == {
        "not created yet": 1,
        "ended before that": 1,
        "not all that followed is recorded": 2,
        "cannot be told whether one followed in time": 1,
    }
    assert len(the_day(report).cases) == 6


def test_with_only_what_was_published_the_older_result_still_counts(policy: Policy, boilers: list[Case]) -> None:
    """Its test of November 2017 is then the last that is known, so that it waits longest of all and is due first."""
    day = the_day(held(policy, boilers, only_published=True))
    assert order(day, "time")[0] == UNPUBLISHED
    assert next(each.kind for each in day.cases if each.case.name == UNPUBLISHED) == "quick test"
    # it is the only one of the top three that did not follow
    assert (day.top("plan", 1), day.top("time", 1)) == (2, 2)


@pytest.mark.parametrize("only_published", [False, True])
def test_nothing_that_became_known_later_moves_a_place_or_a_chance(
    policy: Policy, boilers: list[Case], only_published: bool
) -> None:
    """All tests after the day are told otherwise, and the result that was not published by it."""

    def otherwise(case: Case) -> Case:
        events = [each for each in case.events if isinstance(each.end, date) and each.end <= DAY]
        unlike = [replace(each, fields={"result": "faulty"}) if is_late(each) else each for each in events]
        return replace(case, events=tuple(unlike))

    def is_late(event: Event) -> bool:
        return isinstance(event.publication, date) and event.publication > DAY

    def told(cases: list[Case]) -> list[tuple[object, ...]]:
        day = the_day(held(policy, cases, only_published=only_published))
        found = [(each.case.name, each.places, each.kind, each.chance) for each in day.cases]
        return [each for each in found if each[0] != "left out, as it may have been tested in time or later"]

    alone = [case for case in boilers if not case.name.startswith("left out")]
    assert told(alone) == told([otherwise(case) for case in alone])


def test_each_day_has_its_own_version(policy: Policy, boilers: list[Case]) -> None:
    """In 2021 a safe boiler is tested after three years: none of these is late on the first day of the year."""
    first, second = held(policy, boilers, date(2021, 1, 1)).backtest.days
    assert [each.plan.version.start for each in (first, second) if each.plan.version] == [
        date(2019, 1, 1),
        date(2021, 1, 1),
    ]
    assert not [row for row in second.plan.rows if row.obligation.event == "quick test" and row.obligation.days_late]


def test_a_day_before_the_first_publication_has_no_plan(policy: Policy, boilers: list[Case]) -> None:
    with pytest.raises(NotInForce):
        ilacs_rules.backtest(policy, boilers, date(2018, 12, 1), DAY, every=YEAR, events=["test"])


# ------------------------------------------------------------------------------------------------ chances


def in_a_row(number: int, days: int, again: int | None) -> Case:
    """A boiler tested so many days before the day, and once more after so many days, if it was."""
    first = DAY - timedelta(days)
    events = [Event("full test", first, first, fields={"result": "safe"})]
    if again is not None:
        second = first + timedelta(again)
        events.append(Event("quick test", second, second, fields={"result": "safe"}))
    return Case(f"boiler {number}", events=events)


@pytest.fixture(scope="module")
def older(old_boilers: Path) -> Policy:
    return ilacs_rules.load(old_boilers / "tests")


AGAIN = [in_a_row(number, 1_600, 800 if number < 10 else 1_000) for number in range(20)]


def test_the_chance_is_that_of_the_waits_seen_by_the_day_and_of_the_plan(older: Policy) -> None:
    """Ten boilers were tested again after 800 days, ten after 1,000; all have waited since, and three more wait.

    Of 32 that waited 800 days ten were tested then, which leaves 22/32; of the 11 that waited 1,000 days ten, which
    leaves 1/11 of these. The year after the day has 366 days. Twenty waits that ended weigh 20/95 beside the rules,
    which ask for a test every two years: within the year of all but boiler 21.
    """
    waiting = [in_a_row(20, 900, None), in_a_row(21, 100, None), in_a_row(22, 1_200, None)]
    day = the_day(held(older, [*AGAIN, *waiting]))
    assert (day.waits.ended, day.waits.censored) == (20, 23)
    due = {each.case.name: int(each.due <= day.until) for each in day.cases}
    assert [due[name] for name in ("boiler 0", "boiler 10", "boiler 20", "boiler 21", "boiler 22")] == [1, 1, 1, 0, 1]
    chances = {each.case.name: each.chance for each in day.cases}
    assert chances["boiler 0"] == pytest.approx(20 / 95 * 10 / 11 + 75 / 95)  # from 800 days to 1,166
    assert chances["boiler 10"] == pytest.approx(20 / 95 * 10 / 32 + 75 / 95)  # from 600 to 966
    assert chances["boiler 20"] == pytest.approx(20 / 95 * 10 / 11 + 75 / 95)  # from 900 to 1,266
    assert chances["boiler 21"] == 0  # from 100 to 466: nobody was tested so early, and none is due
    assert chances["boiler 22"] == pytest.approx(75 / 95)  # from 1,200 on: nobody was seen to wait longer
    assert day.expected == pytest.approx(sum(chances.values()))


def test_where_the_plan_has_no_day_the_waits_alone_tell_the_chance(older: Policy) -> None:
    """A boiler whose last test found nobody knows what is due when nobody knows; the waits are the same."""
    untold = replace(AGAIN[0], name="untold", events=(*AGAIN[0].events[:-1], replace(AGAIN[0].events[-1], fields={})))
    cases = [*AGAIN, untold, in_a_row(22, 1_200, None)]
    (found,) = (each for each in the_day(held(older, cases)).cases if each.case.name == "untold")
    assert found.due is None
    assert found.chance == pytest.approx(10 / 11)


def test_with_only_what_was_published_what_may_have_come_since_is_less_likely_to_come(older: Policy) -> None:
    """The record of a boiler that waits 800 days is sure up to the 770th only: it may have been tested on the 800th."""
    slow = [replace(case, published_within={"test": Duration(30, DurationKind.DAYS)}) for case in AGAIN]

    def of_the_first(only_published: bool) -> float:
        day = the_day(held(older, slow, only_published=only_published))
        return next(each.chance for each in day.cases if each.case.name == "boiler 0")

    assert of_the_first(True) < of_the_first(False)


def test_a_wait_that_ended_after_the_day_is_a_wait_that_goes_on(older: Policy) -> None:
    cases = [in_a_row(number, 700, 800) for number in range(12)]
    day = the_day(held(older, cases))
    assert (day.waits.ended, day.waits.censored) == (0, 12)


def test_of_fewer_than_ten_waits_no_chance_is_told(older: Policy) -> None:
    report = held(older, [in_a_row(number, 1_600, 800) for number in range(9)])
    assert the_day(report).expected is None
    (found,) = report.findings
    assert found.code is Code.TOO_FEW_WAITS
    assert found.message == (
        "only nine waits from one test to the next had ended by 2020-01-01: no chance is told of fewer than 10"
    )


def test_a_case_that_cannot_be_decided_is_told_once_for_all_days(policy: Policy) -> None:
    wrong = Case("Hall", events=(Event("fete", DAY, DAY),))
    report = held(policy, [wrong, in_a_row(1, 100, None)], date(2021, 1, 1))
    assert [each.code for each in report.findings if each.code != "W725"] == ["E703"]


# ------------------------------------------------------------------------------------------------ what was published


def test_an_event_in_hand_is_in_no_record_until_it_has_ended(policy: Policy) -> None:
    held_then = Event("full test", date(2019, 12, 30), DAY, fields={"result": "safe"})
    for ended, last in ((DAY, DAY), (DAY + timedelta(1), None)):
        case = Case("mill", events=(replace(held_then, end=ended),))
        (found,) = the_day(held(policy, [case], only_published=True)).cases
        assert (None if found.last is None else found.last.end) == last


def test_where_none_or_all_followed_no_pair_can_be_in_order(policy: Policy) -> None:
    day = the_day(held(policy, [in_a_row(1, 100, None), in_a_row(2, 90, None)]))
    assert (day.area("plan"), day.area("time"), day.top("plan", 1)) == (None, None, 0)
