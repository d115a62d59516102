"""What is worked out from a policy and from cases, as one page: of whoever made it, and not of the publisher."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ilacs_rules.documents.policy_document.content import Page
from ilacs_rules.documents.templating import Templating
from ilacs_rules.explain.version import in_force
from ilacs_rules.model.version import Version


@dataclass(frozen=True, slots=True)
class WorkingPaper:
    """A page as at a day, by the version that decides."""

    version: Version = field(repr=False)
    on: date
    page: Page

    @property
    def title(self) -> str:
        """That of the policy."""
        return self.version.title

    @property
    def publisher(self) -> str:
        """Whose policy it is."""
        return self.version.publisher

    @property
    def in_force(self) -> str:
        """The days on which the version is in force."""
        return in_force(self.version)

    def as_html(self) -> str:
        """One HTML file that needs nothing beside it."""
        return Templating().render("working-paper.html.j2", document=self, href="#{}".format).rstrip("\n")
