"""What surely applies and has no day, placed in a forecast by an assumption that is stated and marked everywhere."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import icalendar
import pytest

import ilacs_rules
from tests.cli.running import run
from tests.cli.test_machine_forms import validator

POLICY = """\
policy: checks
title: Checks of houses
publisher: Anyshire
published: 2020-01-31
in force: {from: 2020-01-31}
subject: house
events: {check: {}, full check: {is: check}, visit: {}, letter: {}}
requirements:
  check: {assumes: it, event: full check, due: 6 months after end of latest full check}
  letter: {assumes: it, strength: may, event: letter, due: 6 months after end of latest letter}
"""
CASES = """\
cases:
  - {name: Told, events: [{event: full check, on: 2024-12-01}]}
  - {name: Not told, complete from: {full check: never, letter: never}, events: []}
"""
FORECAST = ("forecast", "checks.yaml", "houses.yaml", "--on", "2025-01-31", "--until", "2026-02-28")
PLACED = ("--place-undated", "3 months")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "checks.yaml").write_text(POLICY, encoding="utf-8")
    (tmp_path / "houses.yaml").write_text(CASES, encoding="utf-8")
    return tmp_path


def events(folder: Path, *more: str) -> list[tuple[str, str, str]]:
    rows = csv.DictReader(io.StringIO(run(*FORECAST, *more, "--format", "csv", folder=folder).stdout))
    return [(row["case"], row["from"], row["falls on"]) for row in rows]


TOLD = [("Told", "2025-06-01", "target"), ("Told", "2025-12-01", "target")]


def test_without_being_asked_for_nothing_is_placed(files: Path) -> None:
    assert events(files) == TOLD
    assert "assumption" not in run(*FORECAST, "--totals", folder=files).stdout.replace("Assumptions", "")


def test_what_has_no_day_is_placed_once_and_what_follows_has_its_days(files: Path) -> None:
    assert sorted(events(files, *PLACED)) == [
        ("Not told", "2025-04-30", "placed by assumption"),  # and not the letter, which need not be sent
        ("Not told", "2025-10-30", "target"),
        *TOLD,
    ]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        (("check=1 month",), "2025-02-28"),  # a full check is one
        (("check=1 month", "full check=2 months"), "2025-03-31"),  # the nearest is what counts
        (("full check=2 months", "1 week"), "2025-03-31"),
        (("1 month", "1 week"), "2025-02-07"),  # the later
    ],
)
def test_it_can_be_said_of_a_kind_of_event(files: Path, said: tuple[str, ...], day: str) -> None:
    asked = [word for each in said for word in ("--place-undated", each)]
    assert ("Not told", day, "placed by assumption") in events(files, *asked)


def test_of_another_kind_it_says_nothing(files: Path) -> None:
    assert events(files, "--place-undated", "visit=1 month") == TOLD


def test_it_is_marked_in_every_form(files: Path) -> None:
    page = run(*FORECAST, *PLACED, folder=files, columns=100).stdout
    assert "full check, placed by assumption     1    1" in page
    assert "2 cases: 4 events expected (1 of them placed by assumption)" in page
    assert "so long after the first day on which that is so (3 months)" in " ".join(page.split())
    answer = json.loads(run(*FORECAST, *PLACED, "--format", "json", folder=files).stdout)
    validator("forecast").validate(answer)
    assert [each["falls_on"] for each in answer["expected"]].count("placed by assumption") == 1
    assert [(each["month"], each["placed by assumption"]) for each in answer["totals"]] == [
        ("2025-04", True),
        ("2025-06", False),
        ("2025-10", False),
        ("2025-12", False),
    ]
    entries = icalendar.Calendar.from_ical(run(*FORECAST, *PLACED, "--format", "ics", folder=files).stdout_bytes)
    titles = [str(each["summary"]) for each in entries.walk("VEVENT")]
    assert titles[0] == "Full check: Not told (placed by assumption)"
    picture = run(*FORECAST, *PLACED, "--case", "Not told", "--format", "svg", folder=files).stdout
    assert "expected: Full check, 30 April 2025, placed by assumption" in picture
    assert "of 30 April 2025 (placed by assumption)" in picture


def test_in_a_pause_and_in_a_calendar_of_work_it_stays_marked(files: Path) -> None:
    flood = "{assumes: it, from: 2025-04-01, until: 2025-05-11, events: [full check], effect: clock stops}"
    pause = f"pauses: {{the flood: {flood}}}\n"
    (files / "checks.yaml").write_text(POLICY + pause, encoding="utf-8")
    assert ("Not told", "2025-05-12", "placed by assumption") in events(files, *PLACED)
    (files / "work.yaml").write_text("starts on: Wednesday\n", encoding="utf-8")
    asked = (*PLACED, "--work", "work.yaml")
    assert ("Not told", "2025-05-14", "placed by assumption") in events(files, *asked)


def test_the_same_is_said_in_python(files: Path) -> None:
    policy = ilacs_rules.load(files / "checks.yaml")
    _, house = ilacs_rules.read_cases(policy, files / "houses.yaml")
    on, until = date(2025, 1, 31), date(2025, 12, 31)
    first, *_ = ilacs_rules.forecast(policy, [house], on, until, place_undated=["check=3 months"]).forecast.events
    assert (first.start, first.basis) == (date(2025, 4, 30), "placed by assumption")
    with pytest.raises(ilacs_rules.ArgumentError, match="3 moons"):
        ilacs_rules.forecast(policy, [house], on, until, place_undated=["3 moons"])


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("soon", "“soon” is not a length of time; write “3 months” or “6 weeks”"),
        ("0 days", "“0 days” is no time at all; write “3 months” or “6 weeks”"),
        ("chek=3 months", "there is no kind of event “chek”; did you mean “check”?"),
    ],
)
def test_what_is_none_is_refused(files: Path, said: str, message: str) -> None:
    result = run(*FORECAST, "--place-undated", said, folder=files)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
