"""One duty for each event, and what follows another requirement.

A row shows the events, the day of the question, and the answer as one line: status, opens · target · closes, what is
done, how late, what is worth noting, why there is no date, what is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from ilacs_rules import Event
from tests.engine import timings
from tests.engine.obligation_rows import (
    INSPECTED,
    INSPECTION,
    ONCE,
    QUARTERLY,
    answer,
    check,
    checks,
    row,
)
from tests.engine.obligation_tools import (
    NOTHING,
    UNKNOWN,
    Requirement,
    case,
    decide,
    end_of_latest,
    end_of_this,
    event,
    make_version,
    named,
    on_day,
    requirement,
    shown,
)

# ------------------------------------------------------------------------------------------------ for each


def plan(**others: object) -> Requirement:
    timing = others.pop("timing", timings.within("20 working days", end_of_this("fire check")))
    return requirement("plan", "repair plan", timing, for_each="fire check", **others)  # type: ignore[arg-type]


def test_one_duty_for_each_event_since_it_came_into_force() -> None:
    events = checks("2017-12-31", "2018-01-01", "2018-08-10")
    assert answer(plan(), events, "2018-09-01").splitlines() == [
        "overdue | 2018-01-02 · – · 2018-01-29 | 215 days late",
        "open | 2018-08-11 · – · 2018-09-10",
    ]
    found = decide(make_version(plan()), case(*events), "2018-09-01")
    assert [obligation.instance for obligation in found] == events[1:]


def test_without_such_an_event_it_does_not_apply() -> None:
    expected = "does not apply | because there is no fire check that it would be about"
    assert answer(plan(), checks("2017-12-31"), "2018-09-01") == expected


PLANS = [event("repair plan", "2018-03-12"), event("repair plan", "2018-03-20")]
TWO_CHECKS = checks("2018-03-01", "2018-03-10")


@pytest.mark.parametrize(
    ("plans", "several", "expected"),
    [
        (PLANS[:1], False, ["satisfied", "overdue"]),
        (PLANS, False, ["satisfied", "satisfied"]),
        (PLANS[:1], True, ["satisfied", "satisfied"]),
        ([event("repair plan", "2018-03-05")], False, ["satisfied", "overdue"]),
        ([event("repair plan", "2018-03-12")] * 2, False, ["satisfied", "overdue"]),  # one event, named twice
        ([event("repair plan", "2018-03-12"), event("repair plan", "2018-03-12")], False, ["satisfied", "satisfied"]),
    ],
)
def test_events_are_matched_one_to_one(plans: list[Event], several: bool, expected: list[str]) -> None:
    asked = plan(one_event_may_serve_several=several)
    found = decide(make_version(asked), case(*TWO_CHECKS, *plans), "2019-01-01")
    assert [obligation.status.value for obligation in found] == expected


def test_each_instance_has_its_own_when() -> None:
    asked = plan(when=named("serious"))
    found = decide(make_version(asked), case(*TWO_CHECKS), "2018-03-15", serious=UNKNOWN)
    assert [shown(obligation) for obligation in found] == ["undetermined | needs: serious is not recorded"] * 2


def test_a_fire_check_that_may_have_ended_since_is_undetermined() -> None:
    found = answer(plan(), checks("2018-03-01", "2018-05"), "2018-05-15").splitlines()
    assert found == [
        "overdue | 2018-03-02 · – · 2018-03-29 | 47 days late",
        "undetermined | needs: the day in May 2018 on which the fire check ended is not recorded",
    ]


# ------------------------------------------------------------------------------------------------ following

REPAIR = requirement("repair", "repair plan", timings.following("fire check"))


def following(first: Requirement, events: Sequence[Event], on: str, **values: object) -> str:
    found = decide(make_version(REPAIR, first), case(INSPECTION, *events), on, **values)  # type: ignore[arg-type]
    return shown(found[0])


@pytest.mark.parametrize(
    ("first", "events", "on", "expected"),
    [
        row(
            "a repeat without an end",
            check(QUARTERLY),
            [],
            "2018-06-01",
            "no date set | because it follows “fire check”, which goes on without an end",
        ),
        row(
            "up to 2 times, one done",
            check(QUARTERLY, up_to=2),
            checks("2018-08-25"),
            "2018-09-01",
            "no date set | because it may be done once the two fire checks are done",
        ),
        row(
            "once, from the latest of its own: each that is done begins it anew",
            check(timings.within("4 months", end_of_latest("fire check"))),
            checks("2018-08-25"),
            "2018-09-01",
            "no date set | because it follows “fire check”, which begins anew each time it is done",
        ),
        row(
            "up to 2 times, both done",
            check(QUARTERLY, up_to=2),
            checks("2018-08-25", "2018-11-25", "2019-01-01"),
            "2019-01-01",
            "open | 2018-11-26 · – · –",
        ),
        row(
            "at least 1 counts before up to 2",
            check(QUARTERLY, up_to=2, at_least=1),
            checks("2018-08-25"),
            "2018-08-25",
            "not yet open | 2018-08-26 · – · –",
        ),
        row(
            "once, and followed",
            check(timings.within("1 year", INSPECTED)),
            [*checks("2018-08-25"), event("repair plan", "2018-08-26")],
            "2018-09-01",
            "satisfied | 2018-08-26 · – · –",
        ),
        row(
            "what it follows does not apply",
            check(ONCE, when=named("large")),
            [],
            "2018-09-01",
            "no date set | because it follows “fire check”, which does not apply",
        ),
        row(
            "what it follows cannot be told",
            check(ONCE, when=named("small")),
            [],
            "2018-09-01",
            "applies | needs: small is not recorded",
        ),
        row(
            "the day it was complete is not known",
            check(timings.within("1 year", INSPECTED)),
            checks("2018-08"),
            "2018-10-01",
            "applies | needs: the day in August 2018 on which the fire check ended is not recorded",
        ),
    ],
)
def test_following(first: Requirement, events: list[Event], on: str, expected: str) -> None:
    assert following(first, events, on, large=False, small=UNKNOWN) == expected


def test_an_incomplete_record_may_hold_further_instances() -> None:
    gap = {"fire check": date(2018, 3, 1)}
    found = decide(make_version(plan()), case(*checks("2018-03-01"), complete_from=gap), "2018-03-10")
    assert [shown(obligation) for obligation in found] == [
        "open | 2018-03-02 · – · 2018-03-29",
        "undetermined | needs: the record of fire checks is not complete before 1 March 2018",
    ]
    old_gap = {"fire check": date(2018, 1, 1)}  # nothing it could hide has ended since the policy came into force
    assert len(decide(make_version(plan()), case(*checks("2018-03-01"), complete_from=old_gap), "2018-03-10")) == 1


@pytest.mark.parametrize(
    ("events", "serious", "expected"),
    [
        (checks("2018-03-01"), True, "does not apply | because “plan” applies instead"),
        (checks("2018-03-01"), False, "no date set"),
        ([], True, "no date set"),
        (checks("2018-03-01"), UNKNOWN, "undetermined | needs: serious is not recorded"),
        (
            checks("2018-03"),
            True,
            "undetermined | needs: the day in March 2018 on which the fire check ended is not recorded",
        ),
    ],
)
def test_a_duty_for_each_event_may_be_the_exception(events: list[Event], serious: object, expected: str) -> None:
    drill = requirement("drill", "drill", timings.within("1 year", named("approval")))
    version = make_version(drill, plan(when=named("serious"), exception_to=("drill",)))
    found = decide(version, case(*events), "2018-03-15", serious=serious, approval=NOTHING)  # type: ignore[arg-type]
    assert shown(found[0]).startswith(expected)


def test_following_a_duty_for_each_event_waits_for_all_of_them() -> None:
    version = make_version(requirement("drill", "drill", timings.following("plan")), plan())
    both = [event("repair plan", "2018-03-12"), event("repair plan", "2018-03-20")]
    waiting = decide(version, case(*TWO_CHECKS, both[0]), "2018-04-01")
    assert shown(waiting[0]) == "no date set | because it may be done once “plan” is done"
    assert shown(decide(version, case(*TWO_CHECKS, *both), "2018-04-01")[0]) == "open | 2018-03-21 · – · –"
    assert (
        shown(decide(version, case(), "2018-04-01")[0])
        == "no date set | because it follows “plan”, which does not apply"
    )


def test_where_a_last_day_would_follow_what_is_missing_is_why_there_is_no_date() -> None:
    drill = requirement("drill", "drill", timings.following("plan"), not_after=on_day("2019-01-01"))
    found = decide(make_version(drill, plan()), case(*checks("2018-03-01")), "2018-04-01")
    assert shown(found[0]) == "no date set | because it follows “plan”, which is not done yet"
