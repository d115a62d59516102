"""Decision tables out to a sheet and back: nothing is lost, and what cannot be taken over is said in the cells."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from ilacs_rules import PolicyError, Workspace
from ilacs_rules.editing.table_import import TableImport, imported
from ilacs_rules.editing.table_sheets import ABOUT, UnreadableSheetError, sheet_of
from ilacs_rules.editing.written_tables import NoTableError, WrittenTable, written_table
from ilacs_rules.workspace.errors import NoSuchNameError
from tests.cli.running import run

HIT_POLICIES = ["unique", "any", "first", "priority", "rule order", "output order", "collect", "collect count"]

POLICY = """\
policy: lifts
title: Lifts
publisher: Anyshire
published: 2020-01-01
in force: {from: 2020-01-01}
subject: lift
sources:
  notice: {title: Checks of lifts, published: 2020-01-01}
scales:
  state: [good, fair, poor]
facts:
  floors: number
  condition: state
  built: date
events:
  check: {}
definitions:
  # what the notice calls a tall lift
  interval:
    source: notice  # its second table
    table: |  # as agreed with the makers
      | condition | floors | interval |
      |-----------|--------|----------|
      | poor      | -      | 3 months |
      | fair      | > 10   | 6 months |
      | fair      | <= 10  | 1 year   |
      | good      | -      | 2 years  |

  # and its age
  old: built < 1990-01-01
requirements:
  check:
    source: notice
    event: check
    due: every interval after end of latest check  # whenever that was
examples:
  - name: A poor one is checked each quarter
    on: 2020-06-30
    facts: {condition: poor, floors: 3}
    events:
      - {event: check, on: 2020-05-13}
    expect:
      interval: 3 months
