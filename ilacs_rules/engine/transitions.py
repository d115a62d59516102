"""Which version decides a case: the one in force, or an earlier one that a transition keeps for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ilacs_rules.cases.model import UNKNOWN
from ilacs_rules.checker.version import Transition
from ilacs_rules.engine.decision import Decision, Need, Obligation, Status
from ilacs_rules.engine.evaluation import Evaluation


def keeping(transitions: Iterable[Transition], evaluation: Evaluation) -> tuple[Transition | None, list[Transition]]:
    """The first transition that holds for a case, and those before it of which that cannot be told."""
    doubtful: list[Transition] = []
    for transition in transitions:
        held = evaluation.value(transition.when)
        if held is True:
            return transition, doubtful
        if held is UNKNOWN:
            doubtful.append(transition)
    return None, doubtful


def as_far_as_they_agree(decision: Decision, others: Sequence[Decision], needs: tuple[Need, ...]) -> Decision:
    """A decision, with whatever would be otherwise under another version that may have to decide undetermined."""
    obligations = tuple(
        one if all(_agrees(one, other) for other in others) else _undetermined(one, needs)
        for one in decision.obligations
    )
    return replace(decision, obligations=obligations)


def _agrees(one: Obligation, other: Decision) -> bool:
    found = [o for o in other.obligations if (o.requirement, o.instance) == (one.requirement, one.instance)]
    if not found:
        return one.status is Status.DOES_NOT_APPLY
    return any(_stands(one) == _stands(each) for each in found)


def _stands(one: Obligation) -> tuple[object, ...]:
    return one.status, one.opens, one.target, one.closes, one.done, one.left, one.strength


def _undetermined(one: Obligation, needs: tuple[Need, ...]) -> Obligation:
    return Obligation(
        one.requirement,
        one.event,
        Status.UNDETERMINED,
        one.strength,
        one.by,
        instance=one.instance,
        needs=tuple(dict.fromkeys((*needs, *one.needs))),
        applies=UNKNOWN,
        terms=one.terms,
        version=one.version,
    )
