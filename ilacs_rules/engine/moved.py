"""Whose day is provisional: it will be another once something is done that is due before."""

from __future__ import annotations

from itertools import product

from ilacs_rules.engine.kinds_read import in_itself_looks_at
from ilacs_rules.model.decision import TO_BE_DONE, Decision
from ilacs_rules.model.partial import last_of
from ilacs_rules.model.vocabulary import with_those_above


def moved_by_what_comes(decision: Decision) -> dict[str, list[str]]:
    """The requirements (folded) whose day will be another once something else is done; with each, by which others.

    Those are due before, no day is set for them, and they are done by an event that it looks at.
    """
    found: dict[str, list[str]] = {}
    to_do = [each for each in decision.obligations if each.status in TO_BE_DONE]
    for each, other in product(to_do, to_do):
        day, closes = each.target or each.closes, other.closes
        if other.target is not None or other.requirement == each.requirement or day is None or closes is None:
            continue
        kinds = with_those_above(other.event, decision.version.vocabulary.events)
        looked_at = in_itself_looks_at(decision.version, each.requirement).kinds
        if last_of(closes) < last_of(day) and not looked_at.isdisjoint(kinds):
            found.setdefault(each.requirement, []).append(other.requirement)
    return found
