"""The columns of a table as they are before anything says what they mean: their headings, and what they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ilacs_rules.cases.table import CaseTable, Row
from ilacs_rules.cases.table_files import WORKBOOK_LIMIT, table_of_file
from ilacs_rules.cases.xlsx_file import read_sheets
from ilacs_rules.text.diagnostics import Diagnostic

MOST_ROWS = 5_000  # that are looked at
_EVENTS = "events"


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """A column: its heading as written, and how often it holds each text; empty cells are left out."""

    heading: str
    texts: Counter[str]


def columns_seen(path: Path) -> tuple[list[ColumnSeen], list[Diagnostic]]:
    """The columns of a table of events, of a workbook its sheet “events”, else its first; and why there are none."""
    found: list[Diagnostic] = []
    table = _workbook(path, found) if path.suffix.lower() == ".xlsx" else table_of_file(path, None, found)
    if table is None:
        return [], found
    rows = [row for row in islice(table.rows, MOST_ROWS) if isinstance(row, Row)]
    return [_seen(table, place, rows) for place in table.columns.values()], found


def _seen(table: CaseTable, place: int, rows: Iterable[Row]) -> ColumnSeen:
    texts = Counter(text for row in rows if (text := row.value(place)))
    return ColumnSeen(table.header.value(place), texts)


def _workbook(path: Path, found: list[Diagnostic]) -> CaseTable | None:
    sheets = read_sheets(path, WORKBOOK_LIMIT, {_EVENTS: 1}, found)
    return sheets.get(_EVENTS) or next(iter(sheets.values()), None)
