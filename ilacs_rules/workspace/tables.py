"""A table of an answer, in the forms that programs read: CSV, a workbook, plain data for JSON."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from ilacs_rules.text.arguments import refused
from ilacs_rules.text.frozen import frozen
from ilacs_rules.text.patterns import pattern
from ilacs_rules.workspace.errors import needing

if TYPE_CHECKING:
    from openpyxl.cell import Cell as XlsxCell

T = TypeVar("T")

Cell = str | int | float | date | None

_FORMULA = pattern(r"[\s\x00]*[=+\-@＝＋－＠]|[\t\r\n]")
_MANY = 6  # columns
_WIDEST_OF_MANY = 28  # characters; longer texts fold
_AS_TYPED = "@"
_FILLS = {"red": "F8CBCB", "yellow": "FFF0B3", "green": "D5EDD5", "grey": "E4E4E4"}  # pale: black is read on them
_NO_CLOCK = datetime(1980, 1, 1)  # the earliest a zip archive knows: the same table gives the same bytes


@frozen
class Table:
    """Rows under column names.

    Where it is looked at, `colours` are those of the rows, an empty text for none; none has one if there are no
    `colours`. Cells of the columns in `unfolded` stay on one line. `above` are lines that stand over the header of a
    sheet of a workbook, which is then laid out to be printed: all its columns, or the first so many that are `printed`.
    A sheet that is `typed_in` keeps as a text what somebody types into it: no spreadsheet makes a day of “1-2”.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    colours: tuple[str, ...] = ()
    unfolded: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    printed: int | None = None
    typed_in: bool = False

    def as_data(self) -> list[dict[str, str | int | float | None]]:
        """One dictionary a row; dates as 2018-01-01."""
        return [dict(zip(self.columns, (_plain(cell) for cell in row), strict=True)) for row in self.rows]

    def as_csv(self) -> str:
        """Comma-separated, with a header line, and no line end after the last row.

        A text that a spreadsheet would run is kept from it by a `'` before it; numbers and dates are as they are.
        """
        import csv

        written = io.StringIO()
        writer = csv.writer(written, lineterminator="\n")
        writer.writerow([_harmless(name) for name in self.columns])
        writer.writerows([_harmless(_plain(cell)) for cell in row] for row in self.rows)
        return written.getvalue().removesuffix("\n")

    def as_workbook(self, title: str) -> bytes:
        """An XLSX file with one sheet. Raises NotInstalledError where openpyxl is not installed."""
        return workbook({title: self})


def workbook(sheets: Mapping[str, Table]) -> bytes:
    """An XLSX file with a sheet for each table.

    Raises NotInstalledError where openpyxl is not installed, and ArgumentError for what is no table by its title.
    """
    if not isinstance(sheets, Mapping) or not sheets:
        raise refused("workbook", "sheets", sheets, "tables by their titles, one or more")
    for title, table in sheets.items():
        if not isinstance(title, str) or not isinstance(table, Table):
            raise refused("workbook", "sheets", {title: table}, "tables by their titles")
    return needing("openpyxl", "xlsx", "a workbook", lambda: _filled(sheets))


def of_a_workbook(make: Callable[[], T]) -> T:
    """What `make` reads of a workbook. Raises NotInstalledError where openpyxl is not installed."""
    return needing("openpyxl", "xlsx", "a workbook", make, doing="reading")


def _filled(sheets: Mapping[str, Table]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    book = Workbook()
    book.remove(book.worksheets[0])
    for title, table in sheets.items():
        sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31])
        header = len(table.above) + 1
        for y, line in enumerate(table.above, 1):
            _put(sheet.cell(y, 1), line)
            sheet.cell(y, 1).font = Font(bold=y == 1, size=14 if y == 1 else None)
        for y, row in enumerate((table.columns, *table.rows), header):
            colour = _FILLS.get(table.colours[y - header - 1]) if table.colours and y > header else None
            for x, value in enumerate(row, 1):
                cell = sheet.cell(y, x)
                _put(cell, value)
                if table.typed_in:
                    cell.number_format = _AS_TYPED
                if y == header:
                    cell.font = Font(bold=True)
                elif colour is not None:
                    cell.fill = PatternFill("solid", start_color=colour)
                if table.above:
                    cell.alignment = Alignment(vertical="top", wrap_text=True)
        for x, name in enumerate(table.columns, 1):
            longest = max([len(name), *(len(shown(row[x - 1])) for row in table.rows)])
            sheet.column_dimensions[get_column_letter(x)].width = min(longest, _widest(table)) + 2
            if table.typed_in:
                sheet.column_dimensions[get_column_letter(x)].number_format = _AS_TYPED  # of cells still empty
        sheet.freeze_panes = f"A{header + 1}"
        last = f"{get_column_letter(len(table.columns))}{header + len(table.rows)}"
        sheet.auto_filter.ref = f"A{header}:{last}"
        if table.above:
            sheet.page_setup.orientation = "landscape"
            sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
            sheet.page_setup.fitToHeight = 0  # as many pages as it takes, each as wide as the table
            sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
            sheet.print_title_rows = f"{header}:{header}"
            if table.printed is not None:
                sheet.print_area = f"A1:{get_column_letter(table.printed)}{header + len(table.rows)}"
            sheet.oddFooter.center.text = "&P / &N"
    written = io.BytesIO()
    book.save(written)
    return _without_clock(written.getvalue())


def _widest(table: Table) -> int:
    """The most characters that a column is wide: fewer where many are to stand on a page."""
    return _WIDEST_OF_MANY if table.above and len(table.columns) > _MANY else 60


def _put(cell: XlsxCell, value: Cell) -> None:
    cell.value = _without_controls(value)
    if isinstance(value, str):
        cell.data_type = "s"  # a text that begins with = stays a text
        cell.quotePrefix = _FORMULA.match(value) is not None  # also when somebody goes into the cell and out


def _plain(cell: Cell) -> str | int | float | None:
    if isinstance(cell, StrEnum):
        return cell.value
    return cell.isoformat() if isinstance(cell, date) else cell


def _harmless(cell: str | int | float | None) -> str | int | float | None:
    """A cell of a CSV file that no spreadsheet takes for a formula.

    Formulas begin with one of these signs, some programs skip blanks before it; so OWASP, “CSV Injection”.
    """
    if not isinstance(cell, str):
        return cell
    text = re.sub("\r\n?", "\n", cell)  # a lone \\r would end the row for some, and is not quoted by `csv`
    return f"'{text}" if _FORMULA.match(text) else text


def shown(cell: Cell) -> str:
    """A cell as a text; empty for none."""
    return "" if cell is None else str(_plain(cell))


def _without_controls(cell: Cell) -> Cell:
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", cell) if isinstance(cell, str) else cell


def _without_clock(workbook: bytes) -> bytes:
    """The same workbook without the moment at which it was made."""
    import zipfile

    written = io.BytesIO()
    stamp = f"{_NO_CLOCK.isoformat()}Z".encode()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp, content)
            entry = zipfile.ZipInfo(name, _NO_CLOCK.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return written.getvalue()
