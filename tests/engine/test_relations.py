"""What hangs on another case: a predecessor whose history is inherited, a partner together with whom one is checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules import UNKNOWN, Case, Code, Event, Policy

POLICY = """\
policy: pairs
title: Authorities and their partners
publisher: Anyshire
published: 2022-01-01
in force: {from: 2022-04-01}
subject: authority
sources: {scheme: {title: A scheme}}
scales: {grade: [good, fair, bad]}
facts:
  created: date
  ended: {is: date, default: nothing}
  predecessor: {is: case, default: nothing}
  partner: {is: case, default: nothing}
events:
  check: {records: {grade: grade}}
definitions:
  own last check: latest check
  last check: if own last check is recorded then own last check else own last check of predecessor
  grade: grade of last check
  grade there: grade of partner
  first check of all: if predecessor is missing then start of first check else created of predecessor
requirements:
  check: {source: scheme, event: check, due: every 3 years after end of last check}
  together:
    source: scheme
    when: grade there is bad
    event: check
    due: within 1 year after end of (last check of partner)
"""
ON = date(2024, 6, 1)
CREATED = date(2023, 4, 1)


def checked(day: date, grade: object = "fair") -> tuple[Event, ...]:
    return (Event("check", day, day, fields={"grade": grade}),)  # type: ignore[dict-item]


OLD = Case("Old County", {"created": date(1974, 4, 1), "ended": date(2023, 3, 31)}, checked(date(2022, 11, 10)))
WEST = Case("West", {"created": CREATED, "predecessor": "Old County", "partner": "East"})
EAST = Case(
    "East", {"created": CREATED, "predecessor": "Old County", "partner": "West"}, checked(date(2024, 5, 10), "bad")
)
ALL = [OLD, WEST, EAST]


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    (tmp_path / "pairs.yaml").write_text(POLICY, encoding="utf-8")
    return ilacs_rules.load(tmp_path / "pairs.yaml")


def test_a_successor_inherits_the_last_check_of_its_predecessor(policy: Policy) -> None:
    decision = ilacs_rules.decide(policy, WEST, ON, population=ALL)
    assert decision.value("last check") == OLD.events[0]
    assert decision.value("grade") == "fair"
    assert decision.obligation("check").closes == date(2025, 11, 10)
    assert ilacs_rules.decide(policy, EAST, ON, population=ALL).obligation("check").closes == date(2027, 5, 10)


def test_one_is_checked_together_with_a_partner(policy: Policy) -> None:
    owed = ilacs_rules.decide(policy, WEST, ON, population=ALL).obligation("together")
    assert (owed.status, owed.closes) == ("open", date(2025, 5, 10))
    assert ilacs_rules.decide(policy, EAST, ON, population=ALL).obligation("together").status == "does not apply"


def test_the_partner_is_seen_as_on_the_day_and_by_what_was_published(policy: Policy) -> None:
    before = ilacs_rules.decide(policy, WEST, date(2024, 5, 9), population=ALL)
    assert before.value("grade there") == "fair"
    known = ilacs_rules.decide(policy, WEST, ON, known=date(2024, 5, 9), population=ALL)
    assert known.value("grade there") == "fair"


@pytest.mark.parametrize(
    ("population", "need"),
    [
        (None, "the population is not given: all the cases there are"),
        ([WEST, EAST], "“Old County” is not among the cases of the population"),
        (
            [WEST, EAST, Case("Old Count")],
            "“Old County” is not among the cases of the population; “Old Count” is",
        ),
        (
            [WEST, EAST, Case("Old County", {}, (), {"check": None})],
            "the record of checks is not complete, of “Old County”",
        ),
    ],
)
def test_what_cannot_be_told_of_the_other_case_says_why(policy: Policy, population: list[Case], need: str) -> None:
    decision = ilacs_rules.decide(policy, WEST, ON, population=population)
    assert decision.value("last check") is UNKNOWN
    owed = decision.obligation("check")
    assert owed.closes is None
    assert need in [each.text for each in owed.needs]


def test_without_another_case_there_is_nothing_to_inherit(policy: Policy) -> None:
    alone = Case("Alone", {"created": CREATED})
    assert ilacs_rules.decide(policy, alone, ON).value("last check") is ilacs_rules.NOTHING
    named = Case("Alone", {"created": CREATED, "predecessor": UNKNOWN})
    assert ilacs_rules.decide(policy, named, ON, population=ALL).value("last check") is UNKNOWN


def test_the_trace_tells_what_is_decided_without_it(policy: Policy) -> None:
    vague = Case("Vague", {"created": CREATED, "predecessor": UNKNOWN, "partner": "West"})
    for case in (*ALL, vague):
        for population in (None, ALL, [case], [*ALL, vague]):
            fast = ilacs_rules.decide(policy, case, ON, population=population, trace=False)
            traced = ilacs_rules.decide(policy, case, ON, population=population)
            assert fast.values == traced.values
            assert [each.status for each in fast.obligations] == [each.status for each in traced.obligations]


def test_one_case_less_takes_certainty_away_and_gives_no_other_answer(policy: Policy) -> None:
    for case in ALL:
        whole = ilacs_rules.decide(policy, case, ON, population=ALL, trace=False).values
        for left_out in ALL:
            fewer = [each for each in ALL if each is not left_out]
            less = ilacs_rules.decide(policy, case, ON, population=fewer, trace=False).values
            assert all(value is UNKNOWN or value == whole[name] for name, value in less.items())


def test_two_that_name_each_other_are_no_ring_but_a_definition_of_itself_is_one(tmp_path: Path) -> None:
    ring = POLICY.replace("  grade there: grade of partner\n", "  grade there: grade there of partner\n")
    (tmp_path / "ring.yaml").write_text(ring, encoding="utf-8")
    found = ilacs_rules.check(tmp_path / "ring.yaml")
    assert [each.code for each in found] == [Code.CYCLE]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("colour of partner", Code.UNKNOWN_NAME),
        ("partner is good", Code.WRONG_TYPE),
        ("grade of (if grade is bad then partner else predecessor)", Code.WRONG_TYPE),
        ('partner is "East"', Code.WRONG_TYPE),
    ],
)
def test_what_makes_no_sense_of_another_case(said: str, code: Code, tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text(
        POLICY.replace("grade there: grade of partner", f"odd: {said}\n  grade there: grade of partner"),
        encoding="utf-8",
    )
    assert [each.code for each in ilacs_rules.check(tmp_path / "odd.yaml")][:1] == [code]


def test_a_name_that_is_none_of_the_cases_is_found_with_the_nearest(policy: Policy, tmp_path: Path) -> None:
    (tmp_path / "cases.yaml").write_text(
        "cases:\n  - {name: Old County}\n  - {name: West, facts: {predecessor: Old Conty, partner: West}}\n",
        encoding="utf-8",
    )
    found = ilacs_rules.read_all_cases(policy, tmp_path / "cases.yaml").findings
    assert [(each.code, each.hint) for each in found] == [
        (Code.OTHER_CASE_NOT_THERE, "did you mean “Old County”?"),
        (Code.OTHER_CASE_NOT_THERE, "write the name of another case, or “nothing” if there is none"),
    ]
