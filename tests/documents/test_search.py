"""The search box of a document: it works from the files alone, and finds what is looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.chromium import Chromium
from tests.documents.reading_documents import LAUNCH, Templates, document

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found, made, to = document("ilacs", LAUNCH, "public"), Templates(), tmp_path_factory.mktemp("searched")
    for name, text in {**made.site(found), "document.html": made.whole(found)}.items():
        (to / name).write_text(text, encoding="utf-8")
    return to


@pytest.mark.parametrize("name", ["versions.html", "document.html"])
def test_what_is_in_the_title_of_a_section_is_found_first(folder: Path, name: str, chromium: Chromium) -> None:
    with chromium.opened(folder / name) as shown:
        field = shown.page.get_by_label("Search this document")
        field.fill("focused visit")
        found = shown.page.get_by_role("search").get_by_role("link")
        assert found.first.text_content() == "3.8 Focused visit"
        field.press("Enter")
        shown.page.wait_for_url("**#requirement-focused-visit")
        field.fill("zebra")
        assert "Nothing found." in str(shown.page.get_by_role("search").text_content())


def test_without_javascript_there_is_no_box(folder: Path, chromium: Chromium) -> None:
    with chromium.opened(folder / "index.html", scripts=False) as shown:
        assert shown.page.get_by_role("search").count() == 0
