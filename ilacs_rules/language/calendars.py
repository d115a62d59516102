"""Working days: the working week of a country less its public holidays and the closures a policy lists.

Public holidays come from the `holidays` package, imported when the first working day is asked for. Years are worked
out as they are needed and kept; working a year out twice gives the same list, so threads may share a calendar. The
package knows the holidays of a span of years (1872 to 2100 for the United Kingdom). In a year outside it, no day is
known to be a working day, unless the policy lists closures in that year: then they are all there is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache

from ilacs_rules.language.dates import DaysNotKnown
from ilacs_rules.language.names import fold

# name → country and subdivision, as the holidays package calls them
_NAMES: dict[str, tuple[str, str | None]] = {
    "england": ("GB", "ENG"),
    "wales": ("GB", "WLS"),
    "scotland": ("GB", "SCT"),
    "northern ireland": ("GB", "NIR"),
    "united kingdom": ("GB", None),
}

_MOST_IN_A_YEAR = 366

CLOSED = "closed"
"""What a closure that a policy lists is called among the holidays."""


class HolidaysNotKnown(DaysNotKnown):
    """The public holidays of a year are not known, and so neither are its working days."""


def known_calendars() -> tuple[str, ...]:
    """The calendars that have a name; others are written as codes of a country and part (`FR`, `US-NY`)."""
    return tuple(_NAMES)


def code_of_country(name: str) -> str | None:
    """The code under which a country has its calendar, by its English name or another code: `IE` for Ireland."""
    from holidays.registry import COUNTRIES

    said = fold(name).replace(" ", "_")
    for country, (_, code, *others) in COUNTRIES.items():
        if said in (country, code.lower(), *map(str.lower, others)):
            return code
    return None


def find_calendar(name: str, closures: Iterable[date] = ()) -> Calendar | None:
    """The calendar a policy names, or None if there is none of that name or code."""
    return _calendar(name, frozenset(closures))


@lru_cache(maxsize=16)  # each works out the days of a year once, and versions mostly name the same
def _calendar(name: str, closures: frozenset[date]) -> Calendar | None:
    place = _NAMES.get(fold(name))
    if place is None:
        country, hyphen, subdivision = name.partition("-")
        place = country, subdivision if hyphen else None
        if not _exists(*place):
            return None
    return Calendar(name, *place, closures)


def _exists(country: str, subdivision: str | None) -> bool:
    import holidays

    if subdivision == "":  # the package would take it for none
        return False
    try:
        found = holidays.country_holidays(country, subdiv=subdivision)
    except NotImplementedError:
        return False
    return getattr(found, "country", None) == country  # and no other name that the package has for it, as UK for GB


class Calendar:
    """The working days of a place. Immutable in meaning; make one with `find_calendar`.

    Its methods raise HolidaysNotKnown where they would have to look at a year of which the holidays are not known.
    """

    __slots__ = ("_closures", "_country", "_days_off", "_span", "_subdivision", "_years", "name")

    def __init__(self, name: str, country: str, subdivision: str | None, closures: frozenset[date]) -> None:
        self.name = name
        self._country = country
        self._subdivision = subdivision
        self._closures = closures
        self._years: dict[int, list[int]] = {}
        self._days_off: dict[int, tuple[tuple[date, str], ...]] = {}
        self._span: tuple[int, int] | None = None

    def known_years(self) -> tuple[int, int]:
        """The first and the last year of which the public holidays are known."""
        if self._span is None:
            import holidays

            known = holidays.country_holidays(self._country, subdiv=self._subdivision)
            self._span = known.start_year, known.end_year
        return self._span

    @property
    def known(self) -> str:
        """Of which years the public holidays are known, and what to do about others."""
        first, last = self.known_years()
        return (
            f"the bank holidays of the calendar “{self.name}” are known for the years {first} to {last} only; those of "
            "other years can be listed under “closures”"
        )

    def knows(self, year: int) -> bool:
        """Whether the working days of a year are known: by its public holidays, or by closures listed in it."""
        first, last = self.known_years()
        return first <= year <= last or any(day.year == year for day in self._closures)

    def is_working_day(self, day: date) -> bool:
        """Whether a day is one."""
        days = self._working_days(day.year)
        place = bisect_left(days, day.toordinal())
        return place < len(days) and days[place] == day.toordinal()

    def add_working_days(self, day: date, count: int) -> date | None:
        """The `count`-th working day after `day`, or before it if negative; `day` itself for 0.

        None outside the years 1 to 9999.
        """
        if count == 0:
            return day
        year = day.year
        if abs(count) > _MOST_IN_A_YEAR * (MAXYEAR - year + 1 if count > 0 else year):
            return None  # not worth working out thousands of years to find that out
        days = self._working_days(year)
        if count > 0:
            place = bisect_right(days, day.toordinal()) + count - 1
            while place >= len(days):
                place -= len(days)
                year += 1
                if year > MAXYEAR:
                    return None
                days = self._working_days(year)
        else:
            place = bisect_left(days, day.toordinal()) + count
            while place < 0:
                year -= 1
                if year < MINYEAR:
                    return None
                days = self._working_days(year)
                place += len(days)
        return date.fromordinal(days[place])

    def next_working_day(self, day: date) -> date | None:
        """The day itself if it is a working day, else the first after it."""
        return day if self.is_working_day(day) else self.add_working_days(day, 1)

    def previous_working_day(self, day: date) -> date | None:
        """The day itself if it is a working day, else the last before it."""
        return day if self.is_working_day(day) else self.add_working_days(day, -1)

    def working_days_between(self, start: date, end: date) -> int:
        """The working days after `start`, up to and including `end`; if `end` is earlier, the reverse with a minus.

        It is the largest k for which `start` and k working days is not after `end`.
        """
        if start == end:
            return 0
        if end < start:
            return -self.working_days_between(end, start)
        whole_years = sum(len(self._working_days(year)) for year in range(start.year, end.year))
        return whole_years + self._until(end) - self._until(start)

    def days_off(self, year: int) -> tuple[tuple[date, str], ...]:
        """The days of a year on which nobody works though the week says so: public holidays by name, and closures."""
        found = self._days_off.get(year)
        if found is None:
            found = self._days_off[year] = self._work_out_days_off(year)
        return found

    def holidays_between(self, one: date, other: date) -> tuple[tuple[date, str], ...]:
        """The holidays and closures from one day to another, either way, both included, with their names."""
        first, last = sorted((one, other))
        return tuple(
            (day, name)
            for year in range(first.year, last.year + 1)
            for day, name in self.days_off(year)
            if first <= day <= last
        )

    def _work_out_days_off(self, year: int) -> tuple[tuple[date, str], ...]:
        import holidays

        known = holidays.country_holidays(self._country, subdiv=self._subdivision, years=year, expand=False)
        named = dict.fromkeys(sorted(day for day in self._closures if day.year == year), CLOSED)
        named |= {day: known[day] for day in sorted(known) if not known.is_weekend(day)}
        return tuple(sorted(named.items()))

    def _until(self, day: date) -> int:
        """The working days of its year up to and including a day."""
        return bisect_right(self._working_days(day.year), day.toordinal())

    def _working_days(self, year: int) -> list[int]:
        """The working days of a year as ordinals, sorted."""
        days = self._years.get(year)
        if days is None:
            days = self._years[year] = self._work_out(year)
        return days

    def _work_out(self, year: int) -> list[int]:
        import holidays

        if not self.knows(year):
            raise HolidaysNotKnown(self.known)
        known = holidays.country_holidays(self._country, subdiv=self._subdivision, years=year, expand=False)
        days = range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)
        return [n for n in days if known.is_working_day(day := date.fromordinal(n)) and day not in self._closures]
