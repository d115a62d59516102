"""Which days the rule behind an obligation names: where such a day is missing, it cannot be told."""

from __future__ import annotations

from ilacs_rules.model.decision import Obligation, Status
from ilacs_rules.model.due_shapes import Quota, Single
from ilacs_rules.model.version import Version


def names_day(which: str, obligation: Obligation, version: Version) -> bool:
    """Whether its rule sets such a day (`opens`, `target`, `closes`): where it has none, that cannot be told."""
    due = (obligation.terms or version).requirements[obligation.requirement].due
    if which == "closes" and due.not_after is not None:
        return True
    match due.shape:
        case Single() as shape:
            return getattr(shape, which) is not None
        case Quota():
            return which != "target"
        case _:
            return True


def has_no_last_day(obligation: Obligation, version: Version) -> bool:
    """Whether its rule sets no day by which it has to be done."""
    return not any(names_day(which, obligation, version) for which in ("target", "closes"))


def last_day_is_not_told(obligation: Obligation, version: Version) -> bool:
    """Whether its rule sets a day by which it has to be done, and nothing at all can be told of that."""
    undated = obligation.target is None and obligation.closes is None
    return obligation.status is Status.APPLIES and undated and not has_no_last_day(obligation, version)
