"""Policy documents as their readers get them: opened in a browser, on paper, on a phone, without JavaScript.

What each page must be is said in tests/browser/checks.py; here are the documents that must be so.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ilacs_rules.workspace.document_files import EDITIONS
from tests.browser.checks import PAGE, PICTURE, SAME_AS_ONE_PAGE, expect_none, faults
from tests.browser.chromium import Chromium
from tests.browser.links import broken_links, unlinked
from tests.browser.markup import invalid
from tests.cli.running import run
from tests.conftest import IN_CI, LONG, MORE

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[2]
ILACS = sorted((ROOT / "rules" / "ilacs").glob("*.yaml"))
FIRE = sorted((ROOT / "examples" / "fire-safety").glob("*.yaml"))
LAUNCH, NEWEST, EXAMPLE = ILACS[0], ILACS[-1], FIRE[-1]
# the example uses most of what a document can have; the public edition has the fewer pages
OPENED = [(EXAMPLE, "full"), (NEWEST, "public")]
if MORE > 1:
    OPENED += [(LAUNCH, "public"), (NEWEST, "full"), (EXAMPLE, "public")]
elif not IN_CI:
    OPENED = [(EXAMPLE, "public")]
VALIDATED = [(each, edition) for each in (*ILACS, *FIRE) for edition in EDITIONS] if LONG else OPENED
WHOLE = "document.html"  # the same as one page, for those who take it elsewhere; the site does not lead to it

Opened = tuple[Path, str]
Written = Callable[[Opened], Path]


def named(opened: Opened) -> str:
    version, edition = opened
    return f"{version.parent.name} {version.stem} {edition}"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The folder with an edition of a version, named by its file; written once, on the day it comes into force."""
    folders: dict[Opened, Path] = {}

    def write(opened: Opened) -> Path:
        version, edition = opened
        if opened not in folders:
            folder = tmp_path_factory.mktemp(named(opened).replace(" ", "-"))
            forms = [word for form in ("site", "page", "markdown") for word in ("--only", form)]
            done = run(
                "docs", str(version.parent), "--on", version.stem, "--out", str(folder), "--edition", edition, *forms
            )
            assert done.exit_code == 0, done.output
            folders[opened] = folder
        return folders[opened]

    return write


@pytest.mark.parametrize("opened", OPENED, ids=named)
def test_every_page_is_fit_to_be_read(opened: Opened, written: Written, chromium: Chromium) -> None:
    pages = sorted(written(opened).glob("*.html"))
    assert len(pages) > 5
    expect_none(
        fault for page in pages for fault in faults(chromium, page, SAME_AS_ONE_PAGE if page.name == WHOLE else PAGE)
    )


@pytest.mark.parametrize("opened", OPENED, ids=named)
def test_every_picture_is_fit_to_be_read(opened: Opened, written: Written, chromium: Chromium) -> None:
    pictures = sorted(written(opened).rglob("*.svg"))
    assert len(pictures) > 3
    expect_none(fault for picture in pictures for fault in faults(chromium, picture, PICTURE))


def test_links_lead_somewhere_and_html_is_valid_in_every_version(written: Written) -> None:
    folders = {named(version): written(version) for version in VALIDATED}
    expect_none(f"{name}: {fault}" for name, folder in folders.items() for fault in broken_links(folder))
    assert {page for folder in folders.values() for page in unlinked(folder)} == {WHOLE}
    files = [path for folder in folders.values() for path in folder.rglob("*") if path.suffix in {".html", ".svg"}]
    expect_none(invalid(files))
