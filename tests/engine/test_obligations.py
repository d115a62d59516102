"""`every`: what repeats, its window and limits, and what bends a date.

A row shows the events, the day of the question, and the answer as one line: status, opens · target · closes, what is
done, how late, what is worth noting, why there is no date, what is needed.
"""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_rules import DecisionError, Event
from tests.engine import timings
from tests.engine.obligation_rows import (
    INSPECTED,
    INSPECTION,
    QUARTERLY,
    SIX_MONTHS,
    THREE_YEARS,
    answer,
    check,
    checks,
    row,
)
from tests.engine.obligation_tools import (
    NO_LENGTH,
    NOTHING,
    UNKNOWN,
    Requirement,
    case,
    decide,
    event,
    make_version,
    named,
    on_day,
)


@pytest.mark.parametrize(
    ("asked", "events", "on", "expected"),
    [
        row(
            "not yet: the day before",
            check(THREE_YEARS),
            [INSPECTION],
            "2021-05-24",
            "not yet open | 2021-05-25 · 2021-05-25 · 2021-05-25",
        ),
        row(
            "open on the day itself",
            check(THREE_YEARS),
            [INSPECTION],
            "2021-05-25",
            "open | 2021-05-25 · 2021-05-25 · 2021-05-25",
        ),
        row(
            "late from the day after",
            check(THREE_YEARS),
            [INSPECTION],
            "2021-05-26",
            "overdue | 2021-05-25 · 2021-05-25 · 2021-05-25 | 1 days late",
        ),
        row(
            "what is only usual is never overdue",
            check(THREE_YEARS, strength="usually"),
            [INSPECTION],
            "2021-06-01",
            "later than usual | 2021-05-25 · 2021-05-25 · 2021-05-25 | 7 days late",
        ),
        row(
            "no anchor, no date",
            check(THREE_YEARS),
            [],
            "2021-06-01",
            "no date set | because there has been no inspection",
        ),
        row(
            "within 6 months either side",
            check(THREE_YEARS, window=SIX_MONTHS),
            [INSPECTION],
            "2021-01-01",
            "open | 2020-11-25 · 2021-05-25 · 2021-11-25",
        ),
        row(
            "from 6 months before to 3 months after",
            check(THREE_YEARS, window=timings.window("6 months", "3 months")),
            [INSPECTION],
            "2021-08-26",
            "overdue | 2020-11-25 · 2021-05-25 · 2021-08-25 | 1 days late",
        ),
        row(
            "from 6 months before, nothing after",
            check(THREE_YEARS, window=timings.window("6 months", NO_LENGTH)),
            [INSPECTION],
            "2021-05-25",
            "open | 2020-11-25 · 2021-05-25 · 2021-05-25",
        ),
        row(
            "a window of another kind is counted from the target",
            check(THREE_YEARS, window=timings.window("10 days", "5 working days")),
            [INSPECTION],
            "2021-01-01",
            "not yet open | 2021-05-15 · 2021-05-25 · 2021-06-02",  # 31 May is a bank holiday
        ),
        row(
            "repeats from the last own event, not from the grid",
            check(QUARTERLY),
            [INSPECTION, *checks("2018-09-01", "2018-12-03")],
            "2019-01-01",
            "not yet open | 2019-03-03 · 2019-03-03 · 2019-03-03",
        ),
        row(
            "own events before the anchor are of an earlier round",
            check(QUARTERLY),
            [*checks("2018-01-05", "2018-05-25"), INSPECTION],
            "2018-06-01",
            "not yet open | 2018-08-25 · 2018-08-25 · 2018-08-25",
        ),
        row(
            "an early one moves the next, and is told",
            check(QUARTERLY),
            [INSPECTION, *checks("2018-06-10")],
            "2018-07-01",
            "not yet open | 2018-09-10 · 2018-09-10 · 2018-09-10 | [early]",
        ),
        row(
            "early is against the window, and of the last one only",
            check(QUARTERLY, window=timings.window("1 month", "1 month")),
            [INSPECTION, *checks("2018-06-10", "2018-08-20")],
            "2018-08-21",
            "not yet open | 2018-10-20 · 2018-11-20 · 2018-12-20",
        ),
        row(
            "the month-end rule is told",
            check(QUARTERLY),
            [event("full inspection", "2018-11-20", "2018-11-30")],
            "2018-12-01",
            "not yet open | 2019-02-28 · 2019-02-28 · 2019-02-28 | [month end]",
        ),
        row(
            "up to 3 times: one left",
            check(QUARTERLY, up_to=3),
            [INSPECTION, *checks("2018-08-25", "2018-11-25")],
            "2018-12-01",
            "not yet open | 2019-02-25 · 2019-02-25 · 2019-02-25 | 2 done, 1 left",
        ),
        row(
            "up to 3 times: none left",
            check(QUARTERLY, up_to=3),
            [INSPECTION, *checks("2018-08-25", "2018-11-25", "2019-02-25")],
            "2019-03-01",
            "satisfied | 3 done, 0 left | because all 3 are done",
        ),
        row(
            "at least 2 times, and on",
            check(QUARTERLY, at_least=2),
            [INSPECTION, *checks("2018-08-25", "2018-11-25", "2019-02-25")],
            "2019-06-01",
            "overdue | 2019-05-25 · 2019-05-25 · 2019-05-25 | 3 done, 0 left | 7 days late",
        ),
        row(
            "until: the last target",
            check(QUARTERLY, until=on_day("2018-08-25")),
            [INSPECTION],
            "2018-06-01",
            "not yet open | 2018-08-25 · 2018-08-25 · 2018-08-25",
        ),
        row(
            "until: no target after it",
            check(QUARTERLY, until=on_day("2018-08-24")),
            [INSPECTION],
            "2018-06-01",
            "satisfied | because the next would fall after 24 August 2018",
        ),
        row(
            "not before",
            check(QUARTERLY, window=SIX_MONTHS, not_before=on_day("2018-09-01")),
            [INSPECTION],
            "2018-08-30",
            "not yet open | 2018-09-01 · 2018-09-01 · 2019-02-25",
        ),
        row(
            "not after",
            check(THREE_YEARS, window=SIX_MONTHS, not_after=on_day("2021-03-31")),
            [INSPECTION],
            "2021-01-01",
            "open | 2020-11-25 · 2021-03-31 · 2021-03-31",
        ),
        row(
            "moved to the next working day",
            check(timings.every("1 year", INSPECTED), moved=timings.NEXT),
            [INSPECTION],
            "2019-01-01",
            "not yet open | 2019-05-28 · 2019-05-28 · 2019-05-28",  # a Saturday, then a bank holiday Monday
        ),
        row(
            "moved to the previous working day",
            check(timings.every("1 year", INSPECTED), moved=timings.PREVIOUS),
            [INSPECTION],
            "2019-01-01",
            "not yet open | 2019-05-24 · 2019-05-24 · 2019-05-24",
        ),
        row(
            "not before comes before moved",
            check(QUARTERLY, not_before=on_day("2018-09-01"), moved=timings.NEXT),
            [INSPECTION],
            "2018-08-30",
            "not yet open | 2018-09-03 · 2018-09-03 · 2018-09-03",
        ),
        row(
            "no day after the year 9999",
            check(timings.every("9000 years", INSPECTED)),
            [INSPECTION],
            "2019-01-01",
            "no date set | because the day would lie outside the years 1 to 9999",
        ),
    ],
)
def test_every(asked: Requirement, events: list[Event], on: str, expected: str) -> None:
    assert answer(asked, events, on) == expected


