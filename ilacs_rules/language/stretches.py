"""Stretches of the calendar: years, quarters, months and weeks, without end; and those that a policy tells."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date

from ilacs_rules.language.dates import ONE_DAY, DaysNotKnown, add_days, next_period_start, period_start
from ilacs_rules.language.dates_in_words import day_in_words
from ilacs_rules.language.durations import Duration, duration
from ilacs_rules.text.frozen import frozen

_IN_MONTHS = {"year": 12, "quarter": 3, "month": 1}


class _Endless(ABC):
    """Stretches that follow one another without a gap."""

    __slots__ = ()

    @abstractmethod
    def start_of(self, day: date) -> date | None:
        """The first day of the one that holds a day; None before the year 1."""

    @abstractmethod
    def next_start(self, day: date) -> date | None:
        """The first day of the next after a day; None after the year 9999."""

    def end_of(self, start: date) -> date | None:
        """The last day of the one that begins on a day; None after the year 9999."""
        following = self.next_start(start)
        return None if following is None else following - ONE_DAY

    def before(self, start: date) -> tuple[date, date] | None:
        """The one before that which begins on a day; None before the year 1."""
        last = add_days(start, -1)
        first = None if last is None else self.start_of(last)
        return None if first is None or last is None else (first, last)


@frozen
class Months(_Endless):
    """Each so many `months`; one of them begins on `day`.`month` of a year."""

    months: int
    month: int
    day: int

    def start_of(self, day: date) -> date | None:
        """The first day of the one that holds a day; None before the year 1."""
        return period_start(day, self.months, self.month, self.day)

    def next_start(self, day: date) -> date | None:
        """The first day of the next after a day; None after the year 9999."""
        return next_period_start(day, self.months, self.month, self.day)

    @property
    def length(self) -> Duration:
        """How long each is."""
        return next(duration(self.months // size, unit) for unit, size in _IN_MONTHS.items() if self.months % size == 0)


@frozen
class Weeks(_Endless):
    """Each week, from Monday to Sunday."""

    def start_of(self, day: date) -> date | None:
        """The Monday of the week that holds a day; None before the year 1."""
        return add_days(day, -day.weekday())

    def next_start(self, day: date) -> date | None:
        """The first Monday after a day; None after the year 9999."""
        return add_days(day, 7 - day.weekday())

    @property
    def length(self) -> Duration:
        """How long each is."""
        return duration(1, "week")


@frozen
class ToldStretches:
    """Stretches that a policy tells under a name, in order and apart: the terms of a school, the weeks nobody comes.

    Between two of them no other lies. What lies before the first and after the last is not known.
    """

    words: str
    told: tuple[tuple[date, date], ...]  # the first and the last day of each

    def holds(self, day: date) -> bool:
        """Whether a day lies in one of them. Raises DaysNotKnown for a day before the first or after the last."""
        if not self.told[0][0] <= day <= self.told[-1][1]:
            raise DaysNotKnown(self.known)
        return self.start_of(day) is not None

    def start_of(self, day: date) -> date | None:
        """The first day of the one that holds a day; None where none that is told does."""
        return next((first for first, last in self.told if first <= day <= last), None)

    def next_start(self, day: date) -> date:
        """The first day of the next after a day. Raises DaysNotKnown where that need not be one that is told."""
        if day < self.told[0][0] - ONE_DAY or day >= self.told[-1][0]:
            raise DaysNotKnown(self.known)
        return next(first for first, _ in self.told if first > day)

    def end_of(self, start: date) -> date:
        """The last day of the one that begins on a day."""
        return next(last for first, last in self.told if first == start)

    def before(self, start: date) -> tuple[date, date] | None:
        """The one before that which begins on a day; None where none is told."""
        return next(((first, last) for first, last in reversed(self.told) if first < start), None)

    @property
    def known(self) -> str:
        """From when to when they are told, and what to do about other days."""
        first, last = day_in_words(self.told[0][0]), day_in_words(self.told[-1][1])
        return f"“{self.words}” is told from {first} to {last} only; more can be listed under “stretches”"


Cycle = Months | Weeks | ToldStretches

CYCLES: dict[str, Cycle] = {
    "calendar year": Months(12, 1, 1),
    "financial year": Months(12, 4, 1),
    "academic year": Months(12, 9, 1),
    "quarter": Months(3, 1, 1),
    "month": Months(1, 1, 1),
    "week": Weeks(),
}
"""Those that have a name."""
