"""The columns of a decision table as regions and sets of rows: what matching and analysis both work on.

A column is kept as the set of rows that may match in each region of its axis (`table_axes`), and in one more region,
the last, for an input that is nothing. A set of rows is an int whose bit i is row i. A cell is kept as runs of regions.
A cell that names anything but constants cannot be compared before a case is known; it stands in every region.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from ilacs_rules.checker.table_axes import Axis, axis_of, listed
from ilacs_rules.language.fixed_words import Relation
from ilacs_rules.language.types import Type, ValueSet
from ilacs_rules.model.case import Value
from ilacs_rules.model.tree import And, Between, Compare, Const, Item, Node, Not, OneOf, Or, Recorded
from ilacs_rules.model.version import DecisionTable, InputTest
from ilacs_rules.text.frozen import frozen

Run = tuple[int, int]  # from a region up to, not including, another


@frozen
class Column:
    """One input column. `runs` has one entry a row; `uncertain` are the rows whose cell cannot be compared.

    Of an input that is not known only the rows of `anything`, whose cell is `-`, are sure to take it.
    """

    axis: Axis
    runs: tuple[tuple[Run, ...], ...]
    rows_at: tuple[int, ...]
    uncertain: int
    anything: int

    @property
    def missing(self) -> int:
        """The region of an input that is nothing, after all others."""
        return self.axis.size

    @property
    def possible(self) -> int:
        """The rows that some value, or nothing, matches: those that may match an input that is not known."""
        found = 0
        for region, rows in enumerate(self.rows_at):
            if rows & ~found and self.witness(region) is not None:
                found |= rows
        return found

    def witness(self, region: int) -> str | None:
        """What the input is in a region, in words: `is good`, `is missing`; None if the region holds no value."""
        value = "missing" if region == self.missing else self.axis.witness(region)
        return None if value is None else f"is {value}"


def columns_of(table: DecisionTable, counts: frozenset[int] = frozenset()) -> tuple[Column, ...]:
    """The input columns of a table; those listed in `counts` hold whole numbers not below 0."""
    return tuple(
        _column([row.tests[index] for row in table.rows], node.type, index in counts)
        for index, node in enumerate(table.inputs)
    )


def bits(rows: int) -> Iterator[int]:
    """The rows of a set, in order."""
    while rows:
        lowest = rows & -rows
        yield lowest.bit_length() - 1
        rows ^= lowest


def _column(tests: Sequence[InputTest], type_: Type, count: bool) -> Column:
    conditions = [None if test.condition is None else _constants(test.condition) for test in tests]
    axis = axis_of(type_, [value for found in conditions if found for value in found], count=count)
    comparable = axis is not None
    axis = axis or listed((), type_, "recorded")

    runs: list[tuple[Run, ...]] = []
    uncertain = 0
    for row, (test, constants) in enumerate(zip(tests, conditions, strict=True)):
        if test.condition is None:
            cell: tuple[Run, ...] = ((0, axis.size),)
        elif constants is None or not comparable:
            cell = ((0, axis.size),)
            uncertain |= 1 << row
        else:
            cell = _runs(test.condition, constants, axis)
        runs.append((*cell, (axis.size, axis.size + 1)) if test.matches_nothing else cell)
    anything = sum(1 << row for row, test in enumerate(tests) if test.condition is None)
    return Column(axis, tuple(runs), _rows_at(runs, axis.size + 1), uncertain, anything)


def _rows_at(runs: Sequence[Sequence[Run]], size: int) -> tuple[int, ...]:
    """The rows in each region. Walks from left to right and turns rows on and off where their runs begin and end.

    Regions in which nothing changes share one set, so the memory is rows times changes, in bits.
    """
    turned = [0] * (size + 1)
    for row, cell in enumerate(runs):
        for start, stop in cell:
            turned[start] ^= 1 << row
            turned[stop] ^= 1 << row
    found, rows = [], 0
    for changed in turned[:size]:
        rows = rows ^ changed if changed else rows
        found.append(rows)
    return tuple(found)


# ------------------------------------------------------------------------------------------------ cells


def _constants(condition: Node) -> list[Value] | None:
    """The constants a condition compares its item with; None if it asks for anything else."""
    match condition:
        case Item():
            return []
        case Compare(left=left, right=right):
            return _values(left, right)
        case OneOf(subject=subject, options=options):
            return _values(subject, *options)
        case Between(subject=subject, low=low, high=high):
            return _values(subject, low, high)
        case Recorded(subject=Item()):
            return []
        case And(items=items) | Or(items=items):
            found: list[Value] = []
            for item in items:
                constants = _constants(item)
                if constants is None:
                    return None
                found += constants
            return found
        case Not(item=item):
            return _constants(item)
        case _:
            return None


def _values(*operands: Node) -> list[Value] | None:
    if not all(isinstance(o, Item | Const) for o in operands):
        return None
    return [o.value for o in operands if isinstance(o, Const)]


def _runs(condition: Node, constants: list[Value], axis: Axis) -> tuple[Run, ...]:
    """Where a condition holds. It can change only at its own constants, so it is asked once at each and between."""
    edges = {0, axis.size}
    for value in constants:
        region = axis.region(value)
        edges |= {region, region + 1}
    runs: list[Run] = []
    for start, stop in pairwise(sorted(edges)):
        if not _holds(condition, start, axis):
            continue
        if runs and runs[-1][1] == start:
            start = runs.pop()[0]
        runs.append((start, stop))
    return tuple(runs)


_RELATIONS: dict[Relation, Callable[[int, int], bool]] = {
    Relation.EQUAL: operator.eq,
    Relation.UNEQUAL: operator.ne,
    Relation.LESS: operator.lt,
    Relation.AT_MOST: operator.le,
    Relation.MORE: operator.gt,
    Relation.AT_LEAST: operator.ge,
}


def _holds(condition: Node, region: int, axis: Axis) -> bool:
    """Whether a condition of constants holds in a region: regions are ordered as their values are."""

    def place(operand: Node) -> int:
        return axis.region(operand.value) if isinstance(operand, Const) else region

    match condition:
        case Item():  # a yes-or-no by itself
            return region == axis.region(True)
        case Compare(relation=relation, left=left, right=right):
            return _RELATIONS[relation](place(left), place(right))
        case OneOf(subject=subject, options=options):
            return place(subject) in [place(o) for o in options]
        case Between(subject=subject, low=low, high=high):
            ends = [place(low), place(high)]
            if isinstance(subject.type, ValueSet):  # on a scale in either order
                ends.sort()
            return ends[0] <= place(subject) <= ends[1]
        case Recorded():
            return True
        case And(items=items):
            return all(_holds(item, region, axis) for item in items)
        case Or(items=items):
            return any(_holds(item, region, axis) for item in items)
        case Not(item=item):
            return not _holds(item, region, axis)
        case _:
            raise TypeError(f"not a condition of constants: {condition!r}")
