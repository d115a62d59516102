"""What differs between two plans of the same cases: an edited policy held against the one before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ilacs_rules.engine.plan import Plan
from ilacs_rules.engine.plan_rows import TOLD_FIRST
from ilacs_rules.model.case import Event
from ilacs_rules.model.decision import Decision, Obligation, Status, what_is_asked
from ilacs_rules.model.version import Version

_Key = tuple[str, str, Event | None]


@dataclass(frozen=True, slots=True)
class ObligationChange:
    """One thing a case owes, before and after, with what was decided; None where that does not know it."""

    case: str
    requirement: str  # folded name
    before: Obligation | None
    after: Obligation | None
    decision_before: Decision | None
    decision_after: Decision | None
    on: date

    @property
    def version_before(self) -> Version | None:
        """The version that decided before."""
        return None if self.decision_before is None else self.decision_before.version

    @property
    def version_after(self) -> Version | None:
        """The version that decided after."""
        return None if self.decision_after is None else self.decision_after.version

    @property
    def version(self) -> Version:
        """A version that knows the requirement: the newer of the two, if it does."""
        found = self.version_after or self.version_before
        assert found is not None, "a change has at least one side"
        return found


def changes(before: Plan, after: Plan) -> list[ObligationChange]:
    """Every obligation that comes out otherwise, in the order of the cases and of the newer policy's requirements.

    Only cases that both could decide are held against each other: by status, dates, lengths, strength, what is
    done, and the pause that is on.
    """
    old, new = _obligations(before), _obligations(after)
    decided = {decision.case.name for decision in before.decisions}
    order = {d.case.name: place for place, d in enumerate(after.decisions) if d.case.name in decided}
    keys = [key for key in dict.fromkeys((*new, *old)) if key[0] in order]
    found = [_change(key, old.get(key, (None, None)), new.get(key, (None, None)), after.on) for key in keys]
    found.sort(key=lambda change: order[change.case])
    return [change for change in found if answered(change.before) != answered(change.after)]


def _change(
    key: _Key,
    before: tuple[Obligation | None, Decision | None],
    after: tuple[Obligation | None, Decision | None],
    on: date,
) -> ObligationChange:
    return ObligationChange(key[0], key[1], before[0], after[0], before[1], after[1], on)


def _obligations(plan: Plan) -> dict[_Key, tuple[Obligation, Decision]]:
    """What is owed, and by what decision: of an earlier version where a transition keeps it for the case."""
    return {(d.case.name, o.requirement, o.instance): (o, d) for d in plan.decisions for o in d.obligations}


def answered(obligation: Obligation | None) -> tuple[object, ...] | None:
    """What is compared of an obligation: nothing, where nothing is asked."""
    if obligation is None or obligation.status is Status.DOES_NOT_APPLY:
        return None
    dates = obligation.opens, obligation.target, obligation.closes
    before = tuple(flag for flag in obligation.flags if flag in TOLD_FIRST), obligation.period_before
    done = obligation.done, obligation.left, obligation.served_by
    return obligation.status, dates, what_is_asked(obligation), done, obligation.pause, before
