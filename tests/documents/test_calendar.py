"""The calendar file: one tentative all-day entry for each expected event, the same every time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import pytest

from ilacs_rules import Case, ForecastReport, forecast, read_cases
from ilacs_rules.documents.calendar import calendar
from tests.policies import read_once

FOLDER = Path(__file__).parents[2] / "examples" / "fire-safety"
ON = date(2025, 2, 1)


@pytest.fixture(scope="module")
def found() -> ForecastReport:
    policy = read_once(FOLDER)
    return forecast(policy, read_cases(policy, FOLDER / "cases"), ON, date(2026, 1, 31))


def test_each_expected_event_is_an_entry(found: ForecastReport) -> None:
    entries = icalendar.Calendar.from_ical(calendar(found.forecast)).walk("VEVENT")
    assert len(entries) == len(found.forecast.events) > 50
    for entry, expected in zip(entries, found.forecast.events, strict=True):
        assert entry.decoded("dtstart") == expected.start
        assert (entry.decoded("dtend") - expected.end).days == 1  # an end in a calendar is the day after
        assert entry.decoded("dtstamp") == datetime(2025, 2, 1, tzinfo=UTC)  # the day of the question, no clock
        assert entry["summary"].endswith(f": {expected.case.name}")
        assert (entry["status"], entry["transp"]) == ("TENTATIVE", "TRANSPARENT")


def test_an_entry_says_why_it_is_there(found: ForecastReport) -> None:
    entries = icalendar.Calendar.from_ical(calendar(found.forecast)).walk("VEVENT")
    (check,) = [each for each in entries if each["summary"] == "Short check: Grand Hotel"]
    assert str(check["description"]).splitlines() == [
        "Expected, not fixed. Required by: routine check.",
        "Opens: 14 April 2025.",
        "Due: 14 May 2025.",
        "Last day: 16 June 2025.",
        "1 year after 14 May 2024, the end of the last check, is 14 May 2025.",
        "It closes on 16 June 2025, as 14 June 2025 is not a working day.",
        "Falls on: its day.",
        "By Fire-safety checks of buildings (an invented example), in force from 1 April 2024; "
        "as known on 1 February 2025.",
    ]


def test_the_assumptions_go_with_it(found: ForecastReport) -> None:
    whole = icalendar.Calendar.from_ical(calendar(found.forecast))
    assert "On each day the version then in force applies" in str(whole["x-wr-caldesc"]).replace("\\n", "\n")


def test_every_entry_has_a_name_of_its_own_that_stays(found: ForecastReport) -> None:
    names = [entry["uid"] for entry in icalendar.Calendar.from_ical(calendar(found.forecast)).walk("VEVENT")]
    assert len(set(names)) == len(names)
    policy, cases = found.forecast.policy, found.forecast.cases
    alone = forecast(policy, cases[:1], ON, date(2025, 6, 30))
    kept = [entry["uid"] for entry in icalendar.Calendar.from_ical(calendar(alone.forecast)).walk("VEVENT")]
    assert set(kept) < set(names)
    assert calendar(forecast(policy, cases, ON, date(2026, 1, 31)).forecast) == calendar(found.forecast)


def test_signs_with_a_meaning_in_the_format_are_only_text() -> None:
    policy = read_once(FOLDER)
    house = Case("A; B, C\\D\tE", {"use": "warehouse", "created": date(2000, 1, 1)})
    made = forecast(policy, [house], ON, date(2025, 3, 1))
    (entry, *_) = icalendar.Calendar.from_ical(calendar(made.forecast)).walk("VEVENT")
    assert entry["summary"].endswith(": A; B, C\\D E"), "a name has single spaces"
