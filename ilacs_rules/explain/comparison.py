"""Two policies held against each other for the same cases: what comes out otherwise, and which rules mean otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ilacs_rules.engine.changes import ObligationChange, changes
from ilacs_rules.engine.findings import undecided
from ilacs_rules.engine.impact import surely_changes
from ilacs_rules.engine.plan import Plan
from ilacs_rules.explain.changes.make import rule_changes
from ilacs_rules.explain.changes.note import RuleChanges
from ilacs_rules.model.as_data import asked_as_data, owed_as_data, record_as_data
from ilacs_rules.model.decision import Decision, Obligation
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.machine import with_findings


@dataclass(frozen=True, slots=True)
class Comparison:
    """The plans by the policy before and by the one after, what differs between them, and between the rules.

    `changes` are in the order of the cases and of the newer policy's requirements, of cases that both could decide.
    """

    before: Plan = field(repr=False)
    after: Plan = field(repr=False)
    changes: tuple[ObligationChange, ...]
    rules: RuleChanges

    @property
    def how_sure(self) -> Iterator[tuple[ObligationChange, bool]]:
        """Each change, and whether it surely is one."""
        return ((change, surely_changes(change)) for change in self.changes)

    @property
    def certain(self) -> tuple[ObligationChange, ...]:
        """What surely changes."""
        return tuple(change for change, sure in self.how_sure if sure)

    @property
    def not_told(self) -> tuple[ObligationChange, ...]:
        """What is told otherwise and may still be the same: what one of the sides is cannot be told."""
        return tuple(change for change, sure in self.how_sure if not sure)

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Why cases could not be decided by the one policy or the other; what both say is told once."""
        plans = (self.before, self.after)
        return told_once(found for plan in plans for case, why in plan.failed for found in undecided(case, why))

    def as_data(self, beside: Iterable[Diagnostic] = ()) -> dict[str, object]:
        """What the command line prints of it as JSON, its findings with it, after those found `beside` it."""
        answer = {
            "before": _asked(self.before),
            "after": _asked(self.after),
            "changes": [
                {
                    "case": change.case,
                    "certain": sure,
                    "before": _obligation(change.before, change.decision_before),
                    "after": _obligation(change.after, change.decision_after),
                }
                for change, sure in self.how_sure
            ],
            "rules": self.rules.as_data(),
        }
        return with_findings(answer, told_once([*beside, *self.findings]))


def comparison(before: Plan, after: Plan) -> Comparison:
    """What differs between two plans of the same cases on the same day, and between the versions that made them."""
    assert before.version is not None, "a plan that was made"
    assert after.version is not None, "a plan that was made"
    rules = rule_changes(before.version, after.version)
    return Comparison(before, after, tuple(changes(before, after)), rules)


def told_once(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings without those that say the same of the same place."""
    return tuple({(each.code, each.message, each.span): each for each in findings}.values())


def _asked(plan: Plan) -> dict[str, object]:
    assert plan.version is not None, "a plan that was made"
    asked = asked_as_data(plan.version, plan.on, plan.known)
    return {**asked, "record": record_as_data(plan.version, plan.record)}


def _obligation(obligation: Obligation | None, decision: Decision | None) -> dict[str, object] | None:
    return None if obligation is None or decision is None else owed_as_data(decision, obligation)
