"""An event may, for something not known, have been held for a special duty: what surely was asked for is told as well.

A hall is to have a short check each year; a full check counts as well. After a check that was broken off there has to
be a full one. Each event is told as `short check: not told, on time`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules import Case, Event
from tests.cli.running import run
from tests.policies import HALLS, loaded

SINCE, ON = date(2020, 6, 1), date(2024, 12, 31)

POLICY = (
    HALLS.replace("sources: {notice: {title: A notice, published: 2018-06-01}}\n", "")
    + """\
events:
  check: {}
  short check: {is: check}
  full check: {is: check}
  break-off: {}
requirements:
  short check:
    assumes: it
    strength: will
    event: short check
    satisfied by: [check]
    due: 1 year after end of latest check, from 2 months before to 2 months after
  return:
    assumes: it
    when: any break-off
    event: full check
    satisfied by: [check]
    due: after start of latest break-off
"""
)
BEFORE = Event("short check", date(2020, 1, 10), date(2020, 1, 10))


def told(kind: str, day: date, *more: Event, break_offs_told: bool = True) -> list[str]:
    events = (BEFORE, *more, Event(kind, day, day))
    case = Case("Town Hall", {}, events, {} if break_offs_told else {"break off": None})
    report = ilacs_rules.audit(loaded(POLICY), [case], SINCE, ON)
    assert report.findings == ()
    found = [each for each in report.audit.findings if "check" in each.event.kind]
    return [
        f"{'' if each.obligation is None else each.obligation.requirement}: {each.held}"
        f"{'' if each.timing is None else f', {each.timing}'}"
        for each in found
    ]


IN_TIME, LATE, EARLY = date(2021, 1, 10), date(2021, 7, 10), date(2020, 7, 10)
BROKEN_OFF = Event("break-off", date(2020, 9, 1), date(2020, 9, 1))


def test_where_all_is_known_it_is_a_departure_or_what_had_to_be() -> None:
    assert told("full check", IN_TIME) == ["short check: departure, on time"]
    had_to_be = ["return: right kind, no date set", "short check: counts as well, on time"]
    assert told("full check", IN_TIME, BROKEN_OFF) == had_to_be


@pytest.mark.parametrize(("day", "time"), [(IN_TIME, "on time"), (LATE, "late")])
def test_whether_it_was_a_departure_cannot_be_told_but_that_it_counts_and_when_can(day: date, time: str) -> None:
    """Nobody says whether a check was broken off: it may have been the full one that had to follow."""
    assert told("full check", day, break_offs_told=False) == [f"short check: not told, {time}", "return: not told"]


def test_what_is_early_may_not_have_been_meant_for_it() -> None:
    assert told("full check", EARLY, break_offs_told=False) == ["short check: not told", "return: not told"]


def test_the_very_kind_that_surely_was_asked_for_is_told_as_such() -> None:
    assert told("short check", IN_TIME, break_offs_told=False) == ["short check: right kind, on time"]


def test_told_as_a_check_only_it_counts_and_its_time_is_told() -> None:
    """Whether it was a short or a full one nobody says; any check counts."""
    assert told("check", IN_TIME) == ["short check: not told, on time"]
    assert told("check", LATE) == ["short check: not told, late"]


def test_headings_of_an_audit_count_only_what_may_belong_there(tmp_path: Path) -> None:
    """A full check is what had to be done after one broken off, and it counts: neither a stand-in nor a wrong kind."""
    (tmp_path / "halls.yaml").write_text(POLICY, encoding="utf-8")
    (tmp_path / "cases.yaml").write_text(
        """\
name: Town Hall
complete from: {break-off: never}
events: [{event: short check, on: 2020-01-10}, {event: full check, on: 2021-01-10}]
""",
        encoding="utf-8",
    )
    days = ("--from", "2020-06-01", "--on", "2021-12-31")
    said = run("audit", str(tmp_path / "halls.yaml"), str(tmp_path / "cases.yaml"), *days, columns=200).stdout
    headings = {each.partition(":")[0]: " ".join(each.split()) for each in said.split("\n\n")}
    assert headings["Stand-ins"].endswith(": none")
    assert headings["Departures"].endswith(": of 1 event it cannot be told, and none is certain")
    assert headings["Wrong kind"].endswith(": none")
