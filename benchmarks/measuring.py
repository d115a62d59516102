"""How things are timed, and what one line of the answer holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from timeit import Timer

from ilacs_rules.engine.program import Program
from ilacs_rules.text.printing import as_text
from ilacs_rules.workspace.loading import load_policy

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is tried: all loops and repeats are multiplied by it. The tests use a tiny one."""

    factor: float = 1.0

    def of(self, full: int) -> int:
        """As much of a full number as this effort asks for, and at least 1."""
        return max(1, round(full * self.factor))


FULL = Effort()


@dataclass(frozen=True, slots=True)
class Measured:
    """One line: what was timed, the least seconds it took, and how many times as long as what it is held against.

    `figure` stands in the place of the seconds where something else was measured.
    """

    benchmark: str  # a to l
    what: str
    seconds: float | None = None
    ratio: float | None = None
    against: str = ""
    aim: str = ""
    reached: bool | None = None
    figure: str = ""


def at_most(limit: float, value: float, unit: str) -> tuple[str, bool]:
    """An aim in words, and whether it is reached."""
    return f"≤ {limit:g} {unit}", value <= limit


def least_seconds(
    function: Callable[[], object], loops: int, repeats: int, timer: Callable[[], float] = process_time
) -> float:
    """Seconds of one call: the least of several repeats, each of so many calls.

    They are those of the processor, which others that use the machine do not change much, unless a `timer` is given.
    """
    return least_by_turns([function], loops, repeats, timer)[0]


def least_by_turns(
    functions: Sequence[Callable[[], object]], loops: int, repeats: int, timer: Callable[[], float] = process_time
) -> list[float]:
    """As `least_seconds` of each, one after the other in each repeat.

    For what is held against each other: a processor that others use as well runs now faster, now slower.
    """
    timers = [Timer(function, timer=timer) for function in functions]
    turns = [[each.timeit(loops) for each in timers] for _ in range(repeats)]
    return [min(found) / loops for found in zip(*turns, strict=True)]


def program(name: str) -> Program:
    """The policy in a file beside this one, through the real loader."""
    policy, found = load_policy(HERE / name)
    assert policy is not None, as_text(found)
    return policy.versions[-1]
