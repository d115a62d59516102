"""`counts from: start`: an event is done on its first day, in the window or out of it, though it goes on.

A building was checked on 1 and 2 March 2021 and its report published on 1 April. The next check is due three years
after the report, within a month either side: from 1 March to 1 May 2024.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ilacs_rules import (
    Case,
    Duration,
    DurationKind,
    Event,
    Obligation,
    Partial,
    Policy,
    Status,
    audit,
    decide,
    explanation,
    forecast,
    load,
)

TEXT = """
policy: checks
title: Checks of buildings
publisher: Anyshire Fire Service
published: 2018-06-01
in force: {from: 2019-01-01}
subject: building
events: {check: {}, drill: {}}
requirements:
  next check:
    assumes: an example
    event: check
    counts from: start
    lasts: 2 weeks
    due: every 3 years after publication of latest check, within 1 month either side
  drill: {assumes: an example, event: drill, due: at least 1 between checks}
  two drills:
    assumes: an example
    event: drill
    counts from: start
    due: every month after 2021-01-31, up to 2 times
  first drill: {assumes: an example, event: drill, counts from: start, due: by 2021-06-30}
"""
FIRST = Event("check", date(2021, 3, 1), date(2021, 3, 2), date(2021, 4, 1))
FROM_START, ONCE_ENDED = "from its start", "once it has ended"


@pytest.fixture
def policies(tmp_path: Path) -> Callable[[str], Policy]:
    """The policy, and the same where an event counts once it has ended."""

    def make(counts: str) -> Policy:
        path = tmp_path / "2019-01-01.yaml"
        path.write_text(TEXT if counts == FROM_START else TEXT.replace("counts from: start", "counts from: end"))
        return load(path)

    return make


def next_check(policy: Policy, on: date, *events: Event, **told: object) -> Obligation:
    case = Case("Hall", {}, (FIRST, *events), **told)  # type: ignore[arg-type]
    return decide(policy, case, on).obligation("next check")


@pytest.mark.parametrize(
    ("counts", "status"), [(FROM_START, Status.NOT_YET_OPEN), (ONCE_ENDED, Status.OVERDUE)], ids=str
)
def test_begun_in_time_it_is_done_in_time_though_it_goes_on(
    policies: Callable[[str], Policy], counts: str, status: Status
) -> None:
    under_way = Event("check", date(2024, 4, 29), None)
    assert next_check(policies(counts), date(2024, 5, 3), under_way).status is status


def test_what_is_done_again_goes_on_from_the_first_day(policies: Callable[[str], Policy]) -> None:
    following = next_check(policies(FROM_START), date(2024, 5, 3), Event("check", date(2024, 4, 29), None))
    assert following.target == date(2027, 4, 29)
    why = explanation(
        decide(
            policies(FROM_START), Case("Hall", {}, (FIRST, Event("check", date(2024, 4, 29), None))), date(2024, 5, 3)
        )
    )
    assert "the first day of the check begun on 29 April 2024" in str(why)


def test_an_event_that_began_too_late_is_late_by_its_first_day(policies: Callable[[str], Policy]) -> None:
    begun = Event("drill", date(2021, 7, 2), date(2021, 7, 9))
    done = decide(policies(FROM_START), Case("Hall", {}, (begun,)), date(2021, 8, 2)).obligation("first drill")
    assert (done.status, done.days_late) == (Status.SATISFIED, 2)


def test_so_many_are_done_once_the_last_of_them_has_begun(policies: Callable[[str], Policy]) -> None:
    begun = Event("drill", date(2021, 3, 1), date(2021, 3, 3)), Event("drill", date(2021, 4, 1), date(2021, 4, 9))
    for counts, status in ((FROM_START, Status.SATISFIED), (ONCE_ENDED, Status.NOT_YET_OPEN)):
        drills = decide(policies(counts), Case("Hall", {}, begun), date(2021, 4, 2)).obligation("two drills")
        assert drills.status is status


@pytest.mark.parametrize(("counts", "happened"), [(FROM_START, "began"), (ONCE_ENDED, "ended")], ids=str)
def test_what_is_missing_is_the_day_that_counts(policies: Callable[[str], Policy], counts: str, happened: str) -> None:
    """Of the drill only the year is known, which may have been too late."""
    year = Partial(date(2021, 1, 1), date(2021, 12, 31))
    drill = decide(policies(counts), Case("Hall", {}, (Event("drill", year, year),)), date(2021, 8, 2))
    needs = [need.text for need in drill.obligation("two drills").needs]
    assert needs == [f"the day in 2021 on which the drill {happened} is not recorded"]


@pytest.mark.parametrize(("counts", "verdict"), [(FROM_START, ("on time", 0)), (ONCE_ENDED, ("late", 9))], ids=str)
def test_an_audit_holds_the_first_day_against_the_window(
    policies: Callable[[str], Policy], counts: str, verdict: tuple[str, int]
) -> None:
    held = Event("check", date(2024, 4, 29), date(2024, 5, 10))
    judged = audit(policies(counts), [Case("Hall", {}, (FIRST, held))], date(2024, 1, 1), date(2024, 12, 31)).audit
    assert [(str(each.timing), each.days) for each in judged.findings] == [verdict]


def test_what_is_not_published_yet_may_have_begun_as_long_before_as_it_lasts(
    policies: Callable[[str], Policy],
) -> None:
    """Recorded six weeks after its end at the latest, and lasting two: what began eight weeks ago is surely known."""
    told = {"complete_until": date(2024, 7, 1), "published_within": {"check": Duration(42, DurationKind.DAYS)}}
    late = next_check(policies(FROM_START), date(2024, 7, 1), **told)
    assert (late.status, late.unless_done_since) == (Status.OVERDUE_UNLESS_DONE, date(2024, 5, 6))
    assert next_check(policies(ONCE_ENDED), date(2024, 7, 1), **told).unless_done_since == date(2024, 5, 20)


def test_a_forecast_begins_it_on_the_day_that_counts(policies: Callable[[str], Policy]) -> None:
    expected = forecast(policies(FROM_START), [Case("Hall", {}, (FIRST,))], date(2023, 1, 1), date(2028, 1, 1))
    checks = [each for each in expected.forecast.events if each.event.kind == "check"]
    assert [(each.start, each.end) for each in checks] == [
        (date(2024, 4, 1), date(2024, 4, 14)),
        (date(2027, 4, 14), date(2027, 4, 27)),
    ]


def test_a_month_in_which_it_began_is_enough_to_tell_it_was_in_time(policies: Callable[[str], Policy]) -> None:
    april = Partial(date(2024, 4, 1), date(2024, 4, 30))
    begun = Event("check", april, date(2024, 5, 3))
    assert next_check(policies(FROM_START), date(2024, 5, 2), begun).status is Status.NOT_YET_OPEN
