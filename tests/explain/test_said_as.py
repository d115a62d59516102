"""Words of its author's own for a yes or no; and what no list of values, and no verb, may say of what it is not."""

from __future__ import annotations

import pytest

from ilacs_rules import explain
from tests.explain import fire

POLICY = """\
policy: checks
title: Checks
publisher: Anyshire
published: 2024-01-31
in force: {from: 2024-01-31}
subject: school
scales: {weight: [slight, serious]}
facts:
  weight: weight
  bells: {is: yes or no, said as: the school has bells, said if not: the school has no bells}
events:
  alarm: {}
  check: {records: {fault: {is: yes or no, said as: found a fault, said if not: found none}, mess: yes or no}}
  advice: {}
definitions:
  weak: if weight is serious then 3 else if bells then 2 else 1
  alarms in the past year: number of alarms since (today - 1 year)
requirements:
  asked: {when: CONDITION, event: check, due: every year}
  offered: {event: advice, strength: may, due: every year}
"""


def explained(condition: str) -> str:
    return " ".join(explain(fire.policy(POLICY.replace("CONDITION", condition)), width=10_000).split())


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("bells", "When the school has bells,"),
        ("not bells", "When the school has no bells,"),
        ("fault of latest check is yes", "When the latest check found a fault,"),
        ("not (fault of latest check)", "When the latest check found none,"),
        ("any check where (fault is yes)", "When there has been a check that found a fault,"),
        ("any check where (fault is no and mess is yes)", "a check that found none and whose “mess” is yes,"),
        ("mess of latest check", "When the “mess” of the latest check is yes,"),  # nobody has words for it
        ("weight is slight or not (weight is recorded)", "When the weight is slight or not recorded,"),
        ("start of latest check is before 2024-05-01", "When the latest check began before 1 May 2024,"),
        ("not (publication of latest check >= 2024-05-01)", "the latest check was not published on or after 1 May"),
    ],
)
def test_a_condition_reads_as_its_author_says_it(condition: str, words: str) -> None:
    assert words in explained(condition)


def test_what_is_a_value_is_no_meaning() -> None:
    told = explained("bells")
    assert "“Weight” is one of these: slight, serious." in told  # nothing asks if one is better than the other
    assert "where “better” means earlier in the list: slight, serious." in explained("weight is better than serious")
    assert (
        "If the weight is serious, “weak” is 3. Otherwise, if the school has bells, it is 2. Otherwise it is 1." in told
    )
    assert "“Alarms in the past year”: how many there were." in told
