"""Nothing that a forecast tells of its first day is surer than what is decided on that day, however little is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from ilacs_rules import (
    Case,
    Day,
    Decision,
    DecisionError,
    Event,
    ForecastReport,
    NotInForce,
    Obligation,
    Partial,
    Policy,
    Status,
    decide,
    forecast,
)
from tests.conftest import tried
from tests.engine.less_told import tellings
from tests.engine.test_one_fact_less import SHIPPED
from tests.policies import CANNOT_BE_TOLD, HALLS, loaded, read_once
from tests.strategies.any_cases import any_case, some_day

LATE = (Status.OVERDUE, Status.LATER_THAN_USUAL, Status.LATER_THAN_ASKED)
UNLESS_DONE = (
    Status.OVERDUE_UNLESS_DONE,
    Status.LATER_THAN_USUAL_UNLESS_DONE,
    Status.LATER_THAN_ASKED_UNLESS_DONE,
)

CHECKS = loaded(
    HALLS
    + """\
events: {check: {}, visit: {}, drill: {}, meeting: {}}
definitions: {last check: latest check}
requirements:
  drill: {source: notice, when: no meeting since (today - 1 year), event: drill, due: 1 year after end of last check}
  check: {source: notice, event: check, due: every year after end of last check}
  visit: {source: notice, event: visit, due: at least 1 between checks}
"""
)
CHECKED = Event("check", date(2020, 3, 10), date(2020, 3, 10))
ON = date(2021, 5, 1)
VAGUE = Partial(date(2021, 4, 20), date(2021, 5, 20))


def told(*events: Event, on: date = ON) -> tuple[Decision, ForecastReport, str]:
    """What is decided on the first day, what is expected after it, and what that is said to rest on."""
    case = Case("Hall", events=(CHECKED, *events))
    found = forecast(CHECKS, [case], on, date(2022, 1, 1))
    return decide(CHECKS, case, on), found, " ".join(found.assumptions)


@pytest.mark.parametrize(
    "check",
    [
        pytest.param(Event("check", date(2021, 4, 20), None, date(2021, 5, 20)), id="published later, end not told"),
        pytest.param(Event("check", date(2021, 4, 20), VAGUE), id="end only between two days"),
        pytest.param(Event("check", VAGUE, VAGUE), id="may not have begun"),
        pytest.param(Event("check", VAGUE, None), id="may not have begun, in hand or to come"),
    ],
)
def test_what_a_check_may_have_ended_is_not_told_as_overdue(check: Event) -> None:
    decided, found, said = told(check)
    assert decided.obligation("visit").status in CANNOT_BE_TOLD
    assert found.forecast.overtaken == ()
    assert "overdue" not in said


def test_the_end_of_what_may_be_in_hand_is_said_as_it_is_told() -> None:
    *_, said = told(Event("check", date(2021, 4, 20), None, date(2021, 5, 20)))
    assert "begun on 20 April 2021, ends at some time from 20 April 2021 to 20 May 2021" in said
    *_, said = told(Event("check", VAGUE, VAGUE))
    assert "begun or to begin at some time from 20 April 2021 to 20 May 2021" in said


def test_what_may_have_begun_is_awaited_and_not_expected_once_more() -> None:
    """A check recorded as of May alone: by the first of May nobody knows whether it has begun."""
    may = Partial(date(2021, 5, 1), date(2021, 5, 31))
    _, found, _ = told(Event("check", may, may))
    checks = [each.start for each in found.forecast.events if each.event.kind == "check"]
    assert checks == []


def test_what_may_be_of_the_kind_asked_for_is_awaited() -> None:
    """An inspection in hand may be a full one: no full one is expected while it goes on."""
    policy = loaded(
        HALLS
        + """\
events: {inspection: {}, full inspection: {is: inspection}, short inspection: {is: inspection}}
requirements:
  inspect: {source: notice, event: full inspection, due: every year after end of latest full inspection}
