"""Benchmark (d): from the text of ten rules to a policy whose code is ready, stage by stage.

The rules are the ten requirements of ten_rules.yaml, with the four definitions they use. Everything is imported, and
what a process does once (the schema and the tables of the grammar, loaded for the first policy) is told by itself.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any, TypeVar

from benchmarks.measuring import FULL, HERE, Effort, Measured, at_most
from ilacs_rules.checker.check import check_version
from ilacs_rules.engine.program import Program
from ilacs_rules.policy import structure
from ilacs_rules.policy.reader import read_version
from ilacs_rules.policy.yaml_reader import read_tree
from ilacs_rules.text.source import Source

LIMIT = 10.0  # milliseconds
STAGES = ("YAML", "structure", "sentences", "names and types", "generated code")

_T = TypeVar("_T")


def source() -> Source:
    file = HERE / "ten_rules.yaml"
    return Source(file.as_posix(), file.read_text(encoding="utf-8"))


def once(text: Source) -> dict[str, float]:
    """The seconds of each stage; the stages are those of `policy.loading` and `workspace.loading`."""
    seconds: list[float] = []

    def timed(stage: Callable[..., _T], *given: Any) -> _T:
        start = perf_counter()
        result = stage(*given)
        seconds.append(perf_counter() - start)
        return result

    tree, _ = timed(read_tree, text)
    assert tree is not None
    _, slips = timed(lambda: (structure.check(tree), structure.check_complete(tree)))
    written, _ = timed(read_version, tree, text)
    assert written is not None
    version, found = timed(check_version, written)
    assert version is not None
    assert not [*slips, *found]
    timed(lambda: Program(version).compiled)
    return dict(zip(STAGES, seconds, strict=True))


def measure(effort: Effort = FULL) -> Iterator[Measured]:
    text = source()
    first = json.loads(subprocess.check_output([sys.executable, "-m", "benchmarks.ready"], cwd=HERE.parent))
    yield Measured("d", "ten rules, the first policy of a process", sum(first.values()))
    once(text)
    tries = [once(text) for _ in range(effort.of(100))]
    best = min(tries, key=lambda stages: sum(stages.values()))
    total = sum(best.values())
    aim, reached = at_most(LIMIT, total * 1e3, "ms")
    yield Measured("d", "ten rules, text to ready", total, aim=aim, reached=reached)
    for stage, seconds in best.items():
        yield Measured("d", f"    {stage}", seconds, seconds / total, "the whole")


if __name__ == "__main__":
    print(json.dumps(once(source())))