@pytest.mark.parametrize(
    ("events", "on", "created", "expected"),
    [
        row("from coming into force", [], "2018-06-01", NOTHING, "not yet open | 2019-01-01 · 2019-01-01 · 2019-01-01"),
        row(
            "from its creation, if later",
            [],
            "2018-06-01",
            date(2018, 4, 1),
            "not yet open | 2019-04-01 · 2019-04-01 · 2019-04-01",
        ),
        row(
            "from coming into force, if created before",
            [],
            "2018-06-01",
            date(1974, 4, 1),
            "not yet open | 2019-01-01 · 2019-01-01 · 2019-01-01",
        ),
        row(
            "creation not known",
            [],
            "2018-06-01",
            UNKNOWN,
            "applies | needs: created is not recorded",
        ),
        row(
            "from its own last event, also one of before",
            checks("2016-03-01", "2017-10-02"),
            "2018-06-01",
            NOTHING,
            "not yet open | 2018-10-02 · 2018-10-02 · 2018-10-02",
        ),
    ],
)
def test_every_without_an_anchor(events: list[Event], on: str, created: object, expected: str) -> None:
    assert answer(check(timings.every("1 year", None)), events, on, created=created) == expected


def test_an_anchor_that_is_not_known_is_asked_for() -> None:
    asked = check(timings.every("3 years", named("approval")))
    assert answer(asked, [], "2018-06-01", approval=UNKNOWN) == "applies | needs: approval is not recorded"
    assert answer(asked, [], "2018-06-01", approval=NOTHING) == "no date set | because there is no “approval”"


def test_month_end_error_is_an_error_at_the_due_sentence() -> None:
    late = event("full inspection", "2018-11-20", "2018-11-30")
    with pytest.raises(DecisionError, match="30 February 2019"):
        decide(make_version(check(QUARTERLY), month_end="error"), case(late), "2018-12-01")
