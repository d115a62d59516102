"""Examples that would reach what the worked examples of a version do not, for a person to confirm one by one.

Each holds what the policy gives now: whether that is right, nobody has said yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ilacs_rules.assurance.coverage import (
    DAY_AFTER,
    DAY_BEFORE,
    FIRST_DAY,
    LAST_DAY,
    MONTH_END,
    OWN,
    UNTOLD,
    CoverageKey,
    CoveragePoint,
    coverage,
    reached_by,
)
from ilacs_rules.assurance.example_text import example_lines
from ilacs_rules.assurance.made_up_cases import MOST_BEGUN_WITH, MadeUpCase, MadeUpCases, decided, less_told
from ilacs_rules.assurance.outcomes import Outcome, outcome_for
from ilacs_rules.engine.program import Program
from ilacs_rules.language.dates import add_days
from ilacs_rules.model.version import Definition, Requirement
from ilacs_rules.policy.tree import Map, Text
from ilacs_rules.text.words import joined

_MOST_TRIED = 400  # candidates for one point
_NEAR = (0, -1, 1, -2, 2, -3, 3)  # days
_SATURDAY = 5
_TOLD_OF_DAYS = {DAY_BEFORE: ("opens",), FIRST_DAY: ("opens",), LAST_DAY: ("closes",), DAY_AFTER: ("closes",)}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An example that nobody has confirmed yet: what it is for, and its lines as they stand in a rule file."""

    name: str
    on: date
    points: tuple[CoveragePoint, ...]
    expect: Mapping[str, Outcome]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutOfReach:
    """What no case was found to reach, and what is known of why."""

    point: CoveragePoint
    why: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The fewest examples that were found to reach what is not reached yet, and what is left."""

    examples: tuple[Suggestion, ...]
    left: tuple[OutOfReach, ...]


def suggestions(program: Program) -> Suggestions:
    """What may be added to the examples of a version's file."""
    search = _Finder(program)
    for point in search.missed.values():
        search.look_for(point)
    names = {_name(each) for each in program.version.text.examples if isinstance(each, Map)}
    found: list[Suggestion] = []
    for candidate, points in search.fewest():
        suggested = _suggested(program, search.shrunk(candidate, points), points, names)
        names.add(suggested.name)
        found.append(suggested)
    left = [OutOfReach(point, search.why_not(point)) for key, point in search.missed.items() if key not in search.met]
    return Suggestions(tuple(found), tuple(left))


def _name(example: Map) -> str:
    name = example.entries["name"].value
    return name.value if isinstance(name, Text) else ""


# ------------------------------------------------------------------------------------------------ the search


