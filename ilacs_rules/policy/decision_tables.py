"""Decision tables, in Markdown or in a CSV file beside the policy, cut into cells that keep their place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ilacs_rules.language.names import fold
from ilacs_rules.policy.tree import Text
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.files import ON_DISK, Files
from ilacs_rules.text.reading import TABLE_LIMIT, no_file
from ilacs_rules.text.source import Source, Span

_REMARKS = "put remarks in “note”"
_SEPARATOR = re.compile(r"[\s|:-]*-[\s|:-]*")
_CSV_CELL = re.compile(r'[ \t]*(?:"((?:[^"]|"")*)"[ \t]*|((?!")[^,\r\n]*))(,|\r?\n|\r|\Z)')
_IN_A_FOLDER = re.compile(r"[/\\]|^\.")

MOST_ROWS = 20_000  # of one table: read and checked, a row takes a quarter of a millisecond and some 20 kB

Row = tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table cut into cells: its header, and rows that are as long as the header."""

    header: Row
    rows: tuple[Row, ...]


def read_grid(table: Text, diagnostics: list[Diagnostic], files: Files = ON_DISK) -> Grid | None:
    """The cells of a table written as Markdown, or kept in the CSV file it names; None if there is no use in it."""
    if not table.readable:
        return None
    rows = _csv(table, diagnostics, files) if is_kept_in_csv(table) else _markdown(table, diagnostics)
    return _checked(rows, table, diagnostics) if rows else None


def is_kept_in_csv(table: Text) -> bool:
    """Whether a table is the name of a CSV file, and not written out."""
    return table.value.lower().endswith(".csv") and "\n" not in table.value


def csv_file_of(table: Text) -> Path:
    """Where the CSV file of a table is: beside the policy file that names it."""
    return Path(table.span.source.name).parent / table.value


def _checked(rows: list[Row], table: Text, diagnostics: list[Diagnostic]) -> Grid | None:
    header, *body = rows
    if not _header_is_sound(header, diagnostics):
        return None
    if not body:
        diagnostics.append(_wrong("this table has no rows", _across(header), "write at least one row below the header"))
        return None
    kept = []
    for row in body:
        if len(row) == len(header):
            kept.append(row)
        else:
            message = f"this row has {_cells(len(row))}, and the header has {len(header)}"
            hint = "write “-” in a cell where anything will do"
            if len(row) > len(header):
                hint = "write one cell for each column"
            if len(row) > len(header) and table.value.endswith(".csv"):
                hint = 'put a cell that holds commas in quotation marks: "…, …"'
            diagnostics.append(_wrong(message, _across(row), hint))
    return Grid(header, tuple(kept)) if len(kept) == len(body) else None


def _header_is_sound(header: Row, diagnostics: list[Diagnostic]) -> bool:
    before = len(diagnostics)
    if len(header) < 2:
        message = "a table has at least one input and one output, so two columns"
        diagnostics.append(_wrong(message, _across(header), "separate the columns with “|”, in a CSV file with commas"))
    first: dict[str, Text] = {}
    for name in header:
        if not name.value:
            diagnostics.append(_wrong("this column has no name", _at_least_one(name.span), "write what it holds"))
        elif fold(name.value) in first:
            message = f"two columns are called “{name.value}”"
            related = ((first[fold(name.value)].span, "the first of them"),)
            hint = "give one of them another name"
            diagnostics.append(Diagnostic(Code.TABLE_SHAPE, message, name.span, hint, related))
        else:
            first[fold(name.value)] = name
    return len(diagnostics) == before


# ---------------------------------------------------------------------------------------------- Markdown


def _markdown(table: Text, diagnostics: list[Diagnostic]) -> list[Row]:
    if "|" not in table.inner.text:
        hint = "write “table: |” and the rows below it, or the name of a CSV file beside the policy"
        diagnostics.append(_wrong("this is not a table", table.span, hint))
        return []
    lines = [line for line in _lines(table.inner) if line.text.strip()]
    if len(lines) > MOST_ROWS + 2:
        diagnostics.append(_too_long(_trimmed(lines[0])))
        return []
    before = len(diagnostics)
    for line in lines:
        if not line.text.strip().startswith("|") or not line.text.strip().endswith("|") or line.text.strip() == "|":
            message = "a row of a table begins and ends with “|”"
            cut = line.text.strip().strip("|").strip()
            diagnostics.append(_wrong(message, _trimmed(line), f"write “| {cut} |”" if "|" in cut else _REMARKS))
    if len(diagnostics) > before:
        return []
    if len(lines) < 2 or not _SEPARATOR.fullmatch(lines[1].text):
        row = "|" + "---|" * len(_cut(lines[0]))
        message = "a line of dashes is missing below the header of this table"
        diagnostics.append(_wrong(message, _trimmed(lines[0]), f"write {row} on the line below"))
        return []
    return [_cut(lines[0]), *(_cut(line) for line in lines[2:])]


