"""Tables as offices have them: days written day first, titles above, totals below, workbooks that know better."""

from __future__ import annotations

import time
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ilacs_rules import Case, Code, Diagnostic
from ilacs_rules.cases import sheet_values
from ilacs_rules.cases.day_order import DayOrder, order_for
from tests.cases.test_tables import codes, workbook
from tests.cases.vocabularies import read_cases

MAPPING = "events:\n  case: case\n  event: event\n  on: on\n"
HEADINGS = ["case", "event", "on", "risk", "source", "remark"]
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
)


def read(folder: Path, table: str, mapping: str | None = None) -> tuple[list[Case], list[Diagnostic]]:
    (folder / "table.csv").write_text(table, encoding="utf-8")
    if mapping is None:
        return read_cases(folder / "table.csv")
    (folder / "mapping.yaml").write_text(mapping, encoding="utf-8")
    return read_cases(folder / "table.csv", folder / "mapping.yaml")


def formatted(path: Path, cells: dict[str, tuple[Any, str]]) -> Path:
    book = openpyxl.load_workbook(path)
    for name, (value, number_format) in cells.items():
        book.worksheets[0][name].value = value
        book.worksheets[0][name].number_format = number_format
    book.save(path)
    return path


def with_sheet(path: Path, rows: str) -> Path:
    """A workbook whose only sheet has these rows, as XML."""
    sound = workbook(path.with_name("sound.xlsx"), events=[["case", "event", "on"], ["Baths", "fire drill", 2020]])
    with zipfile.ZipFile(sound) as packed, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as repacked:
        for name in packed.namelist():
            changed = name == "xl/worksheets/sheet1.xml"
            repacked.writestr(name, SHEET % rows if changed else packed.read(name))
    return path


# ------------------------------------------------------------------------------------------------ days


@pytest.mark.parametrize(
    ("order", "written", "read_as"),
    [
        ("day first", "31/05/2024", "2024-05-31"),
        ("day first", "1.5.2024", "2024-05-01"),
        ("day first", "01-05-2024", "2024-05-01"),
        ("day first", "05/2024", "2024-05"),
        ("day first", "31/05/2024 00:00:00", "2024-05-31"),
        ("day first", "1 June 2024", "2024-06-01"),
        ("day first", "2024-05-31", "2024-05-31"),
        ("month first", "05/31/2024", "2024-05-31"),
        ("month first", "June 1, 2024", "2024-06-01"),
        ("year first", "2024-05-31 00:00:00", "2024-05-31"),
        ("year first", "2024-05-31T00:00", "2024-05-31"),
    ],
)
def test_a_mapping_says_in_which_order_days_are_written(tmp_path: Path, order: str, written: str, read_as: str) -> None:
    table = f'case,event,on\nBaths,fire drill,"{written}"\n'
    cases, found = read(tmp_path, table, MAPPING + f"  dates: {order}\n")
    assert found == []
    assert str(cases[0].events[0].end) == read_as


@pytest.mark.parametrize("written", ["05/31/2024", "31/05/24", "31/06/2024", "31/05/2024 14:30", "44197"])
def test_what_is_no_day_in_that_order_is_never_guessed(tmp_path: Path, written: str) -> None:
    table = f"case,event,on\nBaths,fire drill,{written}\n"
    cases, found = read(tmp_path, table, MAPPING + "  dates: day first\n")
    assert (cases, codes(found)) == ([], [Code.CASE_DATE, Code.CASE_LEFT_OUT])


def test_a_column_of_days_in_another_order_is_one_finding_that_says_what_to_write(tmp_path: Path) -> None:
    rows = "".join(f"Hall {n},fire drill,{n % 28 + 1:02}/05/2024\n" for n in range(300))
    cases, found = read(tmp_path, "case,event,on\n" + rows)
    assert cases == []
    assert codes(found) == [Code.CASE_DATE, Code.CASE_LEFT_OUT]
    assert found[0].message.startswith("300 cells of “on” are no days that can be read: “01/05/2024” (11 times), ")
    assert found[0].hint == "write “dates: day first” for this table in a mapping file"
    assert [span.line for span, _ in found[0].related] == [3, 4, 5]


