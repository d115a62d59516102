"""Benchmark (k): what is held in memory: a case that was read, a row of a plan, a policy that was loaded."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from benchmarks.back_test import history, population
from benchmarks.measuring import FULL, Effort, Measured
from ilacs_rules import Policy
from ilacs_rules.api import load, plan, read_cases

T = TypeVar("T")

CASES = 1_530
ON = date(2025, 6, 2)
LOADED, READ, ROW = 8e6, 2e3, 1e3  # bytes at most


def measure(effort: Effort = FULL) -> Iterator[Measured]:
    used(load("ilacs"))  # what is made once, for all policies
    (policy, _), size = held(lambda: used(load("ilacs")))
    yield of_size("the policy ilacs, loaded and asked", size, LOADED)
    number = effort.of(CASES)
    with TemporaryDirectory() as folder:
        list(read_cases(policy, written(Path(folder), 1)))  # what is made once, for all tables
        path = written(Path(folder), number)
        cases, size = held(lambda: list(read_cases(policy, path)))
    yield of_size("a case of four events, read from CSV", size / number, READ)
    made, size = held(lambda: plan(policy, cases, ON))
    yield of_size("a row of a plan, with the decision it is from", size / max(1, len(made.rows)), ROW)


def used(policy: Policy) -> tuple[Policy, object]:
    """A policy of which all has been made that is made when it is first asked."""
    return policy, plan(policy, [history(0)], ON)


def written(folder: Path, number: int) -> Path:
    """So many histories as a table of events."""
    lines = ["case,event,start,end,publication,overall effectiveness"]
    for case in population(number):
        for each in case.events:
            days = ",".join(f"{day}" for day in (each.start, each.end, each.publication))
            lines.append(f"{case.name},{each.kind},{days},{each.fields['overall effectiveness']}")
    path = folder / "cases.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def held(make: Callable[[], T]) -> tuple[T, int]:
    """What was made, and how many bytes it holds."""
    gc.collect()
    tracemalloc.start()
    try:
        made = make()
        gc.collect()
        return made, tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()


def of_size(what: str, size: float, limit: float) -> Measured:
    unit, one = ("MB", 1e6) if limit >= 1e6 else ("kB", 1e3)
    return Measured(
        "k", what, aim=f"≤ {limit / one:g} {unit}", reached=size <= limit, figure=f"{size / one:.1f} {unit}"
    )
