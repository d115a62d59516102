"""Stretches of the calendar that follow one another without end: years, quarters and months; weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ilacs_rules.language.dates import add_days, next_period_start, period_start
from ilacs_rules.language.durations import Duration, duration

_IN_MONTHS = {"year": 12, "quarter": 3, "month": 1}


@dataclass(frozen=True, slots=True)
class Months:
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


@dataclass(frozen=True, slots=True)
class Weeks:
    """Each week, from Monday to Sunday."""

    def start_of(self, day: date) -> date | None:
        """The Monday of the week that holds a day."""
        return add_days(day, -day.weekday())

    def next_start(self, day: date) -> date | None:
        """The first Monday after a day; None after the year 9999."""
        return add_days(day, 7 - day.weekday())

    @property
    def length(self) -> Duration:
        """How long each is."""
        return duration(1, "week")


Cycle = Months | Weeks

CYCLES: dict[str, Cycle] = {
    "calendar year": Months(12, 1, 1),
    "financial year": Months(12, 4, 1),
    "academic year": Months(12, 9, 1),
    "quarter": Months(3, 1, 1),
    "month": Months(1, 1, 1),
    "week": Weeks(),
}
"""Those that have a name."""
