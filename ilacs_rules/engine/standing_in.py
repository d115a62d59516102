"""What an exception stands in place of: what would apply but for it; of leave, what applies beside it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.model.decision import Obligation
from ilacs_rules.model.version import Requirement, Version


def standing_in(
    version: Version,
    requirement: Requirement,
    found: tuple[Obligation, ...],
    but_for_it: Callable[[str], tuple[Obligation, ...]],
) -> tuple[Obligation, ...]:
    """The duties of an exception, each that surely is one with those it stands in place of.

    `but_for_it` works out a requirement (folded) as it would apply without exceptions. Where that is for each event of
    a kind, as the exception is, a duty stands in place of those for its own event alone.
    """
    others: list[tuple[bool, Obligation]] = []
    for name in requirement.exception_to if any(one.applies is True for one in found) else ():
        by_event = requirement.goes_by_event_with(version.requirements[name])
        with suppress(DecisionError):  # it would come to a day that does not exist; nothing hangs on it
            others += ((by_event, one) for one in but_for_it(name) if one.applies is True)

    def in_place_of(one: Obligation) -> tuple[Obligation, ...]:
        same = (other for by_event, other in others if not by_event or other.instance is one.instance)
        return tuple(replace(other, needs=(), lasts_needs=(), in_place_of=()) for other in same)

    return tuple(replace(one, in_place_of=in_place_of(one)) if one.applies is True else one for one in found)
