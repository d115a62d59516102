"""As far as a forecast follows from the rules: without what hangs on a day or an outcome that somebody would guess."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ilacs_rules.engine.forecasting.expected import Basis, Expected, Waiting
from ilacs_rules.engine.forecasting.forecast import Forecast
from ilacs_rules.engine.forecasting.steps import WITHOUT_DATE
from ilacs_rules.engine.kinds_read import in_itself_looks_at, requirements_behind
from ilacs_rules.engine.moved import moved_by_what_comes
from ilacs_rules.language.fixed_words import Strength
from ilacs_rules.language.types import EventType, ListType
from ilacs_rules.model.case import Event
from ilacs_rules.model.decision import TO_BE_DONE, Decision, Obligation
from ilacs_rules.model.due_shapes import Quota, Repeat, ToTheNext
from ilacs_rules.model.partial import Day, last_of
from ilacs_rules.model.reached import reached
from ilacs_rules.model.tree import Field
from ilacs_rules.model.version import Requirement, Version
from ilacs_rules.model.vocabulary import with_those_above


def without_guesses(forecast: Forecast, decision: Decision) -> Forecast:
    """The forecast of one case without what rests on a guess; what is owed by the `decision` of its first day is none.

    What an event to come records is a guess, and its day is one where the rules set a window and no day in it, or where
    the next is counted from when it is done, early or late. Left out
    is what reads the one, or looks at such an event at all; but a number that is asked for in a stretch of time, which
    is the same whenever in the one before it was done.
    """
    moved = moved_by_what_comes(decision)
    owed = [
        each for each in decision.obligations if each.strength is not Strength.MAY and each.requirement not in moved
    ]
    events = [found for each in owed if (found := _as_owed(decision, each)) is not None]
    shown = {_window(each.obligation) for each in events}
    guessed = _Guessed()
    for each in (*forecast.events, *forecast.later):
        if each.obligation.requirement in moved:
            guessed.add(each)
            continue
        has_a_day = each.obligation.target is not None or each.obligation.closes is not None
        if has_a_day and _window(each.obligation) not in shown and not guessed.is_behind(each):
            events.append(each)
        guessed.add(each)
    events.sort(key=lambda each: each.start)
    waits = [
        each for each in decision.obligations if each.requirement in moved or (each in owed and _has_no_date(each))
    ]
    waiting = tuple(Waiting(decision, each) for each in waits)
    within = tuple(each for each in events if each.start <= forecast.until)
    later = tuple(each for each in events if each.start > forecast.until)
    return replace(forecast, events=within, waiting=waiting, later=later)


def _as_owed(decision: Decision, obligation: Obligation) -> Expected | None:
    """What is owed, on its day or else the last; None if nothing is to be done, or it has no day."""
    day = obligation.target or obligation.closes
    if obligation.status not in TO_BE_DONE or day is None:
        return None
    basis = Basis.CLOSE if obligation.target is None else Basis.TARGET
    return Expected.of(decision, obligation, Event(obligation.event, last_of(day), last_of(day)), basis)


def _has_no_date(obligation: Obligation) -> bool:
    if obligation.status in WITHOUT_DATE:
        return True
    return obligation.status in TO_BE_DONE and obligation.target is None and obligation.closes is None


def _window(obligation: Obligation) -> tuple[str, Day | None, Day | None, Day | None]:
    return obligation.requirement, obligation.opens, obligation.target, obligation.closes


def counts_on(requirement: Requirement) -> bool:
    """Whether it is done again and again, each time counted from when it was last done, not from when that was due."""
    shape = requirement.due.shape
    return isinstance(shape, Repeat) and not shape.keeps


@dataclass
class _Guessed:
    """The kinds of event, with all that they are, of which one is expected, and of which one has no day of its own."""

    outcomes: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    counted_on: set[str] = field(default_factory=set)  # requirements whose next day hangs on when this is done

    def add(self, each: Expected) -> None:
        kinds = set(with_those_above(each.event.kind, each.version.vocabulary.events))
        self.outcomes |= kinds
        self.days |= kinds if each.obligation.target is None else set()
        self.counted_on |= {each.obligation.requirement} if counts_on(each.requirement) else set()

    def is_behind(self, each: Expected) -> bool:
        version, name = each.decision.version, each.obligation.requirement
        if name in self.counted_on or not self.outcomes.isdisjoint(_kinds_read(version, name)):
            return True
        looked_at = in_itself_looks_at(version, name).kinds
        match each.requirement.due.shape:
            case Quota(stretch=stretch) if not isinstance(stretch, ToTheNext):
                looked_at -= each.requirement.accepts
            case _:
                pass
        return not self.days.isdisjoint(looked_at)


def _kinds_read(version: Version, name: str) -> set[str]:
    """The kinds of event of which something that is recorded is read for a requirement, with all that are one."""
    found: set[str] = set()
    for part in reached(version, requirements_behind(version, name)):
        if isinstance(part, Field):
            of = part.event.type.item if isinstance(part.event.type, ListType) else part.event.type
            found |= version.vocabulary.events[of.kind].kinds if isinstance(of, EventType) else set()
    return found
