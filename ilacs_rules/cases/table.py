"""A table as rows of located cells, whatever kind of file it came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from ilacs_rules.language.names import fold
from ilacs_rules.policy.tree import Text
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.nearest import did_you_mean
from ilacs_rules.text.source import Source, Span

_MOST_LINES_ABOVE = 20  # among so many first rows the headings are looked for, to say where they are


class Row:
    """One row: what its cells say, without spaces around it.

    There are millions of rows: the places of cells are worked out when asked for, from `places` (where each starts and
    ends), or else by the `separator` in the text of the row. `kinds` tells for each cell of a workbook how it is kept
    there (`kept`). `fault` says what is wrong with the row, if its cells cannot be trusted.
    """

    __slots__ = ("_places", "_separator", "end", "fault", "kinds", "source", "start", "values")

    def __init__(
        self,
        source: Source,
        start: int,
        end: int,
        values: list[str],
        separator: str,
        places: Sequence[tuple[int, int]] | None = None,
        fault: Diagnostic | None = None,
        kinds: str = "",
    ) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.values = values
        self.fault = fault
        self.kinds = kinds
        self._separator = separator
        self._places = places

    def value(self, column: int) -> str:
        """What a cell says; nothing where the row ends before it."""
        return self.values[column] if column < len(self.values) else ""

    def place(self, column: int) -> Span:
        """Where a cell stands; the end of the row for one that is not there."""
        if self._places is not None:
            return Span(self.source, *(self._places[column] if column < len(self._places) else (self.end, self.end)))
        written = self.source.text[self.start : self.end].split(self._separator, column + 1)
        if column >= len(written):
            return Span(self.source, self.end, self.end)
        start = self.start + sum(map(len, written[:column])) + column
        return Span(self.source, start, start + len(written[column]))

    def cell(self, column: int) -> Text:
        """A cell with its place."""
        span = self.place(column)
        return Text(self.value(column), span, span)

    def column_at(self, place: Span) -> int | None:
        """The column of the cell that stands at a place; None for a place that is no cell."""
        if self._places is not None:
            return next(
                (n for n, (start, end) in enumerate(self._places) if (start, end) == (place.start, place.end)), None
            )
        start = self.start
        for column, written in enumerate(self.source.text[self.start : self.end].split(self._separator)):
            if start == place.start and start + len(written) == place.end:
                return column
            start += len(written) + 1
        return None

    @property
    def span(self) -> Span:
        """From the first cell to the last."""
        return Span(self.source, self.start, self.end)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in any cell."""
        return not any(self.values)

    def filled(self) -> int:
        """How many cells say something."""
        return sum(map(bool, self.values))


A_REMARK = "if it is a remark below the table, take the row out, or name it in the mapping under “leave out”"


@dataclass(frozen=True, slots=True)
class CaseTable:
    """Named columns and the rows below them; `rows` can be gone through once.

    A Diagnostic among the rows says why the rest of the table could not be read. Of two columns of one name the first
    is in `columns`, and the other in `doubled`. `early` are the first rows of the file, with their numbers.
    """

    source: Source
    columns: dict[str, int]  # folded name → place
    header: Row
    rows: Iterator[Row | Diagnostic]
    doubled: dict[str, int] = field(default_factory=dict)
    early: tuple[tuple[int, Row], ...] = ()

    def column(self, name: Text, out: list[Diagnostic]) -> int | None:
        """The place of a column that is read; a miss is reported (E709), and a name that two columns bear (E701)."""
        folded = fold(name.value)
        place = self.columns.get(folded)
        if place is None:
            message = f"{self.source.name} has no column “{name.value}”"
            named = [self.header.value(column) for column in self.columns.values()]
            hint = self.headings_elsewhere(folded) or did_you_mean(name.value, named)
            out.append(Diagnostic(Code.MAPPING, message, name.span, hint))
        elif folded in self.doubled:
            message = f"two columns are called “{self.header.value(place)}”"
            related = ((self.header.place(place), "the other one"),)
            again = self.header.place(self.doubled[folded])
            out.append(Diagnostic(Code.CASE_SHAPE, message, again, "rename one of them", related))
        return place

    def headings_elsewhere(self, folded: str) -> str | None:
        """What to write if a row further down is the one that names a column."""
        for number, row in self.early:
            if row is not self.header and any(fold(value) == folded for value in row.values):
                return f"row {number} names it: {headings_in(number)}"
        return None


