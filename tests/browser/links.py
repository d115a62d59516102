"""Links and anchors of what is published: each leads somewhere, and each place has a name of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt

NAMES_ANOTHER = {"aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "for", "headers"}
LEADS_ON = {"a", "area"}
IN_STYLE = re.compile(r"url\(\s*['\"]?([^'\")]+)")


@dataclass
class Read:
    """What one document offers and asks for; each thing asked for with its line."""

    ids: Counter[str] = field(default_factory=Counter)
    links: list[tuple[int, str]] = field(default_factory=list)
    parts: list[tuple[int, str]] = field(default_factory=list)  # what it shows as its own: pictures, styles
    names: list[tuple[int, str]] = field(default_factory=list)  # the ids that it names elsewhere in itself


def broken_links(folder: Path) -> list[str]:
    """What leads nowhere in the HTML and Markdown files of a folder, and in those below it."""
    pages = sorted(path for path in folder.rglob("*") if path.suffix in {".html", ".md"})
    assert pages, f"no pages in {folder}"
    read = {page.resolve(): _read(page) for page in pages}
    found = []
    for page in pages:
        shown = page.relative_to(folder).as_posix()
        found += [f"{shown}: {fault}" for fault in _faults(page.resolve(), read, folder.resolve())]
    return found


def unlinked(folder: Path, start: str = "index.html") -> list[str]:
    """The HTML pages of a folder that no way of links leads to from its first page."""
    reached, waiting = set(), [(folder / start).resolve()]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".html" or not page.is_file():
            continue
        reached.add(page)
        waiting += [_target(page, link)[0] for _, link in _read(page).links if not urlsplit(link).scheme]
    return [
        path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html")) if path.resolve() not in reached
    ]


def _faults(page: Path, read: dict[Path, Read], folder: Path) -> Iterator[str]:
    mine = read[page]
    for name, times in mine.ids.items():
        if times > 1:
            yield f"the id “{name}” is used {times} times"
    for line, name in mine.names:
        if name not in mine.ids:
            yield f"line {line}: nothing here has the id “{name}”"
    for line, link in mine.links + mine.parts:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            if (line, link) in mine.parts and parts.scheme != "data":
                yield f"line {line}: a part of the page is fetched from elsewhere: {link}"
            elif parts.scheme not in {"https", "http", "mailto", "data"}:
                yield f"line {line}: a link that works on one machine only: {link}"
            continue
        target, anchor = _target(page, link)
        if not target.is_relative_to(folder):
            yield f"line {line}: leads out of the folder: {link}"
        elif not target.is_file():
            yield f"line {line}: there is no file {link}"
        elif anchor and target in read and anchor not in read[target].ids:
            yield f"line {line}: nothing has the anchor {link}"


def _target(page: Path, link: str) -> tuple[Path, str]:
    parts = urlsplit(link)
    path = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    return path, unquote(parts.fragment)


# ------------------------------------------------------------------------------------------------ reading


def _read(page: Path) -> Read:
    text = page.read_text(encoding="utf-8")
    return _markdown(text) if page.suffix == ".md" else _html(text)


class _Reader(HTMLParser):
    def __init__(self, first_line: int = 0) -> None:
        super().__init__()
        self.read = Read()
        self._first = first_line
        self._style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self._first + self.getpos()[0]
        self._style = tag == "style"
        for name, value in attrs:
            if value is None:
                continue
            if name == "id":
                self.read.ids[value] += 1
            elif name in NAMES_ANOTHER:
                self.read.names += [(line, one) for one in value.split()]
            elif name in {"href", "xlink:href"} and tag == "use" and value.startswith("#"):
                self.read.names.append((line, value[1:]))
            elif name in {"href", "xlink:href"} and tag in LEADS_ON:
                self.read.links.append((line, value))
            elif name in {"href", "xlink:href", "src", "data", "poster"}:
                self.read.parts.append((line, value))
            elif name == "srcset":
                self.read.parts += [(line, one.split()[0]) for one in value.split(",") if one.strip()]
            elif name in {"style", "fill", "stroke", "clip-path", "mask", "filter", "marker-start", "marker-end"}:
                self._styled(line, value)

    def handle_endtag(self, tag: str) -> None:
        self._style = False

    def handle_data(self, data: str) -> None:
        if self._style:
            self._styled(self._first + self.getpos()[0], data)

    def _styled(self, line: int, text: str) -> None:
        for found in IN_STYLE.finditer(text):
            address, at = found[1], line + text.count("\n", 0, found.start())
            if address.startswith("#"):
                self.read.names.append((at, address[1:]))
            else:
                self.read.parts.append((at, address))


def _html(text: str, first_line: int = 0) -> Read:
    reader = _Reader(first_line)
    reader.feed(text)
    reader.close()
    return reader.read


def _markdown(text: str) -> Read:
    """Headings are anchors, by GitHub's rule; so are the ids of HTML in the text."""
    read = Read()
    slugs: Counter[str] = Counter()
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    line = 0
    for before, token in zip([None, *tokens], tokens, strict=False):
        line = token.map[0] + 1 if token.map else line
        if token.type == "html_block":
            _add(read, _html(token.content, line - 1))
        if token.type != "inline":
            continue
        children = token.children or []
        for child in children:
            if child.type == "link_open":
                read.links.append((line, str(child.attrs["href"])))
            elif child.type == "image":
                read.parts.append((line, str(child.attrs["src"])))
            elif child.type == "html_inline":
                _add(read, _html(child.content, line - 1))
        if before is not None and before.type == "heading_open":
            slug = _slug("".join(child.content for child in children if child.type in {"text", "code_inline"}))
            read.ids[f"{slug}-{slugs[slug]}" if slugs[slug] else slug] += 1
            slugs[slug] += 1
    return read


def _slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def _add(read: Read, more: Read) -> None:
    read.ids.update(more.ids)
    read.links += more.links
    read.parts += more.parts
    read.names += more.names
