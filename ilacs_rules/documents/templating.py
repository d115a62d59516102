"""Templates: those of the package, with those of a folder in place of the ones of the same name.

Templates of other people run in jinja2's sandbox and within bounds; what is wrong in them is told as theirs.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from ilacs_rules.documents.bounded import TooMuch, bounded, joined
from ilacs_rules.documents.printable import printable

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"
_SIGNS = re.compile(r"([\\`*_\[\]<>|#~$]|&(?=#?\w+;))")
_GAPS = re.compile(r"[ \t\n\r\x85\u2028\u2029]+")
_AT_HEAD = re.compile(r"^( *)(?:([-+=])|(\d+)([.)]))(?=\s|$)")  # what would make a list of a line
_IN_ADDRESS = "!#$%&'*+,/:;=?@[]~"  # as it is in a link of Markdown; a bracket could end it
_FENCE = re.compile(r"`{3,}")


class TemplateError(Exception):
    """A template cannot be used; the message says which, where and why."""


class Templating:
    """Templates by their names: those of the package, with those of `folder` in place of the ones of the same name."""

    def __init__(self, folder: Path | None = None) -> None:
        self._own = None if folder is None else folder.absolute()
        self.folders = [TEMPLATES] if self._own is None else [self._own, TEMPLATES]
        self._environment = _ours() if self._own is None else _environment(self.folders)

    def render(self, name: str, **given: object) -> str:
        """What a template makes of what it is given. Raises TemplateError for what is wrong in one of `folder`."""
        try:
            with bounded():
                return joined(self._environment.get_template(name).generate(**given))
        except Exception as error:
            place = self._place(error, name)
            if place is None:
                raise  # a fault of ours
            raise TemplateError(f"{place}: {_reason(error)}") from error

    def _place(self, error: BaseException, name: str) -> str | None:
        """The file, and line, of a template of other people in which it happened; None if it was not in one."""
        if self._own is None:
            return None
        named, line = getattr(error, "filename", None), getattr(error, "lineno", None)
        places = [(str(named), line)] if named else []
        for each in (error, error.__cause__):
            frames = [] if each is None else traceback.extract_tb(each.__traceback__)
            places += [(frame.filename, frame.lineno) for frame in reversed(frames)]
        for filename, number in places:
            if Path(filename).is_relative_to(self._own):
                return f"{Path(filename).relative_to(self._own).as_posix()}, line {number}"
        in_no_line = isinstance(error, TooMuch | UnicodeDecodeError) and (self._own / name).exists()
        return name if in_no_line else None


def _reason(error: Exception) -> str:
    """What is wrong, without the engine's words for it."""
    if isinstance(error, TooMuch):
        return str(error)
    if isinstance(error, UnicodeDecodeError):
        return "it is not in UTF-8"
    return str(error) or type(error).__name__


@cache
def _ours() -> Environment:
    """The templates of the package alone: compiled once, as that takes longer than filling them."""
    return _environment([TEMPLATES])


def _environment(folders: list[Path]) -> Environment:
    """Where templates are found; a name that is not there is an error, and only HTML is escaped."""
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    found = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folders),
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        undefined=StrictUndefined,
        finalize=_shown,
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


def _shown(value: object) -> object:
    """A value as it may be shown; a text that is HTML already stays so."""
    return type(value)(printable(value)) if isinstance(value, str) else value
