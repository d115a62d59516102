"""How far a plan is can be watched: each case is handed on when it is decided, not all of them before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from ilacs_rules import Case
from ilacs_rules.engine.plan import plan
from tests.policies import read_once

EXAMPLE = Path(__file__).parents[2] / "examples" / "fire-safety"


def test_the_cases_that_are_decided_go_by_one_by_one() -> None:
    program = read_once(EXAMPLE).versions[-1]
    seen: list[str] = []

    def watched(cases: Sequence[Case]) -> Iterator[Case]:
        for case in cases:
            seen.append(f"{case.name}, one of {len(cases)}")
            yield case

    made = [Case("Hall"), Case("Inn"), Case("Old Inn"), Case("Old Inn")]
    found = plan(program, made, date(2024, 7, 1), watched=watched)
    assert seen == ["Hall, one of 2", "Inn, one of 2"]
    assert [case.name for case, _ in found.failed] == ["Old Inn", "Old Inn"]
