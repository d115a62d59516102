"""Of a decision of the same day, what one more event cannot touch is kept; what asks after it is worked out again.

A hall has a drill each year. A report on its first check follows the closing of that check, and a night drill may be
held beside the drill. Generated policies are in `test_fast_equals_traced`, whole forecasts in `test_forecast`.
"""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_rules import Case, Event, Status
from tests.policies import Program, decided_by, decided_further, loaded

TEXT = """\
policy: halls
title: Halls
publisher: Anyshire
published: 2023-11-01
in force: {from: 2024-01-01}
subject: hall
events: {check: {}, closing: {}, report: {}, drill: {}, night drill: {}}
requirements:
  closing the check:
    assumes: an example
    event: closing
    due: after 2024-01-01
  reporting:
    assumes: an example
    event: report
    due: following closing the check
  drill:
    assumes: an example
    event: drill
    due: at least 2 in each calendar year
  drill at night:
    assumes: an example
    event: night drill
    strength: may
    due: at least 1 in each calendar year
    exception to: [drill]
"""
ON = date(2024, 5, 1)
CLOSED = Event("closing", date(2024, 2, 1), date(2024, 2, 1))


@pytest.fixture(scope="module")
def halls() -> Program:
    return loaded(TEXT).in_force(ON)


def with_one_more(halls: Program, *events: Event) -> dict[str, Status]:
    """The statuses once the last of some events is known too; they are those of a decision made afresh."""
    case = Case("Alder Hall", events=events)
    before, further = decided_by(halls, Case("Alder Hall", events=events[:-1]), ON), decided_further(halls, case, ON)
    anew = decided_by(halls, case, ON, trace=False)
    assert further == anew
    kept = {one.requirement for one in anew.obligations if one in before.obligations}
    assert kept != set(halls.version.requirements), "something hangs on the event"
    return {one.requirement: one.status for one in further.obligations}


def test_what_follows_another_requirement_asks_for_it_again(halls: Program) -> None:
    reported = Event("report", date(2024, 4, 1), date(2024, 4, 1))
    found = with_one_more(halls, CLOSED, reported)
    assert (found["closing the check"], found["reporting"]) == (Status.SATISFIED, Status.SATISFIED)


def test_leave_tells_anew_what_it_stands_beside(halls: Program) -> None:
    drilled = Event("drill", date(2024, 4, 1), date(2024, 4, 1))
    found = with_one_more(halls, CLOSED, drilled)
    assert found["drill"] is Status.OPEN
