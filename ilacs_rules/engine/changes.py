"""What differs between two plans of the same cases: an edited policy held against the one before."""

from __future__ import annotations

from dataclasses import dataclass

from ilacs_rules.cases.model import Event
from ilacs_rules.engine.decision import Obligation, Status
from ilacs_rules.engine.plan import Plan

_Key = tuple[str, str, Event | None]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing a case owes, before and after; None where one of the policies does not know it."""

    case: str
    requirement: str  # folded name
    before: Obligation | None
    after: Obligation | None


def changes(before: Plan, after: Plan) -> list[Change]:
    """Every obligation that comes out otherwise, in the order of the cases and of the newer policy's requirements.

    Only cases that both could decide are held against each other: by status, dates, lengths and what is done.
    """
    old, new = _obligations(before), _obligations(after)
    decided = {decision.case.name for decision in before.decisions}
    order = {d.case.name: place for place, d in enumerate(after.decisions) if d.case.name in decided}
    keys = [key for key in dict.fromkeys((*new, *old)) if key[0] in order]
    found = [Change(key[0], key[1], old.get(key), new.get(key)) for key in keys]
    found.sort(key=lambda change: order[change.case])
    return [change for change in found if _answer(change.before) != _answer(change.after)]


def _obligations(plan: Plan) -> dict[_Key, Obligation]:
    return {(d.case.name, o.requirement, o.instance): o for d in plan.decisions for o in d.obligations}


def _answer(obligation: Obligation | None) -> tuple[object, ...] | None:
    """What is compared: nothing, where nothing is asked."""
    if obligation is None or obligation.status is Status.DOES_NOT_APPLY:
        return None
    dates = obligation.opens, obligation.target, obligation.closes
    lengths = obligation.lasts, obligation.notice
    return obligation.status, dates, lengths, obligation.done, obligation.left
