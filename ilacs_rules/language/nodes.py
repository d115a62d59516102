"""The parsed tree: what an author wrote, before any name is resolved or any type known.

Every node knows its place; equality ignores it. Names are folded (`names.fold`). The checker turns this tree into
the checked tree (`checker.tree`), which is the only one that has a meaning.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ilacs_rules.language.durations import Duration
from ilacs_rules.text.source import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class _Node:
    span: Span = field(compare=False, repr=False)


# ------------------------------------------------------------------------------------------------ expressions


@dataclass(frozen=True, slots=True)
class Literal(_Node):
    """A number, date, text, duration, or `yes` / `no`."""

    value: bool | int | Decimal | str | date | Duration


@dataclass(frozen=True, slots=True)
class Today(_Node):
    """`today`: the as-of day of the question."""


@dataclass(frozen=True, slots=True)
class Name(_Node):
    """A run of ordinary words, folded."""

    name: str


@dataclass(frozen=True, slots=True)
class FieldOf(_Node):
    """`F of X`; also `start of X`, `end of X`, `publication of X`."""

    name: Name
    of: Expr


class Relation(StrEnum):
    """How two things compare, whatever words were used. On a scale, more is better."""

    EQUAL = "="
    UNEQUAL = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


class Wording(StrEnum):
    """The words a comparison was made with; the checker sees that they suit the type."""

    SIGN = "sign"  # = != < <= > >=                     numbers, dates, durations
    IS = "is"  # is X, is not X                         anything but events and lists
    SCALE = "scale"  # X or better, better than X, …    scales
    DATE = "date"  # before X, on or after X            dates
    BOUND = "bound"  # at least X, at most X            anything ordered


@dataclass(frozen=True, slots=True)
class Comparison(_Node):
    """What is said of a subject after `is`, or after a sign: `good or better`, `before 2018-01-01`, `>= 3`."""

    relation: Relation
    right: Expr
    wording: Wording


@dataclass(frozen=True, slots=True)
class OneOf(_Node):
    """`one of A, B`."""

    options: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Between(_Node):
    """`between A and B`, both included."""

    low: Expr
    high: Expr


@dataclass(frozen=True, slots=True)
class WithinOf(_Node):
    """`within 6 months of B`, before or after it."""

    length: Expr
    of: Expr


@dataclass(frozen=True, slots=True)
class Recorded(_Node):
    """`recorded`; `missing` is its opposite."""

    recorded: bool


Test = Comparison | OneOf | Between | WithinOf | Recorded


@dataclass(frozen=True, slots=True)
class Is(_Node):
    """A subject and what is said of it: `X is [not] TEST`, `X >= 3`."""

    subject: Expr
    test: Test
    negated: bool = False


class Bound(StrEnum):
    """How a count is bounded."""

    AT_LEAST = "at least"
    AT_MOST = "at most"
    EXACTLY = "exactly"
    ALL = "all"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Counting(_Node):
    """`at least two of (a, b, c) of E are good or better`. `count` is None for `all` and `any`."""

    bound: Bound
    count: int | None
    items: Expr
    test: Test
    negated: bool = False


@dataclass(frozen=True, slots=True)
class And(_Node):
    """`A and B and …`."""

    items: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Or(_Node):
    """`A or B or …`."""

    items: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Not(_Node):
    """`not A`."""

    item: Expr


@dataclass(frozen=True, slots=True)
class If(_Node):
    """`if A then B else C`."""

    condition: Expr
    then: Expr
    otherwise: Expr


@dataclass(frozen=True, slots=True)
class Arithmetic(_Node):
    """`A + B`, `A - B`, `A * B`, `A / B`."""

    sign: str
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Negative(_Node):
    """`- A`."""

    item: Expr


@dataclass(frozen=True, slots=True)
class Brackets(_Node):
    """`( A )`: kept, because `and` with `or` needs them."""

    item: Expr


@dataclass(frozen=True, slots=True)
class ListOf(_Node):
    """`(a, b, c)`; `(a, b, c) of E` lists fields of E, and its items are names."""

    items: tuple[Expr, ...]
    of: Expr | None = None


@dataclass(frozen=True, slots=True)
class Call(_Node):
    """A function of the registry: `earliest of (a, b)`, `months between A and B`, `start of the month after D`.

    `function` is the folded phrase that names it (`earliest of`, `months between`, `start of`).
    """

    function: str
    arguments: tuple[Expr | Period, ...]


class Picks(StrEnum):
    """What is asked of a history."""

    LATEST = "latest"
    FIRST = "first"
    NUMBER = "number of"
    ANY = "any"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Within(_Node):
    """A filter by time: the whole event lies in the period; None leaves a side open."""

    low: Expr | None
    high: Expr | None
    low_included: bool = True
    high_included: bool = True


@dataclass(frozen=True, slots=True)
class Where(_Node):
    """`where (condition)`; its names are looked for among the fields of the event first."""

    condition: Expr


Filter = Within | Where


@dataclass(frozen=True, slots=True)
class History(_Node):
    """Events of a kind, filtered: `focused visits since D where (…)`."""

    kind: Name
    filters: tuple[Filter, ...] = ()


@dataclass(frozen=True, slots=True)
class Select(_Node):
    """`latest inspection`, `number of focused visits since D`, `no inspection`."""

    picks: Picks
    history: History


Expr = (
    Literal
    | Today
    | Name
    | FieldOf
    | Is
    | Counting
    | And
    | Or
    | Not
    | If
    | Arithmetic
    | Negative
    | Brackets
    | ListOf
    | Call
    | Select
)


# ------------------------------------------------------------------------------------------------ due:


@dataclass(frozen=True, slots=True)
class Period(_Node):
    """A repeating stretch of the calendar: `months` long, one of them beginning on `day`.`month` of a year.

    `calendar year` is 12 from 1 January, `financial year` 12 from 1 April, `academic year` 12 from 1 September,
    `quarter` 3 from 1 January, `month` 1 from the first.
    """

    words: str  # as an author writes it
    months: int
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Every(_Node):
    """`every P [after A]`."""

    period: Expr
    after: Expr | None


@dataclass(frozen=True, slots=True)
class Once(_Node):
    """`P after A`."""

    period: Expr
    after: Expr


@dataclass(frozen=True, slots=True)
class WithinAfter(_Node):
    """`within P after A`."""

    period: Expr
    after: Expr


@dataclass(frozen=True, slots=True)
class BetweenAfter(_Node):
    """`between P and Q after A`."""

    low: Expr
    high: Expr
    after: Expr


@dataclass(frozen=True, slots=True)
class BetweenEvents(_Node):
    """`at least N between K`."""

    bound: Bound
    count: int
    kind: Name


@dataclass(frozen=True, slots=True)
class InEach(_Node):
    """`at least N in each PERIOD`."""

    bound: Bound
    count: int
    period: Period


@dataclass(frozen=True, slots=True)
class InEachFrom(_Node):
    """`at least N in each P from D`: periods of P, counted from D."""

    bound: Bound
    count: int
    period: Expr
    start: Expr


@dataclass(frozen=True, slots=True)
class By(_Node):
    """`by D`."""

    day: Expr


@dataclass(frozen=True, slots=True)
class On(_Node):
    """`on D`."""

    day: Expr


@dataclass(frozen=True, slots=True)
class After(_Node):
    """`after D`: opens then, no date set."""

    day: Expr


@dataclass(frozen=True, slots=True)
class Following(_Node):
    """`following X`: after that requirement is complete."""

    requirement: Name


Timing = Every | Once | WithinAfter | BetweenAfter | BetweenEvents | InEach | InEachFrom | By | On | After | Following


@dataclass(frozen=True, slots=True)
class Window(_Node):
    """`from P before to Q after`; `within P either side` has both the same."""

    before: Expr
    after: Expr


@dataclass(frozen=True, slots=True)
class Times(_Node):
    """`up to N times` (AT_MOST) or `at least N times` (AT_LEAST): a limit of a repeat."""

    bound: Bound
    count: int


@dataclass(frozen=True, slots=True)
class Until(_Node):
    """`until D`: no target after D."""

    day: Expr


@dataclass(frozen=True, slots=True)
class NotBefore(_Node):
    """`but not before D`."""

    day: Expr


@dataclass(frozen=True, slots=True)
class NotAfter(_Node):
    """`but not after D`."""

    day: Expr


@dataclass(frozen=True, slots=True)
class Moved(_Node):
    """`moved to the next working day` (or previous)."""

    forward: bool


Qualifier = Window | Times | Until | NotBefore | NotAfter | Moved


@dataclass(frozen=True, slots=True)
class Due(_Node):
    """A `due:` sentence: when a requirement falls due, and what bends it, in the order written."""

    timing: Timing
    qualifiers: tuple[Qualifier, ...] = ()


# ------------------------------------------------------------------------------------------------ table cells


@dataclass(frozen=True, slots=True)
class AnyValue(_Node):
    """`-`: anything, also a missing value."""


@dataclass(frozen=True, slots=True)
class Interval(_Node):
    """`[1..5]`, `(1..5]`, `[1..5)`, `(1..5)`."""

    low: Expr
    high: Expr
    low_included: bool
    high_included: bool


@dataclass(frozen=True, slots=True)
class NotCell(_Node):
    """`not(…)`."""

    tests: tuple[CellTest, ...]


CellTest = Comparison | Recorded | Interval | NotCell


@dataclass(frozen=True, slots=True)
class Cell(_Node):
    """The tests of one cell of a decision table, joined by `or`; empty for `-`."""

    tests: tuple[CellTest, ...]
