"""What holds of every forecast, tried with made-up buildings under the example policy."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilacs_rules import Case, Day, Event, ForecastReport, Partial, forecast, tables
from ilacs_rules.documents.calendar import calendar
from ilacs_rules.documents.timeline import timeline
from tests.conftest import tried
from tests.policies import read_once

pytestmark = pytest.mark.thorough

FIRE_SAFETY = read_once(Path(__file__).parents[2] / "examples" / "fire-safety")
RESULTS = ("safe", "advised", "faulty", "unsafe")
ON = date(2025, 2, 1)
UNTIL = date(2025, 12, 31)
A_FEW = settings(max_examples=tried(12))  # a forecast is hundreds of decisions


@st.composite
def events(draw: st.DrawFn) -> Event:
    kind = draw(
        st.sampled_from(["short check", "full check", "fire drill", "enforcement notice", "fire", "repair report"])
    )
    start = date(2022, 1, 1) + timedelta(draw(st.integers(0, 1500)))
    end = draw(st.sampled_from([start, start + timedelta(2), None]))
    if draw(st.integers(0, 9)) == 0:
        month = Partial(start.replace(day=1), start.replace(day=28))
        return Event(kind, month, month)
    publication = None if end is None else draw(st.sampled_from([None, end + timedelta(30)]))
    result = draw(st.sampled_from(RESULTS))
    fields = {
        "short check": {"result": result},
        "full check": {"result": result, "fire doors": "faulty", "escape routes": "safe"},
        "enforcement notice": {"article": draw(st.sampled_from(["31", "17"]))},
    }.get(kind, {})
    return Event(kind, start, end, publication, fields)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    facts = {
        "created": date(1990, 1, 1),
        "use": draw(st.sampled_from(["school", "flats", "hotel", "warehouse"])),
        "height": draw(st.sampled_from([6, 24])),
        "staircases": 2,
        "people sleeping": draw(st.sampled_from([0, 80])),
    }
    complete = draw(st.sampled_from([{}, {"fire drill": None}, {"check": date(2023, 1, 1)}]))
    told = draw(st.lists(events(), max_size=6, unique_by=lambda event: (event.kind, event.start)))
    apart = [each for at, each in enumerate(told) if not any(_share_days(each, other) for other in told[:at])]
    return Case("Birch House", facts, tuple(apart), complete)


def _share_days(one: Event, other: Event) -> bool:
    """Whether two of a kind were held at one time, which no case may tell."""
    first, second = ((first_of(each.start), each.end or date.max) for each in (one, other))
    if isinstance(first[1], Partial) or isinstance(second[1], Partial):
        return one.kind == other.kind
    return one.kind == other.kind and first[0] <= second[1] and second[0] <= first[1]


Assumed = dict[str, Any]
assumed = st.fixed_dictionaries(
    {
        "day": st.sampled_from(["target", "opening", "close"]),
        "outcomes": st.sampled_from([(), ("unsafe",), ("result=safe",)]),
        "place_undated": st.sampled_from([(), ("1 month",), ("1 week", "check=2 months")]),
    }
)


def made(case: Case, assumptions: Assumed, until: date = UNTIL) -> ForecastReport:
    found = forecast(FIRE_SAFETY, [case], ON, until, **assumptions)
    assert found.forecast.failed == ()
    return found


def as_bytes(found: ForecastReport) -> list[bytes]:
    picture = timeline(found.forecast, found.forecast.cases[0])
    tables_of_it = [table.as_csv() for table in tables(found).values()]
    return [
        *(text.encode() for text in (json.dumps(found.as_data()), *tables_of_it, picture)),
        calendar(found.forecast),
    ]


def rows_of(found: ForecastReport) -> list[tuple[object, ...]]:
    """The table of what is expected, which is the first."""
    return list(next(iter(tables(found).values())).rows)


def first_of(day: Day) -> date:
    return day.first if isinstance(day, Partial) else day


@A_FEW
@given(cases(), assumed)
def test_the_same_question_gives_the_same_bytes(case: Case, assumptions: Assumed) -> None:
    assert as_bytes(made(case, assumptions)) == as_bytes(made(case, assumptions))


@A_FEW
@given(cases(), assumed)
def test_what_is_expected_comes_after_the_day_of_the_question_and_in_order(case: Case, assumptions: Assumed) -> None:
    found = made(case, assumptions).forecast.events
    assert all(ON < each.start <= UNTIL and each.start <= each.end for each in found)
    assert [each.start for each in found] == sorted(each.start for each in found)


@A_FEW
@given(cases(), assumed)
def test_nothing_is_done_before_it_opens(case: Case, assumptions: Assumed) -> None:
    for each in made(case, assumptions).forecast.events:
        opens = each.obligation.opens
        assert (opens is None) == (each.basis == "placed by assumption")
        assert opens is None or first_of(opens) <= each.start


@A_FEW
@given(cases(), assumed)
def test_what_happened_later_changes_nothing(case: Case, assumptions: Assumed) -> None:
    known = replace(case, events=tuple(event for event in case.events if first_of(event.start) <= ON))
    assert rows_of(made(case, assumptions)) == rows_of(made(known, assumptions))


@A_FEW
@given(cases(), assumed, st.integers(1, 330))
def test_a_nearer_horizon_shows_the_beginning_of_the_same(case: Case, assumptions: Assumed, length: int) -> None:
    near = ON + timedelta(length)
    whole = [row for row in rows_of(made(case, assumptions)) if row[0] <= near]
    assert rows_of(made(case, assumptions, near)) == whole
