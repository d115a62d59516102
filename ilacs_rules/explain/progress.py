"""Sentences on what a status does not say: how long it lasts, what is done, and what a reader should look at."""

from __future__ import annotations

from ilacs_rules.engine.bending import ruled_out_in_words
from ilacs_rules.explain import english, values
from ilacs_rules.explain.how_many import how_many
from ilacs_rules.explain.phases import phases_in_words
from ilacs_rules.model.absent import Absent
from ilacs_rules.model.decision import Flag, Obligation, Status
from ilacs_rules.model.version import Version


def progress(obligation: Obligation, version: Version) -> list[str]:
    """Sentences on how long it lasts, what was counted as done, what is left, and what a reader should look at."""
    lasts = how_long(obligation, version)
    found = [] if lasts is None else [english.sentence(lasts)]
    found += phases_in_words(obligation)
    if obligation.to_tell_by is not None:
        told = f"it is announced by {values.some_day(obligation.to_tell_by)}"
        found.append(english.sentence(f"{told}: {obligation.notice} before the last day on which it may begin"))
    found += how_many(obligation, (obligation.terms or version).requirements[obligation.requirement])
    events = [values.event(one, version) for one in obligation.served_by]
    in_verdict = obligation.status is Status.SATISFIED and len(events) == 1 and obligation.reason is None
    if events and not in_verdict:
        found.append(english.sentence(f"counted as done: {english.joined(events)}"))
    return found + to_look_at(obligation)


def may_be_done(obligation: Obligation, version: Version) -> list[str]:
    """Where the record ends too early to say that it is not done: since when it may have been."""
    since = obligation.unless_done_since
    return [] if since is None else [f"What was done after {values.day(since)} may not be recorded yet."]


def how_long(obligation: Obligation, version: Version, *, among_others: bool = False) -> str | None:
    """How long it lasts: `the full check lasts 1 week`; `lasts 1 week` in a list of what is said of it.

    None if nothing is said. Where it cannot be told, what is needed follows, as far as that was asked.
    """
    if obligation.lasts is None:
        return None
    it_lasts = english.lasts(values.kind_label(obligation.event, version))
    if isinstance(obligation.lasts, Absent):
        needs = "; ".join(need.text for need in obligation.lasts_needs)
        return f"how long {it_lasts} cannot be told yet{f': {needs}' if needs else ''}"
    return f"lasts {obligation.lasts}" if among_others else f"{it_lasts} {obligation.lasts}"


def to_look_at(obligation: Obligation) -> list[str]:
    """Sentences on what a reader should look at: what was early, missed, or done too often."""
    return [_FLAGS[flag] + _period(obligation, flag) for flag in obligation.flags if flag in _FLAGS]


_OF_RULED_OUT = (Flag.RULED_OUT, Flag.PERHAPS_RULED_OUT, Flag.NOT_TODAY)


def _period(obligation: Obligation, flag: str) -> str:
    if flag in _OF_RULED_OUT and obligation.version is not None:
        requirement = obligation.version.requirements[obligation.requirement]
        return f" {ruled_out_in_words(requirement.due)}, when it may not be."
    before = obligation.period_before if flag in (Flag.MISSED, Flag.EXCEEDED_BEFORE, Flag.NOT_KNOWN_BEFORE) else None
    return "." if before is None else f", from {values.day(before.first)} to {values.day(before.last)}."


_FLAGS = {
    Flag.EARLY: "The last one came before its day",
    Flag.MISSED: "Too few were done in the period before",
    Flag.EXCEEDED: "More were done than are allowed",
    Flag.EXCEEDED_BEFORE: "More were done in the period before than are allowed",
    Flag.NOT_KNOWN_BEFORE: "It cannot be told whether it was done as it should be in the period before",
    Flag.RULED_OUT: "It was done in",
    Flag.PERHAPS_RULED_OUT: "It cannot be told whether it was done in",
    Flag.NOT_TODAY: "This day lies in",
}
