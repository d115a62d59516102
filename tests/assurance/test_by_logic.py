"""Guarantees that hold by their wording, however many cases there are; and those that have to be tried."""

from __future__ import annotations

from pathlib import Path

import pytest

import ilacs_rules

POLICY = """\
policy: fire
title: Fire safety
publisher: Anyshire
published: 2019-11-01
in force: {{from: 2020-01-01}}
subject: building
scales:
  result: [safe, advised, faulty, unsafe]
events:
  check:
    records: {{doors: result, alarms: result, stairs: result, lifts: result, roof: result}}
  drill: {{}}
definitions:
  last check: latest check
  badly built: any of (doors, alarms, stairs, lifts, roof) of last check are unsafe
  well kept: all of (doors, alarms, stairs, lifts, roof) of last check are advised or better
requirements:
  closing: {{assumes: an example, event: check, due: every month after end of last check, when: {closing}}}
  review: {{assumes: an example, event: check, due: every year after end of last check, when: {review}}}
  drill: {{assumes: an example, event: drill, due: at least 1 between checks}}
guarantees:
  one or the other:
    {guarantee}
"""


def findings(path: Path, closing: str, review: str, guarantee: str) -> list[str]:
    file = path / "2020-01-01.yaml"
    file.write_text(POLICY.format(closing=closing, review=review, guarantee=guarantee), encoding="utf-8")
    return [each.code.value for each in ilacs_rules.check(file) if each.code != "W603"]


@pytest.mark.parametrize(
    ("closing", "review", "guarantee"),
    [
        ("badly built", "not badly built", "exactly one of: [closing, review]"),
        ("badly built and well kept", "not badly built and well kept", "at most one of: [closing, review]"),
        ("any check and badly built", "no check or not badly built", "exactly one of: [closing, review]"),
        ("badly built", "well kept", "given: badly built\n    at least one of: [closing, review]"),
    ],
)
def test_what_the_wording_settles_is_not_tried(tmp_path: Path, closing: str, review: str, guarantee: str) -> None:
    assert findings(tmp_path, closing, review, guarantee) == []


@pytest.mark.parametrize(
    ("closing", "review", "guarantee", "code"),
    [
        ("badly built", "badly built", "at most one of: [closing, review]", "E802"),
        ("badly built", "not badly built", "exactly one of: [closing, drill]", "E802"),  # there may be no check yet
    ],
)
def test_what_it_does_not_settle_is(tmp_path: Path, closing: str, review: str, guarantee: str, code: str) -> None:
    assert findings(tmp_path, closing, review, guarantee) == [code]
