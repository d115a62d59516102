"""What an event that is not recorded yet could change is not told as certain, whatever it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ilacs_rules import Case, Event, Flag, Obligation, Status, decide, explanation, load, plan, read_cases

HEAD = "title: Visits\npublisher: Anyshire\nsubject: home\nevents: {check: {}, visit: {}, fire: {}}\n"
POLICY = f"""policy: visits
{HEAD}published: 2019-12-01
in force: {{from: 2020-01-01}}
"""


def asked(folder: Path, requirement: str, case: Case, on: date, more: str = "") -> Obligation:
    (folder / "2020-01-01.yaml").write_text(f"{POLICY}{more}requirements:\n  it: {requirement}\n", encoding="utf-8")
    return decide(load(folder), case, on).obligation("it")


def visit(day: date) -> Event:
    return Event("visit", day, day)


AFTER_A_CHECK = "{assumes: it, event: visit, due: within 20 days after end of (latest check)}"
CHECKED = Event("check", date(2024, 2, 20), date(2024, 2, 20))


@pytest.mark.parametrize(("until", "late"), [(date(2024, 4, 20), 40), (date(2024, 4, 19), None)])
def test_a_visit_before_the_one_that_was_late_may_be_missing(tmp_path: Path, until: date, late: int | None) -> None:
    case = Case("Hall", events=(CHECKED, visit(date(2024, 4, 20))), complete_until={"visit": until})
    found = asked(tmp_path, AFTER_A_CHECK, case, date(2024, 5, 1))
    assert (found.status, found.days_late) == (Status.SATISFIED, late)


def test_what_a_pause_let_lapse_may_have_been_done_before(tmp_path: Path) -> None:
    pause = "pauses:\n  flood: {from: 2024-03-01, until: 2024-06-30, events: [visit], effect: lapses}\n"
    since = date(2024, 2, 25)
    found = asked(
        tmp_path, AFTER_A_CHECK, Case("Hall", events=(CHECKED,), complete_until=since), date(2024, 9, 1), pause
    )
    assert (found.status, found.unless_done_since) == (Status.LAPSED, since)


@pytest.mark.parametrize("bound", ["at most", "exactly"])
def test_it_may_have_been_done_too_often_since(tmp_path: Path, bound: str) -> None:
    since = date(2024, 3, 1)
    case = Case("Hall", events=(visit(date(2024, 2, 1)), visit(date(2023, 2, 1))), complete_until=since)
    due = f"{{assumes: it, event: visit, due: {bound} 1 in each calendar year}}"
    found = asked(tmp_path, due, case, date(2024, 5, 1))
    assert (found.status, found.unless_done_since, found.flags) == (Status.SATISFIED, since, ())
    later = asked(tmp_path, due, case, date(2025, 5, 1))
    assert later.flags == (Flag.NOT_KNOWN_BEFORE,)


def test_a_fire_that_is_not_recorded_may_have_chosen_another_version(tmp_path: Path) -> None:
    (tmp_path / "2024-01-01.yaml").write_text(
        "policy: visits\namends: 2020-01-01\npublished: 2023-12-01\nin force: {from: 2024-01-01}\n"
        "transition:\n  old: {keep: 2020-01-01, when: no fire}\n"
        "requirements:\n  it: {due: by 2030-01-01}\n",
        encoding="utf-8",
    )
    since = date(2023, 1, 1)
    by_march = "{assumes: it, event: visit, due: by 2024-03-31}"
    late = asked(tmp_path, by_march, Case("Hall", complete_until={"fire": since}), date(2024, 9, 1))
    assert (late.status, late.unless_done_since) == (Status.OVERDUE_UNLESS_DONE, since)


def test_the_head_tells_of_a_record_that_is_only_looked_at(tmp_path: Path) -> None:
    since = date(2022, 1, 1)
    case = Case("Hall", complete_until={"fire": since})
    asked(tmp_path, "{assumes: it, event: visit, when: no fire, due: by 2024-03-31}", case, date(2024, 9, 1))
    record = plan(load(tmp_path), [case], date(2024, 9, 1)).record
    assert {family: end.until for family, end in record.items()} == {"fire": since}


def test_of_many_missed_periods_it_is_said_that_there_may_be_more(tmp_path: Path) -> None:
    daily = "{assumes: it, event: visit, due: at least 1 in each 1 day from 2020-01-01}"
    asked(tmp_path, daily, Case("Hall"), date(2024, 9, 1))
    told = explanation(decide(load(tmp_path), Case("Hall"), date(2024, 9, 1))).as_text()
    assert "and 100 or more periods before that" in " ".join(told.split())


def test_a_table_that_took_a_lifetime_to_be_published_is_read(tmp_path: Path) -> None:
    asked(tmp_path, AFTER_A_CHECK, Case("Hall"), date(2024, 9, 1))
    (tmp_path / "table.csv").write_text(
        "case,event,start,end,publication\nHall,check,1990-01-01,1990-01-02,2024-06-01\n", encoding="utf-8"
    )
    policy = load(tmp_path / "2020-01-01.yaml")
    (case,) = read_cases(policy, tmp_path / "table.csv")
    assert decide(policy, case, date(2024, 9, 1)).obligation("it").status is Status.OVERDUE_UNLESS_DONE
