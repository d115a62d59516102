"""Whose day is provisional: it will be another once something is done that is due before."""

from __future__ import annotations

from ilacs_rules.engine.kinds_read import in_itself_looks_at
from ilacs_rules.model.decision import TO_BE_DONE, Decision
from ilacs_rules.model.partial import last_of
from ilacs_rules.model.version import Version
from ilacs_rules.model.vocabulary import with_those_above


def moved_by_what_comes(decision: Decision) -> dict[str, list[str]]:
    """The requirements (folded) whose day will be another once something else is done; with each, by which others.

    Those are due before, no day is set for them, and they are done by an event that it looks at.
    """
    found: dict[str, list[str]] = {}
    to_do = [each for each in decision.obligations if each.status in TO_BE_DONE]
    by_a_last_day = [(each, last_of(each.closes)) for each in to_do if each.target is None and each.closes is not None]
    for each in to_do:
        day = each.target or each.closes
        if day is None:
            continue
        for other, closes in by_a_last_day:  # the days first: what a requirement looks at takes longer to find
            due_before = other.requirement != each.requirement and closes < last_of(day)
            if due_before and _looks_at(decision.version, each.requirement, other.event):
                found.setdefault(each.requirement, []).append(other.requirement)
    return found


def _looks_at(version: Version, requirement: str, event: str) -> bool:
    kinds = with_those_above(event, version.vocabulary.events)
    return not in_itself_looks_at(version, requirement).kinds.isdisjoint(kinds)
