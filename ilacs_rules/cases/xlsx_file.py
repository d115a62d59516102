"""The sheets of an XLSX workbook as tables.

A sheet becomes a text of its rows, cells joined by tabs, so that a line is a row and every cell has a place.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Collection, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from ilacs_rules.cases.table import Cell, Row, Table, table_of
from ilacs_rules.language.names import fold
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.reading import no_file
from ilacs_rules.text.source import Source, Span

MOST_CELLS = 20_000_000  # of one sheet, empty ones counted

_NO_RESULT = "\ufffd"  # stands for a formula that was saved without its result


def read_sheets(path: Path, limit: int, wanted: Collection[str], out: list[Diagnostic]) -> dict[str, Table]:
    """The tables on the sheets of the wanted (folded) names, by those; a workbook of one sheet gives that one.

    What could not be read is reported: E101, and E103 for more than `limit` bytes when unpacked.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > limit:
                out.append(_too_large(path.as_posix()))
                return {}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of features of a spreadsheet that do not matter here
            sheets = _sheets(path, wanted)
    except ImportError:
        hint = "install it with: pip install ilacs-rules[xlsx]"
        out.append(no_file(path.as_posix(), "reading a workbook needs openpyxl", hint))
        return {}
    except OSError as error:
        out.append(no_file(path.as_posix(), error.strerror or "it cannot be opened"))
        return {}
    except Exception:  # a damaged workbook makes openpyxl raise almost anything
        out.append(no_file(path.as_posix(), "it is not a sound workbook", "open it in Excel and save it again as XLSX"))
        return {}
    tables = {}
    for name, rows in sheets.items():
        place = f"{path.as_posix()}, sheet {name}"
        if rows is None:
            out.append(_too_large(place))
            continue
        table = _table(Source(place, "\n".join("\t".join(row) for row in rows)), rows, out)
        if table is not None:
            tables[fold(name)] = table
    return tables


def _sheets(path: Path, wanted: Collection[str]) -> dict[str, list[list[str]] | None]:
    """The rows of texts of each sheet by its name; None for one that is too large."""
    import openpyxl

    # the files are ours to close: of a damaged workbook openpyxl leaves its own open
    with path.open("rb") as for_results, path.open("rb") as for_formulas:
        results = openpyxl.load_workbook(for_results, read_only=True, data_only=True)
        formulas = openpyxl.load_workbook(for_formulas, read_only=True, data_only=False)
        names = [sheet.title for sheet in results.worksheets]
        chosen = names if len(names) == 1 else [name for name in names if fold(name) in wanted]
        return {name: _rows(results[name], formulas[name]) for name in chosen}


def _rows(results: Any, formulas: Any) -> list[list[str]] | None:
    for sheet in (results, formulas):
        sheet.reset_dimensions()  # what a file says of its own size may be far from true
    rows: list[list[str]] = []
    cells = 0
    for row, as_written in zip(results.iter_rows(), formulas.iter_rows(values_only=True), strict=False):
        cells += len(row) + 1
        if cells > MOST_CELLS:
            return None
        texts = [_text(cell, written) for cell, written in zip(row, as_written, strict=False)]
        while texts and not texts[-1]:
            texts.pop()
        rows.append(texts)
    return rows


def _text(cell: Any, as_written: object) -> str:
    """What a reader of the sheet takes a cell to say; a month that Excel keeps as its first day stays a month."""
    match cell.value:
        case None:
            return "" if as_written is None else _NO_RESULT
        case bool() as answer:
            return "yes" if answer else "no"
        case datetime() as moment if moment.time() == time():
            return f"{moment.date():%Y-%m}" if "d" not in cell.number_format.lower() else moment.date().isoformat()
        case date() as day:
            return day.isoformat()
        case float() as number if number.is_integer():
            return str(int(number))
        case other:
            return " ".join(str(other).split())


def _table(source: Source, rows: list[list[str]], out: list[Diagnostic]) -> Table | None:
    width = len(rows[0]) if rows else 0
    return table_of(source, _located(source, rows, width), out)


def _located(source: Source, rows: list[list[str]], width: int) -> Iterator[Row | Diagnostic]:
    at = 0
    for row in rows:
        cells: list[Cell] = []
        for text in row:
            cells.append((text, at, at + len(text)))
            at += len(text) + 1
        end = max(at - 1, 0) if row else at
        cells.extend([("", end, end)] * (width - len(row)))  # empty cells at the end of a row are not stored
        at = end + 1
        yield Row(source, tuple(cells), _formula_without_result(source, cells))


def _formula_without_result(source: Source, cells: list[Cell]) -> Diagnostic | None:
    for text, start, end in cells:
        if text == _NO_RESULT:
            message = "this cell holds a formula that was saved without its result"
            hint = "open the workbook in Excel and save it again"
            return Diagnostic(Code.CASE_VALUE, message, Span(source, start, end), hint)
    return None


def _too_large(name: str) -> Diagnostic:
    message = "this workbook is larger than what is read"
    return Diagnostic(Code.FILE_TOO_LARGE, message, Span(Source(name, ""), 0, 0), "check that it is the right file")
