"""Telling one fact less never gives another certain answer: what was answered stays, or cannot be told any more.

Tried on the policies that are shipped, in every version, and on generated ones. A million comparisons and more:

    python -m tests.engine.test_one_fact_less 1000000
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, note, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import UnsatisfiedAssumption

from ilacs_rules import UNKNOWN, Case, Decision, DecisionError, decide
from tests.conftest import ROOT, tried
from tests.engine.less_told import contradicts_itself, flips, is_doubtful, tellings, vaguer_pauses
from tests.engine.obligation_tools import Version
from tests.engine.test_fast_equals_traced import ready
from tests.policies import Program, decided_by, read_once, values_of
from tests.strategies.any_cases import NAMES, any_case, some_day
from tests.strategies.policy_texts import policy_texts

SHIPPED = (
    ROOT / "rules" / "ilacs",
    ROOT / "rules" / "sif",
    ROOT / "examples" / "fire-safety",
    ROOT / "examples" / "flight-operators",
)


_Less = tuple[str, Case, Program]


class Tried:
    """How many comparisons were made, and what was found."""

    def __init__(self) -> None:
        self.comparisons = 0
        self.found: list[str] = []

    def case(self, program: Program, case: Case, on: date, known: date | None, random: Random) -> None:
        """All that may be told less of a case, on a day."""
        trace = random.random() < 0.02
        told = _answer(program, case, on, known, trace)
        if not isinstance(told, Decision):
            return
        of_the_case = [(what, less, program) for what, less in tellings(case, program.words, random)]
        of_pauses = [(what, case, _with(program, vaguer)) for what, vaguer in vaguer_pauses(program.version, random)]
        of_both = [
            (f"{what}; {more}", less, vaguer)
            for (what, less, _), (more, _, vaguer) in zip(_some(of_the_case, random), of_pauses, strict=False)
        ]
        for what, less, asked in (*of_the_case, *of_pauses, *of_both):
            self.comparisons += 1
            answered = _answer(asked, less, on, known, trace or asked is not program)
            if not isinstance(answered, Decision):
                if is_doubtful(told) or _is_of_a_day_told(answered, less):
                    continue  # a day that no month has may be met only once what stood before it decides no more
                changed = ["an error"]
            else:
                changed = flips(told, answered)
            if changed:
                words = f"{program.version.policy} {program.version.start} on {on} known {known}"
                self.found.append(f"{words}: {what}\n    " + "\n    ".join(changed) + f"\n    {case}")


def _some(found: list[_Less], random: Random) -> list[_Less]:
    return random.sample(found, min(3, len(found)))


def _with(program: Program, version: Version) -> Program:
    return Program(version, program.earlier, program.words)


def _answer(program: Program, case: Case, on: date, known: date | None, trace: bool) -> Decision | DecisionError:
    try:
        return decided_by(program, case, on, known, trace=trace)
    except DecisionError as error:
        return error


def _is_of_a_day_told(error: DecisionError, less: Case) -> bool:
    """Whether the policy forbids (`month end: error`) what is reckoned from a day that is told exactly, as before.

    Of “A and B”, B is not looked at while A surely does not hold.
    """
    days: list[object] = [*less.facts.values()]
    for event in less.events:
        days += [event.start, event.end, event.publication, *event.fields.values()]
    return getattr(error.__cause__, "base", None) in days  # the day it was reckoned from


def try_shipped(folder: Path, comparisons: int, random: Random) -> Tried:
    """A shipped policy, each version as often as the others."""
    policy, tried_ = read_once(folder), Tried()
    starts = [program.version.start for program in policy.versions]
    while tried_.comparisons < comparisons:
        start = random.choice(starts)
        program = policy.in_force(start)
        following = starts.index(start) + 1
        last = starts[following] if following < len(starts) else start.replace(year=start.year + 4)
        case = any_case(random, policy.vocabulary, start.replace(year=start.year - 4), last)
        on = some_day(random, case, start, last)
        known = None if random.random() < 0.8 else some_day(random, case, start, on) if on > start else None
        tried_.case(program, case, on, known, random)
    return tried_


@pytest.mark.thorough
@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_of_the_policies_that_are_shipped(folder: Path) -> None:
    tried_ = try_shipped(folder, tried(3_300 if folder.parent.name == "rules" else 1_500, here=200), Random(1))
    assert not tried_.found, "\n".join(tried_.found[:3])


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_what_is_settled_is_not_worked_out_anew_once_more_is_told(folder: Path) -> None:
    random, settled = Random(2), 0
    for program in read_once(folder).versions[-2:]:
        start = program.version.start
        for _ in range(20):
            case = any_case(
                random, program.words, start.replace(year=start.year - 4), start.replace(year=start.year + 2)
            )
            on = some_day(random, case, start, start.replace(year=start.year + 2))
            if contradicts_itself(case, program.words, on):
                continue
            values = values_of(program, case, on)
            for what, less in tellings(case, program.words, random):
                assert values_of(program, case, on, less) == values, what
                settled += sum(value is not UNKNOWN for value in values_of(program, less, on).values())
    assert settled > 100, "something was settled before all was told"


def try_generated(program: Program, random: Random) -> Tried:
    """Some cases under a generated policy."""
    tried_ = Tried()
    first, last = date(2017, 6, 1), date(2021, 6, 1)
    for _ in range(3):
        case = any_case(random, program.words, first, last)
        for _ in range(2):
            on = some_day(random, case, date(2018, 1, 1), last)
            known = None if random.random() < 0.8 else some_day(random, case, first, last)
            tried_.case(program, case, on, known, random)
    return tried_


@pytest.mark.thorough
@settings(max_examples=tried(15, here=5), suppress_health_check=list(HealthCheck))
@given(policy_texts(), st.integers(0, 2**32))
def test_of_generated_policies(text: str, seed: int) -> None:
    note(text)
    tried_ = try_generated(ready(text).versions[0], Random(seed))
    assert not tried_.found, "\n".join(tried_.found[:3])


# ------------------------------------------------------------------------------------------------ of other cases

GROUPS = (ROOT / "examples" / "care-homes", ROOT / "examples" / "food-hygiene")


def try_groups(folder: Path, comparisons: int, random: Random) -> Tried:
    """One of several cases, where less is told of it or of another."""
    policy, tried_ = read_once(folder), Tried()
    (start, *_) = (program.version.start for program in policy.versions)
    assert policy.in_force(start).compiled, "made ready once, for whichever cases there are"
    last = start.replace(year=start.year + 2)
    while tried_.comparisons < comparisons:
        cases = [
            replace(any_case(random, policy.vocabulary, start.replace(year=start.year - 2), last), name=name)
            for name in NAMES
        ]
        on = some_day(random, cases[0], start, last)
        if any(contradicts_itself(case, policy.vocabulary, on) for case in cases):
            continue
        place = random.randrange(len(cases))
        told_less = list(tellings(cases[place], policy.vocabulary, random))
        for what, less in random.sample(told_less, min(3, len(told_less))):
            with_less = [*cases[:place], less, *cases[place + 1 :]]
            trace = random.random() < 0.1
            try:
                told, answered = (
                    decide(policy, each[0], on, population=each, trace=trace) for each in (cases, with_less)
                )
            except DecisionError:
                continue
            if (told.population, answered.population) != (len(cases), len(cases)):
                continue  # of one that contradicts itself more may be known once less of it is told
            tried_.comparisons += 1
            if changed := flips(told, answered):
                tried_.found.append(f"on {on} of {place}: {what}\n    " + "\n    ".join(changed) + f"\n    {cases}")
    return tried_


@pytest.mark.thorough
@pytest.mark.parametrize("folder", GROUPS, ids=lambda folder: folder.name)
def test_of_cases_that_ask_one_another(folder: Path) -> None:
    tried_ = try_groups(folder, tried(150, here=50), Random(2))
    assert not tried_.found, "\n".join(tried_.found[:3])


# ------------------------------------------------------------------------------------------------ very many


def generated_texts(number: int, seed_: int) -> list[str]:
    """Texts of generated policies; the same for the same seed."""
    found: list[str] = []

    @seed(seed_)
    @settings(max_examples=number, suppress_health_check=list(HealthCheck), database=None, phases=[Phase.generate])
    @given(policy_texts())
    def collect(text: str) -> None:
        found.append(text)

    collect()
    return found


def very_many(wanted: int, random: Random) -> Iterator[Tried]:
    """At least so many comparisons, in turns of shipped and generated policies."""
    made = 0
    while made < wanted:
        for folder in SHIPPED:
            yield (tried_ := try_shipped(folder, 5_000, random))
            made += tried_.comparisons
        for text in generated_texts(100, random.randrange(2**32)):
            try:
                program = ready(text).versions[0]
            except UnsatisfiedAssumption:
                continue
            tried_ = try_generated(program, random)
            tried_.found = [f"{each}\n{text}" for each in tried_.found]
            yield tried_
            made += tried_.comparisons


def main(wanted: int, seed_: int) -> None:
    """Tries, tells what is found as it goes, and how much was tried."""
    comparisons = flipped = 0
    for tried_ in very_many(wanted, Random(seed_)):
        comparisons, flipped = comparisons + tried_.comparisons, flipped + len(tried_.found)
        for each in tried_.found[:2]:
            print(each, flush=True)
        print(f"{comparisons:,} comparisons, {flipped:,} with another certain answer", end="\r", flush=True)
    print(f"{comparisons:,} comparisons, {flipped:,} with another certain answer")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
