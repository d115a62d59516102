"""A case as it was seen on a day: which events had ended, which were in hand, what was known of them.

Nothing that happened after the day is ever looked at. Days known only to a month or a year, values that are not known
and records that are not complete are kept apart from what is sure: a `Selection` has events that surely belong to it,
events that may, and the gaps in the record in which there may be more.
"""

from __future__ import annotations

from datetime import date

from ilacs_rules.engine.existence import Existence
from ilacs_rules.engine.population import Population
from ilacs_rules.engine.selection import Gap, Predicate, Selection, TimeFilter, by_order, earliest, latest
from ilacs_rules.language.fixed_words import CountsFrom
from ilacs_rules.model.absent import NOTHING, UNKNOWN, Absent
from ilacs_rules.model.case import Case, Event, Value
from ilacs_rules.model.decision import Decision
from ilacs_rules.model.partial import Day, Partial
from ilacs_rules.model.record_end import complete_entry, goes_to_the_day, record_end, sure_so_far
from ilacs_rules.model.tree import EventDay
from ilacs_rules.model.version import Requirement
from ilacs_rules.model.vocabulary import EventKind, Vocabulary


class Snapshot:
    """A case as seen on a day, under the words a policy knows. Make one for each decision.

    With a day `known`, what ended or was published later is not seen either. `seen` is the last day of which anything
    is: `on`, or `known` if that is earlier.
    """

    __slots__ = (
        "_done",
        "_existence",
        "_gaps",
        "_histories",
        "_in_hand",
        "_is_loosely_told",
        "_is_vague",
        "_next_day",
        "_sure_until",
        "case",
        "chosen_by",
        "chosen_until",
        "gap_at_end",
        "kinds",
        "known",
        "on",
        "population",
        "seen",
        "vocabulary",
    )

    def __init__(
        self,
        case: Case,
        on: date,
        vocabulary: Vocabulary,
        known: date | None = None,
        chosen_by: frozenset[str] = frozenset(),
        population: Population | None = None,
    ) -> None:
        """`chosen_by` are the kinds of event on which hangs which version decides; `population` all cases there are."""
        self.case = case
        self.chosen_by = chosen_by
        self.chosen_until = date.max  # up to when all is recorded of other cases on which hangs which version decides
        self.gap_at_end = False  # whether what is not recorded yet makes a gap, as a missing beginning does
        self.on = on
        self.known = known
        self.population = population
        self.seen = on if known is None or known > on else known
        self.vocabulary = vocabulary
        self.kinds = vocabulary.events
        self._done: dict[CountsFrom, tuple[list[Event], list[Event]]] = {}  # those surely done, and those perhaps
        self._histories: dict[tuple[frozenset[str], CountsFrom], Selection] = {}
        self._existence: Existence | None = None
        self._in_hand: list[Event] | None = None  # of all kinds: that seldom any is, is found once for all
        self._is_loosely_told: bool | None = None
        self._gaps: dict[frozenset[str], tuple[Gap, ...]] = {}
        self._is_vague: bool | None = None
        self._next_day: date | None = None  # on which something of an event may be seen otherwise
        self._sure_until: dict[str, date] | None = None  # by kind

    @classmethod
    def of(cls, decision: Decision) -> Snapshot:
        """The case of a decision as it was seen, under the words of the version that decided."""
        return cls(decision.case, decision.on, decision.version.vocabulary, decision.known)

    def under(
        self, vocabulary: Vocabulary, chosen_by: frozenset[str] = frozenset(), chosen_until: date = date.max
    ) -> Snapshot:
        """The same under the words of another version, that kinds of event have chosen as well, and other cases.

        From when to when the subject exists is told by the words of the version in force, whichever judges.
        """
        found = Snapshot(self.case, self.on, vocabulary, self.known, self.chosen_by | chosen_by, self.population)
        found._existence, found._done = self.existence, self._done
        return self._told_to(found, chosen_until)

    def of_another(self, case: Case, on: date | None = None) -> Snapshot:
        """Another case of the population, seen in the same way; on the same day if none is given."""
        found = Snapshot(case, on or self.on, self.vocabulary, self.known, population=self.population)
        found.gap_at_end = self.gap_at_end
        return found

    @property
    def existence(self) -> Existence:
        """From when to when the subject exists, as far as that can be told."""
        if self._existence is None:
            self._existence = Existence.of(self.case, self.vocabulary, self.seen)
        return self._existence

    @property
    def created(self) -> Day | None:
        """When the subject was created, as far as that can be told; None where there is no such day."""
        return self.existence.created.day

    def as_of(self, day: date) -> Snapshot:
        """The same as seen on another day."""
        found = Snapshot(self.case, day, self.vocabulary, self.known, self.chosen_by, self.population)
        return self._told_to(found)

    def later(self, day: date) -> Snapshot:
        """The same as of a later day; what was found of its events holds as long as none of their days lies between."""
        found = self.as_of(day)
        if self._next_day is None:
            days = [each for event in self.case.events for each in (event.start, event.end, event.publication)]
            ends = [end for each in days if each is not None for end in (earliest(each), latest(each))]
            self._next_day = min([end for end in ends if end > self.seen], default=date.max)
        if found.seen < self._next_day and not self.gap_at_end:
            found._done, found._histories, found._gaps = self._done, self._histories, self._gaps
            found._existence, found._next_day = self.existence, self._next_day
        return found

    def _told_to(self, found: Snapshot, chosen_until: date = date.max) -> Snapshot:
        found.chosen_until = min(self.chosen_until, chosen_until)
        found.gap_at_end = self.gap_at_end
        return found

    @property
    def is_vague(self) -> bool:
        """Whether a day of an event, or that of the creation, is only known to lie between two others."""
        if self._is_vague is None:
            days = (day for event in self.case.events for day in (event.start, event.end, event.publication))
            self._is_vague = isinstance(self.created, Partial) or any(isinstance(day, Partial) for day in days)
        return self._is_vague

    def history(self, kinds: frozenset[str], counted: CountsFrom = CountsFrom.END) -> Selection:
        """All events of some kinds that ended by the day; or that had begun, where they count from their start."""
        asked = kinds, counted
        found = self._histories.get(asked)
        if found is None:
            found = self._histories[asked] = self._collect(kinds, counted)
        return found

    def accepted(self, requirement: Requirement, after: date | None) -> Selection:
        """The events that count for a requirement, and began after a day; without a day all of them."""
        whole = self.history(requirement.accepts, requirement.counts_from)
        return whole if after is None else whole.begun_after(after)

    def select(
        self, kinds: frozenset[str], stretches: tuple[TimeFilter, ...] = (), where: Predicate | None = None
    ) -> Selection:
        """The events of some kinds that ended by the day, lie in every stretch and pass the test."""
        return self.history(kinds).within(stretches, where)

    def in_hand(self, kinds: frozenset[str]) -> Event | Absent:
        """The event of some kinds that has begun and not ended; the one begun last if there are several."""
        may_be, is_one_of = self.vocabulary.may_be, self.vocabulary.is_one_of
        perhaps = [event for event in self.case.events if may_be(event.kind, kinds) and self.may_be_in_hand(event)]
        sure = [event for event in perhaps if is_one_of(event.kind, kinds) and self._is_in_hand(event)]
        maybe = [event for event in perhaps if event not in sure]
        unrecorded = any(gap.before is None or gap.before > self.seen for gap in self.gaps(kinds))
        if not sure:
            return UNKNOWN if maybe or unrecorded else NOTHING
        found = _begun_last(sure)
        others = [event for event in sure if event is not found]
        later = any(latest(event.start) > earliest(found.start) for event in others)
        if unrecorded or later or any(latest(event.start) >= earliest(found.start) for event in maybe):
            return UNKNOWN
        return found

    def surely_in_hand(self, kinds: frozenset[str]) -> Event | None:
        """One event of some kinds that is in hand, whatever else may be; the one begun last if there are several."""
        if self._in_hand is None:
            self._in_hand = [event for event in self.case.events if self._is_in_hand(event)]
        sure = [event for event in self._in_hand if self.vocabulary.is_one_of(event.kind, kinds)]
        return _begun_last(sure) if sure else None

    def _is_in_hand(self, event: Event) -> bool:
        goes_on = event.end is None or earliest(event.end) > self.seen
        return goes_on and latest(event.start) <= self.seen and not self.existence.is_doubtful(event)

    def may_be_in_hand(self, event: Event) -> bool:
        """Whether an event, as far as its days are known, may have begun and not ended."""
        return earliest(event.start) <= self.seen and (event.end is None or latest(event.end) > self.seen)

    def gaps(self, kinds: frozenset[str]) -> tuple[Gap, ...]:
        """Where the record of some kinds is not complete: for each its own entry, or that of a kind it is one of."""
        if not self.case.complete_from and not self.gap_at_end:
            return ()
        found = self._gaps.get(kinds)
        if found is None:
            found = self._gaps[kinds] = (*self._gaps_since(kinds), *self._gaps_at_end(kinds))
        return found

    def _gaps_since(self, kinds: frozenset[str]) -> tuple[Gap, ...]:
        entries = self.case.complete_from
        if not entries:
            return ()
        found: dict[str, Gap] = {}
        for kind in kinds:
            named = complete_entry(kind, entries, self.kinds)
            if named is not None and not self._covers_all(entries[named]):
                found[named] = Gap(named, entries[named])
        return tuple(found[name] for name in sorted(found))

    def _gaps_at_end(self, kinds: frozenset[str]) -> tuple[Gap, ...]:
        if not self.gap_at_end or goes_to_the_day(self.case, self.known):
            return ()
        return tuple(Gap(kind, None, after=day) for kind in sorted(kinds) if (day := self._sure(kind)) < self.on)

    def _covers_all(self, complete_from: date | None) -> bool:
        """Whether a record complete from a day holds everything: nothing happens to a subject before it is created."""
        first = date.min if self.created is None else earliest(self.created)
        return complete_from is not None and complete_from <= first

    def sure_until(self, kinds: frozenset[str]) -> date:
        """The last day up to which all is surely recorded of some kinds, and of what chose the version."""
        return min(self.on, self.chosen_until, *map(self._sure, (*kinds, *self.chosen_by)))

    def _sure(self, kind: str) -> date:
        """The last day up to which all is surely recorded of one kind."""
        found = self._sure_until
        if found is None:
            found = self._sure_until = sure_so_far(self.case, self.vocabulary, self.on, self.known)
        if kind not in found:
            found[kind] = record_end(self.case, kind, self.kinds, self.on, self.known).sure
        return found[kind]

    def event_day(self, event: Event, which: EventDay) -> date | Absent:
        """A day of an event as known on the day: unknown while it lies ahead, or only its month or year is known."""
        day = day_told(event, which)
        return UNKNOWN if day is None or isinstance(day, Partial) or day > self.seen else day

    def event_field(self, event: Event, name: str) -> Value:
        """What an event records, once it is published (or has ended, if no publication is recorded).

        Nothing where no kind that it may be records such a thing; the default where it was not recorded, unknown if
        there is none.
        """
        kind = self.kinds.get(event.kind)
        declared = kind.records.get(name) if kind is not None else None
        if declared is None:
            return UNKNOWN if kind is not None and self._may_record(kind, name) else NOTHING
        if not self.is_known(event):
            return UNKNOWN
        value = event.fields.get(name)
        if value is not None:
            return value
        return UNKNOWN if declared.default is None else declared.default

    def is_known(self, event: Event) -> bool:
        """Whether what an event records is surely known on the day."""
        known_from = event.publication if event.publication is not None else event.end
        return known_from is not None and latest(known_from) <= self.seen

    def _collect(self, kinds: frozenset[str], counted: CountsFrom) -> Selection:
        if counted not in self._done:
            self._done[counted] = self._sort(counted)
        sure, maybe = self._done[counted]
        if self._is_loose:
            return self._collect_loose(kinds, counted)
        return Selection(
            tuple([event for event in sure if event.kind in kinds]),
            tuple([event for event in maybe if event.kind in kinds]) if maybe else (),
            self.gaps(kinds),
            counted,
        )

    @property
    def _is_loose(self) -> bool:
        """Whether an event is told as of a wider kind only, and may be of several; which seldom is."""
        if self._is_loosely_told is None:
            loose = self.vocabulary.told_by_kinds
            self._is_loosely_told = bool(loose) and any(event.kind in loose for event in self.case.events)
        return self._is_loosely_told

    def _collect_loose(self, kinds: frozenset[str], counted: CountsFrom) -> Selection:
        is_one_of, is_perhaps = self.vocabulary.is_one_of, self.vocabulary.is_perhaps
        done, maybe = self._done[counted]
        perhaps = [event for event in maybe if is_one_of(event.kind, kinds)]
        perhaps += [event for event in (*done, *maybe) if is_perhaps(event.kind, kinds)]
        perhaps.sort(key=lambda event: by_order(event, counted))
        sure = [event for event in done if is_one_of(event.kind, kinds)]
        return Selection(tuple(sure), tuple(perhaps), self.gaps(kinds), counted)

    def _may_record(self, kind: EventKind, name: str) -> bool:
        """Whether an event told as of a kind may be of one that records a thing which the kind itself does not."""
        return kind.name in self.vocabulary.told_by_kinds and any(name in self.kinds[k].records for k in kind.kinds)

    def _sort(self, counted: CountsFrom) -> tuple[list[Event], list[Event]]:
        on, existence = self.seen, self.existence
        doubts = existence.created.told is not None or existence.ended.told is not None
        sure: list[tuple[date, date, int, Event]] = []  # in the order of `by_order`, then of the data
        maybe: list[tuple[date, date, int, Event]] = []
        for place, event in enumerate(self.case.events):
            day = event.end if counted is CountsFrom.END else event.start
            if day is not None and earliest(day) <= on:
                last = latest(day)
                certain = last <= on and not (doubts and existence.is_doubtful(event))
                (sure if certain else maybe).append((last, latest(event.start), place, event))
        sure.sort()
        maybe.sort()
        return [event for *_, event in sure], [event for *_, event in maybe]


def day_told(event: Event, which: EventDay) -> Day | None:
    """A day of an event as it is told, whether or not it is known by some day; None where none is told."""
    match which:
        case EventDay.START:
            return event.start
        case EventDay.END:
            return event.end
        case EventDay.PUBLICATION:
            return event.publication


def _begun_last(events: list[Event]) -> Event:
    """Of events begun on one day the one that stands last in the record."""
    return max(reversed(events), key=lambda event: latest(event.start))
