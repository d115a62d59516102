"""What is done once: `P after`, `within`, `between P and Q`, `by`, `on`, `after`.

A row shows the events, the day of the question, and the answer as one line: status, opens · target · closes, what is
done, how late, what is worth noting, why there is no date, what is needed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ilacs_rules import Event
from ilacs_rules.language.types import Basic
from ilacs_rules.model import tree
from ilacs_rules.model.version import Definition
from tests.engine import timings
from tests.engine.obligation_rows import (
    INSPECTED,
    INSPECTION,
    ONCE,
    answer,
    check,
    checks,
    row,
)
from tests.engine.obligation_tools import (
    case,
    decide,
    earlier,
    event,
    kinds,
    make_version,
    named,
    requirement,
    shown,
)


@pytest.mark.parametrize(
    ("timing", "events", "on", "expected"),
    [
        row("P after", ONCE, [], "2019-01-01", "not yet open | 2019-11-25 · 2019-11-25 · 2019-11-25"),
        row(
            "P after, done",
            ONCE,
            checks("2019-11-25"),
            "2019-11-25",
            "satisfied | 2019-11-25 · 2019-11-25 · 2019-11-25",
        ),
        row(
            "P after, done late is done",
            ONCE,
            checks("2020-11-25"),
            "2021-01-01",
            "satisfied | 2019-11-25 · 2019-11-25 · 2019-11-25 | 366 days late",
        ),
        row(
            "P after, too early does not count",
            ONCE,
            checks("2019-11-24"),
            "2019-11-26",
            "overdue | 2019-11-25 · 2019-11-25 · 2019-11-25 | 1 days late | [early]",
        ),
        row(
            "within P after opens the day after",
            timings.within("30 months", INSPECTED),
            [],
            "2018-05-26",
            "open | 2018-05-26 · – · 2020-11-25",
        ),
        row(
            "within P after, done on the first day",
            timings.within("30 months", INSPECTED),
            checks("2018-05-26"),
            "2018-05-26",
            "satisfied | 2018-05-26 · – · 2020-11-25",
        ),
        row(
            "within working days",
            timings.within("20 working days", INSPECTED),
            [],
            "2018-06-26",
            "overdue | 2018-05-26 · – · 2018-06-25 | 1 days late",
        ),
        row(
            "between P and Q after",
            timings.between("7 months", "12 months", INSPECTED),
            checks("2018-12-24"),
            "2019-01-01",
            "open | 2018-12-25 · – · 2019-05-25 | [early]",
        ),
        row("by D", timings.by("2018-03-31"), [], "2018-02-01", "open | 2018-01-01 · – · 2018-03-31"),
        row(
            "by D, late",
            timings.by("2018-03-31"),
            [],
            "2018-04-02",
            "overdue | 2018-01-01 · – · 2018-03-31 | 2 days late",
        ),
        row(
            "by D, what was done before it opened does not count",
            timings.by("2018-03-31"),
            checks("2017-12-31"),
            "2018-02-01",
            "open | 2018-01-01 · – · 2018-03-31",
        ),
        row(
            "by D, done",
            timings.by("2018-03-31"),
            checks("2018-01-01"),
            "2018-02-01",
            "satisfied | 2018-01-01 · – · 2018-03-31",
        ),
        row(
            "by a day before it came into force has only that day",
            timings.by("2017-03-31"),
            [],
            "2018-01-01",
            "overdue | 2017-03-31 · – · 2017-03-31 | 276 days late",
        ),
        row("on D", timings.on("2018-03-31"), [], "2018-03-30", "not yet open | 2018-03-31 · 2018-03-31 · 2018-03-31"),
        row(
            "on D, done",
            timings.on("2018-03-31"),
            checks("2018-03-30", "2018-03-31"),
            "2018-03-31",
            "satisfied | 2018-03-31 · 2018-03-31 · 2018-03-31",
        ),
        row(
            "on D, what was done before it is told as early",
            timings.on("2018-03-31"),
            checks("2018-03-30"),
            "2018-04-01",
            "overdue | 2018-03-31 · 2018-03-31 · 2018-03-31 | 1 days late | [early]",
        ),
        row(
            "on D, what was done before it could be asked for is not",
            timings.on("2018-03-31"),
            checks("2017-12-31"),
            "2018-03-30",
            "not yet open | 2018-03-31 · 2018-03-31 · 2018-03-31",
        ),
        row("after D, before it", timings.after("2018-06-30"), [], "2018-06-30", "not yet open | 2018-07-01 · – · –"),
        row("after D, from then on", timings.after("2018-06-30"), [], "2030-01-01", "open | 2018-07-01 · – · –"),
        row(
            "after D, done",
            timings.after("2018-06-30"),
            checks("2018-07-01"),
            "2019-01-01",
            "satisfied | 2018-07-01 · – · –",
        ),
    ],
)
def test_once(timing: object, events: list[Event], on: str, expected: str) -> None:
    assert answer(check(timing), [INSPECTION, *events], on) == expected


def test_an_event_serves_whatever_kind_of_it_is_accepted() -> None:
    asked = check(ONCE, accepts=kinds("fire check") | kinds("drill"))
    assert answer(asked, [INSPECTION, event("drill", "2020-01-01")], "2020-02-01").startswith("satisfied")


def test_the_event_of_the_anchor_is_never_its_own() -> None:
    """The anchor lies before the inspection began, so that by its start alone the inspection would count."""
    asked = requirement("again", "inspection", timings.within("1 year", earlier(INSPECTED, "1 month")))
    assert answer(asked, [INSPECTION], "2018-06-01") == "open | 2018-04-26 · – · 2019-04-25"


def test_nor_is_it_behind_a_definition_and_a_condition() -> None:
    body = earlier(INSPECTED, "1 month")
    start = Definition("start", "start", "start", Basic.DATE, body)
    anchor = tree.If(
        named("large"), tree.Named("start", type=Basic.DATE, span=body.span), body, type=Basic.DATE, span=body.span
    )
    version = make_version(requirement("again", "inspection", timings.within("1 year", anchor)))
    for large in (True, False):
        found = decide(
            replace(version, definitions={"start": start}),
            case(INSPECTION),
            "2018-06-01",
            large=large,
            start=date(2018, 4, 25),
        )
        assert [shown(obligation) for obligation in found] == ["open | 2018-04-26 · – · 2019-04-25"]
