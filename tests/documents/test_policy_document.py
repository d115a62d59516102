"""The policy document: complete, linked, the same every time, and in the house style of whoever publishes it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from difflib import unified_diff
from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules import PolicyDocument, load
from ilacs_rules.documents.policy_document.content import (
    Link,
    PageSection,
    Paragraph,
    RuleText,
    anchors_of,
    blocks_of,
    plain,
)
from tests.conftest import Golden
from tests.documents.reading_documents import (
    FIRE,
    LAUNCH,
    ROOT,
    Templates,
    digest,
    document,
    every_document,
    lines,
    pictures,
)
from tests.policies import COUNTED_FROM_THE_FIRST, read_once

pytestmark = pytest.mark.thorough

HERE = Path(__file__).parent
EVERY = [pytest.param(policy, on, id=name) for name, policy, on in every_document()]


@pytest.fixture(scope="module")
def launch() -> PolicyDocument:
    return document("ilacs", LAUNCH)


@pytest.fixture(scope="module")
def alone() -> PolicyDocument:
    """The same where no later version is known, as of a policy in one file."""
    policy = read_once("ilacs")
    return ilacs_rules.document(replace(policy, versions=policy.versions[:1]), LAUNCH, edition="full")


def lines_of(section: PageSection) -> list[str]:
    """The paragraphs of a section."""
    return [
        (f"{each.label}: " if each.label else "") + plain(each.words)
        for each in section.blocks
        if isinstance(each, Paragraph)
    ]


def test_what_changes_next_has_a_page_of_its_own_where_another_version_follows(
    launch: PolicyDocument, alone: PolicyDocument
) -> None:
    (page,) = [page for page in launch.pages if page.name == "next"]
    assert page.title == "What changes next"
    assert page.sections[0].title == "What changes on 1 August 2018"
    assert [page for page in alone.pages if page.name == "next"] == []


# ------------------------------------------------------------------------------------------------ what it holds


@pytest.mark.parametrize(
    ("policy", "on", "stored"), [("ilacs", LAUNCH, "launch.md"), (FIRE, date(2024, 4, 1), "fire-safety.md")]
)
def test_the_whole_document(golden: Golden, policy: str | Path, on: date, stored: str) -> None:
    golden(Templates().markdown(document(policy, on)), HERE / stored)


def test_the_picture_that_the_manual_shows(golden: Golden, launch: PolicyDocument) -> None:
    picture = next(each for each in launch.pictures() if each.name == "picture-judged-inadequate")
    golden(picture.svg + "\n", ROOT / "docs" / "pictures" / "judged-inadequate.svg")


@pytest.mark.parametrize(("policy", "on"), EVERY)
def test_everything_of_the_version_is_in_it(policy: str | Path, on: date) -> None:
    version = read_once(policy).in_force(on).version
    known = set(document(policy, on).pages_by_anchor)
    kinds: dict[str, dict[str, object]] = {
        "requirement": dict(version.requirements),
        "definition": dict(version.definitions),
        "guarantee": dict(version.guarantees),
        "priority": dict(version.priorities),
        "pause": dict(version.pauses),
        "transition": dict(version.transitions),
        "source": dict(version.sources),
        "event": dict(version.vocabulary.events),
        "fact": dict(version.vocabulary.facts),
        "values": dict(version.vocabulary.value_sets),
        "example": {str(number): None for number in range(1, len(version.text.examples) + 1)},
    }
    for kind, items in kinds.items():
        assert sum(each.startswith(f"{kind}-") for each in known) == len(items), kind


@pytest.mark.parametrize(("policy", "on"), EVERY)
def test_each_requirement_has_a_worked_example_with_its_days(policy: str | Path, on: date) -> None:
    (page,) = [page for page in document(policy, on).pages if page.name == "requirements"]
    sections = [section for section in page.sections if section.anchor.startswith("requirement-")]
    assert sections
    for section in sections:
        (place,) = [at for at, each in enumerate(section.blocks) if getattr(each, "label", "") == "Worked example"]
        reckoned = section.blocks[place + 1]
        assert isinstance(reckoned, Paragraph)
        assert re.search(r"\b[12][0-9]{3}\b", plain(reckoned.words)), section.title


def test_no_day_is_told_that_something_to_come_will_move(tmp_path: Path) -> None:
    (tmp_path / "counted.yaml").write_text(COUNTED_FROM_THE_FIRST, encoding="utf-8")
    told = lines(document(tmp_path / "counted.yaml", date(2024, 1, 1)))
    hanging = [each for each in told if "depends on when “first visit” is done" in each]
    assert {each.split(" ")[0] for each in hanging} == {"2.1", "3.2"}
    assert [each for each in told if "as things stand" in each or "rovisional" in each] == []


@pytest.mark.parametrize(("policy", "on"), EVERY)
def test_every_link_leads_somewhere_and_no_anchor_stands_twice(policy: str | Path, on: date) -> None:
    found = document(policy, on)
    anchors = Counter(each for page in found.pages for each in anchors_of(page))
    assert [each for each, times in anchors.items() if times > 1] == []
    assert [link for link in links(found) if link.anchor and link.anchor not in anchors] == []
    assert [each for each in anchors if not re.fullmatch(r"[a-z0-9-]+", each)] == []


@pytest.mark.parametrize(("policy", "on"), EVERY)
def test_each_sentence_leads_to_its_rule_and_each_rule_to_its_sentence(policy: str | Path, on: date) -> None:
    found = document(policy, on)
    sections = {section.anchor: section for page in found.pages for section in page.sections}
    rules = {block.anchor: block for page in found.pages for block in blocks_of(page) if isinstance(block, RuleText)}
    assert rules
    for rule in rules.values():
        assert rule.said is not None
        back = sections[rule.said.anchor].rule
        assert back is not None, rule.said.anchor
        assert back.anchor == rule.anchor
    for section in sections.values():
        assert section.rule is None or section.rule.anchor in rules


def links(found: PolicyDocument) -> Iterator[Link]:
    def within(part: object) -> Iterator[Link]:
        if isinstance(part, Link):
            yield part
        elif isinstance(part, tuple):
            for each in part:
                yield from within(each)

    for page in found.pages:
        yield from (section.rule for section in page.sections if section.rule)
        for block in blocks_of(page):
            for name in ("words", "items", "header", "rows", "said"):
                yield from within(getattr(block, name, ()))


# ------------------------------------------------------------------------------------------------ the reader's test


@pytest.mark.parametrize(
    ("section", "said", "source"),
    [
        ("Short inspection", "The short inspection lasts 1 week", "announcement, paragraph 4, bullet 1"),
        (
            "Short inspection",
            "every 3 years after the end of the last inspection",
            "announcement, paragraph 4, bullet 1",
        ),
        ("Standard inspection", "The standard inspection lasts 2 weeks", "announcement, paragraph 4, bullet 2"),
        ("Standard inspection", "every 3 years after", "announcement, paragraph 4, bullet 2"),
        ("Monitoring after the first visit", "a monitoring visit every quarter", "announcement, paragraph 4, bullet 3"),
        ("Focused visit", "at least one focused visit", "announcement, paragraph 4, bullet 4"),
        ("Self-evaluation", "social work practice every year", "announcement, paragraph 5"),
        (
            "Annual conversation",
            "hold an annual conversation with the authority every year",
            "announcement, paragraph 5",
        ),
    ],
)
def test_every_number_of_the_launch_is_traced_to_a_rule_and_a_source(
    launch: PolicyDocument, section: str, said: str, source: str
) -> None:
    page = next(page for page in launch.pages if page.name == "requirements")
    found = next(each for each in page.sections if each.title == section)
    told = lines_of(found)
    assert any(said in line for line in told)
    assert any(line.startswith((f"Source: {source}", f"Sources: {source};")) for line in told)
    assert found.rule is not None
    assert found.rule.anchor in launch.pages_by_anchor


def test_no_other_number_stands_in_the_requirements_of_the_launch(launch: PolicyDocument) -> None:
    """First inspections, which the announcement does not tell of, last two weeks as well: that is marked as ours.

    So is what a concern leads to, and what goes on of the arrangement of 2016: the plan, the first visit after it, and
    how many there are at least.
    """
    (page,) = [page for page in launch.pages if page.name == "requirements"]
    told = {
        section.title: next(each for each in lines_of(section) if each[0] not in MARKS) for section in page.sections
    }
    numbers = {title: re.findall(r"\b\d+ \w+|every [a-z]+|at (?:least|most) \w+", text) for title, text in told.items()}
    assert {title: found for title, found in numbers.items() if found} == {
        "Short inspection": ["3 years", "1 week"],
        "Standard inspection": ["3 years", "2 weeks"],
        "Inspection on a concern": ["2 weeks"],
        "Action plan": ["70 working"],
        "First monitoring visit": ["4 weeks", "2 days"],
        "Monitoring after the first visit": ["every quarter", "at least three", "2 days"],
        "Focused visit": ["at least one"],
        "Self-evaluation": ["every year", "1 January"],  # the day of the rules, from which the first is counted
        "Annual conversation": ["every year", "1 January"],
        "First inspection": ["2 weeks"],
    }
    assert any(
        line.startswith("Our assumption") for line in lines_of(page.sections[list(told).index("First inspection")])
    )


MARKS = "①②③"  # how far a rule is found in its sources stands before what it says


EDITS = {
    "one week": ("    lasts: 1 week\n", "    lasts: 3 weeks\n"),
    "two weeks": (
        "    satisfied by: [inspection]\n    lasts: 2 weeks\n    due: every 3",
        "    satisfied by: [inspection]\n    lasts: 4 weeks\n    due: every 3",
    ),
    "three years": ("    lasts: 1 week\n    due: every 3 years", "    lasts: 1 week\n    due: every 4 years"),
    "quarterly": ("due: every quarter after", "due: every 2 months after"),
    "at least one": ("due: at least 1 between", "due: at least 2 between"),
    "yearly": ("    event: self-evaluation\n    due: every year", "    event: self-evaluation\n    due: every 2 years"),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_changed_number_changes_what_depends_on_it_and_nothing_else(
    golden: Golden, tmp_path: Path, alone: PolicyDocument, name: str
) -> None:
    text = (ROOT / "rules" / "ilacs" / "2018-01-01.yaml").read_text(encoding="utf-8")
    old, new = EDITS[name]
    assert text.count(old) == 1
    policy = tmp_path / "2018-01-01.yaml"
    policy.write_text(text.replace(old, new), encoding="utf-8")
    after = ilacs_rules.document(load(policy), LAUNCH, edition="full")
    changed = [
        line
        for line in unified_diff(lines(alone), lines(after), lineterm="", n=0)
        if not line.startswith(("---", "+++", "@@"))
    ]
    pairs = zip(alone.pictures(), after.pictures(), strict=True)
    drawn = [f"picture redrawn: {one.name}" for one, other in pairs if one.svg != other.svg]
    golden("\n".join([*changed, *drawn]) + "\n", HERE / "edits" / f"{name.replace(' ', '-')}.diff")


# ------------------------------------------------------------------------------------------------ forms


def test_the_site_has_a_page_for_each_part_and_the_whole_has_all(launch: PolicyDocument) -> None:
    site, whole = Templates().site(launch), Templates().whole(launch)
    assert {f"{page.name}.html" for page in launch.pages} | {"style.css", "search.js"} == set(site)
    for page in launch.pages:
        for section in page.sections:
            assert f'id="{section.anchor}"' in site[f"{page.name}.html"]
            assert f'id="{section.anchor}"' in whole


def test_a_name_that_looks_like_markup_is_text(tmp_path: Path) -> None:
    text = (FIRE / "2024-04-01.yaml").read_text(encoding="utf-8")
    policy = tmp_path / "2024-04-01.yaml"
    policy.write_text(
        text.replace("title: Fire-safety", "title: <script>alert(1)</script> & *safety*"), encoding="utf-8"
    )
    (tmp_path / "intervals.csv").write_bytes((FIRE / "intervals.csv").read_bytes())
    found = document(tmp_path, date(2024, 4, 1))
    whole = Templates().whole(found)
    assert "<script>alert" not in whole
    assert whole.count("<script") == 1, "that of the search box"
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; *safety*" in whole
    assert r"\<script\>alert(1)\</script\> & \*safety\*" in Templates().markdown(found)


def test_the_same_rules_give_the_same_bytes(launch: PolicyDocument) -> None:
    program = (
        "from datetime import date; from ilacs_rules.api import load\n"
        "from ilacs_rules.documents.policy_document.document import policy_document\n"
        "from tests.documents.reading_documents import digest\n"
        "from ilacs_rules.documents.policy_document.edition import Edition\n"
        "print(digest(policy_document(load('ilacs'), date(2018, 1, 1), edition=Edition.FULL)))"
    )
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    elsewhere = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", program], env=elsewhere, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == digest(launch)


SCHOOLS = """
policy: checks
title: Checks
publisher: Anyshire
status: draft
published: 2024-01-31
in force: {from: 2024-01-31}
month end: error
subject: school
sources: {law: {title: A law}}
scales: {result: [safe, unsafe]}
events: {check: {records: {result: result}}}
definitions:
  last check: latest check
