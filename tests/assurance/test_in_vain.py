"""What no case could meet, and what changes nothing, is told before anything is decided."""

from __future__ import annotations

from pathlib import Path

import pytest

import ilacs_rules

LINES = (Path(__file__).parent / "in_vain.txt").read_text(encoding="utf-8").splitlines()
SENTENCES = [tuple(part.strip() for part in line.split("=>")) for line in LINES if "=>" in line]

POLICY = """
policy: fire-checks
title: Fire checks of buildings
publisher: Fire Service
published: 2019-12-02
in force: {from: 2020-02-01}
subject: building
calendar: england
scales:
  risk: [low, middling, high]
facts:
  built: date
  floors: number
  occupied: yes or no
  risk: risk
  owner: text
events:
  check: {records: {risk found: risk}}
  visit: {}
definitions:
  last check: latest check
  found: risk found of last check
  no time: 0 days
  tomorrow: today + 1 day
  some time: if occupied then 0 years else 1 year
  a while: if occupied then 1 day else 12 days
  by table:
    table: |
      | occupied | by table  |
      |----------|-----------|
      | yes      | 12 months |
    default: 0 months
requirements:
"""


def said(rules: str, tmp_path: Path, policy: str = POLICY) -> list[str]:
    file = tmp_path / "2020-02-01.yaml"
    file.write_text(policy + rules, encoding="utf-8")
    return [f"{each.code} {each.message}" for each in ilacs_rules.check(file) if each.code != "W603"]


@pytest.mark.parametrize(("due", "told"), SENTENCES)
def test_a_due_sentence(due: str, told: str, tmp_path: Path) -> None:
    found = said(f"  visit: {{assumes: an example, event: visit, due: '{due}'}}\n", tmp_path)
    assert [each[: len(told)] for each in found] == ([told] if told else [])


@pytest.mark.parametrize(
    ("rest", "hint"),
    [
        ("", "write “by 2021-01-01” alone"),
        (", moved to the next working day", "write “by 2021-01-01, moved to the next working day”"),
        (
            ", but not before 2020-06-01, moved to the next working day",
            "write “by 2021-01-01, but not before 2020-06-01, moved to the next working day”",
        ),
    ],
)
def test_what_to_write_instead_keeps_the_rest_of_the_sentence(rest: str, hint: str, tmp_path: Path) -> None:
    due = f"by 2021-05-31, but not after 2021-01-01{rest}"
    file = tmp_path / "2020-02-01.yaml"
    rule = f"  visit: {{assumes: an example, event: visit, due: '{due}'}}\n"
    file.write_text(POLICY + rule, encoding="utf-8")
    assert [each.hint for each in ilacs_rules.check(file) if each.code == "W510"] == [hint]


def test_dates_that_a_pause_may_move_are_not_told_to_lie_before_a_limit(tmp_path: Path) -> None:
    rule = "  visit: {assumes: it, event: visit, due: '3 months after 2021-01-01, but not after 2021-05-01'}\n"
    pause = "pauses:\n  strike: {from: 2021-02-01, until: 2021-04-30, events: visit, effect: clock stops}\n"
    assert [each[:4] for each in said(rule, tmp_path)] == ["W510"]
    assert [each for each in said(rule + pause, tmp_path) if "W510" in each] == []


@pytest.mark.parametrize(
    "never",
    [
        "risk is low and risk is high",
        "risk is better than low",
        "risk is low and risk is missing",
        "found is high and risk found of latest check is low",
        "floors > 5 and floors < 3",
        "floors is between 3 and 5 and floors is one of 1, 2",
        "built is before 2000-01-01 and built is after 2000-01-01",
        'owner is "County" and owner is "Parish"',
        "no check and any check",
        "occupied and not occupied",
        "today is before 2020-02-01",
        "risk is low and (if occupied then risk is high else risk is middling)",
        "number of checks < 0",
        "number of checks > 1 and number of checks < 2",
        "risk is worse than high",
        "no",
    ],
)
def test_a_condition_that_holds_of_no_case(never: str, tmp_path: Path) -> None:
    found = said(f"  visit: {{assumes: it, event: visit, due: after built, when: '{never}'}}\n", tmp_path)
    assert found == ["W510 “visit” never applies: this holds of no case"]


@pytest.mark.parametrize(
    "sometimes",
    [
        "risk is not low and risk is not high",
        "risk is not low and risk is missing",
        "floors > 2 and floors < 3",
        "floors + 1 > 3 and floors < 3",
        "floors > 5 and (if occupied then 2 else floors) < 3",
        "built is on or after 2000-01-01 and built is on or before 2000-01-01",
        "built is before today and built is after today - 1 year",
        'owner is not "County" and owner is not "Parish"',
        "no check and risk is low",
        "today is before 2020-02-02",
        "number of checks > 1 and number of visits < 1",
        "number of checks > 1 and number of checks < 3",
        "latest check is missing and no check",
    ],
)
def test_a_condition_that_holds_of_some_case(sometimes: str, tmp_path: Path) -> None:
    assert said(f"  visit: {{assumes: it, event: visit, due: after built, when: '{sometimes}'}}\n", tmp_path) == []


