"""What is done `every … after A, keeping the day` is due again from its target, as long as it is done in its window.

Checks are due every 12 months after 1 June 2022, up to a month early or two weeks late.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from ilacs_rules import Day, Event, Obligation, Partial
from tests.engine import timings
from tests.engine.obligation_rows import check
from tests.engine.obligation_tools import case, decide, event, make_version, on_day, pause, shown


def asked_again(
    *events: Event, period: str = "12 months", anchor: str = "2022-06-01", late: str = "2 weeks", **parts: object
) -> Obligation:
    pauses, month_end = parts.pop("pauses", ()), parts.pop("month_end", "last day")
    window = timings.window("1 month", late)
    asked = check(timings.every(period, on_day(anchor)), window=window, keeping=True, **parts)
    (found,) = decide(make_version(asked, pauses=pauses, month_end=month_end), case(*events), "2026-01-01")
    return found


def done(*days: str) -> list[Event]:
    return [event("fire check", day) for day in days]


@pytest.mark.parametrize(
    ("days", "target"),
    [
        pytest.param([], "2023-06-01", id="never done"),
        pytest.param(["2023-06-01"], "2024-06-01", id="on the day"),
        pytest.param(["2023-05-01"], "2024-06-01", id="on the first day of the window"),
        pytest.param(["2023-04-30"], "2024-04-30", id="a day too early, so the day moves"),
        pytest.param(["2023-06-15"], "2024-06-01", id="on the last day of the window"),
        pytest.param(["2023-06-16"], "2024-06-16", id="a day too late, so the day moves"),
        pytest.param(["2023-05-01", "2024-05-01", "2025-06-15"], "2026-06-01", id="kept through the years"),
        pytest.param(["2023-06-16", "2024-06-01"], "2025-06-16", id="the day that it moved to is kept"),
        pytest.param(["2024-05-10"], "2025-06-01", id="one was missed, and the day is kept by the next"),
        pytest.param(["2023-05-10", "2023-11-20"], "2024-11-20", id="done a second time, between two windows"),
    ],
)
def test_the_day_is_kept_by_what_is_done_in_its_window(days: list[str], target: str) -> None:
    assert str(asked_again(*done(*days)).target) == target


def test_only_what_is_done_before_the_window_is_told_as_early() -> None:
    assert shown(asked_again(*done("2023-04-30"))).endswith("[early]")
    assert "early" not in shown(asked_again(*done("2023-05-01")))
    assert "early" not in shown(asked_again(*done("2023-11-20")))  # late for the one, and no other had begun


def test_the_end_of_a_month_is_kept() -> None:
    monthly = {"period": "1 month", "anchor": "2025-01-31", "late": "3 days"}
    assert str(asked_again(*done("2025-02-26", "2025-03-30"), **monthly).target) == "2025-04-30"
    assert str(asked_again(*done("2025-02-26", "2025-03-30", "2025-04-30"), **monthly).target) == "2025-05-31"


def test_a_pause_moves_the_day_for_good_and_a_weekend_does_not() -> None:
    moved = {"moved": timings.NEXT, "late": "0 days"}
    assert str(asked_again(*done("2024-06-03"), **moved).target) == "2025-06-02"  # 1 June was a Saturday, then a Sunday
    still = (pause("2023-03-01", "2023-03-31", "fire check"),)
    assert str(asked_again(pauses=still).target) == "2023-07-02"
    assert str(asked_again(*done("2023-06-15"), pauses=still).target) == "2024-07-02"


def test_what_the_day_was_kept_by_is_told() -> None:
    kept = asked_again(*done("2023-05-10")).derivation.target[0]
    assert (kept.origin, str(kept.day)) == ("kept", "2023-06-01")


def test_a_month_tells_what_all_its_days_agree_in() -> None:
    assert str(asked_again(*done("2023-05")).target) == "2024-06-01"
    assert asked_again(*done("2023-06")).target == event("drill", "2024-06").start
    assert asked_again(*done("2023-06", "2024-06-20")).target is not None


def every_day_of(day: Day) -> Iterator[str]:
    start = day.first if isinstance(day, Partial) else day
    last = day.last if isinstance(day, Partial) else day
    yield from (str(start.fromordinal(number)) for number in range(start.toordinal(), last.toordinal() + 1))


@pytest.mark.parametrize("months", list(itertools.product(["2023-05", "2023-06", "2023-07"], ["2024-05", "2024-06"])))
def test_what_is_told_of_months_holds_for_each_of_their_days(months: tuple[str, str]) -> None:
    told = asked_again(*done(*months))
    found = [
        asked_again(*done(one, other))
        for one, other in itertools.product(*(list(every_day_of(event("drill", month).start))[::3] for month in months))
    ]
    if told.target is None:
        assert len({each.target for each in found}) > 1
        return
    first, last = (told.target.first, told.target.last) if isinstance(told.target, Partial) else (told.target,) * 2
    assert all(first <= each.target <= last for each in found)
    assert {str(told.status), "applies"} >= {str(each.status) for each in found} or str(told.status) == "applies"
