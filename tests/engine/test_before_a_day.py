"""What is due `at least … before D`, where D is a day to come that an event tells: announced, moved, called off."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_rules import NOTHING, UNKNOWN, Case, Event, Partial, Value
from tests.engine.obligation_tools import shown
from tests.policies import by_hand, decided, version_of

POLICY = by_hand(
    version_of("""\
policy: hearings
title: Hearings
publisher: The court
published: 2019-11-01
in force: {from: 2020-01-01}
subject: party
calendar: england
events:
  notice: {records: {hearing day: {is: date, default: nothing}}}
  bundle: {}
requirements:
  bundle:
    assumes: an example
    event: bundle
    due: at least 10 working days before hearing day of latest notice
""")
)


def told(day: date | Partial, hearing: Value = NOTHING) -> Event:
    return Event("notice", day, day, fields={"hearing day": hearing})


def sent(day: date) -> Event:
    return Event("bundle", day, day)


MARCH, MAY = date(2026, 3, 2), date(2026, 5, 4)
IN_MARCH = Partial(date(2026, 3, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([], "no date set", id="none is set"),
        pytest.param([told(MARCH, MAY)], "open | 2026-03-02 · – · 2026-04-20", id="told"),
        pytest.param([told(MARCH, MAY), sent(date(2026, 3, 20))], "satisfied", id="done since"),
        pytest.param([sent(date(2026, 3, 1)), told(MARCH, MAY)], "open | 2026-03-02", id="done before, for another"),
        pytest.param(
            [told(MARCH, MAY), sent(date(2026, 3, 20)), told(date(2026, 3, 25), date(2026, 5, 20))],
            "open | 2026-03-25 · – · 2026-05-06",
            id="moved",
        ),
        pytest.param([told(MARCH, MAY), told(date(2026, 3, 25))], "no date set", id="called off"),
        pytest.param([told(MARCH, UNKNOWN)], "applies", id="not known"),
        pytest.param([told(date(2026, 4, 2), MAY)], "no date set", id="told only after the day of the question"),
        pytest.param([told(date(2026, 3, 28), date(2026, 4, 4))], "overdue", id="told too late"),
        pytest.param(
            [told(IN_MARCH, MAY)],
            "open | 2026-03 · – · 2026-04-20",
            id="in a month",
        ),
        pytest.param(
            [told(IN_MARCH, MAY), sent(date(2026, 3, 20))],
            "applies",
            id="in the month in which it was done",
        ),
    ],
)
def test_a_day_to_come_is_what_the_latest_event_tells(events: list[Event], expected: str) -> None:
    decision = decided(POLICY, Case("a party", events=tuple(events)), date(2026, 4, 1))
    assert shown(decision.obligation("bundle")).startswith(expected)


def test_it_is_told_how_its_last_day_was_reached() -> None:
    decision = decided(POLICY, Case("a party", events=(told(MARCH, MAY),)), date(2026, 4, 1))
    closes = decision.obligation("bundle").derivation.closes
    assert [str(step.day) for step in closes] == ["2026-05-04", "2026-04-20"]
