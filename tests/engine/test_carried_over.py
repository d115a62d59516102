"""`missed ones carried over`: what was missed in a period is asked for in the next, as far as that can be told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ilacs_rules import Case, Event, Partial, audit, plan
from tests.policies import decided, findings, loaded

POLICY = """policy: carried
title: Visits
publisher: Anyshire
published: 2019-11-01
in force: {from: 2020-01-01}
subject: home
facts:
  open: {is: yes or no, default: yes}
  report due: {is: yes or no, default: no}
events: {visit: {}, report: {}, closing: {}}
requirements:
  visits:
    assumes: an example
    when: open and no closing
    event: visit
    due: at least 2 in each calendar year, missed ones carried over
  report: {assumes: an example, when: report due, event: report, due: following visits}
"""
VISITS = loaded(POLICY, "visits.yaml")
SIX = tuple(f"2022-05-0{number}" for number in range(1, 7))
FROM_2021, FROM_2022 = ({"complete_from": {"visit": date(year, 1, 1)}} for year in (2021, 2022))
YEAR = Partial(date(2020, 1, 1), date(2020, 12, 31))


def home(*visits: str, closed: str | None = None, **more: Any) -> Case:
    days = [date.fromisoformat(each) if len(each) == 10 else YEAR for each in visits]
    events = [Event("visit", day, day) for day in days]
    events += [] if closed is None else [Event("closing", date.fromisoformat(closed), date.fromisoformat(closed))]
    return Case("a home", {"report due": True}, tuple(events), **more)


def stands(case: Case, on: str = "2022-07-31") -> tuple[Any, ...]:
    found = decided(VISITS, case, date.fromisoformat(on)).obligation("visits")
    return str(found.status), found.done, found.left, found.carried, [str(flag) for flag in found.flags]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (home(), ("open", 0, 6, (4, 4), ["missed"])),
        (home("2020-05-01", "2021-05-01", "2022-05-01"), ("open", 1, 3, (2, 2), ["missed"])),
        # what is done in a year makes up for the year before; what is done beyond that is not saved up
        (home("2020-05-01", "2021-05-01", "2021-06-01", "2021-07-01"), ("open", 0, 2, (0, 0), [])),
        (
            home("2020-05-01", "2020-06-01", "2020-07-01", "2020-08-01", "2021-05-01"),
            ("open", 0, 3, (1, 1), ["missed"]),
        ),
        (home(*SIX), ("satisfied", 6, 0, (4, 4), ["missed"])),
        # a year that may have had more than is known of it
        (home("2021-05-01", "2022-05-01", **FROM_2021), ("open", 1, None, (1, 3), ["missed"])),
        (home("2021-05-01", "2021-06-01", **FROM_2021), ("open", 0, None, (0, 2), ["not known before"])),
        (
            home(*SIX[:3], **FROM_2022),
            ("applies", 3, None, (0, 4), ["not known before"]),
        ),
        (
            home(*SIX, **FROM_2022),
            ("satisfied", 6, 0, (0, 4), ["not known before"]),
        ),
        # a day known only to its year
        (home("2020", "2020-03-01"), ("open", 0, 4, (2, 2), ["missed"])),
    ],
)
def test_what_was_missed_is_asked_for_in_the_next(case: Case, expected: tuple[Any, ...]) -> None:
    assert stands(case) == expected


def test_what_is_not_asked_for_any_more_is_not_carried() -> None:
    assert stands(home(closed="2020-07-01"), "2020-12-31")[0] == "does not apply"
    assert decided(VISITS, Case("a home", {"open": False}), date(2022, 7, 31)).obligation("visits").carried == (0, 0)


def test_what_follows_waits_for_all_of_it() -> None:
    def report(*visits: str, **more: Any) -> str:
        case = home("2020-05-01", "2020-06-01", "2021-05-01", *visits, **more)
        return str(decided(VISITS, case, date(2022, 7, 31)).obligation("report").status)

    assert report("2022-05-01", "2022-05-02") == "no date set"
    assert report("2022-05-01", "2022-05-02", "2022-05-03") == "open"
    unsure = {"complete_from": {"visit": date(2021, 3, 1)}}
    assert report("2022-05-01", "2022-05-02", "2022-05-03", **unsure) == "applies"


def test_an_audit_counts_what_is_carried_over_as_owed() -> None:
    case = home("2020-05-01", "2021-05-01", "2021-06-01", "2021-07-01", "2021-08-01")
    held = [str(each.held) for each in audit(VISITS, [case], date(2020, 1, 1), date(2021, 12, 31)).audit.findings]
    assert held == ["right kind", "right kind", "right kind", "right kind", "more than required"]


def test_a_plan_has_what_is_left_of_all() -> None:
    (line,) = (row for row in plan(VISITS, [home()], date(2022, 7, 31)).rows if row.obligation.requirement == "visits")
    assert line.obligation.left == 6


@pytest.mark.parametrize(
    ("due", "hint"),
    [
        ("at most 2 in each calendar year, missed ones carried over", "write “at least 2 in each …”, or leave it out"),
        ("every 3 months, missed ones carried over", "write “at least 1 in each …, missed ones carried over”"),
        ("by 2022-12-31, missed ones carried over", "it stays due until it is done"),
        ("at least 2 in each quarter, missed visits are carried forward", "quarter, missed ones carried over”"),
    ],
)
def test_where_nothing_can_be_missed_it_is_refused(due: str, hint: str) -> None:
    found = findings(POLICY.replace("at least 2 in each calendar year, missed ones carried over", due))
    assert any(hint in (each.hint or "") for each in found), found
