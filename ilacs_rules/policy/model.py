"""A policy version as it was written: parsed and located, its names not yet resolved.

Keys of the dictionaries are folded names (`names.fold`), in the order of the file. What could not be read is left
out and has been reported; `unreadable` names such items so that nobody is told twice.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING

from ilacs_rules.language.cell_nodes import Cell
from ilacs_rules.language.days import Period
from ilacs_rules.language.fixed_words import Among, Bound, HitPolicy, MonthEnd, PauseEffect, TextStatus
from ilacs_rules.language.nodes import Expr
from ilacs_rules.language.phrases import NO_PHRASES, NamePhrases
from ilacs_rules.policy.cited import Citation, SourceText
from ilacs_rules.policy.tree import Map, Text, Tree
from ilacs_rules.text.frozen import frozen
from ilacs_rules.text.source import Source, Span

if TYPE_CHECKING:
    from ilacs_rules.policy.requirement import RequirementText


@frozen
class ValueText:
    """One value of a scale or of choices."""

    value: Text
    label: str | None = None
    also: tuple[Text, ...] = ()
    means: str | None = None


@frozen
class ValueSetText:
    """A scale (ordered, best first) or choices."""

    name: Text
    ordered: bool
    values: tuple[ValueText, ...]


@frozen
class FieldText:
    """A fact, or something an event records: its name, the words of its type, its default."""

    name: Text
    type: Text
    default: Text | None = None
    label: str | None = None
    repealed: bool = False
    not_before: Text | None = None
    means: str | None = None
    said_as: str | None = None
    said_if_not: str | None = None


@frozen
class EventText:
    """A kind of event."""

    name: Text
    is_a: tuple[Text, ...] = ()
    label: str | None = None
    records: dict[str, FieldText] = field(default_factory=dict)
    repealed: bool = False
    assumes: str | None = None
    note: str | None = None
    several_at_once: bool = False
    means: str | None = None
    verb: str | None = None


@frozen
class TableCell:
    """A cell as written, with its place."""

    text: Text
    cell: Cell | None  # a condition, parsed; None where it could not be
    output: Expr | None  # an output, parsed; None for a condition


@frozen
class TableText:
    """A decision table: the first columns are inputs, the last `outputs` columns its outputs."""

    header: tuple[Text, ...]
    outputs: int
    rows: tuple[tuple[TableCell, ...], ...]
    hit_policy: HitPolicy
    default: Expr | None
    span: Span


@frozen
class DefinitionText:
    """A named value: an expression or a decision table."""

    name: Text
    body: Expr | TableText
    source: tuple[Citation, ...] = ()
    assumes: str | None = None
    note: str | None = None
    label: str | None = None
    said_as: str | None = None
    said_if_not: str | None = None


@frozen
class GuaranteeText:
    """What must hold for every possible case: how many of the listed requirements apply, or a condition."""

    name: Text
    bound: Bound
    count: int
    requirements: tuple[Text, ...]
    given: Expr | None = None
    always: Expr | None = None
    note: str | None = None


@frozen
class PriorityText:
    """Who first, when several are due. With `points` they add up; without, they are an order."""

    name: Text
    when: Expr | None = None
    by: Expr | None = None  # a value to order by, smallest first
    points: int | None = None
    among: Among = Among.EVERYTHING
    source: tuple[Citation, ...] = ()
    assumes: str | None = None
    note: str | None = None


@frozen
class PauseText:
    """A stretch of time in which the clock of some events stops, or their obligations lapse.

    `begins` are the first and the last day on which it may begin, as far as is known.
    """

    name: Text
    begins: Period
    until: date | None
    events: tuple[Text, ...]
    effect: PauseEffect = PauseEffect.CLOCK_STOPS
    source: tuple[Citation, ...] = ()
    assumes: str | None = None
    note: str | None = None


@frozen
class StretchesText:
    """Stretches of the calendar that go by one name: the first and the last day of each, and where it is written."""

    name: Text
    told: tuple[tuple[date, date, Span], ...]


@frozen
class TransitionText:
    """A case that meets a condition is still decided by an earlier version, named by the day it came into force."""

    name: Text
    keep: date
    kept: Span  # where that day is written
    when: Expr
    source: tuple[Citation, ...] = ()
    assumes: str | None = None
    note: str | None = None


@frozen
class ForReaders:
    """What only readers of the document want to know of a policy; nothing is decided by it."""

    purpose: str | None = None
    replaces: str | None = None
    next_steps: str | None = None
    contact: str | None = None
    licence: str | None = None


@frozen
class VersionText:
    """One version of a policy, consolidated, as written."""

    origin: Source  # the file asked for
    policy: Text
    title: str
    publisher: str
    subject: Text
    published: date
    start: date  # in force from, inclusive
    until: date | None  # in force until, inclusive
    status: TextStatus | None = None
    for_readers: ForReaders = ForReaders()
    published_assumes: str | None = None  # why the day on which it was published is taken to be that one
    start_assumes: str | None = None  # why it is taken to be in force from that day on
    summary: str | None = None
    calendar: Text | None = None
    closures: dict[date, Text] = field(default_factory=dict)
    stretches: dict[str, StretchesText] = field(default_factory=dict)
    days: dict[str, tuple[Text, Text]] = field(default_factory=dict)  # what it is called, and is
    month_end: MonthEnd = MonthEnd.LAST_DAY
    month_end_said: Text | None = None
    note: str | None = None
    sources: dict[str, SourceText] = field(default_factory=dict)
    value_sets: dict[str, ValueSetText] = field(default_factory=dict)
    facts: dict[str, FieldText] = field(default_factory=dict)
    events: dict[str, EventText] = field(default_factory=dict)
    definitions: dict[str, DefinitionText] = field(default_factory=dict)
    requirements: dict[str, RequirementText] = field(default_factory=dict)
    guarantees: dict[str, GuaranteeText] = field(default_factory=dict)
    priorities: dict[str, PriorityText] = field(default_factory=dict)
    pauses: dict[str, PauseText] = field(default_factory=dict)
    transitions: dict[str, TransitionText] = field(default_factory=dict)
    examples: tuple[Tree, ...] = ()  # read as cases once the version is checked
    expected_to_change: tuple[Text, ...] = ()  # names of examples of earlier versions
    unreadable: frozenset[str] = frozenset()  # folded names of items left out
    aside: tuple[Span, ...] = ()  # what was not looked at because of a slip of YAML
    perhaps: frozenset[str] = frozenset()  # the unreadable, and all names that may be declared in what is set aside
    repealed: dict[str, Span] = field(default_factory=dict)  # folded names of items ended, and where
    phrases: NamePhrases = field(default=NO_PHRASES, compare=False, repr=False)  # names that the grammar may take apart
    tree: Map | None = field(default=None, compare=False, repr=False)  # what it was read from, to be shown

    @property
    def is_whole(self) -> bool:
        """Whether all of it was read."""
        return not self.unreadable and not self.aside
