"""Which lines of a YAML text a slip spoils: the smallest part of it that makes no sense by itself.

Parts are told by their indentation alone, since it is a text that cannot be read: the keys of the file are its parts,
and each key or item directly below one of them is a part again. In doubt more is set aside, never less: what is read
must mean what it would mean without the slip.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

_CONTENT = re.compile(r"^( *)([^\S\n]*)([^\s#].*)$", re.MULTILINE)
_KEY = re.compile(r"(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'\[\]{}|>&*!%@`#,-][^:\n]*?):(?:[ \t]+(?P<value>\S.*)|[ \t]*$)")
_NO_VALUE = re.compile(r"[|>][+-]?[ \t]*(?:#.*)?$|#")
_MOST_LEVELS = 6

Sound = Callable[[str, bool], bool]  # whether a text is one entry, or one item of a list, and nothing else


@dataclass(frozen=True, slots=True)
class SpoiltLines:
    """The characters `start` up to `end`, whole lines; `head` is where the key above them begins, if there is one."""

    start: int
    end: int
    head: int | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    indent: int
    text: str
    oddly: bool  # indented with something else than spaces

    @property
    def place(self) -> int:
        return self.start + self.indent

    @property
    def is_item(self) -> bool:
        return self.text == "-" or self.text.startswith("- ")

    @property
    def goes_on(self) -> bool:
        """Whether it can begin nothing, and so belongs to the line above."""
        return self.oddly or self.text[0] in "}]" or self.text.startswith(": ")

    @property
    def has_key(self) -> bool:
        return _KEY.match(self.text) is not None

    @property
    def is_full(self) -> bool:
        """Whether it holds a key with its value, so that no key can stand below it."""
        found = None if self.is_item else _KEY.match(self.text)
        return found is not None and found["value"] is not None and _NO_VALUE.match(found["value"]) is None

    @property
    def is_bare(self) -> bool:
        """Whether it holds a key alone, and its value is below it."""
        found = None if self.is_item else _KEY.match(self.text)
        return found is not None and (found["value"] is None or found["value"].startswith("#"))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The lines of one part."""

    lines: Sequence[_Line]
    end: int
    out_of_line: bool = False  # it does not begin in the column of the others
    is_of_another_kind: bool = False  # an item of a list among keys, or a key among such items

    @property
    def start(self) -> int:
        return self.lines[0].start


def spoilt_parts(text: str, first: int, last: int, sound: Sound) -> list[SpoiltLines]:
    """What is to be set aside where reading went wrong between two places of a text; together one run of lines.

    `sound` is asked of each part by itself.
    """
    lines = [_line(found) for found in _CONTENT.finditer(text)]
    if not lines:
        return [SpoiltLines(0, len(text))]
    top = _stretches(lines, len(text), min(line.indent for line in lines))
    at = _spoilt(text, top, first, last, sound)
    if at is None:
        at = _where(top, last)
    before = top[at - 1] if at else None
    if before is None or not _is_of_the_one_before(top[at], before):
        below = _spoilt_below(text, top[at], first, last, sound)
        return below or [SpoiltLines(top[at].start, top[at].end)]
    items = _stretches(before.lines[1:], before.end) if before.lines[1:] and before.lines[0].is_bare else []
    last_item = SpoiltLines(before.start, before.end)
    if items[1:]:
        last_item = SpoiltLines(items[-1].start, before.end, before.lines[0].place)
    return [last_item, SpoiltLines(top[at].start, top[at].end)]


def _line(found: re.Match[str]) -> _Line:
    return _Line(found.start(), len(found[1]), found[3].rstrip(), oddly=bool(found[2]))


