"""One case through time: what is due happens on its day, and what follows from it is decided anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from ilacs_rules.engine.as_known import AsKnown, as_known
from ilacs_rules.engine.codegen.compile import CompiledEvaluator
from ilacs_rules.engine.decide import decide_held
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.forecasting.chosen_day import day_after, last_day
from ilacs_rules.engine.forecasting.expected import Assumptions, Basis, Expected, Waiting
from ilacs_rules.engine.forecasting.outcomes import published, recorded
from ilacs_rules.engine.forecasting.steps import TO_BE_DONE, PlannedStep, day_without_pause, steps
from ilacs_rules.engine.policies import NotInForce, Policy
from ilacs_rules.engine.program import Program
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.language.dates import next_period_start
from ilacs_rules.language.dates_in_words import day_in_words
from ilacs_rules.language.fixed_words import Strength
from ilacs_rules.model.case import Case, Event
from ilacs_rules.model.decision import CANNOT_BE_TOLD, Decision, Status
from ilacs_rules.model.partial import last_of
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic

MOST = 1000  # times one case does what one requirement asks; more is a slip in a length of time, or a horizon too far

_WITHOUT_DATE = (*CANNOT_BE_TOLD, Status.PAUSED, Status.NO_DATE_SET)


class Simulation:
    """The events expected of one case from the day after `on` to `until`, both included."""

    def __init__(
        self,
        policy: Policy,
        case: Case,
        on: date,
        until: date,
        assumptions: Assumptions,
        from_today: Mapping[date, bool],
    ) -> None:
        """`from_today` are the first days of the versions in which something is reckoned from today.

        With each stands whether that is so elsewhere than in definitions.

        Raises NotInForce if no version is in force on `on`, and DecisionError if the case cannot be decided.
        """
        self._policy = policy
        self._until = until
        self._assumptions = assumptions
        self._from_today = from_today
        self._day = day_after(on)
        self._counts: dict[str, int] = {}
        self.begun: AsKnown = as_known(policy.in_force(on, assumptions.known), case, on, assumptions)
        self._case = self.begun.case

    def events(self) -> Iterator[Expected]:
        """What is expected, in order of its first day. Raises DecisionError."""
        day, done_today = self._day, set[tuple[str, int]]()
        while day is not None and day <= self._until:
            program = self._in_force(day)
            if program is None:
                day = self._next_version(day)
                continue
            decision = decide_held(program, self._case, day, trace=False)
            in_hand = frozenset(event.kind for event in self._case.events if _last_day(event) > day)
            planned = steps(decision, program.arithmetic, in_hand, self._assumptions.within)
            due = next((step for step in planned if step.day <= day and step.key not in done_today), None)
            if due is None:
                day = self._next_look(day, decision, planned)
                done_today.clear()
                continue
            done_today.add(due.key)
            yield self._happens(due, decision, program)

    def waiting(self) -> Iterator[Waiting]:
        """What has no date on the last day, once `events` is exhausted; nothing if no version is in force on it."""
        program = self._in_force(self._until)
        if program is None:
            return
        decision = decide_held(program, self._case, self._until)
        for obligation in decision.obligations:
            paused = day_without_pause(decision, obligation.event, self._until) is None
            waits = obligation.status in _WITHOUT_DATE or (paused and obligation.status in TO_BE_DONE)
            if waits and obligation.strength is not Strength.MAY:
                yield Waiting(decision, obligation)

    # ------------------------------------------------------------------------------------------------ one step

    def _happens(self, step: PlannedStep, decision: Decision, program: Program) -> Expected:
        obligation, day = step.obligation, decision.on
        self._count(obligation.requirement, decision)
        span = decision.requirement(obligation).due.span
        vocabulary = program.version.vocabulary  # of the version in force, also where an earlier one decides
        fields = recorded(obligation.event, self._case, day, vocabulary, self._assumptions.outcomes)
        end = last_day(day, obligation.lasts, program.arithmetic, span)
        event = Event(
            obligation.event, day, end, published(end, self._assumptions.published_after, program.arithmetic), fields
        )
        self._case = replace(self._case, events=(*self._case.events, event))
        return Expected(decision, obligation, event, step.basis if step.day == day else Basis.AT_ONCE)

    def _count(self, requirement: str, decision: Decision) -> None:
        count = self._counts[requirement] = self._counts.get(requirement, 0) + 1
        if count <= MOST:
            return
        asked = decision.version.requirements[requirement]
        message = f"“{asked.words}” would be done more than {MOST:,} times, already by {day_in_words(decision.on)}"
        hint = "forecast to an earlier day, or look whether the requirement repeats as often as is meant"
        raise DecisionError([Diagnostic(Code.TOO_OFTEN, message, asked.due.span, hint)])

    # ------------------------------------------------------------------------------------------------ time

    def _next_look(self, day: date, decision: Decision, planned: list[PlannedStep]) -> date | None:
        """The next day on which something may be otherwise."""
        tomorrow = day_after(day)
        if tomorrow is None:
            return None
        days = [max(step.day, tomorrow) for step in planned]
        for event in self._case.events:
            days += [last_of(each) for each in (event.end, event.publication) if each is not None]
        for obligation in decision.obligations:
            days += _day_after(None if obligation.closes is None else last_of(obligation.closes))
        for pause in decision.version.pauses.values():
            days += [pause.start, *_day_after(pause.until)]
        days += _day_after(decision.version.until)
        days += [] if (following := self._next_version(day)) is None else [following]
        known = min((each for each in days if each > day), default=None)
        return self._turn(day, self._until if known is None else known, decision) or known

    def _turn(self, day: date, before: date, decision: Decision) -> date | None:
        """The first beginning of a month, between two days, on which what is reckoned from today is otherwise."""
        directly = self._from_today.get(decision.version.start)
        if directly is None:
            return None
        program = next(each for each in self._policy.versions if each.version.start == decision.version.start)
        month = next_period_start(day, 1, 1, 1)
        while month is not None and month <= before:
            seen = Snapshot(self._case, month, program.version.vocabulary)
            if directly or CompiledEvaluator(program, seen).values != decision.values:
                return month
            month = next_period_start(month, 1, 1, 1)
        return None

    def _in_force(self, day: date) -> Program | None:
        try:
            return self._policy.in_force(day, self._assumptions.known)
        except NotInForce:
            return None

    def _next_version(self, day: date) -> date | None:
        return min((each.version.start for each in self._policy.versions if each.version.start > day), default=None)


def _last_day(event: Event) -> date:
    assert event.end is not None, "what is in hand has been brought to an end"
    return last_of(event.end)


def _day_after(day: date | None) -> list[date]:
    """The day on which something that ends with a day is over."""
    found = None if day is None else day_after(day)
    return [] if found is None else [found]
