"""What the table at the head of a document says of made-up cases is true of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ilacs_rules import load
from ilacs_rules.documents.policy_document.content import TableBlock, blocks_of, plain
from ilacs_rules.documents.policy_document.document import policy_document
from tests.documents.reading_documents import lines

POLICY = """\
policy: checks
title: Checks
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
        "Judged unsafe | Check | Anyshire | 1 month after the end of the latest check | not said",
        "Every school | Drill | Anyshire | At least once in each calendar year | not said",
        "For each notice | Answer | Anyshire | Within 5 days after the end of that notice | not said",
        "For each notice whose “urgent” is yes | Urgent answer | Anyshire | Within 1 day after the end of that notice "
        "| not said",
    ]
    assert table.together == (1, 1, 1, 1)
