"""Bank holidays are known up to the year 2100: what hangs on working days after that is not known, and says why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules import UNKNOWN, Case, Event, Status

POLICY = """\
policy: letters
title: Letters
publisher: Anyshire
published: 2099-11-01
in force: {{from: 2100-01-01}}
subject: building
calendar: england
{closures}
events: {{check: {{}}, letter: {{}}}}
definitions:
  last check: latest check
  length: 3 working days
  one of them: end of last check + length
  another: working days between end of last check and today
  third: today is within 5 working days of end of last check
requirements:
  letter:
    assumes: an example
    event: letter
    due: {due}
  check:
    assumes: an example
    when: another > 2 and third and one of them is recorded
    event: check
    due: every year
"""
KNOWN_FOR = (
    "the bank holidays of the calendar “england” are known for the years 1872 to 2100 only; those of other years can "
    "be listed under “closures”"
)


def policy(folder: Path, due: str, closures: str = "") -> ilacs_rules.Policy:
    file = folder / "2100-01-01.yaml"
    file.write_text(POLICY.format(due=due, closures=closures), encoding="utf-8")
    assert ilacs_rules.check(file) == []
    return ilacs_rules.load(file)


def checked(day: str) -> Case:
    return Case("hall", events=(Event("check", date.fromisoformat(day), date.fromisoformat(day)),))


@pytest.mark.parametrize(
    ("due", "in_time", "too_late"),
    [
        ("within 3 working days after end of last check", "2100-12-20", "2100-12-30"),
        ("every 3 working days after end of last check", "2100-12-20", "2100-12-30"),
        ("between 2 and 3 working days after end of last check", "2100-12-20", "2100-12-30"),
        ("by end of last check + length", "2100-12-20", "2100-12-30"),
        ("1 week after end of last check, moved to the next working day", "2100-12-20", "2100-12-25"),
        ("1 week after end of last check, moved to the previous working day", "2100-12-20", "2100-12-25"),
        ("1 week after end of last check, within 2 working days either side", "2100-12-20", "2100-12-24"),
        ("at least 1 in each 3 working days from end of last check", "2100-12-20", "2101-01-04"),
    ],
)
def test_a_day_that_hangs_on_them(tmp_path: Path, due: str, in_time: str, too_late: str) -> None:
    letters = policy(tmp_path, due)
    ((known, _), (unknown, _)) = (
        ilacs_rules.decide(letters, checked(day), date.fromisoformat(day)).obligations for day in (in_time, too_late)
    )
    assert isinstance(known.closes, date)
    assert (unknown.status, unknown.closes) == (Status.APPLIES, None)
    assert [need.text for need in unknown.needs] == [KNOWN_FOR]


@pytest.mark.parametrize("trace", [True, False])
def test_values_and_conditions_that_hang_on_them(tmp_path: Path, *, trace: bool) -> None:
    letters = policy(tmp_path, "within 3 working days after end of last check")
    decision = ilacs_rules.decide(letters, checked("2100-12-30"), date(2101, 1, 10), trace=trace)
    assert [decision.values[name] for name in ("one of them", "another", "third")] == [UNKNOWN] * 3
    letter, check = decision.obligations
    assert (letter.status, check.status) == (Status.APPLIES, Status.UNDETERMINED)
    assert letter.reason == KNOWN_FOR
    if trace:
        assert [need.text for need in check.needs] == [KNOWN_FOR]
        assert KNOWN_FOR in " ".join(ilacs_rules.explain(decision).split())


def test_the_plan_tells_it(tmp_path: Path) -> None:
    letters = policy(tmp_path, "within 3 working days after end of last check")
    (entry, *_) = ilacs_rules.plan(letters, [checked("2100-12-30")], date(2100, 12, 31)).decisions[0].obligations
    assert entry.reason == KNOWN_FOR


def test_holidays_listed_as_closures_settle_it(tmp_path: Path) -> None:
    letters = policy(tmp_path, "within 3 working days after end of last check", "closures: [2101-01-03]")
    letter = ilacs_rules.decide(letters, checked("2100-12-30"), date(2101, 1, 2)).obligations[0]
    assert letter.closes == date(2101, 1, 5)
