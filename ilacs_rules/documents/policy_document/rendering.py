"""A policy document as files: a site of HTML pages, one HTML file, Markdown, and the HTML that becomes a Word file.

The words are in the document, the look is in the templates; a folder of templates may take the place of any of them,
file by file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from math import sqrt
from pathlib import Path

from ilacs_rules.documents.policy_document.content import PolicyDocument, TableBlock, plain, texts_of
from ilacs_rules.documents.templating import Templating

_SHORTEST = 9  # characters for which a column has room in any case

Files = dict[str, str]
"""Texts by the names of their files."""


class Templates:
    """The templates of the package, with those of `folder` in place of the ones of the same name.

    What makes a text of them raises TemplateError for what is wrong in one of `folder`.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._templating = Templating(folder)

    def site(self, document: PolicyDocument) -> Files:
        """A page a file, and the style and the search that they share."""
        page_of = document.pages_by_anchor
        found = {
            f"{page.name}.html": self._rendered("page.html.j2", document, _in_site(page_of, page.name), page=page)
            for page in document.pages
        }
        shared = {name: self._templating.render(name, **given) for name, given in _shared(document).items()}
        return found | shared

    def whole(self, document: PolicyDocument) -> str:
        """One HTML file that needs nothing beside it."""
        return self._rendered("whole.html.j2", document, _within, index="null")

    def markdown(self, document: PolicyDocument) -> str:
        """One Markdown file; its pictures stand beside it, in the folder `pictures`."""
        text = self._rendered("whole.md.j2", document, _within)
        return re.sub(r"\n{3,}", "\n\n", text)

    def for_word(self, document: PolicyDocument) -> str:
        """HTML for the converter that makes the Word file; its pictures stand beside it."""
        return self._rendered("word.html.j2", document, _within, shares=_shares)

    def paper_for_word(self, paper: object) -> str:
        """The same of a working paper."""
        return self._templating.render("word-working-paper.html.j2", document=paper, href=_within, shares=_shares)

    def path(self, name: str) -> Path:
        """Where a file that is no template stands: in the folder of the user, else in the package."""
        return next(path for folder in self._templating.folders if (path := folder / name).exists())

    def _rendered(self, name: str, document: PolicyDocument, href: Callable[[str], str], **more: object) -> str:
        return self._templating.render(name, document=document, href=href, **more)


def pictures(document: PolicyDocument) -> Files:
    """Every picture as a file."""
    return {f"pictures/{picture.name}.svg": picture.svg + "\n" for picture in document.pictures()}


def _shared(document: PolicyDocument) -> dict[str, dict[str, object]]:
    """What the pages of a site share, each with what is given to its template."""
    return {"style.css": {"document": document}, "search.js": {"index": _index(document)}}


def _index(document: PolicyDocument) -> str:
    """Each section as the search finds it: its title, its address, its text. No sign in it could end a script."""
    found = [
        (f"{section.number} {section.title}", f"{page.name}.html#{section.anchor}", " ".join(texts_of(section)))
        for page in document.pages
        for section in page.sections
    ]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _within(anchor: str) -> str:
    return f"#{anchor}"


def _in_site(page_of: dict[str, str], here: str) -> Callable[[str], str]:
    def href(anchor: str) -> str:
        page = page_of[anchor]
        if anchor == page:
            return f"{page}.html"
        return f"#{anchor}" if page == here else f"{page}.html#{anchor}"

    return href


def _shares(table: TableBlock) -> list[float]:
    """How much of the width each column gets, of a hundred: more for long texts, but those can be broken."""
    columns = zip(table.header, *table.rows, strict=True)
    wished = [sqrt(max(_SHORTEST, *(len(plain(cell)) for cell in column))) for column in columns]
    return [round(100 * each / sum(wished), 2) for each in wished]
