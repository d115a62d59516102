"""A requirement that asks for nothing another does not ask for as well is told; and no other is."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from itertools import product
from random import Random

import pytest

from ilacs_rules import DecisionError, Policy, Workspace, decide
from tests.policies import by_hand, read_and_checked
from tests.regions.test_partition import HEAD, OF_CHECKS, any_of

ON = date(2022, 6, 1)
DUTIES = ("one duty", "other duty")


def policy(one: str, other: str, more: str = "") -> str:
    asked = [f"  {name}: {{source: law, {keys}}}\n" for name, keys in zip(DUTIES, (one, other), strict=True)]
    return HEAD + "".join(asked) + more


def told(one: str, other: str, more: str = "") -> list[str]:
    """What `check` says of two requirements that need not both be asked for."""
    workspace = Workspace()
    workspace.open("2020-01-01.yaml", policy(one, other, more))
    found = [each for each in workspace.check("2020-01-01.yaml")[1] if "as well" in each.message]
    assert all(each.code == "W510" for each in found)
    return [each.message for each in found]


ONE_ASKS_NO_MORE = "“one duty” asks for nothing that “other duty” does not ask for as well, of each of its cases"
OTHER_ASKS_NO_MORE = "“other duty” asks for nothing that “one duty” does not ask for as well, of each of its cases"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("event: drill, due: every year", "event: drill, due: every year"),
        ("event: drill, due: every year", "event: drill, due: every 12 months"),
        ("event: drill, when: height > 11, due: every year", "event: drill, when: height > 18, due: every year"),
        ("event: drill, when: any check, due: every year", "event: drill, when: badly run, due: every year"),
    ],
)
def test_the_other_asks_no_more(one: str, other: str) -> None:
    assert told(one, other) == [OTHER_ASKS_NO_MORE]


@pytest.mark.parametrize(("narrow", "wide"), [("listed", "any check or listed"), ("height > 11", "height >= 11")])
def test_the_one_that_can_be_spared_is_told(narrow: str, wide: str) -> None:
    of_whom = (f"event: drill, when: {when}, due: every year" for when in (narrow, wide))
    assert told(*of_whom) == [ONE_ASKS_NO_MORE]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("event: drill, due: every year", "event: drill, due: every 2 years"),
        ("event: drill, due: every year", "event: full check, due: every year"),
        ("event: drill, due: every year", "event: drill, strength: should, due: every year"),
        ("event: drill, due: every year", "event: drill, by: the owner, due: every year"),
        ("event: drill, when: height < 11, due: every year", "event: drill, when: height >= 11, due: every year"),
        ("event: drill, when: any check, due: every year", "event: drill, when: listed, due: every year"),
        ("event: drill, due: every year", "event: drill, for each: check, due: within 1 year after end of this check"),
    ],
)
def test_of_others_nothing_is_said(one: str, other: str) -> None:
    assert told(one, other) == []


def test_what_another_rule_names_is_not_spared() -> None:
    same = "event: drill, due: every year"
    follows = "  report: {source: law, event: full check, due: within 1 month after other duty is complete}\n"
    promised = "guarantees:\n  both: {at least: 1, of: [one duty, other duty]}\n"
    assert told(same, "event: drill, when: listed, due: once", follows) == []
    assert told(same, same) != []
    assert told(same, same, promised) == []


def decided_alike(loaded: Policy, random: Random) -> int:
    """Of how many made-up cases both are asked for alike wherever the other duty is."""
    seen = 0
    for _ in range(40):
        with suppress(DecisionError):
            decision = decide(loaded, any_of(random, loaded.versions[0], ON), ON)
            by_name = {name: [each for each in decision.obligations if each.requirement == name] for name in DUTIES}
            one, other = (by_name[name][0] for name in DUTIES)
            if other.applies is True:
                assert one.applies is True
                days = [(each.opens, each.target, each.closes, each.status) for each in (one, other)]
                assert days[0] == days[1]
                seen += 1
    return seen


def test_no_case_is_found_of_which_it_is_not_so() -> None:
    random, found, seen = Random(3), 0, 0
    for one, other in product(OF_CHECKS, OF_CHECKS):
        both = [f"event: drill, when: {when!r}, due: every year" for when in (one, other)]
        version, findings = read_and_checked(policy(*both))
        assert version is not None, findings
        if told(*both) == [OTHER_ASKS_NO_MORE]:
            found += 1
            seen += decided_alike(by_hand(version), random)
    assert found > len(OF_CHECKS)
    assert seen > 100
