"""Benchmark (j): plan, audit and forecast of whole populations, after everything is imported and loaded.

The histories are those of (g). Seconds are those of the processor, but for what several cores do at once. Held against
the same cases decided one after the other, each with its trace, as one would who knows of nothing else.

`python -m benchmarks.populations` measures a thousand times as many, from a CSV file, by the command: it takes minutes.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from benchmarks.back_test import history, population
from benchmarks.measuring import FULL, Effort, Measured, at_most
from benchmarks.memory import written
from ilacs_rules.api import decide, load, plan
from ilacs_rules.api_reports import audit, forecast
from ilacs_rules.engine.cores import cores

CASES, MANY, WHOLE = 153, 3_060, 153_000
ON, SINCE, UNTIL = date(2025, 6, 2), date(2018, 1, 1), date(2031, 6, 2)


def measure(effort: Effort = FULL) -> Iterator[Measured]:
    policy = load("ilacs")
    cases = [history(number) for number in range(effort.of(CASES))]

    def one_by_one() -> object:
        return [decide(policy, case, ON) for case in cases]

    asked: list[tuple[str, float, Callable[[], object]]] = [
        ("a plan", 0.1, lambda: plan(policy, cases, ON)),
        ("an audit of seven years", 0.3, lambda: audit(policy, cases, SINCE, ON)),
        ("a forecast of six years", 0.5, lambda: forecast(policy, cases, ON, UNTIL)),
    ]
    naive = _seconds(one_by_one, effort.of(3))
    yield Measured("j", f"{len(cases)} cases, decided one by one", naive)
    for what, limit, ask in asked:
        took = _seconds(ask, effort.of(3))
        aim, reached = at_most(limit, took, "s")
        yield Measured("j", f"{len(cases)} cases, {what}", took, took / naive, "one by one", aim, reached)

    many = population(effort.of(MANY))
    begun = perf_counter()
    plan(policy, many, ON)
    alone = perf_counter() - begun
    yield Measured("j", f"{len(many):,} cases, a plan on one core", alone)
    begun = perf_counter()
    plan(policy, many, ON, jobs=cores())
    together = perf_counter() - begun
    yield Measured("j", f"{len(many):,} cases, on {cores()} cores", together, together / alone, "one core")


def on_the_command_line(number: int = WHOLE) -> str:
    """Seconds by the clock and of all processors, and the most memory of any process, for a plan of so many cases."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "ilacs_rules.cli.start", "plan", "ilacs", f"{written(Path(folder), number)}"]
        begun = perf_counter()
        subprocess.run([*command, "--on", f"{ON}", "--jobs", f"{cores()}"], stdout=subprocess.DEVNULL, check=True)
        took = perf_counter() - begun
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked, most = used.ru_utime + used.ru_stime, used.ru_maxrss / 1e6
    return f"{number:,} cases, {cores()} cores: {took:.0f} s, {worked:.0f} s of processors, {most:.2f} GB at most"


def _seconds(work: Callable[[], object], repeats: int) -> float:
    """Seconds of the processor: the least of several repeats."""
    found: list[float] = []
    for _ in range(repeats):
        begun = process_time()
        work()
        found.append(process_time() - begun)
    return min(found)


if __name__ == "__main__":
    print(on_the_command_line())