def test_a_day_that_begins_an_event_and_ends_it_is_one_cell(tmp_path: Path) -> None:
    mapping = "events:\n  case: case\n  event: event\n  start: on\n  end: on\n  dates: day first\n"
    table = "case,event,on\nBaths,fire drill,31/05/2024\nMill,fire drill,05/31/2024\nMint,fire drill,05/30/2024\n"
    cases, found = read(tmp_path, table, mapping)
    assert [case.name for case in cases] == ["Baths"]
    assert found[0].message == "2 cells of “on” are no days that can be read: “05/31/2024”, “05/30/2024”"
    assert found[0].hint == (
        "the mapping says that days are day first: correct these; or, if all of the table is so, "
        "write “dates: month first” for this table in a mapping file"
    )


def test_the_order_is_told_from_what_can_be_only_one() -> None:
    assert "day first" in str(order_for(["01/02/2024", "31/02/2024", "31/01/2024"]))
    assert "month first" in str(order_for(["01/02/2024", "01/31/2024"]))
    assert "whichever" in str(order_for(["01/02/2024"]))
    assert "only month first" in str(order_for(["31/01/2024", "01/31/2024"]))
    assert order_for(["soon"]) is None
    assert DayOrder.DAY_FIRST.year_first("01/02/2024") == "2024-02-01"


# ------------------------------------------------------------------------------------------------ above and below


def test_titles_above_the_headings_are_told_and_a_mapping_passes_them_over(tmp_path: Path) -> None:
    table = "Register of checks,,,\n\ncase,event,on,\nBaths,fire drill,2024-01-01,\n"
    cases, found = read(tmp_path, table)
    assert (cases, codes(found)) == ([], [Code.CASE_SHAPE])
    assert "“headings in row: 3”" in str(found[0].hint)
    cases, found = read(tmp_path, table, MAPPING + "  headings in row: 3\n")
    assert ([case.name for case in cases], found) == (["Baths"], [])
    path = workbook(
        tmp_path / "one.xlsx", any=[["Register"], [], ["case", "event", "on"], ["Baths", "fire drill", 2024]]
    )
    cases, found = read_cases(path, tmp_path / "mapping.yaml")
    assert ([case.name for case in cases], found) == (["Baths"], [])


def test_the_row_that_names_a_column_is_told_where_another_one_is_taken_for_the_headings(tmp_path: Path) -> None:
    found = read(tmp_path, "Register,2024\ncase,event,on\n", MAPPING)[1]
    assert found[0].code is Code.MAPPING
    assert str(found[0].hint).startswith("row 2 names it: write “headings in row: 2”")


def test_a_row_of_totals_is_questioned_and_becomes_no_case(tmp_path: Path) -> None:
    table = "case,event,on\nBaths,fire drill,2024-01-01\nTotal,,\n"
    cases, found = read(tmp_path, table)
    assert ([case.name for case in cases], codes(found)) == (["Baths"], [Code.CASE_SHAPE])
    mapping = MAPPING + "  leave out:\n    - when: {case: Total}\n      because: a total\n"
    cases, found = read(tmp_path, table, mapping)
    assert ([case.name for case in cases], codes(found)) == (["Baths"], [Code.ROWS_LEFT_OUT])


def test_columns_without_a_name_are_passed_over_if_empty_and_told_if_not(tmp_path: Path) -> None:
    cases, found = read(tmp_path, "case,,event,on,,\nBaths,,fire drill,2024-01-01,,\nMill,,fire drill,2024-01-01,,\n")
    assert (len(cases), found) == (2, [])
    cases, found = read(tmp_path, ",case,event,on\n1,Baths,fire drill,2024-01-01\n2,Mill,fire drill,2024-01-01\n")
    assert (len(cases), codes(found)) == (2, [Code.COLUMN_IGNORED])


def test_two_columns_of_one_name_matter_only_if_they_are_read(tmp_path: Path) -> None:
    cases, found = read(tmp_path, "case,event,on,officer,Officer\nBaths,fire drill,2024-01-01,A,B\n")
    assert (len(cases), codes(found)) == (1, [Code.COLUMN_IGNORED])
    cases, found = read(tmp_path, "case,event,on,On\nBaths,fire drill,2024-01-01,2025-01-01\n")
    assert (cases, codes(found)) == ([], [Code.CASE_SHAPE])


@pytest.mark.parametrize("separator", [";", "\t"])
def test_columns_may_be_separated_by_semicolons_or_tabs(tmp_path: Path, separator: str) -> None:
    table = 'case,event,on,source\r\n"Baths, Old",fire drill,2024-01-01,"a ""b"""\r\n'.replace(",", separator)
    cases, found = read(tmp_path, table.replace(f"Baths{separator} Old", "Baths, Old"))
    assert found == []
    assert [(case.name, case.events[0].source) for case in cases] == [("Baths, Old", 'a "b"')]


