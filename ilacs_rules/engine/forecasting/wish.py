"""What a case would do next: the event by which an obligation would be done, and the day on which it would start."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ilacs_rules.engine.event_days import last_day
from ilacs_rules.engine.forecasting.chosen_day import first_start
from ilacs_rules.engine.forecasting.expected import Expected
from ilacs_rules.engine.forecasting.steps import PlannedStep
from ilacs_rules.engine.forecasting.work import WorkCalendar
from ilacs_rules.engine.program import Program
from ilacs_rules.language.calendars import HolidaysNotKnown
from ilacs_rules.language.dates import add_days
from ilacs_rules.model.case import Event
from ilacs_rules.model.decision import TO_BE_DONE, Decision, Obligation
from ilacs_rules.model.due_shapes import Repeat
from ilacs_rules.model.vocabulary import with_those_above

_DAYS_BEFORE = 6  # so that the day itself and these are one of each day of the week


@dataclass(frozen=True, slots=True)
class PlannedEvent:
    """The event by which an obligation would be done, wherever it may start (a `Job`)."""

    obligation: Obligation
    decision: Decision
    program: Program
    work: WorkCalendar | None
    must_end_by: date = date.max  # the last day of its subject

    @property
    def is_own_work(self) -> bool:
        """Whether the publisher of the policy does it itself, so that its calendar of work binds it."""
        return self.work is not None and self.obligation.by == self.decision.version.publisher

    @property
    def kinds(self) -> frozenset[str]:
        """The kind of event, and those it is one of."""
        return frozenset(with_those_above(self.obligation.event, self.decision.version.vocabulary.events))

    def last_day(self, first: date) -> date:
        """Its last day, if it starts on a day."""
        span = self.decision.requirement(self.obligation).due.span
        last = last_day(first, self.obligation.lasts, self.program.arithmetic, span)
        return self.work.last_day(first, last) if self.work is not None and self.is_own_work else last

    def is_holiday(self, day: date) -> bool:
        """Whether a day is a bank holiday by the calendar of the policy, as far as that is known."""
        calendar = self.program.arithmetic.calendar
        try:
            return calendar is not None and bool(calendar.holidays_between(day, day))
        except HolidaysNotKnown:
            return False

    def first_start(self) -> date:
        """The first day on which it may start, from the day of the decision on.

        What is done again and again, each time on one day, may start some days before it: an early one counts as well.
        """
        obligation, on = self.obligation, self.decision.on
        requirement = self.decision.requirement(obligation)
        first = first_start(obligation, requirement, self.program.arithmetic)
        if first is None:
            return on
        if obligation.opens == obligation.target and isinstance(requirement.due.shape, Repeat):
            first = add_days(first, -_DAYS_BEFORE) or first
        return max(on, first)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a case would do next: a step, and the decision of the day on which it would start."""

    step: PlannedStep
    job: PlannedEvent

    @property
    def day(self) -> date:
        """The day on which it would start."""
        return self.job.decision.on


def planned_after(until: date, decision: Decision, planned: Sequence[PlannedStep], by: date) -> Iterator[Expected]:
    """What is surely still to be done and planned for a day after `until`, up to `by`, each by its first day."""
    for step in planned:
        if until < step.day <= by and step.obligation.status in TO_BE_DONE:
            event = Event(step.obligation.event, step.day, step.day)
            yield Expected.of(decision, step.obligation, event, step.basis)
