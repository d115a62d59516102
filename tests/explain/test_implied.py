"""That there has been a check is not told beside a test of it; it is where the test could be so without one."""

from __future__ import annotations

import re
from datetime import date

import pytest

from ilacs_rules import Case, Event, decide, explain
from tests.explain import fire

POLICY = """\
policy: checks
title: Checks
publisher: Anyshire
published: 2024-01-31
in force: {from: 2024-01-31}
subject: school
scales: {result: [good, fair, poor]}
events:
  check: {records: {result: result, closed: {is: date, default: nothing}}}
  short check: {is: check}
  visit: {}
definitions:
  last check: latest check
  unsafe: {value: result of last check is poor, said as: the school is unsafe, said if not: the school is not unsafe}
requirements:
  visit: {when: CONDITION, event: visit, due: within 1 year after end of last check}
"""
DAY = date(2024, 5, 1)
CASES = (
    Case("Never checked"),
    Case("Checked", events=(Event("check", DAY, DAY, DAY, {"result": "poor"}),)),
    Case("Good", events=(Event("check", DAY, DAY, DAY, {"result": "good"}),)),
    Case("No result known", events=(Event("check", DAY, DAY, DAY),)),
)


def told(condition: str) -> str:
    words = " ".join(explain(fire.policy(POLICY.replace("CONDITION", condition)), width=10_000).split())
    found = re.search("(?:When|This applies when) (.*?)[.,] Anyshire must", words)
    assert found is not None, words
    return found[1]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("result of last check is good or better", "the result of the last check is good or better"),
        ("unsafe", "the school is unsafe"),
        ("start of latest short check is before 2024-06-01", "the latest short check began before 1 June 2024"),
        ("closed of last check is recorded", "the closed of the last check is recorded"),
    ],
)
def test_what_a_test_of_it_says_already_is_told_once(said: str, words: str) -> None:
    assert told(f"any check and {said}") == words
    both, alone = (fire.policy(POLICY.replace("CONDITION", each)) for each in (f"any check and {said}", said))
    for case in CASES:
        on = date(2024, 8, 1)
        assert decide(both, case, on).obligation("visit").status == decide(alone, case, on).obligation("visit").status


@pytest.mark.parametrize(
    "said",
    [
        "not unsafe",
        "result of last check is not good",
        "result of last check is missing",
        "(unsafe or no visit)",
        "end of latest visit is before 2024-06-01",
    ],
)
def test_what_could_be_so_without_one_leaves_it_to_be_told(said: str) -> None:
    assert told(f"any check and {said}").startswith("there has been a check and ")


def test_a_narrower_kind_is_not_implied() -> None:
    assert told("any short check and unsafe") == "there has been a short check and the school is unsafe"
