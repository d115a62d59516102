"""A share of all cases drawn by lot: exactly so many, the same whoever draws, and one case more moves one at most."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules import NOTHING, UNKNOWN, ArgumentError, Case, Duration, DurationKind, Event, Partial, Policy, Value
from tests.conftest import tried

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


# ------------------------------------------------------------------ where records end before the lot is drawn

OF_THE_CHECKED = (
    POLICY.replace("events: {visit: {}}", "events: {visit: {}, check: {}}")
    .replace("created: date,", "created: date, twin: {is: case, default: nothing},")
    .replace("each financial year where (tier is low)", "each quarter where (CONDITION)")
    .replace("definitions:\n", "definitions:\n  how often: number of checks\n")
    .replace("at least 1 in each financial year", "by 2024-04-15")
)
FIRST_DAY = date(2024, 4, 1)


def of_the_checked(folder: Path, condition: str = "number of checks > 0", share: str = "1") -> Policy:
    text = OF_THE_CHECKED.replace("CONDITION", condition).replace("SHARE", share)
    (folder / "food.yaml").write_text(text, encoding="utf-8")
    return ilacs_rules.load(folder / "food.yaml")


def member(name: str, *checks: date, twin: str | None = None, **told: object) -> Case:
    facts = {"tier": "low", "created": LONG_AGO} | ({} if twin is None else {"twin": twin})
    return Case(name, facts, tuple(Event("check", day, day) for day in checks), **told)  # type: ignore[arg-type]


def by_lot(policy: Policy, cases: list[Case], known: date | None = None) -> dict[str, Value]:
    plan = ilacs_rules.plan(policy, cases, ON, known=known, population=cases)
    return {each.case.name: each.value("drawn") for each in plan.decisions}


CHECKED = date(2023, 6, 1)
OTHERS = [member(name, CHECKED) for name in "ACD"]  # in the lot of that day B stands before C, C before the others


def test_who_belongs_to_a_lot_is_unknown_where_the_record_does_not_reach_its_day(tmp_path: Path) -> None:
    policy = of_the_checked(tmp_path)
    assert by_lot(policy, [*OTHERS, member("B", CHECKED)]) == {"A": False, "B": True, "C": False, "D": False}
    assert by_lot(policy, [*OTHERS, member("B")]) == {"A": False, "B": False, "C": True, "D": False}
    later = {"check": Duration(1, DurationKind.MONTHS)}
    for told in (
        {"complete_until": date(2023, 5, 1)},
        {"complete_until": {"check": date(2024, 3, 31)}},
        {"complete_until": date(2024, 4, 30), "published_within": later},
    ):
        less = [*OTHERS, member("B", **told)]
        assert by_lot(policy, less) == {"A": False, "B": UNKNOWN, "C": UNKNOWN, "D": False}
        owed = ilacs_rules.decide(policy, OTHERS[1], ON, population=less).obligation("spot check")
        assert owed.status == "undetermined"
        assert [each.text for each in owed.needs] == ["whether the lot of 1 April 2024 is also drawn among “B”"]
    known = by_lot(policy, [*OTHERS, member("B")], known=date(2024, 3, 31))
    assert set(known.values()) == {UNKNOWN}


def test_once_the_record_reaches_the_day_of_the_lot_it_is_told(tmp_path: Path) -> None:
    policy, ending = of_the_checked(tmp_path), {"complete_until": {"check": FIRST_DAY}}
    cases = [*(member(name, CHECKED, **ending) for name in "ACD"), member("B", **ending)]
    assert by_lot(policy, cases) == {"A": False, "B": False, "C": True, "D": False}
    owed = ilacs_rules.decide(policy, cases[1], ON, population=cases).obligation("spot check")
    assert (owed.status, owed.unless_done_since) == ("overdue", None)


def test_what_the_record_can_say_of_the_day_is_told_all_the_same(tmp_path: Path) -> None:
    ending = {"complete_until": date(2023, 12, 31)}
    for condition, belongs in (
        ("any check", True),
        ("tier is high and number of checks > 0", False),
        ("number of checks before 2023-12-01 > 0", True),
        ("any check since 2024-01-01", UNKNOWN),
        ("how often of twin > 0", UNKNOWN),
        ("no check", False),
    ):
        policy = of_the_checked(tmp_path, condition)
        cases = [member("D", CHECKED, twin="E", **ending), member("E", **ending)]
        assert by_lot(policy, cases)["D"] is belongs, condition


def test_a_record_that_ends_earlier_makes_no_other_lot_certain(tmp_path: Path) -> None:
    chance, taken = random.Random(8), 0
    for condition in (
        "number of checks > 0",
        "no check",
        "any check since 2023-01-01",
        "end of (latest check) is after 2022-06-01",
    ):
        policy = of_the_checked(tmp_path, condition, "1 in 3")
        for _ in range(tried(20)):
            whole, less = [], []
            for name in "ABCDEFGH":
                days = sorted(date(2022, 1, 1) + timedelta(chance.randrange(1000)) for _ in range(chance.randrange(3)))
                until = date(2022, 1, 1) + timedelta(chance.randrange(400, 3000))
                whole.append(member(name, *days))
                less.append(member(name, *[day for day in days if day <= until], complete_until=until))
            told = by_lot(policy, whole)
            for name, value in by_lot(policy, less).items():
                assert value is UNKNOWN or value is told[name]
                taken += value is UNKNOWN
            for case in less:
                fast = ilacs_rules.decide(policy, case, ON, population=less, trace=False)
                assert fast.values == ilacs_rules.decide(policy, case, ON, population=less).values
    assert taken > 20
