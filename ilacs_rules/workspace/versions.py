"""The versions of a policy that a question is about."""

from __future__ import annotations

from datetime import date

from ilacs_rules.engine.policies import Policy
from ilacs_rules.engine.program import Program
from ilacs_rules.text.words import joined


class NoVersionError(ValueError):
    """There is no version that came into force on a day; the message says which there are."""


def versions_of(policy: Policy, on: date | None) -> list[Program]:
    """All versions of a policy, or the one that came into force on a day.

    Raises NoVersionError where none did.
    """
    chosen = [each for each in policy.versions if on is None or each.version.start == on]
    if not chosen:
        days = joined([f"{each.version.start}" for each in policy.versions])
        raise NoVersionError(f"no version came into force on {on}; there are those of {days}")
    return chosen
