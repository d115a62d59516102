"""A forecast: what is expected of cases from today's history to a horizon, under assumptions that are part of it."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from ilacs_rules.engine.decide import Undecided, in_its_words
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.existence import Existence
from ilacs_rules.engine.forecasting.expected import Assumptions, Expected, Waiting, WindowDay
from ilacs_rules.engine.forecasting.simulation import Simulation, Wish
from ilacs_rules.engine.forecasting.work import Booked
from ilacs_rules.engine.policies import Policy
from ilacs_rules.engine.ranking import sort_key
from ilacs_rules.language.dates import ONE_DAY, add_months
from ilacs_rules.language.walk import TreePart, walk
from ilacs_rules.model import tree
from ilacs_rules.model.case import Case, Event
from ilacs_rules.model.partial import Day
from ilacs_rules.model.record_end import RecordEnd, record_ends
from ilacs_rules.model.version import Version
from ilacs_rules.text.arguments import refused
from ilacs_rules.text.diagnostics import Diagnostic

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
    `brought_to_end` and `made_public` are events of the history that had begun, or ended, with what had to be imagined
    of them. `failed` are the cases that cannot be decided, with the reason; nothing of them is in the rest.
    """

    policy: Policy = field(repr=False)
    on: date
    until: date
    assumptions: Assumptions
    cases: tuple[Case, ...] = ()
    events: tuple[Expected, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    brought_to_end: tuple[tuple[Case, Event], ...] = ()
    made_public: tuple[tuple[Case, Event], ...] = ()
    failed: tuple[Undecided, ...] = ()

    @property
    def record(self) -> Mapping[str, RecordEnd]:
        """How far the record of the cases goes, of each family of events (folded), where it ends before `on`."""
        return record_ends(self.cases, self.policy.in_force(self.on, self.assumptions.known).version, self.on, None)

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
) -> Forecast:
    """What is expected of the cases after `on`, as they were known at the end of it, up to and with `until`.

    Step by step the earliest thing due happens on its day, by the version in force on it; there is no clock and no
    chance in it. A case that cannot be decided is told in `failed`. Raises NotInForce if no version is in force on
    `on`, and ValueError if `until` is not after it, or more than `FURTHEST` years after it.
    """
    if until <= on:
        raise ValueError(f"a forecast from {on} cannot end on {until}")
    if until > furthest(on):
        raise ValueError(f"a forecast from {on} ends on {furthest(on)} at the latest, {FURTHEST} years on")
    newest = policy.in_force(on, assumptions.known)
    from_today = _reckoned_from_today(policy)
    listed = tuple(cases)
    failed: dict[int, tuple[Diagnostic, ...]] = {}  # by the place of the case
    courses: dict[int, Simulation] = {}
    for number, case in enumerate(listed):
        try:
            courses[number] = Simulation(policy, in_its_words(newest, case), on, until, assumptions, from_today)
            if assumptions.work is None:
                _on_its_own(courses[number])
        except DecisionError as error:
            failed[number] = error.diagnostics
    if assumptions.work is not None:
        failed |= _sharing(courses, Booked(assumptions.work), on, until)
    waiting: list[Waiting] = []
    for number, course in courses.items():
        if number not in failed:
            try:
                waiting += course.waiting()
            except DecisionError as error:
                failed[number] = error.diagnostics
    done = {number: course for number, course in courses.items() if number not in failed}
    events = [(_key(each, number), each) for number, course in done.items() for each in course.expected]
    events.sort(key=lambda pair: pair[0])
    return Forecast(
        policy,
        on,
        until,
        assumptions,
        tuple(listed[number] for number in done),
        tuple(each for _, each in events),
        tuple(waiting),
        tuple((listed[number], event) for number, course in done.items() for event in course.begun.brought_to_end),
        tuple((listed[number], event) for number, course in done.items() for event in course.begun.made_public),
        tuple((listed[number], failed[number]) for number in sorted(failed)),
    )


def _on_its_own(course: Simulation) -> None:
    """Each step on its day, whatever others do. Raises DecisionError."""
    while (wish := course.next()) is not None:
        course.begins(wish)


def _sharing(
    courses: Mapping[int, Simulation], booked: Booked, on: date, until: date
) -> dict[int, tuple[Diagnostic, ...]]:
    """All cases at once, the earliest step first, then by priority: each takes the first free start, or waits for it.

    Returns the cases that could not be decided.
    """
    failed: dict[int, tuple[Diagnostic, ...]] = {}
    wishes: list[tuple[tuple[object, ...], int, Wish]] = []

    def look(number: int) -> None:
        course = courses[number]
        before = course.put_off
        wish = course.next()
        for key in before - course.put_off:
            booked.give_back((number, key))
        if wish is not None:
            heapq.heappush(wishes, (_place(wish, number), number, wish))

    def go_on(number: int, wish: Wish) -> None:
        course, start = courses[number], wish.day
        if wish.job.is_own_work:  # also what was booked before: how long it lasts may have changed since
            found = booked.book((number, wish.step.key), wish.job, wish.day, until)
            if found is None:
                course.has_no_start(wish)
                return
            start = found
        if start == wish.day:
            course.begins(wish)
        else:
            course.is_put_off(wish, start)

    def unless_undecided(number: int, work: Callable[[], None]) -> bool:
        try:
            work()
        except DecisionError as error:
            failed[number] = error.diagnostics
        return number not in failed

    for course in courses.values():
        for kinds, first, last in course.begun_before(on):
            booked.started(kinds, first)
            booked.goes_on(kinds, max(first, on), last)
    for number in courses:
        unless_undecided(number, partial(look, number))
    while wishes:
        _, number, wish = heapq.heappop(wishes)
        if unless_undecided(number, partial(go_on, number, wish)):
            unless_undecided(number, partial(look, number))
    return failed


def _place(wish: Wish, number: int) -> tuple[object, ...]:
    """Where a step stands among those of all cases; a number decides last, so that no two are alike."""
    decision = wish.job.decision
    ranks = (decision.version.start, *sort_key(decision.version, decision.points, decision.order))
    return wish.day, ranks, wish.step.day, number


def _key(expected: Expected, number: int) -> tuple[object, ...]:
    """Priorities rank the cases that one version decides; a version kept for a case may have others."""
    decision, version = expected.decision, expected.version
    ranks = (version.start, *sort_key(version, decision.points, decision.order))
    return expected.start, ranks, number, decision.obligations.index(expected.obligation)


def _reckoned_from_today(policy: Policy) -> dict[date, bool]:
    """The versions in which something is, by their first days; with each, whether elsewhere than in definitions."""
    found = {}
    for version in (program.version for program in policy.versions):
        beside = (version.requirements, version.priorities, version.transitions)
        directly = _holds_today(part for parts in beside for part in parts.values())
        if directly or _holds_today(version.definitions.values()):
            found[version.start] = directly
    return found


def _holds_today(parts: Iterable[TreePart]) -> bool:
    return any(isinstance(part, tree.Today) for part in walk(*parts))
