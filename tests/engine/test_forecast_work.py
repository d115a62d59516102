"""Places in a calendar of work: taken, taken anew where something lasts longer, and waited for in vain."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules import Case, Event, ForecastReport

VISITS = """\
policy: visits
title: Visits
publisher: Board
published: 2020-01-01
in force: {from: 2020-01-01}
subject: school
calendar: england
sources: {scheme: {title: The scheme, published: 2020-01-01}}
events: {visit: {}, small visit: {is: visit}, inspection: {}}
requirements:
  visiting:
    source: scheme
    event: small visit
    satisfied by: [inspection]
    lasts: LENGTH
    due: every 12 months after latest of (end of latest visit, end of latest inspection), within 1 month either side
  inspecting: {source: scheme, event: inspection, due: within 15 months after end of latest inspection}
"""


def expected(
    tmp_path: Path, work: str, days: dict[str, date], until: date, on: date = date(2025, 1, 15)
) -> ForecastReport:
    """The forecast for schools that were visited on a day; five days a visit, and thirty from March 2025 on."""
    for first, length in (("2020-01-01", "5 days"), ("2025-03-01", "30 days")):
        text = VISITS.replace("LENGTH", length).replace("from: 2020-01-01", f"from: {first}")
        (tmp_path / f"{first}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "work").mkdir(exist_ok=True)
    calendar = tmp_path / "work" / "calendar.yaml"
    calendar.write_text(work, encoding="utf-8")
    cases = [Case(name, events=[Event("small visit", day, day)]) for name, day in days.items()]
    return ilacs_rules.forecast(ilacs_rules.load(tmp_path), cases, on, until, work=calendar)


def test_a_place_is_taken_anew_where_it_has_become_too_short(tmp_path: Path) -> None:
    closed = "closed: [{from: 2025-02-01, until: 2025-03-02}, {from: 2025-03-20, until: 2025-03-25}]"
    schools = dict.fromkeys("ABC", date(2024, 2, 9))
    found = expected(tmp_path, f"at a time: {{visit: 1}}\n{closed}\n", schools, date(2025, 12, 31)).forecast.events
    days = Counter(each.start + timedelta(n) for each in found for n in range((each.end - each.start).days + 1))
    assert len(found) == 3
    assert max(days.values()) == 1
    assert not any(date(2025, 3, 20) <= day <= date(2025, 3, 25) for day in days)


def test_what_finds_no_start_waits_and_says_so(tmp_path: Path) -> None:
    closed = "closed: [{from: 0001-01-01, until: 9999-12-31}]\n"
    report = expected(tmp_path, closed, {"A": date(2024, 2, 9)}, date(2026, 6, 30))
    assert report.forecast.events == ()
    told = {each.requirement.name: each.obligation.reason for each in report.forecast.waiting}
    assert told["visiting"] == "the calendar of work has no free start from 9 February 2025 to 30 June 2026"


def test_what_has_begun_in_the_week_counts(tmp_path: Path) -> None:
    schools = {"A": date(2025, 1, 13), "B": date(2024, 1, 9)}
    found = expected(tmp_path, "starts a week: {visit: 1}\n", schools, date(2025, 2, 28)).forecast.events
    assert [(each.case.name, each.start) for each in found] == [("B", date(2025, 1, 20))]


def test_nothing_starts_on_a_bank_holiday(tmp_path: Path) -> None:
    found = expected(tmp_path, "starts on: Monday\n", {"A": date(2024, 4, 21)}, date(2025, 5, 31)).forecast.events
    assert [each.start for each in found] == [date(2025, 4, 14)]  # 21 April 2025 is Easter Monday


@pytest.mark.parametrize("on", [date(9998, 1, 1)])
def test_the_last_day_there_is(tmp_path: Path, on: date) -> None:
    closed = "closed: [{from: 0001-01-01, until: 9999-12-31}]\n"
    assert expected(tmp_path, closed, {"A": date(9997, 2, 9)}, date.max, on).forecast.events == ()


NEVER_COUNTS = """\
policy: letters
title: Letters
publisher: Board
published: 2020-01-01
in force: {from: 2020-01-01}
subject: school
sources: {scheme: {title: The scheme, published: 2020-01-01}}
events: {visit: {}, letter: {}}
requirements:
  letter:
    source: scheme
    event: letter
    due: 18 months after start of the calendar year after end of (latest visit), but not after 2024-06-30
"""


def test_what_does_not_count_when_it_is_done_is_not_done_every_day(tmp_path: Path) -> None:
    (tmp_path / "letters.yaml").write_text(NEVER_COUNTS, encoding="utf-8")
    school = Case("A", events=[Event("visit", date(2024, 9, 2), date(2024, 9, 2))])
    policy = ilacs_rules.load(tmp_path / "letters.yaml")
    found = ilacs_rules.forecast(policy, [school], date(2024, 9, 10), date(2024, 12, 20)).forecast
    assert [each.start for each in found.events] == [date(2024, 9, 11)]
    assert [each.obligation.reason for each in found.waiting] == ["what was done for it did not count"]
