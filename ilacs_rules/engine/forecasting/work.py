"""When an inspectorate can begin its work: on which weekdays, not in which weeks, and how much of it at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from ilacs_rules.language.dates import ONE_DAY

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WORKING_WEEK = frozenset(range(5))


class Job(Protocol):
    """An event that is to be held, wherever it may start."""

    @property
    def kinds(self) -> frozenset[str]:
        """The kind of event, and those it is one of."""

    @property
    def must_end_by(self) -> date:
        """The day after which it cannot go on: its subject is there no longer."""

    def last_day(self, first: date) -> date:
        """Its last day, if it starts on a day."""

    def is_holiday(self, day: date) -> bool:
        """Whether a day is a bank holiday by the calendar of the policy, as far as that is known."""


@dataclass(frozen=True, slots=True)
class ClosedStretch:
    """Days on which there is no event, both included."""

    first: date
    last: date
    because: str = ""


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """What binds the events that the publisher of a policy holds itself; those of others are not bound by it.

    They start on `starts_on` (0 is Monday, as in `date.weekday`), on no bank holiday, and lie neither in a `closed`
    stretch nor in a closed week (numbered as in ISO 8601). Of a kind of event, with all that are one, at most so many
    start in a week (Monday to Sunday), and so many go on at a time.
    """

    starts_on: frozenset[int] = WORKING_WEEK
    closed: tuple[ClosedStretch, ...] = ()
    closed_weeks: frozenset[int] = frozenset()
    starts_a_week: Mapping[str, int] = field(default_factory=dict)
    at_a_time: Mapping[str, int] = field(default_factory=dict)

    def may_start(self, day: date, job: Job) -> bool:
        """Whether an event may start on a day, if nothing else is done."""
        if day.weekday() not in self.starts_on or job.is_holiday(day):
            return False
        return not any(map(self._is_closed, _days(day, job.last_day(day))))

    def start_up_to(self, day: date, first: date, job: Job) -> date | None:
        """The last day up to a day, and not before the first, on which an event may start; None if there is none."""
        days = map(date.fromordinal, range(day.toordinal(), first.toordinal() - 1, -1))
        return next((each for each in days if self.may_start(each, job)), None)

    def last_day(self, first: date, last: date) -> date:
        """The last day of an event that would end on a weekend: the Friday before, unless work begins on weekends."""
        while last > first and last.weekday() not in WORKING_WEEK | self.starts_on:
            last -= ONE_DAY
        return last

    def _is_closed(self, day: date) -> bool:
        if day.isocalendar().week in self.closed_weeks:
            return True
        return any(stretch.first <= day <= stretch.last for stretch in self.closed)


class Booked:
    """What has been booked of a calendar of work while a forecast is made, each place by the name of what it is for."""

    def __init__(self, calendar: WorkCalendar) -> None:
        self.calendar = calendar
        self._starts: Counter[tuple[str, int, int]] = Counter()  # by limit, year and week
        self._going_on: Counter[tuple[str, date]] = Counter()  # by limit and day
        self._places: dict[Hashable, tuple[frozenset[str], date, date]] = {}

    def book(self, name: Hashable, job: Job, wanted: date, until: date) -> date | None:
        """The first free start from the day wanted on, up to and with `until`; it is taken. None if there is none.

        What had been booked under the same name is given back first.
        """
        self.give_back(name)
        for day in _days(wanted, until):
            if job.last_day(day) > job.must_end_by:
                return None
            if self.calendar.may_start(day, job) and self._is_free(job.kinds, day, job.last_day(day)):
                self._places[name] = job.kinds, day, job.last_day(day)
                self.started(job.kinds, day)
                self.goes_on(job.kinds, day, job.last_day(day))
                return day
        return None

    def give_back(self, name: Hashable) -> None:
        """What has been booked under a name is free again, if anything was."""
        kinds, first, last = self._places.pop(name, (frozenset[str](), date.min, date.min))
        self.started(kinds, first, -1)
        self.goes_on(kinds, first, last, -1)

    def started(self, kinds: frozenset[str], day: date, number: int = 1) -> None:
        """An event starts on a day, or did before the forecast begins."""
        year, week, _ = day.isocalendar()
        for kind in kinds & self.calendar.starts_a_week.keys():
            self._starts[kind, year, week] += number

    def goes_on(self, kinds: frozenset[str], first: date, last: date, number: int = 1) -> None:
        """An event takes its place on these days, also one that had begun before."""
        for kind in kinds & self.calendar.at_a_time.keys():
            for day in _days(first, last):
                self._going_on[kind, day] += number

    def _is_free(self, kinds: frozenset[str], day: date, last: date) -> bool:
        calendar = self.calendar
        year, week, _ = day.isocalendar()
        for kind in kinds & calendar.starts_a_week.keys():
            if self._starts[kind, year, week] >= calendar.starts_a_week[kind]:
                return False
        for kind in kinds & calendar.at_a_time.keys():
            if any(self._going_on[kind, each] >= calendar.at_a_time[kind] for each in _days(day, last)):
                return False
        return True


def _days(first: date, last: date) -> Iterator[date]:
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
