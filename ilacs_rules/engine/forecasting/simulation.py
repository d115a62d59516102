"""One case through time: what is due happens on its day, and what follows from it is decided anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from ilacs_rules.engine.as_known import AsKnown, as_known
from ilacs_rules.engine.decide import decide_as_seen, decide_held, seen_by
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.existence import Existence
from ilacs_rules.engine.forecasting.chosen_day import day_after
from ilacs_rules.engine.forecasting.expected import Assumptions, Basis, Expected, Overtaken, Waiting
from ilacs_rules.engine.forecasting.outcomes import published, recorded
from ilacs_rules.engine.forecasting.steps import WITHOUT_DATE, PlannedStep, day_without_pause, key_of, overtaken, steps
from ilacs_rules.engine.forecasting.undated import Undated
from ilacs_rules.engine.forecasting.wish import PlannedEvent, Wish, planned_after
from ilacs_rules.engine.pauses import at_earliest, at_latest
from ilacs_rules.engine.policies import NotInForce, Policy
from ilacs_rules.engine.program import Program
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.language.dates import next_period_start
from ilacs_rules.language.dates_in_words import day_in_words
from ilacs_rules.language.fixed_words import Strength
from ilacs_rules.model.case import Case, Event
from ilacs_rules.model.decision import TO_BE_DONE, Decision, Obligation
from ilacs_rules.model.partial import Day, first_of, last_of
from ilacs_rules.model.vocabulary import with_those_above
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic

MOST = 1000  # times one case does what one requirement asks; more is a slip in a length of time, or a horizon too far


class Simulation:
    """The events expected of one case from the day after `on` to `until`, both included.

    `next` tells what would start next; that `begins`, or is `is_put_off` to a later day.
    """

    def __init__(
        self,
        policy: Policy,
        case: Case,
        on: date,
        until: date,
        assumptions: Assumptions,
    ) -> None:
        """Raises NotInForce if no version is in force on `on`, and DecisionError if the case cannot be decided."""
        self._policy = policy
        self._until = until
        self._assumptions = assumptions
        self._day = day_after(on)
        self._complete_from = self._day or on
        self._undated = Undated(assumptions.undated, on)
        self._counts: dict[str, int] = {}
        self._done_today: set[tuple[str, int]] = set()
        self._put_off: dict[tuple[str, int], date] = {}  # what has a later start, and which
        self._wanted: dict[tuple[str, int], Wish] = {}  # and what was wished for first
        self._no_start: set[tuple[str, int]] = set()
        self._done: dict[tuple[str, int], _Owed] = {}  # how a duty stood when it was last done
        self.expected: list[Expected] = []  # by their first days
        self.begun: AsKnown = as_known(policy.in_force(on, assumptions.known), case, on, assumptions)
        self._case = self.begun.case
        self._seen: tuple[Program, Snapshot] | None = None  # by which version, and the case as it was last seen
        self._decided: tuple[Decision, Snapshot] | None = None  # what, and by what was seen
        self._first: Decision | None = None  # of the first day
        self._last_look: tuple[Decision, list[PlannedStep], date] | None = None  # what was planned, up to which day

    def next(self) -> Wish | None:
        """What would start next, and on which day; None if nothing more would by the last. Raises DecisionError."""
        while self._day is not None and self._day <= self._until:
            day, program = self._day, self._in_force(self._day)
            if program is None:
                self._day = self._next_version(day)
                continue
            existence = self._seen_by(program, day).existence
            if existence.created.day is not None and day < first_of(existence.created.day):
                self._day = first_of(existence.created.day)
                continue
            decision = self._decision(program, day)
            in_hand = self._in_hand(program, day)
            within, moved = self._assumptions.within, partial(self._moved, decision, program)
            planned = steps(decision, self._as_decided(decision), program.arithmetic, in_hand, within, moved)
            planned += self._undated.steps(decision, program, in_hand, moved)
            if existence.is_over(day) is not True:
                self._forget_but(planned)
            planned = [step for step in planned if step.key not in self._no_start and not self._in_vain(step)]
            by = date.max if existence.ended.day is None else first_of(existence.ended.day)
            wishes = (
                Wish(step, PlannedEvent(step.obligation, decision, program, self._assumptions.work, by))
                for step in planned
                if step.day <= day and step.key not in self._done_today
            )
            due = next((wish for wish in wishes if wish.job.last_day(day) <= by), None)
            if due is not None:
                return due
            self._last_look = decision, planned, by
            self._day = self._next_look(day, decision, planned)
            self._done_today.clear()
        return None

    def _in_hand(self, program: Program, day: date) -> frozenset[str]:
        """The kinds of event of which one has not surely ended; of one told as of a wider kind, all that it may be."""
        told = {event.kind for event in self._case.events if _last_day(event) > day}
        return frozenset[str]().union(*map(program.words.all_it_may_be, told))

    def _seen_by(self, program: Program, day: date) -> Snapshot:
        """The case as a version sees it on a day."""
        seen = self._seen
        if seen is None or seen[0] is not program or seen[1].on != day or seen[1].case is not self._case:
            seen = self._seen = program, seen_by(program, self._case, day)
        return seen[1]

    def _as_decided(self, decision: Decision) -> Snapshot:
        """The case as seen by the version that decided: that in force, or one before it that a transition keeps."""
        seen = self._seen
        if seen is not None and seen[0].version is decision.version and seen[1].on == decision.on:
            return seen[1]
        return seen_by(self._deciding(decision), self._case, decision.on)

    def _decision(self, program: Program, day: date) -> Decision:
        """What is decided on a day; of a day on which something has begun since, what that cannot touch stands."""
        seen, before = self._seen_by(program, day), self._decided
        if before is not None and before[1] is seen:
            return before[0]
        if before is not None and (before[1].vocabulary is not seen.vocabulary or before[1].on != day):
            before = None
        found = decide_as_seen(program, seen, before)
        self._decided = found, seen
        self._first = self._first or found
        return found

    def begun_before(self, on: date) -> Iterator[tuple[frozenset[str], date, date]]:
        """The events that had begun by a day: the kind of each with all that it is one of, its first and last day."""
        program = self._in_force(on)
        kinds = program.words.events if program is not None else {}
        for event in self._case.events:
            if first_of(event.start) <= on:
                yield frozenset(with_those_above(event.kind, kinds)), last_of(event.start), _last_day(event)

    def runs(self) -> None:
        """Each step on its day, whatever other cases do. Raises DecisionError."""
        while (wish := self.next()) is not None:
            self.begins(wish)

    @property
    def put_off(self) -> frozenset[tuple[str, int]]:
        """What is put off, and still to be done."""
        return frozenset(self._put_off)

    def begins(self, wish: Wish) -> None:
        """It starts on the day of the wish. Raises DecisionError."""
        key = wish.step.key
        self._done_today.add(key)
        self._done[key] = _owed(wish.step.obligation)
        self._put_off.pop(key, None)
        first = self._wanted.pop(key, wish)
        late = first.step.day < first.day and first.step.basis is not Basis.ASSUMED
        self._undated.is_placed(wish.step)
        basis, wanted = (Basis.AT_ONCE, first.day) if late else (first.step.basis, first.step.chosen)
        self.expected.append(self._happens(wish, basis, None if wanted == wish.day else wanted))

    def is_put_off(self, wish: Wish, start: date) -> None:
        """It starts on a later day, if it is still to be done then."""
        self._put_off[wish.step.key] = start
        self._wanted.setdefault(wish.step.key, wish)

    def has_no_start(self, wish: Wish) -> None:
        """There is no free start for it up to the last day."""
        self._put_off.pop(wish.step.key, None)
        self._wanted.setdefault(wish.step.key, wish)
        self._no_start.add(wish.step.key)

    def _in_vain(self, step: PlannedStep) -> bool:
        """Whether it has been done before and is owed as it was: doing it once more would not count either."""
        return step.key not in self._done_today and self._done.get(step.key) == _owed(step.obligation)

    def _forget_but(self, planned: list[PlannedStep]) -> None:
        """What is no longer to be done, or by other days, waits for no start: the next time it is something else."""
        still = {step.key: _window(step.obligation) for step in planned}
        for key in [key for key, wish in self._wanted.items() if still.get(key) != _window(wish.step.obligation)]:
            del self._wanted[key]
            self._put_off.pop(key, None)
            self._no_start.discard(key)

    def _moved(self, decision: Decision, program: Program, obligation: Obligation, day: date) -> date:
        """The last day up to a day of its window on which it may start; if it is put off, the day to which it is."""
        work = self._assumptions.work
        job = PlannedEvent(obligation, decision, program, work)
        if work is not None and job.is_own_work:
            day = work.start_up_to(day, job.first_start(), job) or day
        return max(day, self._put_off.get(key_of(obligation), day))

    def overtaken(self) -> Iterator[Overtaken]:
        """What is open or late on the first day, and not expected any more, once there is no `next`."""
        if self._first is not None:
            yield from overtaken(self._first, (*self.begun.brought_to_end, *(each.event for each in self.expected)))

    def later(self) -> Iterator[Expected]:
        """What is surely still to be done and planned for after the last day, once there is no `next`."""
        if self._last_look is not None and self._in_force(self._until) is not None:
            yield from planned_after(self._until, *self._last_look)

    def waiting(self) -> Iterator[Waiting]:
        """What has no date on the last day, once there is no `next`; nothing if no version is in force on it."""
        program = self._in_force(self._until)
        if program is None:
            return
        imagined = tuple(each.event for each in self.expected)
        if Existence.of(self._case, program.version.vocabulary, self._until).is_over(self._until) is True:
            for key in self._no_start:  # else nothing is asked of it any more
                wish = self._wanted[key]
                obligation = replace(wish.step.obligation, reason=self._no_free_start(wish))
                yield Waiting(wish.job.decision, obligation, imagined)
            return
        decision = decide_held(program, self._case, self._until, trace=False, needs=True)
        for obligation in map(self._as_recorded, decision.obligations):
            paused = day_without_pause(decision, obligation.event, self._until) is None
            waits = obligation.status in WITHOUT_DATE or (paused and obligation.status in TO_BE_DONE)
            reason = None
            if not waits and obligation.status in TO_BE_DONE:
                reason = self._why_not_done(obligation)
                obligation = obligation if reason is None else replace(obligation, reason=reason)
            if (waits or reason is not None) and obligation.strength is not Strength.MAY:
                yield Waiting(decision, obligation, imagined)

    def _as_recorded(self, obligation: Obligation) -> Obligation:
        """Without a day from which the record is complete, where that is only imagined."""
        imagined = f" is not complete before {day_in_words(self._complete_from)}"
        needs = tuple(
            replace(each, text=f"{each.text.removesuffix(imagined)} is not complete")
            if each.text.endswith(imagined)
            else each
            for each in obligation.needs
        )
        return obligation if needs == obligation.needs else replace(obligation, needs=needs)

    def _why_not_done(self, obligation: Obligation) -> str | None:
        """Why it has no start on the last day, if it has none."""
        key = key_of(obligation)
        wanted = self._wanted.get(key)
        if wanted is not None:
            return self._no_free_start(wanted)
        return "what was done for it did not count" if self._done.get(key) == _owed(obligation) else None

    def _no_free_start(self, wish: Wish) -> str:
        last = min(self._until, wish.job.must_end_by)
        days = f"from {day_in_words(wish.day)} to {day_in_words(last)}"
        return f"the calendar of work has no free start {days}{', its last day' if last < self._until else ''}"

    # ------------------------------------------------------------------------------------------------ one step

    def _happens(self, wish: Wish, basis: Basis, wanted: date | None) -> Expected:
        obligation, decision, program, day = wish.step.obligation, wish.job.decision, wish.job.program, wish.day
        self._count(obligation.requirement, decision)
        vocabulary = program.version.vocabulary  # of the version in force, also where an earlier one decides
        fields = recorded(obligation.event, self._case, day, vocabulary, self._assumptions.outcomes)
        end = wish.job.last_day(day)
        event = Event(
            obligation.event, day, end, published(end, self._assumptions.published_after, program.arithmetic), fields
        )
        self._case = replace(self._case, events=(*self._case.events, event))
        return Expected.of(decision, obligation, event, basis, wanted)

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
            days += [at_earliest(pause), at_latest(pause), *_day_after(pause.until)]
        days += _day_after(decision.version.until)
        days += [] if (following := self._next_version(day)) is None else [following]
        known = min((each for each in days if each > day), default=None)
        return self._turn(day, self._until if known is None else known, decision) or known

    def _turn(self, day: date, before: date, decision: Decision) -> date | None:
        """The first beginning of a month, between two days, on which what is reckoned from today is otherwise."""
        program = self._deciding(decision)
        turning = program.from_today
        if not program.turns_of_itself and not turning.version.definitions:
            return None
        month = next_period_start(day, 1, 1, 1)
        seen = self._as_decided(decision)
        while month is not None and month <= before:
            seen = seen.later(month)
            if program.turns_of_itself or not decision.values.items() >= turning.without_trace(seen).values.items():
                return month
            month = next_period_start(month, 1, 1, 1)
        return None

    def _deciding(self, decision: Decision) -> Program:
        """By what a case was decided: a version of the policy, or one before it that a transition keeps."""
        if self._seen is not None and self._seen[0].version is decision.version:
            return self._seen[0]
        there = (each for program in self._policy.versions for each in (program, *program.earlier.values()))
        return next(each for each in there if each.version.start == decision.version.start)

    def _in_force(self, day: date) -> Program | None:
        try:
            return self._policy.in_force(day, self._assumptions.known)
        except NotInForce:
            return None

    def _next_version(self, day: date) -> date | None:
        return min((each.version.start for each in self._policy.versions if each.version.start > day), default=None)


_Owed = tuple[tuple[Day | None, ...], int | None, int]


def _owed(obligation: Obligation) -> _Owed:
    """How a duty stands: its window, how many were done for it, and how many surely count."""
    return _window(obligation), obligation.done, len(obligation.served_by)


def _window(obligation: Obligation) -> tuple[Day | None, ...]:
    return obligation.opens, obligation.target, obligation.closes


def _last_day(event: Event) -> date:
    assert event.end is not None, "what is in hand has been brought to an end"
    return last_of(event.end)


def _day_after(day: date | None) -> list[date]:
    """The day on which something that ends with a day is over."""
    found = None if day is None else day_after(day)
    return [] if found is None else [found]
