"""Kinds of day to which a day may be moved: working days, the days of the week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ilacs_rules.language.dates import add_days

if TYPE_CHECKING:
    from ilacs_rules.language.calendars import Calendar

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class KindOfDay:
    """A kind of day, as `words` call it: the working days of the calendar, or one day of the week (0 is Monday)."""

    words: str
    weekday: int | None = None

    @property
    def by_calendar(self) -> bool:
        """Whether a calendar must say which days are of this kind."""
        return self.weekday is None

    def nearest(self, day: date, calendar: Calendar | None, *, forward: bool) -> date | None:
        """The day itself if it is of this kind, else the next or the last before it; None outside the years 1 to 9999.

        Raises HolidaysNotKnown as calendars do. The checker sees that a policy has the calendar that this needs.
        """
        if self.weekday is not None:
            ahead = (self.weekday - day.weekday()) % 7
            return add_days(day, ahead if forward or ahead == 0 else ahead - 7)
        if calendar is None:
            raise ValueError("working days need a calendar")
        return calendar.next_working_day(day) if forward else calendar.previous_working_day(day)


WORKING_DAY = KindOfDay("working day")

KINDS_OF_DAY = {kind.words.lower(): kind for kind in (WORKING_DAY, *(KindOfDay(d, i) for i, d in enumerate(WEEKDAYS)))}
"""Those that every policy knows, by their folded names."""
