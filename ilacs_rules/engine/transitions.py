"""Which version decides a case: the one in force, or an earlier one that a transition keeps for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ilacs_rules.engine.evaluation import Evaluation
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Value
from ilacs_rules.model.decision import Decision, GuaranteeOutcome, Need, Obligation, Status, what_is_asked
from ilacs_rules.model.version import Transition


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
    """A decision, where whatever would be otherwise under another version that may have to decide cannot be told.

    What each of them asks for applies all the same. What only another version may ask for is told as undetermined by
    the terms of that version.
    """
    obligations = [
        _with_its_event(one, others) if all(_agrees(one, other) for other in others) else _open(one, others, needs)
        for one in decision.obligations
    ]
    told = {(one.requirement, one.instance) for one in obligations}
    for other in others:
        for one in other.obligations:
            if one.status is not Status.DOES_NOT_APPLY and (one.requirement, one.instance) not in told:
                told.add((one.requirement, one.instance))
                obligations.append(replace(_undetermined(one, needs), terms=one.terms or other.version))
    values = {
        name: _agreed(value, [other.values.get(name, value) for other in others])
        for name, value in decision.values.items()
    }
    return replace(
        decision,
        values=values,
        obligations=tuple(obligations),
        guarantees=tuple(_guarantee(one, others) for one in decision.guarantees),
        points=min(each.points for each in (decision, *others)),
        priorities=tuple(each for each in decision.priorities if all(each in other.priorities for other in others)),
        order=tuple(
            _agreed(value, [other.order[place] if place < len(other.order) else UNKNOWN for other in others])
            for place, value in enumerate(decision.order)
        ),
    )


def _agreed(value: Value, others: Iterable[Value]) -> Value:
    return value if all(type(value) is type(other) and value == other for other in others) else UNKNOWN


def _guarantee(one: GuaranteeOutcome, others: Iterable[Decision]) -> GuaranteeOutcome:
    found = [next((each for each in other.guarantees if each.guarantee == one.guarantee), None) for other in others]
    held = one.held if all(each is not None and each.held == one.held for each in found) else UNKNOWN
    applied = tuple(name for name in one.applied if all(each is not None and name in each.applied for each in found))
    return GuaranteeOutcome(one.guarantee, held, applied)


def _agrees(one: Obligation, other: Decision) -> bool:
    found = _same(one, other)
    if not found:
        return one.status is Status.DOES_NOT_APPLY
    return any(_stands(one) == _stands(each) for each in found)


def _with_its_event(one: Obligation, others: Iterable[Decision]) -> Obligation:
    """The same, reckoned from an event only where it is so under each of the others."""
    found = [each for other in others for each in _same(one, other)]
    if any(each.in_place_of != one.in_place_of for each in found):
        one = replace(one, in_place_of=())
    alike = {each.since for each in found}
    return one if alike <= {one.since} else replace(one, since=None, not_before=None)


def _stands(one: Obligation) -> tuple[object, ...]:
    what = one.by, what_is_asked(one)
    days = one.opens, one.target, one.closes
    return one.applies, one.status, *days, one.done, one.left, one.days_late, set(one.flags), what


def _open(one: Obligation, others: Iterable[Decision], needs: tuple[Need, ...]) -> Obligation:
    """What comes out otherwise elsewhere: where all ask for it alike it applies, else not even that is told."""
    what = one.by, what_is_asked(one)
    if one.applies is True and all(any(_applies(each, what) for each in _same(one, other)) for other in others):
        found = _undetermined(one, needs)
        found = replace(found, lasts=one.lasts, notice=one.notice, phases=one.phases)
        return replace(found, status=Status.APPLIES, applies=True)
    return _undetermined(one, needs)


def _applies(one: Obligation, what: tuple[object, ...]) -> bool:
    return one.applies is True and (one.by, what_is_asked(one)) == what


def _same(one: Obligation, other: Decision) -> list[Obligation]:
    """What another decision says of the same requirement and event."""
    key = one.requirement, one.instance
    return [each for each in other.obligations if (each.requirement, each.instance) == key]


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
