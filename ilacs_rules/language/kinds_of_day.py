"""Kinds of day: working days, the days of the week, and those that a policy names, as the working days of a term."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ilacs_rules.language.dates import DaysNotKnown, add_days
from ilacs_rules.language.nouns import plural
from ilacs_rules.language.stretches import ToldStretches
from ilacs_rules.text.frozen import frozen

if TYPE_CHECKING:
    from ilacs_rules.language.calendars import Calendar

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@frozen
class KindOfDay:
    """A kind of day, as `words` call it: of one weekday (0 is Monday), a working day of the calendar, or any day.

    `stretches` narrow it: a day must lie in each, or in none where that is False.
    """

    words: str
    weekday: int | None = None
    working: bool = False
    stretches: tuple[tuple[ToldStretches, bool], ...] = ()

    @property
    def value(self) -> str:
        """What a length of time is counted in, as `DurationKind` says it: `school days`."""
        return plural(self.words)

    @property
    def known(self) -> str:
        """From when to when it is told which days are of this kind, and what to do about others."""
        return "; ".join(stretches.known for stretches, _ in self.stretches)

    def holds(self, day: date, calendar: Calendar | None) -> bool:
        """Whether a day is of this kind.

        Raises DaysNotKnown where what is told leaves it open; ValueError for a working day where there is no calendar,
        of which the checker sees to it that there is one.
        """
        if self.weekday is not None and day.weekday() != self.weekday:
            return False
        open_question: DaysNotKnown | None = None
        for stretches, inside in self.stretches:
            try:
                if stretches.holds(day) is not inside:
                    return False
            except DaysNotKnown as why:
                open_question = why
        if self.working:
            if calendar is None:
                raise ValueError("working days need a calendar")
            try:
                if not calendar.is_working_day(day):
                    return False
            except DaysNotKnown as why:
                open_question = why
        if open_question is not None:
            raise open_question
        return True

    def nearest(self, day: date, calendar: Calendar | None, *, forward: bool) -> date | None:
        """The day itself if it is of this kind, else the next or the last before it; None outside the years 1 to 9999.

        Raises as `holds`.
        """
        found: date | None = day
        while found is not None and not self.holds(found, calendar):
            found = add_days(found, 1 if forward else -1)
        return found

    def add(self, day: date, count: int, calendar: Calendar | None) -> date | None:
        """The `count`-th such day after a day, or before it if negative; the day itself for 0. Else as `nearest`."""
        step = 1 if count > 0 else -1
        found: date | None = day
        for _ in range(abs(count)):
            found = None if found is None else add_days(found, step)
            found = None if found is None else self.nearest(found, calendar, forward=step > 0)
        return found

    def between(self, start: date, end: date, calendar: Calendar | None) -> int:
        """The days of this kind after `start`, up to and including `end`, which is not earlier. Raises as `holds`."""
        days = range(start.toordinal() + 1, end.toordinal() + 1)
        return sum(self.holds(date.fromordinal(each), calendar) for each in days)


ANY_DAY = KindOfDay("day")
WORKING_DAY = KindOfDay("working day", working=True)

KINDS_OF_DAY = {kind.words.lower(): kind for kind in (WORKING_DAY, *(KindOfDay(d, i) for i, d in enumerate(WEEKDAYS)))}
"""Those that every policy knows, by their folded names."""
