"""Change notes as a file: apart from the policy document, which takes much longer to import."""

from __future__ import annotations

from pathlib import Path

from ilacs_rules.documents.changes import as_markdown
from ilacs_rules.documents.templating import TemplateError as TemplateError
from ilacs_rules.explain.changes.note import ChangeNotes


def changes_as_markdown(notes: ChangeNotes, templates: Path | None = None) -> str:
    """Change notes as one Markdown file. Raises TemplateError if the template in the folder cannot be used."""
    return as_markdown(notes.heading, notes.steps, templates).rstrip("\n")
