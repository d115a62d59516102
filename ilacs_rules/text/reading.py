"""Reading a file as text: UTF-8, and no larger than it may be."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Collection, Iterable
from pathlib import Path

from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.source import BYTE_ORDER_MARK, Source, Span, nowhere

POLICY_LIMIT = 2 * 1024 * 1024  # bytes
TABLE_LIMIT = 16 * 1024 * 1024  # bytes, for a decision table or cases kept in CSV

_BACKUPS = ("~", ".bak", ".tmp", ".swp", ".orig")
_MOST_NAMED = 8
_AS_UTF_8 = "save the file as UTF-8 (in Excel: “CSV UTF-8”) and try again"


def read_source(path: str | Path, limit: int = POLICY_LIMIT) -> tuple[Source | None, list[Diagnostic]]:
    """The text of a file, or why it cannot be had: E101, E102, or E103 if it holds more than `limit` bytes.

    Never reads more than `limit` bytes. The source is named by the path as given, with `/` between its parts.
    The text is in Unicode NFC, whatever the file is in: a letter with its accent is one character.
    """
    name = Path(path).as_posix()
    try:
        with open(path, "rb") as file:
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        return None, [no_file(name, reason_of(error))]
    return source_of(name, data, limit)


def source_of(name: str, data: bytes, limit: int = POLICY_LIMIT) -> tuple[Source | None, list[Diagnostic]]:
    """The text of the bytes of a file, under its name, or why it cannot be had: E102, E103."""
    if len(data) > limit:
        message = f"this file is larger than {_size(limit)}, the most that is read"
        return None, [Diagnostic(Code.FILE_TOO_LARGE, message, nowhere(name), "check that it is the right file")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_wrong_encoding(name, data, error.start)]
    text = text.removeprefix(BYTE_ORDER_MARK)
    read = unicodedata.normalize("NFC", text)
    return Source(name, read, in_file=text if read != text else None), []


def no_file(name: str, reason: str = "there is no such file", hint: str | None = None) -> Diagnostic:
    """E101 for a file that cannot be read."""
    return Diagnostic(Code.UNREADABLE_FILE, f"“{name}” cannot be read: {reason}", nowhere(name), hint)


def is_no_data(path: Path) -> bool:
    """Whether a file in a folder of data is none: hidden, a copy that an editor keeps, or a word to readers.

    Such files are passed over in silence; all others are read, or told (`passed_over`).
    """
    name = path.name.lower()
    return name.startswith((".", "~$", "#", "readme")) or name.endswith((*_BACKUPS, ".md"))


def files_below(place: Path, endings: Collection[str]) -> list[Path]:
    """A file itself; or the files of a folder and of those in it that end so, in order, which `is_no_data` lets pass.

    Hidden folders are passed over too: they hold what programs keep for themselves, often many thousands of files.
    """
    if not place.is_dir():
        return [place]
    found = []
    for folder, below, names in os.walk(place):
        below[:] = [name for name in below if not name.startswith(".")]
        files = (Path(folder, name) for name in names)
        found += [file for file in files if file.suffix.lower() in endings and not is_no_data(file)]
    return sorted(found)


def passed_over(folder: Path, files: Iterable[Path], hint: str) -> Diagnostic:
    """W717 for what is in a folder of data and is not read."""
    names = [f"“{file.name}{'/' if file.is_dir() else ''}”" for file in files]
    more = f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
    of = "folder" if folder.is_dir() else "workbook"
    message = f"not read in this {of}: {', '.join(names[:_MOST_NAMED])}{more}"
    return Diagnostic(Code.FILE_PASSED_OVER, message, nowhere(folder.as_posix()), hint)


def reason_of(error: OSError | ValueError) -> str:
    """Why a file cannot be opened, in our words where the system has usual ones."""
    match error:
        case FileNotFoundError():
            return "there is no such file"
        case IsADirectoryError():
            return "it is a folder"
        case PermissionError():
            return "you may not read it"
        case OSError(strerror=str() as reason):
            return reason[:1].lower() + reason[1:]
        case _:
            return "that is not the name of a file"


def _size(limit: int) -> str:
    mebibyte = 1024 * 1024
    return f"{limit // mebibyte} MiB" if limit % mebibyte == 0 else f"{limit} bytes"


def _wrong_encoding(name: str, data: bytes, start: int) -> Diagnostic:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Diagnostic(Code.WRONG_ENCODING, "this file is in UTF-16", nowhere(name), _AS_UTF_8)
    offset = len(data[:start].decode("utf-8").removeprefix(BYTE_ORDER_MARK))
    source = Source(name, data.decode("utf-8", errors="replace").removeprefix(BYTE_ORDER_MARK))
    span = Span(source, offset, offset + 1)
    windows = data[start : start + 1].decode("cp1252", errors="ignore")
    meant = f" (“{windows}” in Windows-1252?)" if windows.isprintable() and windows else ""
    message = f"this file is not in UTF-8: line {span.line} holds a byte that means nothing there{meant}"
    return Diagnostic(Code.WRONG_ENCODING, message, span, _AS_UTF_8)
