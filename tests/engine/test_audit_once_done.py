"""Several requirements ask for the same kind of event: an audit tells it for those that count it once it is done.

The town hall is there since 1 January 2020; each visit is told as `first visit: right kind, on time`.
"""

from __future__ import annotations

from datetime import date

import pytest

import ilacs_rules
from ilacs_rules import Case, Event, Partial
from tests.policies import HALLS, loaded

SINCE, ON = date(2019, 1, 1), date(2024, 12, 31)

VISITS = HALLS.replace("sources: {notice: {title: A notice, published: 2018-06-01}}\n", "") + (
    "facts: {created: date, large: yes or no}\nevents: {visit: {}, check: {}}\n"
)
FIRST = "  first visit: {assumes: an example, event: visit, due: within 1 month after created}\n"
COUNTED_FROM_THE_FIRST = """\
definitions:
  opening: first visit
  counted from: if opening is recorded then end of opening else created
requirements:
  later visits: {assumes: an example, event: visit, due: "every 3 months after counted from, up to 3 times"}
"""
A_YEAR_AFTER_THE_LAST = """\
definitions:
  counted from: if any visit then end of latest visit else created
requirements:
  next visit: {assumes: an example, event: visit, due: every year after counted from}
"""
IN_EACH_YEAR = """\
requirements:
  in each year: {assumes: an example, event: visit, due: at least 1 in each calendar year}
"""


def told(text: str, *events: date | Event) -> list[str]:
    """What an audit says of each event, for each requirement."""
    listed = tuple(each if isinstance(each, Event) else Event("visit", each, each) for each in events)
    case = Case("Town Hall", {"created": date(2020, 1, 1)}, listed)
    report = ilacs_rules.audit(loaded(VISITS + text), [case], SINCE, ON)
    assert report.findings == ()
    found = []
    for each in report.audit.findings:
        about = "" if each.obligation is None else f"{each.obligation.requirement}: "
        found.append(f"{about}{each.held}{'' if each.timing is None else f', {each.timing}'}")
    return found


def test_the_first_visit_is_not_told_for_those_that_are_counted_from_it() -> None:
    """It is no visit “two months early” of those that follow it every three months."""
    assert told(COUNTED_FROM_THE_FIRST + FIRST, date(2020, 1, 10), date(2020, 4, 10), date(2020, 7, 20)) == [
        "first visit: right kind, on time",
        "later visits: right kind, on time",
        "later visits: right kind, late",
    ]


def test_where_nothing_else_asks_for_the_first_it_is_what_the_others_had_set_a_day_for() -> None:
    assert told(COUNTED_FROM_THE_FIRST, date(2020, 1, 10), date(2020, 4, 10)) == [
        "later visits: right kind, early",
        "later visits: right kind, on time",
    ]


def test_where_something_else_may_ask_for_the_first_it_is_not_told_for_those_counted_from_it() -> None:
    """Nobody said whether the hall is large, so that it cannot be told whether it is to have a first visit."""
    of_large_ones = FIRST.replace("event: visit", "when: large, event: visit")
    text = COUNTED_FROM_THE_FIRST + of_large_ones
    assert told(text, date(2020, 1, 10), date(2020, 4, 10)) == [
        "first visit: not told",
        "later visits: right kind, on time",
    ]


@pytest.mark.parametrize(
    ("second", "due", "in_time"),
    [
        ("within 3 months after end of first visit", date(2020, 2, 10), "on time"),
        ("between 12 and 18 months after created", date(2021, 2, 10), "on time"),
        ("following first visit", date(2020, 2, 10), "no date set"),
    ],
)
def test_the_first_visit_is_not_told_for_the_second(second: str, due: date, in_time: str) -> None:
    later = f"  second visit: {{assumes: an example, event: visit, due: {second}}}\n"
    assert told("requirements:\n" + FIRST + later, date(2020, 1, 10), due) == [
        "first visit: right kind, on time",
        f"second visit: right kind, {in_time}",
    ]


