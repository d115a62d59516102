"""A period that is over is held against the text that was in force on its last day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules import Case, Event, Flag, Obligation

FIRST = """\
policy: taxis
title: Taxis
publisher: Anyshire
published: 2021-11-01
in force: {{from: 2022-01-01}}
subject: operator
facts: {{rural: {{is: yes or no, default: no}}}}
events: {{check: {{}}, audit: {{}}}}
requirements:
  check:
    assumes: an example
    {before}
    event: check
    due: {due}
"""
SECOND = """\
policy: taxis
amends: 2022-01-01
published: 2023-11-01
in force: {{from: 2024-01-01}}
requirements:
  check:
    {after}
"""
TWICE = "at least 2 in each calendar year"
CARRIED = f"{TWICE}, missed ones carried over"


def decided(
    folder: Path,
    due: str,
    after: str,
    checks: tuple[date, ...],
    on: date,
    before: str = "when: not rural",
    rural: bool = False,
) -> Obligation:
    """The duty under two versions, the second in force from 2024."""
    (folder / "2022-01-01.yaml").write_text(FIRST.format(due=due, before=before), encoding="utf-8")
    (folder / "2024-01-01.yaml").write_text(SECOND.format(after=after), encoding="utf-8")
    events = tuple(Event("check", day, day) for day in checks)
    case = Case("A1", {"rural": rural}, events=events)
    (obligation,) = ilacs_rules.decide(ilacs_rules.load(folder), case, on).obligations
    return obligation


KEPT = (date(2022, 3, 1), date(2022, 9, 1), date(2023, 3, 1), date(2023, 9, 1))
ONE_MORE = (*KEPT, date(2022, 5, 4), date(2023, 5, 4))


@pytest.mark.parametrize(
    ("due", "after", "checks", "on", "flags"),
    [
        (TWICE, "due: at least 3 in each calendar year", KEPT, date(2024, 2, 1), ()),
        (TWICE, "due: at least 3 in each calendar year", KEPT, date(2025, 2, 3), (Flag.MISSED,)),
        ("at least 4 in each calendar year", f"due: {TWICE}", KEPT, date(2024, 2, 1), (Flag.MISSED,)),
        ("at most 3 in each calendar year", "due: at most 2 in each calendar year", ONE_MORE, date(2024, 2, 1), ()),
        (
            "at most 2 in each calendar year",
            "due: at most 3 in each calendar year",
            ONE_MORE,
            date(2024, 2, 1),
            (Flag.EXCEEDED_BEFORE,),
        ),
        (TWICE, "due: exactly 3 in each calendar year", KEPT, date(2024, 2, 1), ()),
        (TWICE, "due: at least 1 in each quarter", KEPT, date(2024, 2, 1), ()),
        (CARRIED, f"due: {CARRIED.replace('2', '3')}", KEPT, date(2024, 2, 1), ()),
    ],
)
def test_a_changed_number_is_asked_from_the_period_that_ends_under_it(
    tmp_path: Path, due: str, after: str, checks: tuple[date, ...], on: date, flags: tuple[Flag, ...]
) -> None:
    obligation = decided(tmp_path, due, after, checks, on)
    assert tuple(each for each in obligation.flags if each is not Flag.MONTH_END) == flags


def test_how_many_periods_were_missed_is_told_by_the_text_of_each(tmp_path: Path) -> None:
    """Twice a year until 2023, three times from 2024: missed in 2024 and 2025, and in no year before."""
    checks = (*KEPT, date(2024, 3, 1), date(2024, 9, 2), date(2025, 3, 3), date(2025, 9, 1))
    obligation = decided(tmp_path, TWICE, "due: at least 3 in each calendar year", checks, date(2026, 2, 2))
    assert (Flag.MISSED in obligation.flags, obligation.missed_earlier) == (True, 1)


def test_whom_it_was_extended_to_missed_nothing_before(tmp_path: Path) -> None:
    obligation = decided(tmp_path, TWICE, "when: repealed", (), date(2024, 2, 1), rural=True)
    assert (obligation.applies, obligation.flags) == (True, ())


def test_what_counts_now_did_not_count_then(tmp_path: Path) -> None:
    """From 2024 an audit counts as a check; those of 2023 did not."""
    (tmp_path / "2022-01-01.yaml").write_text(FIRST.format(due=TWICE, before="when: not rural"), encoding="utf-8")
    (tmp_path / "2024-01-01.yaml").write_text(SECOND.format(after="satisfied by: [audit]"), encoding="utf-8")
    audits = tuple(Event("audit", day, day) for day in KEPT)
    (obligation,) = ilacs_rules.decide(
        ilacs_rules.load(tmp_path), Case("A1", events=audits), date(2024, 2, 1)
    ).obligations
    assert (obligation.flags, obligation.missed_earlier) == ((Flag.MISSED,), 1)


def test_what_is_carried_over_is_what_each_text_asked_for(tmp_path: Path) -> None:
    after = f"due: {CARRIED.replace('2', '4')}"
    obligation = decided(tmp_path, CARRIED, after, KEPT[:3], date(2024, 2, 1))
    assert (obligation.flags, obligation.left) == ((Flag.MISSED,), 5)
