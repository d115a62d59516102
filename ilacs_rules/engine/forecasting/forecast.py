"""A forecast: what is expected of cases from today's history to a horizon, under assumptions that are part of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ilacs_rules.engine.as_known import AsKnown
from ilacs_rules.engine.cores import Watched, each_answered
from ilacs_rules.engine.decide import Undecided, in_its_words
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.existence import Existence
from ilacs_rules.engine.forecasting.expected import Assumptions, Expected, Overtaken, Waiting, WindowDay
from ilacs_rules.engine.forecasting.sharing import Sharing, ranks
from ilacs_rules.engine.forecasting.simulation import Simulation
from ilacs_rules.engine.forecasting.work import Booked, WorkCalendar
from ilacs_rules.engine.policies import Policy
from ilacs_rules.engine.program import Program
from ilacs_rules.engine.records_behind import asked_elsewhere
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.language.dates import ONE_DAY, add_months
from ilacs_rules.model.case import Case, Event
from ilacs_rules.model.partial import Day
from ilacs_rules.model.record_end import AskedElsewhere, RecordEnd, record_ends
from ilacs_rules.model.version import Version
from ilacs_rules.text.arguments import refused
from ilacs_rules.text.collecting import collected_seldom
from ilacs_rules.text.diagnostics import Diagnostic

_PAYS = 40  # cases; fewer are forecast on one core before others have begun
FURTHEST = 50  # years that are looked ahead at most: no policy stands so long, and each year takes its time


def furthest(on: date) -> date:
    """The last day to which can be forecast from a day."""
    return add_months(on, 12 * FURTHEST) or date.max


def need_ahead(on: date, until: date, day: object) -> None:
    """Raises ArgumentError unless it can be forecast from `on` to `until`, with things done on that day of a window."""
    if not on < until <= furthest(on):
        raise refused("forecast", "until", until, f"a day after {on}, up to {furthest(on)}")
    if not isinstance(day, str) or day not in list(WindowDay):
        raise refused("forecast", "day", day, "target, opening or close")


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected after `on`, up to and with `until`, and the assumptions it rests on.

    `events` are by their first day, then the policy's priorities, then the order of the cases and of the file.
    `brought_to_end` and `made_public` are events of the history that had begun, or ended, or may have, with what had to
    be imagined of them; `left_aside` are those told for later. `later` is what comes next after `until`, each by one
    day of it. `overtaken` is what was open or late, and is not expected any more.
    `failed` are the cases that cannot be decided, with the reason; nothing of them is in the rest.
    """

    policy: Policy = field(repr=False)
    on: date
    until: date
    assumptions: Assumptions
    cases: tuple[Case, ...] = ()
    events: tuple[Expected, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    later: tuple[Expected, ...] = ()
    brought_to_end: tuple[tuple[Case, Event], ...] = ()
    made_public: tuple[tuple[Case, Event], ...] = ()
    left_aside: tuple[tuple[Case, Event], ...] = ()
    overtaken: tuple[Overtaken, ...] = ()
    failed: tuple[Undecided, ...] = ()

    @property
    def record(self) -> Mapping[str, RecordEnd]:
        """How far the record of the cases goes, of each family of events (folded), where it ends before `on`."""
        program = self.policy.in_force(self.on, self.assumptions.known)
        elsewhere: list[AskedElsewhere] = []
        for case in self.cases if program.asks_others else ():
            seen = Snapshot(case, self.on, program.version.vocabulary, population=program.population)
            elsewhere += asked_elsewhere(seen, program, program.asks_others)
        return record_ends(self.cases, program.version, self.on, None, elsewhere)

    @property
    def ending(self) -> tuple[tuple[Case, Day], ...]:
        """The cases that have surely ended before the last day, each with the last day it is there."""
        found: list[tuple[Case, Day]] = []
        for version in self.versions[-1:]:
            for case in self.cases:
                existence = Existence.of(case, version.vocabulary, self.on)
                if existence.is_over(self.until) is True and existence.ended.day is not None:
                    found.append((case, existence.ended.day))
        return tuple(found)

    @property
    def versions(self) -> tuple[Version, ...]:
        """Those in force at some time after `on`, up to and with `until`, in order."""
        return self.policy.in_force_between(self.on + ONE_DAY, self.until, self.assumptions.known)


def forecast(
    policy: Policy,
    cases: Iterable[Case],
    on: date,
    until: date,
    assumptions: Assumptions = Assumptions(),  # noqa: B008
    *,
    watched: Watched = iter,
    jobs: int | None = 1,
) -> Forecast:
    """What is expected of the cases after `on`, as they were known at the end of it, up to and with `until`.

    Step by step the earliest thing due happens on its day, by the version in force on it; there is no clock and no
    chance in it. A case that cannot be decided is told in `failed`. The cases go through `watched`, and so many `jobs`
    are done at once, as `each_answered` says; but where they share a calendar of work, no case goes by itself. Raises
    NotInForce if no version is in force on `on`, and ValueError if `until` is not after it, or more than `FURTHEST`
    years after it.
    """
    if until <= on:
        raise ValueError(f"a forecast from {on} cannot end on {until}")
    if until > furthest(on):
        raise ValueError(f"a forecast from {on} ends on {furthest(on)} at the latest, {FURTHEST} years on")
    newest = policy.in_force(on, assumptions.known)
    everyone = newest.population
    imagined = policy if everyone is None else policy.among(everyone.to_any_day())
    listed = tuple(cases)
    going = _Going(imagined, newest, on, until, assumptions)
    if assumptions.work is None:
        told = list(each_answered(going, listed, jobs, _PAYS, watched))
    else:
        with collected_seldom():
            told = _sharing(going, tuple(watched(listed)), assumptions.work)
    done = {number: course for number, course in enumerate(told) if isinstance(course, _Course)}
    failed = {number: why for number, why in enumerate(told) if not isinstance(why, _Course)}
    events = [(_key(each, number), each) for number, course in done.items() for each in course.expected]
    events.sort(key=lambda pair: pair[0])

    def begun(which: Callable[[AsKnown], Iterable[Event]]) -> tuple[tuple[Case, Event], ...]:
        return tuple((listed[number], event) for number, course in done.items() for event in which(course.begun))

    return Forecast(
        policy,
        on,
        until,
        assumptions,
        tuple(listed[number] for number in done),
        tuple(each for _, each in events),
        tuple(each for course in done.values() for each in course.waiting),
        tuple(each for course in done.values() for each in course.later),
        begun(lambda each: each.brought_to_end),
        begun(lambda each: each.made_public),
        begun(lambda each: each.left_aside),
        tuple(each for course in done.values() for each in course.overtaken),
        tuple((listed[number], failed[number]) for number in sorted(failed)),
    )


@dataclass(frozen=True, slots=True)
class _Course:
    """What is expected of one case."""

    expected: tuple[Expected, ...]
    waiting: tuple[Waiting, ...]
    later: tuple[Expected, ...]
    overtaken: tuple[Overtaken, ...]
    begun: AsKnown


@dataclass(frozen=True, slots=True)
class _Going:
    """What is asked of each case: how it goes on, whatever others do; or why that cannot be told."""

    imagined: Policy
    newest: Program
    on: date
    until: date
    assumptions: Assumptions

    @property
    def programs(self) -> tuple[Program, ...]:
        return self.newest, *self.imagined.versions

    def begin(self, case: Case) -> Simulation:
        """The case as it is on the first day. Raises DecisionError."""
        told = in_its_words(self.newest, case)
        return Simulation(self.imagined, told, self.on, self.until, self.assumptions)

    def __call__(self, case: Case) -> _Course | tuple[Diagnostic, ...]:
        try:
            course = self.begin(case)
            course.runs()
            return _ended(course)
        except DecisionError as error:
            return error.diagnostics


def _ended(course: Simulation) -> _Course:
    waiting = tuple(course.waiting())
    return _Course(tuple(course.expected), waiting, tuple(course.later()), tuple(course.overtaken()), course.begun)


def _sharing(going: _Going, cases: Sequence[Case], work: WorkCalendar) -> list[_Course | tuple[Diagnostic, ...]]:
    """How each case goes on where they share a calendar of work."""
    courses: dict[int, Simulation] = {}
    failed: dict[int, tuple[Diagnostic, ...]] = {}
    for number, case in enumerate(cases):
        try:
            courses[number] = going.begin(case)
        except DecisionError as error:
            failed[number] = error.diagnostics
    failed |= Sharing(courses, Booked(work), going.on, going.until).run()
    told: list[_Course | tuple[Diagnostic, ...]] = []
    for each in range(len(cases)):
        try:
            told.append(failed[each] if each in failed else _ended(courses[each]))
        except DecisionError as error:
            told.append(error.diagnostics)
    return told


def _key(expected: Expected, number: int) -> tuple[object, ...]:
    return expected.start, ranks(expected.decision), number, expected.place
