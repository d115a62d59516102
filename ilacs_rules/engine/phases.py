"""The phases of an event for one case: how long each takes, and by how many people."""

from __future__ import annotations

from decimal import Decimal

from ilacs_rules.engine.evaluation import Evaluation
from ilacs_rules.language.durations import Duration
from ilacs_rules.model.absent import UNKNOWN, Absent
from ilacs_rules.model.case import Event, Length
from ilacs_rules.model.phases import Extent, Phase, PhaseToDo
from ilacs_rules.model.tree import Node
from ilacs_rules.model.version import Requirement


def phases_to_do(requirement: Requirement, evaluation: Evaluation, this: Event | None) -> tuple[PhaseToDo, ...]:
    """The phases of what a requirement asks for, in order; `this` is the event that it is about."""
    return tuple([_to_do(phase, evaluation, this) for phase in requirement.phases])


def _to_do(phase: Phase, evaluation: Evaluation, this: Event | None) -> PhaseToDo:
    work, over = _length(phase.work, evaluation, this), _length(phase.over, evaluation, this)
    people = _people(phase.people, evaluation, this)
    nodes = (
        (work, phase.work.length),
        (over, None if phase.over is None else phase.over.length),
        (people, phase.people),
    )
    unknown = [node for value, node in nodes if value is UNKNOWN and node is not None]
    needs = [need.text for node in unknown for need in evaluation.needs(node, this)]
    return PhaseToDo(phase, phase.said, work, over, people, tuple(dict.fromkeys(needs)))


def _length(extent: Extent | None, evaluation: Evaluation, this: Event | None) -> Length:
    value = None if extent is None else evaluation.value(extent.length, this)
    return value if isinstance(value, Duration) or value is UNKNOWN else None


def _people(node: Node | None, evaluation: Evaluation, this: Event | None) -> int | Decimal | Absent | None:
    """How many; None where no number is said, or none that people could be."""
    value = None if node is None else evaluation.value(node, this)
    if value is UNKNOWN:
        return UNKNOWN
    return value if isinstance(value, int | Decimal) and not isinstance(value, bool) and value >= 0 else None
