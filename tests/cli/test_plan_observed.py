"""A plan with what was observed beside it; how it is reckoned is tried in tests/engine/test_observe.py."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import ilacs_rules
from tests.cli.running import EXPECTED, run, seen
from tests.cli.test_machine_forms import validator

PLAN = ("plan", "tests", "boilers.yaml", "--on", "2020-01-01")
OBSERVED = ("--observed", "history.yaml")


def test_it_stands_apart_and_is_marked_as_observed(old_boilers: Path, golden: Callable[[str, Path], None]) -> None:
    golden(
        seen(run(*PLAN, *OBSERVED, "--limit", "5", columns=100, folder=old_boilers)),
        EXPECTED / "plan-observed.txt",
    )


def test_nothing_else_of_the_plan_is_another(old_boilers: Path) -> None:
    alone = json.loads(run(*PLAN, "--format", "json", folder=old_boilers).stdout)
    answer = json.loads(run(*PLAN, *OBSERVED, "--format", "json", folder=old_boilers).stdout)
    validator("plan").validate(answer)
    told = answer.pop("observed")
    assert answer == alone
    policy = ilacs_rules.load(old_boilers / "tests")
    history, cases = (ilacs_rules.read_cases(policy, old_boilers / name) for name in ("history.yaml", "boilers.yaml"))
    report = ilacs_rules.observe(policy, history, cases, date(2020, 1, 1))
    assert json.loads(json.dumps(report.as_data())) == told
    assert told["cases"]


def test_it_is_a_sheet_of_the_workbook_and_every_column_says_so(old_boilers: Path, tmp_path: Path) -> None:
    out = tmp_path / "plan.xlsx"
    run(*PLAN, *OBSERVED, "--format", "xlsx", "--out", str(out), folder=old_boilers)
    book = openpyxl.load_workbook(out)
    assert book.sheetnames[-2:] == ["observed", "about"]
    head = [cell.value for cell in book["observed"][1]]
    assert head[:3] == ["case", "event", "waits since"]
    assert all(str(name).startswith("observed: ") for name in head[3:])
    about = [cell.value for cell in book["about"]["B"]]
    assert any(str(each).startswith("Observed, and no part of the policy") for each in about)


@pytest.mark.parametrize("all_rows", [(), ("--all",)])
def test_it_stands_beside_each_row_of_a_csv_file(old_boilers: Path, all_rows: tuple[str, ...]) -> None:
    alone = run(*PLAN, *all_rows, "--format", "csv", folder=old_boilers).stdout
    result = run(*PLAN, *all_rows, *OBSERVED, "--format", "csv", folder=old_boilers).stdout
    rows, bare = (list(csv.DictReader(io.StringIO(text))) for text in (result, alone))
    assert [{name: row[name] for name in bare[0]} for row in rows] == bare
    told = {(row["case"], row["event"]): row for row in rows}
    waits = told["waits longest, and a quick test followed", "quick test"]
    assert (waits["observed: event"], waits["observed: waits since"]) == ("test", "2017-12-04")
    assert waits["observed: chance in 3 months"] == "0.25"
    about_all = {row["observed: event"] for row in rows if row["event"] == "cleaning"}
    assert about_all <= ({""} if all_rows else {"", "test"}), "a row about cleaning alone says nothing of tests"


def test_a_history_without_a_pair_is_told(old_boilers: Path) -> None:
    result = run(*PLAN, "--observed", "boilers.yaml", folder=old_boilers)
    assert result.exit_code == 0
    assert "no wait from one event to the next had ended by 2020-01-01: no chance is told of fewer" in result.stderr
    assert "[W725]" in result.stderr


def test_a_history_that_is_not_there_is_told(old_boilers: Path) -> None:
    result = run(*PLAN, "--observed", "no-such-file.yaml", folder=old_boilers)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no-such-file.yaml" in result.stderr
