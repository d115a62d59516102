"""The rows of a CSV text (RFC 4180), each cell with its place. Cells are separated as the row of headings is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ilacs_rules.cases.table import CaseTable, Row, table_of
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.source import Source, Span

_QUOTED = re.compile(r'"([^"]*+(?:""[^"]*+)*+)"')
_LINE = re.compile(r"[^\r\n]*+")
_LINE_END = re.compile(r"\r\n|\n|\r")
_SEPARATORS = ",;\t"


def read_csv(source: Source, headings: int, out: list[Diagnostic]) -> CaseTable | None:
    """The table in a CSV text whose row `headings` (from 1) names the columns; None if it cannot be used (reported)."""
    at = source.text.find("\0")
    if at >= 0:
        hint = "the file is damaged, or no CSV: save the table again as CSV in UTF-8"
        out.append(
            Diagnostic(Code.CASE_SHAPE, "a sign that is no text (NUL) stands here", Span(source, at, at + 1), hint)
        )
        return None
    return table_of(source, _rows(source, _separator(source.text, headings)), headings, out)


def _separator(text: str, headings: int) -> str:
    """What separates the columns: semicolons or tabs only where the headings are not separated by commas."""
    for number, line in enumerate(_lines(text), 1):
        bare = _QUOTED.sub("", line)
        if number >= headings and any(separator in bare for separator in _SEPARATORS):
            return next(separator for separator in _SEPARATORS if separator in bare)
    return ","


def _lines(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        line = _LINE.match(text, at)
        yield line[0] if line is not None else ""
        end = _LINE_END.search(text, at)
        at = end.end() if end is not None else len(text)


def _rows(source: Source, separator: str) -> Iterator[Row | Diagnostic]:
    text, at = source.text, 0
    line_at, line_end = _LINE.match, _LINE_END.match
    while at < len(text):
        line = line_at(text, at)
        assert line is not None  # it may be empty, and matches still
        if '"' in line[0]:
            row = _with_quotes(source, separator, at)
            yield row
            if isinstance(row, Diagnostic):
                return
            end = row.end
        else:
            end = line.end()
            yield Row(source, at, end, [value.strip() for value in line[0].split(separator)], separator)
        ended = line_end(text, end)
        at = ended.end() if ended is not None else end


def _with_quotes(source: Source, separator: str, at: int) -> Row | Diagnostic:
    """The row that begins at a place, in which a cell may go on over several lines."""
    text, start = source.text, at
    bare = re.compile(rf"[^{separator}\r\n]*+")
    values: list[str] = []
    places: list[tuple[int, int]] = []
    fault: Diagnostic | None = None
    while True:
        if text.startswith('"', at):
            found = _QUOTED.match(text, at)
            if found is None:
                return _unclosed(source, at)
            value, end = found[1].replace('""', '"'), found.end()
            rest = bare.match(text, end)
            if rest is not None and rest[0].strip():
                fault = fault or _after_quotes(Span(source, *rest.span()))
            end = rest.end() if rest is not None else end
        else:
            plain = bare.match(text, at)
            value, end = (plain[0], plain.end()) if plain is not None else ("", at)
        values.append(value.strip())
        places.append((at, end))
        if not text.startswith(separator, end):
            return Row(source, start, end, values, separator, places, fault)
        at = end + 1


def _unclosed(source: Source, at: int) -> Diagnostic:
    message = "this quotation mark is never closed, so the rest of the file could not be read"
    hint = 'a quotation mark inside a quoted text is written twice: ""'
    return Diagnostic(Code.CASE_SHAPE, message, Span(source, at, at + 1), hint)


def _after_quotes(span: Span) -> Diagnostic:
    hint = 'put the whole cell in quotes; a quotation mark inside it is written twice: ""'
    return Diagnostic(Code.RAGGED_ROW, f"“{span.text}” follows a closing quotation mark", span, hint)
