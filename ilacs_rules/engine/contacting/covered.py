"""The days on which the contacts of a case are surely recorded, and the values that were in force on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ilacs_rules.engine.contacting.what_counts import ContactKind
from ilacs_rules.engine.existence import Existence
from ilacs_rules.engine.policies import NotInForce, Policy
from ilacs_rules.engine.selection import earliest, latest
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.language.dates import add_days
from ilacs_rules.model.absent import NOTHING, UNKNOWN, Absent
from ilacs_rules.model.case import Case, Event
from ilacs_rules.model.partial import Partial
from ilacs_rules.model.record_end import complete_since, sure_until
from ilacs_rules.model.vocabulary import Kinds

YEAR = 365.25  # days


def a_year(number: int, days: int) -> float | None:
    """So many contacts on so many days of cases, as a number for each case and year; None where there is no day."""
    return number / days * YEAR if days else None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from the first to the last, both included; none where the last lies before the first."""

    first: date
    last: date

    @staticmethod
    def of_year(year: int) -> Stretch:
        """All days of a year."""
        return Stretch(date(year, 1, 1), date(year, 12, 31))

    @property
    def days(self) -> int:
        """How many."""
        return max(0, (self.last - self.first).days + 1)

    def within(self, other: Stretch) -> Stretch:
        """The days that are in both."""
        return Stretch(max(self.first, other.first), min(self.last, other.last))

    def holds(self, event: Event) -> bool:
        """Whether an event surely ended on one of the days."""
        return event.end is not None and self.first <= earliest(event.end) and latest(event.end) <= self.last

    def may_hold(self, event: Event) -> bool:
        """Whether an event may have ended on one of the days."""
        return event.end is not None and earliest(event.end) <= self.last and latest(event.end) >= self.first


class Lacking(StrEnum):
    """Why a year is not wholly covered."""

    ASKED = "only a part of it is looked at"
    CREATED = "it was created in it, or it is not known that it was there"
    ENDED = "it ended in it, or it is not known that it was still there"
    RECORD = "the record does not cover it"


def there(case: Case, existence: Existence, span: Stretch) -> Stretch:
    """Those of the days on which the subject surely is there.

    Where an event proves it, they begin when that is over: days chosen because something happened tell of no rate.
    """
    created, ended = existence.created.day, existence.ended.day
    first, last = span.first, span.last
    if isinstance(created, Partial):
        proving = (event.end for event in case.events if latest(event.start) == created.last)
        over = max([created.last, *(latest(end) for end in proving if end is not None)])
        first = max(first, add_days(over, 1) or date.max)
    elif created is not None:
        first = max(first, created)
    if ended is not None:
        last = min(last, earliest(ended))
    return Stretch(first, last)


def covered(case: Case, contact: ContactKind, kinds: Kinds, days: Stretch) -> Stretch:
    """Those of the days of which every contact is surely recorded."""
    since = complete_since(case, contact.kinds, kinds) or date.max
    return Stretch(max(days.first, since), sure_until(case, contact.kinds, kinds, days.last))


@dataclass(frozen=True, slots=True)
class Graded:
    """Days on which the last event with the value had a value: NOTHING before there was one, UNKNOWN if not told."""

    value: str | Absent
    days: Stretch


def graded(policy: Policy, case: Case, name: str, days: Stretch) -> Iterator[Graded]:
    """The values of a record through some days, each from the day after that on which it became known."""
    kinds = policy.vocabulary.events
    recording = frozenset(kind.name for kind in kinds.values() if name in kind.records)
    told = sorted(_told(policy, case, name, days.last), key=lambda each: each[0])
    sure = covered(case, ContactKind(name, name, recording), kinds, Stretch(date.min, days.last))
    steps: list[tuple[date, str | Absent]] = [(date.min, NOTHING if sure.first <= days.first else UNKNOWN), *told]
    for place, (start, value) in enumerate(steps):
        after = start if start == date.min else add_days(start, 1) or date.max
        last = steps[place + 1][0] if place + 1 < len(steps) else date.max
        for value_then, part in (
            (value if sure.first <= start or value is NOTHING else UNKNOWN, Stretch(after, min(last, sure.last))),
            (UNKNOWN, Stretch(max(after, add_days(sure.last, 1) or date.max), last)),
        ):
            found = part.within(days)
            if found.days:
                yield Graded(value_then, found)


def last_told(policy: Policy, case: Case, name: str, on: date) -> str | Absent:
    """The value that was recorded last, as known on a day; NOTHING where none was told by then.

    Another that followed may be missing in the record: it is what was recorded, and need not be what is so.
    """
    told = sorted(_told(policy, case, name, on), key=lambda each: each[0])
    return told[-1][1] if told else NOTHING


def _told(policy: Policy, case: Case, name: str, on: date) -> Iterator[tuple[date, str | Absent]]:
    """The day by which a value was known, and the value, of each event that has one by the version of its last day."""
    for event in case.events:
        if event.end is None or latest(event.end) > on:
            continue
        known = latest(event.publication if event.publication is not None else event.end)
        try:
            vocabulary = policy.in_force(latest(event.end)).version.vocabulary
        except NotInForce:
            vocabulary = policy.vocabulary
        value = Snapshot(case, date.max, vocabulary).event_field(event, name)
        if value is not NOTHING and known <= on:
            yield known, value if isinstance(value, str) else UNKNOWN
