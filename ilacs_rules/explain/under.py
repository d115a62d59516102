"""Under what a case was decided: the version in force, what else chose it, and up to when the record goes."""

from __future__ import annotations

from ilacs_rules.explain import values
from ilacs_rules.explain.english import quoted
from ilacs_rules.explain.publication import not_to_be_taken_for_official
from ilacs_rules.explain.record import record_in_words
from ilacs_rules.model.decision import Decision


def under(decision: Decision) -> str:
    """`Under “Checks of lifts”, a draft, not yet decided, in force from 1 May 2020.`."""
    version = decision.version
    called = f"{quoted(version.title)}{not_to_be_taken_for_official(version)}"
    return f"Under {called}, in force from {values.day(version.start)}{_two_days(decision)}{_record_goes(decision)}."


def _two_days(decision: Decision) -> str:
    """What else chose the version that decides: a transition, or what was known on a day."""
    kept = f", which “{decision.kept.words}” keeps for this case" if decision.kept is not None else ""
    known = f", by what was published by {values.day(decision.known)}" if decision.known is not None else ""
    return kept + known


def _record_goes(decision: Decision) -> str:
    """How far the record goes, if not to the day; and how many cases there are, where anything hangs on it."""
    record = record_in_words(decision.record, decision.version, decision.known)
    goes = "" if record is None else f", from a {record}"
    there_are = decision.population
    return goes if there_are is None else f"{goes}, among {there_are:,} {'case' if there_are == 1 else 'cases'}"
