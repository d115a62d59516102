"""Adding lengths of time to days, counting between days, stretches of the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from ilacs_rules.language.dates import (
    ONE_DAY,
    NoSuchDay,
    add_days,
    add_duration,
    add_duration_noting,
    add_months,
    grid_number,
    grid_start,
    month_length,
    months_between,
    next_period_start,
    period_start,
    weeks_between,
    years_between,
)
from ilacs_rules.language.dates_in_words import days_in_words, stretch_in_words
from ilacs_rules.language.fixed_words import MonthEnd
from tests.lengths import length_of_time

DAYS = st.dates(date(1600, 1, 1), date(2400, 12, 31))
MONTHS = st.integers(-2000, 2000)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("base", "months", "last_day", "next_day"),
    [
        ("2023-01-31", 1, "2023-02-28", "2023-03-01"),
        ("2024-01-31", 1, "2024-02-29", "2024-03-01"),
        ("2024-02-29", 12, "2025-02-28", "2025-03-01"),
        ("2024-02-29", 48, "2028-02-29", "2028-02-29"),
        ("2100-01-29", 1, "2100-02-28", "2100-03-01"),
        ("2024-03-31", -1, "2024-02-29", "2024-03-01"),
        ("2024-05-31", 1, "2024-06-30", "2024-07-01"),
        ("2018-05-25", 36, "2021-05-25", "2021-05-25"),
        ("2024-12-31", 2, "2025-02-28", "2025-03-01"),
    ],
)
def test_a_day_its_month_does_not_have(base: str, months: int, last_day: str, next_day: str) -> None:
    assert add_months(day(base), months, MonthEnd.LAST_DAY) == day(last_day)
    assert add_months(day(base), months, MonthEnd.NEXT_DAY) == day(next_day)
    assert add_duration_noting(day(base), length_of_time(f"{months} months"), None) == (
        day(last_day),
        last_day != next_day,
    )


def test_month_end_error_says_which_day_there_is_not() -> None:
    assert add_months(day("2023-01-28"), 1, MonthEnd.ERROR) == day("2023-02-28")
    with pytest.raises(NoSuchDay, match="31 February 2023") as slip:
        add_months(day("2023-01-31"), 1, MonthEnd.ERROR)
    assert (slip.value.day, slip.value.month, slip.value.year) == (31, 2, 2023)


@pytest.mark.parametrize("months", range(-60, 61))
def test_months_are_clamped_as_dateutil_clamps_them(months: int) -> None:
    """On every day of 2016 to 2032, and of two turns of a century that are leap years, or not."""
    other = relativedelta(months=months)
    for first, last in ((2016, 2032), (1900, 1900), (2000, 2000)):
        base = date(first, 1, 1)
        while base.year <= last:
            assert add_months(base, months) == base + other
            base += ONE_DAY


@given(st.integers(1, 9999), st.integers(1, 12))
def test_the_length_of_a_month(year: int, month: int) -> None:
    last = date(year, month, month_length(year, month))
    assert last == date.max or (last + ONE_DAY).day == 1


@given(DAYS, MONTHS)
def test_there_and_back_is_the_same_day_unless_the_rule_was_used(base: date, months: int) -> None:
    moved, bent = add_duration_noting(base, length_of_time(f"{months} months"), None)
    assert moved is not None
    back = add_months(moved, -months)
    assert back is not None
    assert back == base or bent
    assert (back.year, back.month) == (base.year, base.month)


@given(DAYS, MONTHS, st.sampled_from([MonthEnd.LAST_DAY, MonthEnd.NEXT_DAY]))
def test_a_later_day_never_comes_to_an_earlier_one(base: date, months: int, rule: MonthEnd) -> None:
    one, other = add_months(base, months, rule), add_months(base + ONE_DAY, months, rule)
    assert one is not None
    assert other is not None
    assert one <= other


def test_there_is_no_day_outside_the_years_1_to_9999() -> None:
    assert add_months(date(9999, 12, 1), 1) is None
    assert add_months(date(1, 1, 31), -1) is None
    assert add_days(date.max, 1) is None
    assert add_days(date.min, -(10**12)) is None
    assert add_duration(date(9999, 12, 30), length_of_time("1 week"), None) is None


def test_working_days_need_a_calendar() -> None:
    with pytest.raises(ValueError, match="calendar"):
        add_duration(date(2024, 1, 1), length_of_time("1 working day"), None)


# ------------------------------------------------------------------------------------------------ between two days


@pytest.mark.parametrize(
    ("start", "end", "years", "months", "weeks"),
    [
        ("2020-03-01", "2023-02-28", 2, 35, 156),
        ("2020-03-01", "2023-03-01", 3, 36, 156),
        ("2020-02-29", "2021-02-28", 1, 12, 52),
        ("2020-01-31", "2020-02-28", 0, 0, 4),
        ("2020-01-31", "2020-02-29", 0, 1, 4),
        ("2023-02-28", "2020-03-01", -2, -35, -156),
        ("2020-03-01", "2020-03-01", 0, 0, 0),
    ],
)
def test_whole_units_between_two_days(start: str, end: str, years: int, months: int, weeks: int) -> None:
    assert years_between(day(start), day(end)) == years
    assert months_between(day(start), day(end)) == months
    assert weeks_between(day(start), day(end)) == weeks


@given(DAYS, DAYS, st.sampled_from([MonthEnd.LAST_DAY, MonthEnd.NEXT_DAY]))
def test_months_between_is_the_most_that_do_not_pass_the_second_day(one: date, other: date, rule: MonthEnd) -> None:
    start, end = sorted([one, other])
    months = months_between(start, end, rule)
    reached, passed = add_months(start, months, rule), add_months(start, months + 1, rule)
    assert reached is not None
    assert passed is not None
    assert reached <= end < passed
    assert months_between(end, start, rule) == -months
    years = years_between(start, end, rule)
    assert years * 12 <= months < years * 12 + 12


# ------------------------------------------------------------------------------------------------ stretches


@pytest.mark.parametrize(
    ("of", "months", "month", "first", "start", "following"),
    [
        ("2024-03-31", 12, 4, 1, "2023-04-01", "2024-04-01"),
        ("2024-04-01", 12, 4, 1, "2024-04-01", "2025-04-01"),
        ("2024-12-31", 3, 1, 1, "2024-10-01", "2025-01-01"),
        ("2024-01-05", 3, 2, 6, "2023-11-06", "2024-02-06"),
        ("2024-02-05", 3, 2, 6, "2023-11-06", "2024-02-06"),
        ("2024-02-06", 3, 2, 6, "2024-02-06", "2024-05-06"),
        ("2023-02-28", 12, 2, 29, "2023-02-28", "2024-02-29"),
        ("2024-02-28", 12, 2, 29, "2023-02-28", "2024-02-29"),
    ],
)
def test_the_stretch_a_day_lies_in(of: str, months: int, month: int, first: int, start: str, following: str) -> None:
    assert period_start(day(of), months, month, first) == day(start)
    assert next_period_start(day(of), months, month, first) == day(following)


@given(DAYS, st.sampled_from([1, 2, 3, 4, 6, 12]), st.integers(1, 12), st.integers(1, 31))
def test_every_day_lies_in_one_stretch(of: date, months: int, month: int, first: int) -> None:
    start, following = period_start(of, months, month, first), next_period_start(of, months, month, first)
    assert start is not None
    assert following is not None
    assert start <= of < following
    assert period_start(start, months, month, first) == start
    assert period_start(following, months, month, first) == following
    assert next_period_start(start, months, month, first) == following
    assert period_start(following - ONE_DAY, months, month, first) == start


def test_stretches_stop_at_the_ends_of_time() -> None:
    assert period_start(date(1, 1, 1), 12, 4, 1) is None
    assert next_period_start(date(9999, 5, 1), 12, 4, 1) is None


@given(DAYS, st.integers(1, 60), st.sampled_from(["month", "day", "week"]), st.integers(0, 20_000))
def test_stretches_counted_from_a_day(start: date, count: int, unit: str, days: int) -> None:
    of, period = start + timedelta(days=days), length_of_time(f"{count} {unit}")
    number = grid_number(start, period, of, None)
    assert number is not None
    begins, ends = grid_start(start, period, number, None), grid_start(start, period, number + 1, None)
    assert begins is not None
    assert ends is not None
    assert begins <= of < ends


def test_stretches_counted_from_a_day_never_go_step_on_step() -> None:
    starts = [grid_start(day("2024-01-31"), length_of_time("1 month"), number, None) for number in range(4)]
    assert starts == [day("2024-01-31"), day("2024-02-29"), day("2024-03-31"), day("2024-04-30")]
    assert grid_number(day("2024-01-31"), length_of_time("1 month"), day("2024-01-30"), None) is None
    assert grid_number(day("2024-01-31"), length_of_time("0 month"), day("2024-05-30"), None) is None


# ------------------------------------------------------------------------------------------------ in words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2024-05-03", "2024-05-03", "3 May 2024"),
        ("2024-03-11", "2024-03-22", "11–22 March 2024"),
        ("2024-03-28", "2024-04-05", "28 March–5 April 2024"),
        ("2023-12-28", "2024-01-05", "28 December 2023–5 January 2024"),
    ],
)
def test_days_in_words(first: str, last: str, words: str) -> None:
    assert days_in_words(day(first), day(last)) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2024-03-01", "2024-03-31", "March 2024"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2024-03-01", "2024-03-30", "1–30 March 2024"),
        ("2024-01-01", "2024-03-31", "1 January–31 March 2024"),
    ],
)
def test_where_a_day_is_known_to_lie(first: str, last: str, words: str) -> None:
    assert stretch_in_words(day(first), day(last)) == words