def _lines(span: Span) -> list[Span]:
    lines, start = [], span.start
    for line in span.text.split("\n"):
        lines.append(Span(span.source, start, start + len(line)))
        start += len(line) + 1
    return lines


def _cut(line: Span) -> Row:
    """The cells between the bars of a row."""
    row = _trimmed(line)
    cells, start = [], row.start + 1
    for cell in row.text[1:-1].split("|"):
        cells.append(_cell(line.source, start, cell))
        start += len(cell) + 1
    return tuple(cells)


# ---------------------------------------------------------------------------------------------- CSV


def _csv(table: Text, diagnostics: list[Diagnostic], files: Files) -> list[Row]:
    if _IN_A_FOLDER.search(table.value):
        diagnostics.append(_wrong("a table stands in the same folder as its policy", table.span, "write its name only"))
        return []
    path = csv_file_of(table)
    if not files.is_file(path):
        reason = no_file(path.as_posix()).message
        diagnostics.append(Diagnostic(Code.UNREADABLE_FILE, reason, table.span, "put it beside the policy file"))
        return []
    source, problems = files.read(path, TABLE_LIMIT)
    diagnostics += problems
    return _csv_rows(source, diagnostics) if source else []


def _csv_rows(source: Source, diagnostics: list[Diagnostic]) -> list[Row]:
    cells: list[re.Match[str]] = []
    at, text, lines = 0, source.text, 0
    while at < len(text):
        found = _CSV_CELL.match(text, at)
        if found is None:
            hint = "close the quotation mark; two of them inside a cell stand for one"
            diagnostics.append(_wrong("this cell cannot be read", Span(source, at, at + 1), hint))
            return []
        cells.append(found)
        at = found.end()
        lines += found[3] != ","
        if lines > MOST_ROWS + 1:
            diagnostics.append(_too_long(Span(source, 0, 1)))
            return []
    source = _read_inline(source, cells)
    rows: list[Row] = []
    row: list[Text] = []
    for found in cells:
        row.append(_csv_cell(source, found))
        if found[3] != "," or found.end() == len(text):
            if found[3] == ",":
                row.append(_cell(source, found.end(), ""))
            if any(cell.value for cell in row):
                rows.append(tuple(row))
            row = []
    if not rows:
        diagnostics.append(_wrong("this table is empty", Span(source, 0, 0), "write a header and at least one row"))
    return rows


def _read_inline(source: Source, cells: list[re.Match[str]]) -> Source:
    """The file with each doubled quotation mark of its cells as the single one it stands for, and a blank beside it.

    So a cell is read where it stands, and means what the same cell means in a table inside the policy.
    """
    doubled = [found for found in cells if found[1] and '""' in found[1]]
    if not doubled:
        return source
    parts, at = [], 0
    for found in doubled:
        pieces = found[1].split('""')
        inner = pieces[0] + "".join((' "' if number % 2 == 0 else '" ') + one for number, one in enumerate(pieces[1:]))
        parts += [source.text[at : found.start(1)], inner]
        at = found.end(1)
    return Source(source.name, "".join([*parts, source.text[at:]]), source.first_line, written=source.text)


def _csv_cell(source: Source, found: re.Match[str]) -> Text:
    if found[1] is None:
        return _cell(source, found.start(2), found[2])
    inner = Span(source, found.start(1), found.end(1))
    return Text(found[1].replace('""', '"').strip(), Span(source, inner.start - 1, inner.end + 1), inner)


# ---------------------------------------------------------------------------------------------- places


def _cell(source: Source, start: int, written: str) -> Text:
    """What is written from `start` on, without the blanks around it."""
    value = written.strip()
    start += len(written) - len(written.lstrip())
    span = Span(source, start, start + len(value))
    return Text(value, span, span)


def _trimmed(span: Span) -> Span:
    text = span.text
    start = span.start + len(text) - len(text.lstrip())
    return Span(span.source, start, max(start, span.start + len(text.rstrip())))


def _across(row: Row) -> Span:
    return _at_least_one(row[0].span.to(row[-1].span))


def _at_least_one(span: Span) -> Span:
    return span if span.end > span.start else Span(span.source, span.start, span.start + 1)


def _cells(count: int) -> str:
    return f"{count} cell" if count == 1 else f"{count} cells"


def _too_long(place: Span) -> Diagnostic:
    message = f"this table holds more than {MOST_ROWS:,} rows, the most that are read"
    hint = "check that it is the right table; rows that give the same may be one, with a range or several values"
    return Diagnostic(Code.FILE_TOO_LARGE, message, place, hint)


def _wrong(message: str, span: Span, hint: str | None = None) -> Diagnostic:
    return Diagnostic(Code.TABLE_SHAPE, message, span, hint)
