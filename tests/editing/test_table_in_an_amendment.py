"""A table from a sheet that holds from a day on: it begins an amendment, and the text before stays as it is."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli.running import run
from tests.editing.test_table_sheets import POLICY

ASKED = ("table", "import", "interval.xlsx", "lifts", "interval", "--new-version", "2021-01-01")
AMENDMENT = """\
# What is not named here stays as the version of 2020-01-01 has it.
policy: lifts
amends: 2020-01-01
published: 2021-01-01
in force:
  from: 2021-01-01
summary: What this version changes, in a sentence for readers.

definitions:
  interval:
    table: |
      | condition | floors | interval |
      |-----------|--------|----------|
      | poor      | -      | 3 months |
      | fair      | > 10   | 9 months |
      | fair      | <= 10  | 1 year   |
      | good      | -      | 2 years  |
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lifts").mkdir()
    (tmp_path / "lifts" / "2020-01-01.yaml").write_text(POLICY, encoding="utf-8")
    run("table", "export", "lifts", "interval", "--out", "interval.xlsx", folder=tmp_path)
    return tmp_path


def typed(folder: Path, value: str) -> None:
    book = openpyxl.load_workbook(folder / "interval.xlsx")
    book.worksheets[0]["C3"] = value
    book.save(folder / "interval.xlsx")


def test_the_table_is_in_an_amendment_and_the_text_before_stays(folder: Path) -> None:
    typed(folder, "9 months")
    told = run(*ASKED, folder=folder)
    assert "(lifts/2021-01-01.yaml, line 11) is taken over: 4 rows, 1 of them new" in told.stdout
    assert (folder / "lifts" / "2021-01-01.yaml").read_text(encoding="utf-8") == AMENDMENT
    assert (folder / "lifts" / "2020-01-01.yaml").read_text(encoding="utf-8") == POLICY
    assert run("check", "lifts", folder=folder).exit_code == 0
    typed(folder, "10 months")
    again = run(*ASKED, folder=folder)
    assert "lifts/2021-01-01.yaml is there already: write into it with --on 2021-01-01" in again.stderr


def test_where_it_cannot_be_used_no_amendment_is_begun(folder: Path) -> None:
    typed(folder, "9 moths")
    told = run(*ASKED, folder=folder)
    assert told.stdout.startswith("C3: ")
    assert not (folder / "lifts" / "2021-01-01.yaml").exists()


def test_before_the_first_version_there_is_nothing_to_amend(folder: Path) -> None:
    typed(folder, "9 months")
    told = run(*ASKED[:-1], "2019-01-01", folder=folder)
    assert "no version comes into force before 2019-01-01" in told.stderr
