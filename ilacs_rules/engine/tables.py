"""Which rows of a decision table match: compiled once a table, quick whatever the number of rows.

Each column is cut into regions at the constants its cells name, and for each region the set of rows that match there
is kept as an int of one bit a row (`checker.table_columns`). A decision finds the region of each input (a dict for
single values, bisection for ranges) and takes what the sets have in common. An input that is not known may lie in any
region, and surely matches only `-`. Cells that name another input are then tested by themselves. Ten thousand rows make
an int of 1250 bytes, which is joined in a fraction of a microsecond; the price is memory: a column of n rows and m
different constants keeps at most n·m/4 bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

from ilacs_rules.checker.table_columns import bits, columns_of
from ilacs_rules.engine.logic import all_of
from ilacs_rules.model.absent import NOTHING, UNKNOWN, Absent
from ilacs_rules.model.case import Truth, Value
from ilacs_rules.model.tree import Node
from ilacs_rules.model.version import DecisionTable

Test = Callable[[Node, Value], Truth]
"""Tests a condition over `tree.Item` with the item given."""


class Matched(NamedTuple):
    """Rows from 0, in order: those that match, and those that may, for want of an input or of what a cell names."""

    rows: list[int]
    undecided: list[int]


class TableMatcher:
    """Finds the rows of one table that match. Immutable in use; threads may share it."""

    def __init__(self, table: DecisionTable) -> None:
        columns = columns_of(table)
        self.table = table
        self._every = (1 << len(table.rows)) - 1
        self._columns = [(column.axis.region, column.rows_at, self._every & ~column.anything) for column in columns]
        self._all_columns = columns
        self._uncertain = 0
        for column in columns:
            self._uncertain |= column.uncertain
        # for a row with cells that name other inputs: those cells, by column
        self._open: dict[int, list[tuple[int, Node]]] = {
            row: [
                (index, condition)
                for index, (column, test) in enumerate(zip(columns, table.rows[row].tests, strict=True))
                if column.uncertain >> row & 1 and (condition := test.condition) is not None
            ]
            for row in bits(self._uncertain)
        }

    @cached_property
    def appearance(self) -> list[tuple[int, ...]]:
        """For each row, where each of its outputs first stands in the table: what `priority` ranks by."""
        first_rows: list[dict[Node, int]] = [{} for _ in self.table.output_words]
        return [
            tuple(seen.setdefault(node, number) for seen, node in zip(first_rows, row.outputs, strict=True))
            for number, row in enumerate(self.table.rows)
        ]

    @cached_property
    def _possible(self) -> list[int]:
        """For each column, the rows that may match an input that is not known."""
        return [column.possible for column in self._all_columns]

    @property
    def tested(self) -> list[Node]:
        """The conditions that name another input, which are tested by themselves."""
        return [condition for cells in self._open.values() for _, condition in cells]

    def rows(self, inputs: Sequence[Value], test: Test) -> Matched:
        """The rows that match the inputs: nothing matches `-` and `missing`; what is unknown surely only `-`."""
        live = self._every
        unsure = 0
        for at, (value, (region, rows_at, constrained)) in enumerate(zip(inputs, self._columns, strict=True)):
            if value is UNKNOWN:
                live &= self._possible[at]
                unsure |= constrained
            else:
                live &= rows_at[-1] if value is NOTHING else rows_at[region(value)]
        if live & self._uncertain:
            return self._tested(live, unsure, inputs, test)
        return Matched(_rows(live & ~unsure), _rows(live & unsure)) if unsure else Matched(_rows(live), [])

    def only_row(self, inputs: Sequence[Value]) -> int | None:
        """The only row that matches, of a table of which no cell names another input; None where it is not so plain."""
        live = 0
        for at, (value, (region, rows_at, _)) in enumerate(zip(inputs, self._columns, strict=True)):
            if value is UNKNOWN or value is NOTHING:
                return None
            live = live & rows_at[region(value)] if at else rows_at[region(value)]
        return live.bit_length() - 1 if live and not live & (live - 1) else None

    def _tested(self, live: int, unsure: int, inputs: Sequence[Value], test: Test) -> Matched:
        matched = Matched([], [])
        for row in bits(live):
            truth = self._cells_hold(row, inputs, test)
            if truth is UNKNOWN or (truth and unsure >> row & 1):
                matched.undecided.append(row)
            elif truth:
                matched.rows.append(row)
        return matched

    def _cells_hold(self, row: int, inputs: Sequence[Value], test: Test) -> Truth:
        """Whether the cells that name another input hold; those of an absent input are settled by the column."""
        cells = [(condition, inputs[index]) for index, condition in self._open.get(row, ())]
        return all_of(test(condition, item) for condition, item in cells if not isinstance(item, Absent))


def _rows(live: int) -> list[int]:
    """The rows of a set, in order; from the greatest down, as that is the quickest for the usual single row."""
    rows = []
    while live:
        row = live.bit_length() - 1
        rows.append(row)
        live ^= 1 << row
    rows.reverse()
    return rows
