"""The rows of a Parquet file as a table. It is read with pyarrow, which need not be installed (`ilacs-rules[parquet]`).

Its rows become texts, a batch at a time, cells joined by tabs, so that every cell has a place: the names of its columns
are line 1, and its first row is line 2. What a file does not tell (null) is an empty cell: it is not recorded.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from ilacs_rules.cases.memory import too_large
from ilacs_rules.cases.table import CaseTable, Row, table_of
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.reading import no_file, reason_of
from ilacs_rules.text.source import Source, Span

_AT_ONCE = 10_000  # rows
_NO_CELLS = ("list", "large_list", "fixed_size", "struct", "map", "binary", "large_binary")  # as pyarrow begins them


def read_parquet(path: Path, out: list[Diagnostic]) -> CaseTable | None:
    """The table in a Parquet file; None if it cannot be used (reported: E101, E103 where there is no memory for it)."""
    name = path.as_posix()
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ModuleNotFoundError:
        out.append(no_file(name, "reading Parquet needs pyarrow", "pip install 'ilacs-rules[parquet]'"))
        return None
    try:
        path.open("rb").close()  # why it cannot be opened is told in our words
        file: Any = ParquetFile(path)
    except OSError as error:
        out.append(no_file(name, reason_of(error)))
        return None
    except ArrowException:
        out.append(no_file(name, "it is not a sound Parquet file"))
        return None
    told = file.metadata
    large = too_large(name, sum(told.row_group(each).total_byte_size for each in range(told.num_row_groups)))
    if large is not None:
        out.append(large)
        return None
    columns = [_one_line(each) for each in file.schema_arrow.names]
    head = Source(name, "\t".join(columns))
    return table_of(head, _rows(file, head, columns, ArrowException), 1, out)


def _rows(file: Any, head: Source, columns: list[str], damage: type[Exception]) -> Iterator[Row | Diagnostic]:
    whole = Span(head, 0, len(head.text))
    for column, type_ in zip(columns, map(str, file.schema_arrow.types), strict=True):
        if type_.startswith(_NO_CELLS):
            message = f"the column “{column}” holds more in a cell than one value"
            yield Diagnostic(Code.CASE_SHAPE, message, whole, "write the file without it")
            return
    yield Row(head, 0, len(head.text), columns, "\t")
    line = 2
    try:
        for batch in file.iter_batches(batch_size=_AT_ONCE):
            cells = [_values(column) for column in batch.columns]
            yield from _of_batch(head.name, list(zip(*cells, strict=True)), line)
            line += batch.num_rows
    except (damage, OSError):
        message = f"the file is damaged, and could not be read after line {line - 1:,}"
        yield Diagnostic(Code.CASE_SHAPE, message, whole, "write it again")


def _values(column: Any) -> list[object]:
    """What the cells of a column hold; days that Python has no name for as texts, which will be told to be none."""
    try:
        return cast("list[object]", column.to_pylist())
    except (OverflowError, ValueError):
        return cast("list[object]", column.cast("string").to_pylist())


def _of_batch(name: str, rows: list[tuple[object, ...]], line: int) -> Iterator[Row]:
    told = [list(map(_cell, row)) for row in rows]
    lines = list(map("\t".join, told))
    source = Source(name, "\n".join(lines), line)
    at = 0
    for cells, text in zip(told, lines, strict=True):
        yield Row(source, at, at + len(text), cells, "\t")
        at += len(text) + 1


def _cell(value: object) -> str:
    """What a cell says, as it would stand in a CSV file."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() | float() | Decimal():
            return _number(Decimal(str(value)))
        case datetime() if value.time() != time():
            return value.isoformat(" ")  # no day, as will be told
        case date():
            return value.isoformat()[:10]
        case _:
            return _one_line(value)


def _number(number: Decimal) -> str:
    """A number without an exponent, and without the “.0” of one that is whole."""
    return f"{number:.0f}" if number.is_finite() and number == number.to_integral_value() else f"{number:f}"


def _one_line(value: object) -> str:
    return " ".join(str(value).split())
