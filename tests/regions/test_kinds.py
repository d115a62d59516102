"""Kinds of case that are told to come out otherwise: every case of which all of that is so does, and no other."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from ilacs_rules import NOTHING, Case, Event, Status, Value
from tests.conftest import tried
from tests.policies import (
    Program,
    Said,
    by_hand,
    decided_by,
    differences_of,
    kinds_of,
    requirement_regions,
    version_of,
    with_definitions,
)

POLICY = """\
policy: checks
title: Checks
publisher: Anyshire
published: 2024-01-31
in force: {from: 2024-01-31}
subject: school
scales: {grade: [best, good, fair, poor, worst]}
choices: {sector: [state, private, charity]}
facts: {size: grade, sector: sector, boarding: yes or no, pupils: number, beds: number}
events: {check: {records: {result: grade, passed: yes or no}}}
requirements:
  check:
    assumes: an example
    event: check
    when: CONDITION
    due: every year
"""
ATOMS = [
    "size is good or better",
    "size is worse than fair",
    "size is poor",
    "size is one of best, worst",
    "size is between good and poor",
    "size is missing",
    "sector is private",
    "sector is not state",
    "sector is one of state, charity",
    "boarding",
    "boarding is no",
    "pupils > 10",
    "pupils >= 10",
    "pupils < 20",
    "pupils is between 5 and 15",
    "beds > pupils",
    "beds = 3",
    "any check",
    "result of latest check is good or better",
    "result of first check is worst",
    "number of checks > 1",
    "any check where (result is poor or worse)",
    "passed of latest check",
    "end of latest check is before 2020-01-01",
    "at least 2 of result of latest 3 checks are fair or worse",
]
GRADES: tuple[Value, ...] = ("best", "good", "fair", "poor", "worst", NOTHING)
VALUES: dict[str, tuple[Value, ...]] = {
    "size": GRADES,
    "sector": ("state", "private", "charity", NOTHING),
    "boarding": (True, False, NOTHING),
    "pupils": (3, 5, 7, 9, 10, 11, 15, 18, 20, 21, NOTHING),
    "beds": (2, 3, 4, 10, NOTHING),
}


def some_condition(random: Random) -> str:
    """One to three things joined, some of them turned."""
    atoms = random.sample(ATOMS, random.randrange(1, 4))
    first, *others = (f"not ({atom})" if random.random() < 0.2 else atom for atom in atoms)
    return f"{first} {random.choice(('and', 'or'))} ({' or '.join(others)})" if others else first


def some_case(random: Random) -> Case:
    facts = {name: random.choice(values) for name, values in VALUES.items()}
    days = sorted(random.sample(range(-2000, 1400), random.randrange(4)))
    checks = []
    for day in (date(2020, 1, 1) + timedelta(days=each) for each in days):
        fields = {"result": random.choice(GRADES), "passed": random.choice((True, False, NOTHING))}
        checks.append(Event("check", day, day, day, fields=fields))
    return Case("a school", facts, tuple(checks))


def is_asked(program: Program, case: Case, on: date) -> bool:
    return decided_by(program, case, on, trace=False).obligations[0].status is not Status.DOES_NOT_APPLY


@pytest.mark.parametrize("seed", range(tried(15)))
def test_the_kinds_that_are_told_hold_just_the_cases_that_come_out_otherwise(seed: int) -> None:
    random = Random(seed)
    conditions = [some_condition(random) for _ in range(2)]
    one, other = (by_hand(version_of(POLICY.replace("CONDITION", each))).versions[0] for each in conditions)
    for difference, found in kinds_of(one, other, told := differences_of(one, other)):
        if not difference.among.are_all:
            continue  # as where the beds are held against the pupils: then it is not said to be all
        kinds = [[so_of_all(program, kind) for program in (one, other)] for kind in found.kinds]
        asked_before = difference.before is not None and difference.before.status is not Status.DOES_NOT_APPLY
        for _ in range(40):
            case = some_case(random)
            before, after = (is_asked(program, case, difference.on) for program in (one, other))
            of_kinds = [all(holds(program, case, difference.on) for program in kind) for kind in kinds]
            comes_out_otherwise = before != after and before is asked_before
            assert comes_out_otherwise or not any(of_kinds), (conditions, case)
            assert not comes_out_otherwise or any(of_kinds) or found.untold, (conditions, case)
    assert told.found or told.unproved or told.same or conditions[0] == conditions[1]


def so_of_all(program: Program, kind: tuple[Said, ...]) -> Program:
    """The version with what is said of a kind in its words as definitions."""
    bodies = {f"so {place}": each.condition for place, each in enumerate(kind) if each.version is program.version}
    return by_hand(with_definitions(program.version, bodies)).versions[0]


def holds(program: Program, case: Case, on: date) -> bool:
    values = decided_by(program, case, on, trace=False).values
    return all(value is True for name, value in values.items() if name.startswith("so "))


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("size is good or better", [("good",), ("fair",)]),  # the three others, and none, are as fair
        ("size is good or better or size is worst", [("good",), ("fair",), ("worst",)]),
        ("not (size is good or better)", [("good",), ("fair",)]),
        ("size is good or better and size is recorded", [("good",), ("fair",), (NOTHING,)]),
        ("sector is private", [("state",), ("private",)]),
        ("sector is not private", [("state",), ("private",), (NOTHING,)]),
        ("boarding", [(True,), (False,)]),
        ("boarding is no", [(True,), (False,), (NOTHING,)]),
        ("pupils > 10", [(9,), (10,), (11,), (NOTHING,)]),
        ("pupils > 10 and beds > 3", [(9,), (10,), (11, 2), (11, 3), (11, 4), (11, NOTHING), (NOTHING,)]),
    ],
)
def test_a_value_is_cut_by_what_it_is_held_against(condition: str, told: list[tuple[object, ...]]) -> None:
    program = by_hand(version_of(POLICY.replace("CONDITION", condition))).versions[0]
    found = requirement_regions(program, "check")
    assert found.are_all
    assert [tuple(region.story.facts.values()) for region in found.found] == told
