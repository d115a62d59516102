"""Whether the guarantees of a version hold for one case on one day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from ilacs_rules.engine.applicability import Applicability
from ilacs_rules.engine.evaluation import Evaluation
from ilacs_rules.engine.logic import all_of, any_of, counted, opposite, truth
from ilacs_rules.model.case import Truth
from ilacs_rules.model.decision import GuaranteeOutcome, Obligation, Status
from ilacs_rules.model.version import Guarantee, Version

_NOT_AT_ALL = frozenset({Status.DOES_NOT_APPLY})
_NOT_SURELY = frozenset({Status.DOES_NOT_APPLY, Status.UNDETERMINED})


def guarantees(
    version: Version, evaluation: Evaluation, obligations: Iterable[Obligation]
) -> tuple[GuaranteeOutcome, ...]:
    """An outcome for each guarantee, in the order of the file. One whose `given` does not hold is kept.

    So is every one for a subject that has ended.
    """
    if not version.guarantees:
        return ()
    statuses: dict[str, set[Status]] = {}
    for obligation in obligations:
        statuses.setdefault(obligation.requirement, set()).add(obligation.status)
    over = evaluation.snapshot.existence.is_over(evaluation.snapshot.on)

    @cache  # most often nobody asks
    def applicability() -> Applicability:
        return Applicability(version, evaluation)

    def applies(name: str) -> Truth:
        found = statuses[name]
        if found == _NOT_AT_ALL:
            return False
        if found <= _NOT_SURELY:
            return applicability().of(name)  # another version may have to decide, or an event be missing
        return True

    return tuple([_outcome(version, each, evaluation, over, applies) for each in version.guarantees.values()])


def _outcome(
    version: Version, guarantee: Guarantee, evaluation: Evaluation, over: Truth, applies: Callable[[str], Truth]
) -> GuaranteeOutcome:
    truths = {name: applies(name) for name in guarantee.requirements}
    held = counted(guarantee.bound, guarantee.count, tuple(truths.values()))
    if guarantee.always is not None:
        held = all_of((held, truth(evaluation.value(guarantee.always))))
    held = any_of((over, held))
    if guarantee.given is not None:
        held = any_of((opposite(truth(evaluation.value(guarantee.given))), held))
    applied = tuple(name for name, found in truths.items() if found is True)
    return version.once(
        ("held", guarantee.name, held, applied), lambda: GuaranteeOutcome(guarantee.name, held, applied)
    )
