"""The first day of what ends on a day and lasts so long: by days of which not all count, those that do are counted."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_rules import Case, decide
from tests.policies import loaded

POLICY = """\
policy: visits
title: Visits
publisher: Anyshire
published: 2025-01-31
in force: {{from: 2025-09-01}}
subject: school
calendar: england
stretches:
  school term:
    - {{from: 2026-01-05, until: 2026-03-27}}
days:
  school day: working day in school term
events:
  visit: {{}}
requirements:
  visit: {{assumes: an example, event: visit, lasts: {lasts}, notice: 1 day, due: by 2026-01-26}}
"""


@pytest.mark.parametrize(
    ("lasts", "told_by"),
    [
        ("3 days", date(2026, 1, 23)),  # from Saturday to Monday
        ("3 working days", date(2026, 1, 21)),  # Thursday, Friday, Monday
        ("3 school days", date(2026, 1, 21)),
        ("1 school day", date(2026, 1, 25)),
    ],
)
def test_a_weekend_lies_between_school_days_as_between_working_days(lasts: str, told_by: date) -> None:
    (owed,) = decide(loaded(POLICY.format(lasts=lasts)), Case("Elm School"), date(2026, 1, 6)).obligations
    assert owed.told_by == told_by
