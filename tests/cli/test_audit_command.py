"""The audit as a person and as a program sees it; what is judged how is tried in tests/engine/test_audit.py."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.cli.running import EXPECTED, run, seen
from tests.cli.test_machine_forms import validator

CHECKS = Path(__file__).parents[1] / "engine" / "audit"
ASKED = ("audit", "checks", "buildings.yaml", "--from", "2019-01-01", "--on", "2023-12-31")
SHOW = ("--show", "last result")
TIMING = (
    "audit",
    "../backtest/tests",
    "../backtest/boilers.yaml",
    "--from",
    "2019-01-01",
    "--on",
    "2020-12-31",
    "--timing",
)


@pytest.mark.parametrize(
    ("screen", "arguments"),
    [
        ("audit", (*ASKED, *SHOW)),
        ("audit-one-requirement", (*ASKED, "--requirement", "fire-drill")),
        ("audit-csv", (*ASKED, *SHOW, "--format", "csv")),
        ("audit-timing", (*TIMING, "--requirement", "quick test")),
    ],
)
def test_what_a_person_sees(screen: str, arguments: tuple[str, ...], golden: Callable[[str, Path], None]) -> None:
    golden(seen(run(*arguments, folder=CHECKS)), EXPECTED / f"{screen}.txt")


def test_the_first_that_a_register_tells_was_not_late_for_it_is_not_known_when_the_one_before_was() -> None:
    """The registers of the nine authorities tell of conversations from 2025 on."""
    asked = ("audit", "ilacs", "../../../examples/invented-authorities", "--from", "2025-01-01", "--on", "2025-06-02")
    lines = run(*asked, "--requirement", "annual conversation", folder=CHECKS).stdout.splitlines()
    assert next(line.split("  ")[-1] for line in lines if line.startswith("annual conversation")) == "9 not told"


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    lines = run(*ASKED, *SHOW, columns=columns, folder=CHECKS).stdout.splitlines()
    assert max(map(len, lines)) <= columns


def test_json_is_as_its_schema_says_and_says_what_the_csv_says() -> None:
    checker = validator("audit")
    checker.check_schema(checker.schema)
    answer = json.loads(run(*ASKED, *SHOW, "--format", "json", folder=CHECKS).stdout)
    checker.validate(answer)
    rows = list(csv.DictReader(io.StringIO(run(*ASKED, *SHOW, "--format", "csv", folder=CHECKS).stdout)))
    assert [(each["case"], each["held"], each["values"]["last result"]) for each in answer["events"]] == [
        (row["case"], row["held"], row["last result"]) for row in rows
    ]
    assert sum(each["events"] for each in answer["totals"]) == len(rows)


def test_the_workbook_has_a_sheet_for_each_table(tmp_path: Path) -> None:
    out = tmp_path / "audit.xlsx"
    result = run(*ASKED, *SHOW, "--format", "xlsx", "--out", str(out), folder=CHECKS)
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["events", "totals", "days between", "late on 2023-12-31", "about"]
    events = book["events"].max_row - 1
    assert result.stdout == f"{events} rows written to {out}\n"
    first = out.read_bytes()
    run(*ASKED, *SHOW, "--format", "xlsx", "--out", str(out), folder=CHECKS)
    assert out.read_bytes() == first


def test_how_long_it_took_is_in_every_form(tmp_path: Path) -> None:
    answer = json.loads(run(*TIMING, "--format", "json", folder=CHECKS).stdout)
    validator("audit").validate(answer)
    assert [each["ended"] for each in answer["waits"]] == [3, 3, 0, 1, 1]
    out = tmp_path / "audit.xlsx"
    run(*TIMING, "--format", "xlsx", "--out", str(out), folder=CHECKS)
    book = openpyxl.load_workbook(out)
    assert book.sheetnames[-3:] == ["waits", "curves", "about"]
    assert book["waits"].max_row - 1 == len(answer["waits"])
    assert book["curves"].max_row - 1 == sum(len(each["curve"]) for each in answer["waits"])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--show", "last resul"), "there is no definition “last resul” in any version; did you mean “last result”?"),
        (("--requirement", "drill"), "there is no requirement “drill” in any version"),
        (("--format", "xlsx"), "a workbook is not for the screen: name a file with --out FILE.xlsx"),
        (("--from", "2024-01-01"), "--from is after --on"),
    ],
)
def test_what_was_not_understood_is_said_in_words(options: tuple[str, ...], said: str) -> None:
    result = run(*ASKED, *options, columns=200, folder=CHECKS)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_a_first_day_before_the_policy_is_no_day_to_judge_by() -> None:
    result = run(*ASKED, "--from", "2018-12-31", folder=CHECKS)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "[E605]" in result.stderr
