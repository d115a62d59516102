"""The rows of a plan as a calendar and a page tell them: what is due, on which days it lies, what has no day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ilacs_rules.engine.plan_rows import LATE, PlanRow, unless_done_since
from ilacs_rules.explain import values
from ilacs_rules.explain.document import assumption_sentence
from ilacs_rules.explain.english import capital, names_of
from ilacs_rules.explain.for_what import for_what
from ilacs_rules.explain.standing import UNCLEAR, ahead, late_word
from ilacs_rules.explain.status import is_exceeded, verdict
from ilacs_rules.model.decision import CANNOT_BE_TOLD, Flag, Status
from ilacs_rules.model.partial import first_of, last_of

_NOT_TO_BE_DONE = (Status.UNDETERMINED, Status.LAPSED, Status.SATISFIED)  # the last is told for what was missed


def what_is_due(row: PlanRow) -> str:
    """`Answer, for the notice of August 2021`: as the policy labels it; of one duty for each event, also the event."""
    label = capital(row.decision.requirement(row.obligation).label)
    return f"{label}{for_what(row.obligation, row.decision.version)}"


def how_it_stands(row: PlanRow) -> str:
    """Its status in a few words, with what was missed before: `open, and missed before`."""
    obligation = row.obligation
    if obligation.status is Status.UNDETERMINED:
        return "cannot be told yet"
    if (early := ahead(obligation, row.decision)) is not None:
        return early
    if obligation.status is Status.APPLIES:
        return UNCLEAR
    missed = ", and missed before" if Flag.MISSED in obligation.flags else ""
    since = unless_done_since(obligation)
    unless = "" if since is None else f" unless done since {values.day(since)}"
    return f"{late_word(obligation)}{unless}{missed}"


def reading_of_ours(row: PlanRow) -> list[str]:
    """What it rests on that is no word of the publisher's, in a sentence, if anything is."""
    assumed = row.decision.requirement(row.obligation).assumes
    return [] if assumed is None else [assumption_sentence(assumed)]


def days_of(row: PlanRow) -> tuple[date, date] | None:
    """From the first to the last day on which it may be done; what is late, to the day of the question.

    Every day that is possible: of a day known only to a month the whole month. None where there is no such day, where
    it may already be done and no last day is set, where it is not known to apply or is not to be done, and where the
    last day is past and it cannot be told whether it was done.
    """
    obligation, on = row.obligation, row.decision.on
    first = obligation.opens or obligation.target or obligation.closes
    last = obligation.closes or obligation.target
    if first is None or obligation.status in _NOT_TO_BE_DONE or is_exceeded(obligation):
        return None
    if last is None:
        return (first_of(first), last_of(first)) if last_of(first) > on else None
    if obligation.status in CANNOT_BE_TOLD and last_of(last) < on:
        return None
    return first_of(first), max(last_of(last), on) if obligation.status in LATE else last_of(last)


def without_a_day(rows: Iterable[PlanRow]) -> list[str]:
    """A sentence for each thing that stands in one way, with the cases of which that is so."""
    found: dict[str, list[str]] = {}
    for row in rows:
        stands = verdict(row.obligation, row.decision)
        found.setdefault(f"{what_is_due(row)} ({stands}{why_not_told(row)})", []).append(row.case.name)
    return [f"{words}: {names_of(dict.fromkeys(names))}." for words, names in found.items()]


def why_not_told(row: PlanRow) -> str:
    """What follows how it stands, where that cannot be told: `: the result is not recorded`."""
    if row.obligation.status not in CANNOT_BE_TOLD or not row.obligation.needs:
        return ""
    return f": {'; '.join(dict.fromkeys(need.text for need in row.obligation.needs))}"
