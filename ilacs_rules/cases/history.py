"""The events of one case taken together: told twice, or at odds with each other.

Two events of one kind that share a day known for certain are at odds: a case goes through one of a kind at a time.
Events known only to the month or year may well be two, so only those alike in everything count as told twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ilacs_rules.cases.model import Event
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic


def checked_history(events: Iterable[Event], out: list[Diagnostic]) -> tuple[Event, ...]:
    """The events in their order, each counted once (W712); those at odds with each other are reported (E707)."""
    kept: list[Event] = []
    same_days: dict[tuple[object, ...], list[Event]] = {}
    for event in events:
        others = same_days.setdefault((event.kind, event.start, event.end), [])
        twin = next((other for other in others if _same(event, other)), None)
        if twin is None:
            others.append(event)
            kept.append(event)
        else:
            _report(Code.DUPLICATE_EVENT, f"this “{event.kind}” is told twice and counted once", event, twin, out)
    _at_odds(kept, out)
    return tuple(kept)


def _same(one: Event, other: Event) -> bool:
    if (one.publication, one.fields) != (other.publication, other.fields):
        return False
    return (isinstance(one.start, date) and isinstance(one.end, date)) or one.source == other.source


def _at_odds(events: list[Event], out: list[Diagnostic]) -> None:
    exact = [(e.start, e.end, e) for e in events if isinstance(e.start, date) and isinstance(e.end, date)]
    latest: dict[str, tuple[date, date, Event]] = {}  # by kind, the event that reaches furthest so far
    for start, end, event in sorted(exact, key=lambda each: each[:2]):
        before = latest.get(event.kind)
        if before is not None and start <= before[1]:
            if (start, end) == before[:2]:
                message = f"two events “{event.kind}” on the same days do not agree"
            else:
                message = f"two events “{event.kind}” at one time: {_days(*before[:2])} and {_days(start, end)}"
            _report(Code.EVENTS_CONTRADICT, message, event, before[2], out)
        if before is None or end > before[1]:
            latest[event.kind] = (start, end, event)


def _days(start: date, end: date) -> str:
    return f"{start}" if start == end else f"{start} to {end}"


def _report(code: Code, message: str, event: Event, other: Event, out: list[Diagnostic]) -> None:
    assert event.place is not None  # whatever has been read has a place
    assert other.place is not None
    hint = "if they are one event, tell it once; if not, correct the days" if code is Code.EVENTS_CONTRADICT else None
    out.append(Diagnostic(code, message, event.place, hint, ((other.place, "the other one"),)))