class _Finder:
    def __init__(self, program: Program) -> None:
        self.program = program
        self.candidates = MadeUpCases(program)
        self.missed = {each.key: each for each in coverage(program) if each.reached_by is None}
        self.met: set[CoverageKey] = set()
        self.tried: dict[CoverageKey, int] = {}
        self._pool: list[tuple[MadeUpCase, frozenset[CoverageKey]]] = []

    def look_for(self, point: CoveragePoint) -> None:
        """MadeUpCases are tried until one reaches the point; what they reach besides is kept as well."""
        tried = 0
        for candidate in self.candidates.of(point) if point.key not in self.met else ():
            tried += 1
            reached = self._reached(candidate)
            if reached:
                self._pool.append((candidate, reached))
                self.met |= reached
            if point.key in reached or tried == _MOST_TRIED:
                break
        self.tried[point.key] = tried

    def _reached(self, candidate: MadeUpCase) -> frozenset[CoverageKey]:
        """What of that which is missed it reaches, on a day on which the version is in force or later."""
        if candidate.on < self.program.version.start:
            return frozenset()
        decision = decided(self.program, candidate)
        if decision is None:
            return frozenset()
        found = {key for key in reached_by(self.program.version, decision) if key in self.missed}
        return frozenset(found | ({("", OWN)} & self.missed.keys()))

    def fewest(self) -> Iterator[tuple[MadeUpCase, tuple[CoveragePoint, ...]]]:
        """As few of the candidates as reach all that any reaches, as far as taking the best first finds them."""
        chosen: list[tuple[MadeUpCase, frozenset[CoverageKey]]] = []
        rest, pool = set(self.met), sorted(self._pool, key=lambda each: _size(each[0]))
        while rest:
            best = max(pool, key=lambda each: len(each[1] & rest))
            chosen.append(best)
            rest -= best[1]
        needed = list(chosen)
        for each in chosen:
            others = [reached for other, reached in needed if other is not each[0]]
            if each[1] <= frozenset().union(*others):
                needed.remove(each)
        order = {key: place for place, key in enumerate(self.missed)}
        needed.sort(key=lambda each: min(order[key] for key in each[1]))
        told: set[CoverageKey] = set()
        for candidate, reached in needed:
            new = sorted(reached - told, key=lambda key: order[key])
            told |= reached
            yield candidate, tuple(self.missed[key] for key in new)

    def shrunk(self, candidate: MadeUpCase, points: tuple[CoveragePoint, ...]) -> MadeUpCase:
        """The same with nothing told that its points do not need, and on days of the week where that can be."""
        wanted = {each.key for each in points}
        smaller: MadeUpCase | None = candidate
        while smaller is not None:
            candidate = smaller
            smaller = next((each for each in less_told(candidate) if wanted <= self._reached(each)), None)
        return next((e for e in _on_weekdays(candidate) if wanted <= self._reached(e)), candidate)

    def why_not(self, point: CoveragePoint) -> str:
        """What is known of why a point was not reached, in a clause."""
        tried = self.tried[point.key]
        regions = self.candidates.looked_at(point)
        if not tried or regions is None:
            return "no case could be made up for it"
        if point.what in _TOLD_OF_DAYS:
            return f"of the {tried:,} cases that were tried it is asked of none on that day while this text is in force"
        found = f"no such case is among the {tried:,} that were tried"
        if point.what in (MONTH_END, UNTOLD):
            return found
        if regions.are_all and len(regions.found) <= MOST_BEGUN_WITH:
            return "there is none: every kind of case was tried that what it hangs on can tell apart"
        return f"{found}; it also hangs on {joined(regions.limits)}" if regions.limits else found


def _size(candidate: MadeUpCase) -> tuple[int, int]:
    events = candidate.case.events
    return len(events), len(candidate.case.facts) + sum(len(event.fields) for event in events)


def _on_weekdays(candidate: MadeUpCase) -> Iterator[MadeUpCase]:
    """The same a few days sooner or later, where all that happened was on days on which people work."""
    for days in _NEAR:
        moved = candidate.shifted(days)
        if moved is not None and all(day.weekday() < _SATURDAY for day in _days_of(moved)):
            for more in _NEAR:
                on = add_days(moved.on, more)
                if on is not None:
                    yield replace(moved, on=on)


def _days_of(candidate: MadeUpCase) -> list[date]:
    return [day for event in candidate.case.events for day in (event.start, event.end) if isinstance(day, date)]


# ------------------------------------------------------------------------------------------------ how it is written


def _suggested(
    program: Program, candidate: MadeUpCase, points: tuple[CoveragePoint, ...], names: set[str]
) -> Suggestion:
    decision = decided(program, candidate)
    assert decision is not None, "it was decided when it was tried"
    version = program.version
    parts = {each.part.name: each.part for each in points if each.part is not None}
    if not parts:
        first = next(iter(version.requirements.values()))
        parts = {first.name: first}
    expect = {part.words: outcome_for(part, decision, _days_told(part, points)) for part in parts.values()}
    name = _named(points, names)
    whys = [f"confirm: of “{part.words}” there is no example yet {_listed(part, points)}" for part in parts.values()]
    lines = example_lines(name, candidate.on, candidate.case, expect, version.vocabulary, whys)
    return Suggestion(name, candidate.on, points, expect, tuple(lines))


def _listed(part: Definition | Requirement, points: tuple[CoveragePoint, ...]) -> str:
    whats = [each.what for each in points if each.part is None or each.part.name == part.name]
    return joined(whats, "or")


def _named(points: tuple[CoveragePoint, ...], names: set[str]) -> str:
    first = points[0]
    what = first.what.removeprefix("in which ").removeprefix("of ")
    name, number = f"{first.words} ({what})", 1
    taken = name
    while taken in names:
        number += 1
        taken = f"{name} {number}"
    return taken


def _days_told(part: Definition | Requirement, points: tuple[CoveragePoint, ...]) -> list[str]:
    return [key for each in points if each.part == part for key in _TOLD_OF_DAYS.get(each.what, ())]
