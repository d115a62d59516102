"""A decision is let go of as soon as nobody holds it: no part of how it was worked out holds itself.

Else a population would fill the memory with what was worked out of cases long decided, until Python looks for it.
"""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from ilacs_rules import decide, load, plan, read_cases

ROOT = Path(__file__).parents[2]
EXAMPLES = ["fire-safety", "schools"]
PLACES = [("ilacs", ROOT / "examples/authorities")]
PLACES += [(f"{ROOT / 'examples' / name}", ROOT / "examples" / name / "cases") for name in EXAMPLES]


@pytest.mark.parametrize(("which", "where"), PLACES, ids=["ilacs", *EXAMPLES])
def test_nothing_is_left_of_a_decision_once_nobody_holds_it(which: str, where: Path) -> None:
    policy = load(which)
    cases = read_cases(policy, where)
    on = policy.versions[-1].version.start.replace(day=2)
    plan(policy, cases, on)  # what is made once for a policy
    gc.collect()
    gc.disable()
    try:
        plan(policy, cases, on)
        for case in cases:
            decide(policy, case, on)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_python_looks_again_once_cases_are_read_unless_somebody_does_not_want_it_to() -> None:
    policy = load(ROOT / "examples/fire-safety")
    cases = read_cases(policy, ROOT / "examples/fire-safety/cases")
    assert gc.isenabled()
    young = {id(each) for generation in (0, 1) for each in gc.get_objects(generation)}
    assert young.isdisjoint(map(id, cases)), "they count as old"
    gc.disable()
    try:
        read_cases(policy, ROOT / "examples/fire-safety/cases")
        assert not gc.isenabled()
    finally:
        gc.enable()
