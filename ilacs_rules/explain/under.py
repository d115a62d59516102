"""Under what a case was decided, and up to when its record goes; that it comes first, or has ended."""

from __future__ import annotations

from collections.abc import Sequence

from ilacs_rules.explain import values
from ilacs_rules.explain.english import joined, quoted, sentence
from ilacs_rules.explain.publication import not_to_be_taken_for_official
from ilacs_rules.explain.record import record_in_words
from ilacs_rules.model.decision import Decision


def under(decision: Decision) -> str:
    """`Under “Checks of lifts”, a draft, not yet decided, in force from 1 May 2020.`."""
    version = decision.version
    called = f"{quoted(version.title)}{not_to_be_taken_for_official(version)}"
    return f"Under {called}, in force from {values.day(version.start)}{_two_days(decision)}{_record_goes(decision)}."


def kept_for(decision: Decision) -> str:
    """`, which “begun before May 2020” keeps for this case`, where a transition chose the version that decides."""
    return f", which {quoted(decision.kept.words)} keeps for this case" if decision.kept is not None else ""


def _two_days(decision: Decision) -> str:
    """What else chose the version that decides: a transition, or what was known on a day."""
    kept = kept_for(decision)
    known = f", by what was published by {values.day(decision.known)}" if decision.known is not None else ""
    return kept + known


def _record_goes(decision: Decision) -> str:
    """How far the record goes, if not to the day; and how many cases there are, where anything hangs on it."""
    record = record_in_words(decision.record, decision.version, decision.known)
    goes = "" if record is None else f", from a {record}"
    there_are = decision.population
    return goes if there_are is None else f"{goes}, among {there_are:,} {'case' if there_are == 1 else 'cases'}"


def put_first(priorities: Sequence[str]) -> list[str]:
    """Which priorities of the policy bring a case forward, in a sentence, if any does."""
    return [sentence(f"it is put first by the policy's priorities: {joined(priorities)}")] if priorities else []


def has_ended(decision: Decision) -> str | None:
    """That the subject had ended before the day, and when, as a sentence."""
    if decision.ended is None:
        return None
    return f"{decision.case.name} ended {values.on_day(decision.ended)}; nothing is asked of it any more."
