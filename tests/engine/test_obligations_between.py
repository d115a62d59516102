"""A number between one event and the next.

A row shows the events, the day of the question, and the answer as one line: status, opens · target · closes, what is
done, how late, what is worth noting, why there is no date, what is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from ilacs_rules import Event, Strength
from tests.engine import timings
from tests.engine.obligation_rows import (
    AT_LEAST,
    FULL,
    INSPECTION,
    SHORT,
    check,
    checks,
    row,
)
from tests.engine.obligation_tools import (
    UNKNOWN,
    Requirement,
    case,
    decide,
    event,
    make_version,
    shown,
)

BETWEEN = check(timings.between_events(AT_LEAST, 1, "inspection"))


def between(events: Sequence[Event], on: str, *others: Requirement, **values: object) -> str:
    found = decide(make_version(BETWEEN, *others), case(*events), on, **values)  # type: ignore[arg-type]
    return shown(found[0])


@pytest.mark.parametrize(
    ("others", "events", "on", "small", "expected"),
    [
        row(
            "no inspection yet",
            [FULL],
            [],
            "2018-06-01",
            False,
            "does not apply | because there has been no inspection yet",
        ),
        row(
            "nothing brings the next",
            [],
            [INSPECTION],
            "2018-06-01",
            False,
            "open | 2018-05-26 · – · – | 0 done, 1 left",
        ),
        row(
            "by the close of the next",
            [FULL],
            [INSPECTION],
            "2018-06-01",
            False,
            "open | 2018-05-26 · – · 2021-05-25 | 0 done, 1 left",
        ),
        row(
            "by the first of several that apply",
            [FULL, SHORT],
            [INSPECTION],
            "2018-06-01",
            True,
            "open | 2018-05-26 · – · 2020-05-25 | 0 done, 1 left",
        ),
        row(
            "what does not apply brings none",
            [FULL, SHORT],
            [INSPECTION],
            "2018-06-01",
            False,
            "open | 2018-05-26 · – · 2021-05-25 | 0 done, 1 left",
        ),
        row(
            "what is only allowed brings none",
            [FULL, replace(SHORT, strength=Strength.MAY)],
            [INSPECTION],
            "2018-06-01",
            True,
            "open | 2018-05-26 · – · 2021-05-25 | 0 done, 1 left",
        ),
        row(
            "one that cannot be told",
            [FULL, SHORT],
            [INSPECTION],
            "2018-06-01",
            UNKNOWN,
            "applies | 2018-05-26 · – · – | 0 done, 1 left | needs: small is not recorded",
        ),
        row(
            "done, whatever cannot be told",
            [FULL, SHORT],
            [INSPECTION, *checks("2018-05-26")],
            "2018-06-01",
            UNKNOWN,
            "satisfied | 2018-05-26 · – · – | 1 done, 0 left",
        ),
        row(
            "one of before the last inspection does not count",
            [FULL],
            [*checks("2018-05-25"), INSPECTION],
            "2018-06-01",
            False,
            "open | 2018-05-26 · – · 2021-05-25 | 0 done, 1 left",
        ),
        row(
            "the next is in hand",
            [FULL],
            [INSPECTION, event("full inspection", "2020-02-03", "2020-02-14")],
            "2020-02-05",
            False,
            "overdue | 2018-05-26 · – · 2020-02-02 | 0 done, 1 left | 3 days late",
        ),
        row(
            "the next has ended: a new round",
            [FULL],
            [INSPECTION, *checks("2019-01-01"), event("full inspection", "2020-02-03", "2020-02-14")],
            "2020-02-14",
            False,
            "not yet open | 2020-02-15 · – · 2023-02-14 | 0 done, 1 left",
        ),
        row(
            "the day of the last inspection is not known",
            [FULL],
            [event("full inspection", "2018-05"), *checks("2018-05-20")],
            "2018-07-01",
            False,
            "applies | needs: the day in May 2018 on which the full inspection ended is not recorded",
        ),
        row(
            "the day of the last inspection is not known, and one is surely later",
            [FULL],
            [event("full inspection", "2018-05"), *checks("2018-06-01")],
            "2018-07-01",
            False,
            "satisfied | 1 done, 0 left",
        ),
    ],
)
def test_between_events(others: list[Requirement], events: list[Event], on: str, small: object, expected: str) -> None:
    assert between(events, on, *others, small=small) == expected


def test_whether_there_has_been_an_inspection_may_not_be_known() -> None:
    version = make_version(BETWEEN, FULL)
    nothing_recorded = case(complete_from={"inspection": date(2018, 1, 1)})
    expected = "undetermined | needs: the record of inspections is not complete before 1 January 2018"
    assert shown(decide(version, nothing_recorded, "2018-06-01")[0]) == expected
    one_recorded = case(INSPECTION, complete_from={"inspection": None})
    expected = "applies | needs: the record of inspections is not complete"
    assert shown(decide(version, one_recorded, "2018-06-01")[0]) == expected


def test_the_next_may_have_begun() -> None:
    events = [INSPECTION, event("full inspection", "2020-02", None)]
    expected = (
        "applies | 2018-05-26 · – · – | 0 done, 1 left | "
        "needs: the day in February 2020 on which the full inspection began is not recorded"
    )
    assert between(events, "2020-02-05", FULL) == expected
    assert between(events, "2020-03-05", FULL) == expected
    assert between([*events, *checks("2019-01-01")], "2020-03-05", FULL).startswith("satisfied")


def test_how_many_there_are_may_hang_on_the_day_of_the_month_on_which_the_inspection_ended() -> None:
    inspected = event("full inspection", "2018-05-14", "2018-05")
    later, sooner = checks("2018-07-02"), checks("2018-05-23")
    assert between([inspected, *later], "2019-01-01", FULL) == "satisfied | 1 done, 0 left"
    assert between([inspected, *sooner, *later], "2019-01-01", FULL) == "satisfied | None done, 0 left", "one, or two"
    assert between([inspected, *sooner], "2019-01-01", FULL).startswith("applies")
