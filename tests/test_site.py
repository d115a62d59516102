"""The site of the documents: `make docs` builds it without a warning, no link in it is lost, nothing is left out."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import zlib
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

import ilacs_rules
from ilacs_rules import Code
from tests.generated_parts import COMMANDS
from tests.grammar_page import read, tables
from tests.test_docs import PAGES, recipe

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[1]


class Page(HTMLParser):
    """The anchors of a page, what it links to or shows, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.targets: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        self.anchors |= {found["id"] or ""} if "id" in found else set()
        self.targets += [found[name] or "" for name in ("href", "src") if name in found]

    def handle_data(self, data: str) -> None:
        self.text += data


Site = dict[Path, Page]


@cache
def aim(folder: Path, address: str) -> Path:
    """The file that an address on a page of a folder leads to; most of them stand on every page."""
    return (folder / unquote(address.partition("?")[0])).resolve()


@cache
def is_there(file: Path) -> bool:
    return file.exists()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make docs` builds it, which fails at any warning."""
    place = tmp_path_factory.mktemp("docs")
    (command,) = [line for line in recipe("docs") if "sphinx" in line]
    elsewhere = {
        ".venv/bin/python": sys.executable,
        "build/doctrees": str(place / "doctrees"),
        "site": str(place / "site"),
    }
    done = subprocess.run(
        [elsewhere.get(part, part) for part in shlex.split(command)], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return place / "site"


@pytest.fixture(scope="module")
def site(folder: Path) -> Site:
    return {path: Page(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.html"))}


def test_every_link_and_anchor_leads_somewhere(site: Site) -> None:
    links, lost = 0, []
    for path, page in site.items():
        for target in page.targets:
            if re.match(r"[a-z]+:", target):
                continue
            address, anchor = urldefrag(target)
            to = aim(path.parent, address) if address else path
            links += 1
            if not is_there(to) or (anchor and to in site and unquote(anchor) not in site[to].anchors):
                lost.append(f"{path.name}: {target}")
    assert links > 1_000
    assert lost == []


def test_a_lost_link_would_be_found() -> None:
    page = Page('<p id="here"><a href="#there">x</a><img src="gone.png">')
    assert page.anchors == {"here"}
    assert page.targets == ["#there", "gone.png"]


def test_every_page_and_every_code_has_a_page(folder: Path, site: Site) -> None:
    docs = ROOT / "docs"
    pages = [page for page in PAGES if page.name != "README.md"]
    pages += [docs / "codes" / f"{code.value}.md" for code in Code]
    assert {folder / page.relative_to(docs).with_suffix(".html") for page in pages} <= site.keys()


def test_every_page_is_reached_from_the_start_page(folder: Path, site: Site) -> None:
    start = folder / "index.html"
    reached, open_ = {start}, [start]
    while open_:
        path = open_.pop()
        links = {aim(path.parent, urldefrag(target)[0]) for target in site[path].targets}
        open_ += [link for link in links & site.keys() if link not in reached]
        reached |= links
    assert site.keys() - reached == set()


@pytest.mark.parametrize(
    ("page", "entries"),
    [
        ("reference/commands.html", [*COMMANDS]),
        ("reference/grammar.html", [rule.shown.replace(" ", "-") for part in read()[0] for rule in part.rules]),
    ],
    ids=["commands", "rules of the grammar"],
)
def test_every_entry_has_its_anchor(folder: Path, site: Site, page: str, entries: list[str]) -> None:
    assert set(entries) <= site[folder / page].anchors


def test_every_function_of_the_language_is_told(folder: Path, site: Site) -> None:
    text = site[folder / "language.html"].text
    assert [
        function.phrase for function in tables.FUNCTIONS.values() if function.doc not in text.replace("’", "'")
    ] == []


def test_every_promised_name_is_documented(folder: Path) -> None:
    inventory = (folder / "objects.inv").read_bytes().split(b"\n", 4)[4]
    told = {line.split()[0] for line in zlib.decompress(inventory).decode("utf-8").splitlines()}
    assert {f"ilacs_rules.{name}" for name in ilacs_rules.__all__} <= told


def test_the_site_says_nothing_of_where_and_when_it_was_made(folder: Path) -> None:
    said = [path.name for path in folder.rglob("*") if path.is_file() and str(ROOT).encode() in path.read_bytes()]
    assert said == []


def test_nothing_is_fetched_from_elsewhere(folder: Path) -> None:
    html = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.html"))
    assert re.findall(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=\"https?:[^\"]*\"", html) == []