def exception(rule: str, other: str, tmp_path: Path) -> list[str]:
    return said(
        f"  visit: {{assumes: it, event: visit, due: after built{rule}}}\n"
        f"  other: {{assumes: it, event: visit, due: 3 months after built, exception to: visit{other}}}\n",
        tmp_path,
    )


def test_an_exception_that_never_meets_its_rule(tmp_path: Path) -> None:
    found = exception(", when: risk is low", ", when: risk is middling or worse", tmp_path)
    assert found == ["W510 “other” never applies where “visit” does, and is no exception to it"]
    assert exception(", when: risk is middling or better", ", when: risk is middling or worse", tmp_path) == []
    assert exception("", ", when: risk is middling or worse", tmp_path) == []


def test_an_exception_without_a_condition_leaves_nothing_of_its_rule(tmp_path: Path) -> None:
    found = exception(", when: risk is low", "", tmp_path)
    assert found == ["W510 “visit” never applies: “other” always does, and stands instead of it"]


def test_what_hangs_on_other_conditions(tmp_path: Path) -> None:
    rule = "  visit: {assumes: it, event: visit, due: after built, when: occupied}\n"
    guarantee = "guarantees:\n  one: {given: risk is low and risk is high, at most one of: [visit, visit]}\n"
    priority = "priorities:\n  first: {when: no check and any check}\n"
    assert "W510 “one” guarantees nothing: this holds of no case" in said(rule + guarantee, tmp_path)
    assert said(rule + priority, tmp_path) == ["W510 “first” puts nothing first: this holds of no case"]
    assert said(rule + priority.replace("when: no check and any check", "by: 3"), tmp_path) == [
        "W510 “first” orders nothing: it is the same for all"
    ]
    assert said(rule.replace("occupied", "yes"), tmp_path) == ["W510 this holds of every case"]


@pytest.mark.parametrize(
    ("when", "told"),
    [
        (
            "any check where (risk found is low and risk found is high)",
            "no check passes this test: this holds of no case",
        ),
        ("any check since 2021-01-01 until 2020-12-31", "no event is both from 2021-01-01 on and up to 2020-12-31"),
        ("any check since 2021-01-01 until 2021-01-01", None),
        ("any check where (risk found is low) and any check where (risk found is high)", None),
    ],
)
def test_a_history_to_which_no_event_belongs(when: str, told: str | None, tmp_path: Path) -> None:
    found = said(f"  visit: {{assumes: it, event: visit, due: after built, when: '{when}'}}\n", tmp_path)
    assert found == ([] if told is None else [f"W510 {told}"])


def test_what_lasts_longer_than_there_is_time(tmp_path: Path) -> None:
    rule = "  visit: {assumes: it, event: visit, due: within 3 days after built, lasts: 4 days}\n"
    told = "W510 it lasts 4 days, and is due within 3 days: it could only be done too late"
    assert said(rule, tmp_path) == [told]
    assert said(rule.replace("4 days", "3 days"), tmp_path) == []


def test_a_guarantee_that_names_too_few(tmp_path: Path) -> None:
    rules = "".join(
        f"  {name}: {{assumes: it, event: visit, due: after built, when: {when}}}\n"
        for name, when in (("visit", "occupied"), ("other", "not occupied"))
    )
    guarantee = "guarantees:\n  one: {at most one of: [visit, other]}\n"
    assert said(rules + guarantee, tmp_path) == []
    assert said(rules + guarantee.replace("visit, other", "visit"), tmp_path) == [
        "W510 “one” guarantees nothing: it names no more than may apply"
    ]
    assert "W510 “other” is named here already" in said(rules + guarantee.replace("[visit", "[other"), tmp_path)


def test_events_that_all_ended_before_it_was_in_force(tmp_path: Path) -> None:
    rule = "  visit: {assumes: it, for each: HISTORY, event: visit, due: within 3 days after end of this check}\n"
    assert said(rule.replace("HISTORY", "check until 2020-01-31"), tmp_path) == [
        "W510 no event up to 2020-01-31 is asked about: “visit” is in force since 2020-02-01"
    ]
    for history in ("check until 2020-02-01", "check since 2019-01-01", "check between 2019-01-01 and 2019-12-31"):
        assert said(rule.replace("HISTORY", history), tmp_path) == []


def test_a_rule_for_month_ends_without_months(tmp_path: Path) -> None:
    policy = POLICY.replace("calendar:", "month end: next day\ncalendar:").replace("12 months", "9 days")
    policy = policy.replace("0 months", "8 days").replace("0 years", "7 days").replace("1 year", "6 days")
    rule = "  visit: {assumes: it, event: visit, due: 20 days after built}\n"
    (told,) = said(rule, tmp_path, policy)
    assert told == "W510 “month end” changes nothing: no months, quarters or years are counted"
    assert said(rule.replace("20 days", "2 months"), tmp_path, policy) == []
