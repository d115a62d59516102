"""Tables in their four forms, and what is put out for people and for programs."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from ilacs_rules import Table
from ilacs_rules.cli.output import progress, put
from ilacs_rules.cli.screen import table_as_text
from ilacs_rules.text.machine import json_text

ROOT = Path(__file__).parents[2]

DUE = Table(
    ("building", "check", "by", "days"),
    (
        ("Mill, Old", "full check", date(2020, 3, 1), 31),
        ("学校", "=1+1", None, 5),
        ("\x1b[2JTower", "visit", date(2021, 1, 31), None),
    ),
)


def test_on_the_terminal_columns_line_up_and_nothing_hidden_comes_through() -> None:
    assert table_as_text(DUE, colour=False, width=None) == (
        "building   check       by          days\n"
        "───────────────────────────────────────\n"
        "Mill, Old  full check  2020-03-01    31\n"
        "学校       =1+1                       5\n"
        "\ufffd[2JTower  visit       2021-01-31"
    )


def test_colour_is_only_there_when_asked_for() -> None:
    accented = Table(DUE.columns, DUE.rows, ("red", "", ""))
    assert "\x1b" not in table_as_text(accented, colour=False, width=80)
    assert "\x1b[31m" in table_as_text(accented, colour=True, width=80)


def test_a_narrow_terminal_folds_rows_and_loses_no_words() -> None:
    folded = table_as_text(DUE, colour=False, width=30)
    assert max(len(line) for line in folded.splitlines()) <= 30
    assert "2021-01-31" in folded


def test_a_table_without_rows_still_shows_its_columns() -> None:
    assert table_as_text(Table(("building", "by"), ()), colour=False, width=None).splitlines()[0] == "building  by"


def test_csv_quotes_what_needs_it() -> None:
    assert DUE.as_csv().splitlines() == [
        "building,check,by,days",
        '"Mill, Old",full check,2020-03-01,31',
        "学校,'=1+1,,5",
        "\x1b[2JTower,visit,2021-01-31,",
    ]


def test_plain_data_for_json_keeps_numbers_and_writes_dates_year_first() -> None:
    assert DUE.as_data()[0] == {"building": "Mill, Old", "check": "full check", "by": "2020-03-01", "days": 31}


def test_a_workbook_keeps_dates_as_dates_and_texts_as_texts() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(DUE.as_workbook("plan: all/2020"))).active
    assert sheet is not None
    assert sheet.title == "plan  all 2020"
    assert [cell.value for cell in sheet[1]] == ["building", "check", "by", "days"]
    assert sheet["C2"].value.date() == date(2020, 3, 1)
    assert (sheet["B3"].value, sheet["B3"].data_type) == ("=1+1", "s")
    assert sheet["A4"].value == "\ufffd[2JTower"


def test_the_same_table_gives_the_same_workbook_byte_for_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    first = DUE.as_workbook("plan")
    later = time.time() + 100_000
    monkeypatch.setattr(time, "time", lambda: later)
    time.sleep(1.1)  # a workbook notes the second at which it was made
    assert DUE.as_workbook("plan") == first


def test_put_prints_or_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put("“yes”")
    assert capsys.readouterr().out == "“yes”\n"
    put("“yes”", tmp_path / "answer.txt")
    assert (tmp_path / "answer.txt").read_text(encoding="utf-8") == "“yes”\n"


def test_what_programs_read_is_utf_8_whatever_the_terminal_knows() -> None:
    program = "from ilacs_rules.cli.output import put_exactly\nput_exactly('“yes”')"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        check=True,
        env={"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
    )
    assert done.stdout == "“yes”\n".encode()


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+44 20",
        "-2",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "  =1+1",
        "\x00=1+1",
        "＝1+1",
        "＋1",
        "－1",
        "＠A1",
    ],
)
def test_no_text_is_a_formula_for_a_spreadsheet(text: str) -> None:
    table = Table((text, "days"), ((text, -2), ("a-b", 1.5)))
    head, first, second = csv.reader(io.StringIO(table.as_csv()))
    harmless = "'" + text.replace("\r", "\n")
    assert head == [harmless, "days"]
    assert first == [harmless, "-2"], "a number is no text"
    assert second == ["a-b", "1.5"]
    sheet = openpyxl.load_workbook(io.BytesIO(table.as_workbook("plan"))).active
    assert sheet is not None
    assert (sheet["A2"].data_type, sheet["A2"].quotePrefix) == ("s", True)
    assert (sheet["A3"].data_type, sheet["A3"].quotePrefix) == ("s", False)
    assert sheet["B2"].value == -2


def test_on_a_terminal_too_narrow_for_columns_each_row_is_a_list() -> None:
    told = table_as_text(DUE, colour=False, width=14)
    assert told.split("\n\n")[0].splitlines() == [
        "building:",
        "  Mill, Old",
        "check: full",
        "  check",
        "by: 2020-03-01",
        "days: 31",
    ]
    assert max(map(len, told.splitlines())) <= 14


def test_json_is_readable_as_written() -> None:
    assert json_text({"b": "“ä”", "a": [1]}) == '{\n  "b": "“ä”",\n  "a": [\n    1\n  ]\n}'


@pytest.mark.parametrize("count", [3, 1000])
def test_progress_is_silent_where_nobody_watches(count: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert list(progress(range(count), "deciding")) == list(range(count))
    assert capsys.readouterr() == ("", "")
