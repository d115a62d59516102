"""Benchmark (g): eight years of plans by quarters, and one with what was observed, of 153 invented histories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from benchmarks.measuring import FULL, Effort, Measured, at_most, least_seconds
from ilacs_rules.api import load, plan
from ilacs_rules.api_reports import backtest, observe
from ilacs_rules.language.durations import duration
from ilacs_rules.model.case import Case, Event

LIMIT = 30.0  # seconds
PLAN_LIMIT = 1.0  # seconds
CASES, QUARTERS = 153, 33
GRADES = ("outstanding", "good", "requires improvement", "inadequate")


def history(number: int) -> Case:
    """An invented authority: inspected every three to four years, with every grade in its turn."""
    day = date(2014, 1, 6) + timedelta(7 * number)
    events: list[Event] = []
    while day.year < 2026:
        old = day < date(2018, 6, 1)
        kind = "single inspection" if old else "standard inspection" if number % 2 else "short inspection"
        grade = GRADES[(number + len(events)) % len(GRADES)]
        last = day + timedelta(11)
        events.append(Event(kind, day, last, last + timedelta(50), {"overall effectiveness": grade}))
        day += timedelta(1_100 + 13 * (number % 20))
    return Case(
        f"authority {number}", events=tuple(events), complete_from={"monitoring visit": None, "focused visit": None}
    )


def population(number: int) -> list[Case]:
    """So many authorities: the same histories over and over, under other names."""
    invented = [history(each) for each in range(min(CASES, number))]
    return [replace(invented[each % CASES], name=f"authority {each}") for each in range(number)]


def measure(effort: Effort = FULL) -> Iterator[Measured]:
    policy = load("ilacs")
    cases = [history(number) for number in range(effort.of(CASES))]
    since, step = date(2018, 1, 1), duration(3, "months")
    quarters = effort.of(QUARTERS)
    to = since + timedelta(92 * (quarters - 1))

    def made() -> object:
        return backtest(policy, cases, since, to, every=step, events=["inspection"]).totals

    took = least_seconds(made, 1, 1)
    aim, reached = at_most(LIMIT, took, "s")
    what = f"a back-test of {quarters} quarters, {len(cases)} cases"
    yield Measured("g", what, took, aim=aim, reached=reached)

    def with_observation() -> object:
        plan(policy, cases, to).as_data()
        return observe(policy, cases, cases, to).as_data()

    took = least_seconds(with_observation, 1, effort.of(3))
    aim, reached = at_most(PLAN_LIMIT, took, "s")
    yield Measured("g", "    one plan with what was observed beside it", took, aim=aim, reached=reached)
