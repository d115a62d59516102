"""A requirement as decisions take it up: what is found of it once for a version, as it hangs on no case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ilacs_rules.engine.anchors import Behind, events_behind, nothing_behind
from ilacs_rules.engine.bending import bends
from ilacs_rules.engine.paused_dates import PausesOf
from ilacs_rules.engine.windows import Repeating, repeating
from ilacs_rules.model.due import Due
from ilacs_rules.model.due_shapes import ToTheNext, kinds_between, may_be_too_many, number_to_do
from ilacs_rules.model.tree import Node
from ilacs_rules.model.version import Requirement, Version
from ilacs_rules.text.frozen import frozen


@frozen(guarded=False)
class Duty:
    """A requirement of a version, and what its due sentence comes to in itself.

    `replaced_by` are those that may stand in for it. `since` is the first day of it, under whichever version. `behind`
    finds the events of which the day is that it is reckoned from. `repeating` are its lengths of time, where it is done
    again and again and they hang on no case. `number` is how many times it is done until it is
    complete, and `at_most` says whether more may be done than is allowed.
    """

    requirement: Requirement
    due: Due
    replaced_by: tuple[Requirement, ...]
    since: date
    pauses: PausesOf
    between: ToTheNext | None
    behind: Behind
    bends: bool
    repeating: Repeating | None
    number: int | None
    at_most: bool

    @classmethod
    def of(cls, version: Version, requirement: Requirement) -> Duty:
        """Found once for each requirement of a version."""
        return duties(version)[requirement.name]


def duties(version: Version) -> Mapping[str, Duty]:
    """Those of all requirements, by their folded names."""
    return version.once("duties", lambda: _duties(version))


def _duties(version: Version) -> dict[str, Duty]:
    instead: dict[str, list[Requirement]] = {}
    for requirement in version.requirements.values():
        for name in requirement.replaces:
            instead.setdefault(name, []).append(requirement)
    return {name: _duty(version, each, tuple(instead.get(name, ()))) for name, each in version.requirements.items()}


def _duty(version: Version, requirement: Requirement, replaced_by: tuple[Requirement, ...]) -> Duty:
    shape = requirement.due.shape
    anchor = getattr(shape, "anchor", None)
    return Duty(
        requirement,
        requirement.due,
        replaced_by,
        version.since(requirement.name),
        PausesOf.of(version, requirement.event),
        kinds_between(shape),
        events_behind(anchor, version.definitions) if isinstance(anchor, Node) else nothing_behind,
        bends(requirement.due),
        repeating(shape),
        number_to_do(shape),
        may_be_too_many(shape),
    )