requirements:
  check: {source: law, when: result of last check is unsafe, event: check, due: every PERIOD after end of last check}
"""


@pytest.mark.parametrize(
    ("period", "told"),
    [
        ("month", "A school judged unsafe cannot be decided: there is no 31 June 2024"),
        ("2 months", "No picture can be drawn: there is no 31 September 2024"),
    ],
)
def test_what_cannot_be_decided_or_drawn_is_told(tmp_path: Path, period: str, told: str) -> None:
    policy = tmp_path / "2024-01-31.yaml"
    policy.write_text(SCHOOLS.replace("PERIOD", period), encoding="utf-8")
    found = lines(document(policy, date(2024, 5, 3)))  # so that the last check ends on the 31st
    assert [line for line in found if told in line]
    other = "A school where the result of the last check is not unsafe | "
    assert [line for line in found if re.match(rf"2.\d {re.escape(other)}", line)]


def test_no_blank_is_left_where_something_should_stand(launch: PolicyDocument) -> None:
    told = "\n".join(lines(launch))
    assert not re.search(
        r"\bNone\b(?! that counts| of these)|  |\.\.| ,",
        re.sub(r"(?m)^.* The head of the file \|.*$|^10\..*$", "", told),
    )


# ------------------------------------------------------------------------------------------------ the house style


def test_a_template_of_the_house_takes_the_place_of_ours(tmp_path: Path, launch: PolicyDocument) -> None:
    (tmp_path / "style.css").write_text("body { color: rebeccapurple }\n", encoding="utf-8")
    (tmp_path / "page.html.j2").write_text(
        '{% extends "base.html.j2" %}{% import "blocks.html.j2" as make with context %}'
        "{% block navigation %}<p>House of {{ document.publisher }}</p>{% endblock %}"
        "{% block main %}{{ make.chapter(page, 1) }}{% endblock %}",
        encoding="utf-8",
    )
    ours, theirs = Templates().site(launch), Templates(tmp_path).site(launch)
    assert theirs["style.css"] == "body { color: rebeccapurple }\n"
    assert "<p>House of Ofsted</p>" in theirs["requirements.html"]
    assert 'class="contents"' in ours["requirements.html"]
    assert 'class="contents"' not in theirs["requirements.html"]
    assert "every 3 years after the end of" in theirs["requirements.html"]
    assert pictures(launch) == pictures(document("ilacs", LAUNCH))
