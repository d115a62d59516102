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


def test_python_looks_again_once_cases_are_read_unless_somebody_does_not_want_it_to(tmp_path: Path) -> None:
    policy = load("ilacs")
    rows = (f"Place {number},short inspection,2020-01-06,2020-01-10,2020-03-02\n" for number in range(8_000))
    (tmp_path / "many.csv").write_text("case,event,start,end,publication\n" + "".join(rows), encoding="utf-8")
    many = read_cases(policy, tmp_path / "many.csv")
    young = {id(each) for generation in (0, 1) for each in gc.get_objects(generation)}
    assert gc.isenabled()
    assert len(many) == 8_000
    assert young.isdisjoint(map(id, many)), "they count as old"
    gc.disable()
    try:
        read_cases(policy, ROOT / "examples/authorities")
        assert not gc.isenabled()
    finally:
        gc.enable()
