"""What a forecast is made of: the assumptions it rests on, the events expected, and what waits without a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ilacs_rules.engine.forecasting.outcomes import AssumedValue
from ilacs_rules.engine.forecasting.work import WorkCalendar
from ilacs_rules.language.durations import NO_TIME, Duration
from ilacs_rules.model.case import Case, Event
from ilacs_rules.model.decision import Decision, Obligation
from ilacs_rules.model.partial import first_of, last_of
from ilacs_rules.model.version import Requirement, Version


class WindowDay(StrEnum):
    """Which day within its window something is taken to be done on. Where there is no such day, the next best."""

    TARGET = "target"  # else the close, else the opening
    OPENING = "opening"  # else the target, else the close
    CLOSE = "close"  # else the target, else the opening


class Basis(StrEnum):
    """Which day an expected event falls on."""

    TARGET = "target"
    CLOSE = "close"
    OPENING = "opening"
    SHARE = "even share"  # one of several to be done until a close, spread evenly
    AT_ONCE = "at once"  # its day had passed
    ASSUMED = "placed by assumption"  # it has no day that can be told


@dataclass(frozen=True, slots=True)
class AssumedWait:
    """How long what applies and has no day is taken to wait: of a kind of event (folded), or of every other."""

    after: Duration
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What is taken to be so: the day within the window, what is recorded, and how long until it is published.

    A later outcome goes before an earlier one; what none of them says is the same as when it was last recorded.
    Versions of the policy that were published after `known` are left aside; without it all count. What the
    publisher does itself starts as its calendar of `work` allows. What surely applies and has no day is left without
    one unless something is said of it in `undated`.
    """

    within: WindowDay = WindowDay.TARGET
    outcomes: tuple[AssumedValue, ...] = ()
    published_after: Duration = NO_TIME  # from the last day of an event
    known: date | None = None
    work: WorkCalendar | None = None  # without one anything may start on any day
    undated: tuple[AssumedWait, ...] = ()  # the later goes before the earlier


@dataclass(frozen=True, slots=True)
class Expected:
    """An event that is expected, the obligation it serves, and what was decided of that alone on its first day.

    `place` is that of the obligation among all that was decided.

    `wanted` is the day on which it would have started, had it been one on which work starts, and a free one; it starts
    earlier or later.
    """

    decision: Decision
    obligation: Obligation
    event: Event
    basis: Basis
    place: int
    wanted: date | None = None

    @classmethod
    def of(
        cls, decision: Decision, obligation: Obligation, event: Event, basis: Basis, wanted: date | None = None
    ) -> Expected:
        """What is expected for one of the obligations of a decision."""
        place = decision.obligations.index(obligation)
        return cls(decision.with_only(obligation), obligation, event, basis, place, wanted)

    @property
    def case(self) -> Case:
        """Whose it is, with the history up to then."""
        return self.decision.case

    @property
    def version(self) -> Version:
        """The version in force on its first day."""
        return self.decision.version

    @property
    def requirement(self) -> Requirement:
        """What asks for it."""
        return self.decision.requirement(self.obligation)

    @property
    def days_late(self) -> int | None:
        """By how many days at least it is done after the last day of its window; None if it is not, or may not be."""
        closes, done = self.obligation.closes, self.requirement.day_done(self.event)
        late = 0 if closes is None or done is None else (first_of(done) - last_of(closes)).days
        return late if late > 0 else None

    @property
    def may_be_late(self) -> bool:
        """Whether the last day of its window is only known to lie between two, and it is done between them."""
        closes, done = self.obligation.closes, self.requirement.day_done(self.event)
        return closes is not None and done is not None and first_of(closes) < first_of(done) <= last_of(closes)

    @property
    def start(self) -> date:
        """Its first day."""
        assert isinstance(self.event.start, date), "what is imagined has a day"
        return self.event.start

    @property
    def end(self) -> date:
        """Its last day."""
        assert isinstance(self.event.end, date), "what is imagined has a day"
        return self.event.end


@dataclass(frozen=True, slots=True)
class Overtaken:
    """What is asked for between two events and open or late on the first day: the second comes before it is done."""

    decision: Decision
    obligation: Obligation
    by: Event  # the second

    @property
    def case(self) -> Case:
        """Whose it is."""
        return self.decision.case

    @property
    def requirement(self) -> Requirement:
        """What asks for it."""
        return self.decision.requirement(self.obligation)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An obligation that has no date on the last day of a forecast: paused, undated, without a start, or not told.

    `imagined` are the events of its case that were never held, and are only expected.
    """

    decision: Decision
    obligation: Obligation
    imagined: tuple[Event, ...] = ()

    @property
    def case(self) -> Case:
        """Whose it is, with all that is expected by then."""
        return self.decision.case

    @property
    def requirement(self) -> Requirement:
        """What asks for it."""
        return self.decision.requirement(self.obligation)
