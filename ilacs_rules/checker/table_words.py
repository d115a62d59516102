"""How decision tables are spoken of: rows, values and cases in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from ilacs_rules.language.durations import Duration
from ilacs_rules.language.types import Basic, Type
from ilacs_rules.model.absent import UNKNOWN, Absent
from ilacs_rules.model.case import Event, Value
from ilacs_rules.model.version import DecisionTable, TableRow
from ilacs_rules.text.nearest import MOST_OFFERED
from ilacs_rules.text.source import Span


def value_in_words(value: Value, type_: Type) -> str:
    """A value as an author would write it: `yes`, `2018-01-01`, `5.5`, `good`, `“red”` for a free text."""
    match value:
        case Absent():
            return "not known" if value is UNKNOWN else "missing"
        case bool():
            return "yes" if value else "no"
        case str():
            return f"“{value}”" if type_ is Basic.TEXT else value
        case Decimal():
            plain = f"{value:f}"
            return plain.rstrip("0").rstrip(".") if "." in plain else plain
        case date() | int() | Duration():
            return str(value)
        case Event():
            return f"{value.kind} of {value.start}"
        case tuple():
            return ", ".join(value_in_words(v, type_) for v in value)


def join(words: Iterable[str], last: str = "and") -> str:
    """`a, b and c`."""
    *most, final = words
    return f"{', '.join(most)} {last} {final}" if most else final


def rows_in_words(rows: Sequence[int]) -> str:
    """Rows, given from 0, as readers count them: `row 3`, `rows 1 and 4`, `rows 1, 2, 3, 4, 5, 6 and 9 more`."""
    numbers = [str(row + 1) for row in rows]
    if len(numbers) > MOST_OFFERED:
        numbers = [*numbers[:MOST_OFFERED], f"{len(numbers) - MOST_OFFERED} more"]
    return ("row " if len(rows) == 1 else "rows ") + join(numbers)


def case_in_words(table: DecisionTable, inputs: Sequence[Value]) -> str:
    """The inputs of one decision: `child population is 100000 and previous grade is missing`."""
    said = zip(table.input_words, inputs, table.inputs, strict=True)
    return join(f"{words} is {value_in_words(value, node.type)}" for words, value, node in said)


def cells_span(row: TableRow) -> Span:
    """The condition cells of a row, where a caret belongs."""
    return row.tests[0].span.to(row.tests[-1].span) if row.tests else row.span
