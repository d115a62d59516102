"""`plan --work`: what a calendar of work has no room for is told, and nothing else is."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.cli.running import run

POLICY = """\
policy: homes
title: Inspection of homes
publisher: Anyshire
status: example
published: 2019-01-01
in force: {from: 2020-01-01}
subject: home
sources: {law: {title: A law}}
facts: {first: date, last: date, long: yes or no, owner: text}
events:
  visit: {}
  short visit: {is: visit}
  report: {}
requirements:
  visit: {source: law, event: short visit, when: long is no, due: within DAYS after first, lasts: 3 days}
  long visit: {source: law, event: visit, when: long, due: within DAYS after first, lasts: 9 days}
  report: {source: law, event: report, by: owner, due: within 10 days after first}
"""
MONDAY = date(2024, 3, 4)


def room(
    folder: Path, homes: list[dict[str, object]], days: int, calendar: str, policy: str = POLICY
) -> dict[str, Any]:
    """What `plan` tells of the room in a calendar, of homes that are to be visited within so many days."""
    (folder / "homes.yaml").write_text(policy.replace("DAYS", f"{days} days"), encoding="utf-8")
    cases = [{"name": f"home {number}", "facts": facts} for number, facts in enumerate(homes, 1)]
    (folder / "cases.json").write_text(json.dumps({"cases": cases}), encoding="utf-8")
    (folder / "work.yaml").write_text(calendar, encoding="utf-8")
    asked = ("homes.yaml", "cases.json", "--on", str(MONDAY), "--work", "work.yaml", "--format", "json")
    found: dict[str, Any] = json.loads(run("plan", *asked, folder=folder).stdout)["room"]
    return found


def home(first: date = MONDAY, *, long: bool = False) -> dict[str, object]:
    """A home that may be visited from a day on."""
    return {"first": str(first - timedelta(days=1)), "long": "yes" if long else "no", "owner": "A"}


def test_two_visits_of_one_team_in_one_week(tmp_path: Path) -> None:
    found = room(tmp_path, [home(), home()], 6, "starts on: Monday\nat a time: {visit: 1}\n")
    (crowded,) = found["no_room"]
    assert (crowded["from"], crowded["to"], crowded["room"], crowded["needed"]) == ("2024-03-04", "2024-03-04", 1, 2)
    assert [each["case"] for each in crowded["rows"]] == ["home 1", "home 2"]
    assert room(tmp_path, [home(), home()], 6, "starts on: Monday\nat a time: {visit: 2}\n")["no_room"] == []
    assert room(tmp_path, [home(), home()], 13, "starts on: Monday\nat a time: {visit: 1}\n")["no_room"] == []


def test_what_the_owner_does_takes_no_room(tmp_path: Path) -> None:
    assert room(tmp_path, [home()], 6, "at a time: {report: 1}\n")["looked_at"] == 1


def test_no_day_is_left_to_begin(tmp_path: Path) -> None:
    (shut,) = room(tmp_path, [home()], 6, "closed: [{from: 2024-03-01, until: 2024-03-31}]\n")["no_room"]
    assert (shut["limit"], shut["room"], shut["needed"], shut["rows"][0]["case"]) == (None, 0, 1, "home 1")


@pytest.mark.parametrize(
    "due", ["on 2024-03-20", "between 2024-03-20 and 2024-03-22", "at least 1 in each 3 days from 2024-03-20"]
)
def test_what_counts_by_its_last_day_may_begin_before_it_opens(due: str, tmp_path: Path) -> None:
    policy = POLICY.replace("within DAYS after first", due)
    only_monday = "starts on: Monday\n"
    assert room(tmp_path, [home()], 0, only_monday, policy)["no_room"] == []
    (from_its_first,) = room(
        tmp_path, [home()], 0, only_monday, policy.replace("3 days}", "3 days, counts from: start}")
    )["no_room"]
    assert from_its_first["room"] == 0


def test_what_is_for_the_day_before_it_opens_begins_after_that(tmp_path: Path) -> None:
    (shut,) = room(tmp_path, [home(MONDAY + timedelta(days=1))], 5, "starts on: Monday\n")["no_room"]
    assert (shut["from"], shut["room"]) == ("2024-03-05", 0)


def test_long_visits_take_more_days_than_there_are(tmp_path: Path) -> None:
    three = [home(long=True), home(long=True), home(long=True)]
    (crowded,) = room(tmp_path, three, 20, "at a time: {visit: 1}\n")["no_room"]
    assert (crowded["counted in"], crowded["needed"], crowded["room"]) == ("days", 24, 19)
    assert room(tmp_path, three[:2], 20, "at a time: {visit: 1}\n")["no_room"] == []


def test_what_is_late_or_may_have_been_done_is_not_counted_and_that_is_said(tmp_path: Path) -> None:
    homes = [home(MONDAY - timedelta(days=90)), home()]
    found = room(tmp_path, homes, 6, "starts on: Monday\nstarts a week: {visit: 1}\n")
    assert (found["looked_at"], found["not_looked_at"], found["no_room"]) == (1, 1, [])


def can_all_begin(windows: list[list[int]], most: int) -> bool:
    """Whether so many a week can begin, each in its window: every way is tried."""
    return any(all(chosen.count(week) <= most for week in set(chosen)) for chosen in product(*windows))


@pytest.mark.parametrize("seed", range(12))
def test_it_is_told_just_where_no_order_of_work_would_do(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    starts = [random.randrange(4) for _ in range(random.randint(2, 5))]
    weeks, most, closed = random.randint(1, 3), random.randint(1, 2), random.choice(["", "closed weeks: [11]\n"])
    homes = [home(MONDAY + timedelta(weeks=start)) for start in starts]
    calendar = f"starts on: Monday\n{closed}starts a week: {{visit: {most}}}\n"
    found = room(tmp_path, homes, 7 * weeks - 1, calendar)
    windows = [[week for week in range(start, start + weeks) if not (closed and week == 1)] for start in starts]
    if all(windows):
        assert (not found["no_room"]) == can_all_begin(windows, most), (starts, weeks, most, closed)
    else:
        assert any(each["limit"] is None for each in found["no_room"])


def test_in_the_table_and_not_in_forms_that_hold_the_plan_alone(tmp_path: Path) -> None:
    room(tmp_path, [home(), home()], 6, "starts on: Monday\nat a time: {visit: 1}\n")
    asked = ("plan", "homes.yaml", "cases.json", "--on", str(MONDAY), "--work", "work.yaml")
    shown = " ".join(run(*asked, folder=tmp_path).stdout.split())
    assert "it cannot all be done in time" in shown
    assert "2024-03-04 2024-03-04 1 start 2 starts visit: home 1, home 2" in shown
    assert "certainly has its last day up to 4 March 2025 (2 duties)" in shown
    refused = run(*asked, "--format", "csv", folder=tmp_path)
    assert (refused.exit_code, "with --work, --format is one of table, json, xlsx" in refused.stderr) == (2, True)
