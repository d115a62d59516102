"""A forecast that keeps to a calendar of work: when work begins, and how much of it at a time."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import jsonschema
import pytest
import yaml

import ilacs_rules
from ilacs_rules import ArgumentError, Case, Code, Event, PolicyError
from tests.cli.running import EXPECTED, run, seen
from tests.cli.test_machine_forms import validator
from tests.conftest import ROOT
from tests.policies import loaded, read_once

FIRE = ("forecast", "examples/fire-safety", "examples/fire-safety/cases", "--on", "2025-02-01", "--until", "2027-01-31")
CHECKS = (
    "starts on: [Tuesday, thursday]\nclosed weeks: [1, 31 to 35]\nat a time: {check: 1}\nstarts a week: {check: 1}\n"
)


@cache  # several tests look at the same answer, which takes long
def expected(calendar: str) -> list[dict[str, str]]:
    """What is expected of the example buildings."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "work.yaml"
        file.write_text(calendar, encoding="utf-8")
        answer = json.loads(run(*FIRE, "--work", f"{file}", "--format", "json", folder=ROOT).stdout)
    validator("forecast").validate(answer)
    return [
        each | {"event": each["obligation"]["event"], "by": each["obligation"]["by"]} for each in answer["expected"]
    ]


def days(event: dict[str, str]) -> list[date]:
    first, last = (date.fromisoformat(event[end]) for end in ("from", "to"))
    return [first + timedelta(number) for number in range((last - first).days + 1)]


def test_own_work_keeps_to_it_and_that_of_others_is_as_it_was() -> None:
    kept, free = expected(CHECKS), expected("note: anything goes\nstarts on: Monday\n")
    publisher = read_once(ROOT / "examples" / "fire-safety").versions[-1].version.publisher
    own = [each for each in kept if each["by"] == publisher]
    others = [[(e["case"], e["event"], e["from"]) for e in found if e["by"] != publisher] for found in (kept, free)]
    assert len(own) > 10
    assert others[0]
    assert {days(each)[0].weekday() for each in own} == {1, 3}
    assert not {days(each)[-1].weekday() for each in own} & {5, 6}
    assert not {day.isocalendar().week for each in own for day in days(each)} & {1, 31, 32, 33, 34, 35}
    checks = [each for each in own if "check" in each["event"]]
    assert max(Counter(day for each in checks for day in days(each)).values()) == 1
    assert max(Counter(days(each)[0].isocalendar()[:2] for each in checks).values()) == 1


WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def test_a_calendar_that_leaves_every_day_open_changes_nothing() -> None:
    plain = json.loads(run(*FIRE, "--format", "json", folder=ROOT).stdout)["expected"]
    assert [(e["case"], e["from"], e["to"], e["falls_on"]) for e in expected(f"starts on: [{', '.join(WEEK)}]")] == [
        (e["case"], e["from"], e["to"], e["falls_on"]) for e in plain
    ]


def test_what_waits_says_since_when() -> None:
    waited = [each for each in expected(CHECKS) if "put_off_from" in each]
    assert waited
    assert all(each["put_off_from"] < each["from"] for each in waited)


def test_what_starts_earlier_than_chosen_says_so() -> None:
    earlier = [each for each in expected(CHECKS) if "brought_forward_from" in each]
    assert earlier
    assert all(each["from"] < each["brought_forward_from"] for each in earlier)
    assert not any("put_off_from" in each for each in earlier)


YEARLY = """\
policy: halls
title: Halls
publisher: the county
published: 2023-10-01
in force: {from: 2024-01-01}
subject: hall
events: {check: {}}
requirements:
  check:
    event: check
    due: every year after end of latest check, within 1 week either side
"""
CLOSED = {  # the last check was on Friday 12 January 2024
    "from: 2025-01-06, until: 2025-01-20": ("target", 2, date(2025, 1, 12)),
    "from: 2025-01-08, until: 2025-01-13": ("target", None, date(2025, 1, 12)),
}


@pytest.mark.parametrize("closed", CLOSED)
def test_what_is_done_after_its_window_is_late(closed: str, tmp_path: Path) -> None:
    file = tmp_path / "work.yaml"
    file.write_text(f"closed: [{{{closed}}}]\n", encoding="utf-8")
    hall = Case("hall", {}, (Event("check", date(2024, 1, 12), date(2024, 1, 12)),))
    report = ilacs_rules.forecast(loaded(YEARLY), [hall], date(2024, 6, 1), date(2025, 6, 1), work=file)
    assert [(each.basis, each.days_late, each.wanted) for each in report.forecast.events] == [CLOSED[closed]]


