"""The rows of a CSV text (RFC 4180), each cell with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ilacs_rules.cases.table import Cell, Row, Table, table_of
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.source import Source, Span

_QUOTED = re.compile(r'"([^"]*+(?:""[^"]*+)*+)"')
_BARE = re.compile(r"[^,\r\n]*+")
_LINE_END = re.compile(r"\r\n|\n|\r")
_OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs"}


def read_csv(source: Source, out: list[Diagnostic]) -> Table | None:
    """The table in a CSV text whose first row names the columns; None if it cannot be used (reported)."""
    first_line = source.line(1)
    for separator, words in _OTHER_SEPARATORS.items():
        if separator in first_line and "," not in first_line:
            message = f"the columns are separated by {words}"
            at = first_line.index(separator)
            hint = "save the file as comma-separated CSV"
            out.append(Diagnostic(Code.CASE_SHAPE, message, Span(source, at, at + 1), hint))
            return None
    return table_of(source, _rows(source), out)


def _rows(source: Source) -> Iterator[Row | Diagnostic]:
    text, at = source.text, 0
    while at < len(text):
        cells: list[Cell] = []
        fault: Diagnostic | None = None
        while True:
            if text.startswith('"', at):
                found = _QUOTED.match(text, at)
                if found is None:
                    yield _unclosed(source, at)
                    return
                value, end = found[1].replace('""', '"'), found.end()
                rest = _BARE.match(text, end)
                if rest is not None and rest[0].strip():
                    fault = fault or _after_quotes(Span(source, *rest.span()))
                end = rest.end() if rest is not None else end
            else:
                bare = _BARE.match(text, at)
                value, end = (bare[0], bare.end()) if bare is not None else ("", at)
            cells.append((value, at, end))
            if not text.startswith(",", end):
                break
            at = end + 1
        line_end = _LINE_END.match(text, end)
        at = line_end.end() if line_end is not None else end
        yield Row(source, tuple(cells), fault)


def _unclosed(source: Source, at: int) -> Diagnostic:
    message = "this quotation mark is never closed, so the rest of the file could not be read"
    hint = 'a quotation mark inside a quoted text is written twice: ""'
    return Diagnostic(Code.CASE_SHAPE, message, Span(source, at, at + 1), hint)


def _after_quotes(span: Span) -> Diagnostic:
    hint = 'put the whole cell in quotes; a quotation mark inside it is written twice: ""'
    return Diagnostic(Code.RAGGED_ROW, f"“{span.text}” follows a closing quotation mark", span, hint)
