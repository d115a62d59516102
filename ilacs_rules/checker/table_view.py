"""A decision table laid out for analysis."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence

from ilacs_rules.checker.table_columns import bits, columns_of
from ilacs_rules.checker.table_words import cells_span, join, rows_in_words
from ilacs_rules.model.tree import Const
from ilacs_rules.model.version import DecisionTable
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.nearest import MOST_OFFERED
from ilacs_rules.text.source import Span


class RangeSets:
    """Sets of rows in a line, and what stretches of them come to together.

    A tree of halves: each node holds what its two halves come to, so a stretch is put together from few nodes.
    """

    def __init__(self, sets: Sequence[int], together: Callable[[int, int], int]) -> None:
        self._together = together
        self._size = len(sets)
        self._tree = [0] * self._size + list(sets)
        for node in range(self._size - 1, 0, -1):
            self._tree[node] = together(self._tree[2 * node], self._tree[2 * node + 1])

    def over(self, start: int, stop: int, result: int) -> int:
        """What the sets from `start` up to, not including, `stop` come to together with `result`."""
        low, high = start + self._size, stop + self._size
        while low < high:
            if low & 1:
                result = self._together(result, self._tree[low])
                low += 1
            if high & 1:
                high -= 1
                result = self._together(result, self._tree[high])
            low, high = low // 2, high // 2
        return result


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
        self._any = [self._range_sets(index, 0, operator.or_) for index in range(len(self.columns))]
        self._all = [self._range_sets(index, self.every, operator.and_) for index in range(len(self.columns))]

    def _range_sets(self, index: int, unreal: int, together: Callable[[int, int], int]) -> RangeSets:
        sets = zip(self.columns[index].rows_at, self.real[index], strict=True)
        return RangeSets([rows if real else unreal for rows, real in sets], together)

    def reached(self, index: int, row: int) -> int:
        """The rows that may match together with a row, as far as one column goes; none if its cell matches nothing."""
        rows = 0
        for start, stop in self.columns[index].runs[row]:
            rows = self._any[index].over(start, stop, rows)
        return rows

    def meeting(self, row: int) -> int:
        """The rows, this one among them, that may match together with a row."""
        rows = self.every
        for index in range(len(self.columns)):
            rows &= self.reached(index, row)
        return rows

    def containing(self, row: int) -> int:
        """The rows, this one among them, that may match wherever a row matches."""
        rows = self.every
        for index, column in enumerate(self.columns):
            for start, stop in column.runs[row]:
                rows = self._all[index].over(start, stop, rows)
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
