"""Places in a text that was composed when it was read: a letter and its accent, two signs in the file, are one.

Whoever counts in the file, as an editor does, counts otherwise on a line in which such a letter stands.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache

from ilacs_rules.text.source import BYTE_ORDER_MARK, Source

_GOES_ON = range(0x1160, 0x1200)  # vowels and ends of Korean syllables, which join what stands before them


def composed(text: str) -> str:
    """A text in Unicode NFC."""
    return unicodedata.normalize("NFC", text)


def line_in_file(source: Source, line: int) -> str:
    """A line of a source, counted from 0, as the file has it, without its line end."""
    file, number = source.as_in_file, line + source.first_line
    return file.text[file.offset(number, 1) : file.offset(number, len(file.text) + 1)]


def column_in_file(source: Source, line: int, column: int) -> int:
    """Where in the file a column of a line stands, both counted from 0."""
    if source.in_file is None:
        return column
    return _moved(_places(line_in_file(source, line)), column, lambda place: place[1], lambda place: place[0])


def column_as_read(source: Source, line: int, column: int) -> int:
    """The column of a line that stands in the file at a column, both counted from 0."""
    if source.in_file is None:
        return column
    return _moved(_places(line_in_file(source, line)), column, lambda place: place[0], lambda place: place[1])


def rewritten_in_file(source: Source, edits: list[tuple[int, int, str]]) -> str:
    """The text of the file with some characters of the source replaced, and all others as the file has them."""
    text = source.as_in_file.text
    for start, end, new in sorted(edits, reverse=True):
        text = text[: _in_file(source, start)] + new + text[_in_file(source, end) :]
    return text


def _in_file(source: Source, offset: int) -> int:
    if source.in_file is None:
        return offset
    line, column = source.line_and_column(offset)
    return source.as_in_file.offset(line, column_in_file(source, line - source.first_line, column - 1) + 1)


_Places = tuple[tuple[int, int], ...]


@lru_cache(maxsize=256)
def _places(line: str) -> _Places:
    """Where each letter with its accents begins, in the file and as it is read; and where the line ends."""
    found, read = [], 0
    for start, end in _letters(line):
        found.append((start, read))
        read += len(composed(line[start:end].removeprefix(BYTE_ORDER_MARK)))
    return (*found, (len(line), read))


def _letters(line: str) -> Iterator[tuple[int, int]]:
    start = 0
    for at in range(1, len(line) + 1):
        if at == len(line) or not (unicodedata.combining(line[at]) or ord(line[at]) in _GOES_ON):
            yield start, at
            start = at


def _moved(
    places: _Places, column: int, of: Callable[[tuple[int, int]], int], to: Callable[[tuple[int, int]], int]
) -> int:
    at = max(bisect_right(places, column, key=of) - 1, 0)
    end = to(places[at + 1]) if at + 1 < len(places) else to(places[at])
    return min(to(places[at]) + column - of(places[at]), end)
