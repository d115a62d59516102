"""What is still owed while an event that would count has begun and not ended: the answer says that one is in hand."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_rules import Case, Day, Event, Obligation, Partial, Status, decide, explain, plan
from ilacs_rules.workspace.due_tables import to_note
from tests.policies import HALLS, loaded

TEXT = (
    HALLS
    + """\
events: {check: {}, full check: {is: check}}
definitions: {last check: latest check}
requirements:
  check: {source: notice, event: check, due: every 2 years after end of last check, COUNTS}
"""
)
MARCH = Partial(date(2021, 3, 1), date(2021, 3, 31))
ON = date(2021, 3, 10)


def checks(*days: tuple[Day, Day | None], kind: str = "check") -> Case:
    """An Old Hall that was checked in January 2019, and again on these days."""
    events = [Event("check", date(2019, 1, 7), date(2019, 1, 18)), *(Event(kind, start, end) for start, end in days)]
    return Case("Old Hall", {}, events)


def owed(case: Case, counts: str = "") -> Obligation:
    """The check of Old Hall as it stands on 10 March 2021, where that of 2019 was to be followed by 18 January."""
    policy = loaded(TEXT.replace(", COUNTS", counts))
    (found,) = decide(policy, case, ON).obligations
    return found


@pytest.mark.parametrize("end", [None, date(2021, 3, 11), Partial(date(2021, 3, 11), date(2021, 4, 30))])
def test_it_is_late_and_one_is_in_hand(end: Day | None) -> None:
    """Of what lies ahead nothing is told, as its last day."""
    found = owed(checks((date(2021, 3, 8), end)))
    assert (found.status, found.in_hand) == (Status.OVERDUE, Event("check", date(2021, 3, 8), None))
    assert to_note(found) == "under way since 2021-03-08"


@pytest.mark.parametrize(
    ("days", "counts"),
    [
        pytest.param([], "", id="none has begun"),
        pytest.param([(date(2021, 3, 11), None)], "", id="it begins tomorrow"),
        pytest.param([(date(2021, 3, 8), date(2021, 3, 10))], "", id="it ended on the day"),
        pytest.param([(date(2021, 3, 8), MARCH)], "", id="it may have ended"),
        pytest.param([(MARCH, None)], "", id="it may not have begun"),
        pytest.param([(date(2021, 3, 8), None)], ", counts from: start", id="it counts from its start"),
    ],
)
def test_none_is_said_to_be_in_hand(days: list[tuple[Day, Day | None]], counts: str) -> None:
    assert owed(checks(*days), counts).in_hand is None


PLANS = (
    HALLS
    + """\
events: {check: {}, plan: {}}
definitions: {last check: latest check}
requirements:
  plan: {source: notice, event: plan, due: within 30 days after end of last check}
  plan for each: {source: notice, event: plan, for each: check, due: within 30 days after end of this check}
"""
)


@pytest.mark.parametrize(("begun", "in_hand"), [(date(2021, 3, 1), True), (date(2021, 2, 26), False)])
def test_what_began_before_what_it_is_for_is_not_said_to_be_in_hand_for_it(begun: date, in_hand: bool) -> None:
    """Once it has ended it does not count; and of plans for several checks it is not known for which one is."""
    check = Event("check", date(2021, 2, 22), date(2021, 2, 26))
    case = Case("Old Hall", {}, [check, Event("plan", begun, None)])
    for_last, for_each = decide(loaded(PLANS), case, ON).obligations
    assert (for_last.in_hand is not None, for_each.in_hand) == (in_hand, None)
    ended = Case("Old Hall", {}, [check, Event("plan", begun, ON)])
    assert (decide(loaded(PLANS), ended, ON).obligations[0].status is Status.SATISFIED) == in_hand


def test_of_several_in_hand_the_one_begun_last_is_told() -> None:
    found = owed(checks((date(2021, 3, 8), None), (date(2021, 3, 1), None)))
    assert found.in_hand == Event("check", date(2021, 3, 8), None)


def test_the_answer_and_the_plan_say_so() -> None:
    case = checks((date(2021, 3, 8), None), kind="full check")
    policy = loaded(TEXT.replace(", COUNTS", ""))
    told = explain(decide(policy, case, ON))
    assert "it was due by 18 January 2021; a full check begun on 8 March 2021 is still under way." in " ".join(
        told.split()
    )
    (row,) = plan(policy, [case], ON).rows
    data = row.obligation.as_data()["in_hand"]
    assert isinstance(data, dict)
    assert (data["event"], data["start"], data["end"]) == ("full check", "2021-03-08", None)
