"""The two editions: everybody's has nothing that only its authors need, and both are kept as they are read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import Golden
from tests.documents.reading_documents import (
    FIRE,
    LAUNCH,
    ROOT,
    Folded,
    Link,
    Page,
    PageSection,
    PolicyDocument,
    RuleText,
    Templates,
    blocks_of,
    document,
    lines,
    pictures,
    plain,
    sentences,
)
from tests.documents.test_policy_document import links
from tests.policies import read_once

pytestmark = pytest.mark.thorough

HERE = Path(__file__).parent
SHOWN = (
    ROOT / "examples" / "documents" / "ilacs-2018"
)  # what the README shows, as `docs --on 2018-01-01 --known …` writes it
SCHOOLS = ROOT / "examples" / "schools"
NEWEST = read_once("ilacs").versions[-1].version.start
ANNOUNCED = date(2017, 11, 29)
PUBLIC = [
    pytest.param("ilacs", LAUNCH, ANNOUNCED, id="launch"),
    pytest.param("ilacs", NEWEST, None, id="newest"),
    pytest.param(FIRE, date(2024, 4, 1), None, id="fire-safety"),
]


@pytest.mark.parametrize(("policy", "on", "known"), PUBLIC)
def test_the_public_edition(
    golden: Golden, request: pytest.FixtureRequest, policy: str | Path, on: date, known: date | None
) -> None:
    name = request.node.callspec.id
    stored = SHOWN / "document.md" if name == "launch" else HERE / "editions" / f"{name}.md"
    golden(Templates().markdown(document(policy, on, "public", known)), stored)


def test_the_pictures_of_the_document_in_the_repository(golden: Golden) -> None:
    made = pictures(document("ilacs", LAUNCH, "public", ANNOUNCED))
    for name, picture in made.items():
        golden(picture, SHOWN / name)
    assert {path.name for path in (SHOWN / "pictures").iterdir()} == {Path(name).name for name in made}


def test_the_full_edition_of_the_newest(golden: Golden) -> None:
    golden(Templates().markdown(document("ilacs", NEWEST)), HERE / "editions" / "newest-full.md")


@pytest.mark.parametrize(("policy", "on", "known"), PUBLIC)
def test_the_public_edition_has_nothing_of_the_workshop(policy: str | Path, on: date, known: date | None) -> None:
    found = document(policy, on, "public", known)
    full = {page.name for page in document(policy, on, "full", known).pages}
    assert full - {page.name for page in found.pages} == {"guarantees", "examples", "rules"}
    assert [block for page in found.pages for block in blocks_of(page) if isinstance(block, RuleText)] == []
    assert [link for link in links(found) if link.anchor and link.anchor not in found.pages_by_anchor] == []
    told = "\n".join(lines(found))
    assert "Note: " not in told
    assert "Shown by examples" not in told
    assert "Boxing Day" not in told
    assert "The record of each one" not in told
    assert "There may be several at one time" not in told


def test_the_full_edition_says_of_each_rule_what_its_examples_show() -> None:
    pages = {page.name: page for page in document(FIRE, date(2024, 4, 1)).pages}
    sections = {section.title: section for name in ("requirements", "words") for section in pages[name].sections}

    def shown(title: str) -> dict[str, str]:
        (folded,) = (each for each in sections[title].blocks if isinstance(each, Folded) and "Shown" in each.summary)
        return dict(plain(item).split(": ", 1) for item in folded.items)

    certificate = shown("Certificate")
    assert certificate["It applies"] == "example 17"
    assert certificate["Its last day"] == "no example"
    assert shown("Team")["Row 1 gives the answer"].startswith("example ")


def test_an_example_shows_only_what_it_expects_something_of() -> None:
    """Example 1 of the launch is on a day when a self-evaluation is asked for, and says nothing of it; 25 does."""
    (page,) = (page for page in document("ilacs", LAUNCH).pages if page.name == "requirements")
    (section,) = (each for each in page.sections if each.title == "Self-evaluation")
    (folded,) = (each for each in section.blocks if isinstance(each, Folded) and "Shown" in each.summary)
    told = dict(plain(item).split(": ", 1) for item in folded.items)
    assert told["It applies"] == "example 25"
    assert told["The day on which it is due"] == "no example"


def test_of_what_may_be_done_before_its_day_no_opening_day_is_told() -> None:
    """A short inspection before its three years are over counts as well."""
    told = lines(document("ilacs", LAUNCH))
    assert [each for each in told if "due on 29 June 2021, late after 29 June 2021" in each and "opens" not in each]
    (counting,) = [each for each in told if "one before its day counts as well" in each]
    assert "“short inspection”, “standard inspection”" in counting
    assert "focused visit" not in counting


def test_those_whom_earlier_rules_keep_are_told_what_these_ask_of_them() -> None:
    """An authority judged inadequate overall in January 2026 reads in this document what is to be done."""
    told = lines(document("ilacs", NEWEST, "public"))
    theirs = [each.split(" | ", 1)[1] for each in told if "Transition: Inspected before April 2026" in each]
    assert "Action plan: The local authority must produce an action plan within 70 working days" in str(theirs)
    assert "Re-inspection: Ofsted will carry out a standard inspection after the first three" in str(theirs)
    leaves_out = "This leaves out the local authorities for which the rules of 13 December 2024 go on."
    for title in ("Short inspection", "Standard inspection", "Focused visit", "Action plan"):
        assert [each for each in told if f" {title} | {leaves_out}" in each and each.startswith("3.")], title
    assert not [each for each in told if "Self-evaluation | This leaves out" in each]  # in the same words


def test_what_sources_are_is_told_to_everybody() -> None:
    told = lines(document("ilacs", LAUNCH, "public", ANNOUNCED))
    assert [each for each in told if "Monitoring handbook | About it: Of May 2016" in each]


def test_an_example_shows_a_kind_of_inspection_whose_length_the_rules_tell() -> None:
    """No days are made up for the older kind, of which the launch says no length."""
    told = lines(document("ilacs", LAUNCH, "public", ANNOUNCED))
    assert [each for each in told if "with a short inspection of 22–26 January 2018" in each and "inadequate" in each]
    assert not [each for each in told if each.startswith("2.") and "single inspection framework of " in each]


def test_what_examples_show_is_said_in_readers_words() -> None:
    told = lines(document("ilacs", NEWEST))
    assert [each for each in told if "The judgements were good enough for a short inspection: example " in each]
    assert not [each for each in told if "Gate passed" in each.split(" | ", 1)[1][:12] and "is so" in each]


def test_what_is_not_so_is_said_of_its_parts() -> None:
    told = "\n".join(lines(document("ilacs", NEWEST, "public")))
    assert (
        "“The judgements were not good enough for a short inspection” means that at least one of these is true." in told
    )
    assert "not both of these" not in told
    assert "not all three of these" not in told


def test_a_worked_example_tells_from_what_its_answer_follows() -> None:
    """Who has no rule text and no link to the example learns what concern it was, and when."""
    told = lines(document("ilacs", LAUNCH, "public", ANNOUNCED))
    assert [each for each in told if "The serious concern was the concern of 8 May 2019." in each]
    newest = lines(document("ilacs", NEWEST, "public"))
    assert [each for each in newest if "The last pause was the pause of an inspection of 12 June 2024." in each]


def test_the_steps_of_a_worked_example_tell_the_judgements_that_decided_its_condition() -> None:
    """Its title speaks of good leaders and two good judgements: which they are stands in the steps."""
    told = [each for each in lines(document("ilacs", NEWEST, "public")) if each.startswith("3.1 Short inspection | ")]
    assert [each.partition(" | ")[2] for each in told if each.endswith("(the last inspection).")] == [
        "Impact of leaders on practice with children and families: good (the last inspection).",
        "Experiences and progress of children who need help and protection: good (the last inspection).",
        "Experiences and progress of children in care: good (the last inspection).",
        "Experiences and progress of care leavers: requires improvement to be good (the last inspection).",
    ]


def test_an_allowance_that_is_used_up_is_not_told_as_something_done() -> None:
    told = lines(document(FIRE, date(2024, 4, 1), "public"))
    assert [each for each in told if "On 20 November 2024 it has been done as often as it may be (twice)" in each]
    assert [each for each in told if "o more may be done before 1 January 2025." in each]


def test_everybody_is_told_what_an_inspection_finds_and_not_how_it_is_kept_on_record() -> None:
    told = lines(document("ilacs", LAUNCH, "public", ANNOUNCED))
    assert [
        each for each in told if "What is told of each: overall effectiveness; " in each and "(see “grade”)" in each
    ]
    assert not [each for each in told if "closing day" in each and "origin" in each]


def test_a_word_says_who_does_it_and_when_by_how_binding_that_is() -> None:
    """Not “required” of what will be done, nor of what may be."""
    told = lines(document(FIRE, date(2024, 4, 1), "public"))
    said = [each.partition(" | ")[2] for each in told if "Who does it and when" in each]
    assert "Who does it and when: “re-check” and “first check” (usually)." in said
    assert "Who does it and when: “advice visit” (allowed)." in said
    assert not [each for each in told if "is required under" in each]


def test_which_paragraphs_no_rule_rests_on_is_told_to_those_who_write_the_rules() -> None:
    full, public = (lines(document("ilacs", NEWEST, edition)) for edition in ("full", "public"))
    assert [each for each in full if "no rule of its own" in each]
    assert not [each for each in public if "no rule of its own" in each]


def test_of_a_made_up_case_nothing_is_recorded_for_nothing_has_taken_place() -> None:
    told = lines(document("ilacs", NEWEST, "public"))
    assert [each for each in told if each.endswith("picture: Nothing has taken place yet.")]
    assert not [each for each in told if "Nothing is recorded to have taken place" in each]


def test_the_steps_of_a_worked_example_are_no_button_where_nothing_can_be_opened() -> None:
    written = Templates().markdown(document("ilacs", NEWEST, "public"))
    assert "\nThe steps:\n" in written
    assert "Show the steps" not in written


def test_a_document_says_up_to_when_it_tells_what_was_known() -> None:
    make = Templates()
    assert "as known on 29 November 2017." in make.markdown(document("ilacs", LAUNCH, "public", ANNOUNCED))
    later = document("ilacs", NEWEST, "public")
    assert "as known when it was made." in make.markdown(later)
    assert [each for each in lines(later) if "also where that was learnt after 1 April 2026" in each]


def test_days_off_that_were_set_later_are_said_to_be_known_only_now() -> None:
    """That 3 June 2022 would be a holiday nobody knew in 2017."""
    then, now = (lines(document("ilacs", LAUNCH, "full", known)) for known in (ANNOUNCED, None))
    assert [each for each in then if "3 June 2022" in each]
    said = "Days set or moved after 29 November 2017 are among them."
    assert [each for each in then if said in each]
    assert not [each for each in now if "Days set or moved" in each]


@pytest.mark.parametrize(("policy", "on", "known"), PUBLIC)
def test_only_words_that_are_used_are_explained(policy: str | Path, on: date, known: date | None) -> None:
    found = document(policy, on, "public", known)
    leading = {link.anchor for page in found.pages for part in (page, *page.sections) for link in within(part)}
    (words,) = [page for page in found.pages if page.name == "words"]
    assert {section.anchor for section in words.sections} <= leading
    every = {section.anchor for page in document(policy, on).pages if page.name == "words" for section in page.sections}
    assert {section.anchor for section in words.sections} < every


def within(part: Page | PageSection) -> list[Link]:
    """The links of a page, or those of a section that do not lead to itself."""
    own = part.anchor if isinstance(part, PageSection) else part.name
    blocks = part.blocks
    found = [
        each
        for block in blocks
        for name in ("words", "items", "header", "rows")
        for each in _in(getattr(block, name, ()))
    ]
    return [each for each in found if each.anchor != own]


def _in(part: object) -> list[Link]:
    if isinstance(part, Link):
        return [part]
    return [link for each in part for link in _in(each)] if isinstance(part, tuple) else []


# ------------------------------------------------------------------------------------------------ how it reads


def sentences_of(found: PolicyDocument) -> Iterator[str]:
    """Every sentence of a document, those in the cells of its tables and below its pictures too."""
    for page in found.pages:
        for block in blocks_of(page):
            match block.kind:
                case "paragraph":
                    texts = [plain(block.words)]
                case "listing" | "folded":
                    texts = [plain(each) for each in block.items]
                case "table":
                    texts = [plain(cell) for row in block.rows for cell in row]
                case "picture":
                    texts = list(block.words)
            for text in texts:
                yield from sentences(text)


@pytest.mark.parametrize(
    ("policy", "on", "known"), [*PUBLIC, pytest.param(SCHOOLS, date(2025, 9, 1), None, id="schools")]
)
def test_sentences_for_everybody_are_short(policy: str | Path, on: date, known: date | None) -> None:
    told = list(sentences_of(document(policy, on, "public", known)))
    long = [each for each in told if len(each.split()) > 25]
    assert len(told) > 100
    assert len(long) <= len(told) * 0.05, "\n".join(long)


@pytest.mark.parametrize("edition", ["public", "full"])
@pytest.mark.parametrize(("policy", "on", "known"), PUBLIC)
def test_no_word_of_the_machine_stands_in_a_sentence(
    policy: str | Path, on: date, known: date | None, edition: str
) -> None:
    told = list(sentences_of(document(policy, on, edition, known if edition == "public" else None)))
    for words in ("” holds", "does not hold", "free text", "never complete", "left to do", "carried by no rule"):
        assert [each for each in told if words in each] == [], words


def test_words_for_readers_stand_where_they_are_looked_for() -> None:
    found = "\n".join(lines(document(SCHOOLS, date(2025, 9, 1), "public")))
    for words in (
        "1 The policy | How Anyshire visits its schools",
        "1.1 What this policy is | Next steps: Send the first attendance return",
        "Contact: The visits team, 1 Shire Square",
        "Licence: Anyone may use this text again.",
        "In the words of the source: “We look at teaching",
        "Attendance return | How many pupils were in school",
        "“Failing”: pupils are let down, and the visitors come again.",
        "“Teaching”: how pupils are taught, and what they learn.",
        "The school must meet the parents within 10 school days",
        "What the school has to do | What | For whom | When",
        "What Anyshire Schools Service does | What | For whom | When",
    ):
        assert words in found, words


WELL = "{value: any check, said as: all is well}"
WORDS = """\
policy: checks
title: Checks
publisher: Anyshire
status: draft
published: 2024-01-31
in force: {from: 2024-01-31}
subject: school
sources: {law: {title: A law, LICENCEparagraphs: [section 1: {text: Every school is checked.}]}}
events: {check: {records: {safe: yes or no}}}
definitions:
  in order: SAID
