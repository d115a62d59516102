"""Whoever reads an answer alone learns what is not in it: cases not read, what else is late, what comes later."""

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
requirements:
  check: {assumes: it, event: check, due: by 2023-06-30}
"""
)

CASES = """\
cases:
  - {name: Mill Lane, events: [{event: check, start: 2023-05-30}]}
  - {name: Hazel Inn, events: [{event: chek, on: 2023-02-01}]}
"""

AUDIT = ("audit", "p.yaml", "cases.yaml", "--from", "2023-01-01", "--on", "2023-06-01")


@pytest.fixture
def told(tmp_path: Path) -> Path:
    (tmp_path / "p.yaml").write_text(POLICY, encoding="utf-8")
    (tmp_path / "cases.yaml").write_text(CASES, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "asked",
    [
        ("compare", "p.yaml", "p.yaml", "cases.yaml", "--on", "2023-06-01"),
        ("plan", "p.yaml", "cases.yaml", "--on", "2023-06-01"),
        ("forecast", "p.yaml", "cases.yaml", "--on", "2023-06-01", "--until", "2023-12-31"),
        AUDIT,
        ("contacts", "p.yaml", "cases.yaml", "--from", "2023-02-01", "--on", "2023-06-01"),
        ("contacts", "p.yaml", "cases.yaml", "--from", "2023-02-01", "--on", "2023-06-01", "--format", "svg"),
    ],
)
def test_the_last_line_names_it(asked: tuple[str, ...], told: Path) -> None:
    assert "1 more left out, as it could not be read: Hazel Inn" in " ".join(run(*asked, folder=told).stdout.split())


@pytest.mark.parametrize(
    "asked",
    [
        ("plan", "p.yaml", "cases.yaml", "--on", "2023-06-01", "--format", "ics"),
        ("plan", "p.yaml", "cases.yaml", "--on", "2023-06-01", "--format", "html"),
        ("forecast", "p.yaml", "cases.yaml", "--on", "2023-06-01", "--until", "2023-12-31", "--format", "ics"),
        ("compare", "p.yaml", "p.yaml", "cases.yaml", "--from", "2023-06-01", "--to", "2023-12-31"),
    ],
)
def test_a_sentence_names_it_apart_from_others(asked: tuple[str, ...], told: Path) -> None:
    """Lines of a calendar are folded, and its commas escaped."""
    cases = CASES.replace("name: Hazel Inn", "name: 'Inn, Hazel'")
    (told / "cases.yaml").write_text(cases, encoding="utf-8")
    shown = run(*asked, folder=told).stdout.replace("\n ", "").replace("\\,", ",")
    assert "Left out, as it could not be read or decided: “Inn, Hazel”." in " ".join(shown.split())


def test_beside_the_csv_of_an_audit_as_well(told: Path) -> None:
    run(*AUDIT, "--format", "csv", "--out", "a.csv", folder=told)
    assert json.loads((told / "a.about.json").read_text(encoding="utf-8"))["left_out"] == ["Hazel Inn"]


def test_an_audit_counts_what_has_begun_and_not_ended_apart(told: Path) -> None:
    ending = " ".join(run(*AUDIT, folder=told).stdout.split())
    assert "0 events of 1 case: nothing to judge; 1 event begun and not known to have ended: not counted" in ending


# ------------------------------------------------------------------------------------------------ what is not shown

SEVERAL = (
    ALARMS
    + """\
events:
  check: {}
  drill: {}
requirements:
  check: {assumes: it, event: check, due: by 2023-06-30}
  drill: {assumes: it, event: drill, due: by 2023-07-31}
  yearly drill: {assumes: it, event: drill, due: every year after end of latest drill}
"""
)


@pytest.mark.parametrize(
    ("events", "line"),
    [
        ("", "Mill Lane check by 2023-06-30 overdue by 63 days; 1 more late"),
        ("{event: drill, on: 2023-07-02}", "Mill Lane check by 2023-06-30 overdue by 63 days"),
    ],
)
def test_a_line_of_a_plan_says_how_many_more_duties_of_the_case_are_late(
    tmp_path: Path, events: str, line: str
) -> None:
    (tmp_path / "p.yaml").write_text(SEVERAL, encoding="utf-8")
    (tmp_path / "cases.yaml").write_text(f"{{name: Mill Lane, events: [{events}]}}", encoding="utf-8")
    asked = ("plan", "p.yaml", "cases.yaml", "--on", "2023-09-01")
    told = [" ".join(each.split()) for each in run(*asked, folder=tmp_path, columns=120).stdout.splitlines()]
    assert line in told
    (of_case,) = json.loads(run(*asked, "--format", "json", folder=tmp_path).stdout)["lines"]
    assert of_case["more_late"] == line.count("more late")


def test_a_forecast_says_what_comes_next_after_its_last_day(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(SEVERAL, encoding="utf-8")
    (tmp_path / "cases.yaml").write_text(
        "{name: Mill Lane, events: [{event: drill, on: 2023-05-02}]}", encoding="utf-8"
    )
    asked = ("forecast", "p.yaml", "cases.yaml", "--on", "2023-06-01", "--until", "2023-12-31")
    told = " ".join(run(*asked, folder=tmp_path).stdout.split())
    assert "; 1 more comes next, after 31 December 2023, and is not shown" in told
    (later,) = json.loads(run(*asked, "--format", "json", folder=tmp_path).stdout)["later"]
    assert (later["case"], later["requirement"], later["event"]) == ("Mill Lane", "yearly drill", "drill")


def test_a_forecast_says_what_its_column_of_days_means(tmp_path: Path) -> None:
    """Only of the words that stand in it."""
    (tmp_path / "p.yaml").write_text(SEVERAL, encoding="utf-8")
    (tmp_path / "cases.yaml").write_text("{name: Mill Lane, events: []}", encoding="utf-8")
    asked = ("forecast", "p.yaml", "cases.yaml", "--on", "2023-07-15", "--until", "2023-12-31")
    told = " ".join(run(*asked, folder=tmp_path).stdout.split())
    assert (
        "What stands under “falls on” says which of its days an event is put on: “last day” is the last on which it "
        "is in time; what is late is put on the first day there is."
    ) in told
