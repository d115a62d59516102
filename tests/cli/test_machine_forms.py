"""JSON, CSV and workbooks: the shapes that other programs rely on."""

from __future__ import annotations

import csv
import io
import json
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from tests.cli.running import ON, run

SCHEMAS = Path(__file__).parents[2] / "schemas"
IMPACT = ("compare", "fire.yaml", "edited.yaml", "buildings.yaml", "--from", "2020-06-30", "--to", "2022-12-31")
COMMANDS = {
    "decide": ("decide", "fire.yaml", "buildings.yaml", *ON),
    "why": ("why", "fire.yaml", "buildings.yaml", *ON),
    "plan": ("plan", "fire.yaml", "buildings.yaml", *ON),
    "case": ("case", "fire.yaml", "buildings.yaml", *ON, "--case", "Alder House"),
    "compare": ("compare", "fire.yaml", "edited.yaml", "buildings.yaml", *ON),
    "impact": (*IMPACT, "--by", "risk"),
    "explain": ("explain", "fire.yaml"),
    "changes": ("changes", "ilacs", "--from", "2025-01-01", "--to", "2026-04-01"),
    "matrix": ("matrix", "fire.yaml"),
    "docs": ("docs", "fire.yaml", *ON),
    "test": ("test", "halls.yaml", "--coverage"),
    "mutate": ("mutate", "halls.yaml"),
    "findings": ("check", "mistakes.yaml"),
}


@cache
def validator(name: str) -> Draft202012Validator:
    read = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*.output.json")}
    registry: Registry[Any] = Registry().with_resources(
        (file, Resource.from_contents(schema)) for file, schema in read.items()
    )
    return Draft202012Validator(read[f"{name}.output.json"], registry=registry)


@pytest.mark.parametrize("name", COMMANDS)
def test_json_is_as_its_schema_says(name: str) -> None:
    checker = validator(name)
    checker.check_schema(checker.schema)
    checker.validate(json.loads(run(*COMMANDS[name], "--format", "json").stdout))


@pytest.mark.parametrize("command", ["decide", "why", "plan"])
def test_json_holds_the_findings_and_nothing_is_said_beside_it(command: str) -> None:
    result = run(command, "fire.yaml", "trouble.yaml", *ON, "--format", "json")
    answer = json.loads(result.stdout)
    validator(command).validate(answer)
    assert [each["code"] for each in answer["findings"]] == ["E117", "E802", "W713", "E703"]
    assert (answer["errors"], answer["warnings"], answer["notes"]) == (3, 1, 0)
    assert (result.exit_code, result.stderr) == (1, "")


@pytest.mark.parametrize("command", ["decide", "why", "plan", "explain", "matrix", "docs"])
def test_json_of_what_cannot_be_answered_is_the_findings(command: str) -> None:
    cases = {"explain": (), "matrix": (), "docs": ON}.get(command, ("buildings.yaml", *ON))
    result = run(command, "mistakes.yaml", *cases, "--format", "json")
    validator("findings").validate(json.loads(result.stdout))
    assert (result.exit_code, result.stderr) == (1, "")


def test_nothing_is_not_unknown_in_json() -> None:
    answer = json.loads(run(*COMMANDS["decide"], "--format", "json").stdout)
    values = {
        decision["case"]: {value.pop("name"): value for value in decision["values"]} for decision in answer["decisions"]
    }
    assert values["Alder House"]["last risk"] == {"known": True, "value": "low", "needs": []}
    assert values["Cedar Court"]["last risk"] == {"known": True, "value": None, "needs": []}
    needed = "risk of the short check of 14 January 2020 is not recorded"
    assert values["Fir Lodge"]["last risk"] == {"known": False, "value": None, "needs": [needed]}


def test_a_decision_in_json_is_whole() -> None:
    answer = json.loads(run(*COMMANDS["decide"], "--case", "Alder House", "--format", "json").stdout)
    (decision,) = answer["decisions"]
    owed = {each["requirement"]: each for each in decision["obligations"]}
    assert list(owed) == ["short check", "full check", "tower check", "first check", "fire drill", "repair report"]
    assert owed["repair report"]["for"]["start"] == "2020-06-20"
    assert (owed["fire drill"]["done"], owed["fire drill"]["left"]) == (1, 1)
    assert [owed["short check"][key] for key in ("opens", "target", "closes", "days_late")] == [
        "2019-05-18",
        "2019-11-18",
        "2020-05-18",
        43,
    ]
    (guarantee,) = decision["guarantees"]
    assert guarantee == {
        "guarantee": "every building has one next check",
        "held": True,
        "applied": ["short check"],
    }