requirements:
  check: {source: "law, section 1", when: WHEN, event: check, due: every month after end of latest check}
"""


@pytest.mark.parametrize(
    ("said", "when", "told"),
    [
        ("any check", "in order", "When there has been a check, Anyshire must"),
        ("any check", "not in order", "When there has been no check, Anyshire must"),
        ("any check and no check", "in order", "When “in order” applies, Anyshire must"),
        ("any check and no check", "not in order", "When “in order” does not apply, Anyshire must"),
        ("{value: any check, said as: all is well}", "in order", "When all is well, Anyshire must"),
        (
            "{value: any check, said as: all is well}",
            "not in order",
            "When it is not so that all is well, Anyshire must",
        ),
        (
            "{value: any check, said as: all is well, said if not: all is lost}",
            "not in order",
            "When all is lost, Anyshire must",
        ),
    ],
)
def test_a_condition_with_a_name_is_said_in_readers_words(tmp_path: Path, said: str, when: str, told: str) -> None:
    text = WORDS.replace("SAID", said).replace("WHEN", when).replace("LICENCE", "")
    (tmp_path / "checks.yaml").write_text(text, encoding="utf-8")
    found = "\n".join(lines(document(tmp_path / "checks.yaml", date(2024, 6, 1))))
    assert told in found
    assert "In the words of the source" not in found  # it has no licence
