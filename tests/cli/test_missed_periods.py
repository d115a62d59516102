"""A period that was missed, or in which more was done than is allowed, is told in every output, above what is open."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import run

POLICY = """policy: cycles
title: Cycles
publisher: Fire service
published: 2016-01-01
in force: {from: 2016-01-01}
subject: building
facts: {cycle start: date, in use: {is: yes or no, default: yes}}
events: {drill: {}, check: {}, closing: {}}
definitions:
  empty: any closing
requirements:
  drill:
    assumes: an example
    when: in use and not empty
    event: drill
    due: at least 1 in each 3 years from cycle start
  check: {assumes: an example, event: check, due: at most 1 in each month}
"""
CASES = """cases:
  - name: Done in time
    facts: {cycle start: 2020-01-01}
    events: [{event: drill, on: 2022-05-01}]
  - name: Never done
    facts: {cycle start: 2020-01-01}
  - name: Done since
    facts: {cycle start: 2020-01-01}
    events: [{event: drill, on: 2023-05-01}]
  - name: Half told
    facts: {cycle start: 2020-01-01}
    complete from: {drill: 2022-06-01}
  - name: Too many checks
    facts: {cycle start: 2023-01-01}
    events: [{event: check, on: 2023-06-01}, {event: check, on: 2023-06-02}]
  - name: Too many now
    facts: {cycle start: 2023-01-01}
    events: [{event: check, on: 2023-07-01}, {event: check, on: 2023-07-02}]
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    policy, cases = tmp_path / "cycles.yaml", tmp_path / "cases.yaml"
    policy.write_text(POLICY, encoding="utf-8")
    cases.write_text(CASES, encoding="utf-8")
    return str(policy), str(cases)


def out(*arguments: str) -> str:
    return run(*arguments, columns=160).stdout


def test_the_plan_tells_it_above_what_is_open(files: tuple[str, str]) -> None:
    lines = out("plan", *files, "--on", "2023-07-10", "--all").splitlines()
    told = [" ".join(line.split()) for line in lines if line.startswith(("Done", "Half", "Never", "Too"))]
    assert told == [
        "Too many checks check 2023-07-01 2023-07-31 done too often in 2023-06; satisfied",
        "Too many now check 2023-07-01 2023-07-31 done too often: it was done twice, and may be done at most once",
        "Done since drill 2023-01-01 2025-12-31 missed 2020-01…2022-12; satisfied",
        "Never done drill 2023-01-01 2025-12-31 missed 2020-01…2022-12; open, 0 of 1 done",
        "Done in time drill 2023-01-01 2025-12-31 open, 0 of 1 done",
        "Half told drill 2023-01-01 2025-12-31 2020-01…2022-12 cannot be told; open, 0 of 1 done",
        "Too many checks drill 2023-01-01 2025-12-31 open, 0 of 1 done",
        "Too many now drill 2023-01-01 2025-12-31 open, 0 of 1 done",
    ]
    assert lines[-1] == "6 cases, 8 duties: 2 missed, 1 done too often, 1 done too often before, 4 open"


def test_every_other_output_tells_it(files: tuple[str, str], tmp_path: Path) -> None:
    asked = (*files, "--on", "2023-07-10")
    period = "missed 2020-01-01/2022-12-31"
    assert "missed 2020-01…2022-12; open, 0 of 1 done" in out("decide", *asked, "--case", "Never done")
    assert "Drill: missed from 1 January 2020 to 31 December 2022; open since" in out(
        "why", *asked, "--case", "Never done"
    )
    assert f",{period}," in out("plan", *asked, "--format", "csv")
    assert period in out("audit", *asked, "--from", "2020-01-01")
    assert "missed 2020-01…2022-12" in out("forecast", *asked, "--until", "2026-01-31")
    assert period in out("forecast", *asked, "--until", "2026-01-31", "--format", "csv")
    days = ["--until", "2026-01-31", "--case", "Never done"]
    told = out("forecast", *asked, *days, "--format", "ics").replace("\n ", "").replace("\r", "")
    assert "Too few were done in the period before\\, from 1 January 2020 to 31 December 2022." in told
    picture = out("forecast", *asked, *days, "--format", "svg")
    assert (
        picture.lower().count("drill: missed from 1 january 2020 to 31 december 2022") == 2
    )  # in words, at its window
    rows = json.loads(out("plan", *asked, "--format", "json"))["rows"]
    assert [(row["flags"], row["period_before"]) for row in rows if row["case"] == "Never done"] == [
        (["missed"], "2020-01-01/2022-12-31")
    ]
    later = tmp_path / "later.yaml"
    later.write_text(POLICY.replace("at least 1", "at least 2"), encoding="utf-8")
    compared = out("compare", files[0], str(later), files[1], "--on", "2023-07-10")
    assert "missed 2020-01…2022-12" in compared


def test_what_did_not_apply_at_the_end_of_the_period_was_not_missed(files: tuple[str, str], tmp_path: Path) -> None:
    cases = tmp_path / "empty.yaml"
    cases.write_text(
        "cases:\n"
        "  - {name: Closed, facts: {cycle start: 2020-01-01}, events: [{event: closing, on: 2022-12-31}]}\n"
        "  - {name: Closed since, facts: {cycle start: 2020-01-01}, events: [{event: closing, on: 2023-01-01}]}\n"
        "  - {name: Open, facts: {cycle start: 2020-01-01}}\n",
        encoding="utf-8",
    )
    policy = tmp_path / "reopened.yaml"
    text = POLICY.replace("any closing", "any closing until 2022-12-31 and today is before 2023-01-01")
    policy.write_text(text, encoding="utf-8")
    plan = out("plan", str(policy), str(cases), "--on", "2023-07-10")
    assert [line.split("  ")[0] for line in plan.splitlines() if "missed 2020" in line] == ["Closed since", "Open"]


def test_only_what_is_missed_may_be_asked_for(files: tuple[str, str]) -> None:
    plan = out("plan", *files, "--on", "2023-07-10", "--status", "missed")
    assert plan.splitlines()[-1] == "6 cases, 2 duties: 2 missed; 6 other duties are not shown"
