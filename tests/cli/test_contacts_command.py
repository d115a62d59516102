"""Contacts as a person and as a program sees them; what they count is tried in tests/engine/test_contacts.py."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

import ilacs_rules
from tests.cli.running import EXPECTED, run, seen
from tests.cli.test_machine_forms import validator

HALLS = Path(__file__).parents[1] / "engine" / "contacts"
ASKED = ("contacts", "halls.yaml", "register.yaml", "--from", "2020-01-01", "--on", "2023-06-30")
AGAINST = (*ASKED, "--against", "halls.yaml")


@pytest.mark.parametrize(
    ("screen", "options"),
    [
        ("contacts", ()),
        ("contacts-against", ("--against", "halls.yaml", "--events", "visit")),
        ("contacts-csv", ("--format", "csv", "--events", "visit")),
    ],
)
def test_what_a_person_sees(screen: str, options: tuple[str, ...], golden: Callable[[str, Path], None]) -> None:
    golden(seen(run(*ASKED, *options, folder=HALLS)), EXPECTED / f"{screen}.txt")


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    lines = run(*AGAINST, columns=columns, folder=HALLS).stdout.splitlines()
    assert max(map(len, lines)) <= columns


def test_json_is_as_its_schema_says_and_as_python_has_it() -> None:
    checker = validator("contacts")
    checker.check_schema(checker.schema)
    answer = json.loads(run(*AGAINST, "--by", "Result", "--format", "json", folder=HALLS).stdout)
    checker.validate(answer)
    policy = ilacs_rules.load(HALLS / "halls.yaml")
    cases = ilacs_rules.read_cases(policy, HALLS / "register.yaml")
    report = ilacs_rules.contacts(policy, cases, date(2020, 1, 1), date(2023, 6, 30), by="result", against=policy)
    told = json.loads(json.dumps(report.as_data()))
    left = ("findings", "errors", "warnings", "notes")  # what is told while a file is read
    assert {key: value for key, value in told.items() if key not in left} == {
        key: value for key, value in answer.items() if key not in left
    }
    assert answer["asked"][0] == answer["asked"][1]


def test_the_schema_asks_for_every_figure() -> None:
    checker = validator("contacts")
    answer = json.loads(run(*ASKED, "--format", "json", folder=HALLS).stdout)
    del answer["by_year"][0]["case_years"]
    answer["years"][0]["more"] = 1
    assert len(list(checker.iter_errors(answer))) == 2


def test_csv_and_workbook_hold_what_the_json_holds(tmp_path: Path) -> None:
    answer = json.loads(run(*AGAINST, "--format", "json", folder=HALLS).stdout)
    rows = list(csv.DictReader(io.StringIO(run(*ASKED, "--format", "csv", folder=HALLS).stdout)))
    assert [(row["case"], row["number"]) for row in rows] == [
        (year["case"], "" if year["number"] is None else str(year["number"])) for year in answer["years"]
    ]
    book = tmp_path / "contacts.xlsx"
    run(*AGAINST, "--format", "xlsx", "--out", str(book), folder=HALLS)
    sheets = openpyxl.load_workbook(book)
    assert sheets.sheetnames == [
        *("contacts", "longest without", "by year", "by value", "asked", "assumptions", "about")
    ]
    assert sheets["longest without"].max_row == len(answer["longest_without"]) + 1
    assert sheets["by year"].max_row == len(answer["by_year"]) + 1


def test_the_picture_says_in_words_what_it_shows() -> None:
    drawn = run(*ASKED, "--format", "svg", folder=HALLS).stdout
    root = ElementTree.fromstring(drawn)
    words = {part.tag.rpartition("}")[2]: part.text or "" for part in root if part.text}
    assert root.attrib["role"] == "img"
    assert words["title"] == "Contacts for each case and year"
    answer = json.loads(run(*ASKED, "--format", "json", folder=HALLS).stdout)
    for rate in answer["by_year"]:
        assert f"{rate['year']}: {rate['a_year']:.2f} ({rate['number']} in " in words["desc"]
    assert len(re.findall(r'<rect[^>]*class="c-\d"', drawn)) == len(answer["by_year"]) + 3, "and three in the legend"
    assert drawn == run(*ASKED, "--format", "svg", folder=HALLS).stdout


def test_the_picture_of_two_policies_says_that_it_shows_what_they_ask() -> None:
    drawn = run(*AGAINST, "--format", "svg", folder=HALLS).stdout
    words = [part.text for part in ElementTree.fromstring(drawn) if part.text]
    assert words[0] == "Contacts for each case and year, held and asked"
    assert "what halls and the other halls would have asked, as forecast from the first day" in words[1]


def test_a_year_of_which_nothing_is_known_has_no_bar() -> None:
    asked = (*ASKED[:3], "--from", "2022-01-01", "--on", "2023-06-30", "--events", "visit", "--format", "json")
    register = "no record of visits is kept"
    answer = json.loads(run(*asked, folder=HALLS).stdout)
    assert {year["number"] for year in answer["years"] if year["case"] == register} == {1, None}


def test_of_no_cases_no_empty_table_is_shown(tmp_path: Path) -> None:
    (tmp_path / "none.yaml").write_text("cases: []\n", encoding="utf-8")
    asked = ("contacts", "halls.yaml", str(tmp_path / "none.yaml"), *ASKED[3:], "--against", "halls.yaml")
    shown = run(*asked, folder=HALLS).stdout
    assert "By year" not in shown
    assert shown.rstrip().endswith("0 cases, 0 contacts told; 0 of 0 years of cases are wholly known")


def test_what_is_asked_for_wrongly_is_told_in_plain_words() -> None:
    for options, words in (
        (("--events", "chek"), "Invalid value for --events: there is no event “chek”; did you mean “check”?"),
        (("--by", "reslt"), "did you mean “result”?"),
        (("--against", "nowhere.yaml"), "cannot be read"),
    ):
        answered = run(*ASKED, *options, folder=HALLS)
        assert answered.exit_code in (1, 2)
        assert words in " ".join(answered.stderr.split())
    long = (*ASKED[:3], "--from", "2020-01-01", "--on", "2071-01-01", "--against", "halls.yaml")
    assert "--on may be 50 years after --from, and no more: 2070-01-01" in " ".join(run(*long).stderr.split())
    assert "--on must be after --from" in run(*ASKED[:3], "--from", "2020-01-01", "--on", "2020-01-01").stderr
    early = run("contacts", "halls.yaml", "register.yaml", "--from", "2019-01-01", *AGAINST[5:], folder=HALLS)
    assert "no version of “halls” is in force on 2019-01-01" in early.stderr


def test_one_case_is_asked_for_by_its_name(tmp_path: Path) -> None:
    asked = (*ASKED, "--case", "All Is Known")
    answer = json.loads(run(*asked, "--format", "json", folder=HALLS).stdout)
    assert {each["case"] for each in answer["years"]} == {"all is known"}
    table = tmp_path / "one.csv"
    run(*asked, "--format", "csv", "--out", str(table), folder=HALLS)
    about = json.loads((tmp_path / "one.about.json").read_text(encoding="utf-8"))
    assert about["chosen"] == ["case: All Is Known"]
    assert "there is no case “hall”" in run(*ASKED, "--case", "hall", folder=HALLS).stderr
