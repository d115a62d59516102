"""The checks of published pages: a good page passes them all, and each change for the worse is found.

A check that cannot fail shows nothing; so every one of them is shown to fail here, by the rows of worse.txt.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.checks import PAGE, PICTURE, faults
from tests.browser.chromium import Chromium
from tests.browser.links import broken_links, unlinked
from tests.browser.markup import invalid

pytestmark = pytest.mark.thorough

HERE = Path(__file__).parent
GOOD = (HERE / "good.html").read_text(encoding="utf-8")
DRAWN = (HERE / "picture.svg").read_text(encoding="utf-8")
IN_BROWSER = {check.__name__.replace("_", " "): check for check in PAGE}


@dataclass
class Worse:
    """A change for the worse, the check that must find it, and what it must say."""

    name: str
    old: str
    new: str
    check: str
    words: str

    def __str__(self) -> str:
        return self.name

    def page(self) -> str:
        return changed(GOOD, self.old, self.new)

    def told_in(self, found: list[str], beginning: str) -> bool:
        words = ".*".join(map(re.escape, self.words.split("…")))
        return any(re.match(re.escape(beginning) + words, fault) for fault in found)


def read_worse() -> list[Worse]:
    rows = []
    for block in (HERE / "worse.txt").read_text(encoding="utf-8").strip().split("\n\n")[1:]:
        name, *lines = block.splitlines()
        parts = {sign: "\n".join(line[2:] for line in lines if line[0] == sign) for sign in "-+="}
        check, _, words = parts["="].partition(": ")
        rows.append(Worse(name, parts["-"], parts["+"], check, words))
    return rows


def changed(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times, not once"
    return text.replace(old, new)


WORSE = read_worse()


def made_worse(*checks: str) -> list[Worse]:
    return [row for row in WORSE if row.check in checks]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small good site of two pages and a picture."""
    (tmp_path / "index.html").write_text(GOOD, encoding="utf-8")
    (tmp_path / "other.html").write_text(GOOD.replace("other.html", "index.html"), encoding="utf-8")
    shutil.copy(HERE / "picture.svg", tmp_path)
    return tmp_path


def test_every_check_is_shown_to_fail() -> None:
    assert {row.check for row in WORSE} == {*IN_BROWSER, "links", "valid"}


# ------------------------------------------------------------------------------------------------ in a browser


def test_a_good_page_has_no_faults(folder: Path, chromium: Chromium) -> None:
    assert faults(chromium, folder / "index.html") == []
    assert faults(chromium, folder / "picture.svg", PICTURE) == []


@pytest.mark.parametrize("worse", made_worse(*IN_BROWSER), ids=str)
def test_a_change_for_the_worse_is_found(worse: Worse, folder: Path, chromium: Chromium) -> None:
    page = folder / "index.html"
    page.write_text(worse.page(), encoding="utf-8")
    found = faults(chromium, page, [IN_BROWSER[worse.check]])
    assert worse.told_in(found, f"index.html: {worse.check}: "), found


def test_a_picture_that_is_a_file_is_looked_at_too(folder: Path, chromium: Chromium) -> None:
    picture = folder / "picture.svg"
    picture.write_text(changed(DRAWN, 'fill="#222222"', 'fill="#cccccc"'), encoding="utf-8")
    assert faults(chromium, picture, PICTURE) == [
        "picture.svg: lettered: contrast in light 1.61 to 1: <text> “2021”",
        "picture.svg: lettered: contrast in dark 1.61 to 1: <text> “2021”",
    ]


# ------------------------------------------------------------------------------------------------ validity


def test_good_pages_are_valid(folder: Path) -> None:
    assert invalid([*folder.glob("*.html"), *folder.glob("*.svg")]) == []


def test_what_breaks_the_standards_is_named_with_its_line(tmp_path: Path) -> None:
    rows = {re.sub(r"\W", "-", row.name): row for row in made_worse("valid")}
    for name, row in rows.items():
        (tmp_path / f"{name}.html").write_text(row.page(), encoding="utf-8")
    (tmp_path / "broken.svg").write_text(changed(DRAWN, "</text>", ""), encoding="utf-8")
    found = invalid(tmp_path.iterdir())
    for name, row in rows.items():
        assert row.told_in(found, f"{tmp_path.name}/{name}.html:"), found
    assert any(fault.startswith(f"{tmp_path.name}/broken.svg:5: ") for fault in found), found


# ------------------------------------------------------------------------------------------------ links


MARKDOWN = """# Checks, and “visits”

See [what is due](#what-is-due), [the same again](#what-is-due-1), [a term](#term-check), [the page](index.html#due)
and [a book](https://example.org/book). `[no link](#nowhere)`

| grade | rule |
|---|---|
| safe | [visits](#checks-and-visits) |

## What is due
<a id="term-check"></a>**check**: a look at a building. ![A calendar](picture.svg)

## What is *due*
"""


def test_good_links_lead_somewhere(folder: Path) -> None:
    (folder / "all.md").write_text(MARKDOWN, encoding="utf-8")
    assert broken_links(folder) == []
    assert unlinked(folder) == []


@pytest.mark.parametrize("worse", made_worse("links"), ids=str)
def test_a_link_to_nowhere_is_found(worse: Worse, folder: Path) -> None:
    (folder / "index.html").write_text(worse.page(), encoding="utf-8")
    assert broken_links(folder) == [f"index.html: {worse.words}"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("(#what-is-due-1)", "(#what-is-due-2)", "line 3: nothing has the anchor #what-is-due-2"),
        ("(picture.svg)", "(gone.svg)", "line 11: there is no file gone.svg"),
        ("(index.html#due)", "(index.html#gone)", "line 3: nothing has the anchor index.html#gone"),
        ("(#checks-and-visits)", "(#checks)", "line 8: nothing has the anchor #checks"),
        ('<a id="term-check"></a>', "", "line 3: nothing has the anchor #term-check"),
    ],
)
def test_a_link_to_nowhere_in_markdown_is_found(folder: Path, old: str, new: str, fault: str) -> None:
    (folder / "all.md").write_text(changed(MARKDOWN, old, new), encoding="utf-8")
    assert broken_links(folder) == [f"all.md: {fault}"]


def test_a_page_that_nothing_leads_to_is_found(folder: Path) -> None:
    (folder / "lost.html").write_text(GOOD, encoding="utf-8")
    assert unlinked(folder) == ["lost.html"]
