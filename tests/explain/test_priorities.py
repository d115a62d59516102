"""Who comes first, in words: they say which end of an order is its beginning, as it is when cases are ranked."""

from __future__ import annotations

import pytest

from ilacs_rules import explain
from tests.explain import fire
from tests.policies import SCHOOLS

POLICY = (
    SCHOOLS
    + """\
scales: {grade: [good, fair, poor]}
choices: {kind: [day, boarding]}
facts: {result: grade, sort: kind, pupils: number, opened: date, listed: yes or no, head: text}
events: {check: {}}
requirements:
  check: {event: check, due: every year}
priorities:
  order: {by: FACT}
"""
)


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        ("result", "Schools come in the order of the result, “poor” first."),
        ("sort", "Schools come in the order of the sort, “boarding” first."),
        ("pupils", "Schools come in the order of the pupils, smallest first."),
        (
            "opened",
            "Schools come in the order of the day the school was opened, earliest first, and without such a day last.",
        ),
        ("listed", "Schools come in the order of “listed”, yes before no."),
        ("head", "Schools come in the order of the head, by the alphabet."),
    ],
)
def test_an_order_says_what_comes_first(fact: str, words: str) -> None:
    assert words in explain(fire.policy(POLICY.replace("FACT", fact)), width=200)


def test_a_later_one_says_what_has_left_undecided_whom_it_puts_in_order() -> None:
    more = "  order: {by: pupils}\n  old: {by: opened}\n  named: {by: head}\n"
    told = explain(fire.policy(POLICY.replace("  order: {by: FACT}\n", more)), width=200)
    assert "Schools that are alike in “order” come in the order of the day" in told
    assert "Schools that are alike in “order” and “old” come in the order of the head" in told


def test_whom_a_later_one_puts_first_comes_next() -> None:
    more = "  poor: {when: result is poor, among: what is due}\n  listed: {when: listed, among: what is due}\n"
    told = explain(fire.policy(POLICY.replace("  order: {by: FACT}\n", more)), width=200)
    assert "Of several schools with something open or late, those come first where the result is poor." in told
    assert "After “poor”, next come those where “listed” is yes." in told
