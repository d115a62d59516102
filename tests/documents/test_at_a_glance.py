"""What the table at the head of a document says of made-up cases is true of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ilacs_rules import document, load
from ilacs_rules.documents.policy_document.content import TableBlock, blocks_of, plain
from ilacs_rules.documents.policy_document.document import policy_document
from tests.documents.reading_documents import lines
from tests.documents.test_policy_document import links

POLICY = """\
policy: checks
title: Checks
status: example
publisher: Anyshire
published: 2022-01-31
in force: {from: 2022-01-31}
subject: school
scales: {result: [safe, unsafe]}
events: {check: {records: {result: result}}, notice: {records: {urgent: yes or no}}, letter: {}, drill: {}}
definitions:
  last result: result of latest check
requirements:
  check: {assumes: it, when: last result is unsafe, event: check, due: 1 month after end of latest check}
  drill: {assumes: it, event: drill, due: at least 1 in each calendar year}
  answer: {assumes: it, for each: notice, event: letter, due: within 5 days after end of this notice}
  urgent answer:
    assumes: it
    for each: notice where (urgent)
    event: letter
    due: within 1 day after end of this notice
"""


def document_text(tmp_path: Path) -> str:
    (tmp_path / "checks.yaml").write_text(POLICY, encoding="utf-8")
    return "\n".join(lines(policy_document(load(tmp_path / "checks.yaml"), date(2024, 6, 1))))


def test_a_made_up_school_has_missed_nothing_on_its_first_day(tmp_path: Path) -> None:
    assert "missed" not in document_text(tmp_path)


def test_every_row_is_the_rule_itself(tmp_path: Path) -> None:
    """Whom it is for is told, where it is no situation; and nowhere that something is not asked."""
    (tmp_path / "checks.yaml").write_text(POLICY, encoding="utf-8")
    document = policy_document(load(tmp_path / "checks.yaml"), date(2024, 6, 1))
    (table,) = [
        block
        for page in document.pages
        for block in blocks_of(page)
        if isinstance(block, TableBlock) and block.caption == "Who does what, and when"
    ]
    assert [" | ".join(map(plain, row)) for row in table.rows] == [
        "Judged unsafe | Check ① | Anyshire | 1 month after the end of the latest check | not said",
        "Every school | Drill ① | Anyshire | At least once in each calendar year | not said",
        "For each notice | Answer: a letter ① | Anyshire | Within 5 days after the end of that notice | not said",
        "For each notice whose “urgent” is yes | Urgent answer: a letter ① | Anyshire | Within 1 day after the end of "
        "that notice | not said",
    ]
    assert table.together == (1, 1, 1, 1)


def test_what_is_ours_is_marked_and_told_once_where_it_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "checks.yaml").write_text(POLICY, encoding="utf-8")
    found = document(load(tmp_path / "checks.yaml"), date(2024, 6, 1), edition="public")
    (readings,) = [page for page in found.pages if page.name == "readings"]
    assert [section.title for section in readings.sections] == ["Check, drill, answer and urgent answer"]
    own = found.pages_by_anchor
    told = [link for link in links(found) if link.text == "No source says this: it is ours."]
    assert len(told) == 4
    assert {own[link.anchor] for link in told} == {"readings"}
    assert "① What bears this mark rests" in "\n".join(lines(found))


def test_where_nothing_is_ours_there_is_no_mark(tmp_path: Path) -> None:
    unmarked = POLICY.replace("assumes: it, ", "").replace("    assumes: it\n", "")
    (tmp_path / "checks.yaml").write_text(unmarked, encoding="utf-8")
    told = lines(document(load(tmp_path / "checks.yaml"), date(2024, 6, 1), edition="public"))
    assert [each for each in told if "①" in each or "reading of ours" in each] == []
