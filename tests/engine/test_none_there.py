"""Why nothing falls due where what it is reckoned from is none, in a reader's words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules import NOTHING, Case

POLICY = """\
policy: fire
title: Fire safety
publisher: Anyshire
published: 2019-11-01
in force: {{from: 2020-01-01}}
subject: building
facts:
  approved: {{is: date, label: the day of approval}}
  altered: date
events:
  check: {{label: fire check, records: {{result: text}}}}
  works: {{}}
  notice: {{records: {{hearing day: date}}}}
definitions:
  last check: latest check
  moving day: {{label: the day of moving, value: "2023-01-01"}}
  check there: {{label: the first check after moving, value: first check after moving day}}
  check from then on: {{label: the first check there, value: first check since moving day}}
  opening check: {{label: the first check since the works, value: first check after end of (latest works)}}
  last poor check: latest check where (result is "poor")
  half a year on: altered + 6 months
requirements:
  check: {{assumes: an example, event: check, due: within 4 weeks after {start}}}
"""


@pytest.mark.parametrize(
    ("start", "why"),
    [
        ("end of latest check", "there has been no fire check"),
        ("end of first check", "there has been no fire check"),
        ("end of last check", "there has been no fire check"),
        ("end of opening check", "there has been no first check since the works"),
        ("end of last poor check", "there has been no last poor check"),
        (
            "end of check there",
            "it is counted from the first check after moving, which is still to come (after 1 January 2023)",
        ),
        (
            "end of check from then on",
            "it is counted from the first check there, which is still to come (on or after 1 January 2023)",
        ),
        (
            "end of first check after 2022-01-03",
            "it is counted from “first check after 2022-01-03”, which is still to come (after 3 January 2022)",
        ),
        ("publication of latest check", "there has been no fire check"),
        ("hearing day of first notice", "there is no “hearing day of first notice”"),
        ("approved", "there is no day of approval"),
        ("altered", "there is no altered"),
        ("half a year on", "there is no altered"),
        ("end of latest check since 2020-01-01", "there is no “end of latest check since 2020-01-01”"),
        ("altered + 1 year", "there is no altered"),
    ],
)
def test_why_there_is_no_date(tmp_path: Path, start: str, why: str) -> None:
    (tmp_path / "2020-01-01.yaml").write_text(POLICY.format(start=start), encoding="utf-8")
    hall = Case("hall", {"approved": NOTHING, "altered": NOTHING})
    decided = ilacs_rules.decide(ilacs_rules.load(tmp_path), hall, date(2022, 1, 3))
    (asked,) = decided.obligations
    assert (str(asked.status), asked.reason) == ("no date set", why)
    plan = ilacs_rules.plan(ilacs_rules.load(tmp_path), [hall], date(2022, 1, 3))
    assert [row.obligation.reason for row in plan.rows] == [why], "as a plan, which is reckoned without a trace"
