"""Events selected from a history: those that surely belong, those that may, and where the record is not complete.

Days known only to a month or a year make an order, or a place in a stretch of time, that may not be known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain

from ilacs_rules.engine.logic import all_of, opposite
from ilacs_rules.language.dates import ONE_DAY
from ilacs_rules.language.fixed_words import CountsFrom
from ilacs_rules.model.absent import NOTHING, UNKNOWN, Absent
from ilacs_rules.model.case import Event, Truth
from ilacs_rules.model.partial import Day, Partial
from ilacs_rules.model.version import day_done
from ilacs_rules.text.frozen import frozen

Predicate = Callable[[Event], Truth]


@frozen(guarded=False)
class TimeFilter:
    """A time filter: the whole event lies between two days. None leaves a side open.

    An unknown bound makes every event that passes otherwise a “maybe”; a bound that is nothing lets no event pass,
    as a test of nothing is false.
    """

    low: date | Absent | None = None
    high: date | Absent | None = None
    low_included: bool = True
    high_included: bool = True


@frozen(guarded=False)
class Gap:
    """A record that is not complete: events of `kind` that ended before `before` may be missing from it.

    `before` is None where it is complete from no day on. With a day `after`, only those that ended after it.
    """

    kind: str
    before: date | None
    after: date | None = None

    def reaches(self, stretches: tuple[TimeFilter, ...]) -> bool:
        """Whether events may be missing that lie in all the stretches."""
        after = self.after
        if after is not None and any(isinstance(s.high, date) and s.high <= after for s in stretches):
            return False
        if self.before is None:
            return True
        last = self.before - ONE_DAY  # the last day on which a missing event may have ended
        return not any(isinstance(s.low, date) and _before(last, s.low, s.low_included) for s in stretches)


@frozen(guarded=False)
class Selection:
    """Events of a history that ended by the day, in order of their (last possible) end, then start, then the data.

    `sure` surely belong to it, `maybe` may; there may be more of them in the `gaps` of the record. Where events count
    from their start, they are those that had begun by the day, and their start stands wherever it says end.
    """

    sure: tuple[Event, ...] = ()
    maybe: tuple[Event, ...] = ()
    gaps: tuple[Gap, ...] = ()
    counted: CountsFrom = CountsFrom.END

    def day(self, event: Event) -> Day | None:
        """The day on which an event counts as done."""
        return event.end if self.counted is CountsFrom.END else event.start

    @property
    def is_certain(self) -> bool:
        """Whether it is known exactly which events belong to it."""
        return not self.maybe and not self.gaps

    def number(self) -> int | Absent:
        """How many there are."""
        return len(self.sure) if self.is_certain else UNKNOWN

    def any_event(self) -> Truth:
        """Whether there is one."""
        if self.sure:
            return True
        return False if self.is_certain else UNKNOWN

    def no_event(self) -> Truth:
        """Whether there is none."""
        return opposite(self.any_event())

    def at_least(self, count: int) -> Truth:
        """Whether there are so many."""
        if len(self.sure) >= count:
            return True
        return False if not self.gaps and len(self.sure) + len(self.maybe) < count else UNKNOWN

    def begun_after(self, day: date) -> Selection:
        """Those that began after a day."""
        sure: list[Event] = []
        maybe: list[Event] = []
        for events, certain in ((self.sure, True), (self.maybe, False)):
            for event in events:
                if latest(event.start) > day:
                    (sure if certain and earliest(event.start) > day else maybe).append(event)
        if len(maybe) > 1:
            maybe.sort(key=self._order)
        gaps = self.gaps and tuple([gap for gap in self.gaps if gap.reaches((TimeFilter(day, low_included=False),))])
        return Selection(tuple(sure), tuple(maybe), gaps, self.counted)

    def done_in(self, first: date, last: date | None = None) -> Selection:
        """Those done from one day to another, both included; with no last day, at any time since the first."""
        sure: list[Event] = []
        maybe: list[Event] = []
        for events, certain in ((self.sure, True), (self.maybe, False)):
            for event in events:
                low, high = earliest(self.day(event)), latest(self.day(event))
                if high < first or (last is not None and low > last):
                    continue
                inside = low >= first and (last is None or high <= last)
                (sure if certain and inside else maybe).append(event)
        gaps = tuple([gap for gap in self.gaps if gap.before is None or gap.before > first]) if self.gaps else ()
        return Selection(tuple(sure), tuple(maybe), gaps, self.counted)

    def within(self, stretches: tuple[TimeFilter, ...], where: Predicate | None = None) -> Selection:
        """Those that lie in every stretch and pass the test."""
        if not stretches and where is None:
            return self
        for stretch in stretches:
            if stretch.low is NOTHING or stretch.high is NOTHING:
                return NONE_OF_THEM
        sure: list[Event] = []
        maybe: list[Event] = []
        for events, certain in ((self.sure, True), (self.maybe, False)):
            for event in events:
                truth = _passes(event, stretches, where)
                if truth is True and certain:
                    sure.append(event)
                elif truth is not False:
                    maybe.append(event)
        if len(maybe) > 1:
            maybe.sort(key=self._order)
        gaps = tuple([gap for gap in self.gaps if gap.reaches(stretches)]) if self.gaps else ()
        return Selection(tuple(sure), tuple(maybe), gaps, self.counted)

    def latest(self) -> Event | Absent:
        """The one done last; unknown if another may have been."""
        if not self.sure:
            return NOTHING if self.is_certain else UNKNOWN
        found = self.sure[-1]
        if self.gaps and any(gap.before is None or earliest(self.day(found)) < gap.before for gap in self.gaps):
            return UNKNOWN
        if self.maybe and any(self._may_follow(other, found) for other in self.maybe):
            return UNKNOWN
        for other in reversed(self.sure[:-1]):
            if latest(self.day(other)) < earliest(self.day(found)):
                break
            if not _in_known_order(other, found) and self._may_follow(other, found):
                return UNKNOWN
        return found

    def doubting(self, events: frozenset[int]) -> Selection:
        """The same, where of some events (by `id`) it is not known whether they belong to it."""
        if not events or not any(id(event) in events for event in self.sure):
            return self
        sure = tuple(event for event in self.sure if id(event) not in events)
        others = (event for event in self.sure if id(event) in events)
        return Selection(sure, tuple(sorted((*self.maybe, *others), key=self._order)), self.gaps, self.counted)

    def told_by_latest(self) -> Selection:
        """The same without the gaps that cannot hide a later event than the last one that is sure."""
        if not self.sure:
            return self
        found = earliest(self.day(self.sure[-1]))
        gaps = tuple(gap for gap in self.gaps if gap.before is None or found < gap.before)
        return Selection(self.sure, self.maybe, gaps, self.counted)

    def first(self) -> Event | Absent:
        """The one done first; unknown if another may have been."""
        if not self.sure:
            return NOTHING if self.is_certain else UNKNOWN
        if self.gaps:
            return UNKNOWN
        found = min(self.sure, key=lambda event: (earliest(self.day(event)), earliest(event.start)))
        for other in self.sure:
            if other is not found and not _in_known_order(other, found) and self._may_follow(found, other):
                return UNKNOWN
        return UNKNOWN if any(self._may_follow(found, other) for other in self.maybe) else found

    def latest_several(self, number: int) -> tuple[Event | Absent, ...]:
        """So many of them from the last on, or as many as there are; unknown from the first place that is not sure."""
        found: list[Event | Absent] = []
        for place in reversed(range(len(self.sure))):
            event = self.sure[place]
            if len(found) == number or any(g.before is None or earliest(self.day(event)) < g.before for g in self.gaps):
                break
            others = [each for each in self.sure[:place] if not _in_known_order(each, event)]
            if any(self._may_follow(other, event) for other in (*self.maybe, *others)):
                break
            found.append(event)
        return self._filled(found, number)

    def first_several(self, number: int) -> tuple[Event | Absent, ...]:
        """So many of them from the first on, or as many as there are; unknown from the first place that is not sure."""
        found: list[Event | Absent] = []
        in_order = sorted(self.sure, key=lambda event: (earliest(self.day(event)), earliest(event.start)))
        for place, event in enumerate(in_order if not self.gaps else ()):
            others = [each for each in in_order[place + 1 :] if not _in_known_order(each, event)]
            if len(found) == number or any(self._may_follow(event, other) for other in (*self.maybe, *others)):
                break
            found.append(event)
        return self._filled(found, number)

    def _filled(self, found: list[Event | Absent], number: int) -> tuple[Event | Absent, ...]:
        """The events that were found, and unknown for each of the places that there may be more of."""
        most = number if self.gaps else min(number, len(self.sure) + len(self.maybe))
        return (*found, *[UNKNOWN] * (most - len(found)))

    def first_few(self, number: int) -> tuple[Event, ...] | None:
        """The first so many, or all if there are fewer; None if it is not known which these are."""
        if self.gaps:
            return None
        few, others = self.sure[:number], self.sure[number:]
        for one in few:
            if any(not _in_known_order(one, other) and self._may_follow(one, other) for other in others):
                return None
            if len(few) == number and any(self._may_follow(one, other) for other in self.maybe):
                return None
        return few

    def day_of_number(self, number: int) -> date | Absent:
        """The day on which that many of them (from 1) were done; nothing while they are not."""
        enough = self.at_least(number)
        if enough is not True:
            return UNKNOWN if enough is UNKNOWN else NOTHING
        at_latest = sorted(latest(self.day(event)) for event in self.sure)[number - 1]
        at_earliest = sorted(earliest(self.day(event)) for event in (*self.sure, *self.maybe))[number - 1]
        return at_latest if at_latest == at_earliest and not self.gaps else UNKNOWN

    def last_done(self) -> date | Absent:
        """The day on which the last of them was done, which may be known where it is not known which it was."""
        if not self.sure:
            return NOTHING if self.is_certain else UNKNOWN
        days = [self.day(event) for event in self.sure]
        found = max([earliest(day) for day in days])
        if self.gaps and any(gap.before is None or found < gap.before for gap in self.gaps):
            return UNKNOWN
        days += [self.day(event) for event in self.maybe]
        return UNKNOWN if max([latest(day) for day in days]) > found else found

    def _order(self, event: Event) -> tuple[date, date]:
        return by_order(event, self.counted)

    def _may_follow(self, one: Event, other: Event) -> bool:
        return _may_follow(one, other, self.counted)


NONE_OF_THEM = Selection()


# ------------------------------------------------------------------------------------------------ days and order


def earliest(day: Day | None) -> date:
    """The first day it may be. An event that has ended has an end: None is a mistake of ours."""
    if isinstance(day, date):
        return day
    assert day is not None, "only events that have ended are compared by their end"
    return day.first


def latest(day: Day | None) -> date:
    """The last day it may be; see `earliest`."""
    if isinstance(day, date):
        return day
    assert day is not None, "only events that have ended are compared by their end"
    return day.last


def by_order(event: Event, counted: CountsFrom = CountsFrom.END) -> tuple[date, date]:
    """What events are sorted by; those it leaves equal stay in the order of the data."""
    return latest(day_done(event, counted)), latest(event.start)


def _may_follow(one: Event, other: Event, counted: CountsFrom = CountsFrom.END) -> bool:
    """Whether one may come after the other, as far as their days are known."""
    first, second = day_done(one, counted), day_done(other, counted)
    return (latest(first), latest(one.start)) >= (earliest(second), earliest(other.start))


def has_known_days(event: Event) -> bool:
    """Whether the days of its start and end are known, so that its place in the order of the record is sure."""
    return not isinstance(event.start, Partial) and not isinstance(event.end, Partial)


def _in_known_order(one: Event, other: Event) -> bool:
    """Whether all their days are known, so that the order they stand in is theirs."""
    return has_known_days(one) and has_known_days(other)


def may_precede(one: Event, other: Event) -> bool:
    """Whether an event that stands after another may come before it, as far as their days are known."""
    return not _in_known_order(one, other) and _may_follow(other, one)


def _passes(event: Event, stretches: tuple[TimeFilter, ...], where: Predicate | None) -> Truth:
    if where is None and len(stretches) == 1:
        return lies_in(event, stretches[0])
    tests: Iterator[Truth] = (lies_in(event, stretch) for stretch in stretches)
    return all_of(tests if where is None else chain(tests, map(where, (event,))))


def lies_in(event: Event, stretch: TimeFilter) -> Truth:
    """Whether the whole of an event that has ended lies in a stretch of time."""
    begins = _begins_in(event, stretch)
    return begins if begins is False or stretch.high is None else all_of((begins, _ends_in(event, stretch)))


def _begins_in(event: Event, stretch: TimeFilter) -> Truth:
    low = stretch.low
    if not isinstance(low, date):
        return True if low is None else UNKNOWN
    if not _before(earliest(event.start), low, stretch.low_included):
        return True
    return False if _before(latest(event.start), low, stretch.low_included) else UNKNOWN


def _ends_in(event: Event, stretch: TimeFilter) -> Truth:
    high = stretch.high
    if not isinstance(high, date):
        return True if high is None else UNKNOWN
    if not _before(high, latest(event.end), stretch.high_included):
        return True
    return False if _before(high, earliest(event.end), stretch.high_included) else UNKNOWN


def _before(day: date, bound: date, bound_included: bool) -> bool:
    return day < bound if bound_included else day <= bound
