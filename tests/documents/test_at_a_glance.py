"""What the table at the head of a document says of made-up cases is true of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ilacs_rules import document, load
from ilacs_rules.documents.policy_document.content import TableBlock, blocks_of, plain, texts_of
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
    return "\n".join(lines(document(load(tmp_path / "checks.yaml"), date(2024, 6, 1))))


def test_a_made_up_school_has_missed_nothing_on_its_first_day(tmp_path: Path) -> None:
    assert "missed" not in document_text(tmp_path)


def test_every_row_is_the_rule_itself(tmp_path: Path) -> None:
    """Whom it is for is told, where it is no situation; and nowhere that something is not asked."""
    (tmp_path / "checks.yaml").write_text(POLICY, encoding="utf-8")
    told = document(load(tmp_path / "checks.yaml"), date(2024, 6, 1))
    (table,) = [
        block
        for page in told.pages
        for block in blocks_of(page)
        if isinstance(block, TableBlock) and block.caption == "Who does what, and when"
    ]
    assert [" | ".join(map(plain, row)) for row in table.rows] == [
        "Judged unsafe | Check | Anyshire | 1 month after the end of the latest check | not said",
        "Every school | Drill | Anyshire | At least once in each calendar year | not said",
        "For each notice | Answer: a letter | Anyshire | Within 5 days after the end of that notice | not said",
        "For each notice whose “urgent” is yes | Urgent answer: a letter | Anyshire | Within 1 day after the end of "
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
    told_below = lines(found)
    assert [each for each in told_below if "No source says any of this, and it is ours: see Points" in each]
    assert not [each for each in told_below if "marks what" in each], "a mark at every row would mark nothing"


HEARSAY = (
    POLICY.replace("scales:", "sources: {law: {title: A law}, blog: {title: A blog, kind: second-hand}}\nscales:")
    .replace("check: {assumes: it, ", "check: {source: law, ")
    .replace("drill: {assumes: it, ", "drill: {source: blog, assumes: it, ")
    .replace("  answer: {assumes: it, ", "  answer: {source: law, assumes: it, ")
)


def test_a_reading_of_ours_hearsay_and_what_no_source_says_have_marks_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "checks.yaml").write_text(HEARSAY, encoding="utf-8")
    found = document(load(tmp_path / "checks.yaml"), date(2024, 6, 1), edition="public")
    told = [each for each in lines(found) if each.startswith("1.2 ")]
    assert [each.split(" | ")[2] for each in told[1:5]] == [
        "Check",
        "Drill ① ②",
        "Answer: a letter ①",
        "Urgent answer: a letter ③",
    ]
    assert [each.split(" | ")[1] for each in told[5:8]] == [
        "① marks what rests in part on a reading of ours: see Points of interpretation.",
        "② marks what has second-hand sources alone; parts of the rest may have no others: see Where it comes from.",
        "③ marks what no source says and is ours: see Points of interpretation.",
    ]
    (page,) = [each for each in found.pages if each.name == "requirements"]
    heads = {section.title: next(texts_of(section)) for section in page.sections}
    assert heads["Drill"] == "① This rests in part on a reading of ours. ② All sources of this are second-hand."
    assert heads["Urgent answer"] == "③ No source says this: it is ours."
    assert heads["Check"].startswith("When the last result is unsafe")


WHO_IS_OURS = (
    HEARSAY.replace("when: last result is unsafe", "when: in danger")
    .replace("drill: {source: blog, assumes: it, ", "drill: {source: law, when: not in danger, ")
    .replace(
        "requirements:",
        "  in danger: {assumes: it, value: last result is unsafe, said as: it is unsafe, said if not: it is safe}\n"
        "requirements:",
    )
)


def test_who_counts_as_what_bears_its_own_mark_wherever_a_row_names_it(tmp_path: Path) -> None:
    """The duty has a source; whom it is for, and which situation it stands in, has none."""
    (tmp_path / "checks.yaml").write_text(WHO_IS_OURS, encoding="utf-8")
    found = document(load(tmp_path / "checks.yaml"), date(2024, 6, 1), edition="public")
    told = [each.split(" | ") for each in lines(found)]
    assert [each[1:3] for each in told if each[0].startswith("1.2 ") and len(each) > 3][1:3] == [
        ["Judged unsafe ③", "Check"],
        ["Where it is safe ③", "Drill"],
    ]
    assert ["Check", "When it is unsafe ③"] in [each[1:3] for each in told if each[0].startswith("1.3 ")]
    words = [" ".join(each) for each in told]
    assert [each for each in words if "Judged unsafe ③: check, 1 month after" in each]
    assert [each for each in words if "Judged unsafe ③: check after 1 month" in each]


def test_one_that_is_written_out_in_place_bears_it_at_the_end(tmp_path: Path) -> None:
    (tmp_path / "checks.yaml").write_text(
        WHO_IS_OURS.replace(", said as: it is unsafe, said if not: it is safe", ""), encoding="utf-8"
    )
    found = document(load(tmp_path / "checks.yaml"), date(2024, 6, 1), edition="public")
    told = [each.split(" | ") for each in lines(found)]
    assert ["Check", "When the last result is unsafe ③"] in [each[1:3] for each in told if each[0].startswith("1.3 ")]


def test_where_nothing_is_ours_there_is_no_mark(tmp_path: Path) -> None:
    unmarked = POLICY.replace("assumes: it, ", "").replace("    assumes: it\n", "")
    (tmp_path / "checks.yaml").write_text(unmarked, encoding="utf-8")
    told = lines(document(load(tmp_path / "checks.yaml"), date(2024, 6, 1), edition="public"))
    assert [each for each in told if "①" in each or "reading of ours" in each] == []