def _spoilt_below(text: str, section: _Stretch, first: int, last: int, sound: Sound) -> list[SpoiltLines] | None:
    """What is spoilt of the items of a section; None where it is the section as a whole."""
    head, *lines = section.lines
    if not lines or not head.is_bare:
        return None
    items = _stretches(lines, section.end)
    at = _spoilt(text, items, first, last, sound)
    if at is None or items[0].out_of_line or any(each.is_of_another_kind for each in items):
        return None
    begin = at - 1 if at and _is_of_the_one_before(items[at], items[at - 1]) else at
    end = len(items) if items[at].lines[-1].is_bare else at + 1  # what follows may belong to a key that ends it
    if (begin, end) == (0, len(items)):
        return None
    return [SpoiltLines(each.start, each.end, head.place) for each in items[begin:end]]


def _is_of_the_one_before(this: _Stretch, before: _Stretch) -> bool:
    """Whether a part may begin too far left, and be meant to belong to the one before it."""
    head, *lines = this.lines
    is_mark = not head.is_item and not head.text[0].isalnum()  # such as `---` between the keys of one item
    if this.out_of_line or before.lines[-1].is_bare or (is_mark and lines):
        return True
    columns = {line.indent for line in before.lines[1:]}
    if head.is_full:
        return any(line.has_key and line.indent in columns for line in lines)
    if not lines:
        return False
    column = _column(lines)
    return (column != lines[0].indent and lines[0].indent in columns) or any(
        line.indent < column and line.indent in columns for line in lines
    )


def _spoilt(text: str, stretches: Sequence[_Stretch], first: int, last: int, sound: Sound) -> int | None:
    """Which is the first that makes no sense by itself, or stands out of line, about where reading went wrong."""
    listed = any(each.lines[0].is_item and not each.out_of_line for each in stretches)
    for n in range(max(_where(stretches, first) - 1, 0), _where(stretches, last) + 1):
        each = stretches[n]
        if each.out_of_line or not sound(text[each.start : each.end], listed):
            return n
    return None


def _where(stretches: Sequence[_Stretch], place: int) -> int:
    """In which of them a place lies."""
    return max(bisect_right(stretches, place, key=lambda each: each.start) - 1, 0)


def _stretches(lines: Sequence[_Line], end: int, column: int | None = None) -> list[_Stretch]:
    """Lines put together to parts, each from a line in the column of most of them to the next such line."""
    column = _column(lines) if column is None else column
    listed = next((line.is_item for line in lines if line.indent == column and not line.goes_on), False)
    begins: list[int] = []
    outer: int | None = None  # the column of a key that stands too far left: all that is below it may belong to it
    for n, line in enumerate(lines):
        if n and (line.goes_on or line.indent > column or (outer is not None and line.indent > outer)):
            continue
        if n and line.is_item and not listed and line.indent == column and lines[begins[-1]].is_bare:
            continue  # a list in the column of its key
        begins.append(n)
        outer = line.indent if line.indent < column and not line.is_full else None
    ends = [*begins[1:], len(lines)]
    return [
        _Stretch(
            lines[begin:stop],
            lines[stop].start if stop < len(lines) else end,
            lines[begin].indent != column or lines[begin].is_item != listed,
            lines[begin].indent == column and lines[begin].is_item != listed,
        )
        for begin, stop in zip(begins, ends, strict=True)
    ]


def _column(lines: Sequence[_Line]) -> int:
    """The column in which parts begin: the one that leaves the fewest lines out of line."""
    columns = sorted({line.indent for line in lines if not line.goes_on})[:_MOST_LEVELS] or [0]
    return min(columns, key=lambda column: (sum(_out_of_line(lines, column)), column != lines[0].indent, column))


def _out_of_line(lines: Sequence[_Line], column: int) -> Iterator[bool]:
    """For each line whether it would stand in a wrong column, if parts began in this one."""
    head: _Line | None = None
    below = 0  # the column of what stands below the head
    inside = True  # whether the line before keeps to it
    for line in lines:
        if line.goes_on:
            continue
        if line.indent <= column:
            head, below, inside = line, 0, True
            yield line.indent < column
        elif head is None:
            yield True
        else:
            below = below or line.indent
            yield (inside and line.indent < below) or (head.is_full and line.has_key)
            inside = line.indent >= below
