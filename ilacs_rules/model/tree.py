"""The checked tree: names resolved, every node typed. It is the only meaning a policy has.

The decision and its trace, the fast path, the English sentence, the document and the analysis all come from here.
Names are folded. Every node knows its place and its type; equality ignores the place.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ilacs_rules.language.durations import Duration
from ilacs_rules.language.fixed_words import Bound, Picks, Relation, Sign
from ilacs_rules.language.stretches import Cycle, ToldStretches
from ilacs_rules.language.walk import TreePart as TreePart
from ilacs_rules.model.case_nodes import Cases as Cases
from ilacs_rules.model.case_nodes import Lot as Lot
from ilacs_rules.model.case_nodes import OfCase as OfCase
from ilacs_rules.model.case_nodes import SelectCases as SelectCases
from ilacs_rules.model.case_nodes import ThisCase as ThisCase
from ilacs_rules.model.tree_parts import TypedNode
from ilacs_rules.model.tree_parts import WithId as WithId
from ilacs_rules.text.frozen import frozen
from ilacs_rules.text.source import Span


@frozen
class Const(TypedNode):
    """A value written in the policy; a value of a scale or choice is its canonical text."""

    value: bool | int | Decimal | str | date | Duration


@frozen
class Today(TypedNode):
    """The as-of day."""


@frozen
class Fact(TypedNode):
    """A fact of the case."""

    name: str


@frozen
class Named(TypedNode):
    """The value of a definition."""

    name: str


@frozen
class ThisEvent(TypedNode):
    """The event a `for each` instance is about: `this fire check`."""

    kind: str


@frozen
class Candidate(TypedNode):
    """Inside `where (…)`: the event being looked at, of a kind; or the case, by its name, where the kind is none."""

    kind: str | None


@frozen
class InHand(TypedNode):
    """The event of a kind that has begun and not ended; the one begun last if there are several."""

    kind: str


@frozen
class Field(TypedNode):
    """What an event records under a (folded) name; nothing where its kind records no such thing."""

    event: Node
    name: str


@frozen
class Output(TypedNode):
    """One of several outputs of a decision table, by its (folded) name and its place; of a list of rows, a list."""

    row: Node
    name: str
    place: int


class EventDay(StrEnum):
    """A day every event has, or may have."""

    START = "start"
    END = "end"
    PUBLICATION = "publication"


@frozen
class DayOf(TypedNode):
    """`start of E`, `end of E`, `publication of E`."""

    event: Node
    day: EventDay


@frozen
class Compare(TypedNode):
    """Two values of one type compared; on a scale MORE means better.

    A test of nothing is false; UNEQUAL is its opposite, so true.
    """

    relation: Relation
    left: Node
    right: Node


@frozen
class OneOf(TypedNode):
    """Equal to one of the options."""

    subject: Node
    options: tuple[Node, ...]


@frozen
class Between(TypedNode):
    """From `low` to `high`, both included; on a scale in either order."""

    subject: Node
    low: Node
    high: Node


@frozen
class Near(TypedNode):
    """A day no further than `length` from another: other - length <= subject <= other + length."""

    subject: Node
    length: Node
    other: Node


@frozen
class InStretch(TypedNode):
    """Whether a day lies in one of the stretches that the policy tells under a name."""

    subject: Node
    stretches: ToldStretches


@frozen
class Recorded(TypedNode):
    """Whether there is a value: false for nothing, unknown for unknown. `is missing` is Not(Recorded)."""

    subject: Node


@frozen
class And(TypedNode):
    """Strong Kleene and, two or more items."""

    items: tuple[Node, ...]


@frozen
class Or(TypedNode):
    """Strong Kleene or, two or more items."""

    items: tuple[Node, ...]


@frozen
class Not(TypedNode):
    """Strong Kleene not."""

    item: Node


@frozen
class If(TypedNode):
    """The branch the condition picks; an undetermined condition gives an unknown value."""

    condition: Node
    then: Node
    otherwise: Node


@frozen
class Arithmetic(TypedNode):
    """number·number, date ± duration, duration ± duration of one kind. Nothing or unknown in, the same out.

    A number divided by zero, and a day outside the years 1 to 9999, is nothing: there is no such value.
    """

    sign: Sign
    left: Node
    right: Node


@frozen
class ListOf(TypedNode):
    """A list written out."""

    items: tuple[Node, ...]


@frozen
class Item(TypedNode):
    """Inside Counting: the item being looked at."""


@frozen
class Counting(TypedNode):
    """How many items of a list pass a test (a condition over `Item`).

    `count` is None for ANY, and for ALL that there are; ALL of the latest three events are three.
    """

    bound: Bound
    count: int | None
    items: Node
    test: Node


@frozen
class PeriodOf(TypedNode):
    """A repeating stretch of the calendar, as an argument of a function (see `language.nodes.Period`)."""

    words: str
    cycle: Cycle


@frozen
class Call(TypedNode):
    """A function of the registry (`language.functions`) by its phrase."""

    function: str
    arguments: tuple[Node, ...]


@frozen
class Within(TypedNode):
    """A filter by time: the whole event lies between; None leaves a side open."""

    low: Node | None
    high: Node | None
    low_included: bool
    high_included: bool


@frozen
class Where(TypedNode):
    """A filter by a condition over `Candidate`."""

    condition: Node


@frozen
class History(WithId):
    """Events of a kind and all kinds that are one (`kinds`, folded), filtered."""

    kind: str
    kinds: frozenset[str]
    filters: tuple[Within | Where, ...]
    span: Span = field(compare=False, repr=False)

    @property
    def open_sides(self) -> list[Node]:
        """The sides of its filters by time that are not told outright, so that they may not be known."""
        within = [each for each in self.filters if isinstance(each, Within)]
        sides = [side for each in within for side in (each.low, each.high)]
        return [side for side in sides if side is not None and not isinstance(side, Const)]


@frozen
class Select(TypedNode):
    """What is picked from a history: an event or nothing (LATEST, FIRST), a number, a yes-or-no (ANY, NO)."""

    picks: Picks
    history: History


@frozen
class Several(TypedNode):
    """The latest or first events of a history, so many or as many as there are, from that end on: a list.

    A place of which it is not known which event belongs there, or whether there is one, is unknown. What is read of it
    (`Field`, `DayOf`) is a list too.
    """

    picks: Picks
    count: int
    history: History


Test = Compare | OneOf | Between | Near | InStretch | Recorded
"""What is said of a value, its subject, which is the first part that stands in it; the answer is never nothing."""

Node = (
    Const
    | Today
    | Fact
    | Named
    | ThisEvent
    | Candidate
    | InHand
    | Field
    | Output
    | DayOf
    | Test
    | And
    | Or
    | Not
    | If
    | Arithmetic
    | ListOf
    | Item
    | Counting
    | PeriodOf
    | Call
    | Select
    | Lot
    | Several
    | OfCase
    | ThisCase
    | Cases
    | SelectCases
)
