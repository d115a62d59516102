"""Templates: those of the package, with those of a folder in place of the ones of the same name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"
_SIGNS = re.compile(r"([\\`*_\[\]<>|#~$])")


def environment(folder: Path | None = None) -> Environment:
    """Where templates are found; a name that is not there is an error, and only HTML is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folders = [TEMPLATES] if folder is None else [folder, TEMPLATES]
    found = Environment(
        loader=FileSystemLoader(folders),
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters["md"] = as_markdown
    return found


def as_markdown(text: str) -> str:
    """A text that reads in Markdown as it is, on one line."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split(" ")).replace("\n", " "))
