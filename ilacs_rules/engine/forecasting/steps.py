"""What of a decision is still to be done, and on which day it is taken to be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ilacs_rules.engine.date_arithmetic import DateArithmetic
from ilacs_rules.engine.days_named import last_day_is_not_told
from ilacs_rules.engine.forecasting.chosen_day import chosen_day, day_after, day_between
from ilacs_rules.engine.forecasting.expected import Basis, Overtaken, WindowDay
from ilacs_rules.engine.pauses import at_earliest, is_on
from ilacs_rules.engine.perhaps_done import may_have_counted
from ilacs_rules.engine.ruled_out import holds
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.language.fixed_words import Strength
from ilacs_rules.model.case import Event
from ilacs_rules.model.decision import CANNOT_BE_TOLD, SURELY_LATE, TO_BE_DONE, Decision, Obligation, Status
from ilacs_rules.model.due_shapes import ToTheNext, kinds_between

_OPEN = (Status.OPEN, *SURELY_LATE)
WITHOUT_DATE = (*CANNOT_BE_TOLD, Status.PAUSED, Status.NO_DATE_SET)


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """Something to be done: by which obligation, from which day, and why on that one.

    `chosen` is the day that its window led to, before it was asked on which day work can start.
    """

    obligation: Obligation
    day: date
    basis: Basis
    chosen: date

    @property
    def key(self) -> tuple[str, int]:
        """What is done at most once a day."""
        return key_of(self.obligation)


def key_of(obligation: Obligation) -> tuple[str, int]:
    """A requirement, and the event it is about if there is one: what is done by one and the same step."""
    return obligation.requirement, id(obligation.instance)


Moved = Callable[[Obligation, date], date]
"""The day on which something can start that is to be done by an obligation, on a day of its window."""


def as_chosen(obligation: Obligation, day: date) -> date:
    """The day itself: anything can start on any day."""
    return day


def steps(
    decision: Decision,
    seen: Snapshot,
    arithmetic: DateArithmetic,
    in_hand: frozenset[str],
    within: WindowDay,
    moved: Moved = as_chosen,
) -> list[PlannedStep]:
    """What is to be done, in the order of the file; nothing for which an event in hand may serve.

    Nobody need make use of a permission, and nothing takes place while it is paused; nor is anything due by a day of
    which nothing can be told: it waits. What is asked for between two
    events of a kind is looked at when the day of the next one is known, and comes to nothing once that has begun.
    """
    found: dict[int, PlannedStep] = {}  # by the place in the decision
    days: dict[str, date] = {}  # of the first event of a kind to come
    between: list[tuple[int, ToTheNext]] = []
    for place, obligation in _to_be_done(decision, seen, in_hand):
        requirement = decision.requirement(obligation)
        waiting = kinds_between(requirement.due.shape)
        if waiting is not None:
            between.append((place, waiting))
            continue
        if last_day_is_not_told(obligation, decision.version):
            continue
        step = step_on(decision, obligation, chosen_day(obligation, requirement, within, arithmetic), moved)
        if step is not None:
            found[place] = step
            days[obligation.event] = min(step.day, days.get(obligation.event, step.day))
    for place, waiting in between:
        obligation = decision.obligations[place]
        following = min((days[kind] for kind in waiting.kinds if kind in days), default=None)
        if not in_hand.isdisjoint(waiting.kinds) or (following is not None and following <= decision.on):
            continue
        if following is None:
            if last_day_is_not_told(obligation, decision.version):
                continue
            chosen = chosen_day(obligation, decision.requirement(obligation), within, arithmetic)
        else:
            chosen = day_between(obligation, following, within)
        step = step_on(decision, obligation, chosen, moved)
        if step is not None:
            found[place] = step
    return [found[place] for place in sorted(found)]


def day_without_pause(decision: Decision, kind: str, day: date) -> date | None:
    """The first day from a day on, at the earliest that of the decision, on which an event of a kind is not paused.

    Nor may be. None if that pause has no end.
    """
    found = max(day, decision.on)
    for pause in sorted(decision.version.pauses.values(), key=at_earliest):
        if kind in pause.kinds and is_on(pause, found) is not False:
            following = None if pause.until is None else day_after(pause.until)
            if following is None:
                return None
            found = following
    return found


def _day_allowed(decision: Decision, obligation: Obligation, day: date) -> date | None:
    """The same, also outside of what is ruled out for it, as far as that is told."""
    due, found = decision.requirement(obligation).due, day_without_pause(decision, obligation.event, day)
    while found is not None and holds(due, found) is True:
        following = day_after(found)
        found = None if following is None else day_without_pause(decision, obligation.event, following)
    return found


def step_on(
    decision: Decision, obligation: Obligation, chosen: tuple[date, Basis] | None, moved: Moved
) -> PlannedStep | None:
    """A step on the chosen day, as far as it can start on it; where that is in a pause, as soon as it is over."""
    if chosen is None:
        return None
    of_window, basis = chosen
    day = moved(obligation, of_window)
    free = _day_allowed(decision, obligation, day)
    if free is None:
        return None
    if free == max(day, decision.on):
        return PlannedStep(obligation, day, basis, of_window)
    return PlannedStep(obligation, free, basis if basis is Basis.ASSUMED else Basis.AT_ONCE, free)


def _is_only_vague(decision: Decision, obligation: Obligation, seen: Snapshot) -> bool:
    """Whether it is surely still to be done, and only the days are not known on which it opens and closes."""
    has_days = obligation.status is Status.APPLIES and not obligation.is_undated
    return has_days and not may_have_counted(decision, obligation, obligation.since, seen=seen)


def _to_be_done(decision: Decision, seen: Snapshot, in_hand: frozenset[str]) -> Iterator[tuple[int, Obligation]]:
    for place, obligation in enumerate(decision.obligations):
        if obligation.strength is Strength.MAY:
            continue
        wanted = obligation.status in TO_BE_DONE or _is_only_vague(decision, obligation, seen)
        if wanted and in_hand.isdisjoint(decision.requirement(obligation).accepts):
            yield place, obligation


def overtaken(decision: Decision, to_come: Sequence[Event]) -> Iterator[Overtaken]:
    """What is open or late by a decision, and is not all done when that begins before which it was to be.

    `to_come` is what is in hand and what is expected, in order.
    """
    for obligation in decision.obligations:
        requirement = decision.requirement(obligation)
        between = kinds_between(requirement.due.shape)
        if between is None or obligation.status not in _OPEN or obligation.strength is Strength.MAY:
            continue
        place = next((place for place, event in enumerate(to_come) if event.kind in between.kinds), None)
        if place is None:
            continue
        done = sum(event.kind in requirement.accepts for event in to_come[:place])
        if done < (obligation.left or 1):
            yield Overtaken(decision, obligation, to_come[place])
