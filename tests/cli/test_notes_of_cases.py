"""A note of a case says what its record cannot: it stands beside every answer about the case, and decides nothing."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.running import ON, run

CASES = """\
cases:
  - name: North Hall
    note: >-
      A check of 2023 is known of,
      and its day is not.
    events: [{event: full check, on: 2019-11-18, risk: low}]
  - {name: South Hall, events: [{event: full check, on: 2019-11-18, risk: low}]}
"""
NOTE = "A check of 2023 is known of, and its day is not."
NOTED = "Noted beside the case; nothing is decided by it"


@pytest.fixture
def cases(tmp_path: Path) -> str:
    """A hall with a note, and one without."""
    file = tmp_path / "halls.yaml"
    file.write_text(CASES, encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("how", [(), ("--all",), ("--requirement", "short check")])
def test_a_plan_tells_it_under_its_lines(cases: str, how: tuple[str, ...]) -> None:
    told = run("plan", "fire.yaml", cases, *ON, *how).stdout
    assert f"Noted beside the cases; nothing is decided by it\n\n- North Hall: {NOTE}\n" in told
    assert "- South Hall:" not in told


def test_a_plan_of_the_first_lines_tells_no_note_of_the_others(cases: str) -> None:
    Path(cases).write_text(CASES.replace("North", "Zenith"), encoding="utf-8")
    told = run("plan", "fire.yaml", cases, *ON, "--limit", "1").stdout
    assert "South Hall" in told
    assert "Noted" not in told


def test_its_tables_and_its_page_tell_it(cases: str) -> None:
    for every_row in ([], ["--all"]):
        rows = list(
            csv.DictReader(run("plan", "fire.yaml", cases, *ON, *every_row, "--format", "csv").stdout.splitlines())
        )
        assert {(row["case"], row["note"]) for row in rows} == {("North Hall", NOTE), ("South Hall", "")}
    lines = json.loads(run("plan", "fire.yaml", cases, *ON, "--format", "json").stdout)["lines"]
    assert {line["case"]: line["note"] for line in lines} == {"North Hall": NOTE, "South Hall": None}
    page = run("plan", "fire.yaml", cases, *ON, "--format", "html").stdout
    assert f"North Hall: {NOTE}" in page
    calendar = run("plan", "fire.yaml", cases, *ON, "--format", "ics").stdout.replace("\n ", "")
    assert calendar.count(NOTE.replace(",", "\\,")) == calendar.count("North Hall (")


def test_the_page_of_the_case_its_decision_and_why_tell_it(cases: str) -> None:
    for asked in (("case", "--case", "North Hall"), ("decide",), ("why", "--requirement", "short check")):
        command, *options = asked
        told = " ".join(run(command, "fire.yaml", cases, *ON, *options).stdout.split())
        assert told.count(f"{NOTED}: {NOTE}") == 1
    north, south = json.loads(run("decide", "fire.yaml", cases, *ON, "--format", "json").stdout)["decisions"]
    assert (north["note"], "note" in south) == (NOTE, False)