def test_csv_json_and_workbook_hold_the_same_lines_and_rows(tmp_path: Path) -> None:
    """The first sheet has a line for each case, the second a row for each requirement, under a title of two lines."""
    answer = json.loads(run(*COMMANDS["plan"], "--format", "json").stdout)
    workbook = tmp_path / "plan.xlsx"
    written = run(*COMMANDS["plan"], "--format", "xlsx", "--out", str(workbook))
    assert (written.exit_code, written.stderr) == (0, "")
    assert written.stdout == f"{len(answer['lines'])} rows written to {workbook}\n"
    book = openpyxl.load_workbook(workbook)
    assert book.sheetnames == ["plan 2020-06-30", "all duties", "to find out", "about"]
    told = {
        (): [(line["case"], line["row"]["requirement"], line["row"]["closes"] or "") for line in answer["lines"]],
        ("--all",): [(row["case"], row["requirement"], row["closes"] or "") for row in answer["rows"]],
    }
    for sheet, (options, expected) in zip(book.sheetnames, told.items(), strict=False):
        rows = list(csv.DictReader(io.StringIO(run(*COMMANDS["plan"], *options, "--format", "csv").stdout)))
        assert [(row["case"], row["requirement"], row["closes"]) for row in rows] == expected
        title, as_at, header, *cells = book[sheet].iter_rows(values_only=True)
        assert title[0] == "Fire-safety checks of buildings"
        assert as_at[0] == "Plan as at 30 June 2020, by the version in force from 1 July 2019"
        assert header == tuple(rows[0])
        place = header.index("case"), header.index("requirement"), header.index("closes")
        found = [tuple(row[x] for x in place) for row in cells]
        assert [(case, name, _as_text(day)) for case, name, day in found] == expected


def _as_text(day: Any) -> str:
    return "" if day is None else day.date().isoformat() if hasattr(day, "date") else str(day)


def test_beside_a_day_that_is_not_known_exactly_stand_the_days_it_may_be_to_sort_by() -> None:
    rows = csv.DictReader(io.StringIO(run(*COMMANDS["plan"], "--all", "--format", "csv").stdout))
    due = {(row["case"], row["requirement"]): (row["closes"], row["day earliest"], row["day latest"]) for row in rows}
    assert due["Alder House", "short check"] == ("2020-05-18", "2020-05-18", "2020-05-18")
    assert due["Dogwood Mill", "full check"] == ("2020-08", "2020-08-01", "2020-08-31")


def test_a_workbook_is_coloured_by_status_and_laid_out_to_be_printed(tmp_path: Path) -> None:
    workbook = tmp_path / "plan.xlsx"
    run(*COMMANDS["plan"], "--format", "xlsx", "--out", str(workbook))
    sheet = openpyxl.load_workbook(workbook)["all duties"]
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$3:$3", "A4")
    assert sheet.cell(4, 1).alignment.wrap_text
    first = openpyxl.load_workbook(workbook)["plan 2020-06-30"]
    assert first.print_area == "'plan 2020-06-30'!$A$1:$J$8"  # what is wanted on paper
    assert [cell.value for cell in first[3]][:3] == ["place", "case", "requirement"]
    assert sheet.auto_filter.ref == f"A3:{sheet.dimensions.partition(':')[2]}"
    status = [cell.value for cell in sheet[3]].index("status")
    fills = {row[status].value: row[status].fill.start_color.rgb for row in sheet.iter_rows(min_row=4)}
    assert fills["overdue"] != fills["open"] != fills["undetermined"] != fills["overdue"]
    assert fills["not yet open"] == "00000000"  # none


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_a_file_holds_what_the_screen_would_show(form: str, tmp_path: Path) -> None:
    plan = tmp_path / "plan.out"
    shown = run(*COMMANDS["plan"], "--format", form, columns=500).stdout
    assert run(*COMMANDS["plan"], "--format", form, "--out", str(plan), columns=500).exit_code == 0
    assert plan.read_text(encoding="utf-8") == shown


