"""Change notes as one Markdown file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ilacs_rules.documents.templating import Templating
from ilacs_rules.explain.changes.note import NO_STEP, ChangeNote, bearing


def as_markdown(title: str, notes: Sequence[ChangeNote], templates: Path | None = None) -> str:
    """The notes under a title, by the template `changes.md.j2`; one in `templates` takes its place.

    Raises TemplateError if that cannot be used.
    """
    given = {"title": title, "notes": notes, "bearing": bearing, "no_step": NO_STEP}
    text = Templating(templates).render("changes.md.j2", **given)
    return re.sub(r"\n{3,}", "\n\n", text)
