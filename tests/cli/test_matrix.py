"""`matrix`: which paragraph is carried by which rule, for people, spreadsheets and programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl

from tests.cli.running import EXPECTED, run, seen
from tests.cli.test_machine_forms import validator

ROOT = Path(__file__).parents[2]
LAUNCH = ("matrix", "ilacs", "--on", "2018-01-01")
Golden = Callable[[str, Path], None]


def test_the_matrix_of_the_launch(golden: Golden) -> None:
    golden(seen(run(*LAUNCH)), EXPECTED / "matrix-launch.txt")


def test_the_matrix_of_the_launch_for_programs(golden: Golden) -> None:
    written = run(*LAUNCH, "--format", "json").stdout
    validator("matrix").validate(json.loads(written))
    golden(written, EXPECTED / "matrix-launch.json")


def test_the_matrix_of_a_policy_with_both_kinds_of_source(golden: Golden) -> None:
    golden(seen(run("matrix", "examples/fire-safety", folder=ROOT)), EXPECTED / "matrix-fire-safety.txt")


def test_without_a_day_it_is_the_newest_version() -> None:
    newest = run("matrix", "ilacs").stdout
    assert newest == run("matrix", "ilacs", "--on", "2026-05-01").stdout
    assert newest != run(*LAUNCH).stdout
    assert "[E605]" in run("matrix", "ilacs", "--on", "2017-01-01").stderr


def test_a_spreadsheet_has_a_row_for_each_paragraph_and_rule(tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(*LAUNCH, "--format", "csv").stdout)))
    assert list(rows[0]) == ["source", "paragraph", "what it says", "kind", "rule", "our assumption"]
    of_bullets = [(row["paragraph"], row["rule"]) for row in rows if "bullet" in row["paragraph"]]
    assert of_bullets == [
        ("paragraph 4, bullet 1", "short inspection"),
        ("paragraph 4, bullet 2", "standard inspection"),
        ("paragraph 4, bullet 3", "monitoring"),
        ("paragraph 4, bullet 3", "re-inspection"),
        ("paragraph 4, bullet 4", "focused visit"),
    ]
    assert [row["paragraph"] for row in rows if not row["rule"]][:3] == ["paragraph 1", "paragraph 3", "paragraph 4"]
    assert [row["rule"] for row in rows if not row["source"]] == [
        "first inspection",
        "last inspection",
        "previous grade",
    ]
    file = tmp_path / "matrix.xlsx"
    assert run(*LAUNCH, "--format", "xlsx", "--out", str(file)).stdout == f"{len(rows)} rows written to {file}\n"
    header, *others = openpyxl.load_workbook(file).active.iter_rows(values_only=True)
    assert header == tuple(rows[0])
    assert [tuple(cell or "" for cell in row) for row in others] == [tuple(row.values()) for row in rows]


def test_a_workbook_is_not_for_the_screen() -> None:
    result = run(*LAUNCH, "--format", "xlsx", columns=200)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "a workbook is not for the screen: name a file with --out FILE.xlsx" in result.stderr


def test_colours_mark_what_no_rule_carries() -> None:
    shown = run(*LAUNCH, "--colour").stdout.splitlines()
    marked = [line for line in shown if "\x1b[33m" in line]
    assert marked
    assert all("no rule" in line for line in marked if "paragraph" in line)
    assert "\x1b" not in run(*LAUNCH, "--no-colour").stdout


def test_no_line_is_wider_than_the_terminal() -> None:
    for columns in (60, 80, 120):
        assert max(map(len, run(*LAUNCH, columns=columns).stdout.splitlines())) <= columns
