"""A decision table laid out for analysis."""

from __future__ import annotations

from ilacs_rules.checker.table_columns import Run, bits, columns_of
from ilacs_rules.checker.table_words import cells_span, join, rows_in_words
from ilacs_rules.checker.tree import Const
from ilacs_rules.checker.version import DecisionTable
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.nearest import MOST_OFFERED
from ilacs_rules.text.source import Span


class TableView:
    """A table with its columns. `real[column][region]` says whether a region holds any value.

    Sets of rows are ints whose bit i is row i: `every` row, and those `uncertain` for a cell that cannot be compared.
    """

    def __init__(self, table: DecisionTable, counts: frozenset[int]) -> None:
        self.table = table
        self.columns = columns_of(table, counts)
        self.real = [[c.witness(region) is not None for region in range(c.axis.size + 1)] for c in self.columns]
        self.every = (1 << len(table.rows)) - 1
        self.uncertain = 0
        for column in self.columns:
            self.uncertain |= column.uncertain
        self._reached: dict[tuple[int, tuple[Run, ...]], int] = {}

    def possible(self, index: int, row: int) -> bool:
        """Whether any value, or a missing one, can match a row's cell in a column."""
        return self.reached(index, row) != 0

    def reached(self, index: int, row: int) -> int:
        """The rows that may match together with a row, as far as one column goes."""
        runs = self.columns[index].runs[row]
        if (index, runs) not in self._reached:
            rows = 0
            for start, stop in runs:
                for region in range(start, stop):
                    if self.real[index][region]:
                        rows |= self.columns[index].rows_at[region]
            self._reached[index, runs] = rows
        return self._reached[index, runs]

    def meeting(self, row: int) -> int:
        """The rows, this one among them, that may match together with a row."""
        rows = self.every
        for index in range(len(self.columns)):
            rows &= self.reached(index, row)
        return rows

    def not_compared(self, question: str, rows: int, *, outputs: bool = False) -> Diagnostic:
        """That a question stays open because of the cells of some rows (of their computed `outputs` too)."""
        cells = [(row, span) for row in bits(rows) for span in self._open_cells(row, outputs)]
        named = join([f"“{span.text}” in {rows_in_words([row])}" for row, span in cells[:MOST_OFFERED]])
        rest = f" and {len(cells) - MOST_OFFERED} more" if len(cells) > MOST_OFFERED else ""
        return Diagnostic(
            Code.NOT_ANALYSED,
            f"not analysed: {question}, because {named}{rest} cannot be compared before a case is known",
            cells[0][1],
            hint="it is watched when a case is decided",
            related=tuple((span, rows_in_words([row])) for row, span in cells[1:MOST_OFFERED]),
        )

    def _open_cells(self, row: int, outputs: bool) -> list[Span]:
        cells = self.table.rows[row]
        found = [
            test.span for test, column in zip(cells.tests, self.columns, strict=True) if column.uncertain >> row & 1
        ]
        if outputs:
            found += [node.span for node in cells.outputs if not isinstance(node, Const)]
        return found

    def span(self, row: int) -> Span:
        """The condition cells of a row."""
        return cells_span(self.table.rows[row])
