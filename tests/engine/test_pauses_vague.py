"""Pauses and days known only to the month: what holds of every day of the month is told, and nothing else.

In the rows a fire check is due a month after, or by, the inspection of a building; pauses drop some of the checks.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import tried
from tests.engine import timings
from tests.engine.obligation_tools import Pause, case, event, length, make_version, on_day, pause, requirement
from tests.engine.test_obligations_always import agree_where_told, lengths, limits
from tests.engine.test_pauses import INSPECTED, due

EASTER = pause("2020-04-10", "2020-04-13", "fire check", effect="lapses")
ONCE, MONTHLY = timings.once("1 month", INSPECTED), timings.every("1 month", INSPECTED)
MARCH_29 = "2020-03-01 to 2020-03-29"
VAGUE = "because a day it is reckoned from is not known exactly"
CANNOT_TELL = "applies | needs: end of latest inspection is not recorded"


@pytest.mark.parametrize(
    ("timing", "inspected", "on", "expected"),
    [
        (ONCE, "2020-03-09", "2020-06-01", "overdue | 2020-04-09 · 2020-04-09 · 2020-04-09 | 53 days late"),
        (
            ONCE,
            "2020-03-11",
            "2020-06-01",
            "lapsed | 2020-04-11 · 2020-04-11 · 2020-04-11 | "
            "because it would close during “from 2020-04-10”, which began on 10 April 2020",
        ),
        (ONCE, "2020-03", "2020-06-01", CANNOT_TELL),  # it is late unless the inspection ended on one of four days
        (ONCE, "2020-03", "2020-03-31", f"not yet open | 2020-04 · 2020-04 · 2020-04 | {VAGUE}"),
        (ONCE, "2020-02", "2020-06-01", f"overdue | {MARCH_29} · {MARCH_29} · {MARCH_29} | {VAGUE}"),
        (MONTHLY, "2020-03", "2020-06-01", CANNOT_TELL),  # then the next is due a month later
        (MONTHLY, "2020-02", "2020-06-01", f"overdue | {MARCH_29} · {MARCH_29} · {MARCH_29} | {VAGUE}"),
        (
            timings.by(INSPECTED),
            "2020-04",
            "2020-06-01",
            f"overdue | 2018-01-01 · – · 2020-04 | {VAGUE}",
        ),  # has no clock
    ],
)
def test_of_a_month_it_cannot_be_told_whether_a_pause_of_a_few_days_drops_it(
    timing: timings.Timing, inspected: str, on: str, expected: str
) -> None:
    assert due(timing, inspected, on, EASTER) == expected


def test_what_two_pauses_drop_tells_nothing_of_what_lies_between_them() -> None:
    pauses = (
        pause("2020-04-01", "2020-04-03", "fire check", effect="lapses"),
        pause("2020-04-28", "2020-04-30", "fire check", effect="lapses"),
    )
    until = on_day("2020-04-30")
    no_more = "satisfied | because the next would fall after 30 April 2020"
    assert due(MONTHLY, "2020-03-01", "2020-06-01", *pauses, until=until) == no_more
    assert due(MONTHLY, "2020-03-31", "2020-06-01", *pauses, until=until) == no_more
    assert due(MONTHLY, "2020-03-15", "2020-06-01", *pauses, until=until).startswith("overdue")
    assert due(MONTHLY, "2020-03", "2020-06-01", *pauses, until=until) == CANNOT_TELL


def test_what_every_day_of_a_month_leads_to_is_told() -> None:
    after_it = pause("2020-04-14", "2020-05-31", "fire check", effect="lapses")
    until_easter = pause("2020-04-01", "2020-04-13", "fire check", effect="lapses")
    assert due(ONCE, "2020-03", "2020-06-01", until_easter, after_it) == (
        "lapsed | 2020-04 · 2020-04 · 2020-04 | "
        "because it would close during “from 2020-04-01”, which began on 1 April 2020"
    )
    assert due(MONTHLY, "2020-03", "2020-07-01", until_easter, after_it) == (
        f"overdue | 2020-06 · 2020-06 · 2020-06 | {VAGUE}"
    )


# ------------------------------------------------------------------------------------------------ always

MARCH = event("full inspection", "2018-03")
SOON = st.dates(date(2018, 3, 1), date(2018, 9, 30))
clocks = st.one_of(
    st.builds(timings.every, lengths, st.just(INSPECTED)),
    st.builds(timings.once, lengths, st.just(INSPECTED)),
    st.builds(timings.within, lengths, st.just(INSPECTED)),
    st.builds(timings.between, st.just(length("1 month")), st.just(length("1 quarter")), st.just(INSPECTED)),
)


@st.composite
def _short_pause(draw: st.DrawFn) -> Pause:
    start, days = draw(SOON), draw(st.integers(0, 30))
    effect = draw(st.sampled_from(["clock stops", "lapses", "lapses"]))
    return pause(start.isoformat(), (start + timedelta(days)).isoformat(), "fire check", effect=effect)


@pytest.mark.thorough
@settings(max_examples=tried(80))
@given(clocks, limits, st.lists(_short_pause(), max_size=3), st.lists(SOON, max_size=2), SOON)
def test_of_a_month_is_told_what_holds_of_each_of_its_days(
    timing: timings.Timing, parts: dict[str, object], paused: list[Pause], checked: list[date], on: date
) -> None:
    version = make_version(requirement("asked", "fire check", timing, **parts), pauses=tuple(paused))
    checks = [event("fire check", each.isoformat()) for each in checked]
    for number in range(1, 32):
        exact = event("full inspection", f"2018-03-{number:02}")
        agree_where_told(version, case(MARCH, *checks), case(exact, *checks), on)
