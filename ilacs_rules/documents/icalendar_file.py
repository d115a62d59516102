"""Writing iCalendar (RFC 5545): all-day entries that take up nobody's time, the same bytes for the same entries.

There is no clock: every entry is stamped with the day of the question it answers, from which it follows altogether. So
of two files with an entry of one name, a calendar keeps that of the later question.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from ilacs_rules.language.dates import ONE_DAY
from ilacs_rules.model.case import Event as CaseEvent
from ilacs_rules.text.excerpt import visible

if TYPE_CHECKING:
    from icalendar import Event


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """From its first to its last day. What it is `about` tells it from every other, whenever it is made."""

    about: tuple[str, ...]
    first: date
    last: date
    title: str
    told: tuple[str, ...]
    category: str


def of_event(event: CaseEvent | None) -> tuple[str, ...]:
    """What tells what is about an event from what is about any other; nothing where it is about none."""
    return () if event is None else (event.kind, str(event.start), str(event.end))


def written(product: str, title: str, told: Iterable[str], on: date, entries: Sequence[CalendarEntry]) -> bytes:
    """The file, with what is told of all of it. Raises ModuleNotFoundError where icalendar is not installed.

    A file must have an entry: where there is none, one on the day of the question says so.
    """
    from icalendar import Calendar, vText  # an extra: imported when a calendar is made

    lines = tuple(told)
    whole = Calendar()
    whole.add("prodid", f"-//ilacs-rules//{product}//EN")
    whole.add("version", "2.0")
    whole.add("x-wr-calname", vText(visible(title)))
    whole.add("x-wr-caldesc", vText(_lines(lines)))
    nothing = CalendarEntry((product, title), on, on, f"Nothing stands in this calendar: {title}", lines, "nothing")
    for entry in entries or [nothing]:
        whole.add_component(_event(entry, on))
    content: bytes = whole.to_ical()
    return content


def _event(entry: CalendarEntry, on: date) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{_digest(entry)}@ilacs-rules")
    event.add("dtstamp", datetime(on.year, on.month, on.day, tzinfo=UTC))
    event.add("dtstart", entry.first)
    if entry.last < date.max:  # the end of an all-day entry is the day after; without one it lasts a day
        event.add("dtend", entry.last + ONE_DAY)
    event.add("summary", visible(entry.title))
    event.add("description", _lines(entry.told))
    event.add("categories", [entry.category])
    event.add("status", "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    return event


def _lines(told: Iterable[str]) -> str:
    return "\n".join(visible(each) for each in told)


def _digest(entry: CalendarEntry) -> str:
    return hashlib.sha256("\0".join(entry.about).encode()).hexdigest()[:32]
