"""A number in each stretch of time.

A row shows the events, the day of the question, and the answer as one line: status, opens · target · closes, what is
done, how late, what is worth noting, why there is no date, what is needed.
"""

from __future__ import annotations

import pytest

from ilacs_rules import Event
from tests.engine import timings
from tests.engine.obligation_rows import (
    AT_LEAST,
    AT_MOST,
    EXACTLY,
    answer,
    check,
    checks,
    row,
    year,
)
from tests.engine.obligation_tools import (
    day,
)


@pytest.mark.parametrize(
    ("timing", "events", "on", "expected"),
    [
        row(
            "the first whole year is the first",
            year(2),
            checks("2018-02-01"),
            "2018-03-01",
            "not yet open | 2018-04-01 · – · 2019-03-31 | 0 done, 2 left",
        ),
        row(
            "some done, some left",
            year(2),
            checks("2018-03-31", "2018-04-01"),
            "2018-06-01",
            "open | 2018-04-01 · – · 2019-03-31 | 1 done, 1 left",
        ),
        row(
            "all done",
            year(2),
            checks("2018-04-01", "2018-05-01", "2018-05-02"),
            "2018-06-01",
            "satisfied | 2018-04-01 · – · 2019-03-31 | 3 done, 0 left",
        ),
        row(
            "the last year was missed",
            year(2),
            checks("2018-04-01", "2019-04-01"),
            "2019-06-01",
            "open | 2019-04-01 · – · 2020-03-31 | 1 done, 1 left | [missed] 2018-04-01 to 2019-03-31",
        ),
        row(
            "the last year was kept",
            year(1),
            checks("2019-03-31", "2019-04-01"),
            "2019-06-01",
            "satisfied | 2019-04-01 · – · 2020-03-31 | 1 done, 0 left",
        ),
        row(
            "at most, kept",
            year(2, AT_MOST),
            checks("2018-04-01"),
            "2018-06-01",
            "satisfied | 2018-04-01 · – · 2019-03-31 | 1 done, 1 left",
        ),
        row(
            "at most, exceeded",
            year(1, AT_MOST),
            checks("2018-04-01", "2018-05-01"),
            "2018-06-01",
            "open | 2018-04-01 · – · 2019-03-31 | 2 done, 0 left | [exceeded] | "
            "because it was done twice, and may be done at most once",
        ),
        row(
            "exactly, one too few",
            year(2, EXACTLY),
            checks("2018-04-01"),
            "2018-06-01",
            "open | 2018-04-01 · – · 2019-03-31 | 1 done, 1 left",
        ),
        row(
            "each 4 months from a day",
            timings.in_each_from(AT_LEAST, 1, "4 months", "2018-01-31"),
            checks("2018-05-30", "2018-05-31"),
            "2018-06-01",
            "satisfied | 2018-05-31 · – · 2018-09-29 | 1 done, 0 left | [month end]",
        ),
        row(
            "each stretch from a day that is to come",
            timings.in_each_from(AT_LEAST, 1, "1 year", "2020-01-01"),
            [],
            "2018-06-01",
            "not yet open | 2020-01-01 · – · 2020-12-31 | 0 done, 1 left",
        ),
        row(
            "each stretch from a day before it came into force",
            timings.in_each_from(AT_LEAST, 1, "4 years", "2015-06-01"),
            [],
            "2018-06-01",
            "not yet open | 2019-06-01 · – · 2023-05-31 | 0 done, 1 left",
        ),
        row(
            "each stretch of weeks, the one before missed",
            timings.in_each_from(AT_LEAST, 1, "2 weeks", "2018-01-01"),
            checks("2018-01-08"),
            "2018-01-30",
            "open | 2018-01-29 · – · 2018-02-11 | 0 done, 1 left | [missed] 2018-01-15 to 2018-01-28",
        ),
    ],
)
def test_a_number_in_each_stretch(timing: object, events: list[Event], on: str, expected: str) -> None:
    assert answer(check(timing), events, on) == expected


def test_the_first_whole_stretch_counts_from_the_creation_of_the_subject() -> None:
    asked = check(year(1))
    expected = "not yet open | 2021-04-01 · – · 2022-03-31 | 0 done, 1 left"
    assert answer(asked, [], "2020-06-01", created=day("2020-04-02")) == expected
    expected = "open | 2020-04-01 · – · 2021-03-31 | 0 done, 1 left"
    assert answer(asked, [], "2020-06-01", created=day("2020-04-01")) == expected