"""


@pytest.fixture
def lifts(tmp_path: Path) -> Path:
    path = tmp_path / "lifts.yaml"
    path.write_text(POLICY, encoding="utf-8")
    return path


def sheet(table: WrittenTable) -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.load_workbook(io.BytesIO(sheet_of(table)))
    return book, book.worksheets[0]


def saved(book: openpyxl.Workbook) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def with_cell(lifts: Path, place: str, value: object) -> TableImport:
    """What comes of the table of `interval` with one cell of its sheet typed anew."""
    book, first = sheet(written_table(lifts, "interval"))
    first[place] = value
    return imported(Workspace(cache=False), saved(book), lifts, "interval")


def test_a_sheet_shows_the_table_and_beside_it_what_it_goes_by(lifts: Path) -> None:
    book, first = sheet(written_table(lifts, "Interval"))
    assert book.sheetnames == ["interval", ABOUT]
    assert [[cell.value for cell in row] for row in first.iter_rows(max_row=3)] == [
        ["condition", "floors", "interval"],
        ["poor", "-", "3 months"],
        ["fair", "> 10", "6 months"],
    ]
    about = {row[0].value: row[1].value for row in book[ABOUT].iter_rows(min_row=2)}
    assert about == {
        "definition": "interval",
        "version of": "2020-01-01",
        "hit policy": "unique",
        "outputs": "1",
        "default": "none",
    }
    assert first.column_dimensions["B"].number_format == "@", "what is typed below stays a text"


def test_a_changed_cell_is_all_that_changes_in_the_rule_file(lifts: Path) -> None:
    found = with_cell(lifts, "C3", "9 months")
    assert (found.remarks, found.changed, found.rows) == ((), 1, 4)
    assert found.text == POLICY.replace("6 months", "9 months")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (10, "10"),
        (2.50, "2.5"),
        (1e21, "1" + "0" * 21),
        (date(1990, 1, 1), "1990-01-01"),
        (datetime(1990, 1, 1), "1990-01-01"),
        (True, "yes"),
        ("  > 10\n", "> 10"),
        ("> 10,\n< 5", "> 10, < 5"),
    ],
)
def test_what_excel_makes_of_a_cell_is_read_as_it_would_be_typed(lifts: Path, typed: object, read: str) -> None:
    found = with_cell(lifts, "B3", typed)
    assert f"| {read}" in found.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("=1+1", "this is a formula"),
        ("#N/A", "this says #N/A"),
        ("> 10 | < 5", "holds no “|”"),
        (time(12, 30), "this is a time of day"),
    ],
)
def test_what_cannot_be_meant_is_said_of_its_cell(lifts: Path, typed: object, said: str) -> None:
    (remark,) = with_cell(lifts, "B3", typed).remarks
    assert remark.place == "B3"
    assert said in remark.words


@pytest.mark.parametrize(
    ("place", "typed", "where", "said"),
    [
        ("B4", "<= ten", "B4", "ten"),
        ("A2", "bad", "A2", "“bad”"),
        ("A2", None, "A2", "this cell is empty"),
        ("B1", "flors", "B1", "flors"),
        ("B1", None, "B1", "this column has no name"),
        ("D3", "by night", "D3", "this column has no name: row 1 names them"),
        ("C5", "poor", "C5", "all outputs of a column are of one kind"),
    ],
)
def test_a_mistake_is_said_of_its_cell_and_nothing_is_taken_over(
    lifts: Path, place: str, typed: str | None, where: str, said: str
) -> None:
    remarks = with_cell(lifts, place, typed).remarks
    assert where in [each.place for each in remarks]
    assert any(said in each.words for each in remarks)
    assert lifts.read_text(encoding="utf-8") == POLICY


def test_what_stands_beside_the_table_is_not_changed_on_the_sheet(lifts: Path) -> None:
    book, _ = sheet(written_table(lifts, "interval"))
    book[ABOUT]["B4"] = "first"
    (remark,) = imported(Workspace(cache=False), saved(book), lifts, "interval").remarks
    assert remark.place == f"B4 of “{ABOUT}”"
    assert "the rule file has “unique”" in remark.words


def test_empty_rows_on_the_sheet_are_passed_over_and_places_are_those_of_the_sheet(lifts: Path) -> None:
    book, first = sheet(written_table(lifts, "interval"))
    first.insert_rows(1, 2)
    first.insert_rows(5)
    first["C6"] = "9 moths"
    (remark, *_) = imported(Workspace(cache=False), saved(book), lifts, "interval").remarks
    assert remark.place == "C6"


def test_an_example_that_breaks_is_told_and_keeps_nothing_back(lifts: Path) -> None:
    found = with_cell(lifts, "C2", "4 months")
    assert found.remarks == ()
    assert "the example expects “3 months”" in " ".join(each.message for each in found.findings)


def test_the_commands(lifts: Path) -> None:
    out = lifts.with_name("interval.xlsx")
    told = run("table", "export", "lifts.yaml", "interval", "--out", "interval.xlsx", folder=lifts.parent)
    assert told.stdout == "the table of “interval” (lifts.yaml, line 21) is written to interval.xlsx: 4 rows\n"
    asked = ("table", "import", "interval.xlsx", "lifts.yaml", "interval")
    assert "nothing to change" in run(*asked, folder=lifts.parent).stdout
    book = openpyxl.load_workbook(out)
    book.worksheets[0]["C3"] = "9 months"
    book.save(out)
    assert "is taken over: 4 rows, 1 of them new" in run(*asked, folder=lifts.parent).stdout
    changed = POLICY.replace("6 months", "9 months")
    assert lifts.read_text(encoding="utf-8") == changed
    book.worksheets[0]["C3"] = "9 moths"
    book.save(out)
    refused = run(*asked, folder=lifts.parent)
    assert refused.exit_code == 1
    assert refused.stdout.startswith("C3: ")
    assert lifts.read_text(encoding="utf-8") == changed
    copy = openpyxl.load_workbook(out.with_name("interval.findings.xlsx")).worksheets[0]
    assert "did you mean “months”?" in copy["C3"].comment.text
    assert copy["C3"].fill.start_color.rgb.endswith("F8CBCB")
    assert copy["C2"].comment is None


def test_the_copy_keeps_what_a_colleague_noted(lifts: Path) -> None:
    book, first = sheet(written_table(lifts, "interval"))
    first["C3"] = "9 moths"
    first["C3"].comment = Comment("as agreed in May", "Ben")
    first["C2"].comment = Comment("as ever", "Ben")
    workbook = saved(book)
    copy = imported(Workspace(cache=False), workbook, lifts, "interval").remarked(workbook)
    noted = openpyxl.load_workbook(io.BytesIO(copy)).worksheets[0]
    assert noted["C3"].comment.text.startswith("as agreed in May\n\nexpected a unit of time")
    assert noted["C2"].comment.text == "as ever"


def test_a_small_file_that_unpacks_to_a_large_one_is_not_read(lifts: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (17 * 1024 * 1024))
    with pytest.raises(UnreadableSheetError, match="larger than what is read"):
        imported(Workspace(cache=False), packed.getvalue(), lifts, "interval")


def test_without_openpyxl_it_is_told_how_to_get_it(lifts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lifts.with_name("interval.xlsx").write_bytes(sheet_of(written_table(lifts, "interval")))
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    told = run("table", "import", "interval.xlsx", "lifts.yaml", "interval", folder=lifts.parent)
    assert "reading a workbook needs openpyxl: pip install 'ilacs-rules[xlsx]'" in told.stderr


def test_what_is_asked_must_be_a_table_that_can_be_written_anew(lifts: Path) -> None:
    with pytest.raises(NoSuchNameError, match="did you mean “interval”"):
        written_table(lifts, "intervall")
    with pytest.raises(NoTableError, match="“old” is no table"):
        written_table(lifts, "old")
    with pytest.raises(NoTableError, match="no version"):
        written_table(lifts, "interval", date(2019, 1, 1))
    with pytest.raises(PolicyError):
        written_table(lifts.with_name("nothing.yaml"), "interval")
    workbook = sheet_of(written_table(lifts, "interval"))
    with pytest.raises(UnreadableSheetError, match="not a sound workbook"):
        imported(Workspace(cache=False), workbook[:400], lifts, "interval")
    assert run("table", "export", f"{lifts}", "old", "--out", "old.xlsx").exit_code == 2


def test_of_a_folder_the_newest_text_of_a_table_is_meant_and_an_earlier_file_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "lifts"
    folder.mkdir()
    (folder / "2020-01-01.yaml").write_text(POLICY, encoding="utf-8")
    (folder / "2021-01-01.yaml").write_text(
        "policy: lifts\namends: 2020-01-01\npublished: 2021-01-01\nin force: {from: 2021-01-01}\nsummary: Nothing.\n"
    )
    asked = ("lifts", "interval")
    run("table", "export", *asked, "--out", "interval.xlsx", folder=tmp_path)
    book = openpyxl.load_workbook(tmp_path / "interval.xlsx")
    assert book[ABOUT]["B3"].value == "2021-01-01"
    book.worksheets[0]["C3"] = "9 months"
    book.save(tmp_path / "interval.xlsx")
    told = run("table", "import", "interval.xlsx", *asked, folder=tmp_path).stdout
    assert "(lifts/2020-01-01.yaml, line 21)" in told
    assert "the file of an earlier version" in told
    assert "9 months" in (folder / "2020-01-01.yaml").read_text(encoding="utf-8")


def test_a_table_kept_in_csv_goes_out_and_does_not_come_back(lifts: Path) -> None:
    start, end = POLICY.index("    table:"), POLICY.index("\n  # and its age")
    lifts.write_text(f"{POLICY[:start]}    table: interval.csv\n{POLICY[end:]}", encoding="utf-8")
    lifts.with_name("interval.csv").write_text("condition,interval\nfair or worse,1 year\ngood,2 years\n")
    book, first = sheet(written_table(lifts, "interval"))
    assert first["A2"].value == "fair or worse"
    first["B2"] = "9 months"
    with pytest.raises(NoTableError, match=r"kept in interval\.csv"):
        imported(Workspace(cache=False), saved(book), lifts, "interval")


# ------------------------------------------------------------------------------------------------ any table

# texts that Excel would make something else of, and any others that a cell may hold
_ODD = [
    "1-2",
    "3/4",
    "007",
    "1e5",
    "=1+1",
    "+3",
    "-",
    "@home",
    "'x",
    "TRUE",
    "2026-04-01",
    "12:30",
    "#N/A",
    '"a, b"',
    "50%",
]
_CELLS = st.sampled_from(_ODD) | st.text(
    st.characters(codec="utf-8", exclude_characters="|\ufeff", exclude_categories=("C", "Zl", "Zp", "Zs"))
    | st.just(" "),
    min_size=1,
    max_size=12,
).map(lambda text: " ".join(text.split()) or "x")


@st.composite
def any_tables(draw: st.DrawFn) -> str:
    """A policy with a table of any cells in it, in any layout; whether they mean anything does not matter here."""
    names = draw(st.lists(_CELLS, min_size=2, max_size=5, unique_by=str.casefold))
    rows = draw(st.lists(st.tuples(*[_CELLS] * len(names)), min_size=1, max_size=5))
    gap = draw(st.sampled_from(["", " ", "   "]))
    lines = [names, ["--"] * len(names), *rows]
    table = "".join(f"      |{'|'.join(f'{gap}{cell}{gap}' for cell in row)}|\n" for row in lines)
    beside = f"    hit policy: {draw(st.sampled_from(HIT_POLICIES))}\n"
    outputs = draw(st.integers(1, len(names) - 1))
    beside += f"    outputs: {outputs}  # the last\n" if outputs > 1 else ""
    default = draw(st.sampled_from(["", "    default: 1 year\n", "    # nothing else\n    default: (1, 2)\n"]))
    start, end = POLICY.index("    table:"), POLICY.index("\n  # and its age")
    text = f"{POLICY[:start]}{beside}    table: |  # as agreed\n{table}{default}{POLICY[end:]}"
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


@pytest.mark.thorough
@settings(max_examples=50)
@given(text=any_tables())
def test_out_to_a_sheet_and_back_nothing_is_lost(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(text.encode())
    before = written_table(path, "interval")
    found = imported(Workspace(cache=False), sheet_of(before), path, "interval")
    assert (found.changes, found.remarks) == (False, ())
    path.write_bytes(before.with_cells(before.cells).encode())
    after = written_table(path, "interval")
    assert (after.cells, after.settings) == (before.cells, before.settings)
    kept = [line for line in text.splitlines() if not line.strip().startswith("|")]
    assert [line for line in path.read_bytes().decode().splitlines() if not line.strip().startswith("|")] == kept
