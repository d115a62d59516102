"""A share of all cases drawn by lot: exactly so many, the same whoever draws, and one case more moves one at most."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules import NOTHING, UNKNOWN, ArgumentError, Case, Partial, Policy

POLICY = """\
policy: food
title: Food hygiene
publisher: Anyshire
published: 2024-01-01
in force: {from: 2024-04-01}
subject: premises
sources: {scheme: {title: A scheme}}
scales: {tier: [low, medium, high]}
facts: {tier: tier, created: date, ended: {is: date, default: nothing}}
events: {visit: {}}
definitions:
  drawn: SHARE drawn by lot each financial year where (tier is low)
requirements:
  spot check: {source: scheme, event: visit, when: drawn, due: at least 1 in each financial year}
"""
ON = date(2024, 6, 1)
LONG_AGO = date(2020, 1, 1)


def policy_with(share: str, folder: Path) -> Policy:
    (folder / "food.yaml").write_text(POLICY.replace("SHARE", share), encoding="utf-8")
    return ilacs_rules.load(folder / "food.yaml")


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    return policy_with("1 in 4", tmp_path)


def cafe(number: int, tier: object = "low", created: object = LONG_AGO, **facts: object) -> Case:
    return Case(f"Cafe {number}", {"tier": tier, "created": created, **facts})  # type: ignore[arg-type]


def drawn(policy: Policy, cases: list[Case], on: date = ON) -> set[str]:
    plan = ilacs_rules.plan(policy, cases, on, population=cases)
    return {each.case.name for each in plan.decisions if each.value("drawn") is True}


@pytest.mark.parametrize(
    ("share", "of", "number"), [("1 in 4", 13, 4), ("1 in 4", 12, 3), ("1 in 4", 1, 1), ("3 in 7", 20, 9), ("5", 20, 5)]
)
def test_exactly_so_many_are_drawn_and_a_share_is_rounded_up(share: str, of: int, number: int, tmp_path: Path) -> None:
    policy = policy_with(share, tmp_path)
    assert len(drawn(policy, [cafe(number) for number in range(of)])) == number


def test_of_fewer_than_are_to_be_drawn_all_are(tmp_path: Path) -> None:
    policy = policy_with("5", tmp_path)
    assert len(drawn(policy, [cafe(1), cafe(2)])) == 2


def test_only_those_are_drawn_who_met_the_condition_on_the_first_day_and_were_there(policy: Policy) -> None:
    low = [cafe(number) for number in range(8)]
    others = [
        cafe(20, "high"),
        cafe(21, created=date(2024, 4, 2)),
        cafe(22, ended=date(2024, 3, 31)),
        cafe(23, NOTHING),
    ]
    assert drawn(policy, [*low, *others]) == drawn(policy, low)
    assert drawn(policy, [*low, *others], date(2024, 7, 1)) == drawn(policy, low, date(2025, 3, 31))


def test_who_is_drawn_is_told_by_the_seed_the_day_and_the_name_alone(policy: Policy, tmp_path: Path) -> None:
    cases = [cafe(number) for number in range(40)]
    assert sorted(drawn(policy, cases)) == [f"Cafe {number}" for number in (20, 21, 25, 30, 31, 33, 34, 38, 4, 9)]
    shuffled = random.Random(5).sample(cases, len(cases))
    assert drawn(policy, shuffled) == drawn(policy, cases)
    assert drawn(policy, cases, date(2025, 6, 1)) != drawn(policy, cases)
    named = tmp_path / "named.yaml"
    named.write_text(
        POLICY.replace("SHARE", "1 in 4").replace("is low)", 'is low) with seed "other"'), encoding="utf-8"
    )
    assert drawn(ilacs_rules.load(named), cases) != drawn(policy, cases)


@pytest.mark.parametrize("more", range(60, 75))
def test_one_case_more_moves_one_other_at_most(policy: Policy, more: int) -> None:
    before = [cafe(number) for number in range(30)]
    without, with_it = drawn(policy, before), drawn(policy, [*before, cafe(more)])
    assert len((without ^ with_it) - {f"Cafe {more}"}) <= 1


def test_without_the_population_nothing_can_be_told_and_it_says_so(policy: Policy) -> None:
    for population, need in (
        (None, "the population is not given: all the cases there are"),
        ([cafe(2)], "“Cafe 1” is not among the cases of the population"),
        ([cafe(1), cafe(2, "purple")], "the population is not whole: “Cafe 2” could not be used, and lots are drawn"),
    ):
        owed = ilacs_rules.decide(policy, cafe(1), ON, population=population).obligation("spot check")
        assert owed.status == "undetermined"
        assert owed.needs[0].text.startswith(need)


def test_those_that_may_have_met_the_condition_make_it_uncertain_only_where_that_matters(policy: Policy) -> None:
    cases = [cafe(number) for number in range(40)]
    whole = drawn(policy, cases)
    for place, case in enumerate(cases[:12]):
        vague = [
            *cases[:place],
            Case(case.name, {"tier": UNKNOWN, "created": Partial(LONG_AGO, ON)}),
            *cases[place + 1 :],
        ]
        told = {
            each.case.name: each.value("drawn")
            for each in ilacs_rules.plan(policy, vague, ON, population=vague).decisions
        }
        assert all(value is UNKNOWN or value == (name in whole) for name, value in told.items())
        assert sum(value is UNKNOWN for value in told.values()) <= 2


def test_the_trace_tells_what_is_decided_without_it(policy: Policy) -> None:
    cases = [cafe(number, tier) for number, tier in enumerate(["low", "high", UNKNOWN, "low", "medium", "low"] * 4)]
    for case in cases:
        fast = ilacs_rules.decide(policy, case, ON, population=cases, trace=False)
        assert fast.values == ilacs_rules.decide(policy, case, ON, population=cases).values
        assert fast.population == 24


def test_why_tells_how_the_lot_came_out(policy: Policy) -> None:
    cases = [cafe(number) for number in range(8)]
    decisions = [ilacs_rules.decide(policy, case, ON, population=cases) for case in cases]
    said = [" ".join(ilacs_rules.explain(each).split()) for each in decisions]
    for place in ("1st", "2nd", "3rd", "8th"):
        line = f"(2 of 8 were drawn on 1 April 2024 with the seed “food”, and it is {place} in line)"
        assert sum(line in each for each in said) == 1
    assert all("in force from 1 April 2024, among 8 cases." in each for each in said)


def test_a_forecast_draws_the_years_to_come(policy: Policy) -> None:
    cases = [cafe(number) for number in range(8)]
    until = date(2027, 12, 31)
    report = ilacs_rules.forecast(policy, cases, ON, until, population=cases)
    asked = {(each.case.name, each.obligation.opens.year) for each in report.forecast.events}  # type: ignore[union-attr]
    assert asked >= {(name, year) for year in (2025, 2026) for name in drawn(policy, cases, date(year, 6, 1))}


def test_what_is_no_population_is_refused(policy: Policy) -> None:
    with pytest.raises(ArgumentError, match="population"):
        ilacs_rules.decide(policy, cafe(1), ON, population=[1])  # type: ignore[list-item]


def test_a_policy_of_many_versions_draws_as_quickly(tmp_path: Path) -> None:
    (tmp_path / "2024-04-01.yaml").write_text(POLICY.replace("SHARE", "1 in 4"), encoding="utf-8")
    for year in range(2025, 2055):  # each looks back to all before it
        amendment = (
            f"policy: food\namends: {year - 1}-04-01\npublished: {year}-01-01\nin force: {{from: {year}-04-01}}\n"
        )
        (tmp_path / f"{year}-04-01.yaml").write_text(f"{amendment}summary: Nothing changes.\n", encoding="utf-8")
    cases = [cafe(number) for number in range(8)]
    assert len(drawn(ilacs_rules.load(tmp_path), cases, date(2054, 6, 1))) == 2
