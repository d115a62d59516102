"""In whose place something stands, and when that would be due without it, in words."""

from __future__ import annotations

from ilacs_rules.engine.plan_rows import LATE
from ilacs_rules.explain import english, values
from ilacs_rules.explain.standing import late_word
from ilacs_rules.language.fixed_words import Strength
from ilacs_rules.model.decision import Obligation, Status


def in_place_of(obligation: Obligation) -> list[str]:
    """`it stands in place of “check”, which could be done from … to …`; what a permission leaves `may be done` so."""
    may = obligation.strength is Strength.MAY
    stands, would = ("may be done", "is") if may else ("stands", "would be")
    return [
        f"it {stands} in place of {english.quoted(_label(each))}, which {_stood(each, would)}"
        for each in replaced(obligation)
    ]


def replaced(obligation: Obligation) -> tuple[Obligation, ...]:
    """In whose place it stands, or may be done; leave that was used or has lapsed may not be any more."""
    over = obligation.strength is Strength.MAY and obligation.status in (Status.SATISFIED, Status.LAPSED)
    return () if over else obligation.in_place_of


def _stood(other: Obligation, would: str) -> str:
    """When it is due, or would be; it may have been late before, which a move does not hide."""
    opens, last = other.opens, other.closes or other.target
    if other.status is Status.SATISFIED:
        return "would be done already"
    if last is None:
        if opens is not None:
            return f"{would} possible from {values.some_day(opens)} on"
        return "has a day that cannot be told" if other.status is Status.APPLIES else f"{would} without a date"
    if opens is None or opens == last:
        days = f"{would} due {values.on_day(last)}"
    else:
        days = f"{_CAN[would]} be done from {values.some_day(opens)} to {values.some_day(last)}"
    return f"{days}{_late(other, would)}"


_CAN = {"is": "may", "would be": "could"}


def _late(other: Obligation, would: str) -> str:
    if other.status not in LATE:
        return ""
    by = "" if other.days_late is None else f" by {english.days(other.days_late)}"
    since = other.unless_done_since
    unless = "" if since is None else f" unless it was done since {values.day(since)}"
    return f" and {would} {late_word(other)}{by}{unless}"


def _label(obligation: Obligation) -> str:
    judging = obligation.terms or obligation.version
    assert judging is not None, "one that a decision holds"
    return judging.requirements[obligation.requirement].label
