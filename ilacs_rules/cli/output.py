"""What commands put out: text, JSON, files written whole, and a progress bar when it takes long."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import click

T = TypeVar("T")

_LONG = 200  # items; fewer are done before anyone could look at a bar


def put(text: str, out: Path | None = None) -> None:
    """Prints the text, or writes it to a file (UTF-8); a line end is added."""
    if out is None:
        click.echo(text)
    else:
        write_whole(out, (text + "\n").encode())


def json_text(data: object) -> str:
    """Plain data as JSON for programs and people: as written, two spaces of indent, keys in the order given."""
    return json.dumps(data, ensure_ascii=False, indent=2)


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all: what stood there stays until the new one is complete. Raises OSError."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def progress(items: Sequence[T], doing: str) -> Iterator[T]:
    """The items, with a bar on standard error if that is a terminal and there are many."""
    if len(items) < _LONG or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, description=doing, console=Console(stderr=True), transient=True)
