"""The parsed tree of a `due:` sentence: a timing, and what bends it."""

from __future__ import annotations

from dataclasses import dataclass

from ilacs_rules.language.nodes import Bound, Expr, Name, Node, Period


@dataclass(frozen=True, slots=True)
class Every(Node):
    """`every P [after A]`."""

    period: Expr
    after: Expr | None


@dataclass(frozen=True, slots=True)
class Once(Node):
    """`P after A`."""

    period: Expr
    after: Expr


@dataclass(frozen=True, slots=True)
class WithinAfter(Node):
    """`within P after A`."""

    period: Expr
    after: Expr


@dataclass(frozen=True, slots=True)
class BetweenAfter(Node):
    """`between P and Q after A`."""

    low: Expr
    high: Expr
    after: Expr


@dataclass(frozen=True, slots=True)
class BetweenEvents(Node):
    """`at least N between K`."""

    bound: Bound
    count: int
    kind: Name


@dataclass(frozen=True, slots=True)
class InEach(Node):
    """`at least N in each PERIOD`."""

    bound: Bound
    count: int
    period: Period


@dataclass(frozen=True, slots=True)
class InEachFrom(Node):
    """`at least N in each P from D`: periods of P, counted from D."""

    bound: Bound
    count: int
    period: Expr
    start: Expr


@dataclass(frozen=True, slots=True)
class By(Node):
    """`by D`."""

    day: Expr


@dataclass(frozen=True, slots=True)
class On(Node):
    """`on D`."""

    day: Expr


@dataclass(frozen=True, slots=True)
class After(Node):
    """`after D`: opens then, no date set."""

    day: Expr


@dataclass(frozen=True, slots=True)
class Following(Node):
    """`following X`: after that requirement is complete."""

    requirement: Name


Timing = Every | Once | WithinAfter | BetweenAfter | BetweenEvents | InEach | InEachFrom | By | On | After | Following


@dataclass(frozen=True, slots=True)
class Window(Node):
    """`from P before to Q after`; `within P either side` has both the same."""

    before: Expr
    after: Expr


@dataclass(frozen=True, slots=True)
class Times(Node):
    """`up to N times` (AT_MOST) or `at least N times` (AT_LEAST): a limit of a repeat."""

    bound: Bound
    count: int


@dataclass(frozen=True, slots=True)
class Until(Node):
    """`until D`: no target after D."""

    day: Expr


@dataclass(frozen=True, slots=True)
class NotBefore(Node):
    """`but not before D`."""

    day: Expr


@dataclass(frozen=True, slots=True)
class NotAfter(Node):
    """`but not after D`."""

    day: Expr


@dataclass(frozen=True, slots=True)
class Moved(Node):
    """`moved to the next working day` (or previous)."""

    forward: bool


Qualifier = Window | Times | Until | NotBefore | NotAfter | Moved


@dataclass(frozen=True, slots=True)
class Due(Node):
    """A `due:` sentence: when a requirement falls due, and what bends it, in the order written."""

    timing: Timing
    qualifiers: tuple[Qualifier, ...] = ()
