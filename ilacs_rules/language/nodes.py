"""The parsed tree: what an author wrote, before any name is resolved or any type known.

Every node knows its place; equality ignores it. Names are folded (`names.fold`). The checker turns this tree into
the checked tree (`model.tree`), which is the only one that has a meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ilacs_rules.language.durations import DaysOfAKind, Duration
from ilacs_rules.language.fixed_words import Bound as Bound
from ilacs_rules.language.fixed_words import Picks as Picks
from ilacs_rules.language.fixed_words import Relation as Relation
from ilacs_rules.language.fixed_words import Sign as Sign
from ilacs_rules.language.stretches import Cycle
from ilacs_rules.language.walk import TreePart
from ilacs_rules.text.frozen import frozen
from ilacs_rules.text.source import Span


@frozen(kw_only=True)
class Node(TreePart):
    """Anything that was parsed, with its place."""

    span: Span = field(compare=False, repr=False)


# ------------------------------------------------------------------------------------------------ expressions


@frozen
class Literal(Node):
    """A number, date, text, duration, or `yes` / `no`."""

    value: bool | int | Decimal | str | date | Duration | DaysOfAKind


@frozen
class Today(Node):
    """`today`: the as-of day of the question."""


@frozen
class Name(Node):
    """A run of ordinary words, folded."""

    name: str


@frozen
class FieldOf(Node):
    """`F of X`; also `start of X`, `end of X`, `publication of X`."""

    name: Name
    of: Expr


class Wording(StrEnum):
    """The words a comparison was made with; the checker sees that they suit the type."""

    SIGN = "sign"  # = != < <= > >=                     numbers, dates, durations
    IS = "is"  # is X, is not X                         anything but events and lists
    SCALE = "scale"  # X or better, better than X, …    scales
    DATE = "date"  # before X, on or after X            dates
    BOUND = "bound"  # at least X, at most X            anything ordered


@frozen
class ComparisonTest(Node):
    """What is said of a subject after `is`, or after a sign: `good or better`, `before 2018-01-01`, `>= 3`."""

    relation: Relation
    right: Expr
    wording: Wording


@frozen
class OneOf(Node):
    """`one of A, B`."""

    options: tuple[Expr, ...]


@frozen
class Between(Node):
    """`between A and B`, both included."""

    low: Expr
    high: Expr


@frozen
class WithinOf(Node):
    """`within 6 months of B`, before or after it."""

    length: Expr
    of: Expr


@frozen
class InStretch(Node):
    """`in NAME`, of a day: in one of the stretches that the policy tells under that name."""

    name: Name


@frozen
class Recorded(Node):
    """`recorded`; `missing` is its opposite."""

    recorded: bool


Test = ComparisonTest | OneOf | Between | WithinOf | InStretch | Recorded


@frozen
class Is(Node):
    """A subject and what is said of it: `X is [not] TEST`, `X >= 3`."""

    subject: Expr
    test: Test
    negated: bool = False


@frozen
class Counting(Node):
    """`at least two of (a, b, c) of E are good or better`. `count` is None for `all` and `any`."""

    bound: Bound
    count: int | None
    items: Expr
    test: Test
    negated: bool = False


@frozen
class And(Node):
    """`A and B and …`."""

    items: tuple[Expr, ...]


@frozen
class Or(Node):
    """`A or B or …`."""

    items: tuple[Expr, ...]


@frozen
class Not(Node):
    """`not A`."""

    item: Expr


@frozen
class If(Node):
    """`if A then B else C`."""

    condition: Expr
    then: Expr
    otherwise: Expr


@frozen
class Arithmetic(Node):
    """`A + B`, `A - B`, `A * B`, `A / B`."""

    sign: Sign
    left: Expr
    right: Expr


@frozen
class Negative(Node):
    """`- A`."""

    item: Expr


@frozen
class Brackets(Node):
    """`( A )`: kept, because `and` with `or` needs them."""

    item: Expr


@frozen
class ListOf(Node):
    """`(a, b, c)`; `(a, b, c) of E` lists fields of E, and its items are names."""

    items: tuple[Expr, ...]
    of: Expr | None = None


@frozen
class Call(Node):
    """A function of the registry: `earliest of (a, b)`, `months between A and B`, `start of the month after D`.

    `function` is the folded phrase that names it (`earliest of`, `months between`, `start of`).
    """

    function: str
    arguments: tuple[Expr | Period, ...]


@frozen
class Period(Node):
    """A stretch of the calendar that comes again and again: `financial year`, `week`, `year from 1 May`.

    Without a `cycle` it is one that the policy tells, under the name that its words are.
    """

    words: str  # as an author writes it
    cycle: Cycle | None


@frozen
class Within(Node):
    """A filter by time: the whole event lies in the period; None leaves a side open."""

    low: Expr | None
    high: Expr | None
    low_included: bool = True
    high_included: bool = True


@frozen
class Where(Node):
    """`where (condition)`; its names are looked for among the fields of the event first."""

    condition: Expr


Filter = Within | Where


@frozen
class History(Node):
    """Events of a kind, filtered: `fire checks since D where (…)`."""

    kind: Name
    filters: tuple[Filter, ...] = ()


@frozen
class Select(Node):
    """`latest fire check`, `number of fire checks since D`, `no fire check`."""

    picks: Picks
    history: History


@frozen
class Lot(Node):
    """`1 in 10 drawn by lot each calendar year where (risk is low) with seed "spot checks"`.

    Whether the case is among the `share` in each `out_of` of all cases that pass the condition; `out_of` is None for a
    number of them.
    """

    share: int
    out_of: int | None
    period: Period
    condition: Expr | None = None
    seed: str | None = None


@frozen
class Several(Node):
    """`latest 3 fire checks`, `first 3 fire checks`: a list of so many events, or of as many as there are."""

    picks: Picks
    count: int
    history: History


@frozen
class Those(Node):
    """`cases where (owner is this case)`, `partners where (risk is high)`: those of some cases that pass a test."""

    cases: Name
    condition: Expr


_Condition = Is | Counting | And | Or | Not | If | Lot
_Value = Literal | Today | Name | FieldOf | Arithmetic | Negative | Brackets | ListOf | Call | Select | Several | Those
Expr = _Condition | _Value

Makes = Callable[..., Node]

# Rules of the grammar that need no more than their node: what stands in them becomes its fields
# one by one, in order, or together its only one.
OF_PARTS: Mapping[str, Makes] = {
    "if_": If,
    "not_": Not,
    "between": Between,
    "within_of": WithinOf,
    "in_stretch": InStretch,
    "negative": Negative,
    "field_of": FieldOf,
    "brackets": Brackets,
    "filter_between": Within,
    "where": Where,
    "those": Those,
}
OF_A_LIST: Mapping[str, Makes] = {"and_": And, "one_of": OneOf, "list": ListOf}
