"""What holds of every forecast, tried with made-up buildings under the example policy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilacs_rules import Case, Event, ForecastReport, Partial, load
from ilacs_rules.documents.calendar import calendar
from ilacs_rules.documents.timeline import timeline
from ilacs_rules.engine.forecasting.expected import Assumptions, WindowDay
from ilacs_rules.engine.forecasting.forecast import Forecast, forecast
from ilacs_rules.engine.forecasting.outcomes import AssumedValue
from ilacs_rules.model.partial import first_of
from ilacs_rules.text.machine import json_text
from ilacs_rules.workspace.forecasts import events_table
from tests.conftest import tried

pytestmark = pytest.mark.thorough

FIRE_SAFETY = load(Path(__file__).parents[2] / "examples" / "fire-safety")
RESULTS = ("safe", "advised", "faulty", "unsafe")
ON = date(2025, 2, 1)
UNTIL = date(2025, 12, 31)
A_FEW = settings(max_examples=tried(20, here=12))  # a forecast is hundreds of decisions


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
    return Case("Birch House", facts, tuple(told), complete)


assumed = st.builds(
    Assumptions,
    st.sampled_from(WindowDay),
    st.sampled_from([(), (AssumedValue("unsafe"),), (AssumedValue("safe", "result"),)]),
)


def made(case: Case, assumptions: Assumptions, until: date = UNTIL) -> Forecast:
    found = forecast(FIRE_SAFETY, [case], ON, until, assumptions)
    assert found.failed == ()
    return found


def as_bytes(found: Forecast) -> list[bytes]:
    written = [json_text(ForecastReport(found).as_data()), events_table(ForecastReport(found)).as_csv()]
    return [*(text.encode() for text in (*written, timeline(found, found.cases[0]))), calendar(found)]


@A_FEW
@given(cases(), assumed)
def test_the_same_question_gives_the_same_bytes(case: Case, assumptions: Assumptions) -> None:
    assert as_bytes(made(case, assumptions)) == as_bytes(made(case, assumptions))


@A_FEW
@given(cases(), assumed)
def test_what_is_expected_comes_after_the_day_of_the_question_and_in_order(
    case: Case, assumptions: Assumptions
) -> None:
    found = made(case, assumptions).events
    assert all(ON < each.start <= UNTIL and each.start <= each.end for each in found)
    assert [each.start for each in found] == sorted(each.start for each in found)


@A_FEW
@given(cases(), assumed)
def test_nothing_is_done_before_it_opens(case: Case, assumptions: Assumptions) -> None:
    for each in made(case, assumptions).events:
        assert each.obligation.opens is not None
        assert first_of(each.obligation.opens) <= each.start


@A_FEW
@given(cases(), assumed)
def test_what_happened_later_changes_nothing(case: Case, assumptions: Assumptions) -> None:
    known = replace(case, events=tuple(event for event in case.events if first_of(event.start) <= ON))
    assert events_table(ForecastReport(made(case, assumptions))) == events_table(
        ForecastReport(made(known, assumptions))
    )


@A_FEW
@given(cases(), assumed, st.integers(1, 330))
def test_a_nearer_horizon_shows_the_beginning_of_the_same(case: Case, assumptions: Assumptions, length: int) -> None:
    near = ON + timedelta(length)
    whole = [row for row in events_table(ForecastReport(made(case, assumptions))).rows if row[0] <= near]
    assert list(events_table(ForecastReport(made(case, assumptions, near))).rows) == whole
