"""Whether there was an event may be known where it cannot be told which was the latest or the first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules import UNKNOWN, Case, Event, Partial

POLICY = """
policy: p
title: Checks
publisher: Fire Service
published: 2023-11-01
in force: {from: 2024-01-01}
subject: building
events:
  check: {}
definitions:
  last check: latest check
  by name: last check is recorded
  by itself: (latest check) is recorded
  the first: (first check) is recorded
  never any: (first check) is missing
  in a stretch: (first check since 2020-01-01) is recorded
  any: any check
requirements:
  check: {assumes: an example, event: check, due: after 2024-01-01}
"""


@pytest.mark.parametrize("trace", [True, False])
def test_a_latest_or_first_event_is_recorded_where_there_is_any(trace: bool, tmp_path: Path) -> None:
    (tmp_path / "2024-01-01.yaml").write_text(POLICY, encoding="utf-8")
    policy = ilacs_rules.load(tmp_path)
    august = Partial(date(2021, 8, 1), date(2021, 8, 31))
    two = (Event("check", august, august), Event("check", date(2021, 8, 10), date(2021, 8, 10)))
    case = Case("Grand Hotel", events=two, complete_from={"check": date(2021, 1, 1)})
    values = ilacs_rules.decide(policy, case, date(2024, 7, 1), trace=trace).values
    assert values["last check"] is UNKNOWN
    told = ("by name", "by itself", "the first", "in a stretch", "any")
    assert {name: values[name] for name in told} == dict.fromkeys(told, True)
    assert values["never any"] is False


def test_where_that_cannot_be_told_either_it_is_undetermined(tmp_path: Path) -> None:
    (tmp_path / "2024-01-01.yaml").write_text(POLICY, encoding="utf-8")
    policy = ilacs_rules.load(tmp_path)
    case = Case("Grand Hotel", complete_from={"check": date(2021, 1, 1)})
    values = ilacs_rules.decide(policy, case, date(2024, 7, 1)).values
    assert {values[name] for name in ("by name", "the first", "any")} == {UNKNOWN}
