"""Why something is so where a day that it hangs on is known only to its month, and the answer is the same on each."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_rules import Case, Day, Event, Partial, decide, explain
from tests.explain import fire
from tests.explain.deciding import FACTS, event

MARCH = Partial(date(2019, 3, 1), date(2019, 3, 31))


def _told(when: str, start: Day, end: Day) -> str:
    """The reasons of a building checked once, of which safety meetings are asked on a condition."""
    text = fire.TEXT.replace("    event: safety meeting\n", f"    event: safety meeting\n    when: {when}\n")
    checked = Case("Alder House", FACTS, (Event("full check", start, end, None, {"result": "safe"}),))
    return explain(decide(fire.policy(text), checked, date(2020, 3, 1)), width=2000)


@pytest.mark.parametrize(
    ("when", "because"),
    [
        ("start of last check is before 2020-01-01", "the last check began before 1 January 2020 (in March 2019)"),
        (
            "end of last check > created",
            "the last check ended after the day the building was created (in March 2019 ",
        ),
        (
            "start of last check is between 2019-01-01 and 2019-12-31",
            "the start of the last check is between 1 January 2019 and 31 December 2019 (it is a day in March 2019)",
        ),
    ],
)
def test_the_month_is_told_and_not_that_the_day_is_not_known(when: str, because: str) -> None:
    told = _told(when, MARCH, MARCH)
    assert because in told
    assert "it is not known" not in told


def test_of_a_table_with_several_answers_each_is_told_and_the_row_as_the_document_numbers_it() -> None:
    table = """\
    hit policy: first
    outputs: 2
    table: |
      | height | checkers | time   |
      |--------|----------|--------|
      | > 30   | 4        | 2 days |
    default: (2, 1 day)
"""
    start, end = fire.TEXT.index("    hit policy: first"), fire.TEXT.index("\nrequirements:")
    text = fire.TEXT[:start] + table + fire.TEXT[end:]
    text = text.replace("when: previous result is advised or worse", "when: checkers of checkers on site > 1", 1)
    low = Case("Alder House", FACTS, (event("full check", "2019-11-18", result="unsafe"),))
    told = explain(decide(fire.policy(text), low, date(2020, 3, 1)), width=2000)
    assert "By “checkers on site” the checkers are 2 and the time is 1 day (row 2, any other)." in told
