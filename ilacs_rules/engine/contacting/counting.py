"""The contacts of many cases, year by year: what is told, of which days that is surely all, and the longest gap.

A contact counts on its last day, as everywhere. What the record does not cover is never counted as none: each number
has beside it the days of which it is surely the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from ilacs_rules.engine.contacting.covered import Graded, Lacking, Stretch, a_year, covered, graded, there
from ilacs_rules.engine.contacting.what_counts import ContactKind, GradedBy, all_together
from ilacs_rules.engine.decide import Undecided, all_in_its_words
from ilacs_rules.engine.existence import Existence
from ilacs_rules.engine.policies import Policy
from ilacs_rules.engine.selection import earliest, latest
from ilacs_rules.language.dates import ONE_DAY
from ilacs_rules.model.absent import Absent
from ilacs_rules.model.case import Case, Event


@dataclass(frozen=True, slots=True)
class ContactYear:
    """The contacts of one kind that one case had in one year.

    `number` surely ended in it, and `perhaps` are more that may have. `days` are those of the year on which the case
    surely was there and that are looked at; of `sure_days` every contact is recorded. Where that is not the whole year,
    `lacking` says why.
    """

    case: Case
    year: int
    contact: ContactKind
    number: int
    perhaps: int
    days: int
    sure_days: int
    lacking: tuple[Lacking, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether the number is that of all contacts of the days looked at."""
        return not self.perhaps and self.sure_days == self.days


@dataclass(frozen=True, slots=True)
class WithoutContact:
    """The longest time without a contact, in days, between its first and last day; `exact`, or at most so long."""

    case: Case
    days: int
    stretch: Stretch
    exact: bool


@dataclass(frozen=True, slots=True)
class ContactRate:
    """Contacts on days that are surely covered, of how many cases and days; in a year, or under a value."""

    contact: ContactKind
    number: int
    days: int
    cases: int
    year: int | None = None
    value: str | Absent | None = None

    @property
    def a_year(self) -> float | None:
        """Contacts for each case and year of 365.25 days; None where no day is covered."""
        return a_year(self.number, self.days)


@dataclass(frozen=True, slots=True)
class Contacts:
    """The contacts of cases from `since` to `on`; `failed` are the cases that could not be read, with the reason."""

    policy: Policy = field(repr=False)
    since: date
    on: date
    counted: tuple[ContactKind, ...]
    by: GradedBy | None
    cases: tuple[Case, ...]
    years: tuple[ContactYear, ...]
    gaps: tuple[WithoutContact, ...]
    by_year: tuple[ContactRate, ...]
    by_value: tuple[ContactRate, ...]
    failed: tuple[Undecided, ...] = ()

    @property
    def together(self) -> ContactKind:
        """All kinds of contact, counted together."""
        return all_together(self.counted)

    @property
    def as_one(self) -> ContactKind:
        """All of them: counted together, or the one kind there is."""
        return self.counted[0] if len(self.counted) == 1 else self.together


def contacts(
    policy: Policy,
    cases: Iterable[Case],
    since: date,
    on: date,
    counted: Sequence[ContactKind],
    by: GradedBy | None,
) -> Contacts:
    """The contacts of cases from one day to another. Raises NotInForce if no version is in force on `on`."""
    newest, span = policy.in_force(on), Stretch(since, on)
    held, failed = all_in_its_words(newest, cases)
    words = newest.version.vocabulary
    seen = [_Seen(policy, case, Existence.of(case, words, on), span, counted, by) for case in held]
    every = [*counted, all_together(counted)] if len(counted) > 1 else list(counted)
    years = range(since.year, on.year + 1)
    values = dict.fromkeys(each.value for one in seen for each in one.graded)
    return Contacts(
        policy,
        since,
        on,
        tuple(counted),
        by,
        tuple(one.case for one in seen),
        tuple(found for one in seen for year in years for found in one.year(year, every)),
        tuple(found for one in seen if (found := one.longest_gap()) is not None),
        tuple(_rate(seen, kind, year=year) for year in years for kind in every),
        tuple(_rate(seen, kind, value=value) for value in _in_order(values, by) for kind in every),
        tuple(failed),
    )


def _in_order(values: Iterable[str | Absent], by: GradedBy | None) -> list[str | Absent]:
    """The values as their scale has them; none yet, and not known, at the end."""
    order = list(by.type.values) if by is not None else []
    found = list(values)
    named = [value for value in order if value in found]
    return [*named, *sorted((each for each in found if isinstance(each, Absent)), key=lambda each: each.value)]