def test_with_a_file_the_findings_are_told_on_the_screen_as_well(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    result = run("plan", "fire.yaml", "trouble.yaml", *ON, "--format", "json", "--out", str(plan))
    assert result.exit_code == 1
    assert "3 errors, 1 warning" in result.stderr
    assert json.loads(plan.read_text(encoding="utf-8"))["errors"] == 3


def test_without_openpyxl_a_workbook_is_refused_in_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    result = run(*COMMANDS["plan"], "--format", "xlsx", "--out", str(tmp_path / "plan.xlsx"))
    assert result.exit_code == 2
    assert "writing a workbook needs openpyxl: pip install 'ilacs-rules[xlsx]'" in result.stderr
    assert not list(tmp_path.iterdir())


def test_sarif_names_the_place_of_each_finding() -> None:
    result = run("check", "mistakes.yaml", "--format", "sarif")
    (log,) = json.loads(result.stdout)["runs"]
    found = [
        (each["ruleId"], each["locations"][0]["physicalLocation"]["region"]["startLine"]) for each in log["results"]
    ]
    assert ("E303", 16) in found
    assert result.exit_code == 1


def test_gitlab_reads_the_lines_of_findings() -> None:
    found = json.loads(run("check", "mistakes.yaml", "--format", "code-quality").stdout)
    assert ("E303", 16) in [(each["check_name"], each["location"]["lines"]["begin"]) for each in found]


@pytest.mark.thorough
def test_the_same_question_gives_the_same_bytes() -> None:
    for command in COMMANDS.values():
        assert run(*command, "--format", "json").stdout == run(*command, "--format", "json").stdout


# ------------------------------------------------------------------------------------------------ what it is about

TROUBLE = ("fire.yaml", "trouble.yaml", *ON)


def test_beside_a_csv_stands_what_it_is_about(tmp_path: Path) -> None:
    plan = tmp_path / "plan.csv"
    result = run("plan", *TROUBLE, "--all", "--format", "csv", "--limit", "1", "--out", str(plan))
    beside = tmp_path / "plan.about.json"
    assert result.stdout == f"1 row written to {plan}, and what they are about to {beside}\n"
    about = json.loads(beside.read_text(encoding="utf-8"))
    shown = json.loads(run("plan", *TROUBLE, "--format", "json", "--limit", "1").stdout)
    for key in ("policy", "title", "version", "on", "cases", "rows_in_all", "findings", "errors", "warnings", "notes"):
        assert about[key] == shown[key]
    assert (about["what"], about["rows"], about["chosen"]) == ("plan", 1, ["the first 1"])
    assert about["rows"] < about["rows_in_all"]
    assert about["made_by"].startswith("ilacs-rules ")


def test_the_last_sheet_of_a_workbook_tells_what_it_is_about(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    result = run("plan", *TROUBLE, "--format", "xlsx", "--status", "overdue", "--out", str(path))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["plan 2020-06-30", "about"]
    rows = list(book["about"].iter_rows(values_only=True))
    told = dict(rows)
    assert told["policy"] == "Fire-safety checks of buildings"
    assert told["on"].date() == date(2020, 6, 30)
    assert told["only"] == "status: overdue"
    assert told["found"] == "3 errors, 1 warning"
    found = [words for name, words in rows if str(name).startswith(("error", "warning"))]
    assert len(found) == 4
    assert all(words.partition(": ")[2].partition(" (")[0] in result.stderr for words in found)


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        (("forecast", "fire.yaml", "buildings.yaml", *ON, "--until", "2021-12-31"), {"on", "until"}),
        (("audit", "fire.yaml", "buildings.yaml", *ON, "--from", "2019-07-01"), {"from", "on"}),
        (
            (
                *("backtest", "fire.yaml", "buildings.yaml", "--from", "2020-01-01", "--to", "2020-06-30"),
                *("--every", "3 months", "--events", "full check"),
            ),
            {"from", "to"},
        ),
        (("contacts", "fire.yaml", "buildings.yaml", *ON, "--from", "2019-07-01"), {"from", "on"}),
        (("matrix", "fire.yaml"), set()),
    ],
)
def test_so_it_is_of_every_table(asked: tuple[str, ...], days: set[str], tmp_path: Path) -> None:
    table, book = tmp_path / "t.csv", tmp_path / "t.xlsx"
    assert run(*asked, "--format", "csv", "--out", str(table)).exit_code == 0
    assert run(*asked, "--format", "xlsx", "--out", str(book)).exit_code == 0
    about = json.loads((tmp_path / "t.about.json").read_text(encoding="utf-8"))
    assert about["what"].startswith(asked[0])
    assert days <= about.keys()
    rows = list(csv.reader(io.StringIO(table.read_text(encoding="utf-8"))))
    assert about["rows"] == len(rows) - 1
    sheet = openpyxl.load_workbook(book)["about"]
    assert sheet["B1"].value == "is"
    assert sheet["B2"].value == about["what"]


def test_to_a_pipe_goes_the_table_alone(tmp_path: Path) -> None:
    result = run("plan", *TROUBLE, "--format", "csv", "--out", "/dev/null")
    assert result.stdout.endswith(" written to /dev/null\n")
    assert list(tmp_path.iterdir()) == []
