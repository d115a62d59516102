"""What is ours and not the source's is shown wherever it stands, and by `why` where it has a part in the answer."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from ilacs_rules import Case, Event, Policy, changes, decide, document, explain, explanation, load, matrix
from tests.documents.reading_documents import Templates

FIRST = """
policy: fire
title: Fire safety
publisher: Anyshire Fire Service
status: example
published: 2018-12-01
in force: {from: 2019-01-01, assumes: only the year was found}
subject: building
sources:
  scheme: {title: The scheme}
scales:
  result: [safe, faulty]
events:
  check:
    records: {result: result}
    assumes: a check by the owner counts as one
    note: seen in a letter
definitions:
  found faulty:
    value: result of latest check is faulty
    assumes: a fault that was mended on the day is one
  never seen: no check
requirements:
  check:
    source: scheme
    when: found faulty
    event: check
    due: 1 year after end of latest check
  first check: {source: scheme, when: never seen, event: check, due: after 2019-01-01}
priorities:
  faulty first:
    when: found faulty
    assumes: the scheme does not say who comes first
    note: so it is done today
pauses:
  flood:
    source: scheme
    from: 2020-03-01
    until: 2020-03-31
    events: check
    assumes: that the clock stops is our reading
    note: the notice was not seen
"""
SECOND = """
policy: fire
amends: 2019-01-01
published: 2019-12-01
in force: {from: 2021-01-01}
definitions:
  found faulty: {assumes: a fault that was mended on the day is none}
priorities:
  faulty first: repealed
requirements:
  check: {due: 2 years after end of latest check}
transition:
  old checks:
    keep: 2019-01-01
    when: end of latest check is before 2020-01-01
    assumes: that old checks stay under the old text
    note: nobody asked
"""
OURS = (
    "a check by the owner counts as one",
    "a fault that was mended on the day is one",
    "the scheme does not say who comes first",
    "that the clock stops is our reading",
)
FAULTY = Case("Hall", {}, (Event("check", date(2019, 6, 3), date(2019, 6, 3), fields={"result": "faulty"}),))


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    (tmp_path / "2019-01-01.yaml").write_text(FIRST, encoding="utf-8")
    (tmp_path / "2021-01-01.yaml").write_text(SECOND, encoding="utf-8")
    return load(tmp_path)


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_the_document_lists_all_that_is_ours(policy: Policy) -> None:
    text = one_line(Templates().markdown(document(policy, date(2020, 1, 1), edition="full")))
    left_open = text[text.rindex("What the sources leave open") :]
    for ours in OURS:
        assert ours in left_open.lower()


def test_a_first_day_that_was_not_found_is_marked_wherever_it_stands(policy: Policy) -> None:
    text = one_line(Templates().markdown(document(policy, date(2020, 1, 1), edition="public")))
    assert "It is in force from 1 January 2019 (assumed: only the year was found)" in text
    assert text.count("n force from 1 January 2019") == text.count("n force from 1 January 2019 (assumed") > 3
    assert "| from 1 January 2019 (assumed) (this document) |" in text
    assert "In force from 1 January 2019 (assumed)." in one_line(explain(policy, date(2020, 1, 1)))


def test_each_rule_is_explained_with_it_and_with_its_note(policy: Policy) -> None:
    text = one_line(explain(policy, date(2020, 1, 1)))
    for ours in OURS[1:]:
        assert f"Our assumption, not the source’s: {ours}." in text
    assert "Note: so it is done today." in text
    assert "Note: the notice was not seen." in text


def test_the_matrix_marks_every_kind_of_rule(policy: Policy) -> None:
    told = matrix(policy, date(2021, 6, 1)).as_data()
    said = json.dumps(told)
    assert "that old checks stay under the old text" in said
    assert "that the clock stops is our reading" in said
    assert "a fault that was mended on the day is none" in said


def test_why_tells_of_the_definition_looked_at_and_of_the_pause_that_moved_the_date(policy: Policy) -> None:
    text = one_line(explanation(decide(policy, FAULTY, date(2020, 6, 30))).as_text())
    assert "Our assumption on “found faulty”, not the source’s: a fault that was mended on the day is one." in text
    assert "Our assumption on “flood”, not the source’s: that the clock stops is our reading." in text
    assert "who comes first" in text  # of a priority that puts this case forward


def test_why_tells_of_nothing_that_has_no_part_in_it(policy: Policy) -> None:
    told = explanation(decide(policy, Case("Mill"), date(2020, 6, 30)))
    assert [(each.requirement, [one.of for one in each.also_assumed]) for each in told.accounts] == [
        ("check", ["found faulty"]),
        ("first check", []),
    ]


def test_why_tells_by_which_assumption_an_earlier_version_decides(policy: Policy) -> None:
    told = explanation(decide(policy, FAULTY, date(2021, 6, 30)))
    assert "Our assumption on “old checks”, not the source’s: that old checks stay under the old text." in one_line(
        told.as_text()
    )
    assert told.as_data()["kept_by"] == {"of": "old checks", "assumption": "that old checks stay under the old text"}


def test_a_change_note_tells_what_is_assumed_otherwise(policy: Policy) -> None:
    text = one_line(changes(policy, date(2019, 1, 1), date(2021, 1, 1)).as_text())
    assumed = text[text.index("Assumptions") :]
    assert (
        "before: A fault that was mended on the day is one. after: A fault that was mended on the day is none."
        in assumed
    )
    assert "That old checks stay under the old text." in assumed
    assert "The scheme does not say who comes first." in assumed
