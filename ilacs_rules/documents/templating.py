"""Templates: those of the package, with those of a folder in place of the ones of the same name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"
_SIGNS = re.compile(r"([\\`*_\[\]<>|#~$]|&(?=#?\w+;))")
_GAPS = re.compile(r"[ \t\n\r\x85\u2028\u2029]+")
_AT_HEAD = re.compile(r"^( *)(?:([-+=])|(\d+)([.)]))(?=\s|$)")  # what would make a list of a line
_IN_ADDRESS = "!#$%&'*+,/:;=?@[]~"  # as it is in a link of Markdown; a bracket could end it
_FENCE = re.compile(r"`{3,}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")  # may stand in no HTML or Word file


def environment(folder: Path | None = None) -> Environment:
    """Where templates are found; a name that is not there is an error, and only HTML is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folders = [TEMPLATES] if folder is None else [folder, TEMPLATES]
    found = Environment(
        loader=FileSystemLoader(folders),
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters |= {"md": as_markdown, "address": address_in_markdown, "fence": fence}
    return found


def as_markdown(text: str) -> str:
    """A text that reads in Markdown as it is, on one line."""
    one_line = _SIGNS.sub(r"\\\1", _GAPS.sub(" ", text))
    return _AT_HEAD.sub(lambda head: f"{head[1]}{head[3] or ''}\\{head[2] or head[4]}", one_line)


def address_in_markdown(address: str) -> str:
    """A web address on which no sign of Markdown ends."""
    return quote(address, safe=_IN_ADDRESS)


def fence(lines: Iterable[str]) -> str:
    """What stands above and below lines that are kept as they are: more backticks than there are in them."""
    return "`" * max([3, *(len(found) + 1 for line in lines for found in _FENCE.findall(line))])


def _printable(value: object) -> object:
    """A text without what cannot be shown; one that is HTML already stays so."""
    if not isinstance(value, str) or not _CONTROL.search(value):
        return value
    return type(value)(_CONTROL.sub("\ufffd", value))
