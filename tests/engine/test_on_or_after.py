"""What is due on or after a day of an event: never done by that event itself."""

from __future__ import annotations

from datetime import date

from ilacs_rules import Case, Event, decide
from tests.policies import loaded

POLICY = loaded("""\
policy: visits
title: Visits
publisher: Anyshire
published: 2017-11-01
in force: {from: 2018-01-01}
subject: house
events:
  visit: {}
requirements:
  next visit: {assumes: an example, event: visit, due: on or after end of latest visit}
""")


def test_the_event_that_it_is_reckoned_from_does_not_count_though_it_lies_on_that_day() -> None:
    on = date(2020, 2, 29)
    (owed,) = decide(POLICY, Case("House", events=(Event("visit", on, on),)), on).obligations
    assert (owed.status, owed.opens) == ("open", on)