def headings_in(row: int) -> str:
    """What to write where the headings do not stand in the first row."""
    return f"write “headings in row: {row}” for this table in the mapping file, or take away the rows above them"


def table_of(
    source: Source, rows: Iterator[Row | Diagnostic], headings: int, out: list[Diagnostic], *, ragged: bool = True
) -> CaseTable | None:
    """The table whose columns a row names, `headings` (from 1); None if it cannot be used (reported, E701, E702).

    `ragged` says whether a row with fewer cells than there are columns is a fault.
    """
    above = list(islice(rows, max(_MOST_LINES_ABOVE, headings)))
    early = tuple((number, row) for number, row in enumerate(above, 1) if isinstance(row, Row))
    header = above[headings - 1] if headings <= len(above) else None
    if isinstance(header, Diagnostic) or (header is None and above and isinstance(above[-1], Diagnostic)):
        out.append(header if isinstance(header, Diagnostic) else above[-1])  # type: ignore[arg-type]
        return None
    if header is None or not any(row.filled() for _, row in early):
        message = f"there is no row {headings}" if early else "this table is empty"
        out.append(Diagnostic(Code.CASE_SHAPE, message, Span(source, 0, 0), "the first row should name the columns"))
        return None
    if header.fault is not None:
        out.append(header.fault)
        return None
    fuller = max(early, key=lambda each: each[1].filled())
    if header.filled() < 2 <= fuller[1].filled():
        title = next((n for n in range(len(header.values)) if header.value(n)), None)
        message = (
            "this row names no columns" if title is None else f"“{header.value(title)}” stands where columns are named"
        )
        place = header.place(title) if title is not None else header.span
        out.append(Diagnostic(Code.CASE_SHAPE, message, place, headings_in(fuller[0])))
        return None
    columns: dict[str, int] = {}
    doubled: dict[str, int] = {}
    for place_ in range(len(header.values)):
        name = fold(header.value(place_))
        if name:
            (doubled if name in columns else columns).setdefault(name, place_)
    below = chain(above[headings:], rows)
    return CaseTable(source, columns, header, _whole(below, header, ragged, out), doubled, early)


def _whole(
    rows: Iterator[Row | Diagnostic], header: Row, ragged: bool, out: list[Diagnostic]
) -> Iterator[Row | Diagnostic]:
    """The rows that say anything; one with too few or too many cells gets that as its fault (E702)."""
    named = [column for column in range(len(header.values)) if header.value(column)]
    width = named[-1] + 1
    nameless = set(range(width)) - set(named)
    for row in rows:
        if isinstance(row, Diagnostic) or row.fault is not None:
            yield row
            continue
        values = row.values
        if not any(values):
            continue
        found = len(values)
        if found < width:
            if ragged:
                row.fault = _ragged(row, width, found)
            else:
                values.extend([""] * (width - found))
        elif found > width and any(values[width:]):
            row.fault = _ragged(row, width, found) if ragged else _beyond(row, width)
        for column in [column for column in nameless if row.value(column)] if nameless else ():
            nameless.discard(column)
            message = f"column {column + 1} has no name and is not read"
            out.append(Diagnostic(Code.COLUMN_IGNORED, message, row.place(column), "name it if it should be read"))
        yield row


def _ragged(row: Row, width: int, found: int) -> Diagnostic:
    message = f"this row has {found} cell{'' if found == 1 else 's'}, and the header names {width} columns"
    hint = "a text that holds a comma must stand in quotes" if found > width else "a cell or a comma is missing"
    span = row.place(width).to(row.place(found - 1)) if found > width else row.span
    return Diagnostic(Code.RAGGED_ROW, message, span, hint)


def _beyond(row: Row, width: int) -> Diagnostic:
    column = next(column for column in range(width, len(row.values)) if row.values[column])
    message = f"this cell stands beyond the {width} columns that are named"
    return Diagnostic(Code.RAGGED_ROW, message, row.place(column), "name its column, or empty the cell")
