"""The columns of a decision table as regions and sets of rows: what matching and analysis both work on.

A column is kept as the set of rows that may match in each region of its axis (`table_axes`), and in one more region,
the last, for an input that is nothing. A set of rows is an int whose bit i is row i. A cell is kept as runs of regions.
A cell that names anything but constants cannot be compared before a case is known; it stands in every region.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce

from ilacs_rules.checker.table_axes import Axis, Ordered, axis_of, listed
from ilacs_rules.language.fixed_words import Relation
from ilacs_rules.language.types import Type, ValueSet
from ilacs_rules.model.case import Value
from ilacs_rules.model.tree import And, Between, Compare, Const, Item, Node, Not, OneOf, Or, Recorded
from ilacs_rules.model.version import DecisionTable, InputTest
from ilacs_rules.text.frozen import frozen

Run = tuple[int, int]  # from a region up to, not including, another
Runs = tuple[Run, ...]


@frozen
class Column:
    """One input column. `runs` has one entry a row; `uncertain` are the rows whose cell cannot be compared.

    Of an input that is not known only the rows of `anything`, whose cell is `-`, are sure to take it.
    """

    axis: Axis
    runs: tuple[Runs, ...]
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
    """The input columns of a table; those listed in `counts` hold whole numbers not below 0.

    They are worked out once: who checks a table and who decides by it look at the same.
    """

    def find() -> tuple[Column, ...]:
        inputs = enumerate(table.inputs)
        return tuple(_column([row.tests[index] for row in table.rows], node.type) for index, node in inputs)

    columns = table.once("columns", find)
    return tuple(_of_counts(each) if index in counts else each for index, each in enumerate(columns))


def _of_counts(column: Column) -> Column:
    """The same regions, of which those hold no value that lie between two whole numbers, or below 0."""
    axis = column.axis
    return replace(column, axis=replace(axis, decimal=False)) if isinstance(axis, Ordered) else column


def bits(rows: int) -> Iterator[int]:
    """The rows of a set, in order."""
    while rows:
        lowest = rows & -rows
        yield lowest.bit_length() - 1
        rows ^= lowest


def _column(tests: Sequence[InputTest], type_: Type) -> Column:
    conditions = [None if test.condition is None else constants_of(test.condition) for test in tests]
    axis = axis_of(type_, [value for found in conditions if found for value in found])
    comparable = axis is not None
    axis = axis or listed((), type_, "recorded")

    runs: list[Runs] = []
    uncertain = 0
    for row, (test, constants) in enumerate(zip(tests, conditions, strict=True)):
        if test.condition is None:
            cell: Runs = ((0, axis.size),)
        elif constants is None or not comparable:
            cell = ((0, axis.size),)
            uncertain |= 1 << row
        else:
            cell = _runs(test.condition, axis)
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


def constants_of(condition: Node) -> list[Value] | None:
    """The constants a condition compares its item with; None if it asks for anything else."""
    if type(condition) is Compare and type(condition.right) is Const and type(condition.left) is Item:
        return [condition.right.value]  # as in most cells of a large table: a pattern takes longer
    match condition:
        case Item():
            return []
        case OneOf(subject=Item(), options=options):
            return _values(*options)
        case Between(subject=Item(), low=low, high=high):
            return _values(low, high)
        case Recorded(subject=Item()):
            return []
        case And(items=items) | Or(items=items):
            found: list[Value] = []
            for item in items:
                constants = constants_of(item)
                if constants is None:
                    return None
                found += constants
            return found
        case Not(item=item):
            return constants_of(item)
        case _:
            return None


def _values(*operands: Node) -> list[Value] | None:
    found: list[Value] = [each.value for each in operands if isinstance(each, Const)]
    return found if len(found) == len(operands) else None


def _runs(condition: Node, axis: Axis) -> Runs:
    """Where a condition of constants holds: regions are ordered as their values are. No two runs touch."""
    if type(condition) is Compare and type(condition.right) is Const:
        return _COMPARED[condition.relation](axis.region(condition.right.value), axis.size)
    match condition:
        case And(items=items):
            return reduce(_in_both, [_runs(item, axis) for item in items])
        case Or(items=items):
            return _joined(run for item in items for run in _runs(item, axis))
        case Not(item=item):
            return _outside(_runs(item, axis), axis.size)
        case OneOf(subject=Item(), options=options):
            return _joined(_at(axis.region(option.value)) for option in options if isinstance(option, Const))
        case Between(subject=Item() as subject, low=Const(value=low), high=Const(value=high)):
            first, last = axis.region(low), axis.region(high)
            if isinstance(subject.type, ValueSet) and last < first:  # on a scale in either order
                first, last = last, first
            return ((first, last + 1),) if first <= last else ()
        case Recorded():
            return ((0, axis.size),)
        case Item():  # a yes-or-no by itself
            return (_at(axis.region(True)),)
        case _:
            raise TypeError(f"not a condition of constants: {condition!r}")


def whole(condition: Node, axis: Axis) -> bool:
    """Whether a condition of constants holds of every value; not of one that asks for anything else."""
    return constants_of(condition) is not None and _runs(condition, axis) == ((0, axis.size),)


def _at(region: int) -> Run:
    return region, region + 1


_COMPARED: dict[Relation, Callable[[int, int], Runs]] = {  # of the region of a constant, and how many there are
    Relation.EQUAL: lambda at, size: (_at(at),),
    Relation.UNEQUAL: lambda at, size: _outside((_at(at),), size),
    Relation.LESS: lambda at, size: _run(0, at),
    Relation.AT_MOST: lambda at, size: _run(0, at + 1),
    Relation.MORE: lambda at, size: _run(at + 1, size),
    Relation.AT_LEAST: lambda at, size: _run(at, size),
}


def _run(start: int, stop: int) -> Runs:
    return ((start, stop),) if start < stop else ()


def _joined(runs: Iterable[Run]) -> Runs:
    """Runs in any order, where those that meet or touch are one."""
    found: list[Run] = []
    for start, stop in sorted(runs):
        if found and start <= found[-1][1]:
            start, stop = found[-1][0], max(found.pop()[1], stop)
        found.append((start, stop))
    return tuple(found)


def _outside(runs: Runs, size: int) -> Runs:
    edges = [0, *(edge for run in runs for edge in run), size]
    return tuple((start, stop) for start, stop in zip(edges[::2], edges[1::2], strict=True) if start < stop)


def _in_both(one: Runs, other: Runs) -> Runs:
    meeting = ((max(a, c), min(b, d)) for a, b in one for c, d in other)
    return tuple(sorted(run for run in meeting if run[0] < run[1]))
