"""What is worked out from a policy and from cases, as one page: of whoever made it, and not of the publisher."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ilacs_rules.documents.policy_document.content import OfAVersion, Page, Picture, blocks_of
from ilacs_rules.documents.policy_document.rendering import Templates
from ilacs_rules.documents.policy_document.word import word_file
from ilacs_rules.documents.templating import Templating
from ilacs_rules.explain import values
from ilacs_rules.explain.version import in_force


@dataclass(frozen=True, slots=True)
class WorkingPaper(OfAVersion):
    """A page as at a day, by the version that decides: of those published by the day `known`, if there is one."""

    page: Page
    known: date | None = None

    @property
    def in_force(self) -> str:
        """The days on which the version is in force, and by when it was published if that was asked."""
        by_then = "" if self.known is None else f", as published by {values.day(self.known)}"
        return f"{in_force(self.version)}{by_then}"

    @property
    def made_from(self) -> str:
        """Whose it is, and what it rests on."""
        told = f" Of the rules: {self.status[0].lower()}{self.status[1:]}." if self.status else ""
        return (
            f"Worked out by whoever made this page, from the rules of {self.title}, as in force {self.in_force}, and "
            f"from the cases told to it. It is no publication of {self.publisher}.{told}"
        )

    def pictures(self) -> Iterator[Picture]:
        """Every picture, in order."""
        return (block for block in blocks_of(self.page) if isinstance(block, Picture))

    def as_html(self) -> str:
        """One HTML file that needs nothing beside it."""
        return Templating().render("working-paper.html.j2", document=self, href="#{}".format).rstrip("\n")

    def as_word(self) -> bytes:
        """A Word file; the same page and converter give the same bytes. Raises ModuleNotFoundError and WordError."""
        templates = Templates()
        return word_file(lambda: templates.paper_for_word(self), self.pictures(), self.on, templates)
