"""A plan as an iCalendar file: an entry for each thing due, from the first day it may be done to the last.

What is past its last day lasts to the day of the question, so that whoever looks at that day sees what is late. What
has no day to stand on is told in one entry, on the day of the question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ilacs_rules.documents.icalendar_file import CalendarEntry, of_event, written
from ilacs_rules.documents.plan_words import (
    days_of,
    how_it_stands,
    reading_of_ours,
    what_is_due,
    why_not_told,
    without_a_day,
)
from ilacs_rules.engine.plan import Plan
from ilacs_rules.engine.plan_rows import LATE, PlanRow
from ilacs_rules.explain import values
from ilacs_rules.explain.derivations import how_reached
from ilacs_rules.explain.english import capital, sentence
from ilacs_rules.explain.noted import noted, notes_of
from ilacs_rules.explain.progress import may_be_done, progress
from ilacs_rules.explain.status import verdict
from ilacs_rules.model.partial import Partial, first_of, last_of

_WITHOUT_A_DAY = "without a day"


def plan_calendar(
    plan: Plan, rows: Sequence[PlanRow], head: Sequence[str], said: Sequence[str], beside: Mapping[str, str]
) -> bytes:
    """The rows of a plan, under its `head`, with what is `said` of it, and what is told `beside` it of a case.

    The same plan gives the same bytes. Raises ModuleNotFoundError where icalendar is not installed.
    """
    title, *more = head
    as_at = " ".join(map(sentence, more))
    undated: list[PlanRow] = []
    entries: list[CalendarEntry] = []
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        days, about = days_of(row), _about(row)
        if days is None:
            undated.append(row)
            continue
        seen[about] = again = seen.get(about, 0) + 1  # of one event several may be asked for
        more_about = about if again == 1 else (*about, str(again))
        more_told = [*beside.get(row.case.name, "").splitlines(), *noted(row.case.note), as_at]
        entries.append(_entry(row, days, more_about, more_told))
        entries += _to_be_told(row, more_about, more_told)
    if undated:
        number = f"{len(undated):,} of {len(rows):,} {'line' if len(rows) == 1 else 'lines'} of the plan"
        more_of = [f"{row.case.name}: {beside[row.case.name]}" for row in undated if row.case.name in beside]
        more_of += notes_of(row.case for row in undated)
        told = [*without_a_day(undated), *dict.fromkeys(more_of), as_at]
        entries.insert(0, _of_the_undated(plan, f"{capital(_WITHOUT_A_DAY)}: {number}", told))
        said = [*said, f"{capital(_WITHOUT_A_DAY)}, in an entry on {values.day(plan.on)}: {number}."]
    return written("plan", f"{title}: plan as at {values.day(plan.on)}", [as_at, *said], plan.on, entries)


def _about(row: PlanRow) -> tuple[str, ...]:
    """What tells it from every other, on whatever day it is asked: the entry of a later plan takes its place."""
    about = "plan", row.decision.version.policy, row.case.name, row.obligation.requirement
    return *about, *of_event(row.obligation.instance)


def _entry(row: PlanRow, days: tuple[date, date], about: tuple[str, ...], more: Sequence[str]) -> CalendarEntry:
    obligation, version, on = row.obligation, row.decision.version, row.decision.on
    named = (("opens", obligation.opens), ("due", obligation.target), ("last day", obligation.closes))
    told = [
        "Asked for by the policy, and no appointment.",
        f"On {values.day(on)}: {verdict(obligation, row.decision)}{why_not_told(row)}.",
        f"By whom: {obligation.by}.",
        *(f"{capital(name)}: {values.some_day(day)}." for name, day in named if day is not None),
    ]
    if obligation.closes is None and obligation.target is None:
        told.append("No last day is set; this entry stands on the first.")
    if any(isinstance(day, Partial) for _, day in named):
        told.append("Not all its days are known exactly; this entry lasts over every one that is possible.")
    if obligation.status in LATE:
        still = "was still to be done" + ("" if obligation.unless_done_since is None else ", as far as the record goes")
        told.append(f"This entry lasts to {values.day(on)}, on which it {still}.")
    told += [*how_reached(obligation, obligation.terms or version), *progress(obligation, version)]
    told += [*may_be_done(obligation, version), *reading_of_ours(row), *more]
    title = f"{what_is_due(row)}: {row.case.name} ({how_it_stands(row)})"
    return CalendarEntry(about, *days, title, tuple(told), obligation.status.value)


def _to_be_told(row: PlanRow, about: tuple[str, ...], more: Sequence[str]) -> list[CalendarEntry]:
    """An entry on the last day on which the subject can be told, while that is to come."""
    obligation, day = row.obligation, row.obligation.to_tell_by
    if day is None or last_of(day) < row.decision.on:
        return []
    title = f"Tell of {what_is_due(row)}: {row.case.name}"
    told = (*progress(obligation, obligation.terms or row.decision.version), *more)
    return [CalendarEntry((*about, "told by"), first_of(day), last_of(day), title, told, "told by")]


def _of_the_undated(plan: Plan, title: str, told: Sequence[str]) -> CalendarEntry:
    assert plan.version is not None, "a plan that was made"
    all_told = ("Nothing of this could be given days of its own:", *told)
    return CalendarEntry(
        ("plan", plan.version.policy, _WITHOUT_A_DAY), plan.on, plan.on, title, all_told, _WITHOUT_A_DAY
    )
