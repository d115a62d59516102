"""`not in school holidays`: days are moved out of them, and what was done in them is told."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from ilacs_rules import Case, Event, Partial, Policy, audit
from tests.engine.obligation_tools import shown
from tests.policies import decided, findings, loaded

POLICY = """policy: schools
title: Schools
publisher: Anyshire
published: 2023-11-01
in force: {{from: 2024-01-01}}
subject: school
calendar: england
stretches:
  school holidays:
    - {{from: 2023-12-20, until: 2024-01-05}}
    - {{from: 2024-02-12, until: 2024-02-18}}
    - {{from: 2024-03-28, until: 2024-04-12}}
    - {{from: 2024-07-22, until: 2024-09-02}}
    - {{from: 2024-12-20, until: 2025-01-05}}
    - {{from: 2025-07-22, until: 2025-09-02}}
  exam weeks:
    - {{from: 2024-01-01, until: 2024-01-02}}
    - {{from: 2024-07-15, until: 2024-07-21}}
    - {{from: 2026-01-01, until: 2026-01-02}}
events: {{check: {{}}, visit: {{}}}}
requirements:
  visit:
    assumes: an example
    event: visit
    notice: 5 days
    lasts: 3 days
    due: "{due}"
"""


@cache
def policy(due: str) -> Policy:
    return loaded(POLICY.format(due=due), "schools.yaml")


def day(text: str) -> date | Partial:
    return (
        date.fromisoformat(text)
        if len(text) == 10
        else Partial(date(2024, int(text[5:]), 1), date(2024, int(text[5:]), 28))
    )


def school(check: str, *visits: str) -> Case:
    events = [Event("check", day(check), day(check)), *(Event("visit", day(each), day(each)) for each in visits)]
    return Case("a school", {}, tuple(events))


AFTER = "after end of latest check, not in school holidays"


@pytest.mark.parametrize(
    ("due", "check", "expected"),
    [
        # nothing falls into them
        (f"within 20 working days {AFTER}", "2024-01-10", "overdue | 2024-01-11 · – · 2024-02-07 | 47 days late"),
        # the opening is moved to the first day after, the close to the last before
        (f"within 20 working days {AFTER}", "2024-02-11", "overdue | 2024-02-19 · – · 2024-03-08"),
        (f"within 20 working days {AFTER}", "2024-03-05", "open | 2024-03-06 · – · 2024-03-27"),
        # where it opens only in the stretch in which it closes, it is moved to the first day after as a whole
        (f"2 weeks {AFTER}", "2024-03-20", "not yet open | 2024-04-13 · 2024-04-13 · 2024-04-13"),
        (
            f"2 weeks {AFTER}, moved to the previous Friday",
            "2024-03-20",
            "overdue | 2024-03-22 · 2024-03-22 · 2024-03-22",
        ),
        # a day that is moved goes where the sentence says
        (
            f"within 20 working days {AFTER}, moved to the next Monday",
            "2024-03-05",
            "open | 2024-03-11 · – · 2024-04-15",
        ),
        # two kinds of stretch that touch are one
        (f"6 months {AFTER}, not in exam weeks", "2024-01-16", "not yet open | 2024-09-03 · 2024-09-03 · 2024-09-03"),
        ("by 2024-12-31, not in school holidays", "2024-01-10", "open | 2024-01-01 · – · 2024-12-19"),
        ("after 2024-07-30, not in school holidays", "2024-01-10", "not yet open | 2024-09-03 · – · –"),
        # of a period the days that are left
        ("at least 1 in each financial year, not in school holidays", "2024-01-10", "not yet open"),
        # beyond what is told nobody knows
        (f"2 years {AFTER}", "2024-01-10", "applies"),
    ],
)
def test_days_are_moved_out_of_what_is_ruled_out(due: str, check: str, expected: str) -> None:
    assert shown(decided(policy(due), school(check), date(2024, 3, 25)).obligation("visit")).startswith(expected)


ONCE = f"within 40 working days {AFTER}"


@pytest.mark.parametrize(
    ("due", "visits", "on", "flags"),
    [
        (ONCE, ("2024-02-08",), "2024-03-01", []),
        (ONCE, ("2024-02-14",), "2024-03-01", ["ruled out"]),
        (ONCE, ("2024-02",), "2024-03-01", ["perhaps ruled out"]),
        (ONCE, (), "2024-02-14", ["not today"]),
        (ONCE, (), "2024-02-19", []),
        # one that was done where it opens is done all the same
        ("within 9 weeks after 2024-02-12, not in school holidays", ("2024-02-13",), "2024-03-01", ["ruled out"]),
        # of what is done again and again the last one
        (f"every 6 weeks {AFTER}", ("2024-02-21", "2024-04-03", "2024-05-15"), "2024-05-20", []),
        (f"every 6 weeks {AFTER}", ("2024-02-21", "2024-04-03"), "2024-04-20", ["ruled out"]),
        # of a number each that counts
        (
            "at least 2 in each quarter, not in school holidays",
            ("2024-02-14", "2024-03-06"),
            "2024-03-10",
            ["ruled out"],
        ),
    ],
)
def test_what_was_done_all_the_same_is_told(due: str, visits: tuple[str, ...], on: str, flags: list[str]) -> None:
    found = decided(policy(due), school("2024-01-10", *visits), date.fromisoformat(on)).obligation("visit")
    assert [str(flag) for flag in found.flags] == flags
    assert found.status == ("satisfied" if "within" in due and visits else found.status)


def test_a_period_that_lies_there_as_a_whole_is_not_asked_for() -> None:
    weekly = policy("at least 1 in each week, not in school holidays")

    def on(text: str) -> str:
        return shown(decided(weekly, school("2024-01-10"), date.fromisoformat(text)).obligation("visit"))

    assert on("2024-02-14").startswith("no date set")
    assert "missed" in on("2024-02-14"), "the week before it"
    assert on("2024-02-19").count("missed") == 1
    found = decided(weekly, school("2024-01-10", "2024-02-07"), date(2024, 2, 20)).obligation("visit")
    assert "missed" not in [str(flag) for flag in found.flags]
    assert (found.opens, found.closes) == (date(2024, 2, 19), date(2024, 2, 25))


@pytest.mark.parametrize(
    ("visit", "status", "late"), [("2024-03-27", "satisfied", None), ("2024-03-30", "satisfied", 3)]
)
def test_what_is_done_was_due_by_the_same_day_as_what_is_not(visit: str, status: str, late: int | None) -> None:
    in_each_quarter = policy("at least 1 in each quarter, not in school holidays")
    undone, done = (
        decided(in_each_quarter, case, date(2024, 3, 31)).obligations[0] for case in (Case("a"), school(visit, visit))
    )
    assert (str(undone.status), str(undone.closes), undone.days_late) == ("overdue", "2024-03-27", 4)
    assert (str(done.status), done.closes, done.days_late) == (status, undone.closes, late)


def test_it_is_announced_so_that_no_day_of_it_is_ruled_out() -> None:
    found = decided(policy(f"within 4 weeks {AFTER}"), school("2024-01-22"), date(2024, 2, 1)).obligation("visit")
    assert (found.closes, found.told_by) == (date(2024, 2, 19), date(2024, 2, 4))  # from 9 to 11 February


def test_an_audit_finds_it_whatever_else_is_found() -> None:
    versions = policy("every 4 weeks after end of latest check, within 1 week either side, not in school holidays")
    case = school("2024-01-10", "2024-02-08", "2024-02-13", "2024-04-02", "2024-05-20")
    found = audit(versions, [case], date(2024, 1, 1), date(2024, 6, 1)).audit
    assert [(str(each.timing), each.ruled_out) for each in found.findings if each.event.kind == "visit"] == [
        ("on time", False),
        ("early", True),
        ("late", True),
        ("late", False),
    ]


def test_a_stretch_that_is_not_told_is_a_slip() -> None:
    (found,) = findings(POLICY.format(due="by 2024-12-31, not in school holiday"))
    assert (found.code.value, "school holidays" in (found.hint or "")) == ("E301", True)
    (found,) = findings(POLICY.format(due="by 2024-12-31, not in exam weeks, not in exam weeks"))
    assert (found.code.value, "second time" in found.message) == ("E505", True)
