"""A decision table as a sheet of a workbook: written, read back, and with remarks in its cells."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

from ilacs_rules.editing.written_tables import SETTINGS, WrittenTable
from ilacs_rules.text.reading import TABLE_LIMIT
from ilacs_rules.workspace.tables import Table, of_a_workbook, workbook

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell as XlsxCell
    from openpyxl.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

ABOUT = "about this table"
MOST_ROWS, MOST_COLUMNS = 10_000, 200

_NOT_HERE = "it is changed in the rule file; what is written here is not taken over"
_TOO_MUCH = f"it is larger than what is read: {MOST_ROWS:,} rows, {MOST_COLUMNS} columns"
_BY = "ilacs-rules"
_WRONG = "F8CBCB"
_ROOM = 320, 160  # of a remark, in points


class UnreadableSheetError(ValueError):
    """A file that is no sound workbook, or holds too much; the message says which."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that is to be said of a cell of a sheet; rows and columns count from 1."""

    sheet: str
    row: int
    column: int
    words: str

    @property
    def place(self) -> str:
        """`B3`, with the name of the sheet where it is not that of the table."""
        cell = f"{column_letters(self.column)}{self.row}"
        return f"{cell} of “{self.sheet}”" if self.sheet == ABOUT else cell


def column_letters(column: int) -> str:
    """What a sheet calls a column, counted from 1: A, B, …, Z, AA."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


@dataclass(frozen=True, slots=True)
class SheetRead:
    """The rows of a sheet that hold anything, each with its number; and what keeps cells from being taken over."""

    title: str
    numbers: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    remarks: tuple[Remark, ...]


def sheet_of(table: WrittenTable) -> bytes:
    """A workbook with the table on its first sheet, every cell a text, and on the second what is written beside it.

    Raises NotInstalledError where openpyxl is not installed.
    """
    header, *rows = table.cells
    about = [("definition", table.words, ""), ("version of", table.start.isoformat(), "")]
    about += [(key, said, _NOT_HERE) for key, said in table.settings.items()]
    sheets = {
        _title(table): Table(header, tuple(rows), typed_in=True),
        ABOUT: Table(("what", "is", "to be known"), tuple(about), typed_in=True),
    }
    return workbook(sheets)


def read_sheet(data: bytes, table: WrittenTable) -> SheetRead:
    """The sheet of a table: that of its name, or the first. What stands on the second must be as in the rule file.

    A number is read as it is written in digits, a day as 2026-04-01, true as `yes`. Raises UnreadableSheetError, and
    NotInstalledError where openpyxl is not installed.
    """
    return of_a_workbook(lambda: _read(_opened(data), table))


def with_remarks(data: bytes, remarks: Iterable[Remark]) -> bytes:
    """A copy of a workbook with remarks as comments of its cells, which are coloured."""
    return of_a_workbook(lambda: _remarked(_opened(data), remarks))


def _title(table: WrittenTable) -> str:
    title = " ".join(re.sub(r"[\[\]:*?/\\']", " ", table.words).split())[:31].strip()
    return title if title and title.lower() not in (ABOUT, "history") else "table"  # Excel keeps “History” for itself


def _opened(data: bytes) -> Workbook:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(each.file_size for each in packed.infolist()) > TABLE_LIMIT:
                raise UnreadableSheetError(_TOO_MUCH)
        return load_workbook(io.BytesIO(data))
    except UnreadableSheetError:
        raise
    except Exception:  # a damaged workbook can be wrong in almost any way
        raise UnreadableSheetError("it is not a sound workbook: open it in Excel and save it again as XLSX") from None


def _read(book: Workbook, table: WrittenTable) -> SheetRead:
    if not book.worksheets:
        raise UnreadableSheetError("it has no sheet")
    named = {each.title: each for each in book.worksheets}
    sheet = named.get(_title(table), book.worksheets[0])
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        raise UnreadableSheetError(_TOO_MUCH)
    remarks: list[Remark] = []
    found: dict[int, list[str]] = {}
    for number, cells in enumerate(sheet.iter_rows(min_row=1, min_col=1), 1):
        texts = []
        for column, cell in enumerate(cells, 1):
            text, wrong = _text(cell)
            texts.append(text)
            remarks += [Remark(sheet.title, number, column, wrong)] if wrong else []
        if any(texts):
            found[number] = texts
    if not found:
        raise UnreadableSheetError(f"its sheet “{sheet.title}” is empty")
    first, header = next(iter(found.items()))
    columns = max((place for place, name in enumerate(header, 1) if name), default=1)
    for number, texts in found.items():
        beside = next((place for place, text in enumerate(texts, 1) if place > columns and text), None)
        if beside is not None:
            remarks.append(Remark(sheet.title, number, beside, f"this column has no name: row {first} names them"))
    if ABOUT in named:
        remarks += _settings_changed(named[ABOUT], table)
    return SheetRead(sheet.title, tuple(found), tuple(tuple(each[:columns]) for each in found.values()), tuple(remarks))


def _settings_changed(sheet: Worksheet, table: WrittenTable) -> Iterable[Remark]:
    for number, (what, said) in enumerate(sheet.iter_rows(min_row=1, max_row=MOST_COLUMNS, min_col=1, max_col=2), 1):
        key = f"{what.value or ''}".strip()
        if key in SETTINGS and _text(said)[0] != table.settings[key]:
            yield Remark(sheet.title, number, 2, f"the rule file has “{table.settings[key]}”; {_NOT_HERE}")


def _text(cell: XlsxCell | MergedCell) -> tuple[str, str]:
    """A cell as an author would type it; or, where that cannot be told, what is wrong with it."""
    value = cell.value
    if cell.data_type == "f":
        return "?", "this is a formula: write what it comes to"
    if cell.data_type == "e":
        return "?", f"this says {value}: write what is meant"
    if isinstance(value, str) and "|" in value:
        return "?", "a cell of a decision table holds no “|”"
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat(), ""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat(), ""
    if value is None or isinstance(value, str | bool | int | float):
        return _typed(value), ""
    return "?", "this is a time of day: write a day as 2026-04-01, anything else as text"


def _typed(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{Decimal(repr(value)).normalize():f}"
        case _:
            return re.sub(r"[\r\n\t\v\f\x1c-\x1e\x85\u2028\u2029]+", " ", f"{value}").strip()


def _remarked(book: Workbook, remarks: Iterable[Remark]) -> bytes:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    said: dict[tuple[str, int, int], list[str]] = {}
    for each in remarks:
        said.setdefault((each.sheet, each.row, each.column), []).append(each.words)
    for (title, row, column), words in said.items():
        cell = book[title].cell(row, column)
        before = [] if cell.comment is None else [cell.comment.text]
        cell.comment = Comment("\n\n".join([*before, *dict.fromkeys(words)]), _BY, *_ROOM[::-1])
        cell.fill = PatternFill("solid", start_color=_WRONG)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
