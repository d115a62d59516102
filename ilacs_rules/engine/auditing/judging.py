"""How one event is judged against the obligations of the day on which it began: its kind, and its time."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ilacs_rules.engine.auditing.once_done import OnceDone
from ilacs_rules.engine.perhaps_done import may_have_been_met
from ilacs_rules.language.fixed_words import Bound, Strength
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Event
from ilacs_rules.model.decision import CANNOT_BE_TOLD, Decision, Obligation, Status
from ilacs_rules.model.derivation import counts_from
from ilacs_rules.model.due_shapes import Quota, Repeat, may_be_too_many
from ilacs_rules.model.partial import Day, first_of, last_of
from ilacs_rules.model.version import Version
from ilacs_rules.model.vocabulary import are_akin


class Verdict(StrEnum):
    """Whether it was the kind of event required."""

    RIGHT = "right kind"
    DEPARTURE = "departure"  # it counts, but is not what is usual, should or will be, or is asked for
    STAND_IN = "stand-in"  # it counts, but is not what must be
    AS_WELL = "counts as well"  # another requirement asks for this very kind, and this one accepts it
    WRONG = "wrong kind"  # it does not count, and was held where one that does was owed
    MORE = "more than required"
    TOO_MANY = "more than allowed"
    NOT_REQUIRED = "not required"
    NOT_TOLD = "not told"


class Timing(StrEnum):
    """Whether it was done inside the window of its obligation."""

    ON_TIME = "on time"
    EARLY = "early"
    LATE = "late"
    LATER_THAN_USUAL = "later than usual"
    LATER_THAN_ASKED = "later than asked for"  # nobody has to do it
    DUE_BEFORE = "due before in force"  # late, and its window had closed before the requirement came into force
    NO_DATE = "no date set"
    PAUSED = "paused"
    NOT_TOLD = "not told"


# What an event is where the requirement asks for another kind but accepts it.
IN_PLACE = {
    Strength.MUST: Verdict.STAND_IN,
    Strength.WILL: Verdict.DEPARTURE,
    Strength.SHOULD: Verdict.DEPARTURE,
    Strength.USUALLY: Verdict.DEPARTURE,
    Strength.ASKED: Verdict.DEPARTURE,
    Strength.MAY: Verdict.RIGHT,
}
# What an event is that was done after the last day; of every other strength it is late.
_LATE_AS = {Strength.USUALLY: Timing.LATER_THAN_USUAL, Strength.ASKED: Timing.LATER_THAN_ASKED}
DONE_LATE = (Timing.LATE, *_LATE_AS.values())
OWED_NO_MORE = (Status.SATISFIED, Status.LAPSED)


class Judged(NamedTuple):
    """How an event is held against one obligation; against none where nothing of its kind is required."""

    verdict: Verdict
    obligation: Obligation | None
    counts: bool = False  # whether the event surely is one that was asked for, or is accepted; then it has a time


def held(decision: Decision, event: Event, once_done: OnceDone) -> list[Judged]:
    """Whether an event was of the kind required, for each obligation it is held against; at most one a requirement.

    Those whose own event it is come before those that merely accept it, and what is owed before what is done already.
    Where something else may have asked for the very kind, it cannot be told whether it stood in for what was surely
    owed; that it counts for that can be.
    """
    if event.kind not in decision.version.vocabulary.events:
        return [Judged(Verdict.NOT_REQUIRED, None)]
    is_one_of = decision.version.vocabulary.is_one_of
    accepts = (each for each in decision.obligations if is_one_of(event.kind, decision.requirement(each).accepts))
    accepting = _usual(list(accepts), decision)
    perhaps = _one_a_requirement(each for each in accepting if each.applies is UNKNOWN)
    surely = (each for each in accepting if each.applies is True and _takes_one_more(decision, each))
    owed = once_done.asked_by(surely, perhaps_others=bool(perhaps))
    own = [each for each in owed if is_own(decision.version, event, each)]
    unsure = _perhaps_for(decision, event)
    if own:
        asked = [_of_owed(decision, each, Verdict.RIGHT) for each in own]
        return [*asked, *_beside(decision, asked, owed, unsure), *_not_told(decision, unsure, owed)]
    if unsure:
        return _not_told(decision, [*owed, *unsure], owed)
    if any(is_own(decision.version, event, each) for each in perhaps) or (perhaps and not owed):
        return _not_told(decision, [*owed, *perhaps], owed)
    if owed:
        return [_of_owed(decision, each, IN_PLACE[each.strength]) for each in owed]
    done = _one_a_requirement(each for each in accepting if each.applies is True)
    done = [each for each in done if not _takes_one_more(decision, each)]
    if done:
        return [Judged(Verdict.TOO_MANY if _is_limited(decision, each) else Verdict.MORE, each) for each in done]
    others = (each for each in decision.obligations if each not in accepting)
    akin = _one_a_requirement(each for each in others if _is_akin(decision, event, each))
    return [Judged(Verdict.WRONG, each) for each in akin] or [Judged(Verdict.NOT_REQUIRED, None)]


def _beside(decision: Decision, asked: list[Judged], owed: list[Obligation], unsure: list[Obligation]) -> list[Judged]:
    """What counts an event as well whose very kind is `asked` for by something else: it stands in for nothing.

    Where that may have been done before, so that it may not have been asked for, it cannot be told.
    """
    told = {each.requirement for each in (*unsure, *(one.obligation for one in asked)) if each is not None}
    others = [each for each in owed if each.requirement not in told]
    if all(each.verdict is Verdict.NOT_TOLD for each in asked):
        return _not_told(decision, others, owed)
    return [_of_owed(decision, each, Verdict.AS_WELL) for each in others]


def _of_owed(decision: Decision, obligation: Obligation, verdict: Verdict) -> Judged:
    """The verdict where something was owed or allowed; it cannot be told where that may have been done before."""
    if may_have_been_met(decision, obligation) or (_only_allows(decision, obligation) and obligation.done is None):
        return Judged(Verdict.NOT_TOLD, obligation)
    return Judged(verdict, obligation, counts=True)


def _only_allows(decision: Decision, obligation: Obligation) -> bool:
    """Whether it only allows: so many at most, none of which has to be done."""
    shape = decision.requirement(obligation).due.shape
    return isinstance(shape, Quota) and shape.bound is Bound.AT_MOST


def _is_limited(decision: Decision, obligation: Obligation) -> bool:
    """Whether more may not be done than it says: `at most`, `exactly`, and of leave `up to`."""
    shape = decision.requirement(obligation).due.shape
    is_leave_up_to = isinstance(shape, Repeat) and shape.up_to is not None and obligation.strength is Strength.MAY
    return may_be_too_many(shape) or (is_leave_up_to and obligation.status is Status.SATISFIED)


def _takes_one_more(decision: Decision, obligation: Obligation) -> bool:
    """Whether one more is owed, or allowed, of what applies."""
    shape = decision.requirement(obligation).due.shape
    if isinstance(shape, Quota) and may_be_too_many(shape):
        return len(obligation.served_by) < shape.count
    return obligation.status not in OWED_NO_MORE


def _not_told(decision: Decision, obligations: Iterable[Obligation], owed: Collection[Obligation]) -> list[Judged]:
    """Of none can it be told whether the event was held for it; of those `owed`, that it counts, if it does."""
    return [
        Judged(Verdict.NOT_TOLD, each, any(each is one for one in owed) and not may_have_been_met(decision, each))
        for each in _one_a_requirement(obligations)
    ]


def _perhaps_for(decision: Decision, event: Event) -> list[Obligation]:
    """What an event may have been held for, or not, as it is not told of which of several kinds it was."""
    words = decision.version.vocabulary

    def is_perhaps(owed: Obligation) -> bool:
        own, accepted = words.events[owed.event].kinds, decision.requirement(owed).accepts
        return words.is_perhaps(event.kind, own) or words.is_perhaps(event.kind, accepted)

    asked = (each for each in decision.obligations if each.applies is not False and is_perhaps(each))
    return _one_a_requirement(asked) if event.kind in words.told_by_kinds else []


def _usual(accepting: list[Obligation], decision: Decision) -> list[Obligation]:
    """Without leave to depart from the usual where the usual is, or may be, owed: a departure is one with leave too."""
    usual = [each for each in accepting if not decision.requirement(each).is_leave]
    owed = any(each.applies is not False and each.status not in OWED_NO_MORE for each in usual)
    return usual if owed else accepting


def in_time(obligation: Obligation, done: Day) -> tuple[Timing, int | None, int | None]:
    """When an event was done against the days of an obligation; the days outside its window, and after its target."""
    if obligation.status in CANNOT_BE_TOLD:
        return Timing.NOT_TOLD, None, None
    opens, target, closes = obligation.opens, obligation.target, obligation.closes
    paused = obligation.status is Status.PAUSED
    if opens is None:
        return (Timing.PAUSED if paused else Timing.NO_DATE), None, None
    from_target = None if target is None else _days(target, done)
    opens = counts_from(obligation.derivation.opens) or opens if isinstance(opens, date) else opens
    if last_of(done) < first_of(opens):
        return Timing.EARLY, _days(opens, done), from_target
    if closes is not None and first_of(done) > last_of(closes):
        if obligation.unless_done_since is not None:
            return Timing.NOT_TOLD, None, from_target  # one that the record may lack may have been the one
        return _LATE_AS.get(obligation.strength, Timing.LATE), _days(closes, done), from_target
    if first_of(done) < last_of(opens) or (closes is not None and last_of(done) > first_of(closes)):
        return Timing.NOT_TOLD, None, from_target
    if paused and (from_target is None or from_target > 0):
        return Timing.PAUSED, None, from_target  # the pause hides when it closes
    return (Timing.NO_DATE, None, None) if closes is None and target is None else (Timing.ON_TIME, 0, from_target)


def _days(first: Day, last: Day) -> int | None:
    """From one day to another; None where one is known only to the month or year."""
    return (last - first).days if isinstance(first, date) and isinstance(last, date) else None


def _one_a_requirement(obligations: Iterable[Obligation]) -> list[Obligation]:
    """The first of each requirement: of several duties of one kind the oldest is served first."""
    return list({each.requirement: each for each in reversed(list(obligations))}.values())[::-1]


def is_own(version: Version, event: Event, obligation: Obligation) -> bool:
    """Whether an event is of the very kind a requirement brings, and not of another that it accepts."""
    return event.kind in version.vocabulary.events[obligation.event].kinds


def _is_akin(decision: Decision, event: Event, obligation: Obligation) -> bool:
    """Whether an obligation that is owed brings an event of the same family, so that this one was held in its place."""
    owed = obligation.applies is True and obligation.status not in (*OWED_NO_MORE, Status.NOT_YET_OPEN)
    owed = owed and not _only_allows(decision, obligation) and _takes_one_more(decision, obligation)
    kinds = decision.version.vocabulary.events
    return owed and are_akin(event.kind, obligation.event, kinds)
