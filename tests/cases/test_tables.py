"""Cases told in tables: CSV and XLSX, with and without a mapping."""

from __future__ import annotations

import gc
import os
import sys
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ilacs_rules import NOTHING, UNKNOWN, Case, Code, Diagnostic, Partial
from ilacs_rules.cases import from_tables, memory, xlsx_file
from tests.cases.vocabularies import read_cases

MAPPING = """\
events:
  table: Contacts
  case: building
  event:
    full check: {type: [check, visit], depth: full}
    fire drill: {type: drill, depth: empty}
  start: from
  end: to
  fields:
    risk: found
    alarm tested: {column: alarm, when: {depth: full}}
  spellings: {L: low, unclear: empty}
  leave out:
    - when: {type: survey}
      because: surveys are no checks
  ignore: [surveyor]
facts:
  table: %s
  case: name
  fields: {storeys: floors}
complete from: {fire drill: never}
"""
EVENTS = [
    ["building", "type", "depth", "from", "to", "found", "alarm", "surveyor"],
    ["Town Hall", "check", "full", "2020-03-01", "2020-03-02", "L", "yes", "A"],
    ["Town Hall", "drill", "", "2020-06-01", "2020-06-01", "", "ignored here", "A"],
    ["Library", "visit", "full", "2020-03", "2020-03", "unclear", "", "B, C"],
    ["Library", "survey", "", "", "", "", "", "A"],
]
FACTS = [["name", "floors"], ["Town Hall", "4"], ["Library", ""], ["Museum", "2"]]


def csv_of(rows: list[list[str]]) -> str:
    return "".join(",".join(f'"{cell}"' if "," in cell else cell for cell in row) + "\r\n" for row in rows)