def test_what_had_set_no_day_asks_for_no_event_that_it_does_not_count() -> None:
    later = "  second visit: {assumes: an example, event: visit, due: within 3 months after end of first visit}\n"
    assert told("requirements:\n" + later, date(2020, 1, 10), date(2020, 2, 10)) == [
        "not required",
        "second visit: right kind, on time",
    ]


def test_what_follows_others_asks_for_nothing_until_these_are_done() -> None:
    """A closing visit has no date on the days of the three that it follows: none of these is a closing one as well."""
    text = """\
requirements:
  monthly visits: {assumes: an example, event: visit, due: "every month after created, up to 3 times"}
  closing visit: {assumes: an example, event: visit, due: following monthly visits}
"""
    monthly = date(2020, 2, 1), date(2020, 3, 1), date(2020, 4, 1)
    assert told(text, *monthly, date(2020, 5, 4)) == [
        "monthly visits: right kind, on time",
        "monthly visits: right kind, on time",
        "monthly visits: right kind, on time",
        "closing visit: right kind, no date set",
    ]
    alone = "requirements:\n  closing visit: {assumes: an example, event: visit, due: following check}\n"
    check = "  check: {assumes: an example, event: check, due: within 1 year after created}\n"
    assert told(alone + check, date(2020, 2, 1)) == ["not required"]


def test_too_early_for_all_that_asks_for_it_is_told_for_what_calls_it_early() -> None:
    """Of what is counted from a later day it is none at all."""
    text = """\
requirements:
  opening visit: {assumes: an example, event: visit, due: between 2 and 3 months after created}
  later visits: {assumes: an example, event: visit, due: "every 3 months after 2020-03-01, up to 3 times"}
"""
    assert told(text, date(2020, 1, 10)) == ["opening visit: right kind, early"]


def test_in_a_chain_each_event_is_the_one_that_was_asked_for() -> None:
    """The day from which the next is counted moves with each of them; that is no reason not to count it."""
    in_five = '  in five: {assumes: an example, event: visit, due: "at least 1 in each 5 years from 2020-01-01"}\n'
    assert told(A_YEAR_AFTER_THE_LAST + in_five, date(2020, 12, 10), date(2022, 1, 3)) == [
        "next visit: right kind, early",
        "in five: right kind, on time",
        "next visit: right kind, late",
    ]


def test_of_one_for_each_event_it_is_told_for_the_one_that_it_serves() -> None:
    """Each visit asks for another; the first begins that, and is no answer to it."""
    again = """\
  again: {assumes: an example, for each: visit, event: visit, due: within 3 months after end of this visit}
"""
    visits = date(2020, 2, 10), date(2020, 3, 1), date(2020, 7, 3), date(2020, 8, 3)
    assert told(IN_EACH_YEAR + again, *visits) == [
        "in each year: right kind, on time",
        "again: right kind, on time",
        "again: right kind, late",
        "again: right kind, on time",
    ]


# ------------------------------------------------------------------------------------------------ on the very day


def test_on_the_first_day_of_a_year_it_is_the_one_of_that_year() -> None:
    assert told(IN_EACH_YEAR, date(2020, 12, 10), date(2021, 1, 1)) == ["in each year: right kind, on time"] * 2


def test_what_begins_in_one_year_and_ends_in_the_next_counts_in_the_next_and_is_not_late_for_the_one_before() -> None:
    over_the_turn = Event("visit", date(2023, 12, 30), date(2024, 1, 2))
    assert told(IN_EACH_YEAR, over_the_turn) == ["in each year: right kind, on time"]
    assert told(IN_EACH_YEAR, over_the_turn, date(2024, 5, 2)) == [
        "in each year: right kind, on time",
        "in each year: more than required",
    ]


def test_what_counts_from_its_start_counts_in_the_year_in_which_it_began() -> None:
    over_the_turn = Event("visit", date(2023, 12, 30), date(2024, 1, 2))
    from_start = IN_EACH_YEAR.replace("event: visit", "event: visit, counts from: start")
    assert told(from_start, date(2023, 5, 2), over_the_turn) == [
        "in each year: right kind, on time",
        "in each year: more than required",
    ]


