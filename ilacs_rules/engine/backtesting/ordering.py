"""In which order a plan takes its cases; in which its days alone would; and in which the time since the last event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from statistics import median_low

from ilacs_rules.engine.plan import Plan
from ilacs_rules.engine.plan_rows import PlanRow
from ilacs_rules.language.dates import add_days
from ilacs_rules.model.case import Event
from ilacs_rules.model.partial import Day, first_of, last_of


def in_plan_order(plan: Plan, kinds: frozenset[str]) -> dict[str, list[PlanRow]]:
    """The cases of a plan by name, in the order of its lines where only some kinds of event (folded) are asked about.

    With each are its rows about them, the one of its line first.
    """
    asked = replace(plan, rows=tuple(row for row in plan.rows if row.obligation.event in kinds))
    rows: dict[str, list[PlanRow]] = {}
    for row in asked.rows:
        rows.setdefault(row.case.name, []).append(row)
    found: dict[str, list[PlanRow]] = {}
    for line in asked.lines:
        others = [row for row in rows.get(line.case.name, []) if row is not line.row]
        found[line.case.name] = others if line.row is None else [line.row, *others]
    return found


def by_day(due: Mapping[str, Day | None], last: Mapping[str, Event | None]) -> list[str]:
    """All names by the day the plan has for each, the earliest first.

    One without a day stands as if it were due as long after its last event as half of the others are after theirs
    (the lower median): what is asked of it is not thought less urgent than what is asked of them. One that has neither
    comes last; then by name.
    """
    periods = [
        (first_of(day) - _ended(event)).days
        for name, day in due.items()
        if day is not None and (event := last[name]) is not None
    ]
    period = median_low(periods) if periods else 0

    def key(name: str) -> tuple[date, str]:
        day, event = due[name], last[name]
        if day is not None:
            return first_of(day), name
        return (date.max if event is None else add_days(_ended(event), period) or date.max), name

    return sorted(due, key=key)


def by_time_since(last: dict[str, Event | None]) -> list[str]:
    """All names, the one first whose last event ended longest ago; those without one come last; then by name."""

    def key(name: str) -> tuple[bool, date, str]:
        event = last[name]
        return event is None, date.max if event is None else _ended(event), name

    return sorted(last, key=key)


def _ended(event: Event) -> date:
    assert event.end is not None, "it has ended"
    return last_of(event.end)