def test_wrong_values_of_one_column_are_one_finding_with_how_often_each_is_met(tmp_path: Path) -> None:
    rows = "".join(f"Hall {n},full check,2024-01-01,{('lo', 'fine', 'low')[n % 3]}\n" for n in range(6))
    cases, found = read(tmp_path, "case,event,on,risk\n" + rows)
    assert [case.name for case in cases] == ["Hall 2", "Hall 5"]
    assert codes(found) == [Code.CASE_VALUE] + [Code.CASE_LEFT_OUT] * 4
    assert found[0].message == "4 cells of “risk” cannot be read: “lo” (2 times), “fine” (2 times)"


@pytest.mark.parametrize("written", ["N/A", "NULL", "null", "#N/A", "NaN", "-", "?", "~"])
def test_what_programs_write_for_no_value_is_no_text_and_no_case(tmp_path: Path, written: str) -> None:
    (tmp_path / "one.yaml").write_text(f"name: Mill\nfacts:\n  owner: '{written}'\n", encoding="utf-8")
    cases, found = read_cases(tmp_path / "one.yaml")
    assert (cases, codes(found)) == ([], [Code.CASE_VALUE, Code.CASE_LEFT_OUT])
    cases, found = read(tmp_path, f"case,event,on\n{written},fire drill,2024-01-01\n")
    assert (cases, codes(found)) == ([], [Code.CASE_SHAPE, Code.CASE_LEFT_OUT])


# ------------------------------------------------------------------------------------------------ workbooks


def test_a_formula_without_its_result_matters_only_where_it_is_read_and_only_to_its_row(tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        ["Baths", "full check", date(2024, 1, 1), "low", "a", "=1+1"],
        ["Mill", "full check", date(2024, 1, 1), "=A1", "a", None],
        ["Library", "fire drill", date(2024, 1, 1), None, "a", None],
    ]
    cases, found = read_cases(workbook(tmp_path / "one.xlsx", events=rows))
    assert [case.name for case in cases] == ["Baths", "Library"]
    assert codes(found) == [Code.COLUMN_IGNORED, Code.CASE_VALUE, Code.CASE_LEFT_OUT]
    rows[1][0] = "=A9"
    cases, found = read_cases(workbook(tmp_path / "one.xlsx", events=rows))
    assert cases == []
    assert any(
        d.message.startswith("this row does not say which case it belongs to: this cell holds a fo") for d in found
    )


@pytest.mark.parametrize(
    ("value", "number_format", "read_as"),
    [
        (555567, "0000000", "0555567"),
        (555567, "General", "555567"),
        ("6-15", "@", "6-15"),
        (date(2024, 6, 15), "d-mmm", None),
        (True, "General", None),
        (12.5, "0.00", None),
        (1234, "#,##0", None),
    ],
)
def test_a_text_is_what_is_shown_and_never_what_the_spreadsheet_made_of_it(
    tmp_path: Path, value: Any, number_format: str, read_as: str | None
) -> None:
    path = workbook(tmp_path / "one.xlsx", events=[HEADINGS[:5], ["Baths", "fire drill", "2024-01-01", None, "x"]])
    cases, found = read_cases(formatted(path, {"E2": (value, number_format)}))
    if read_as is not None:
        assert ([case.events[0].source for case in cases], found) == ([read_as], [])
    else:
        assert (cases, codes(found)) == ([], [Code.CASE_VALUE, Code.CASE_LEFT_OUT])
    cases, found = read_cases(formatted(path, {"A2": (value, number_format), "E2": ("x", "@")}))
    assert [case.name for case in cases] == ([read_as] if read_as is not None else [])