def workbook(path: Path, **sheets: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def codes(found: list[Diagnostic]) -> list[Code]:
    return [d.code for d in found]


def as_mapped(cases: list[Case], found: list[Diagnostic]) -> None:
    assert [case.name for case in cases] == ["Town Hall", "Library", "Museum"]
    town_hall, library, museum = cases
    assert [(e.kind, dict(e.fields)) for e in town_hall.events] == [
        ("full check", {"risk": "low", "alarm tested": True}),
        ("fire drill", {}),
    ]
    assert town_hall.events[0].end == date(2020, 3, 2)
    assert dict(library.events[0].fields) == {}
    assert library.events[0].start == Partial(date(2020, 3, 1), date(2020, 3, 31))
    assert [dict(case.facts) for case in cases] == [{"storeys": 4}, {}, {"storeys": 2}]
    assert museum.events == ()
    assert all(case.complete_from == {"fire drill": None} for case in cases)
    assert codes(found) == [Code.ROWS_LEFT_OUT]
    assert found[0].message.startswith("1 row of ")


def test_two_csv_files_are_joined_by_a_mapping(tmp_path: Path) -> None:
    (tmp_path / "mapping.yaml").write_text(MAPPING % "buildings.csv", encoding="utf-8")
    (tmp_path / "contacts.csv").write_text(csv_of(EVENTS), encoding="utf-8-sig")
    (tmp_path / "buildings.csv").write_text(csv_of(FACTS), encoding="utf-8")
    as_mapped(*read_cases(tmp_path / "contacts.csv", tmp_path / "mapping.yaml"))


def test_what_leaves_no_row_out_says_so(tmp_path: Path) -> None:
    (tmp_path / "mapping.yaml").write_text(MAPPING % "buildings.csv", encoding="utf-8")
    (tmp_path / "contacts.csv").write_text(csv_of(EVENTS[:2]), encoding="utf-8-sig")
    (tmp_path / "buildings.csv").write_text(csv_of(FACTS), encoding="utf-8")
    _, found = read_cases(tmp_path / "contacts.csv", tmp_path / "mapping.yaml")
    assert found[0].message.endswith(
        "contacts.csv is left out by this; it may be spelt otherwise: surveys are no checks"
    )


def test_a_table_says_what_is_not_known_and_what_there_is_none_of_and_a_mapping_knows_other_spellings(
    tmp_path: Path,
) -> None:
    (tmp_path / "mapping.yaml").write_text(
        MAPPING.replace("unclear: empty", "unclear: unknown, N/A: nothing, '?': unknown") % "buildings.csv",
        encoding="utf-8",
    )
    drill = ["Town Hall", "drill", "", "2020-06-01", "2020-06-01", "N/A", "", "A"]  # no drill finds a risk
    (tmp_path / "contacts.csv").write_text(csv_of([*EVENTS[:2], drill, *EVENTS[3:]]), encoding="utf-8")
    facts = [FACTS[0], ["Town Hall", "Unknown"], ["Library", "nothing"], ["Museum", ""]]
    (tmp_path / "buildings.csv").write_text(csv_of(facts), encoding="utf-8")
    cases, found = read_cases(tmp_path / "contacts.csv", tmp_path / "mapping.yaml")
    assert codes(found) == [Code.ROWS_LEFT_OUT, Code.CASE_NOT_JOINED]
    assert found[1].message == "nothing but the name is told of “Museum”"
    assert [dict(case.facts) for case in cases] == [{"storeys": UNKNOWN}, {"storeys": NOTHING}, {}]
    assert [[dict(e.fields) for e in case.events] for case in cases] == [
        [{"risk": "low", "alarm tested": True}, {}],
        [{"risk": UNKNOWN}],
        [],
    ]


def test_a_mapping_may_say_what_an_empty_cell_means(tmp_path: Path) -> None:
    (tmp_path / "mapping.yaml").write_text(
        MAPPING.replace("unclear: empty", "unclear: unknown, empty: nothing") % "buildings.csv", encoding="utf-8"
    )
    (tmp_path / "contacts.csv").write_text(csv_of(EVENTS), encoding="utf-8")
    (tmp_path / "buildings.csv").write_text(csv_of(FACTS), encoding="utf-8")
    cases, _ = read_cases(tmp_path / "contacts.csv", tmp_path / "mapping.yaml")
    town_hall, library, _ = cases
    assert dict(town_hall.events[1].fields) == {}
    assert dict(library.events[0].fields) == {"risk": UNKNOWN, "alarm tested": NOTHING}
    assert dict(library.facts) == {}  # told of the table of events only


def test_two_sheets_are_joined_by_the_same_mapping(tmp_path: Path) -> None:
    (tmp_path / "mapping.yaml").write_text(MAPPING % "Buildings", encoding="utf-8")
    path = workbook(tmp_path / "all.xlsx", Contacts=EVENTS, Buildings=FACTS, Remarks=[["nothing"]])
    as_mapped(*read_cases(path, tmp_path / "mapping.yaml"))


def test_without_a_mapping_columns_are_called_as_in_a_case_file(tmp_path: Path) -> None:
    events = [
        ["Case", "Event", "On", "Risk", "Alarm_tested", "Note"],
        ["Town Hall", "full check", date(2020, 3, 1), "low", True, "a remark"],
        [None, None, None, None, None, None],
        ["Town Hall", "fire drill", 2021, None, None, None],
        ["Library", "brief check", datetime(2021, 8, 2), None, False, None],
    ]
    path = workbook(
        tmp_path / "all.xlsx", events=events, facts=[["case", "storeys"], ["Town Hall", 4.0], ["Library", 2.5]]
    )
    cases, found = read_cases(path)
    assert found == []
    assert [str(e.end) for case in cases for e in case.events] == ["2020-03-01", "2021", "2021-08-02"]
    assert dict(cases[0].events[0].fields) == {"risk": "low", "alarm tested": True}
    assert [str(case.facts["storeys"]) for case in cases] == ["4", "2.5"]


def test_a_cell_of_a_sheet_has_its_row_as_its_line(tmp_path: Path) -> None:
    rows = [
        ["case", "event", "on"],
        [],
        ["Town\tHall", "fire drill", "2020-01-01"],
        ["Library", "fire dril", "2020-01-01"],
    ]
    cases, found = read_cases(workbook(tmp_path / "one.xlsx", any=rows))
    assert [case.name for case in cases] == ["Town Hall"]
    assert codes(found) == [Code.CASE_UNKNOWN_EVENT, Code.CASE_LEFT_OUT]
    assert found[0].span.source.name.endswith("one.xlsx, sheet any")
    assert (found[0].span.line, found[0].span.text) == (4, "fire dril")


def test_a_month_that_a_sheet_keeps_as_its_first_day_stays_a_month(tmp_path: Path) -> None:
    path = workbook(tmp_path / "one.xlsx", events=[["case", "event", "on"], ["Baths", "fire drill", date(2021, 8, 1)]])
    book = openpyxl.load_workbook(path)
    book["events"]["C2"].number_format = "mmm-yy"
    book.save(path)
    cases, _ = read_cases(path)
    assert cases[0].events[0].end == Partial(date(2021, 8, 1), date(2021, 8, 31))


def test_a_formula_without_its_result_is_not_taken_for_an_empty_cell(tmp_path: Path) -> None:
    rows = [
        ["case", "event", "on", "risk"],
        ["Baths", "full check", "2020-01-01", "=A1"],
        ["Baths", "fire drill", 2020, None],
    ]
    cases, found = read_cases(workbook(tmp_path / "one.xlsx", events=rows))
    assert cases == []
    assert codes(found) == [Code.CASE_VALUE, Code.CASE_LEFT_OUT]
    assert found[0].span.text == "\ufffd"


def test_a_cell_beyond_the_header_is_an_error(tmp_path: Path) -> None:
    rows = [["case", "event", "on"], ["Baths", "fire drill", 2020], ["Baths", "fire drill", 2021, None, "?"]]
    cases, found = read_cases(workbook(tmp_path / "one.xlsx", events=rows))
    assert cases == []
    assert codes(found) == [Code.RAGGED_ROW, Code.CASE_LEFT_OUT]


def test_a_damaged_a_missing_and_an_enormous_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    for name in ("bad.xlsx", "none.xlsx"):
        cases, found = read_cases(tmp_path / name)
        assert (cases, codes(found)) == ([], [Code.UNREADABLE_FILE])
    path = workbook(tmp_path / "one.xlsx", events=[["case", "event", "on"], ["Baths", "fire drill", 2020]])
    monkeypatch.setattr(xlsx_file, "MOST_CELLS", 5)
    assert codes(read_cases(path)[1]) == [Code.FILE_TOO_LARGE]
    assert codes(list(_read_with_limit(path, 100))) == [Code.FILE_TOO_LARGE]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only here can be seen which files are open")
@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_damaged_workbook_is_not_left_open(tmp_path: Path, part: str) -> None:
    sound = workbook(tmp_path / "sound.xlsx", events=[["case", "event", "on"], ["Baths", "fire drill", 2020]])
    damaged = tmp_path / "damaged.xlsx"
    with zipfile.ZipFile(sound) as packed, zipfile.ZipFile(damaged, "w") as repacked:
        for name in packed.namelist():
            repacked.writestr(name, b"<" if name == part else packed.read(name))
    gc.disable()  # it would close what was left open, some time
    try:
        assert codes(read_cases(damaged)[1]) == [Code.UNREADABLE_FILE]
        opened = [os.path.realpath(each) for each in Path("/proc/self/fd").iterdir()]
    finally:
        gc.enable()
    assert str(damaged) not in opened


def _read_with_limit(path: Path, limit: int) -> list[Diagnostic]:
    out: list[Diagnostic] = []
    assert xlsx_file.read_sheets(path, limit, {"events"}, out) == {}
    return out


def test_a_missing_sheet_and_a_missing_table_of_facts_are_errors(tmp_path: Path) -> None:
    (tmp_path / "mapping.yaml").write_text(MAPPING % "buildings.csv", encoding="utf-8")
    (tmp_path / "contacts.csv").write_text(csv_of(EVENTS), encoding="utf-8")
    path = workbook(tmp_path / "all.xlsx", Contacts=EVENTS, Other=FACTS)
    for table in (path, tmp_path / "contacts.csv"):
        cases, found = read_cases(table, tmp_path / "mapping.yaml")
        assert (cases, codes(found)) == ([], [Code.UNREADABLE_FILE])


def test_a_ragged_row_far_down_a_large_file_is_found_with_its_row(tmp_path: Path) -> None:
    rows = [f"B{number % 1000},fire drill,2020-01-{number // 1000 + 1:02}\n" for number in range(20_000)]
    rows[12_344] = "B344,fire drill\n"
    file = tmp_path / "large.csv"
    file.write_text("case,event,on\n" + "".join(rows), encoding="utf-8")
    cases, found = read_cases(file)
    assert len(cases) == 999
    assert "B344" not in {case.name for case in cases}
    assert [(d.code, d.span.line) for d in found] == [(Code.RAGGED_ROW, 12_346), (Code.CASE_LEFT_OUT, 12_346)]


@pytest.mark.parametrize(("doubled", "told"), [(8, 8), (9, 1), (2_000, 1)])
def test_many_events_told_twice_are_counted_in_one_finding(tmp_path: Path, doubled: int, told: int) -> None:
    rows = [f"building {n // 2},full check,2020-03-01,2020-03-02\n" for n in range(2 * doubled)]
    (tmp_path / "all.csv").write_text(f"case,event,start,end\n{''.join(rows)}", encoding="utf-8")
    cases, found = read_cases(tmp_path / "all.csv")
    assert len(cases) == doubled
    assert codes(found) == [Code.DUPLICATE_EVENT] * told
    if told == 1:
        assert found[0].message.endswith(f"counted once; so, or alike, are {doubled - 1:,} more")
        assert len(found[0].related) == 1 + 3  # the other one, and where there are more


def test_reading_stops_at_the_thousandth_bad_row(tmp_path: Path) -> None:
    file = tmp_path / "wrong.csv"
    file.write_text("case,event,on\n" + "".join(f"B{n},what,when\n" for n in range(5000)), encoding="utf-8")
    cases, found = read_cases(file)
    assert cases == []
    assert codes(found) == [Code.CASE_SHAPE, Code.CASE_UNKNOWN_EVENT, Code.CASE_DATE, Code.CASE_LEFT_OUT]
    assert (
        found[1].message
        == f"{from_tables.MOST_BAD_ROWS:,} cells of “event” name no kind of event: “what” (1,000 times)"
    )


def test_quotes_line_ends_and_empty_lines_of_csv(tmp_path: Path) -> None:
    file = tmp_path / "odd.csv"
    file.write_text(
        'case,event,on,source\r\n"Baths, ""Old""",fire drill,2020-01-01,"two\nlines"\r\n'
        "\r\n,,,\rLibrary,fire drill,2020-02-01,x",
        encoding="utf-8",
        newline="",
    )
    cases, found = read_cases(file)
    assert found == []
    assert [(case.name, case.events[0].source) for case in cases] == [('Baths, "Old"', "two\nlines"), ("Library", "x")]


def test_a_row_that_is_empty_but_for_a_slip_is_not_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "slip.csv"
    file.write_text('case,event,on\nBaths,fire drill,2020-01-01\n""Library\n', encoding="utf-8")
    cases, found = read_cases(file)
    assert cases == []
    assert codes(found) == [Code.RAGGED_ROW, Code.CASE_LEFT_OUT]


def parquet(path: Path, rows: list[list[Any]]) -> Path:
    """Rows below the names of their columns. pyarrow is in no lock: where it is not installed, this is not tried."""
    pyarrow = pytest.importorskip("pyarrow", reason="Parquet needs pyarrow: pip install 'ilacs-rules[parquet]'")
    parquet_files = pytest.importorskip("pyarrow.parquet")
    header, *others = rows
    columns = [list(column) for column in zip(*others, strict=True)]
    parquet_files.write_table(pyarrow.table(dict(zip(header, columns, strict=True))), path)
    return path


def test_parquet_files_are_joined_by_the_same_mapping(tmp_path: Path) -> None:
    parquet(tmp_path / "contacts.parquet", [[cell or None for cell in row] for row in EVENTS])
    parquet(tmp_path / "buildings.parquet", [FACTS[0], ["Town Hall", 4], ["Library", None], ["Museum", 2]])
    (tmp_path / "mapping.yaml").write_text(MAPPING % "buildings.parquet", encoding="utf-8")
    as_mapped(*read_cases(tmp_path / "contacts.parquet", tmp_path / "mapping.yaml"))


def test_a_cell_of_a_parquet_file_is_read_by_its_type(tmp_path: Path) -> None:
    rows = [
        ["case", "event", "on", "risk", "alarm tested", "storeys seen"],
        ["Hall", "full check", date(2024, 5, 31), "low", True, 3.0],
        ["Hall", "full check", date(2024, 6, 30), None, False, 2.5],
        ["Inn", "fire drill", None, None, None, None],
    ]
    cases, found = read_cases(parquet(tmp_path / "all.parquet", rows))
    told = [(event.start, dict(event.fields)) for event in cases[0].events]
    assert told == [
        (date(2024, 5, 31), {"risk": "low", "alarm tested": True, "storeys seen": 3}),
        (date(2024, 6, 30), {"alarm tested": False, "storeys seen": Decimal("2.5")}),
    ]
    assert [(each.code, each.span.line) for each in found] == [(Code.MISSING_KEY, 4), (Code.CASE_LEFT_OUT, 4)]


def test_a_number_of_more_digits_than_are_reckoned_with_is_read_whole(tmp_path: Path) -> None:
    many = Decimal("12345678901234567890123456789012")
    rows = [["case", "event", "on", "storeys seen"], ["Hall", "full check", date(2024, 5, 31), many]]
    found = read_cases(parquet(tmp_path / "all.parquet", rows))[1]
    assert found[0].span.text == str(many)


def test_days_that_are_none_are_told_where_they_stand_in_a_parquet_file(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="Parquet needs pyarrow: pip install 'ilacs-rules[parquet]'")
    events = pyarrow.array(["full check"] * 2)
    for days, said in (
        (pyarrow.array([19_000, 10_000_000], pyarrow.date32()), "29349-01-26"),  # so many days after 1970 began
        (pyarrow.array([0, 1], pyarrow.timestamp("ns")), "1970-01-01 00:00:00.000000001"),
    ):
        table = pyarrow.table({"case": events, "event": events, "on": days})
        pytest.importorskip("pyarrow.parquet").write_table(table, tmp_path / "days.parquet")
        found = read_cases(tmp_path / "days.parquet")[1]
        assert (found[0].span.text, found[0].span.line) == (said, 3)


def test_a_parquet_file_that_is_none_or_holds_lists_is_told(tmp_path: Path) -> None:
    lists = parquet(tmp_path / "lists.parquet", [["case", "event"], ["Hall", ["full check"]]])
    (tmp_path / "text.parquet").write_text("case,event", encoding="utf-8")
    assert "holds more in a cell than one value" in read_cases(lists)[1][0].message
    assert read_cases(tmp_path / "text.parquet")[1][0].message.endswith("it is not a sound Parquet file")
    assert read_cases(tmp_path / "none.parquet")[1][0].message.endswith("there is no such file")


def test_without_pyarrow_it_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    _, found = read_cases(tmp_path / "all.parquet")
    assert found[0].hint == "pip install 'ilacs-rules[parquet]'"


def test_a_table_for_which_there_is_no_memory_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "tables_limit", lambda: 1024 * 1024)
    (tmp_path / "all.csv").write_text("case,event\n" * 200_000, encoding="utf-8")
    cases, found = read_cases(tmp_path / "all.csv")
    assert cases == []
    assert found[0].message == "there is memory for a table of 1 MiB, and this one has 2 MiB"
