"""A pause of which it is not known on which day it began: told is what holds for every day it may be.

In the rows a fire check is due so long after, or by, the inspection of a building, and fire checks are paused.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilacs_rules import Obligation, Partial, Status
from tests.conftest import tried
from tests.engine import timings
from tests.engine.obligation_tools import (
    Pause,
    case,
    day,
    decide,
    event,
    make_version,
    pause,
    requirement,
)
from tests.engine.test_obligations_always import assert_agrees, limits
from tests.engine.test_pauses import INSPECTED, due
from tests.engine.test_pauses_vague import clocks

SPRING = pause(
    "2020-03", "2020-06-30", "fire check"
)  # from 1 March (122 days) or a later day, up to 31 March (92 days)
NO_END = pause("2020-03", None, "fire check")
LOST_SPRING = pause("2020-03", "2020-06-30", "fire check", effect="lapses")
BEGINS = "the day on which “from 2020-03” begins is not known exactly"
CANNOT_TELL = f"because {BEGINS} | needs: {BEGINS}"
YEAR = timings.once("1 year", INSPECTED)


@pytest.mark.parametrize(
    ("inspected", "on", "expected"),
    [
        ("2019-02-28", "2020-08-01", "overdue | 2020-02-28 · 2020-02-28 · 2020-02-28 | 155 days late"),  # before it
        (
            "2019-03-15",  # due on 15 March 2020: in the pause, or a fortnight before it began
            "2020-05-01",
            f"applies | 2020-03-15 to 2020-07-15 · 2020-03-15 to 2020-07-15 · 2020-03-15 to 2020-07-15 | {CANNOT_TELL}",
        ),
        (
            "2019-03-15",
            "2020-08-01",
            "overdue | 2020-03-15 to 2020-07-15 · 2020-03-15 to 2020-07-15 · 2020-03-15 to 2020-07-15 | "
            f"because {BEGINS}",
        ),
        (
            "2019-09-16",  # due in September: moved by the whole pause, whenever it began
            "2020-08-01",
            "not yet open | 2020-12-17 to 2021-01-16 · 2020-12-17 to 2021-01-16 · 2020-12-17 to 2021-01-16 | "
            f"because {BEGINS}",
        ),
    ],
)
def test_a_date_that_a_pause_moves_lies_where_each_first_day_would_put_it(
    inspected: str, on: str, expected: str
) -> None:
    assert due(YEAR, inspected, on, SPRING) == expected


def test_of_the_pause_counts_what_comes_after_the_day_it_is_reckoned_from() -> None:
    told = due(timings.once("1 month", INSPECTED), "2020-04-10", "2020-08-01", SPRING)
    assert told == "overdue | 2020-07-30 · 2020-07-30 · 2020-07-30 | 2 days late"  # whenever in March it began


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2020-03-10", "2020-03-16", "2020-10-10 to 2020-10-16"),
        ("2020-01-01", "2020-06-30", "2020-06-25 to 2020-12-24"),
        ("0001-01-01", "2020-06-30", "2020-06-25 to 2021-07-01"),  # or the clock has not run since 25 June 2019
    ],
)
def test_the_day_may_lie_in_any_stretch(first: str, last: str, expected: str) -> None:
    spring = replace(SPRING, start=Partial(day(first), day(last)))
    assert due(YEAR, "2019-06-25", "2019-07-01", spring).startswith(f"not yet open | {expected} ")


@pytest.mark.parametrize(
    ("inspected", "expected"),
    [
        ("2019-02-28", "overdue | 2020-02-28 · 2020-02-28 · 2020-02-28 | 155 days late"),
        ("2019-03-15", f"applies | {CANNOT_TELL}"),  # late, or its clock stands still
        (
            "2019-09-16",
            "paused | because the clock has stood still since a day in March 2020 that is not known, "
            "and no end is known",
        ),
    ],
)
def test_without_an_end_it_pauses_what_reaches_it_whenever_it_began(inspected: str, expected: str) -> None:
    assert due(YEAR, inspected, "2020-08-01", NO_END) == expected


LAPSED = "because it would close during “from 2020-03”, which began on a day in March 2020 that is not known"


@pytest.mark.parametrize(
    ("inspected", "on", "expected"),
    [
        ("2019-02-28", "2020-08-01", "overdue | 2020-02-28 · 2020-02-28 · 2020-02-28 | 155 days late"),
        ("2019-03-15", "2020-08-01", f"applies | {CANNOT_TELL}"),
        ("2019-04-15", "2020-08-01", f"lapsed | 2020-04-15 · 2020-04-15 · 2020-04-15 | {LAPSED}"),
        ("2019-04-15", "2020-03-31", f"lapsed | 2020-04-15 · 2020-04-15 · 2020-04-15 | {LAPSED}"),
        ("2019-04-15", "2020-03-30", f"applies | {CANNOT_TELL}"),  # it may not have begun
        ("2019-04-15", "2020-02-29", "not yet open | 2020-04-15 · 2020-04-15 · 2020-04-15"),
    ],
)
def test_what_it_drops_is_told_where_every_day_agrees(inspected: str, on: str, expected: str) -> None:
    assert due(YEAR, inspected, on, LOST_SPRING) == expected


@pytest.mark.parametrize("effect", ["clock stops", "lapses"])
def test_only_a_pause_that_matters_is_asked_for(effect: str) -> None:
    this, later = (pause(year, f"{year}-04-10", "fire check", effect=effect) for year in ("2020", "2021"))
    version = make_version(requirement("asked", "fire check", YEAR), pauses=(this, later))
    (found,) = decide(version, case(event("full inspection", "2019-03-15")), "2020-03-20")
    assert [need.text for need in found.needs] == ["the day on which “from 2020” begins is not known exactly"]


def test_what_has_no_clock_is_not_asked_when_it_began() -> None:
    assert due(timings.by("2020-05-01"), "2019-09-16", "2020-08-01", SPRING) == (
        "overdue | 2018-01-01 · – · 2020-05-01 | 92 days late"
    )


def owed(inspected: str, on: str, *pauses: Pause) -> Obligation:
    asked = requirement("asked", "fire check", timings.within("1 month", INSPECTED))
    return decide(make_version(asked, pauses=pauses), case(event("full inspection", inspected)), on)[0]


def test_days_late_that_surely_lie_in_a_pause_stand_apart_from_those_that_may() -> None:
    later = pause("2020-03", "2020-04-15", "fire check")
    found = owed("2020-01-20", "2020-04-30", later)  # due by 20 February
    assert (found.days_late, found.days_paused, found.days_perhaps_paused) == (70, 16, 30)


@pytest.mark.parametrize(("on", "is_told"), [("2020-02-29", False), ("2020-03-01", True), ("2020-04-02", True)])
def test_a_pause_that_may_be_on_stands_beside_what_is_owed(on: str, is_told: bool) -> None:
    assert owed("2020-01-20", on, SPRING).pause == (SPRING if is_told else None)


def test_where_two_drop_what_both_hold_it_is_not_told_which_was_first() -> None:
    other = replace(pause("2020-03", None, "fire check", effect="lapses"), name="another")
    assert due(timings.every("1 year", INSPECTED), "2019-05-15", "2020-08-01", LOST_SPRING, other).startswith("applies")


# ------------------------------------------------------------------------------------------------ always

SOON = st.dates(date(2018, 3, 1), date(2018, 9, 30))


@st.composite
def vaguely_begun(draw: st.DrawFn) -> tuple[Pause, int]:
    """A pause, and on how many days after the first it may have begun."""
    first, wide, days = draw(SOON), draw(st.integers(1, 20)), draw(st.integers(0, 40))
    last = first + timedelta(wide)
    until = None if draw(st.integers(0, 4)) == 0 else last + timedelta(days)
    effect = draw(st.sampled_from(["clock stops", "lapses"]))
    found = pause(first.isoformat(), None, "fire check", effect=effect)
    return replace(found, name=f"{first} {draw(st.uuids())}", start=Partial(first, last), until=until), wide


@pytest.mark.thorough
@settings(max_examples=tried(60))
@given(clocks, limits, st.lists(vaguely_begun(), min_size=1, max_size=2), st.lists(SOON, max_size=2), SOON, st.data())
def test_is_told_what_holds_for_every_day_on_which_pauses_may_have_begun(
    timing: timings.Timing,
    parts: dict[str, object],
    paused: list[tuple[Pause, int]],
    checked: list[date],
    on: date,
    data: st.DataObject,
) -> None:
    asked = requirement("asked", "fire check", timing, **parts)
    told = case(event("full inspection", "2018-03-10"), *(event("fire check", each.isoformat()) for each in checked))
    less = decide(make_version(asked, pauses=tuple(each for each, _ in paused)), told, on)[0]
    for number in range(max(wide for _, wide in paused) + 1):
        begun = [
            begun_on(each, data.draw(st.sampled_from([min(number, wide), number % (wide + 1)])))
            for each, wide in paused
        ]
        more = decide(make_version(asked, pauses=tuple(begun)), told, on)[0]
        if less.status is Status.APPLIES:
            assert more.applies is True
            for one, other in ((less.opens, more.opens), (less.target, more.target), (less.closes, more.closes)):
                assert one is None or lies_in(other, one)
        elif less.status is not Status.UNDETERMINED:
            assert_agrees(less, more)


def begun_on(paused: Pause, days: int) -> Pause:
    """The pause, begun so many days after the first on which it may have."""
    assert isinstance(paused.start, Partial)
    return replace(paused, start=paused.start.first + timedelta(days))


def lies_in(exact: object, vague: object) -> bool:
    if isinstance(vague, Partial) and isinstance(exact, date):
        return vague.first <= exact <= vague.last
    return exact == vague
