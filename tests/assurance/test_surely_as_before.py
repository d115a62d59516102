"""What is left untried of the examples that an amendment takes over would have come out as before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.policies import read_once, taken_over, taken_over_all_tried

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("policy", "at_least"), [("ilacs", 300), ("sif", 0), (EXAMPLES / "fire-safety", 0), (EXAMPLES / "schools", 0)]
)
def test_those_not_tried_come_out_as_before(policy: str | Path, at_least: int, monkeypatch: pytest.MonkeyPatch) -> None:
    quickly = taken_over(read_once(policy))
    all_tried, passed_over = taken_over_all_tried(read_once(policy), monkeypatch)
    assert quickly == all_tried
    assert passed_over >= at_least
