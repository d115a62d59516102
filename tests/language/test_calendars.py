"""Working days: known bank holidays, closures, and sums that agree with counting day by day."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_rules.language.calendars import Calendar, HolidaysNotKnown, find_calendar, known_calendars
from ilacs_rules.language.dates import ONE_DAY, add_duration
from tests.lengths import length_of_time

DAYS = st.dates(date(2013, 1, 1), date(2030, 12, 31))


def calendar(name: str, closures: tuple[date, ...] = ()) -> Calendar:
    found = find_calendar(name, closures)
    assert found is not None
    return found


ENGLAND = calendar("england")


def test_england_agrees_with_the_holidays_package() -> None:
    known = holidays.country_holidays("GB", subdiv="ENG", years=range(2013, 2031))
    day = date(2013, 1, 1)
    while day.year <= 2030:
        assert ENGLAND.is_working_day(day) == (day.weekday() < 5 and day not in known), day
        day += ONE_DAY


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2022-09-19", False),  # the state funeral
        ("2023-05-08", False),  # the coronation
        ("2020-05-08", False),  # the early May bank holiday, moved to the Friday
        ("2020-05-04", True),  # where it would have been
        ("2021-12-27", False),  # Christmas Day was a Saturday
        ("2021-12-28", False),
        ("2021-12-29", True),
        ("2024-03-29", False),  # Good Friday
        ("2024-03-30", False),  # a Saturday
    ],
)
def test_days_in_england_that_are_known(day: str, working: bool) -> None:
    assert ENGLAND.is_working_day(date.fromisoformat(day)) is working


def test_the_nations_differ() -> None:
    st_andrew, boyne, easter_monday = date(2023, 11, 30), date(2023, 7, 12), date(2023, 4, 10)
    assert not calendar("Scotland").is_working_day(st_andrew)
    assert not calendar("Northern-Ireland").is_working_day(boyne)
    assert ENGLAND.is_working_day(st_andrew)
    assert ENGLAND.is_working_day(boyne)
    assert not calendar("wales").is_working_day(easter_monday)
    assert calendar("scotland").is_working_day(easter_monday)


def test_other_countries_are_written_as_codes() -> None:
    assert not calendar("FR").is_working_day(date(2024, 5, 8))
    assert not calendar("US-NY").is_working_day(date(2024, 7, 4))
    assert calendar("IL").is_working_day(date(2024, 6, 9))  # a Sunday: a country keeps its own working week


@pytest.mark.parametrize("name", ["engand", "XX", "GB-XX", "", "US-", "US/NY", "us"])
def test_an_unknown_calendar_is_none(name: str) -> None:
    assert find_calendar(name) is None


def test_the_calendars_offered_exist() -> None:
    assert "england" in known_calendars()
    for name in known_calendars():
        assert calendar(name).is_working_day(date(2024, 6, 5))


def test_closures_are_not_working_days() -> None:
    closed = calendar("england", (date(2024, 12, 27), date(2024, 12, 30), date(2024, 12, 31)))
    assert closed.add_working_days(date(2024, 12, 24), 1) == date(2025, 1, 2)
    assert ENGLAND.add_working_days(date(2024, 12, 24), 1) == date(2024, 12, 27)


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        ("2018-08-10", 20, "2018-09-10"),  # over the summer bank holiday
        ("2024-12-24", 5, "2025-01-03"),
        ("2025-01-02", -5, "2024-12-23"),
        ("2024-06-01", 1, "2024-06-03"),  # from a Saturday
        ("2024-06-01", -1, "2024-05-31"),
        ("2024-06-01", 0, "2024-06-01"),
    ],
)
def test_adding_working_days(day: str, count: int, found: str) -> None:
    base = date.fromisoformat(day)
    assert ENGLAND.add_working_days(base, count) == date.fromisoformat(found)
    assert add_duration(base, length_of_time(f"{count} working day"), ENGLAND) == date.fromisoformat(found)


@given(DAYS, st.integers(0, 300))
def test_counting_agrees_with_counting_day_by_day(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    one_by_one = sum(ENGLAND.is_working_day(start + timedelta(days=number + 1)) for number in range(days))
    assert ENGLAND.working_days_between(start, end) == one_by_one
    assert ENGLAND.working_days_between(end, start) == -one_by_one


@given(DAYS, st.integers(-3000, 3000).filter(bool))
def test_adding_and_counting_are_each_others_opposite(day: date, count: int) -> None:
    moved = ENGLAND.add_working_days(day, count)
    assert moved is not None
    assert ENGLAND.is_working_day(moved)
    between = ENGLAND.working_days_between(day, moved)
    if count > 0 or ENGLAND.is_working_day(day):
        assert between == count
    else:
        assert between == count + 1  # going back, a first day that is no working day is not counted


@given(DAYS)
def test_the_nearest_working_day(day: date) -> None:
    following, previous = ENGLAND.next_working_day(day), ENGLAND.previous_working_day(day)
    assert following is not None
    assert previous is not None
    assert previous <= day <= following
    assert (previous == following == day) == ENGLAND.is_working_day(day)
    assert ENGLAND.working_days_between(previous, following) <= 1


def test_there_are_no_working_days_outside_the_years_1_to_9999() -> None:
    ends = calendar("england", (date(9999, 12, 24), date(1, 1, 10)))
    assert ends.add_working_days(date(9999, 12, 30), 5) is None
    assert ends.add_working_days(date(1, 1, 3), -5) is None
    assert ENGLAND.add_working_days(date(2024, 1, 1), 10**9) is None


def test_threads_may_share_a_calendar() -> None:
    shared = calendar("england")
    years = [2000 + number % 30 for number in range(120)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda year: shared.working_days_between(date(year, 1, 1), date(year, 12, 31)), years))
    assert found == [calendar("england").working_days_between(date(y, 1, 1), date(y, 12, 31)) for y in years]


@pytest.mark.parametrize(
    ("name", "last"),
    [("england", date(2100, 12, 31)), ("JP", date(2099, 12, 31))],
)
def test_after_the_last_year_of_which_the_holidays_are_known_nothing_is_claimed(name: str, last: date) -> None:
    known = calendar(name)
    assert known.add_working_days(last - 7 * ONE_DAY, 1) is not None
    assert known.working_days_between(last - 7 * ONE_DAY, last) > 0
    assert known.add_working_days(last + ONE_DAY, 0) == last + ONE_DAY
    for asked in (
        lambda: known.add_working_days(last, 1),
        lambda: known.is_working_day(last + ONE_DAY),
        lambda: known.next_working_day(last + ONE_DAY),
        lambda: known.working_days_between(last, last + ONE_DAY),
        lambda: known.working_days_between(last + ONE_DAY, last),
    ):
        with pytest.raises(HolidaysNotKnown, match=f"to {last.year} only"):
            asked()


def test_closures_listed_in_a_year_make_it_known() -> None:
    listed = calendar("england", (date(2101, 1, 3),))
    assert listed.add_working_days(date(2100, 12, 31), 1) == date(2101, 1, 4)
    with pytest.raises(HolidaysNotKnown):
        listed.is_working_day(date(2102, 1, 4))
