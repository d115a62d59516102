"""What is worked out from a policy and from cases, as a page: opened in a browser, on paper, on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.checks import PAGE, expect_none, faults
from tests.browser.chromium import DESKTOP, Chromium
from tests.browser.markup import invalid
from tests.cli.running import run

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[2]
FIRE = ("examples/fire-safety", "examples/fire-safety/cases", "--on", "2025-06-01")
BOILERS = ("tests/engine/backtest/tests", "tests/engine/backtest/boilers.yaml", "--on", "2020-01-01")
ASKED = {
    "case": (
        "case",
        "examples/fire-safety",
        "examples/fire-safety/cases",
        "--on",
        "2025-06-01",
        "--case",
        "Mill Lane Stores",
    ),
    "impact": (
        "compare",
        "tests/cli/fire/fire.yaml",
        "tests/cli/fire/edited.yaml",
        "tests/cli/fire/buildings.yaml",
        "--from",
        "2020-06-30",
        "--to",
        "2022-12-31",
        "--by",
        "risk",
    ),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Each of them as a file; what is found of the cases is of no account here."""
    folder = tmp_path_factory.mktemp("pages")
    for name, asked in ASKED.items():
        run(*asked, "--format", "html", "--out", str(folder / f"{name}.html"), folder=ROOT)
    return sorted(folder.iterdir())


def test_each_page_is_fit_to_be_read(pages: list[Path], chromium: Chromium) -> None:
    assert [page.stem for page in pages] == sorted(ASKED)
    expect_none(fault for page in pages for fault in faults(chromium, page, PAGE))
    expect_none(invalid(pages))


def test_without_a_list_of_pages_the_text_has_all_the_screen(pages: list[Path], chromium: Chromium) -> None:
    for page in pages:
        with chromium.opened(page) as shown:
            assert shown.page.evaluate("document.querySelector('main').clientWidth") == DESKTOP
