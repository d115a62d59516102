"""A plan as a calendar file: every line of it on its days, or in the one entry of those that have none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest

from tests.cli.running import run

ROOT = Path(__file__).parents[2]
POLICY = """\
policy: checks
title: "Checks; of houses, all"
publisher: Anyshire
published: 2020-01-31
in force: {from: 2020-01-31}
subject: house
events: {check: {}, letter: {}, visit: {}}
requirements:
  check: {assumes: it, event: check, due: 3 years after end of latest check}
  answer: {assumes: it, for each: visit, event: letter, due: within 5 days after end of this visit}
"""
CASES = """\
cases:
  - {name: Late, events: [{event: check, on: 2021-05-01}]}
  - {name: "Vague; A, B\\\\C", events: [{event: check, on: 2022-03}]}
  - {name: No check, events: []}
  - {name: Later, events: [{event: check, on: 2023-06-15}]}
  - name: Ends early
    complete until: 2024-12-01
    events: [{event: check, on: 2021-12-01}]
"""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "checks.yaml").write_text(POLICY, encoding="utf-8")
    (tmp_path / "houses.yaml").write_text(CASES, encoding="utf-8")
    return tmp_path


def made(folder: Path, *more: str, on: str = "2025-01-01") -> bytes:
    return run("plan", "checks.yaml", "houses.yaml", "--on", on, "--format", "ics", *more, folder=folder).stdout_bytes


def entries(content: bytes) -> dict[str, Any]:
    return {str(each["summary"]): each for each in icalendar.Calendar.from_ical(content).walk("VEVENT")}


def days(entry: Any) -> tuple[date, date]:
    """The first day, and the last: an end in a calendar is the day after."""
    return entry.decoded("dtstart"), date.fromordinal(entry.decoded("dtend").toordinal() - 1)


def test_each_line_has_its_days_and_what_is_late_lasts_to_the_day_asked(files: Path) -> None:
    assert {title: days(entry) for title, entry in entries(made(files)).items()} == {
        "Without a day: 1 of 5 lines of the plan": (date(2025, 1, 1), date(2025, 1, 1)),
        "Check: Late (overdue)": (date(2024, 5, 1), date(2025, 1, 1)),
        "Check: Ends early (overdue unless done since 1 December 2024)": (date(2024, 12, 1), date(2025, 1, 1)),
        "Check: Vague; A, B\\C (not yet open)": (date(2025, 3, 1), date(2025, 3, 31)),
        "Check: Later (not yet open)": (date(2026, 6, 15), date(2026, 6, 15)),
    }


def test_what_is_open_and_may_have_been_done_is_open_and_says_so(files: Path) -> None:
    due = "at least 1 in each calendar year"
    (files / "checks.yaml").write_text(POLICY.replace("3 years after end of latest check", due), encoding="utf-8")
    (files / "houses.yaml").write_text(
        "{name: House, complete until: 2025-06-01, events: [{event: check, on: 2024-05-01}]}", encoding="utf-8"
    )
    ((title, entry),) = entries(made(files, on="2025-07-01")).items()
    assert title == "Check: House (open unless done since 1 June 2025)"
    assert "What was done after 1 June 2025 may not be recorded yet." in str(entry["description"])


def test_what_is_done_and_was_missed_before_takes_up_no_day(files: Path) -> None:
    due = "at least 1 in each calendar year"
    (files / "checks.yaml").write_text(POLICY.replace("3 years after end of latest check", due), encoding="utf-8")
    (files / "houses.yaml").write_text("{name: House, events: [{event: check, on: 2025-01-02}]}", encoding="utf-8")
    ((title, entry),) = entries(made(files, on="2025-02-01")).items()
    assert title == "Without a day: 1 of 1 line of the plan"
    assert "missed from 1 January 2024 to 31 December 2024" in str(entry["description"])


def test_a_calendar_with_nothing_in_it_says_so(files: Path) -> None:
    ((title, entry),) = entries(made(files, "--status", "paused")).items()
    assert title.startswith("Nothing stands in this calendar: Checks; of houses, all")
    assert days(entry) == (date(2025, 1, 1), date(2025, 1, 1))


def test_what_may_be_long_past_is_not_hidden_in_the_past(files: Path) -> None:
    gaps = "{name: House, complete from: {letter: never, check: never}, events: [{event: visit, on: 2024-09-26}]}"
    (files / "houses.yaml").write_text(gaps, encoding="utf-8")
    ((title, entry),) = entries(made(files, "--all")).items()
    assert title == "Without a day: 2 of 2 lines of the plan"
    assert "late after 1 October 2024" in str(entry["description"])


def test_it_says_what_is_not_exact_and_what_is_not_sure(files: Path) -> None:
    found = {title: str(entry["description"]) for title, entry in entries(made(files)).items()}
    vague, unsure, late = (
        next(text for title, text in found.items() if name in title) for name in ("Vague", "Ends", "Late")
    )
    assert "Last day: a day in March 2025." in vague
    assert "this entry lasts over every one that is possible" in vague
    assert "overdue by 31 days unless it was done since 1 December 2024" in unsure
    assert "still to be done, as far as the record goes." in unsure
    assert "still to be done.\n" in late
    assert "this entry lasts over every one" not in late


def test_what_has_no_day_is_told_in_one_place_and_with_the_file(files: Path) -> None:
    content = made(files)
    (rest,) = [entry for title, entry in entries(content).items() if title.startswith("Without a day")]
    assert "Check (" in str(rest["description"])
    assert ": No check." in str(rest["description"])
    assert "Without a day, in an entry on 1 January 2025: 1 of 5 lines of the plan." in said(content)


def said(content: bytes) -> list[str]:
    """The lines of what is told of the file; the library reads it as it stands."""
    whole = str(icalendar.Calendar.from_ical(content)["x-wr-caldesc"])
    return re.sub(r"\\([;,\\])", r"\1", whole.replace("\\n", "\n")).splitlines()


def test_the_file_says_which_plan_it_is_and_what_of_it(files: Path) -> None:
    told = said(made(files, "--status", "overdue"))
    assert (
        told[0] == "Plan as at 1 January 2025, by the version in force from 31 January 2020. Record to 1 December 2024."
    )
    assert "Not all of the plan: status: overdue." in told
    assert "Of each case what comes first." in said(made(files))
    (files / "houses.yaml").write_text(CASES + "  - {name: Unread, events: [{event: chek}]}\n", encoding="utf-8")
    assert "Left out, as it could not be read or decided: Unread." in said(made(files))


def test_the_stamp_is_the_day_asked_about_and_a_later_plan_takes_the_place_of_an_earlier(files: Path) -> None:
    first, second = (
        icalendar.Calendar.from_ical(made(files, on=on)).walk("VEVENT") for on in ("2025-01-01", "2025-02-01")
    )
    assert {each.decoded("dtstamp") for each in first} == {datetime(2025, 1, 1, tzinfo=UTC)}
    names = [str(each["uid"]) for each in first]
    assert len(set(names)) == len(names) == 5
    assert sorted(names) == sorted(str(each["uid"]) for each in second)
    assert made(files) == made(files)


def test_two_of_one_event_have_names_of_their_own(files: Path) -> None:
    events = "[{event: check, on: 2024-05-01}, {event: visit, on: 2024-12-30}, {event: visit, on: 2024-12-31}]"
    (files / "houses.yaml").write_text(f"name: Two\nevents: {events}\n", encoding="utf-8")
    found = icalendar.Calendar.from_ical(made(files, "--all")).walk("VEVENT")
    assert len({str(each["uid"]) for each in found}) == len(found) == 3


def test_lines_are_folded_and_signs_with_a_meaning_are_escaped(files: Path) -> None:
    content = made(files)
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert unfolded(lines, "SUMMARY:Check: Vague") == ["SUMMARY:Check: Vague\\; A\\, B\\\\C (not yet open)"]


def unfolded(lines: Iterable[bytes], begins: str) -> list[str]:
    """Read without the library that wrote it: a line that begins with a space goes on with the one before."""
    whole = b"\n".join(lines).replace(b"\n ", b"").decode()
    return [line for line in whole.splitlines() if line.startswith(begins)]


def test_what_was_observed_stands_beside_and_says_what_it_is(old_boilers: Path) -> None:
    asked = ("plan", "tests", "boilers.yaml", "--on", "2020-01-01", "--observed", "history.yaml", "--format", "ics")
    content = run(*asked, folder=old_boilers).stdout_bytes
    told = [line for each in entries(content).values() for line in str(each["description"]).splitlines()]
    assert (
        "As observed of tests, and not asked for by the policy: a quarter of those that waited so long had the next "
        "one by 3 March 2020; the chance is 25 % in 3 months, 25 % in 6 months and 25 % in 12 months."
    ) in told
    assert any(line.startswith("Observed, and no part of the policy") for line in said(content))


@pytest.mark.parametrize(("on", "some"), [("2024-06-01", True), ("2030-06-01", False)])
def test_the_day_by_which_a_building_is_told_has_an_entry_while_it_is_to_come(on: str, some: bool) -> None:
    folder = ROOT / "examples" / "fire-safety"
    content = run(
        "plan", ".", "cases/buildings.yaml", "--all", "--on", on, "--format", "ics", folder=folder
    ).stdout_bytes
    told = [days(entry) for name, entry in entries(content).items() if name.startswith("Tell of ")]
    assert bool(told) is some
    assert all(first >= date.fromisoformat(on) for first, _ in told)
