"""Lengths of time of more than one kind, and a length so many times: how long a check lasts, and what is granted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules import NOTHING, UNKNOWN, Case, Event, Obligation, Policy, Value

POLICY = """\
policy: checks
title: Checks
publisher: Anyshire
published: 2024-01-01
in force: {from: 2024-01-01}
subject: school
calendar: england
sources: {scheme: {title: A scheme}}
facts: {pupils: number, boards: yes or no}
events:
  check:
    records:
      extension: number
definitions:
  last check: latest check
  granted: extension of last check * 1 month
  notice given:
    hit policy: first
    table: |
      | boards | notice given    |
      |--------|-----------------|
      | yes    | 2 months        |
      | no     | 10 working days |
  time on site: if pupils > 100 then pupils * 1 day else 2 * 1 week
requirements:
  check:
    source: scheme
    event: check
    lasts: time on site
    notice: notice given
    due: every 1 year after end of last check
  repairs: {source: scheme, event: check, due: within granted after end of last check}
"""
ON = date(2024, 6, 1)


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    (tmp_path / "checks.yaml").write_text(POLICY, encoding="utf-8")
    return ilacs_rules.load(tmp_path / "checks.yaml")


def owed(policy: Policy, requirement: str, pupils: int | None, boards: bool | None, extension: Value) -> Obligation:
    facts = {name: value for name, value in (("pupils", pupils), ("boards", boards)) if value is not None}
    checked = Event("check", date(2024, 3, 1), date(2024, 3, 1), fields={"extension": extension})
    return ilacs_rules.decide(policy, Case("Hall", facts, (checked,)), ON).obligation(requirement)


def test_notice_may_be_months_or_working_days(policy: Policy) -> None:
    assert str(owed(policy, "check", 90, True, 1).notice) == "2 months"
    assert str(owed(policy, "check", 90, False, 1).notice) == "10 working days"
    assert owed(policy, "check", 90, None, 1).notice is UNKNOWN


def test_how_long_it_lasts_may_be_days_so_many_times(policy: Policy) -> None:
    assert str(owed(policy, "check", 120, True, 1).lasts) == "120 days"
    assert str(owed(policy, "check", 90, True, 1).lasts) == "2 weeks"


@pytest.mark.parametrize(
    ("extension", "closes"),
    [
        (3, date(2024, 6, 1)),
        (12, date(2025, 3, 1)),
        (0, date(2024, 3, 1)),
        (UNKNOWN, None),
        (10**9, None),  # longer than any policy
        (-3, None),  # no length of time is below none
    ],
)
def test_what_a_check_grants_is_a_number_of_months(policy: Policy, extension: Value, closes: date | None) -> None:
    assert owed(policy, "repairs", 90, True, extension).closes == closes


def test_half_a_month_is_no_length(policy: Policy) -> None:
    checked = Event("check", date(2024, 3, 1), date(2024, 3, 1), fields={"extension": Decimal("0.5")})
    decision = ilacs_rules.decide(policy, Case("Hall", {}, (checked,)), ON)
    assert decision.values["granted"] is NOTHING
    assert decision.obligation("repairs").closes is None
