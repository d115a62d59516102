"""How many are done of what has to be done, how many are left, and how many are carried over, in words."""

from __future__ import annotations

from ilacs_rules.explain import english, values
from ilacs_rules.language.dates import add_days
from ilacs_rules.language.fixed_words import Bound
from ilacs_rules.language.number_words import n_times
from ilacs_rules.model.decision import Obligation, Status
from ilacs_rules.model.due_shapes import Quota, ToTheNext, asks_for_more
from ilacs_rules.model.partial import last_of
from ilacs_rules.model.version import Requirement


def how_many(obligation: Obligation, requirement: Requirement) -> list[str]:
    """Sentences on the numbers of an obligation; none where it has none."""
    if obligation.done is None:
        return _carried_over(obligation)
    left = f"; {left_in_words(obligation, requirement)}" if obligation.left else _more(obligation, requirement)
    done = f"{english.number_word(obligation.done)} done so far" if obligation.done else "none that counts for this yet"
    return [english.sentence(f"{done}{left}"), *_carried_over(obligation)]


def _carried_over(obligation: Obligation) -> list[str]:
    """A sentence on how many are carried over from the periods before, if any are."""
    at_least, at_most = obligation.carried
    if not at_most:
        return []
    if at_least == at_most:
        return [english.sentence(f"{english.number_word(at_most)} {'is' if at_most == 1 else 'are'} carried over")]
    least = english.number_word(at_least) if at_least else "none"
    return [
        english.sentence(f"it cannot be told how many are carried over, from {least} to {english.number_word(at_most)}")
    ]


def as_often_as_may_be(obligation: Obligation) -> str:
    """`as often as it may be (twice); by these rules no more may be done before 1 January 2025`, of what is used up."""
    version, last = obligation.terms or obligation.version, obligation.closes
    shape = None if version is None else version.requirements[obligation.requirement].due.shape
    to_the_next = isinstance(shape, Quota) and isinstance(shape.stretch, ToTheNext)  # whose day may be another
    until = None if last is None or to_the_next else add_days(last_of(last), 1)
    before = "" if until is None else f" before {values.day(until)}"
    return f"as often as it may be ({n_times(obligation.done or 0)}); by these rules no more may be done{before}"


def left_in_words(obligation: Obligation, requirement: Requirement) -> str:
    """What may still be done is not to be done: of a limit, how far it is away."""
    left = obligation.left or 0
    if not left:
        return "none is still to come" if _has_to_be_done(requirement) else "no more may be done"
    number = english.number_word(left)
    if only_up_to(requirement):
        return f"at most {number} more"
    if _has_to_be_done(requirement):
        is_to_come = f"{number} {'is' if left == 1 else 'are'} still to come"
        return f"at least {is_to_come}{_at_most(obligation, requirement)}" if _is_least(requirement) else is_to_come
    return f"{number} more may be done" if obligation.done else f"{number} may be done"


def _more(obligation: Obligation, requirement: Requirement) -> str:
    """`; at most two more`: how many may follow the least number, once that is done and where there is a most."""
    least, most = requirement.due.at_least, requirement.due.up_to
    if least is None or most is None or obligation.status is Status.SATISFIED:
        return ""
    return f"; at most {english.number_word(most - (obligation.done or 0))} more"


def _has_to_be_done(requirement: Requirement) -> bool:
    """Whether its number is one to do, and not only a limit."""
    return not only_up_to(requirement) and getattr(requirement.due.timing, "bound", None) is not Bound.AT_MOST


def _is_least(requirement: Requirement) -> bool:
    """Whether the number to do is the least, so that more may be done."""
    shape = requirement.due.shape
    return asks_for_more(shape) or (isinstance(shape, Quota) and shape.bound is Bound.AT_LEAST)


def _at_most(obligation: Obligation, requirement: Requirement) -> str:
    """`, at most five`: how many more there may be, where that is limited."""
    limit = requirement.due.up_to
    return "" if limit is None else f", at most {english.number_word(limit - (obligation.done or 0))}"


def only_up_to(requirement: Requirement) -> bool:
    """Whether a number is a limit to what is done again and again, and none that has to be done."""
    return requirement.due.up_to is not None and requirement.due.at_least is None
