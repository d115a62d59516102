"""How late something is, or was done, in words; and by when it was to be done."""

from __future__ import annotations

from ilacs_rules.explain import english, values
from ilacs_rules.explain.standing import done_late_word
from ilacs_rules.language.fixed_words import Strength
from ilacs_rules.model.decision import Obligation, Status
from ilacs_rules.model.partial import Day


def was_to_be_done(obligation: Obligation) -> str:
    """Of what is late: `was due by 1 June 2025`; of what is due on one day and late after another, its last day."""
    due, last = obligation.target, obligation.closes
    if due is not None and due != last:
        return f"had its last day {on_day(last)}"
    return f"was {due_word(obligation)} by {some_day(last)}"


def how_late(obligation: Obligation) -> str:
    """By how much; untold where its last day is known only to a month or a year."""
    late = "" if obligation.days_late is None else f" by {english.days(obligation.days_late)}{in_pauses(obligation)}"
    return late + unless_done(obligation)


def unless_done(obligation: Obligation) -> str:
    """` unless it was done since 31 December 2025`, where the record ends then."""
    since = obligation.unless_done_since
    return "" if since is None else f" unless it was done since {values.day(since)}"


def done_late(obligation: Obligation) -> str | None:
    """`12 days late`, of what is done; None where it was not, or that cannot be told."""
    if obligation.status is not Status.SATISFIED or obligation.days_late is None:
        return None
    return f"{english.days(obligation.days_late)} {done_late_word(obligation.strength)}{in_pauses(obligation)}"


def in_pauses(obligation: Obligation) -> str:
    """What follows a number of days late: ` (77 of them in a pause)`, with `, and perhaps 9 more` where so."""
    sure, perhaps = obligation.days_paused, obligation.days_perhaps_paused
    if sure:
        return f" ({sure:,} of them in a pause{f', and perhaps {perhaps:,} more' if perhaps else ''})"
    return f" (perhaps {perhaps:,} of them in a pause)" if perhaps else ""


def due_word(obligation: Obligation) -> str:
    """`due`; of what nobody has to do `asked for` or `usually to be done`."""
    words = {Strength.ASKED: "asked for", Strength.USUALLY: "usually to be done"}
    return words.get(obligation.strength, "due")


def on_day(when: Day | None) -> str:
    """`on 1 June 2025`, `in June 2025`."""
    return "on a day not known" if when is None else values.on_day(when)


def some_day(when: Day | None) -> str:
    """`1 June 2025`, `a day in June 2025`."""
    return "a day not known" if when is None else values.some_day(when)
