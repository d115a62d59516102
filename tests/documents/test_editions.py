"""The two editions: everybody's has nothing that only its authors need, and both are kept as they are read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.conftest import Golden
from tests.documents.reading_documents import (
    FIRE,
    LAUNCH,
    Link,
    Page,
    PageSection,
    RuleText,
    Templates,
    blocks_of,
    document,
    lines,
)
from tests.documents.test_policy_document import links
from tests.policies import read_once

pytestmark = pytest.mark.thorough

HERE = Path(__file__).parent
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
    golden(Templates().markdown(document(policy, on, "public", known)), HERE / "editions" / f"{name}.md")


def test_the_full_edition_of_the_newest(golden: Golden) -> None:
    golden(Templates().markdown(document("ilacs", NEWEST)), HERE / "editions" / "newest-full.md")


@pytest.mark.parametrize(("policy", "on", "known"), PUBLIC)
def test_the_public_edition_has_nothing_of_the_workshop(policy: str | Path, on: date, known: date | None) -> None:
    found = document(policy, on, "public", known)
    full = {page.name for page in document(policy, on).pages}
    assert full - {page.name for page in found.pages} == {"guarantees", "examples", "rules"}
    assert [block for page in found.pages for block in blocks_of(page) if isinstance(block, RuleText)] == []
    assert [link for link in links(found) if link.anchor and link.anchor not in found.pages_by_anchor] == []
    told = "\n".join(lines(found))
    assert "Note: " not in told
    assert "Boxing Day" not in told
    for source in read_once(policy).in_force(on).version.sources.values():
        assert source.note is None or source.note not in told


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
