"""The parts into which the rules divide all cases: every case lies in one, and is what that part says of it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path
from random import Random

import pytest

from ilacs_rules import NOTHING, Case, DecisionError
from tests.conftest import tried
from tests.policies import Program, Seen, by_hand, partition_of, read_and_checked, read_once, situations_of
from tests.strategies.any_cases import any_case

ROOT = Path(__file__).parents[2]
ALWAYS_THERE = {"created": date(1900, 1, 1), "ended": NOTHING}


def lies_in_one(program: Program, case: Case, on: date) -> frozenset[str] | None:
    """What is asked in the part of which all is true of a case: what applies, and conditions that no other part has.

    None if it cannot be told of the case.
    """
    apart, seen = partition_of(program), Seen(program, case, on)
    applies = {name: seen.applies(name) for name in apart.by}
    if not set(applies.values()) <= {True, False}:
        return None
    asked = frozenset(name for name, found in applies.items() if found is True)
    (mine,) = [part for part in apart.parts if part.asked == asked]
    for part in apart.parts:
        if part.conditions is not None:
            found = [seen.value(node) is holds for node, holds in part.conditions]
            assert all(found) is (part is mine), (part.asked, case)
    return asked


def any_of(random: Random, program: Program, on: date) -> Case:
    case = any_case(random, program.version.vocabulary, date(2010, 1, 1), on)
    return Case(case.name, {**case.facts, **ALWAYS_THERE}, case.events)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("policy", "on", "parts"),
    [
        ("ilacs", date(2018, 1, 1), 5),
        ("ilacs", date(2026, 4, 1), 4),
        ("sif", date(2016, 6, 1), 3),
        (ROOT / "examples" / "fire-safety", date(2024, 4, 1), 5),
        (ROOT / "examples" / "schools", date(2025, 9, 1), 3),
    ],
)
def test_every_case_lies_in_one_part(policy: str | Path, on: date, parts: int) -> None:
    program = read_once(policy).in_force(on)
    random = Random(1)
    assert len(partition_of(program).parts) == parts
    seen = set()
    for _ in range(1_000):
        with suppress(DecisionError):
            found = lies_in_one(program, any_of(random, program, on), on)
            seen |= {found} if found is not None else set()
    assert len(seen) > parts - 2, "of nearly all parts a case was tried"


HEAD = """
policy: checks
title: Checks
publisher: Anyshire
status: example
published: 2019-06-01
in force: {from: 2020-01-01}
subject: building
sources: {law: {title: A law}}
scales: {quality: [good, fair, bad]}
choices: {use: [flats, school, shed]}
facts: {use: use, height: number, listed: yes or no, created: date, ended: date}
events:
  check: {records: {result: quality, fire: yes or no}}
  full check: {is: check}
  drill: {}
definitions:
  last result: result of latest check
  badly run: last result is bad or fire of latest check
requirements:
"""
OF_CHECKS = (
    "last result is good",
    "last result is fair or worse",
    "last result is missing",
    "any check",
    "any check where (result is bad)",
    "result of first check is worse than fair",
    "badly run",
)
OF_A_FACT = {
    "use": ("use is school", "use is one of flats, shed", "use is missing"),
    "height": ("height > 18", "height is between 5 and 11", "height is missing or height < 3"),
}


def rules_that_hang_on_one_thing(random: Random) -> str:
    """A policy of a few duties, each with conditions on the same: the checks, or a fact."""
    of = random.choice((OF_CHECKS, *OF_A_FACT.values()))

    def conditions() -> str:
        parts = random.sample(of, random.randint(1, 2))
        return random.choice((" and ", " or ")).join(f"{random.choice(('', 'not '))}({part})" for part in parts)

    asked = [
        f"  duty {number}: {{source: law, event: drill, when: {conditions()!r}, due: every year}}"
        for number in range(random.randint(2, 3))
    ]
    return HEAD + "\n".join([*asked, "  checking: {source: law, event: full check, when: listed, due: every year}"])


@pytest.mark.thorough
@pytest.mark.parametrize("number", range(tried(20)))
def test_of_made_up_policies(number: int) -> None:
    random = Random(number)
    text = rules_that_hang_on_one_thing(random)
    version, findings = read_and_checked(text)
    assert version is not None, [each.message for each in findings]
    program = by_hand(version).versions[0]
    apart = partition_of(program)
    assert apart.parts, text
    for _ in range(50):
        on = apart.parts[0].regions[0].on
        with suppress(DecisionError):
            lies_in_one(program, any_of(random, program, on), on)
    on = program.version.start
    for situation in situations_of(program, on).each:
        seen = Seen(program, situation.case, on)
        assert {name for name in apart.by if seen.applies(name) is True} == situation.asked, (situation, text)
