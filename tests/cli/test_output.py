"""Tables in their four forms, and files written whole or not at all."""

from __future__ import annotations

import io
import time
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from ilacs_rules.cli.output import json_text, progress, put, write_whole
from ilacs_rules.cli.tables import Table

DUE = Table(
    ("building", "check", "by", "days"),
    (
        ("Mill, Old", "full check", date(2020, 3, 1), 31),
        ("学校", "=1+1", None, 5),
        ("\x1b[2JTower", "visit", date(2021, 1, 31), None),
    ),
)


def test_on_the_terminal_columns_line_up_and_nothing_hidden_comes_through() -> None:
    assert DUE.as_text(colour=False, width=None) == (
        "building   check       by          days\n"
        "───────────────────────────────────────\n"
        "Mill, Old  full check  2020-03-01    31\n"
        "学校       =1+1                       5\n"
        "\ufffd[2JTower  visit       2021-01-31"
    )


def test_colour_is_only_there_when_asked_for() -> None:
    accented = Table(DUE.columns, DUE.rows, lambda row: "red" if row[3] == 31 else "")
    assert "\x1b" not in accented.as_text(colour=False, width=80)
    assert "\x1b[31m" in accented.as_text(colour=True, width=80)


def test_a_narrow_terminal_folds_rows_and_loses_no_words() -> None:
    folded = DUE.as_text(colour=False, width=30)
    assert max(len(line) for line in folded.splitlines()) <= 30
    assert "2021-01-31" in folded


def test_a_table_without_rows_still_shows_its_columns() -> None:
    assert Table(("building", "by"), ()).as_text(colour=False, width=None).splitlines()[0] == "building  by"


def test_csv_quotes_what_needs_it() -> None:
    assert DUE.as_csv().splitlines() == [
        "building,check,by,days",
        '"Mill, Old",full check,2020-03-01,31',
        "学校,=1+1,,5",
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


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = tmp_path / "plan.csv"
    write_whole(plan, b"first")
    write_whole(plan, b"second")
    assert plan.read_bytes() == b"second"

    def full_disk(self: Path, content: bytes) -> int:
        self.touch()
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full_disk)
    with pytest.raises(OSError, match="No space left"):
        write_whole(plan, b"third")
    assert plan.read_bytes() == b"second"
    assert list(tmp_path.iterdir()) == [plan]


def test_put_prints_or_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put("“yes”")
    assert capsys.readouterr().out == "“yes”\n"
    put("“yes”", tmp_path / "answer.txt")
    assert (tmp_path / "answer.txt").read_text(encoding="utf-8") == "“yes”\n"


def test_json_is_readable_as_written() -> None:
    assert json_text({"b": "“ä”", "a": [1]}) == '{\n  "b": "“ä”",\n  "a": [\n    1\n  ]\n}'


@pytest.mark.parametrize("count", [3, 1000])
def test_progress_is_silent_where_nobody_watches(count: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert list(progress(range(count), "deciding")) == list(range(count))
    assert capsys.readouterr() == ("", "")
