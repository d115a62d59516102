"""One table, four forms: for the terminal, CSV, a workbook, or plain data for JSON."""

from __future__ import annotations

import csv
import io
import re
import textwrap
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ilacs_rules.cli.output import needing
from ilacs_rules.text.excerpt import visible

Cell = str | int | float | date | None

_A_WORD = 14  # letters; a longer word may be broken
_UNBOUNDED = 10_000  # columns: where nobody's screen sets a width, no row is folded
_FORMULA = re.compile(r"[\s\x00]*[=+\-@＝＋－＠]|[\t\r\n]")
_NO_CLOCK = datetime(1980, 1, 1)  # the earliest a zip archive knows: the same table gives the same bytes


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column names.

    `accent` gives a rich style for a row, or an empty text; cells of the columns in `unfolded` stay on one line.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    accent: Callable[[tuple[Cell, ...]], str] = lambda row: ""
    unfolded: tuple[str, ...] = ()

    def as_data(self) -> list[dict[str, str | int | float | None]]:
        """One dictionary a row; dates as 2018-01-01."""
        return [dict(zip(self.columns, (_plain(cell) for cell in row), strict=True)) for row in self.rows]

    def as_csv(self) -> str:
        """Comma-separated, with a header line, and no line end after the last row.

        A text that a spreadsheet would run is kept from it by a `'` before it; numbers and dates are as they are.
        """
        written = io.StringIO()
        writer = csv.writer(written, lineterminator="\n")
        writer.writerow([_harmless(name) for name in self.columns])
        writer.writerows([_harmless(_plain(cell)) for cell in row] for row in self.rows)
        return written.getvalue().removesuffix("\n")

    def as_text(self, *, colour: bool, width: int | None) -> str:
        """Aligned columns; `width` is that of the terminal, None to fold nothing.

        Where a terminal is too narrow for the columns, each row is a list of its cells, so that no word is lost.
        """
        if width is not None and self.rows and self._narrowest() > width:
            return "\n\n".join("\n".join(self._listed(row, max(width, _A_WORD))) for row in self.rows)
        return self._laid_out(width or _UNBOUNDED, colour=colour)

    def _narrowest(self) -> int:
        """In how many columns of a terminal it can be read: a word of a usual length is not broken, nor is a number."""
        room = len(self.columns) - 1
        for x, name in enumerate(self.columns):
            whole = name in self.unfolded or not any(isinstance(row[x], str) for row in self.rows)
            cells = [visible(_shown(row[x])) for row in self.rows]
            if whole:
                room += max(map(len, (name, *cells)))
            else:
                words = [word for cell in (name, *cells) for word in cell.split()]
                room += min(max(map(len, words), default=0), _A_WORD)
        return room

    def _listed(self, row: tuple[Cell, ...], width: int) -> list[str]:
        told = [
            f"{name}: {visible(_shown(cell))}" for name, cell in zip(self.columns, row, strict=True) if _shown(cell)
        ]
        return [
            line for each in told for line in textwrap.wrap(each, width, break_on_hyphens=False, subsequent_indent="  ")
        ]

    def _laid_out(self, width: int, *, colour: bool) -> str:
        """The table in so many columns of the terminal."""
        from rich import box
        from rich.console import Console
        from rich.table import Table as RichTable
        from rich.text import Text

        table = RichTable(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
        for x, name in enumerate(self.columns):
            cells = [row[x] for row in self.rows]
            numbers = all(isinstance(cell, int | float | None) for cell in cells)
            words = any(isinstance(cell, str) for cell in cells) and name not in self.unfolded
            table.add_column(Text(name), justify="right" if numbers else "left", overflow="fold", no_wrap=not words)
        for row in self.rows:
            table.add_row(*(Text(visible(_shown(cell))) for cell in row), style=self.accent(row))
        console = Console(
            file=io.StringIO(),
            width=width,
            force_terminal=colour,
            no_color=not colour,
            color_system="standard" if colour else None,
            legacy_windows=False,
        )
        with console.capture() as captured:
            console.print(table)
        return "\n".join(line.rstrip() for line in captured.get().splitlines())

    def as_workbook(self, title: str) -> bytes:
        """An XLSX file with one sheet. Raises UsageError where openpyxl is not installed."""
        return workbook({title: self})


def workbook(sheets: Mapping[str, Table]) -> bytes:
    """An XLSX file with a sheet for each table. Raises UsageError where openpyxl is not installed."""
    return needing("openpyxl", "xlsx", "a workbook", lambda: _filled(sheets))


def _filled(sheets: Mapping[str, Table]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.worksheets[0])
    for title, table in sheets.items():
        sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31])
        for y, row in enumerate((table.columns, *table.rows), 1):
            for x, value in enumerate(row, 1):
                cell = sheet.cell(y, x, _without_controls(value))
                if isinstance(value, str):
                    cell.data_type = "s"  # a text that begins with = stays a text
                    cell.quotePrefix = (
                        _FORMULA.match(value) is not None
                    )  # also when somebody goes into the cell and out
                if y == 1:
                    cell.font = Font(bold=True)
        for x, name in enumerate(table.columns, 1):
            longest = max([len(name), *(len(_shown(row[x - 1])) for row in table.rows)])
            sheet.column_dimensions[get_column_letter(x)].width = min(longest, 60) + 2
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
    written = io.BytesIO()
    book.save(written)
    return _without_clock(written.getvalue())


def _plain(cell: Cell) -> str | int | float | None:
    return cell.isoformat() if isinstance(cell, date) else cell


def _harmless(cell: str | int | float | None) -> str | int | float | None:
    """A cell of a CSV file that no spreadsheet takes for a formula.

    Formulas begin with one of these signs, some programs skip blanks before it; so OWASP, “CSV Injection”.
    """
    if not isinstance(cell, str):
        return cell
    text = re.sub("\r\n?", "\n", cell)  # a lone \\r would end the row for some, and is not quoted by `csv`
    return f"'{text}" if _FORMULA.match(text) else text


def _shown(cell: Cell) -> str:
    return "" if cell is None else str(_plain(cell))


def _without_controls(cell: Cell) -> Cell:
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", cell) if isinstance(cell, str) else cell


def _without_clock(workbook: bytes) -> bytes:
    """The same workbook without the moment at which it was made."""
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
