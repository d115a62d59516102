"""Where something stands, in a word or two: as a cell of a table, a count and a sentence all name it."""

from __future__ import annotations

from ilacs_rules.engine.moved import moved_by_what_comes
from ilacs_rules.engine.progress import late_as
from ilacs_rules.language.fixed_words import Bound, Strength
from ilacs_rules.model.decision import Decision, Obligation, Status
from ilacs_rules.model.due_shapes import Quota, Repeat

MAY_BE_EARLY = "may be done early"  # what is done again and again, and counts before its day as well
PROVISIONAL = "provisional"  # the same where its day will be another once something else is done
USED_UP = "used up"  # what is only limited, and done as often as it may be
UNCLEAR = "standing unclear"  # what is asked for, of which it cannot be told how it stands

_UNLESS_DONE = " unless done since"  # the end of some statuses


def ahead(obligation: Obligation, decision: Decision) -> str | None:
    """`may be done early` or `provisional`, of what is done again and again, each time on one day that lies ahead.

    None of all else: what is not yet open may not be done before it is.
    """
    on_one_day = obligation.status is Status.NOT_YET_OPEN and obligation.opens == obligation.target == obligation.closes
    if not on_one_day or not isinstance(decision.requirement(obligation).due.shape, Repeat):
        return None
    return PROVISIONAL if obligation.requirement in moved_by_what_comes(decision) else MAY_BE_EARLY


def is_used_up(obligation: Obligation) -> bool:
    """Whether what was only limited has been done as often as it may be: nothing of it had to be done."""
    version = obligation.terms or obligation.version
    if obligation.status is not Status.SATISFIED or obligation.left or not obligation.done or version is None:
        return False
    match version.requirements[obligation.requirement].due.shape:
        case Quota(bound=bound):
            return bound is Bound.AT_MOST
        case Repeat(up_to=limit):
            return limit is not None and obligation.strength is Strength.MAY
        case _:
            return False


def late_word(obligation: Obligation) -> str:
    """`overdue`, `later than usual`, `later than asked for`, of what is late, certainly or unless it was done.

    And `used up` of what was done as often as it may be; any other status as it is called.
    """
    return USED_UP if is_used_up(obligation) else obligation.status.removesuffix(_UNLESS_DONE)


def done_late_word(strength: Strength) -> str:
    """`late`, `later than usual`, `later than asked for`, of what was done after its last day."""
    status = late_as(strength)
    return "late" if status is Status.OVERDUE else status.value
