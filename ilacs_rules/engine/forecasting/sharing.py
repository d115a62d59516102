"""All cases at once, where they share a calendar of work: who may start when, and who has to wait."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.forecasting.simulation import Simulation
from ilacs_rules.engine.forecasting.wish import Wish
from ilacs_rules.engine.forecasting.work import Booked
from ilacs_rules.engine.ranking import sort_key
from ilacs_rules.model.decision import Decision
from ilacs_rules.text.diagnostics import Diagnostic


class Sharing:
    """The earliest step of all cases chooses first, then by priority: each takes the first free start, or waits for it.

    Cases go by numbers, their places in the forecast. What a case had booked is kept where it cannot be decided.
    """

    def __init__(self, courses: Mapping[int, Simulation], booked: Booked, on: date, until: date) -> None:
        self._courses = courses
        self._booked = booked
        self._until = until
        self._wishes: list[tuple[tuple[object, ...], int, Wish]] = []
        self._failed: dict[int, tuple[Diagnostic, ...]] = {}
        for course in courses.values():
            for kinds, first, last in course.begun_before(on):
                booked.started(kinds, first)
                booked.goes_on(kinds, max(first, on), last)

    def run(self) -> dict[int, tuple[Diagnostic, ...]]:
        """Up to the last day. Returns the cases that could not be decided, and why."""
        for number in self._courses:
            self._unless_undecided(number, self._look)
        while self._wishes:
            _, number, wish = heapq.heappop(self._wishes)
            self._unless_undecided(number, partial(self._go_on, wish))
            if number not in self._failed:
                self._unless_undecided(number, self._look)
        return self._failed

    def _unless_undecided(self, number: int, work: Callable[[int], None]) -> None:
        try:
            work(number)
        except DecisionError as error:
            self._failed[number] = error.diagnostics

    def _look(self, number: int) -> None:
        """What the case would do next is among the wishes; the place of what it would no longer do is free."""
        course = self._courses[number]
        before = course.put_off
        wish = course.next()
        for key in before - course.put_off:
            self._booked.give_back((number, key))
        if wish is not None:
            place = wish.day, ranks(wish.job.decision), wish.step.day, number
            heapq.heappush(self._wishes, (place, number, wish))

    def _go_on(self, wish: Wish, number: int) -> None:
        """It begins, or waits for the first free start: also if booked before, as it may have come to last longer."""
        course, start = self._courses[number], wish.day
        if wish.job.is_own_work:
            found = self._booked.book((number, wish.step.key), wish.job, wish.day, self._until)
            if found is None:
                course.has_no_start(wish)
                return
            start = found
        if start == wish.day:
            course.begins(wish)
        else:
            course.is_put_off(wish, start)


def ranks(decision: Decision) -> tuple[object, ...]:
    """Priorities rank the cases that one version decides; a version kept for a case may have others."""
    return decision.version.start, *sort_key(decision, due=True)