@pytest.mark.parametrize(
    ("value", "number_format", "read_as"),
    [
        (date(2024, 6, 1), "[Red]mmm yyyy", "2024-06"),
        (date(2024, 6, 1), '"day" mmm yy', "2024-06"),
        (date(2024, 6, 1), "[$-809]mmmm yyyy;@", "2024-06"),
        (date(2024, 6, 1), "yyyy", "2024"),
        (date(2024, 6, 1), "dddd, d mmmm yyyy", "2024-06-01"),
        (date(2024, 6, 1), "yyyy\\-mm\\-dd", "2024-06-01"),
        (datetime(2024, 6, 1, 14, 30), "dd/mm/yyyy", "2024-06-01"),
        (datetime(2024, 6, 1, 14, 30), "dd/mm/yyyy hh:mm", None),
        (date(2024, 6, 1), "d mmm", None),
        (45444, "General", None),
        (1, "dd/mm/yyyy", "1900-01-01"),
        (0, "dd/mm/yyyy", None),  # a formula that found nothing
        (0.4, "yyyy", None),
        (60, "dd/mm/yyyy", None),  # 29 February 1900
        (-1, "dd/mm/yyyy", None),
    ],
)
def test_no_more_of_a_day_is_known_than_is_shown(
    tmp_path: Path, value: Any, number_format: str, read_as: str | None
) -> None:
    path = workbook(tmp_path / "one.xlsx", events=[["case", "event", "on"], ["Baths", "fire drill", "x"]])
    cases, found = read_cases(formatted(path, {"C2": (value, number_format)}))
    assert [str(case.events[0].end) for case in cases] == ([read_as] if read_as is not None else [])
    assert codes(found) == ([] if read_as is not None else [Code.CASE_DATE, Code.CASE_LEFT_OUT])


def test_of_two_sheets_of_one_name_none_is_taken(tmp_path: Path) -> None:
    rows = [["case", "event", "on"], ["Baths", "fire drill", 2020]]
    cases, found = read_cases(workbook(tmp_path / "two.xlsx", **{"events": rows, "Events ": rows}))
    assert (cases, codes(found)) == ([], [Code.UNREADABLE_FILE])
    cases, found = read_cases(workbook(tmp_path / "two.xlsx", **{"events": rows, "events 2023": rows}))
    assert (len(cases), codes(found)) == (1, [Code.FILE_PASSED_OVER])
    assert found[0].message.startswith("not read in this workbook: ")


def test_a_stray_cell_far_away_is_told_and_a_stray_blank_is_nothing(tmp_path: Path) -> None:
    path = workbook(tmp_path / "one.xlsx", events=[["case", "event", "on"], ["Baths", "fire drill", 2020]])
    cases, found = read_cases(formatted(path, {"B1048576": (" ", "0.00")}))
    assert (len(cases), found) == (1, [])
    began = time.process_time()
    cases, found = read_cases(formatted(path, {"XFD1048576": ("x", "General")}))
    assert (cases, codes(found)) == ([], [Code.RAGGED_ROW, Code.CASE_LEFT_OUT])
    assert time.process_time() - began < 30


@pytest.mark.parametrize(
    "rows",
    [
        "<row/>" * 1_100_000,
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 1300)),
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"a" * 2 * sheet_values.MOST_IN_A_CELL}</t></is></c></row>',
    ],
    ids=["rows", "far row", "wide rows", "a cell"],
)
def test_a_small_file_that_holds_a_sheet_without_end_is_refused_while_reading(tmp_path: Path, rows: str) -> None:
    cases, found = read_cases(with_sheet(tmp_path / "one.xlsx", rows))
    assert (cases, codes(found)) == ([], [Code.FILE_TOO_LARGE])


def test_entities_and_rows_out_of_order_make_no_sound_workbook(tmp_path: Path) -> None:
    for rows in ('<row r="2"/><row r="1"/>', '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>'):
        found = read_cases(with_sheet(tmp_path / "one.xlsx", rows))[1]
        assert codes(found) == [Code.UNREADABLE_FILE]


@pytest.mark.parametrize(("heading", "called"), [("name", "case"), ("Premises", "case"), ("Event type", "event")])
def test_a_heading_that_offices_use_for_a_column_of_ours_is_named(tmp_path: Path, heading: str, called: str) -> None:
    headings = [heading if own == called else own for own in ("case", "event", "on")]
    path = tmp_path / "contacts.csv"
    path.write_text(f"{','.join(headings)}\nBaths,fire drill,2020\n", encoding="utf-8")
    cases, found = read_cases(path)
    assert (cases, codes(found)) == ([], [Code.CASE_SHAPE])
    assert found[0].hint == (
        f"if the column “{heading}” is meant, call it “{called}”, or write “{called}: {heading}” in a mapping file"
    )


def test_a_remark_below_a_table_is_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    path.write_text("case,event,on\nBaths,fire drill,2020\nSource: the register,,\n", encoding="utf-8")
    cases, found = read_cases(path)
    assert ([case.name for case in cases], codes(found)) == (
        ["Baths"],
        [Code.CASE_UNKNOWN_EVENT, Code.CASE_LEFT_OUT],
    )
    assert "remark below the table" in (found[0].hint or "")