def test_on_the_first_day_on_which_a_requirement_applies_an_event_is_held_against_it() -> None:
    text = """\
requirements:
  visit: {assumes: an example, when: today is after 2020-05-31, event: visit, due: by 2020-12-31}
"""
    assert told(text, date(2020, 6, 1)) == ["visit: right kind, on time"]
    assert told(text, date(2020, 5, 31)) == ["not required"]


def test_what_was_published_on_the_very_day_was_not_known_when_it_began() -> None:
    text = """\
requirements:
  visit: {assumes: an example, when: publication of latest check is recorded, event: visit, due: by 2020-12-31}
"""
    check = Event("check", date(2020, 5, 4), date(2020, 5, 5), publication=date(2020, 6, 1))
    assert told(text, check, date(2020, 6, 1))[1:] == ["visit: not told"]
    assert told(text, check, date(2020, 6, 2))[1:] == ["visit: right kind, on time"]


# ------------------------------------------------------------------------------------------------ serving several

COMPLAINTS = """\
requirements:
  complaint visit:
    {assumes: an example, for each: check, event: visit, due: within 30 days after end of this check}
  yearly check: {assumes: an example, event: check, satisfied by: [visit], due: every year after created}
"""
COMPLAINT = Event("check", date(2020, 12, 1), date(2020, 12, 1))


def test_what_one_requirement_asked_for_is_told_for_another_that_counts_it_as_well() -> None:
    """The visit moves the yearly check too; but it stands in for none, as a visit was asked for."""
    assert told(COMPLAINTS, COMPLAINT, date(2020, 12, 10))[1:] == [
        "complaint visit: right kind, on time",
        "yearly check: counts as well, early",
    ]
    assert told(COMPLAINTS, date(2020, 12, 10)) == ["yearly check: stand-in, early"]


# ------------------------------------------------------------------------------------------------ so many are allowed


@pytest.mark.parametrize(
    ("strength", "due"),
    [
        ("may", "at most 2 in each calendar year"),
        ("must", "at most 2 in each calendar year"),
        ("must", "exactly 2 in each calendar year"),
        ("may", '"every month after created, up to 2 times"'),
    ],
)
def test_what_is_allowed_is_done_as_allowed_and_what_goes_beyond_is_too_much(strength: str, due: str) -> None:
    text = f"requirements:\n  advice: {{assumes: an example, strength: {strength}, event: visit, due: {due}}}\n"
    assert told(text, date(2020, 2, 1), date(2020, 3, 1), date(2020, 5, 5), date(2020, 6, 5)) == [
        "advice: right kind, on time",
        "advice: right kind, on time",
        "advice: more than allowed",
        "advice: more than allowed",
    ]


def test_what_is_only_asked_for_at_least_so_often_may_be_done_more_often() -> None:
    at_least = IN_EACH_YEAR.replace("at least 1", "at least 2")
    assert told(at_least, date(2020, 2, 5), date(2020, 4, 5), date(2020, 5, 5))[2:] == [
        "in each year: more than required"
    ]


def test_each_year_has_its_own_limit() -> None:
    at_most = IN_EACH_YEAR.replace("at least 1", "at most 1")
    assert told(at_most, date(2020, 2, 5), date(2020, 4, 5), date(2021, 1, 1)) == [
        "in each year: right kind, on time",
        "in each year: more than allowed",
        "in each year: right kind, on time",
    ]


# ------------------------------------------------------------------------------------------------ a month alone

MAY = Partial(date(2020, 5, 1), date(2020, 5, 31))


def test_of_a_month_it_is_told_what_holds_on_its_first_day_and_on_its_last() -> None:
    """A check on the 12th, after which a visit is asked for: the visit of May may have been before it."""
    text = """\
requirements:
  visit: {assumes: an example, when: any check, event: visit, due: by 2020-12-31}
"""
    check, visit = Event("check", date(2020, 5, 12), date(2020, 5, 12)), Event("visit", MAY, MAY)
    assert "visit: not told" in told(text, check, visit)
    early = Event("check", date(2020, 4, 12), date(2020, 4, 12))
    assert "visit: right kind, on time" in told(text, early, visit)
