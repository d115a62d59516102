"""A table as rows of located cells, whatever kind of file it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ilacs_rules.language.names import fold
from ilacs_rules.policy.tree import Text
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.nearest import did_you_mean
from ilacs_rules.text.source import Source, Span

Cell = tuple[str, int, int]  # what it says, and where it starts and ends in the source


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `fault` says what is wrong with it, if its cells cannot be trusted."""

    source: Source
    cells: tuple[Cell, ...]
    fault: Diagnostic | None = None

    def value(self, column: int) -> str:
        """What a cell says, without spaces around it."""
        return self.cells[column][0].strip()

    def cell(self, column: int) -> Text:
        """A cell with its place."""
        _, start, end = self.cells[column]
        span = Span(self.source, start, end)
        return Text(self.value(column), span, span)

    @property
    def span(self) -> Span:
        """From the first cell to the last."""
        return Span(self.source, self.cells[0][1], self.cells[-1][2])

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in any cell."""
        return not any(value.strip() for value, _, _ in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and the rows below them; `rows` can be gone through once.

    A Diagnostic among the rows says why the rest of the table could not be read.
    """

    source: Source
    columns: dict[str, int]  # folded name → place
    header: Row
    rows: Iterator[Row | Diagnostic]

    def column(self, name: Text, out: list[Diagnostic]) -> int | None:
        """The place of a column that a mapping names; a miss is reported (E709)."""
        place = self.columns.get(fold(name.value))
        if place is None:
            message = f"{self.source.name} has no column “{name.value}”"
            hint = did_you_mean(name.value, [value.strip() for value, _, _ in self.header.cells])
            out.append(Diagnostic(Code.MAPPING, message, name.span, hint))
        return place


def table_of(source: Source, rows: Iterator[Row | Diagnostic], out: list[Diagnostic]) -> Table | None:
    """The table whose first row names the columns; None if it cannot be used (reported, E701, E702)."""
    header = next(rows, None)
    if isinstance(header, Diagnostic):
        out.append(header)
        return None
    if header is None or header.is_empty:
        hint = "the first row should name the columns"
        out.append(Diagnostic(Code.CASE_SHAPE, "this table is empty", Span(source, 0, 0), hint))
        return None
    if header.fault is not None:
        out.append(header.fault)
        return None
    columns: dict[str, int] = {}
    for place in range(len(header.cells)):
        name = header.cell(place)
        if not name.value:
            message = f"column {place + 1} has no name"
            out.append(Diagnostic(Code.CASE_SHAPE, message, name.span, "give it a name, or remove it"))
            return None
        if fold(name.value) in columns:
            message = f"two columns are called “{name.value}”"
            related = ((header.cell(columns[fold(name.value)]).span, "the other one"),)
            out.append(Diagnostic(Code.CASE_SHAPE, message, name.span, "rename one of them", related))
            return None
        columns[fold(name.value)] = place
    return Table(source, columns, header, _whole(rows, len(columns)))


def _whole(rows: Iterator[Row | Diagnostic], width: int) -> Iterator[Row | Diagnostic]:
    """The rows that say anything; one with too few or too many cells gets that as its fault (E702)."""
    for row in rows:
        if isinstance(row, Diagnostic) or row.fault is not None:
            yield row
        elif not row.is_empty:
            yield row if len(row.cells) == width else _ragged(row, width)


def _ragged(row: Row, width: int) -> Row:
    found = len(row.cells)
    message = f"this row has {found} cell{'' if found == 1 else 's'}, and the header names {width} columns"
    hint = "a text that holds a comma must stand in quotes" if found > width else "a cell or a comma is missing"
    span = row.cell(width).span.to(row.span) if found > width else row.span
    return Row(row.source, row.cells, Diagnostic(Code.RAGGED_ROW, message, span, hint))
