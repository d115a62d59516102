"""A row of `compare` always says what is otherwise, also where both sides stand alike."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.policies import ALARMS

POLICY = (
    ALARMS
    + """\
events:
  check: {}
  small check: {is: check}
  drill: {}
requirements:
  check: {assumes: it, event: small check, satisfied by: check, due: by 2023-06-30}
  drill: {assumes: it, event: drill, due: at most 1 in each calendar year}
"""
)

CASE = """\
name: Mill Lane
events: [{event: check, on: 2023-07-05}, {event: drill, on: 2023-02-01}, {event: drill, on: 2023-03-01}]
"""


@pytest.mark.parametrize(
    ("written", "instead", "row"),
    [
        ("by 2023-06-30", "by 2023-07-04", "satisfied, 5 days late | satisfied, 1 day late"),
        ("by 2023-06-30", "by 2023-07-31", "satisfied, 5 days late | satisfied"),
        ("by 2023-06-30", "after 2023-06-30", "satisfied, 5 days late | satisfied"),
        ("by 2023-07-30", "by 2023-08-31", "satisfied, last day 2023-07-30 | satisfied, last day 2023-08-31"),
        (
            "{assumes: it, event: small check",
            "{assumes: it, event: check",
            "satisfied, 5 days late, small check | satisfied, 5 days late, check",
        ),
        (
            "assumes: it, event: small check",
            "assumes: it, notice: 5 days, event: small check",
            "satisfied, 5 days late, no notice | satisfied, 5 days late, notice 5 days",
        ),
        ("at most 1", "at most 2", "done too often: it was done twice, and may be done at most once | used up"),
    ],
)
def test_both_sides_never_look_the_same(tmp_path: Path, written: str, instead: str, row: str) -> None:
    first = POLICY.replace("by 2023-06-30", "by 2023-07-30") if "07-30" in written else POLICY
    assert written in first
    assert rows_told(tmp_path, first, first.replace(written, instead), CASE) == [row]


def rows_told(folder: Path, old: str, new: str, case: str) -> list[str]:
    """Both sides of each row, as at 1 August 2023."""
    for name, text in (("old", old), ("new", new), ("case", case)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    files = [str(folder / f"{name}.yaml") for name in ("old", "new", "case")]
    told = run("compare", *files, "--on", "2023-08-01", columns=200).stdout
    found = [" | ".join(part for part in line.split("  ") if part).split(" | ") for line in told.splitlines()]
    return [" | ".join(cell.strip() for cell in cells[2:]) for cells in found if cells[0] == "Mill Lane"]


TO_COME = (
    ALARMS
    + """\
events: {check: {}, drill: {}}
requirements:
  check: {assumes: it, event: check, due: "1 year after end of latest check, from 1 month before to 1 month after"}
  drill: {assumes: it, event: drill, due: at most 2 in each calendar year}
"""
)


@pytest.mark.parametrize(
    ("written", "instead", "row"),
    [
        (
            "from 1 month before to 1 month after",
            "from 3 months before to 2 months after",
            "not yet open, opens 2024-04-05, due 2024-05-05, at the latest 2024-06-05 | "
            "not yet open, opens 2024-02-05, due 2024-05-05, at the latest 2024-07-05",
        ),
        (
            "1 year after end of latest check, from 1 month before to 1 month after",
            "every 2 years after end of latest check",
            "not yet open, opens 2024-04-05, due 2024-05-05, at the latest 2024-06-05 | "
            "may be done early, due 2025-05-05",
        ),
        ("at most 2", "at most 3", "satisfied, one more may be done | satisfied, two more may be done"),
        ("at most 2", "at most 1", "satisfied | used up"),
        ("at most 2", "at least 2", "satisfied | open, 1 of 2 done, due 2023-12-31"),
    ],
)
def test_days_and_limits_are_told_as_a_plan_tells_them(tmp_path: Path, written: str, instead: str, row: str) -> None:
    """When it opens where that moves; that what is done again and again may be early; a limit as a limit."""
    case = "name: Mill Lane\nevents: [{event: check, on: 2023-05-05}, {event: drill, on: 2023-02-01}]\n"
    assert rows_told(tmp_path, TO_COME, TO_COME.replace(written, instead), case) == [row]


def test_a_day_that_cannot_be_told_is_never_no_day(tmp_path: Path) -> None:
    untold = "name: Mill Lane\ncomplete from: {check: never}\nevents: [{event: drill, on: 2023-02-01}]\n"
    for name, text in (("old", POLICY.replace("due: by", "due: on")), ("new", POLICY), ("case", untold)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    files = [str(tmp_path / f"{name}.yaml") for name in ("old", "new", "case")]
    told = run("compare", *files, "--on", "2023-08-01", columns=250).stdout
    assert "opens 2023-01-01, due 2023-06-30" in told
    assert "on no day" not in told
    assert "nothing is known to change" in told


def test_what_cannot_be_told_is_headed_and_counted_apart() -> None:
    """Of the text of April 2026 it is not known of these cases whether it asks, so nothing is known to change."""
    asked = (
        "compare",
        "ilacs@2024-12-13",
        "ilacs@2026-04-01",
        "../../../examples/invented-authorities",
        "--on",
        "2026-06-01",
    )
    told = run(*asked, columns=250).stdout
    assert "things change" not in told
    assert "Not known to change: it cannot be told before or after" in told
    assert "nothing is known to change on that day for any of 9 cases; of 20 things, for 7 of 9 cases" in " ".join(
        told.split()
    )
    coketown = [line.split("  ")[-1].strip() for line in told.splitlines() if line.startswith("Coketown")]
    assert coketown == ["cannot be told yet", "cannot be told yet", "satisfied, lasts 2 days, last day not known"]
    found = json.loads(run(*asked, "--format", "json").stdout)["changes"]
    assert [each["certain"] for each in found] == [False] * 20


def test_a_version_that_begins_after_the_day_asked_says_from_when_it_can_be() -> None:
    cases = "../../../examples/invented-authorities"
    told = run("compare", "ilacs@2024-04-05", "ilacs@2026-04-01", cases, "--on", "2025-06-02").stderr
    assert "this version of “ilacs” begins on 2026-04-01; ask from then on" in told
