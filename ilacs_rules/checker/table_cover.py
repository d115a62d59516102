"""Looking for a combination of inputs that no row of a decision table takes.

The search goes column by column, keeping the rows that still match. A column needs a look only where one of those
rows begins or ends, and the same rows in the same column need it only once. That keeps tables of thousands of rows
fast, and a row that asks nothing more ends it at once; where that does not help, the search gives up and says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ilacs_rules.checker.table_columns import Run, bits
from ilacs_rules.checker.table_view import TableView

_WORK = 2_000_000  # rows and regions looked at before giving up: about two seconds

Hole = tuple[tuple[int, int], ...]  # (column, region): where no row matches, whatever the columns left out


class TooMuchWork(Exception):  # noqa: N818
    """The search was given up."""


class Cover:
    """Finds what rows leave uncovered. One object has one allowance of work."""

    def __init__(self, view: TableView) -> None:
        self._columns = view.columns
        self._real = view.real
        self._left = _WORK
        self._rest_free = _rest_free(view)

    def holes(self, rows: int, area: Sequence[Sequence[Run]]) -> Iterator[Hole]:
        """The holes that a set of rows leaves in an area (runs for each column). Raises TooMuchWork."""
        return self._search(0, rows, (), area, set())

    def _search(
        self, index: int, rows: int, taken: Hole, area: Sequence[Sequence[Run]], covered: set[tuple[int, int]]
    ) -> Iterator[Hole]:
        if rows == 0:
            yield taken
            return
        if rows & self._rest_free[index] or (index, rows) in covered:
            return
        self._left -= rows.bit_count()
        full = True
        for start, stop in self._pieces(index, rows, area[index]):
            region = next((r for r in range(start, stop) if self._real[index][r]), None)
            if region is None:
                continue
            left = rows & self._columns[index].rows_at[region]
            # where the whole column changes nothing, the input does not matter and is not told
            whole = (start, stop) == (0, self._columns[index].missing)
            here = taken if whole and left == rows else (*taken, (index, region))
            for hole in self._search(index + 1, left, here, area, covered):
                full = False
                yield hole
        if full:
            covered.add((index, rows))

    def _pieces(self, index: int, rows: int, area: Sequence[Run]) -> Iterator[Run]:
        """The area of a column, cut where one of the rows begins or ends."""
        column = self._columns[index]
        edges = {edge for row in bits(rows) for run in column.runs[row] for edge in run}
        for low, high in area:
            cuts = sorted({low, high, *(edge for edge in edges if low < edge < high)})
            for start, stop in pairwise(cuts):
                self._left -= 1
                if self._left < 0:
                    raise TooMuchWork
                yield start, stop


def _rest_free(view: TableView) -> list[int]:
    """For each column the rows that take everything in it and in those after it; after the last column every row."""
    found = [view.every]
    for index in reversed(range(len(view.columns))):
        free = (1 << row for row, cells in enumerate(view.table.rows) if cells.tests[index].condition is None)
        found.append(found[-1] & sum(free))
    return found[::-1]
