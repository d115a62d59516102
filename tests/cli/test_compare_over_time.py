"""`compare --from --to`: what a person may ask, and the forms in which it is put out."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from pathlib import Path

import openpyxl
import pytest

from tests.cli.running import run

ASKED = ("compare", "fire.yaml", "edited.yaml", "buildings.yaml")
OVER_TIME = (*ASKED, "--from", "2020-06-30", "--to", "2022-12-31")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ((), "--on DATE, or a stretch of time, --from DATE --to DATE"),
        (("--from", "2020-06-30"), "--on DATE, or a stretch of time, --from DATE --to DATE"),
        (("--on", "2020-06-30", "--by", "risk"), "--on is one day"),
        (("--on", "2020-06-30", "--format", "html"), "--on is one day"),
        (("--on", "2020-06-30", "--to", "2021-06-30"), "--on is one day"),
        (("--from", "2020-06-30", "--to", "2020-06-30"), "--to must be after --from"),
        (("--from", "2020-06-30", "--to", "2120-06-30"), "50 years after it at most: 2070-06-30"),
        (("--from", "2020-06-30", "--to", "2021-06-30", "--by", "rsik"), "did you mean “risk”?"),
        (("--from", "2020-06-30", "--to", "2021-06-30", "--format", "xlsx"), "name a file with --out FILE.xlsx"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_to_write(more: tuple[str, ...], said: str) -> None:
    result = run(*ASKED, *more)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_day_before_there_were_rules_is_told() -> None:
    result = run(*ASKED, "--from", "2001-01-01", "--to", "2022-12-31")
    assert result.exit_code == 1
    assert "[E605]" in result.stderr


def test_only_the_cases_that_are_named() -> None:
    found = run(*OVER_TIME, "--case", "Birch Hall", "--format", "csv").stdout
    assert {row["case"] for row in csv.DictReader(io.StringIO(found))} == {"Birch Hall"}


def test_a_row_for_every_duty_that_is_not_surely_as_before() -> None:
    rows = list(csv.DictReader(io.StringIO(run(*OVER_TIME, "--by", "risk", "--format", "csv").stdout)))
    found = {(row["case"], row["requirement"]): row for row in rows}
    assert found["Birch Hall", "full check"]["what becomes of it"] == "181 days later"
    assert found["Birch Hall", "full check"]["days later at least"] == "181"
    assert found["Dogwood Mill", "full check"]["becomes late"] == "cannot be told"
    assert ("Alder House", "fire drill") not in found


def test_the_workbook_has_a_sheet_for_each_question_and_says_what_it_rests_on(tmp_path: Path) -> None:
    result = run(*OVER_TIME, "--by", "risk", "--format", "xlsx", "--out", str(tmp_path / "impact.xlsx"))
    assert "8 rows written to" in result.stdout + result.stderr
    book = openpyxl.load_workbook(tmp_path / "impact.xlsx")
    assert book.sheetnames == [
        *("what changes", "requirements", "groups", "by how many days", "last day by the end", "by quarter"),
        "without a day",
        *("what it rests on", "about"),
    ]
    assert book["what changes"]["A1"].value == "Fire-safety checks of buildings: impact of a change"
    said = [row[0].value for row in book["what it rests on"].iter_rows(min_row=4)]
    assert "Other cases were not looked at." in said


def test_the_page_says_in_words_what_its_pictures_show() -> None:
    page = unescape(run(*OVER_TIME, "--by", "risk", "--format", "html").stdout)
    assert "<li>full check: 1 later, 2 cannot be told.</li>" in page
    assert "<li>low: 1 new, 3 as before.</li>" in page
    assert re.search(r"<li>before: “fire.yaml”: 2020 Q3: at least 3; 2020 Q4: not known; .*</li>", page)
    assert "As many by both texts in every quarter: short check." in page
    assert "Of two duties it cannot be told what becomes of them" in page


def test_a_version_by_its_day_alone() -> None:
    result = run("compare", "ilacs@2018-08-01", "ilacs@2018-09-17", "buildings.yaml", "--on", "2018-09-17")
    assert "[E605]" not in result.stderr
    result = run("compare", "ilacs@2001-01-01", "ilacs@2018-09-17", "buildings.yaml", "--on", "2018-09-17")
    assert "no version of “ilacs” is in force on 2001-01-01" in result.stderr
    result = run("compare", "ilacs@2018-02-30", "ilacs", "buildings.yaml", "--on", "2018-09-17")
    assert "[E101]" in result.stderr
