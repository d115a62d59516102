"""A duty for each event counted from the latest of its kind (W514), and days that count in two periods (W515)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checker.buildings import VERSION
from tests.policies import check_once, findings

BUILDINGS = VERSION.text.policy.span.source.text
THIS = "    due: within 20 days after end of this check\n"


@pytest.mark.parametrize(
    ("day", "told"),
    {
        "end of latest check": True,
        "end of (latest check where (alarm works is no))": True,
        "end of (latest check where (alarm works is yes))": False,  # of others than those the duty is for
        "end of this check": False,
    }.items(),
)
def test_the_latest_of_those_that_the_duty_is_for_is_told(day: str, told: bool) -> None:
    assert BUILDINGS.count(THIS) == 1
    found = findings(BUILDINGS.replace(THIS, f"    due: within 20 days after {day}\n"))
    assert [each.code.value for each in found if each.code.value in ("E201", "W514")] == ["W514"] * told


FIRST = """
policy: returns
title: Returns
publisher: The Service
published: 2024-01-15
in force: {{from: {first}}}
subject: building
sources: {{act: {{title: An act}}}}
events: {{return: {{}}}}
requirements:
  return: {{source: act, event: return, due: at least 1 in each financial year}}
"""
SECOND = """
policy: returns
amends: {first}
published: 2024-09-01
in force: {{from: {second}}}
requirements:
  return: {{source: act, event: return, due: at least 1 in each calendar year}}
"""


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("2024-04-01", "2024-10-01", False),  # the year to 31 March 2024 ended before the first of the two
        ("2023-04-01", "2024-10-01", True),
        ("2024-03-31", "2024-10-01", True),
    ],
)
def test_a_period_that_ended_before_it_was_asked_for_counts_nothing(
    first: str, second: str, told: bool, tmp_path: Path
) -> None:
    for day, text in ((first, FIRST), (second, SECOND)):
        (tmp_path / f"{day}.yaml").write_text(text.format(first=first, second=second), encoding="utf-8")
    assert any("W515" in each for each in check_once(tmp_path)) is told