def test_what_is_overdue_already_is_late_without_a_calendar_too() -> None:
    hall = Case("hall", {}, (Event("check", date(2024, 1, 12), date(2024, 1, 12)),))
    report = ilacs_rules.forecast(loaded(YEARLY), [hall], date(2025, 1, 31), date(2025, 6, 1))
    assert [(each.basis, each.days_late) for each in report.forecast.events] == [("at once", 13)]
    assert report.as_data()["expected"][0]["days_late"] == 13  # type: ignore[index]


def test_what_a_planner_sees(golden: Callable[[str, Path], None]) -> None:
    asked = ("forecast", "ilacs", "examples/authorities", "--on", "2024-10-01", "--until", "2026-12-31")
    golden(
        seen(run(*asked, "--work", "examples/calendars-of-work/ilacs.yaml", folder=ROOT)),
        EXPECTED / "forecast-work.txt",
    )


BAD = {
    "no-weekday": ("starts on: Funday", Code.WORK_CALENDAR),
    "no-day-at-all": ("starts on: []", Code.WORK_CALENDAR),
    "no-week": ("closed weeks: [54]", Code.WORK_CALENDAR),
    "backwards": ("closed weeks: [35 to 31]", Code.WORK_CALENDAR),
    "every-week": ("closed weeks: [1 to 53]", Code.WORK_CALENDAR),
    "no-capacity": ("at a time: {check: 0}", Code.WORK_CALENDAR),
    "half-an-event": ("starts a week: {check: 1.5}", Code.WORK_CALENDAR),
    "ends-first": ("closed: [{from: 2026-01-05, until: 2025-12-20}]", Code.WORK_CALENDAR),
    "one-end": ("closed: [{from: 2026-01-05}]", Code.MISSING_KEY),
    "no-event": ("at a time: {chek: 1}", Code.CASE_UNKNOWN_EVENT),
    "no-key": ("at at time: {check: 1}", Code.UNKNOWN_KEY),
    "no-list": ("closed: never", Code.WRONG_SHAPE),
}


@pytest.mark.parametrize("name", BAD)
def test_what_makes_no_sense_is_told_at_its_place(name: str, tmp_path: Path) -> None:
    written, code = BAD[name]
    policy = read_once(ROOT / "examples" / "fire-safety")
    file = tmp_path / "work.yaml"
    file.write_text(f"note: of the council\n{written}\n", encoding="utf-8")
    with pytest.raises(PolicyError) as caught:
        ilacs_rules.forecast(policy, [], date(2025, 2, 1), date(2026, 1, 31), work=file)
    assert [each.code for each in caught.value.diagnostics] == [code]
    assert caught.value.diagnostics[0].span.line == 2


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "work.yaml").write_text("starts on: Funday\n", encoding="utf-8")
    shown = run(*FIRE, "--work", f"{tmp_path / 'work.yaml'}", folder=ROOT)
    assert (shown.stdout, shown.exit_code) == ("", 1)
    assert "“Funday” is no day of the week [E726]" in shown.stderr
    shown = run(*FIRE, "--work", "no.yaml", folder=ROOT)
    assert (shown.stdout, shown.exit_code) == ("", 1)
    assert "no.yaml" in shown.stderr
    with pytest.raises(ArgumentError):
        ilacs_rules.forecast(read_once("ilacs"), [], date(2025, 2, 1), date(2026, 1, 31), work=3)  # type: ignore[arg-type]


def test_the_example_satisfies_the_schema_and_what_makes_no_sense_does_not() -> None:
    schema = json.loads((ROOT / "schemas" / "work-calendar.schema.json").read_text(encoding="utf-8"))
    holds = jsonschema.Draft202012Validator(schema)
    text = (ROOT / "examples" / "calendars-of-work" / "ilacs.yaml").read_text(encoding="utf-8")
    holds.validate(json.loads(json.dumps(yaml.safe_load(text), default=str)))
    for name in BAD.keys() - {"backwards", "every-week", "ends-first", "no-event"}:
        assert not holds.is_valid(json.loads(json.dumps(yaml.safe_load(BAD[name][0]), default=str))), name
