"""The parsed tree of a cell of a decision table."""

from __future__ import annotations

from collections.abc import Mapping

from ilacs_rules.language.nodes import ComparisonTest, Expr, Makes, Node, Recorded
from ilacs_rules.text.frozen import frozen


@frozen
class Interval(Node):
    """`[1..5]`, `(1..5]`, `[1..5)`, `(1..5)`."""

    low: Expr
    high: Expr
    low_included: bool
    high_included: bool


@frozen
class NotCell(Node):
    """`not(…)`."""

    tests: tuple[CellTest, ...]


CellTest = ComparisonTest | Recorded | Interval | NotCell


@frozen
class Cell(Node):
    """The tests of one cell of a decision table, joined by `or`; empty for `-`."""

    tests: tuple[CellTest, ...]


OF_A_LIST: Mapping[str, Makes] = {"cell": Cell, "not_cell": NotCell}
