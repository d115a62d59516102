"""Source text and places in it.

A place is kept as character offsets; line and column are worked out only to be printed.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from ilacs_rules.text.frozen import frozen

BYTE_ORDER_MARK = "\ufeff"  # before the first line of some files; it is no part of what is read


@dataclass(frozen=True)
class Source:
    """A text somebody wrote, under the name it is known by to the reader.

    `name` is what a message shows, usually a path. `first_line` is the number of the first line that is held.
    `written` is what a message shows of the text where it is not read just as it stands; it is equally long.
    `in_file` is what the file holds, where that is another text than the composed one (`text.composed`).
    """

    name: str
    text: str = field(repr=False)
    first_line: int = 1
    written: str | None = field(default=None, repr=False)
    in_file: str | None = field(default=None, repr=False)

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        starts.extend(i + 1 for i, character in enumerate(self.text) if character == "\n")
        return starts

    @cached_property
    def as_in_file(self) -> Source:
        """The same as the file has it, whose letters may be of several signs."""
        return self if self.in_file is None else Source(self.name, self.in_file, self.first_line)

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """The line and column of a character offset, both counted from 1."""
        place = bisect_right(self._line_starts, offset)
        return place - 1 + self.first_line, offset - self._line_starts[place - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The character offset of a line and column; of what lies beyond a line or the text, that of its end."""
        place = min(max(line - self.first_line, 0), len(self._line_starts) - 1)
        start = self._line_starts[place]
        ends = self._line_starts[place + 1] - 1 if place + 1 < len(self._line_starts) else len(self.text)
        return min(start + max(column, 1) - 1, ends)

    def line(self, number: int) -> str:
        """The text of a line, by its number, without its line end."""
        place = number - self.first_line
        start = self._line_starts[place]
        end = self._line_starts[place + 1] if place + 1 < len(self._line_starts) else len(self.text)
        return (self.text if self.written is None else self.written)[start:end].rstrip("\r\n")


@frozen
class Span:
    """The characters `start` up to, not including, `end` of a source."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters themselves."""
        return self.source.text[self.start : self.end]

    @property
    def words(self) -> str:
        """The same on one line, with single spaces."""
        return " ".join(self.text.split())

    @property
    def line(self) -> int:
        """The line on which the span begins, counted from 1."""
        return self.source.line_and_column(self.start)[0]

    @property
    def column(self) -> int:
        """The column at which the span begins, counted from 1."""
        return self.source.line_and_column(self.start)[1]

    @property
    def begins(self) -> tuple[int, int]:
        """The line and column at which the span begins: places in one file compare so, of whichever text of it."""
        return self.source.line_and_column(self.start)

    def is_of(self, text: Source) -> bool:
        """Whether it is a place of the same file, in whichever text of it."""
        return self.source.name == text.name

    def within(self, text: Source) -> Span:
        """The same place in another text of its file, which holds the same there; itself if that is of another file."""
        if self.source is text or not self.is_of(text):
            return self
        start = text.offset(*self.begins)
        return Span(text, start, start + self.end - self.start)

    def to(self, other: Span) -> Span:
        """The span from the start of this one to the end of `other`, in the same source."""
        return Span(self.source, self.start, other.end)

    def alone(self) -> Span:
        """The same place in a source that holds no more than the lines of this span."""
        text, name = self.source.text, self.source.name
        first = text.rfind("\n", 0, self.start) + 1
        after = text.find("\n", self.end)
        last = len(text) if after < 0 else after
        written = None if self.source.written is None else self.source.written[first:last]
        return Span(Source(name, text[first:last], self.line, written), self.start - first, self.end - first)

    def __str__(self) -> str:
        return f"{self.source.name}:{self.line}:{self.column}"


def nowhere(name: str) -> Span:
    """The place of what is said of something as a whole, or of something that was not read from a text."""
    return Span(Source(name, ""), 0, 0)
