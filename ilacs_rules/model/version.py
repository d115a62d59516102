"""A checked version of a policy: what the engine, the explanations and the documents work from.

Dictionaries are keyed by folded names, in the order of the file. Everything here is immutable in use and may be
shared between threads.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable
from dataclasses import field, replace
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from ilacs_rules.language.fixed_words import (
    Among,
    Bound,
    CountsFrom,
    HitPolicy,
    MonthEnd,
    PauseEffect,
    Picks,
    Strength,
    TextStatus,
)
from ilacs_rules.language.types import Basic, Type
from ilacs_rules.language.walk import TreePart, walk
from ilacs_rules.model.case import Event
from ilacs_rules.model.due import Due
from ilacs_rules.model.due_shapes import Repeat, Single
from ilacs_rules.model.found_once import FoundOnce
from ilacs_rules.model.partial import Day
from ilacs_rules.model.phases import Phase
from ilacs_rules.model.tree import History, InHand, Named, Node, Select
from ilacs_rules.model.vocabulary import Vocabulary
from ilacs_rules.policy.cited import Citation, SourceText
from ilacs_rules.text.frozen import frozen
from ilacs_rules.text.source import Span

if TYPE_CHECKING:  # nobody who decides reads the text
    from ilacs_rules.policy.model import VersionText


@frozen
class InputTest(TreePart):
    """One condition cell, checked: a condition over `tree.Item`; None for `-`.

    `matches_nothing` says whether an input that is nothing matches it. One that is unknown surely matches only `-`.
    `plain` says that it is known to name nothing: who looks for names need not look into it, as of large tables.
    """

    condition: Node | None
    matches_nothing: bool
    span: Span = field(compare=False, repr=False)
    plain: bool = field(default=False, compare=False, repr=False)


@frozen
class TableRow(TreePart):
    """A row: a test for each input, a node for each output."""

    tests: tuple[InputTest, ...]
    outputs: tuple[Node, ...]
    span: Span = field(compare=False, repr=False)


@frozen
class DecisionTable(TreePart, FoundOnce):
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
    _found: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)


@frozen
class Definition(TreePart):
    """A named value."""

    name: str
    words: str
    label: str
    type: Type
    body: Node | DecisionTable
    source: tuple[Citation, ...] = ()
    assumes: str | None = None
    note: str | None = None
    span: Span | None = field(default=None, compare=False, repr=False)
    said_as: str | None = field(default=None, compare=False)  # of a yes or no, in readers' words
    said_if_not: str | None = field(default=None, compare=False)


@frozen
class ForEach(TreePart):
    """One duty for each event of a history."""

    history: History


@frozen
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
    phases: tuple[Phase, ...] = ()
    counts_from: CountsFrom = CountsFrom.END
    for_each: ForEach | None = None
    one_event_may_serve_several: bool = False
    exception_to: tuple[str, ...] = ()
    source: tuple[Citation, ...] = ()
    assumes: str | None = None
    note: str | None = None
    span: Span | None = field(default=None, compare=False, repr=False)

    def day_done(self, event: Event) -> Day | None:
        """The day on which an event counts as done; None where it counts once it has ended, and has not."""
        return day_done(event, self.counts_from)

    @property
    def is_leave(self) -> bool:
        """Whether it is leave to do something else than what it is an exception to, which goes on to apply."""
        return self.strength is Strength.MAY and bool(self.exception_to)

    @property
    def replaces(self) -> tuple[str, ...]:
        """The requirements that do not apply while this one does."""
        return () if self.is_leave else self.exception_to

    def goes_by_event_with(self, other: Requirement) -> bool:
        """Whether both have a duty for each event of some kind, so that of two exceptions the one about it stands."""
        ours, theirs = self.for_each, other.for_each
        return ours is not None and theirs is not None and not ours.history.kinds.isdisjoint(theirs.history.kinds)

    @property
    def counts_under_way(self) -> Node | None:
        """How long an event that counts already may be under way, where it does so from its start."""
        return self.lasts if self.counts_at_once else None

    @property
    def counts_at_once(self) -> bool:
        """Whether an event counts from its first day, though it goes on."""
        return self.counts_from is CountsFrom.START


def day_done(event: Event, counted: CountsFrom) -> Day | None:
    """The day on which an event counts as done; None where it counts once it has ended, and has not."""
    return event.end if counted is CountsFrom.END else event.start


def is_limited(requirement: Requirement) -> bool:
    """Whether an instance is done after some events, so that each event serves one instance only."""
    shape = requirement.due.shape
    return isinstance(shape, Single) or (isinstance(shape, Repeat) and shape.up_to is not None)


@frozen
class Guarantee(TreePart):
    """What must hold for every case: how many of the requirements apply; or a condition, and then it lists none."""

    name: str
    words: str
    bound: Bound
    count: int
    requirements: tuple[str, ...]
    given: Node | None = None
    always: Node | None = None
    note: str | None = None
    span: Span | None = field(default=None, compare=False, repr=False)


@frozen
class Priority(TreePart):
    """Who first."""

    name: str
    words: str
    when: Node | None = None
    by: Node | None = None
    points: int | None = None
    among: Among = Among.EVERYTHING
    source: tuple[Citation, ...] = ()
    assumes: str | None = None
    note: str | None = None


@frozen
class Pause(TreePart):
    """A stretch of time in which the clock of some events stops, or their obligations lapse.

    It may be known of its first day only that it lies in a month, a year or another stretch, never after `until`.
    """

    name: str
    words: str
    start: Day
    until: date | None
    kinds: frozenset[str]
    effect: PauseEffect
    source: tuple[Citation, ...] = ()
    assumes: str | None = None
    note: str | None = None


@frozen
class Transition(TreePart):
    """A case that meets a condition is still decided by the version in force from `keep`."""

    name: str
    words: str
    keep: date
    when: Node
    source: tuple[Citation, ...] = ()
    assumes: str | None = None
    note: str | None = None


class AsWritten:
    """The text of a version, which may be read when it is first asked for. Two are equal if their texts are."""

    def __init__(self, read: Callable[[], VersionText]) -> None:
        self._read = read

    @staticmethod
    def of(text: VersionText) -> AsWritten:
        """A text that has been read."""
        return AsWritten(partial(_the_same, text))

    @cached_property
    def text(self) -> VersionText:
        """The text itself."""
        return self._read()

    def __eq__(self, other: object) -> bool:
        return self.text == other.text if isinstance(other, AsWritten) else NotImplemented


def _the_same(text: VersionText) -> VersionText:
    return text


@frozen
class Version(FoundOnce):
    """One version of a policy, checked. `definitions` are in an order in which each uses only earlier ones.

    `before` is the version in force on the day before it begins, if there is one: `engine.policies` sets it.
    `asks_of_others` is seen to where ids are given (`model.ids`), which is done once for each.
    """

    written: AsWritten = field(repr=False)
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
    status: TextStatus | None = None  # whose text it is: every answer says so, and is not to read the text for it
    order: tuple[str, ...] = field(default=(), compare=False, repr=False)  # of the definitions, as in the file
    before: Version | None = field(default=None, compare=False, repr=False)
    asks_of_others: bool = field(default=False, compare=False, repr=False)  # whether it hangs on which cases there are
    _found: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def text(self) -> VersionText:
        """It as it was written. Nothing is decided by it."""
        return self.written.text

    def with_only(self, definitions: dict[str, Definition]) -> Version:
        """The same with these definitions, and nothing that is asked by them."""
        return replace(self, definitions=definitions, requirements={}, guarantees={}, priorities={}, transitions={})

    def in_order_of_file(self) -> list[Definition]:
        """The definitions in the order in which they are written."""
        return [self.definitions[name] for name in self.order if name in self.definitions]

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

    def kinds_asked(self) -> frozenset[str]:
        """The kinds of event that are asked for, or looked at."""
        return self.once("kinds asked", self._kinds_asked)

    def _kinds_asked(self) -> frozenset[str]:
        found = {kind for each in self.requirements.values() for kind in each.accepts}
        sections = (self.definitions, self.requirements, self.priorities, self.transitions)
        for part in walk(*(part for section in sections for part in section.values())):
            if isinstance(part, History):
                found |= part.kinds
            elif isinstance(part, InHand):
                found |= self.vocabulary.events[part.kind].kinds
        return frozenset(found)

    def paused_since(self, pause: str) -> date:
        """The first day of the versions that tell of a pause (its folded name): of the unbroken run of them."""
        return self.once(("paused", pause), lambda: self._first_with(lambda version: pause in version.pauses))

    def since(self, requirement: str) -> date:
        """The first day of a requirement (its folded name): of the unbroken run of versions that have it."""
        return self.once(("since", requirement), lambda: self._first_with(lambda one: requirement in one.requirements))

    def asks_since(self, kinds: Container[str]) -> date | None:
        """Since when any of some kinds of event (folded) is asked for without a break; None if none of them is."""

        def asks(version: Version) -> bool:
            return any(kind in kinds for each in version.requirements.values() for kind in each.accepts)

        return self._first_with(asks) if asks(self) else None

    def _first_with(self, has_it: Callable[[Version], bool]) -> date:
        """The first day of the unbroken run of versions, back from this one, that have something."""
        version = self
        while version.before is not None and has_it(version.before):
            version = version.before
        return version.start
