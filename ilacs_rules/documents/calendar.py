"""A forecast as an iCalendar file, to be laid beside the calendar of whoever has to be there."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ilacs_rules.engine.forecasting.expected import Expected
from ilacs_rules.engine.forecasting.forecast import Forecast
from ilacs_rules.explain import values
from ilacs_rules.explain.derivations import how_reached
from ilacs_rules.explain.english import capital
from ilacs_rules.explain.forecast import assumptions
from ilacs_rules.explain.status import to_look_at
from ilacs_rules.language.dates import ONE_DAY
from ilacs_rules.text.excerpt import visible

if TYPE_CHECKING:
    from icalendar import Event

_PRODUCT = "-//ilacs-rules//forecast//EN"


def calendar(forecast: Forecast) -> bytes:
    """All-day entries, tentative and not taking up anybody's time; the same forecast gives the same bytes.

    Raises ModuleNotFoundError where icalendar is not installed.
    """
    from icalendar import Calendar, vText

    policy = forecast.policy
    whole = Calendar()
    whole.add("prodid", _PRODUCT)
    whole.add("version", "2.0")
    whole.add("x-wr-calname", vText(visible(f"{policy.title}: expected")))
    whole.add("x-wr-caldesc", vText("\n".join(visible(each) for each in assumptions(forecast))))
    for expected in forecast.events:
        whole.add_component(_entry(forecast, expected))
    content: bytes = whole.to_ical()
    return content


def _entry(forecast: Forecast, expected: Expected) -> Event:
    from icalendar import Event  # an extra: imported when a calendar is made

    obligation, version = expected.obligation, expected.version
    kind = capital(values.kind_label(obligation.event, version))
    days = (("opens", obligation.opens), ("target", obligation.target), ("closes", obligation.closes))
    told = [
        f"Expected, not fixed. Required by: {expected.requirement.words}.",
        *(f"{capital(name)}: {values.day(day)}." for name, day in days if day is not None),
        *how_reached(obligation, expected.version),
        f"Falls on: {expected.basis.value}.",
        *to_look_at(obligation),
        f"By {version.title}, in force from {values.day(version.start)}; as known on {values.day(forecast.on)}.",
    ]
    entry = Event()
    entry.add("uid", f"{_digest(expected)}@ilacs-rules")
    entry.add("dtstamp", datetime(forecast.on.year, forecast.on.month, forecast.on.day, tzinfo=UTC))
    entry.add("dtstart", expected.start)
    entry.add("dtend", expected.end + ONE_DAY)
    entry.add("summary", visible(f"{kind}: {expected.case.name}"))
    entry.add("description", "\n".join(visible(each) for each in told))
    entry.add("categories", [kind])
    entry.add("status", "TENTATIVE")
    entry.add("transp", "TRANSPARENT")
    return entry


def _digest(expected: Expected) -> str:
    """What tells the entry from every other: made of what it is about, so that it is the same whenever it is made."""
    instance = expected.obligation.instance
    about = (
        *(expected.version.policy, expected.case.name, expected.requirement.name, expected.start.isoformat()),
        *(() if instance is None else (instance.kind, str(instance.start), str(instance.end))),
    )
    return hashlib.sha256("\0".join(about).encode()).hexdigest()[:32]