"""
    )
    full = Event("full inspection", date(2020, 3, 10), date(2020, 3, 10))
    for kind, expected in (("inspection", []), ("full inspection", []), ("short inspection", [date(2021, 3, 10)])):
        case = Case("Hall", events=(full, Event(kind, date(2021, 2, 25), date(2021, 6, 1))))
        found = forecast(policy, [case], date(2021, 2, 28), date(2021, 12, 31)).forecast.events
        assert [each.start for each in found] == expected, kind


def test_what_depends_on_a_day_that_may_have_come_waits_until_it_surely_has() -> None:
    """A meeting that is over by 20 May takes a drill off; until then nobody knows."""
    decided, found, _ = told(Event("meeting", date(2021, 4, 20), None, date(2021, 5, 20)))
    assert decided.obligation("drill").status is Status.UNDETERMINED
    assert [each for each in found.forecast.events if each.event.kind == "drill" and each.start.year == 2021] == []
    decided, found, _ = told()
    assert decided.obligation("drill").status is Status.OVERDUE
    assert found.forecast.events[0].event.kind == "drill"


# ------------------------------------------------------------------------------------------------ the law


def surer(policy: Policy, case: Case, on: date) -> Iterator[str]:
    """What a forecast tells of its first days for certain, and is not told so by what is decided.

    What follows from an event that is taken to be known by the next day rests on that, and that is said.
    """
    found = forecast(policy, [case], on, on + timedelta(400)).forecast
    tomorrow = on + timedelta(1)
    imagined = (event.publication for _, event in (*found.brought_to_end, *found.made_public))
    if found.failed or any(day is not None and last_of(day) <= tomorrow for day in imagined):
        return
    begun = tuple(event for event in case.events if first_of(event.start) <= on)
    so_far = replace(case, events=begun, complete_until={}, published_within={})
    decided = [decide(policy, case, on), decide(policy, so_far, tomorrow)]
    for each in found.overtaken:
        if not any(_stands(each.obligation, decision) for decision in decided[:1]):
            yield f"{each.requirement.words} {each.obligation.status}"
    for each in found.events:
        if each.decision.on == tomorrow and not any(_stands(each.obligation, decision) for decision in decided):
            yield f"{each.requirement.words} {each.obligation.status}, by {each.obligation.closes}"


def _stands(obligation: Obligation, decision: Decision) -> bool:
    """Whether an obligation stands so by a decision, or would unless something is not in the record."""
    about = None if obligation.instance is None else obligation.instance.source
    for one in decision.obligations:
        if one.requirement == obligation.requirement and about == (one.instance and one.instance.source):
            if obligation.status in LATE:
                return one.closes == obligation.closes and one.status in (*LATE, *UNLESS_DONE)
            return one.status in (obligation.status, Status.NOT_YET_OPEN, Status.OPEN, *LATE, *UNLESS_DONE)
    return False


def first_of(day: Day) -> date:
    return day.first if isinstance(day, Partial) else day


def last_of(day: Day) -> date:
    return day.last if isinstance(day, Partial) else day


def try_law(folder: Path, number: int, random: Random) -> list[str]:
    """Cases under each version of a policy, and each with less told of it."""
    policy, found = read_once(folder), []
    starts = [program.version.start for program in policy.versions]
    for _ in range(number):
        start = random.choice(starts)
        following = starts.index(start) + 1
        last = starts[following] if following < len(starts) else start.replace(year=start.year + 4)
        case = any_case(random, policy.vocabulary, start.replace(year=start.year - 4), last)
        on = some_day(random, case, start, last)
        if on + timedelta(1) in starts:
            continue
        all_told = [("all is told", case), *tellings(case, policy.vocabulary, random)]
        for what, less in random.sample(all_told, min(4, len(all_told))):
            try:
                found += [f"{policy.name} on {on}, {what}: {each}\n    {less}" for each in surer(policy, less, on)]
            except (DecisionError, NotInForce):
                continue
    return found


@pytest.mark.thorough
@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_nothing_is_told_of_the_first_day_that_is_not_decided(folder: Path) -> None:
    found = try_law(folder, tried(100, here=20), Random(3))
    assert not found, "\n".join(found[:3])
