"""By which day a subject has to be told: its notice before the last day on which what is asked may begin.

A check is asked for within 6 months after 1 March 2024: by 1 September, a Sunday.
"""

from __future__ import annotations

import pytest

from ilacs_rules import UNKNOWN, Duration, Obligation
from tests.engine import timings
from tests.engine.obligation_rows import check
from tests.engine.obligation_tools import case, decide, event, length, make_version, named, on_day

WITHIN = timings.within("6 months", on_day("2024-03-01"))


def asked(on: str = "2024-04-01", timing: object = WITHIN, done: str | None = None, **parts: object) -> Obligation:
    about = case(*([event("fire check", done)] if done else []))
    unknown = {"a length": UNKNOWN} if named("a length") in parts.values() else {}
    (found,) = decide(make_version(check(timing, **parts)), about, on, **unknown)
    return found


@pytest.mark.parametrize(
    ("parts", "told_by"),
    [
        pytest.param({"notice": length("10 days")}, "2024-08-22", id="ten days before the close"),
        pytest.param({"notice": length("1 month")}, "2024-08-01", id="a month"),
        pytest.param({"notice": length("5 working days")}, "2024-08-23", id="a bank holiday is none"),
        pytest.param(
            {"notice": length("10 days"), "lasts": length("3 days")}, "2024-08-20", id="it has to end by then"
        ),
        pytest.param(
            {"notice": length("10 days"), "lasts": length("3 days"), "counts_from": "start"},
            "2024-08-22",
            id="it has only to begin by then",
        ),
        pytest.param({}, "None", id="nothing is said of notice"),
        pytest.param({"notice": length("0 days")}, "None", id="it is not announced"),
        pytest.param({"notice": length("10 days"), "lasts": named("a length")}, "None", id="its length is not known"),
        pytest.param({"notice": named("a length")}, "None", id="the notice is not known"),
    ],
)
def test_so_long_before_the_last_day_it_may_begin(parts: dict[str, object], told_by: str) -> None:
    assert str(asked(**parts).told_by) == told_by


def test_a_window_shorter_than_what_it_is_for_is_no_reason_to_begin_before_it() -> None:
    on = timings.on("2024-06-10")
    assert str(asked(timing=on, notice=length("10 days"), lasts=length("1 week")).told_by) == "2024-05-31"


@pytest.mark.parametrize(
    ("lasts", "told_by"),
    [
        pytest.param("1 week", "2024-08-16", id="begun in its window"),
        pytest.param("2 months", "2024-06-22", id="begun before it, it still ends in it"),
        pytest.param("1 year", "2024-07-22", id="it cannot be done in time: it can begin when it opens"),
    ],
)
def test_what_lasts_longer_than_its_window_has_to_begin_before_it(lasts: str, told_by: str) -> None:
    """Due from 1 August to 1 September 2024, counted from 1 March."""
    timing = timings.between("5 months", "6 months", on_day("2024-03-01"))
    assert str(asked(timing=timing, notice=length("10 days"), lasts=length(lasts)).told_by) == told_by


def test_of_what_is_done_or_late_nobody_has_to_be_told_any_more() -> None:
    notice = length("10 days")
    assert str(asked().to_tell_by) == "None"
    assert str(asked(notice=notice).to_tell_by) == "2024-08-22"
    assert asked(done="2024-03-20", notice=notice).to_tell_by is None
    assert asked("2024-09-02", notice=notice).to_tell_by is None


def test_what_has_no_last_day_has_none() -> None:
    assert asked(timing=timings.after("2024-03-01"), notice=length("10 days")).told_by is None


def test_a_day_that_has_passed_is_told_while_it_can_still_be_done() -> None:
    assert str(asked("2024-08-30", notice=length("10 days")).told_by) == "2024-08-22"


def test_notice_is_a_length_of_time() -> None:
    assert isinstance(asked(notice=length("10 days")).notice, Duration)
