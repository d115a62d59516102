"""Since when a subject exists: told, told by a default, proved by its history, or not known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from ilacs_rules import NOTHING, UNKNOWN, Case, Day, Decision, Event, Partial, decide, forecast
from tests.engine.obligation_tools import event
from tests.engine.test_fast_equals_traced import ready

POLICY = """\
policy: buildings
title: Buildings
publisher: the owners
published: 2017-06-01
in force: {{from: 2018-01-01}}
subject: building
facts:
  created: {created}
events:
  check: {{}}
  drill: {{}}
definitions:
  never checked: no check
requirements:
  check: {{assumes: an example, event: check, due: every 2 years}}
  drill: {{assumes: an example, event: drill, due: by 2018-12-31}}
  drill on a day: {{assumes: an example, event: drill, due: on 2018-12-31}}
  yearly drill: {{assumes: an example, event: drill, due: at least 1 in each calendar year}}
  first check: {{assumes: an example, event: check, when: never checked, due: after 2018-01-01}}
"""
ASKED = "needs: created is not recorded"


def answers(
    *events: Event,
    on: str = "2019-06-01",
    created: object = UNKNOWN,
    complete_from: Mapping[str, date | None] | None = None,
    declared: str = "date",
) -> dict[str, str]:
    """The status of each requirement, with its first need if it is undetermined; the same of both ways to decide."""
    facts = {} if created is UNKNOWN else {"created": created}
    policy = ready(POLICY.format(created=declared))
    case = Case("the mill", facts, events, complete_from or {})  # type: ignore[arg-type]
    traced, fast = (decide(policy, case, date.fromisoformat(on), trace=trace) for trace in (True, False))
    assert [o.status for o in traced.obligations] == [o.status for o in fast.obligations]
    return shown(traced)


def shown(decision: Decision) -> dict[str, str]:
    found = {}
    for one in decision.obligations:
        days = " · ".join(words(day) for day in (one.opens, one.closes))
        needs = f" | needs: {one.needs[0].text}" if one.needs else ""
        found[one.requirement] = f"{one.status} | {days}{needs}"
    return found


def words(day: Day | None) -> str:
    return f"{day.first} to {day.last}" if isinstance(day, Partial) else str(day or "–")


def test_of_a_name_alone_nothing_is_said_that_hangs_on_its_creation() -> None:
    assert answers(on="2025-06-01") == {
        "check": f"applies | – · – | {ASKED}",
        "drill": f"applies | – · – | {ASKED}",
        "drill on a day": f"applies | – · – | {ASKED}",
        "yearly drill": f"applies | – · – | {ASKED}",
        "first check": "open | 2018-01-02 · –",
    }


def test_something_that_happened_before_the_rules_proves_that_it_was_there() -> None:
    found = answers(event("drill", "2016-05-01"))
    assert found["check"] == "not yet open | 2020-01-01 · 2020-01-01"
    assert found["drill"] == "overdue | 2018-01-01 · 2018-12-31"
    assert found == answers(event("drill", "2016-05-01"), created=date(1974, 5, 1))


def test_of_the_days_it_may_be_what_is_the_same_is_told() -> None:
    found = answers(event("drill", "2018-03-01"), on="2018-09-01")  # created at some time up to March 2018
    assert found["check"] == "not yet open | 2020-01-01 to 2020-03-01 · 2020-01-01 to 2020-03-01"
    assert found["drill"] == "satisfied | 2018-01-01 to 2018-03-01 · 2018-12-31"
    assert found["yearly drill"] == f"applies | – · – | {ASKED}"


def test_a_month_is_enough_where_every_day_of_it_gives_the_same() -> None:
    march = Partial(date(2019, 3, 1), date(2019, 3, 31))
    assert answers(created=march)["check"] == "not yet open | 2021-03-01 to 2021-03-31 · 2021-03-01 to 2021-03-31"


@pytest.mark.parametrize("on", ["2018-06-01", "2019-03-01", "2021-03-01", "2025-01-01"])
def test_a_default_is_as_good_as_the_day_told(on: str) -> None:
    given = {"on": on, "complete_from": {"check": date(2018, 6, 1)}}
    told = answers(created=date(2019, 3, 1), **given)  # type: ignore[arg-type]
    assert answers(declared="{is: date, default: 2019-03-01}", **given) == told  # type: ignore[arg-type]


def test_known_never_to_have_been_created_it_was_always_there() -> None:
    assert answers(created=NOTHING) == answers(created=date(1, 1, 1))


def test_what_was_created_after_the_day_by_which_something_had_to_be_done_is_not_late() -> None:
    found = answers(created=date(2019, 3, 1))
    assert found["drill"] == found["drill on a day"] == "no date set | – · –"


def test_what_was_created_on_the_very_day_on_which_something_had_to_be_done_is_late() -> None:
    found = answers(created=date(2018, 12, 31))
    assert found["drill"] == found["drill on a day"] == "overdue | 2018-12-31 · 2018-12-31"


def test_an_event_before_the_creation_leaves_in_doubt_which_of_the_two_is_wrong() -> None:
    found = answers(event("check", "2018-06-01"), created=date(2019, 3, 1), on="2020-01-01")
    doubt = "created is told as 1 March 2019, though the check of 1 June 2018 began before that"
    assert found["check"] == f"applies | – · – | needs: {doubt}"
    assert found["first check"] == f"undetermined | – · – | needs: {doubt}"


def test_a_policy_that_declares_no_day_of_creation_asks_for_none() -> None:
    policy = ready(POLICY.format(created="date").replace("facts:\n  created: date\n", ""))
    found = shown(decide(policy, Case("the mill"), date(2025, 6, 1)))
    assert found["check"] == "overdue | 2020-01-01 · 2020-01-01"
    assert found["yearly drill"] == "open | 2025-01-01 · 2025-12-31"


def test_a_forecast_expects_nothing_before_the_creation() -> None:
    """A first check is open from 2018 on; of a mill to be built in 2020 it is expected then."""
    mill = Case("the mill", {"created": date(2020, 5, 4)})
    found = forecast(ready(POLICY.format(created="date")), [mill], date(2018, 6, 1), date(2020, 12, 31)).forecast.events
    assert found[0].start == date(2020, 5, 4)
