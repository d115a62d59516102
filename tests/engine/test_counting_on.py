"""What is done `every …` by months counts on from its anchor, until something is done on a day of its own choosing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_rules.language.dates import MONTH_NAMES, count_to, grid_start
from ilacs_rules.language.fixed_words import MonthEnd
from tests.engine import timings
from tests.engine.obligation_rows import check, checks
from tests.engine.obligation_tools import case, decide, event, make_version, on_day, pause
from tests.language.test_parser import parsed
from tests.lengths import length_of_time
from tests.stretches import Months

MONTH_ENDS = (MonthEnd.LAST_DAY, MonthEnd.NEXT_DAY)


def due_after(
    events: list[str], period: str = "1 month", anchor: str = "2025-01-31", month_end: str = "last day", **parts: object
) -> str:
    asked = check(timings.every(period, on_day(anchor)), **parts)
    (found,) = decide(make_version(asked, month_end=month_end), case(*checks(*events)), "2032-01-01")
    return str(found.target)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], "2025-02-28"),
        (["2025-02-28"], "2025-03-31"),
        (["2025-02-28", "2025-03-31"], "2025-04-30"),
        (["2025-02-28", "2025-03-31", "2025-04-30"], "2025-05-31"),
        (["2025-03-31"], "2025-04-30"),
        (["2025-02-27"], "2025-03-27"),
        (["2025-03-01"], "2025-04-01"),
        (["2025-02-28", "2025-03-28"], "2025-04-28"),
    ],
)
def test_every_month_from_the_31st(events: list[str], expected: str) -> None:
    assert due_after(events) == expected


def test_quarters_leap_years_and_the_other_rule_for_month_ends() -> None:
    assert due_after(["2024-11-30"], "1 quarter", "2024-08-31") == "2025-02-28"
    assert due_after(["2025-02-28"], "1 quarter", "2024-08-31") == "2025-05-31"
    assert due_after(["2025-02-28", "2026-02-28", "2027-02-28"], "1 year", "2024-02-29") == "2028-02-29"
    assert due_after(["2025-03-01"], month_end="next day") == "2025-03-31"


def test_a_window_goes_with_the_count() -> None:
    asked = check(timings.every("1 month", on_day("2025-01-31")), window=timings.window("1 month", "3 days"))
    (found,) = decide(make_version(asked), case(*checks("2025-02-28")), "2025-03-01")
    assert (str(found.opens), str(found.target), str(found.closes)) == ("2025-02-28", "2025-03-31", "2025-04-03")


def test_a_pause_counts_from_what_was_done_last() -> None:
    asked = check(timings.every("1 month", on_day("2025-01-31")))
    still = (pause("2025-02-10", "2025-02-12", "fire check"), pause("2025-03-10", "2025-03-12", "fire check"))
    (found,) = decide(make_version(asked, pauses=still), case(*checks("2025-02-28")), "2025-03-01")
    assert str(found.target) == "2025-04-03"  # three days after 31 March, not six


def test_a_check_known_to_its_month_leaves_the_day_open() -> None:
    asked = check(timings.every("1 month", on_day("2025-01-31")))
    (found,) = decide(make_version(asked), case(event("fire check", "2025-02")), "2025-03-02")
    assert str(found.target) == str(event("drill", "2025-03").start)


@given(
    st.dates(date(2020, 1, 1), date(2024, 12, 31)),
    st.integers(1, 14),
    st.integers(1, 30),
    st.sampled_from(MONTH_ENDS),
)
def test_the_count_to_a_day_of_the_count_is_found(start: date, months: int, number: int, month_end: MonthEnd) -> None:
    period = length_of_time(f"{months} month")
    day = grid_start(start, period, number, None, month_end)
    assert day is not None
    found = count_to(start, period, day, month_end)
    assert found is not None
    assert grid_start(start, period, found, None, month_end) == day


@given(st.dates(date(2020, 1, 1), date(2024, 12, 31)), st.integers(1, 14), st.integers(1, 800))
def test_the_later_it_was_done_the_later_it_is_due(start: date, months: int, days: int) -> None:
    """What is known to its month may then be reckoned from both ends of the month."""
    period = length_of_time(f"{months} month")

    def following(done: date) -> date | None:
        passed = count_to(start, period, done)
        return grid_start(done, period, 1, None) if passed is None else grid_start(start, period, passed + 1, None)

    first, second = (following(start + timedelta(days=count)) for count in (days, days + 1))
    assert first is not None
    assert second is not None
    assert first <= second


@pytest.mark.parametrize("month", range(1, 13))
def test_a_year_begins_on_any_day_that_every_year_has(month: int) -> None:
    last = (date(2023 + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    for day in (1, last):
        node = parsed("due", f"at least 1 in each year from {day} {MONTH_NAMES[month - 1]}")
        assert node.timing.period.cycle == Months(12, month, day)
