"""A checked version of a policy: what the engine, the explanations and the documents work from.

Dictionaries are keyed by folded names, in the order of the file. Everything here is immutable in use and may be
shared between threads.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ilacs_rules.language.fixed_words import HitPolicy, MonthEnd, PauseEffect, Strength
from ilacs_rules.language.nodes import Bound, Picks
from ilacs_rules.language.types import Basic, Type
from ilacs_rules.language.walk import TreePart
from ilacs_rules.model.tree import History, Named, Node, Select
from ilacs_rules.model.vocabulary import Vocabulary
from ilacs_rules.policy.model import Citation, SourceText, VersionText
from ilacs_rules.text.source import Span


@dataclass(frozen=True, slots=True)
class InputTest(TreePart):
    """One condition cell, checked: a condition over `tree.Item`; None for `-`.

    `matches_nothing` says whether an input that is nothing matches it. One that is unknown surely matches only `-`.
    """

    condition: Node | None
    matches_nothing: bool
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TableRow(TreePart):
    """A row: a test for each input, a node for each output."""

    tests: tuple[InputTest, ...]
    outputs: tuple[Node, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class DecisionTable(TreePart):
    """A checked decision table. `inputs` are nodes; with several outputs the value is a tuple, in order of header."""

    inputs: tuple[Node, ...]
    input_words: tuple[str, ...]
    output_words: tuple[str, ...]
    output_types: tuple[Type, ...]
    rows: tuple[TableRow, ...]
    hit_policy: HitPolicy
    default: tuple[Node, ...] | None
    type: Type
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Definition(TreePart):
    """A named value."""

    name: str
    words: str
    label: str
    type: Type
    body: Node | DecisionTable
    source: tuple[Citation, ...] = ()
    note: str | None = None
    span: Span | None = field(default=None, compare=False, repr=False)


# ------------------------------------------------------------------------------------------------ due


@dataclass(frozen=True, slots=True)
class Every(TreePart):
    """Repeats: `period` after `anchor`; without an anchor from its own last event."""

    period: Node
    anchor: Node | None


@dataclass(frozen=True, slots=True)
class Once(TreePart):
    """Once: `period` after `anchor`."""

    period: Node
    anchor: Node


@dataclass(frozen=True, slots=True)
class WithinAfter(TreePart):
    """Once, from the day after `anchor` to `period` after it."""

    period: Node
    anchor: Node


@dataclass(frozen=True, slots=True)
class BetweenAfter(TreePart):
    """Once, from `low` after `anchor` to `high` after it."""

    low: Node
    high: Node
    anchor: Node


@dataclass(frozen=True, slots=True)
class BetweenEvents(TreePart):
    """A number of times between one event of `kinds` and the next."""

    bound: Bound
    count: int
    kind: str
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class InEach(TreePart):
    """A number of times in each stretch of the calendar: `months` long, one beginning on `day`.`month`."""

    bound: Bound
    count: int
    words: str
    months: int
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class InEachFrom(TreePart):
    """A number of times in each stretch of `period`, counted from `start`."""

    bound: Bound
    count: int
    period: Node
    start: Node


@dataclass(frozen=True, slots=True)
class By(TreePart):
    """Once, by a day."""

    day: Node


@dataclass(frozen=True, slots=True)
class On(TreePart):
    """Once, on a day."""

    day: Node


@dataclass(frozen=True, slots=True)
class After(TreePart):
    """Once, at any time after a day."""

    day: Node


@dataclass(frozen=True, slots=True)
class Following(TreePart):
    """Once, after another requirement is complete."""

    requirement: str


Timing = Every | Once | WithinAfter | BetweenAfter | BetweenEvents | InEach | InEachFrom | By | On | After | Following


@dataclass(frozen=True, slots=True)
class Window(TreePart):
    """How long before and after the target it may be done."""

    before: Node
    after: Node


@dataclass(frozen=True, slots=True)
class Due(TreePart):
    """When a requirement falls due, and what bends it."""

    timing: Timing
    span: Span = field(compare=False, repr=False)
    window: Window | None = None
    up_to: int | None = None
    at_least: int | None = None
    until: Node | None = None
    not_before: Node | None = None
    not_after: Node | None = None
    moved: str | None = None  # "next" or "previous" working day


@dataclass(frozen=True, slots=True)
class ForEach(TreePart):
    """One duty for each event of a history."""

    history: History


@dataclass(frozen=True, slots=True)
class Requirement(TreePart):
    """Who must do what, when, for whom."""

    name: str
    words: str
    label: str
    event: str  # the kind of event that fulfils it
    accepts: frozenset[str]  # every kind that counts
    due: Due
    strength: Strength
    by: str
    when: Node | None = None
    lasts: Node | None = None
    notice: Node | None = None
    for_each: ForEach | None = None
    one_event_may_serve_several: bool = False
    exception_to: tuple[str, ...] = ()
    source: tuple[Citation, ...] = ()
    assumes: str | None = None
    note: str | None = None
    span: Span | None = field(default=None, compare=False, repr=False)


def is_limited(requirement: Requirement) -> bool:
    """Whether an instance is done after some events, so that each event serves one instance only."""
    timing = requirement.due.timing
    return not isinstance(timing, Every | InEach | InEachFrom | BetweenEvents) or requirement.due.up_to is not None


@dataclass(frozen=True, slots=True)
class Guarantee(TreePart):
    """What must hold for every case: how many of the requirements apply."""

    name: str
    words: str
    bound: Bound
    count: int
    requirements: tuple[str, ...]
    given: Node | None = None
    note: str | None = None
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Priority(TreePart):
    """Who first."""

    name: str
    words: str
    when: Node | None = None
    by: Node | None = None
    points: int | None = None
    source: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Pause(TreePart):
    """A stretch of time in which the clock of some events stops, or their obligations lapse."""

    name: str
    words: str
    start: date
    until: date | None
    kinds: frozenset[str]
    effect: PauseEffect
    source: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Transition(TreePart):
    """A case that meets a condition is still decided by the version in force from `keep`."""

    name: str
    words: str
    keep: date
    when: Node
    source: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a policy, checked. `definitions` are in an order in which each uses only earlier ones.

    `before` is the version in force on the day before it begins, if there is one: `policies.policy_of` sets it.
    """

    text: VersionText = field(repr=False)
    policy: str
    title: str
    publisher: str
    subject: str
    published: date
    start: date
    until: date | None
    calendar: str | None
    closures: tuple[date, ...]
    month_end: MonthEnd
    sources: dict[str, SourceText]
    vocabulary: Vocabulary
    definitions: dict[str, Definition]
    requirements: dict[str, Requirement]
    guarantees: dict[str, Guarantee]
    priorities: dict[str, Priority]
    pauses: dict[str, Pause]
    transitions: dict[str, Transition] = field(default_factory=dict)
    before: Version | None = field(default=None, compare=False, repr=False)

    def any_such(self, event: Node) -> Select | None:
        """Whether there is an event such as a latest or first one, which may be known where that one is not."""
        while isinstance(event, Named):
            body = self.definitions[event.name].body
            if isinstance(body, DecisionTable):
                return None
            event = body
        if not isinstance(event, Select) or event.picks not in (Picks.LATEST, Picks.FIRST):
            return None
        return Select(Picks.ANY, event.history, type=Basic.YES_OR_NO, span=event.span)

    def since(self, requirement: str) -> date:
        """The first day of a requirement (its folded name): of the unbroken run of versions that have it."""
        version = self
        while version.before is not None and requirement in version.before.requirements:
            version = version.before
        return version.start
