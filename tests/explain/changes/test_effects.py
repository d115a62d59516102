"""What a change means for kinds of case: they are told in the words that readers have now."""

from __future__ import annotations

import pytest

from tests.explain import fire
from tests.policies import what_it_means

BEFORE = """\
policy: checks
title: Checks
publisher: Anyshire
published: 2024-01-31
in force: {from: 2024-01-31}
subject: school
sources: {law: {title: A law}}
scales: {result: [safe, unsafe: {label: not safe}]}
events: {check: {records: {result: result}}}
requirements:
  check: {source: law, when: result of latest check is unsafe, event: check, due: every year after end of latest check}
"""
AFTER = BEFORE.replace("every year", "every 2 years")


def told(before: str, after: str) -> list[tuple[str, list[str]]]:
    found = what_it_means(*(fire.policy(text).versions[-1] for text in (before, after))).found
    return [(effect.words, [f"{one.before} | {one.after}" for one in effect.asked]) for effect in found]


def test_a_kind_of_case_is_told_in_the_words_of_now() -> None:
    both = ["It is due on 1 January 2025. | It is due on 1 January 2026."]
    unsafe = "where the result of the latest check is"
    assert told(BEFORE, AFTER) == [(f"a school {unsafe} “not safe”", both)]
    assert told(BEFORE, AFTER.replace("label: not safe", "label: poor")) == [(f"a school {unsafe} poor", both)]
    assert told(BEFORE, AFTER.replace("subject: school", "subject: nursery")) == [
        (f"a nursery {unsafe} “not safe”", both)
    ]


def test_what_is_so_of_all_is_told_of_every_one() -> None:
    plain = BEFORE.replace("when: result of latest check is unsafe, ", "").replace(" after end of latest check", "")
    found = told(plain, plain.replace("event: check,", "event: check, strength: should,"))
    assert found == [("every school", ["Anyshire must carry out a check. | Anyshire should carry out a check."])]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "every year, at least 3 times, up to 5 times",
            "every year, at least 2 times, up to 5 times",
            "It is asked for three to five times. | It is asked for two to five times.",
        ),
        (
            "every year, at least 1 times, up to 2 times",
            "every year, at least 2 times, up to 2 times",
            "It is asked for once or twice. | It is asked for twice.",
        ),
        (
            "every year, at least 3 times",
            "every year, at least 2 times",
            "It is asked for at least three times. | It is asked for at least twice.",
        ),
        ("every year, up to 3 times", "every year, up to 4 times", "up to three times. | It is asked for up to four"),
        ("at least 2 in each calendar year", "at least 3 in each calendar year", "Two are to be done. | Three are to"),
        (
            "at most 2 in each calendar year",
            "at most 3 in each calendar year",
            "Anyshire must carry out at most two checks. | Anyshire must carry out at most three checks.",
        ),
        (
            "exactly 1 in each calendar year",
            "at most 1 in each calendar year",
            "must carry out at most one check. It needs nothing more.",
        ),
    ],
)
def test_how_many_are_asked_for_is_told_of_both_ends(before: str, after: str, said: str) -> None:
    """The least number as well as the most; and of what may be done so often, that it is not asked for."""
    due = "every year after end of latest check"
    plain = BEFORE.replace("when: result of latest check is unsafe, ", "").replace(due, f'"{due}"')
    ((_, (words,)),) = told(*(plain.replace(due, each) for each in (before, after)))
    assert said in words
