"""A day of an event known only to its month or year, compared in a condition: told where every day of it agrees."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_rules import UNKNOWN, Case, Day, Event, Partial, Policy, Value, decide
from tests.explain import fire

ON = date(2022, 7, 1)
MAY = Partial(date(2021, 5, 1), date(2021, 5, 31))
YEAR = Partial(date(2021, 1, 1), date(2021, 12, 31))
PUBLISHED = date(2022, 1, 10)

CONDITIONS = [
    "end of last check is before 2021-06-01",
    "end of last check is before 2021-05-31",
    "end of last check is on or before 2021-05-31",
    "end of last check is after 2021-05-01",
    "end of last check is on or after 2021-05-01",
    "end of last check is 2021-05-12",
    "end of last check is 2021-06-12",
    "end of last check is not 2021-06-12",
    "end of last check is between 2021-01-01 and 2021-12-31",
    "end of last check is between 2021-05-02 and 2021-12-31",
    "end of last check is between 2021-06-02 and 2021-12-31",
    "the day is before 2021-06-01",
    "2021-06-01 > the day",
    "end of last check is before publication of last check",
    "end of last check is before start of latest fire drill",
    "start of latest fire drill is before end of last check",
    "end of last check is end of last check",
]


@cache
def policy(condition: str) -> Policy:
    tried = f"\n  the day: end of last check\n  tried: {condition}\n\nrequirements:\n"
    return fire.policy(fire.TEXT.replace("\nrequirements:\n", tried))


def held(condition: str, end: Day, drill: Day = date(2021, 5, 20)) -> Value:
    """Whether a condition holds of a building checked by a day, with a fire drill on another; both ways of deciding."""
    first = end.first if isinstance(end, Partial) else end
    check = Event("full check", first if first.day == 1 else date(2021, 1, 1), end, PUBLISHED, {"result": "safe"})
    case = Case("Dale Works", {"created": date(2018, 1, 15)}, (check, Event("fire drill", drill, drill)))
    plain, traced = (decide(policy(condition), case, ON, trace=trace).value("tried") for trace in (False, True))
    assert plain == traced or plain is traced
    return traced


def days(stretch: Day) -> list[date]:
    if not isinstance(stretch, Partial):
        return [stretch]
    return [stretch.first + timedelta(days=number) for number in range((stretch.last - stretch.first).days + 1)]


@pytest.mark.parametrize("condition", CONDITIONS[:13])
def test_a_month_is_told_just_where_all_its_days_agree(condition: str) -> None:
    answers = {held(condition, end) for end in days(MAY)}
    expected = answers.pop() if len(answers) == 1 else UNKNOWN
    assert held(condition, MAY) is expected


@pytest.mark.parametrize(
    ("condition", "end", "expected"),
    [
        ("end of last check is before publication of last check", YEAR, True),
        ("end of last check is before start of latest fire drill", MAY, UNKNOWN),
        ("end of last check is end of last check", MAY, UNKNOWN),  # sound, not clever: what is compared is two days
        ("end of last check is before 2021-06-01", YEAR, UNKNOWN),
    ],
)
def test_two_days_of_events(condition: str, end: Day, expected: Value) -> None:
    assert held(condition, end) is expected


MONTHS = st.builds(
    lambda first, length: Partial(first, first + timedelta(days=length)),
    st.dates(date(2021, 4, 20), date(2021, 5, 31)),
    st.integers(0, 8),
)


@pytest.mark.thorough
@given(st.sampled_from(CONDITIONS), MONTHS, MONTHS, st.data())
def test_what_is_told_of_stretches_goes_for_every_day_in_them(
    condition: str, end: Partial, drill: Partial, data: st.DataObject
) -> None:
    told = held(condition, end, drill)
    if told is not UNKNOWN:
        assert held(condition, *(data.draw(st.sampled_from(days(each))) for each in (end, drill))) is told
