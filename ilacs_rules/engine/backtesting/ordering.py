"""In which order a plan takes its cases, and in which order whoever goes by the time since the last event would."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ilacs_rules.engine.observing.spells import seen
from ilacs_rules.engine.plan import Plan
from ilacs_rules.engine.plan_rows import PlanRow
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.model.case import Event
from ilacs_rules.model.partial import last_of


def rows_by_case(plan: Plan, kinds: frozenset[str]) -> dict[str, list[PlanRow]]:
    """The rows of a plan about some kinds of event (folded), for each case by name, in the order of the plan.

    The cases stand in the order in which the plan first names them. One of which it says nothing is not among them.
    """
    found: dict[str, list[PlanRow]] = {}
    for row in plan.rows:
        if row.obligation.event in kinds:
            found.setdefault(row.case.name, []).append(row)
    return found


def in_plan_order(names: Iterable[str], rows: Iterable[str]) -> list[str]:
    """All names in the order of the rows; those without a row come last, by name."""
    place = {name: number for number, name in enumerate(rows)}
    return sorted(names, key=lambda name: (place.get(name, len(place)), name))


def last_seen(snapshot: Snapshot, kinds: frozenset[str]) -> Event | None:
    """The last event of some kinds that is known to have ended by the day."""
    return max(seen(snapshot, kinds), key=_ended, default=None)


def by_time_since(last: dict[str, Event | None]) -> list[str]:
    """All names, the one first whose last event ended longest ago; those without one come last; then by name."""

    def key(name: str) -> tuple[bool, date, str]:
        event = last[name]
        return event is None, date.max if event is None else _ended(event), name

    return sorted(last, key=key)


def _ended(event: Event) -> date:
    assert event.end is not None, "it has ended"
    return last_of(event.end)
