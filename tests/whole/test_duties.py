"""The whole language of duties held against itself: every form of a requirement, over all that may be told, or not.

What is decided fast is what is decided with a trace; telling one fact less gives no other certain answer; each day of
an answer stands in its account; what an account asks for was not told, and told, it leads to an answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import chain, combinations
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from ilacs_rules import UNKNOWN, Case, Code, Day, Decision, Flag, Obligation, Policy, Status, decide, explain, load
from ilacs_rules.explain import values
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.reasons import there_is_no
from ilacs_rules.explain.why import Account, why
from ilacs_rules.language.types import Basic
from ilacs_rules.model import tree
from ilacs_rules.model.decision import CANNOT_BE_TOLD, Step
from tests.conftest import IN_CI, LONG
from tests.engine.less_told import flips, tellings
from tests.engine.test_fast_equals_traced import assert_equal
from tests.policies import read_and_checked
from tests.whole import duties, more_told, told_of_duties
from tests.whole.policies_of_duties import OF_POLICIES, text_of, write

pytestmark = pytest.mark.thorough

PLACES = range(len(OF_POLICIES)) if LONG else range(1, len(OF_POLICIES), 2 if IN_CI else 5)
each_policy = pytest.mark.parametrize("place", PLACES)


@cache
def policy(place: int) -> Policy:
    with TemporaryDirectory() as folder:
        return load(write(Path(folder) / "buildings", place))


def asked(place: int, number: int) -> Iterator[tuple[Policy, Case, date]]:
    """So many buildings, and the day on which each is asked about; others for each policy."""
    vocabulary = policy(place).vocabulary
    every = list(told_of_duties.cases(created="created" in vocabulary.facts))
    for case, on in Random(place).sample(every, number):
        yield policy(place), case, on


# ------------------------------------------------------------------------------------------------ the forms


@pytest.mark.parametrize("timing", duties.TIMINGS)
def test_each_qualifier_stands_where_the_checker_takes_it(timing: str) -> None:
    said = [(what, choice) for what in duties.QUALIFIERS for choice in duties.CHOICES[what] if choice]
    plain = {what: choices[0] for what, choices in duties.CHOICES.items()}
    beside = {what: {other: duties.CHOICES[other][1]} for what, other in duties.BESIDE.items()}
    rows = [{**plain, "timing": timing, what: choice, **beside.get(what, {})} for what, choice in said]
    _, found = read_and_checked(text_of(rows))
    lines = text_of(rows).splitlines()
    refused = {lines[each.span.line - 1] for each in found if each.code is Code.NOT_A_COUNT}
    for row, (what, _) in zip(rows, said, strict=True):
        assert duties.takes(timing, what) is (f"    due: {duties.said(row)}" not in refused), duties.said(row)


def test_each_two_choices_meet_in_a_duty() -> None:
    met = {frozenset(pair) for row in duties.duties() for pair in combinations(row.items(), 2)}
    for timing in duties.TIMINGS:
        for what, choices in duties.CHOICES.items():
            for choice in choices:
                pair = ("timing", timing), (what, choice)
                assert what == "timing" or not duties.fit(*pair) or frozenset(pair) in met, pair


# ------------------------------------------------------------------------------------------------ what is decided


@each_policy
def test_what_is_decided_fast_is_what_is_decided_with_a_trace(place: int) -> None:
    for whole, case, on in asked(place, 6 if IN_CI else 5):
        assert_equal(whole, case, on)


@each_policy
def test_telling_one_fact_less_gives_no_other_certain_answer(place: int) -> None:
    random = Random(place)
    for whole, case, on in asked(place, 2 if IN_CI else 1):
        decided = decide(whole, case, on, trace=False)
        for what, less in tellings(decided.case, whole.vocabulary, random):
            assert not flips(decided, decide(whole, less, on, trace=False)), f"{what} of {case} on {on}"


# ------------------------------------------------------------------------------------------------ what is explained


def accounts(decision: Decision) -> Iterator[tuple[Obligation, Account]]:
    """Each obligation with the account of it."""
    owed = [one for name in decision.version.requirements for one in decision.obligations if one.requirement == name]
    return zip(owed, why(decision).accounts, strict=True)


@each_policy
def test_each_day_of_the_answer_stands_in_its_account(place: int) -> None:
    """Of what is late, only since when; of what is done, or too often, or not known, no day is due any more, or yet."""
    for whole, case, on in asked(place, 6 if IN_CI else 3):
        for one, account in accounts(decide(whole, case, on)):
            words = " ".join((account.verdict, *account.dates))
            days: list[Day | None] = [one.opens, one.target, one.closes]
            if Flag.EXCEEDED in one.flags:
                continue
            match one.status:
                case Status.SATISFIED | Status.UNDETERMINED:
                    continue
                case Status.OVERDUE | Status.LATER_THAN_USUAL | Status.LATER_THAN_ASKED | Status.LAPSED:
                    days = [one.closes]
            for day in days:
                if day is not None and not (day == on and "from this day on" in words):
                    assert any(said(day) in words for said in DAY_IN_WORDS), f"{day}: {account}"


DAY_IN_WORDS = (values.day, values.on_day, values.some_day)


def unknown_of(step: Step) -> Iterator[Step]:
    """What was not known, of all that stands below a step; not of an event or item that was only looked at."""
    if step.value is UNKNOWN and not isinstance(step.node, tree.Candidate | tree.Item):
        yield step
    for below in step.steps:
        yield from unknown_of(below)


def claims(node: tree.Node, phrases: Phrases) -> Iterator[str]:
    """What would be said if it were known: that it is so, or not; that there is none."""
    if node.type is Basic.YES_OR_NO:
        yield from (phrases.clause(node, negated=negated) for negated in (False, True))
    elif not isinstance(node, tree.ListOf | tree.ThisEvent):
        yield there_is_no(node, phrases)


@each_policy
def test_nothing_is_said_to_be_so_or_not_of_what_is_not_known(place: int) -> None:
    for whole, case, on in asked(place, 6 if IN_CI else 3):
        decision = decide(whole, case, on)
        assert decision.trace is not None
        told = list(accounts(decision))
        for one, account in told:
            if sum(other.requirement == one.requirement for other, _ in told) > 1:
                continue  # of several instances some may be known
            words = [*account.because, *account.dates, *(fact.text for fact in account.facts)]
            phrases = Phrases(one.terms or decision.version)
            for part in decision.trace.requirements[one.requirement].values():
                for step in unknown_of(part):
                    for claim in claims(step.node, phrases):
                        assert not any(claim.lower() in said.lower() for said in words), f"{claim}: {account}"


@each_policy
def test_what_is_asked_for_was_not_told_and_leads_to_an_answer(place: int) -> None:
    for whole, case, on in asked(place, 2 if IN_CI else 1):
        decision = decide(whole, case, on)
        for one in not_told(decision):
            assert one.needs, f"{one} of {case}"
            for need in one.needs:
                more_told.told(case, need.text, on, whole.vocabulary)
        more: Case | None = case
        while more is not None:
            case, more = more, None
            for need in chain.from_iterable(one.needs for one in not_told(decide(whole, case, on))):
                more = more or more_told.told(case, need.text, on, whole.vocabulary)


def not_told(decision: Decision) -> list[Obligation]:
    return [one for one in decision.obligations if one.status in CANNOT_BE_TOLD]


@each_policy
def test_each_policy_can_be_explained(place: int) -> None:
    for program in policy(place).versions:
        assert explain(policy(place), program.version.start)
