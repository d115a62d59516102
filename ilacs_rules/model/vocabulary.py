"""What can be said of a subject under a policy: its scales and choices, facts, and kinds of event."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import Any

from ilacs_rules.language.kinds_of_day import KindOfDay
from ilacs_rules.language.names import fold, singulars
from ilacs_rules.language.stretches import ToldStretches
from ilacs_rules.language.types import Type, ValueSet
from ilacs_rules.model.absent import Absent
from ilacs_rules.model.found_once import FoundOnce
from ilacs_rules.text.frozen import frozen

CREATED = "created"
"""The fact that says since when a subject exists, where a policy declares it as a date."""

ENDED = "ended"
"""The fact that says on which day a subject existed last, where a policy declares it as a date."""


@frozen
class FactKind:
    """A fact that may be known of a case, or something an event records."""

    name: str
    words: str  # as declared
    type: Type
    default: bool | int | Decimal | str | date | Absent | None = None  # canonical value, or None for none
    label: str | None = None
    repealed: bool = False  # still read where it was recorded, and not recorded any more
    not_before: str | None = None  # of a recorded date: before which day of its event it cannot lie, `start` or `end`
    means: str | None = field(default=None, compare=False)  # what it is, to a reader
    said_as: str | None = field(default=None, compare=False)  # of a yes or no: a clause; of an event, what it did
    said_if_not: str | None = field(default=None, compare=False)

    @property
    def shown(self) -> str:
        """What readers call it."""
        return self.label or self.words


@frozen
class EventKind:
    """A kind of event, with everything it records, also by being another kind."""

    name: str
    words: str
    label: str
    is_a: tuple[str, ...]  # the kinds that it is one of, by their folded names; the first names its family
    kinds: frozenset[str]  # this kind and every kind that is one, at any depth
    records: dict[str, FactKind] = field(default_factory=dict)
    repealed: bool = False
    assumes: str | None = field(default=None, compare=False)
    note: str | None = field(default=None, compare=False)
    several_at_once: bool = False  # two of them may share days
    means: str | None = field(default=None, compare=False)  # what it is, to a reader
    verb: str | None = field(default=None, compare=False)  # how a reader says that it is done: `pay the fee`


@frozen
class Vocabulary(FoundOnce):
    """The words of one version of a policy, keyed by folded name."""

    subject: str
    value_sets: dict[str, ValueSet] = field(default_factory=dict)
    facts: dict[str, FactKind] = field(default_factory=dict)
    events: dict[str, EventKind] = field(default_factory=dict)
    stretches: dict[str, ToldStretches] = field(default_factory=dict)
    days: dict[str, KindOfDay] = field(default_factory=dict)
    told_by_kinds: frozenset[str] = frozenset()
    """The kinds of which each event is of one of several kinds of their own: an event told as no more may be any."""
    _found: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def event(self, words: str) -> EventKind | None:
        """The kind of event that words name, in any spelling, singular or plural."""
        folded = fold(words)
        for name in (folded, *singulars(folded)):
            if name in self.events:
                return self.events[name]
        return None

    def is_one_of(self, told: str, kinds: frozenset[str]) -> bool:
        """Whether an event told as of a kind is surely of one of some kinds: also where each that it may be is one."""
        if told in kinds or told not in self.told_by_kinds:
            return told in kinds
        return all(name in kinds for name, kind in self.events.items() if told in kind.is_a)

    def may_be(self, told: str, kinds: frozenset[str]) -> bool:
        """Whether an event told as of a kind is of one of some kinds, or may be."""
        return told in kinds or (told in self.told_by_kinds and not kinds.isdisjoint(self.events[told].kinds))

    def all_it_may_be(self, told: str) -> frozenset[str]:
        """The kind as which an event is told, and those of which it may be."""
        return frozenset([told, *self.events[told].kinds]) if told in self.told_by_kinds else frozenset([told])

    def is_perhaps(self, told: str, kinds: frozenset[str]) -> bool:
        """Whether an event told as of a kind may be of one of some kinds, or of none of them."""
        return self.may_be(told, kinds) and not self.is_one_of(told, kinds)


Kinds = Mapping[str, EventKind]
"""The kinds of event of a version by their folded names."""


def with_those_above(kind: str, kinds: Kinds) -> Iterator[str]:
    """A kind of event, and the kinds it is one of, each once and the nearest first."""
    found = [kind]
    for name in found:
        yield name
        declared = kinds.get(name)
        found += [above for above in (declared.is_a if declared is not None else ()) if above not in found]


def family_of(kind: str, kinds: Kinds) -> str:
    """The outermost kind that a kind of event is, by the first that each names; itself if it is one of none."""
    while (declared := kinds.get(kind)) is not None and declared.is_a:
        kind = declared.is_a[0]
    return kind


def are_akin(one: str, other: str, kinds: Kinds) -> bool:
    """Whether two kinds of event are of one family: some kind is what both are."""
    return not set(with_those_above(one, kinds)).isdisjoint(with_those_above(other, kinds))
