"""The phases of an event: how long it lasts by them, and the work in them, which is never 0 where nothing is known."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_rules import UNKNOWN, Case, Code, Obligation, compare, decide, explain
from tests.policies import findings, loaded

POLICY = """
policy: towers
title: Checks of towers
publisher: Anyshire
published: 2023-11-01
in force: {from: 2024-01-01}
subject: tower
calendar: england
facts: {height: number}
events: {check: {}, letter: {}}
stretches: {term: [{from: 2024-01-02, until: 2024-07-19}]}
days: {school day: working day in term}
definitions:
  time at the top: if height > 18 then 5 working days else 2 working days
  climbers: height - 16
requirements:
  check:
    assumes: an example
    event: check
    due: by 2024-06-30
"""
ON = date(2024, 3, 1)


def with_phases(*phases: str, lasts: str | None = None) -> str:
    told = "".join(f"      {name}: {phase}\n" for name, phase in zip("abcd", phases, strict=False))
    return f"{POLICY}    phases:\n{told}" + (f"    lasts: {lasts}\n" if lasts else "")


def asked(*phases: str, lasts: str | None = None, height: int | None = 20) -> Obligation:
    facts = {} if height is None else {"height": height}
    found = decide(loaded(with_phases(*phases, lasts=lasts)), Case("Mill", facts), ON)
    return found.obligation("check")


def work_in(obligation: Obligation) -> tuple[object, ...]:
    """The least and the most days of work; no most, where some of it has no figure."""
    work = obligation.as_data()["work"]
    assert isinstance(work, dict)
    return tuple(work.values())


@pytest.mark.parametrize(
    ("phases", "work"),
    [
        (["3 working days by 4 inspectors"], (12, 12)),
        (["1 day by 1 inspector"], (1, 1)),
        (["2 days over up to 3 weeks by 2 inspectors"], (4, 4)),
        (["up to 5 days by 2 inspectors"], (0, 10)),
        (["3 days by 2 inspectors", "up to 5 days by 1 inspector after it ends"], (6, 11)),
        (["1 week by 1 inspector"], (5, 5)),
        (["12 days by 1 inspector"], (10, 10)),
        (["2 weeks by 1 inspector"], (10, 10)),
        (["6 days by 1 inspector"], (5, 5)),
        (["3 school days by 2 inspectors"], (6, 6)),
        (["time at the top by climbers"], (20, 20)),
        (["3 days"], (None, None)),
        (["2 months by 2 inspectors"], (None, None)),
        (["2 days over 2 months by 2 inspectors"], (4, 4)),
        (["3 days by 2 inspectors", "1 day after it ends"], (6, None)),
    ],
)
def test_the_work_is_that_of_all_people_together(phases: list[str], work: tuple[int, int | None]) -> None:
    assert work_in(asked(*phases)) == work


def test_people_and_lengths_that_are_not_known_are_told_and_what_would_tell_them() -> None:
    found = asked("time at the top by climbers", "1 day by 2 inspectors after it ends", height=None)
    assert found.lasts is UNKNOWN
    policy = loaded(with_phases("time at the top by climbers", "1 day by 2 inspectors after it ends"))
    told = explain(decide(policy, Case("Mill"), ON))
    said = "it is not known how much more work there is in “a” (height is not recorded)."
    assert said in " ".join(told.split())
    assert found.as_data()["work"] == {"person_days_at_least": 2, "person_days_at_most": None}


def test_a_number_below_none_is_no_number_of_people() -> None:
    assert work_in(asked("1 day by climbers", height=10)) == (None, None)
    assert work_in(asked("1 day by climbers", height=16)) == (0, 0)


@pytest.mark.parametrize(
    ("phases", "lasts"),
    [
        (["2 days by 1 person before it starts", "3 days", "2 days", "1 week after it ends"], "5 days"),
        (["2 days over 3 days"], "3 days"),
        (["time at the top", "1 working day"], "6 working days"),
        (["up to 3 days"], "None"),
        (["1 week", "2 working days"], "None"),
        (["2 days before it starts"], "None"),
    ],
)
def test_what_lies_neither_before_nor_after_it_is_how_long_it_lasts(phases: list[str], lasts: str) -> None:
    assert str(asked(*phases).lasts) == lasts


@pytest.mark.parametrize(
    ("phases", "lasts", "codes"),
    [
        (["3 days"], "3 days", []),
        (["3 days", "up to 2 days"], "4 days", []),
        (["3 days", "up to 2 days"], "2 days", [Code.PHASES_DIFFER]),
        (["3 days", "up to 2 days"], "6 days", [Code.PHASES_DIFFER]),
        (["3 days"], "5 working days", []),
        (["3 days", "1 day before it starts"], "4 days", [Code.PHASES_DIFFER]),
        (["time at the top"], "1 working day", []),
    ],
)
def test_how_long_it_lasts_may_not_be_said_otherwise(phases: list[str], lasts: str, codes: list[Code]) -> None:
    found = [each.code for each in findings(with_phases(*phases, lasts=lasts))]
    assert [code for code in found if code is not Code.UNUSED_DEFINITION] == codes


def test_a_change_of_phases_alone_is_a_change_of_the_rules_and_for_every_case() -> None:
    before, after = (loaded(with_phases(f"3 days by {number} inspectors")) for number in (2, 3))
    found = compare(before, after, [Case("Mill", {"height": 20})], ON)
    assert [change.case for change in found.changes] == ["Mill"]
    assert found.rules.groups


def test_the_rule_is_read_as_the_phases_are_written() -> None:
    told = explain(loaded(with_phases("2 days over up to 1 week by 1 lead inspector before it starts", "1 day")), ON)
    parts = "a (2 days over up to 1 week by 1 lead inspector before it starts) and b (1 day)."
    assert f"The work on it is in two parts: {parts}" in " ".join(told.split())
