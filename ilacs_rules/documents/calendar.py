"""A forecast as an iCalendar file, to be laid beside the calendar of whoever has to be there."""

from __future__ import annotations

from collections.abc import Iterable

from ilacs_rules.documents.icalendar_file import CalendarEntry, of_event, written
from ilacs_rules.engine.forecasting.expected import Basis, Expected
from ilacs_rules.engine.forecasting.forecast import Forecast
from ilacs_rules.explain import values
from ilacs_rules.explain.derivations import how_reached
from ilacs_rules.explain.english import capital
from ilacs_rules.explain.forecast import assumptions
from ilacs_rules.explain.forecast_report import falls_on
from ilacs_rules.explain.progress import to_look_at
from ilacs_rules.explain.publication import titled


def calendar(forecast: Forecast, said: Iterable[str] = ()) -> bytes:
    """All-day entries, tentative and not taking up anybody's time; the same forecast gives the same bytes.

    What is `said` of all of it stands before its assumptions.
    Raises ModuleNotFoundError where icalendar is not installed.
    """
    entries = [_entry(forecast, expected) for expected in forecast.events]
    told = (*said, *assumptions(forecast))
    return written("forecast", f"{forecast.policy.title}: expected", told, forecast.on, entries)


def _entry(forecast: Forecast, expected: Expected) -> CalendarEntry:
    obligation, version = expected.obligation, expected.version
    kind = capital(values.kind_label(obligation.event, version))
    days = (("opens", obligation.opens), ("due", obligation.target), ("last day", obligation.closes))
    told = (
        f"Expected, not fixed. Required by: {expected.requirement.words}.",
        *(f"{capital(name)}: {values.day(day)}." for name, day in days if day is not None),
        *how_reached(obligation, expected.version),
        f"Falls on: {falls_on(expected)}.",
        *to_look_at(obligation),
        f"By {titled(version)}, in force from {values.day(version.start)}; as known on {values.day(forecast.on)}.",
    )
    placed = f" ({expected.basis.value})" if expected.basis is Basis.ASSUMED else ""
    title = f"{kind}: {expected.case.name}{placed}"
    return CalendarEntry(_about(expected), expected.start, expected.end, title, told, kind)


def _about(expected: Expected) -> tuple[str, ...]:
    """What tells the entry from every other: made of what it is about, so that it is the same whenever it is made."""
    about = expected.version.policy, expected.case.name, expected.requirement.name, expected.start.isoformat()
    return *about, *of_event(expected.obligation.instance)
