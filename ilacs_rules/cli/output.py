"""What commands put out: text for people, bytes for programs, and a progress bar when it takes long."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import click

T = TypeVar("T")

_COMFORTABLE = 88  # characters in a line of running text
_LONG = 200  # items; fewer are done before anyone could look at a bar


def put(text: str, out: Path | None = None) -> None:
    """Prints a text for people, or writes it to a file (UTF-8); a line end is added."""
    if out is None:
        click.echo(text, color=True)  # as it is: whoever made it has asked whether colours are wanted
    else:
        _write(out, (text + "\n").encode())


def put_exactly(content: str | bytes, out: Path | None = None) -> None:
    """Puts out what programs read: the same bytes everywhere, a text as UTF-8 with a line end added."""
    written = content if isinstance(content, bytes) else (content + "\n").encode()
    if out is None:
        click.echo(written, nl=False)
    else:
        _write(out, written)


def difference(before: str, after: str, name: str, done: str) -> str:
    """What differs between two texts of a file, as `diff -u` prints it; `done` says what became of the second."""
    from difflib import unified_diff  # only what writes rules anew shows it

    from ilacs_rules.text.excerpt import visible

    lines = unified_diff(before.splitlines(), after.splitlines(), name, f"{name}, {done}", lineterm="")
    return "\n".join(map(visible, lines))


def screen_width() -> int | None:
    """The columns of the terminal, as the variable COLUMNS or the terminal itself says; None if the output is none."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and len(columns) < 6 and int(columns):
        return int(columns)
    if not sys.stdout.isatty():
        return None
    from shutil import get_terminal_size  # many programs ask, which have no terminal

    return get_terminal_size().columns


def _write(out: Path, content: bytes) -> None:
    from ilacs_rules.cli.files import write_whole  # what is shown on the screen does not wait for it

    write_whole(out, content)


def line_length() -> int:
    """How long a line of running text may be: as wide as the terminal, but never tiring to read."""
    return min(screen_width() or _COMFORTABLE, _COMFORTABLE)


def progress(items: Sequence[T], doing: str) -> Iterator[T]:
    """The items, with a bar on standard error if that is a terminal and there are many."""
    if len(items) < _LONG or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, description=doing, console=Console(stderr=True), transient=True)
