"""The policy document as files, in every form there is."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from errno import EIO
from pathlib import Path

from ilacs_rules.documents.policy_document.content import PolicyDocument
from ilacs_rules.documents.policy_document.document import YEARS_AHEAD as YEARS_AHEAD
from ilacs_rules.documents.policy_document.edition import Edition
from ilacs_rules.documents.policy_document.rendering import Templates, pictures
from ilacs_rules.documents.policy_document.word import WordError, word
from ilacs_rules.documents.templating import TemplateError as TemplateError
from ilacs_rules.workspace.errors import NotInstalledError, needing

EDITIONS = tuple(each.value for each in Edition)
FORMS = ("site", "page", "markdown", "word")
NAME = "document"  # of the file that holds the whole, with the ending of its form


@dataclass(frozen=True, slots=True)
class DocumentFiles:
    """Files by their names in a folder, where to begin first; `lacking` says what is not among them, and why."""

    files: dict[str, bytes]
    lacking: str | None = None


def document_files(
    document: PolicyDocument, forms: Collection[str] = (), templates: Path | None = None
) -> DocumentFiles:
    """The document in some of the `FORMS`, or in all there are; templates in a folder take the place of ours.

    Raises TemplateError if one of them cannot be used, OSError if the Word file could not be made, and
    NotInstalledError if what it takes is not installed: where no form is asked for by name, it is then left out.
    """
    asked = forms or FORMS
    made = Templates(templates)
    texts: dict[str, str] = {}
    if "site" in asked:
        texts |= made.site(document)
    if "page" in asked:
        texts[f"{NAME}.html"] = made.whole(document)
    if "markdown" in asked:
        texts[f"{NAME}.md"] = made.markdown(document)
        texts |= pictures(document)
    files = {name: text.encode() for name, text in texts.items()}
    if "word" not in asked:
        return DocumentFiles(files)
    name = f"{NAME}.docx"
    try:
        return DocumentFiles(files | {name: as_word(lambda: word(document, made), name)})
    except NotInstalledError as error:
        if forms:
            raise
        return DocumentFiles(files, f"{name} was not written: {error}")


def as_word(make: Callable[[], bytes], name: str | None = None) -> bytes:
    """A Word file. Raises NotInstalledError if what it takes is not installed, OSError if it could not be made."""
    try:
        return needing("pypandoc-binary and resvg-py", "word", "a Word file", make)
    except WordError as error:
        raise OSError(EIO, f"the Word file could not be made: {error}", name) from None
