"""Which requirements a change bears on, though they read as before."""

from __future__ import annotations

from collections.abc import Callable

from ilacs_rules.checker.comparing.comparison import VersionComparison
from ilacs_rules.explain.english import capital
from ilacs_rules.model.reached import reached
from ilacs_rules.model.version import Requirement, Version

Test = Callable[[object], bool]


def bears_on(compared: VersionComparison, before: Test, after: Test) -> tuple[str, ...]:
    """The titles of the requirements of both versions that stand on what changes, in the one and in the other."""
    old, new = compared.before, compared.after
    return tuple(
        capital(requirement.label)
        for name, requirement in new.requirements.items()
        if (other := compared.requirements.get(name)) is not None
        and _stands_on(requirement, new, after)
        and _stands_on(old.requirements[other], old, before)
    )


def _stands_on(requirement: Requirement, version: Version, test: Test) -> bool:
    return any(map(test, reached(version, [requirement])))
