"""That there has been a check is not told beside a test of it; it is where the test could be so without one."""

from __future__ import annotations

import re
from datetime import date
from time import process_time

import pytest

from ilacs_rules import Case, Event, decide, explain
from tests.explain import fire
from tests.policies import SCHOOLS

POLICY = (
    SCHOOLS
    + """\
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
)
DAY = date(2024, 5, 1)
CASES = (
    Case("Never checked"),
    Case("Checked", events=(Event("check", DAY, DAY, DAY, {"result": "poor"}),)),
    Case("Good", events=(Event("check", DAY, DAY, DAY, {"result": "good"}),)),
    Case("No result known", events=(Event("check", DAY, DAY, DAY),)),
)


LONG = (
    "result of last check is poor or closed of last check is before 2024-03-03 "
    "or end of last check is before 2023-01-01 "
    "or start of last check is after 2025-02-03 or publication of last check is before 2020-01-01"
)


def in_words(condition: str, definitions: str = "") -> str:
    text = POLICY.replace("CONDITION", condition).replace("requirements:", f"{definitions}requirements:")
    return " ".join(explain(fire.policy(text), width=10_000).split())


def told(condition: str, definitions: str = "") -> str:
    words = in_words(condition, definitions)
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


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("any check and (unsafe or any visit)", "there has been a check and either the school is unsafe or there has"),
        ("any check and (unsafe or closed of last check is recorded)", "the school is unsafe or the closed of the"),
        ("no visit or (any check and unsafe)", "there has been no visit or the school is unsafe"),
        (
            "no visit or (any check and any visit and unsafe)",
            "there has been no visit, or both there has been a visit and",
        ),
        ("any visit where (any check and unsafe)", "there has been a visit where the school is unsafe"),
        (
            "any check where (result is poor and (any visit or no short check))",
            "there has been a check where its result is poor and either there has been a visit or",
        ),
        (f"any check and ({LONG})", "the result of the last check is poor, the closed of the last check is before"),
    ],
)
def test_what_is_left_is_told_as_by_itself(condition: str, words: str) -> None:
    assert told(condition).startswith(words)


def test_a_name_for_what_is_left_means_that_alone() -> None:
    odd = f"  odd: {{value: any check and ({LONG}), said as: the school is odd}}\n"
    assert "“The school is odd” means that the result of the last check is poor, the closed" in in_words("odd", odd)


def test_what_names_imply_is_found_once_however_often_they_are_named() -> None:
    names = "".join(f"  a{n}: a{n - 1} {'and' if n % 2 else 'or'} a{n - 1}\n" for n in range(1, 20))
    start = process_time()
    assert told("any check and a19", f"  a0: result of last check is poor\n{names}") == "“a19” applies"
    assert process_time() - start < 3, "each further name takes twice as long"  # half a million ways lead to the first
