"""What hangs on something not yet done is not late: only that on which it hangs is, once."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_rules import Case, Event, Obligation, Policy, Status, audit, decide, plan
from tests.policies import loaded, read_once

INADEQUATE = Event(
    "single inspection",
    date(2017, 10, 9),
    date(2017, 11, 2),
    date(2017, 12, 8),
    {"overall effectiveness": "inadequate"},
)
SUMMER = date(2018, 8, 1)  # after the day of the first visit, and after the one reckoned from it
FIRST, NEXT = "first monitoring visit", "monitoring"


def authority(*visits: tuple[int, int]) -> Case:
    held = (Event("monitoring visit", date(2018, *day), date(2018, *day)) for day in visits)
    return Case("Anyshire", {}, (INADEQUATE, *held))


@pytest.fixture(scope="module")
def ilacs() -> Policy:
    return read_once("ilacs")


def owed(policy: Policy, case: Case, requirement: str, on: date = SUMMER) -> Obligation:
    return decide(policy, case, on, trace=False).obligation(requirement)


def test_a_first_visit_that_was_never_made_is_late_once(ilacs: Policy) -> None:
    first, following = (owed(ilacs, authority(), each) for each in (FIRST, NEXT))
    assert (first.status, first.days_late) == (Status.OVERDUE, 105)
    assert (following.status, following.days_late) == (Status.PROVISIONAL, None)
    assert str(following.closes) == "2018-06-21"  # as things stand, and no longer once the first is made
    late = audit(ilacs, [authority()], date(2018, 1, 1), SUMMER).audit.late
    assert [row.obligation.requirement for row in late] == ["action plan", FIRST]
    rows = plan(ilacs, [authority()], SUMMER).rows
    assert [row.obligation.requirement for row in rows if row.obligation.status is Status.OVERDUE] == [
        "action plan",
        FIRST,
    ]


def test_once_the_first_visit_is_made_the_next_can_be_late(ilacs: Policy) -> None:
    case = authority((4, 17))
    assert owed(ilacs, case, NEXT).status is Status.OVERDUE
    assert str(owed(ilacs, case, NEXT).closes) == "2018-07-17"


def test_the_first_visit_is_held_against_its_own_day_alone(ilacs: Policy) -> None:
    found = audit(ilacs, [authority((4, 17), (7, 18))], date(2018, 1, 1), SUMMER).audit.findings
    of_visits = [(each.obligation.requirement, str(each.timing)) for each in found if each.obligation is not None]
    assert of_visits == [(FIRST, "on time"), (NEXT, "late")]


YARDS = """
policy: yards
title: Yards
publisher: Anyshire
published: 2023-11-01
in force: {from: 2024-01-01}
subject: yard
facts: {opened: date}
events: {look: {}, walk: {}}
definitions:
  counted from: if any look then end of latest look else opened
requirements:
  look: {assumes: it, event: look, FIRST, due: within 2 weeks after opened}
  walk: {assumes: it, event: walk, due: within 2 months after counted from}
"""


@pytest.mark.parametrize(
    ("first", "status"),
    [
        ("strength: must", Status.PROVISIONAL),
        ("strength: asked", Status.OVERDUE),  # what nobody has to do excuses nothing
        ("strength: usually", Status.OVERDUE),
    ],
)
def test_only_what_is_as_binding_leaves_open_when_another_is_due(first: str, status: Status) -> None:
    yard = Case("Mill Yard", {"opened": date(2024, 1, 8)})
    policy = loaded(YARDS.replace("FIRST", first))
    assert owed(policy, yard, "walk", date(2024, 6, 3)).status is status
    looked = Case("Mill Yard", yard.facts, (Event("look", date(2024, 2, 1), date(2024, 2, 1)),))
    assert owed(policy, looked, "walk", date(2024, 6, 3)).status is Status.OVERDUE