class _Seen:
    """One case, and the days of which all is known."""

    def __init__(
        self,
        policy: Policy,
        case: Case,
        existence: Existence,
        span: Stretch,
        counted: Sequence[ContactKind],
        by: GradedBy | None,
    ) -> None:
        self.case = case
        self._existence = existence
        self._span = span
        self._words = policy.vocabulary
        self._together = all_together(counted)
        self._there = there(case, existence, span)
        self._covered: dict[str, Stretch] = {}
        self.graded: tuple[Graded, ...] = ()
        if by is not None and self._there.days:
            self.graded = tuple(graded(policy, case, by.name, self._there))

    def year(self, year: int, contacts: Iterable[ContactKind]) -> Iterator[ContactYear]:
        """What is known of each kind of contact in a year; nothing of one in which the case surely was not there."""
        whole = Stretch.of_year(year)
        looked_at = whole.within(self._span)
        if not self._may_be_there(looked_at):
            return
        days = looked_at.within(self._there)
        for contact in contacts:
            sure = self.covered(contact).within(looked_at)
            events = list(self._events(contact))
            number = sum(looked_at.holds(event) and self._is_sure(event, contact) for event in events)
            perhaps = sum(looked_at.may_hold(event) for event in events) - number
            lacking = tuple(self._lacking(whole, looked_at, days, sure))
            yield ContactYear(self.case, year, contact, number, perhaps, days.days, sure.days, lacking)

    def covered(self, contact: ContactKind) -> Stretch:
        """The days of which every contact is surely recorded."""
        found = self._covered.get(contact.name)
        if found is None:
            found = self._covered[contact.name] = covered(self.case, contact, self._words.events, self._there)
        return found

    def on_days(self, contact: ContactKind, days: Stretch) -> tuple[int, int]:
        """How many contacts ended on some days, as far as they are covered, and how many of the days are.

        No day is where it is not told of an event whether it was one.
        """
        sure = self.covered(contact).within(days)
        events = list(self._events(contact))
        if any(sure.may_hold(each) and self._words.is_perhaps(each.kind, contact.kinds) for each in events):
            return 0, 0
        return sum(map(sure.holds, events)), sure.days

    def longest_gap(self) -> WithoutContact | None:
        """The longest time without a contact while the case was there; None if it never surely was, or never without.

        It is exact if every contact of that time is recorded with its days; otherwise it is at most so long.
        """
        span = self._there
        if not span.days:
            return None
        told = list(self._told(self._together))
        events = [each for each in told if self._is_sure(each, self._together) and latest(each.start) <= span.last]
        events.sort(key=lambda event: latest(event.start))
        exact = self.covered(self._together) == span and len(events) == len(told)
        free, longest = span.first, Stretch(span.last, span.first - ONE_DAY if span.first > date.min else span.first)
        for event in events:
            gap = Stretch(free, latest(event.start) - ONE_DAY)
            longest = max(longest, gap, key=lambda each: each.days)
            ended = span.last if event.end is None else earliest(event.end)
            free = max(free, ended + ONE_DAY)
        longest = max(longest, Stretch(free, span.last), key=lambda each: each.days)
        vague = any(latest(each.start) != earliest(each.start) or _is_vague(each) for each in events)
        return WithoutContact(self.case, longest.days, longest, exact and not vague) if longest.days else None

    def _told(self, contact: ContactKind) -> Iterator[Event]:
        """Every contact that may have begun by the last day."""
        return (each for each in self._events(contact) if earliest(each.start) <= self._span.last)

    def _events(self, contact: ContactKind) -> Iterator[Event]:
        """Every event that may be one."""
        return (event for event in self.case.events if self._words.may_be(event.kind, contact.kinds))

    def _is_sure(self, event: Event, contact: ContactKind) -> bool:
        return self._words.is_one_of(event.kind, contact.kinds) and not self._existence.is_doubtful(event)

    def _may_be_there(self, days: Stretch) -> bool:
        created, ended = self._existence.created.day, self._existence.ended.day
        gone = ended is not None and latest(ended) < days.first
        return not gone and (created is None or earliest(created) <= days.last)

    def _lacking(self, whole: Stretch, looked_at: Stretch, days: Stretch, sure: Stretch) -> Iterator[Lacking]:
        if looked_at != whole:
            yield Lacking.ASKED
        if days.first > looked_at.first:
            yield Lacking.CREATED
        if days.last < looked_at.last:
            yield Lacking.ENDED
        if sure.days < days.days:
            yield Lacking.RECORD


def _is_vague(event: Event) -> bool:
    return event.end is not None and earliest(event.end) != latest(event.end)


def _rate(
    seen: Iterable[_Seen], contact: ContactKind, *, year: int | None = None, value: str | Absent | None = None
) -> ContactRate:
    number = days = cases = 0
    for one in seen:
        if year is not None:
            stretches = [Stretch.of_year(year)]
        else:
            stretches = [each.days for each in one.graded if each.value == value]
        found = [one.on_days(contact, each) for each in stretches]
        number += sum(counted for counted, _ in found)
        days += sum(covered for _, covered in found)
        cases += any(covered for _, covered in found)
    return ContactRate(contact, number, days, cases, year, value)
