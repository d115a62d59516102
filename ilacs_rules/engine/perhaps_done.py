"""Whether something may have been done already of which it cannot be told whether it counts."""

from __future__ import annotations

from ilacs_rules.engine.selection import Selection
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.language.fixed_words import Bound
from ilacs_rules.model.case import Event
from ilacs_rules.model.decision import CANNOT_BE_TOLD, Decision, Obligation
from ilacs_rules.model.due_shapes import Complete, Quota, Repeat, Single
from ilacs_rules.model.partial import first_of
from ilacs_rules.model.version import Requirement


def may_have_counted(
    decision: Decision, obligation: Obligation, since: Event | None, number: int = 1, seen: Snapshot | None = None
) -> bool:
    """Whether so many events may have counted for an obligation after an event, or at any time.

    They may where it cannot be told how it stands, and the record tells of them, or may lack them. Where it is told,
    nothing more has counted than is told with it. Who asks of several obligations makes what was `seen` once.
    """
    if obligation.status not in CANNOT_BE_TOLD:
        return False
    requirement = decision.requirement(obligation)
    snapshot = seen or Snapshot.of(decision)
    after = None if since is None else first_of(since.start)
    found = snapshot.accepted(requirement, after)
    maybe = tuple(event for event in found.maybe if event is not since)
    if since is None and _follows(requirement):
        # what it follows came after something too: what lies before the last that is recorded is no part of it
        found = Selection((), maybe, found.told_by_latest().gaps, found.counted)
    return Selection(found.sure, maybe, found.gaps, found.counted).at_least(number) is not False


def may_have_been_met(decision: Decision, obligation: Obligation) -> bool:
    """Whether nothing more may be asked for by an obligation that applies, as enough may have been done already."""
    number = _enough(decision.requirement(obligation))
    return number is not None and may_have_counted(decision, obligation, obligation.since, number)


def _follows(requirement: Requirement) -> bool:
    shape = requirement.due.shape
    return isinstance(shape, Single) and isinstance(shape.anchor, Complete)


def _enough(requirement: Requirement) -> int | None:
    """After how many nothing more is asked for; None if there is no such number."""
    match requirement.due.shape:
        case Single():
            return 1
        case Repeat(up_to=up_to):
            return up_to
        case Quota(bound=bound, count=count):
            return None if bound is Bound.AT_MOST else count
