"""What is decided on: a case, its facts and its events, and the values they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from ilacs_rules.language.durations import Duration
from ilacs_rules.language.names import fold
from ilacs_rules.model.absent import Absent
from ilacs_rules.model.making import case_name, check_case, check_event
from ilacs_rules.model.partial import Day, Partial, narrowed
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.frozen import frozen
from ilacs_rules.text.source import Span

_T = TypeVar("_T")

_NOTHING_TOLD: Mapping[str, Any] = MappingProxyType({})  # most cases and events have several such: all are this one


@frozen
class Event:
    """Something that happened to a case.

    `end` is None while it is in hand. `publication` is None where none is recorded. `fields` holds what it records; a
    field left out, or None, is its default, else unknown. `place` is where it was read from. Names are folded on the
    way in, so they may be written as in the policy; what is known of one day narrows the others.

    Raises CaseError for days that are none or not in order (E705, E706), and for anything else of another type (E701).
    """

    kind: str
    start: Day
    end: Day | None
    publication: Day | None = None
    fields: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    source: str | None = None
    place: Span | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        check_event(self)
        start, end = narrowed(self.start, self.end, self.publication)
        object.__setattr__(self, "kind", fold(self.kind))
        object.__setattr__(self, "start", start)
        object.__setattr__(self, "end", end)
        object.__setattr__(self, "fields", _folded(self.fields))

    def __hash__(self) -> int:
        return hash((self.kind, self.start, self.end))

    def __reduce__(self) -> tuple[type[Event], tuple[object, ...]]:
        """What an event is made of, to be copied and sent to another process; of its file, its own lines only."""
        fields = dict(self.fields)
        return Event, (self.kind, self.start, self.end, self.publication, fields, self.source, _alone(self.place))


@frozen
class Case:
    """The thing decided on: one authority, building or school with its history.

    `events` are in the order of the data, given in any iterable. `complete_from` says, for a kind of event, the first
    day from which its record is complete; None means it never is. A kind not named there is taken to be completely
    recorded. `complete_until` says by which day what is told was recorded, for all kinds or for each; where it does not
    say, that is the day asked about. `published_within` is the longest it takes from the last day of an event of a kind
    to the day it is recorded, a Duration in days or months; where it does not say, it is recorded as it happens.
    `note` is a remark for whoever reads an answer about it; nothing is decided by it.

    A day among the `facts` may be known only to a month or a year. Names are folded on the way in, so they may be
    written as in the policy. Nothing that is done later to what was given changes the case.

    Raises CaseError for anything of another type (E701, E704, E705). Whether the policy knows the names and values is
    looked at when the case is decided.
    """

    name: str
    facts: Mapping[str, Value | Partial] = field(default_factory=lambda: MappingProxyType({}))
    events: tuple[Event, ...] = ()
    complete_from: Mapping[str, date | None] = field(default_factory=lambda: MappingProxyType({}))
    complete_until: date | Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
    published_within: Mapping[str, Duration] = field(default_factory=lambda: MappingProxyType({}))
    place: Span | None = field(default=None, compare=False, repr=False)
    note: str | None = field(default=None, compare=False)
    # the words it was last held against, and the case as they have it: itself where None
    _held: tuple[object, Case | None] | None = field(default=None, init=False, compare=False, repr=False)
    _told: tuple[Diagnostic, ...] = field(default=(), init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "events", check_case(self, Event))
        object.__setattr__(self, "name", case_name(self.name))
        object.__setattr__(self, "facts", _folded(self.facts))
        object.__setattr__(self, "complete_from", _folded(self.complete_from))
        if not isinstance(self.complete_until, date):
            object.__setattr__(self, "complete_until", _folded(self.complete_until))
        object.__setattr__(self, "published_within", _folded(self.published_within))

    def __hash__(self) -> int:
        return hash((self.name, self.events))

    def __reduce__(self) -> tuple[type[Case], tuple[object, ...]]:
        """What a case is made of, to be copied and sent to another process; of its file, its own lines only."""
        until = self.complete_until if isinstance(self.complete_until, date) else dict(self.complete_until)
        told = dict(self.complete_from), until, dict(self.published_within)
        return Case, (self.name, dict(self.facts), self.events, *told, _alone(self.place), self.note)


_PARTS = ("name", "complete_until", "published_within", "place", "note", "_held", "_told")


def told_so(
    case: Case,
    facts: Mapping[str, Value | Partial],
    events: tuple[Event, ...],
    complete_from: Mapping[str, date | None],
) -> Case:
    """A case of which this is told instead, for who makes thousands: all is folded and as it should be, unseen here."""
    found = object.__new__(Case)
    for name in _PARTS:
        object.__setattr__(found, name, getattr(case, name))
    object.__setattr__(found, "facts", MappingProxyType(facts))
    object.__setattr__(found, "events", events)
    object.__setattr__(found, "complete_from", MappingProxyType(complete_from))
    return found


def _folded(named: Mapping[str, _T]) -> Mapping[str, _T]:
    """A copy nobody can change, under folded names."""
    return MappingProxyType({fold(name): value for name, value in named.items()}) if named else _NOTHING_TOLD


def _alone(place: Span | None) -> Span | None:
    return None if place is None else place.alone()


Value = bool | int | Decimal | str | date | Duration | Event | tuple["Value", ...] | Absent
"""A value of the language at work. Values of scales and choices are their canonical text."""

Truth = bool | Literal[Absent.UNKNOWN]
"""What a condition comes to: strong Kleene logic's three values."""

Length = Duration | Literal[Absent.UNKNOWN] | None
"""How long something lasts: UNKNOWN where it hangs on what is not known, None where nothing is said of it."""
