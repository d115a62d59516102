"""Where the record may lack what was done before, it cannot be told of an event whether it was still asked for."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

import ilacs_rules
from ilacs_rules import Case, Event, Partial, Policy, audit
from ilacs_rules.workspace.audits import audit_in_short
from tests.policies import loaded

POLICY = """\
policy: homes
title: Homes
publisher: the county
published: 2017-10-01
in force: {from: 2018-01-01}
subject: home
events:
  inspection: {}
  visit: {}
  letter: {}
  memo: {}
  plan: {}
definitions:
  last inspection: latest inspection
requirements:
  first visit:
    when: any inspection
    event: visit
    due: within 4 weeks after end of last inspection
  visits:
    when: any inspection
    event: visit
    due: every 3 months after end of last inspection
  letters:
    when: any inspection
    event: letter
    due: every month after end of last inspection, up to 2 times
  plan:
    when: any inspection
    event: plan
    satisfied by: [memo]
    due: within 4 weeks after publication of last inspection
  yearly inspection:
    when: any inspection
    event: inspection
    due: every year after end of last inspection, within 1 month either side
  inspection again:
    event: inspection
    due: following first visit
"""
INSPECTED = Event("inspection", date(2018, 3, 5), date(2018, 3, 9))
NEVER = {"visit": None}


@pytest.fixture(scope="module")
def policy() -> Policy:
    return loaded(POLICY)


def on(kind: str, *days: tuple[int, int]) -> tuple[Event, ...]:
    return tuple(Event(kind, date(2018, *day), date(2018, *day)) for day in days)


def held(policy: Policy, case: Case, kind: str, requirement: str) -> list[str]:
    """How the events of a kind were, held against one requirement."""
    found = audit(policy, [case], date(2018, 1, 1), date(2018, 12, 31)).audit.findings
    asked = [each for each in found if each.event.kind == kind and each.obligation is not None]
    return [each.held.value for each in asked if each.obligation and each.obligation.requirement == requirement]


VISITS = on("visit", (6, 4), (9, 3))


def test_of_a_visit_it_cannot_be_told_whether_it_was_the_first_where_the_record_may_lack_one(policy: Policy) -> None:
    known = Case("home", {}, (INSPECTED, *VISITS))
    assert held(policy, known, "visit", "first visit") == ["right kind"]
    unknown = Case("home", {}, (INSPECTED, *VISITS), complete_from=NEVER)
    assert held(policy, unknown, "visit", "first visit") == ["not told"]


def test_what_has_no_last_one_is_asked_for_whatever_the_record_lacks(policy: Policy) -> None:
    case = Case("home", {}, (INSPECTED, *VISITS), complete_from=NEVER)
    assert held(policy, case, "visit", "visits") == ["right kind", "right kind"]


def test_a_record_that_is_complete_since_what_it_is_counted_from_lacks_nothing(policy: Policy) -> None:
    case = Case("home", {}, (INSPECTED, *VISITS), complete_from={"visit": date(2018, 3, 1)})
    assert held(policy, case, "visit", "first visit") == ["right kind"]
    later = Case("home", {}, (INSPECTED, *VISITS), complete_from={"visit": date(2018, 4, 1)})
    assert held(policy, later, "visit", "first visit") == ["not told"]


def test_so_many_letters_may_have_been_sent_before(policy: Policy) -> None:
    sent = on("letter", (5, 2), (6, 1), (7, 2))
    case = Case("home", {}, (INSPECTED, *sent), complete_from={"letter": None})
    assert held(policy, case, "letter", "letters") == ["not told", "not told", "more than required"]


def test_what_may_have_come_too_early_to_count_may_have_been_the_one(policy: Policy) -> None:
    """From when it counts is not known, as no day of publication is recorded."""
    case = Case("home", {}, (INSPECTED, *on("plan", (4, 3), (5, 3)), *on("memo", (6, 1))))
    assert held(policy, case, "plan", "plan") == ["right kind", "not told"]
    assert held(policy, case, "memo", "plan") == ["not told"]


def test_what_lies_before_the_last_inspection_is_not_the_one_that_follows(policy: Policy) -> None:
    again = Event("inspection", date(2018, 10, 1), date(2018, 10, 5))
    record = {**NEVER, "inspection": date(2017, 1, 1)}
    case = Case("home", {}, (INSPECTED, again), complete_from=record)
    assert held(policy, case, "inspection", "inspection again")[-1] == "right kind"


def test_an_event_not_told_to_be_the_first_is_no_wrong_kind_and_no_stand_in(policy: Policy) -> None:
    case = Case("home", {}, (INSPECTED, *VISITS), complete_from=NEVER)
    told = audit(policy, [case], date(2018, 1, 1), date(2018, 12, 31), requirements=["first visit"])
    assert Counter(each.held.value for each in told.audit.findings)["not told"] == 1
    headings = [part.heading for part in audit_in_short(told).parts[1:4]]
    assert [words.endswith(": none") for words in headings] == [True] * 3, headings


def test_who_waits_has_waited_since_the_last_one_where_the_record_lacks_none() -> None:
    """A day known to the month makes it unknown whether it is open, and not whether it was done."""
    before, after = POLICY.split("requirements:\n")
    only = loaded(f"{before}requirements:\n  yearly{after.split('  yearly')[1].split('  inspection again')[0]}")
    march = Event(
        "inspection", Partial(date(2018, 3, 1), date(2018, 3, 31)), Partial(date(2018, 3, 1), date(2018, 3, 31))
    )
    day = date(2019, 2, 14)
    (line,) = ilacs_rules.plan(only, [Case("home", {}, (march,))], day).lines
    assert line.row is not None
    assert line.row.obligation.status == "applies"
    assert (line.may_have_been_met, line.days_waited) == (False, (320, 350))
    gap = Case("home", {}, (INSPECTED,), complete_from={"inspection": date(2018, 4, 1)})
    (line,) = ilacs_rules.plan(only, [gap], day).lines
    assert (line.may_have_been_met, line.days_waited) == (True, None)


def test_the_totals_say_of_how_many_events_more_than_one_thing_is_told(policy: Policy) -> None:
    """Or they would seem not to add up: the first visit told is one of the visits, and perhaps the first one of all."""
    case = Case("home", {}, (INSPECTED, *VISITS), complete_from=NEVER)
    told = audit(policy, [case], date(2018, 6, 1), date(2018, 12, 31))
    held = "2 right kind, 1 not told (1 event counted under more than one)"
    assert audit_in_short(told).ending.startswith(f"2 events of 1 case: {held};")
