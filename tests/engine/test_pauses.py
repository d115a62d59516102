"""Pauses: a date moves by the days on which its clock stood still; what is dropped; what is never touched.

In the rows a fire check is due so long after the inspection, or by a day, of a building inspected on one day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilacs_rules import Event, Status
from ilacs_rules.engine.pauses import Stop, lapse, moved, stops
from tests.conftest import tried
from tests.engine import timings
from tests.engine.obligation_tools import (
    Pause,
    Version,
    case,
    day,
    decide,
    end_of_latest,
    event,
    make_version,
    on_day,
    pause,
    requirement,
    shown,
)
from tests.engine.test_obligations_always import DAYS, histories, versions

INSPECTED = end_of_latest("inspection")
SPRING = pause("2020-03-17", "2020-06-30", "fire check")  # 106 days
NO_END = pause("2020-03-17", None, "fire check")
LOST_SPRING = pause("2020-03-17", "2020-06-30", "fire check", effect="lapses")


def due(timing: timings.Timing, inspected: str, on: str, *pauses: Pause, **parts: object) -> str:
    asked = requirement("asked", "fire check", timing, **parts)
    history = (event("full inspection", inspected),)
    return shown(decide(make_version(asked, pauses=pauses), case(*history), on)[0])


# ------------------------------------------------------------------------------------------------ a date moves


@pytest.mark.parametrize(
    ("base", "reached", "expected"),
    [
        ("2020-01-31", "2020-03-16", "2020-03-16"),  # the day before the pause
        ("2020-01-31", "2020-03-17", "2020-07-01"),  # its first day
        ("2020-01-31", "2020-09-30", "2021-01-14"),
        ("2020-03-16", "2020-03-20", "2020-07-04"),
        ("2020-03-17", "2020-03-20", "2020-07-03"),  # the clock starts the day after the base: one day less
        ("2020-06-29", "2020-07-02", "2020-07-03"),
        ("2020-06-30", "2020-07-02", "2020-07-02"),  # the pause is over when the clock starts
    ],
)
def test_a_date_moves_by_the_days_of_the_pause_after_its_base(base: str, reached: str, expected: str) -> None:
    assert moved(day(base), day(reached), stops([SPRING], "fire check"))[0] == day(expected)


def test_a_pause_that_is_reached_only_because_of_another_counts_as_well() -> None:
    first, second = pause("2020-01-01", "2020-01-31", "fire check"), pause("2020-03-01", "2020-03-10", "fire check")
    later, counted = moved(day("2019-12-01"), day("2020-02-15"), stops([second, first], "fire check"))
    assert later == day("2020-03-27")  # 31 days take it to 17 March, which lies behind the start of the other
    assert [each.stop.days for each in counted] == [31, 10]


def test_pauses_that_overlap_or_touch_count_once() -> None:
    parts = [
        pause("2020-03-17", "2020-08-31", "fire check"),
        pause("2020-09-01", "2020-10-31", "fire check"),
        pause("2020-05-01", "2020-05-31", "fire check"),
        pause("2020-12-01", None, "fire check"),
        pause("2021-02-01", "2021-03-01", "fire check"),
        pause("2020-01-01", None, "drill"),
    ]
    assert stops(parts, "fire check") == (
        Stop(day("2020-03-17"), day("2020-10-31")),
        Stop(day("2020-12-01"), None),
    )


@pytest.mark.parametrize(
    ("timing", "expected"),
    [
        (timings.every("1 year", INSPECTED), "not yet open | 2020-12-31 · 2020-12-31 · 2020-12-31"),
        (timings.once("1 year", INSPECTED), "not yet open | 2020-12-31 · 2020-12-31 · 2020-12-31"),
        (timings.within("1 year", INSPECTED), "open | 2019-09-17 · – · 2020-12-31"),
        (
            timings.between("6 months", "7 months", INSPECTED),
            "overdue | 2020-03-16 · – · 2020-07-31 | 1 days late",
        ),
        (timings.by("2020-05-01"), "overdue | 2018-01-01 · – · 2020-05-01 | 92 days late"),
        (timings.on("2020-05-01"), "overdue | 2020-05-01 · 2020-05-01 · 2020-05-01 | 92 days late"),
        (
            timings.in_each(timings.AT_LEAST, 1, "year", 12, 1, 1),
            "open | 2020-01-01 · – · 2020-12-31 | 0 done, 1 left | [missed] 2019-01-01 to 2019-12-31",
        ),
    ],
)
def test_what_a_pause_moves_and_what_it_leaves_alone(timing: timings.Timing, expected: str) -> None:
    assert due(timing, "2019-09-16", "2020-08-01", SPRING) == expected


def test_opening_target_and_close_move_each_by_itself() -> None:
    window = timings.window("6 months", "6 months")
    told = due(timings.every("3 years", INSPECTED), "2017-05-14", "2020-01-01", SPRING, window=window)
    assert told == "open | 2019-11-14 · 2020-08-28 · 2021-02-28"
    # the target of 14 May 2020 lies in the pause, its opening before it; the close of 14 November moves as well


def test_not_before_and_working_days_come_after_the_pause() -> None:
    told = due(
        timings.once("1 year", INSPECTED),
        "2019-09-16",
        "2020-08-01",
        SPRING,
        not_before=on_day("2021-01-10"),
        moved=timings.NEXT,
    )
    assert told == "not yet open | 2021-01-11 · 2021-01-11 · 2021-01-11"


# ------------------------------------------------------------------------------------------------ paused, lapsed


@pytest.mark.parametrize(
    ("timing", "expected"),
    [
        (
            timings.once("1 year", INSPECTED),
            "paused | because the clock has stood still since 17 March 2020, and no end is known",
        ),
        (
            timings.within("1 year", INSPECTED),
            "paused | 2019-09-17 · – · – | because the clock has stood still since 17 March 2020, and no end is known",
        ),
        (timings.once("5 months", INSPECTED), "overdue | 2020-02-16 · 2020-02-16 · 2020-02-16 | 167 days late"),
        (timings.by("2020-12-01"), "open | 2018-01-01 · – · 2020-12-01"),
    ],
)
def test_a_pause_without_an_end_pauses_what_reaches_it(timing: timings.Timing, expected: str) -> None:
    assert due(timing, "2019-09-16", "2020-08-01", NO_END) == expected


DROPPED = "because it would close during “from 2020-03-17”, which began on 17 March 2020"


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2020-03-16", "not yet open | 2020-05-16 · 2020-05-16 · 2020-05-16"),
        ("2020-03-17", f"lapsed | 2020-05-16 · 2020-05-16 · 2020-05-16 | {DROPPED}"),
        ("2021-03-17", f"lapsed | 2020-05-16 · 2020-05-16 · 2020-05-16 | {DROPPED}"),
    ],
)
def test_what_would_close_in_a_pause_that_drops_it_lapses_when_that_begins(on: str, expected: str) -> None:
    assert due(timings.once("8 months", INSPECTED), "2019-09-16", on, LOST_SPRING) == expected


def test_a_repeat_goes_on_after_a_pause_that_dropped_one() -> None:
    assert due(timings.every("8 months", INSPECTED), "2019-09-16", "2020-07-01", LOST_SPRING) == (
        "not yet open | 2021-01-16 · 2021-01-16 · 2021-01-16"
    )


def test_a_repeat_that_may_not_be_later_than_a_day_in_such_a_pause_ends_with_it() -> None:
    told = due(
        timings.every("1 month", INSPECTED), "2020-03-05", "2020-08-01", LOST_SPRING, not_after=on_day("2020-05-04")
    )
    assert told == f"lapsed | 2020-05-04 · 2020-05-04 · 2020-05-04 | {DROPPED}"


def test_the_first_pause_that_drops_it_is_told() -> None:
    longer = pause("2020-01-01", None, "fire check", effect="lapses")
    assert lapse(day("2020-05-16"), [LOST_SPRING, longer], "fire check") is longer
    assert lapse(day("2020-05-16"), [LOST_SPRING], "drill") is None


def test_what_is_done_in_a_pause_counts() -> None:
    asked = requirement("asked", "fire check", timings.within("1 year", INSPECTED))
    history = case(event("full inspection", "2019-09-16"), event("fire check", "2020-04-01"))
    assert decide(make_version(asked, pauses=(NO_END,)), history, "2020-08-01")[0].status is Status.SATISFIED


# ------------------------------------------------------------------------------------------------ always

BASES = st.dates(date(2017, 1, 1), date(2022, 12, 31))


@st.composite
def _some_pauses(draw: st.DrawFn) -> list[Pause]:
    found = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(BASES)
        until = start + timedelta(days=draw(st.integers(0, 200)))
        found.append(pause(start.isoformat(), until.isoformat(), "fire check"))
    return found


@given(BASES, st.integers(0, 900), _some_pauses())
def test_so_many_days_after_the_base_the_clock_has_run_so_many_days(base: date, days: int, pauses: list[Pause]) -> None:
    """Another way to say it: of the days after the base, each that is in no pause counts."""
    later, _ = moved(base, base + timedelta(days), stops(pauses, "fire check"))
    counted, at = 0, base
    while counted < days:
        at += timedelta(days=1)
        counted += not any(p.start <= at <= (p.until or date.max) for p in pauses)
    assert later == at


@given(BASES, st.integers(0, 900), st.integers(0, 30), _some_pauses())
def test_the_earlier_the_base_and_the_later_the_day_the_later_it_moves(
    base: date, days: int, more: int, pauses: list[Pause]
) -> None:
    stopped = stops(pauses, "fire check")
    reached = base + timedelta(days)
    plain = moved(base, reached, stopped)[0]
    earlier, later = (
        moved(base - timedelta(more), reached, stopped)[0],
        moved(base, reached + timedelta(more), stopped)[0],
    )
    assert plain is not None
    assert earlier is not None
    assert later is not None
    assert plain <= earlier
    assert plain <= later


@pytest.mark.thorough
@settings(max_examples=tried(120))
@given(versions(), histories, DAYS, st.integers(0, 90))
def test_a_pause_that_ends_before_anything_happened_changes_nothing(
    version: Version, history: list[Event], on: date, days: int
) -> None:
    """Nothing is reckoned from a day before the first event, the first constant, or coming into force."""
    last = date(2017, 10, 31)
    before = pause(
        (last - timedelta(days)).isoformat(), last.isoformat(), "fire check", "full inspection", "repair plan"
    )
    more = replace(version, pauses={**version.pauses, "before": before})
    assert decide(more, case(*history), on) == decide(version, case(*history), on)
