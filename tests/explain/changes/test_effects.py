"""What a change means in made-up cases: they are the same cases, whatever readers are shown for a judgement."""

from __future__ import annotations

from ilacs_rules.explain.changes.effects import effects
from tests.explain import fire

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
    found = effects(*(fire.policy(text).versions[-1] for text in (before, after)))
    return [(effect.words, [f"{one.before} | {one.after}" for one in effect.asked]) for effect in found]


def test_a_new_label_or_subject_makes_no_other_case_of_it() -> None:
    asked = "Anyshire must carry out a check. It is due on 31 January"
    both = [f"{asked} 2025. | {asked} 2026."]
    assert told(BEFORE, AFTER) == [("a school judged “not safe”", both)]
    assert told(BEFORE, AFTER.replace("label: not safe", "label: poor")) == [("a school judged poor", both)]
    assert told(BEFORE, AFTER.replace("subject: school", "subject: nursery")) == [("a nursery judged “not safe”", both)]


def test_a_new_subject_that_is_the_only_one_is_named_once() -> None:
    """It was “A new schoolnew”."""
    before = BEFORE.replace("is unsafe", "is missing").replace("after end of latest check", "after 2024-01-31")
    assert [words for words, _ in told(before, before.replace("every year", "every 2 years"))] == [
        "a school where the result of the latest check is not recorded"
    ]
    plain = before.replace(" {records: {result: result}}", " {}").replace(
        "result of latest check is missing", "no check"
    )
    plain = plain.replace("scales: {result: [safe, unsafe: {label: not safe}]}\n", "")
    assert [words for words, _ in told(plain, plain.replace("every year", "every 2 years"))] == [
        "a school with no check yet"
    ]
