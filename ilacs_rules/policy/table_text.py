"""A decision table as written: its cells parsed where they stand."""

from __future__ import annotations

from ilacs_rules.language.fixed_words import HitPolicy
from ilacs_rules.language.parser import parse_cell, parse_expression
from ilacs_rules.policy.decision_tables import Grid, read_grid
from ilacs_rules.policy.item import ItemKeys
from ilacs_rules.policy.model import TableCell, TableText
from ilacs_rules.policy.tree import Text
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.source import Span


def read_table(item: ItemKeys) -> TableText | None:
    """The table of a definition, or None; every cell that cannot be read is reported."""
    table = item.text("table")
    grid = read_grid(table, item.diagnostics, item.files) if table else None
    outputs = item.count("outputs") or 1
    default = item.sentence("default", parse_expression)
    if grid is None:
        item.lost.add("table")
        return None
    if outputs >= len(grid.header):
        message = f"with {outputs} outputs a table of {len(grid.header)} columns has no input"
        place = item.text("outputs") or grid.header[0]
        item.diagnostics.append(Diagnostic(Code.TABLE_SHAPE, message, place.span, "the last columns are the outputs"))
        return None
    before = len(item.diagnostics)
    rows = tuple(_row(row, len(grid.header) - outputs, item) for row in grid.rows)
    if len(item.diagnostics) > before:
        item.lost.add("table")
    return TableText(
        header=grid.header,
        outputs=outputs,
        rows=rows,
        hit_policy=item.choice("hit policy", HitPolicy.UNIQUE),
        default=default,
        span=_heading(grid),
    )


def _row(row: tuple[Text, ...], inputs: int, item: ItemKeys) -> tuple[TableCell, ...]:
    cells = []
    for column, text in enumerate(row):
        if not text.value:
            place = Span(text.span.source, text.span.start, text.span.start + 1)
            hint = "write “-” for anything, “missing” for a value that is not there" if column < inputs else None
            item.diagnostics.append(Diagnostic(Code.CELL, "this cell is empty", place, hint))
            cells.append(TableCell(text, None, None))
        elif column < inputs:
            cells.append(TableCell(text, item.parse_in_place(text, parse_cell), None))
        else:
            cells.append(TableCell(text, None, item.parse_in_place(text, parse_expression)))
    return tuple(cells)


def _heading(grid: Grid) -> Span:
    return grid.header[0].span.to(grid.header[-1].span)
