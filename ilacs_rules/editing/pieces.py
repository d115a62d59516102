"""A file cut into pieces that can be laid out anew: each key or item with its value, and the comments of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ilacs_rules.policy.comments import YamlComment, comments_of
from ilacs_rules.policy.tree import Entry, Items, Map, Text, Tree

_HEADER_COMMENT = re.compile(r"[|>][+-]?[ \t]+(#[^\r\n]*)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A key with its value, or an item of a list, for which there is no key.

    `lead` are the comments above it, and an empty line where one stood; `beside` is the comment on its line. `parts`
    are those of a list or group; None of a text, and of brackets on one line. `tail` are comments below the last part.
    """

    lead: tuple[str, ...]
    key: Text | None
    value: Tree
    beside: str
    parts: tuple[Piece, ...] | None = None
    tail: tuple[str, ...] = ()


def cut(tree: Map) -> Piece:
    """A whole file as one piece without a key. All its comments are in it, each once; `lead` are those at its head."""
    return _Cutter(tree).whole()


def all_comments(tree: Map) -> list[str]:
    """The words of all comments of a file, also of those behind the sign of a folded text; sorted."""
    found = [comment.words for comment in comments_of(tree)]
    found += [_header_comment(text).lstrip("#").strip() for text in _texts(tree) if _header_comment(text)]
    return sorted(found)


def is_in_brackets(tree: Tree) -> bool:
    """Whether a list or group stands in brackets or braces."""
    return not isinstance(tree, Text) and tree.span.text[:1] in ("[", "{")


def children(tree: Tree) -> Iterator[tuple[str, Entry | Tree]]:
    """What stands directly in a list or group: entries by their folded keys, items by their numbers from 1."""
    match tree:
        case Map(entries=entries):
            yield from entries.items()
        case Items(items=items):
            yield from ((str(number), item) for number, item in enumerate(items, 1))


class _Cutter:
    def __init__(self, tree: Map) -> None:
        self.tree = tree
        self.source = tree.span.source
        self.comments = list(comments_of(tree))
        self.comments.reverse()  # the next is the last

    def whole(self) -> Piece:
        parts, tail = self._inside(self.tree, len(self.source.text) + 1, -1)
        head, parts = (parts[0].lead, (replace(parts[0], lead=()), *parts[1:])) if parts else ((), parts)
        return Piece(head, None, self.tree, "", parts, tail)

    def _inside(self, tree: Tree, limit: int, floor: int) -> tuple[tuple[Piece, ...], tuple[str, ...]]:
        """The pieces of a group that ends before `limit`, and comments below them that stand behind `floor`."""
        found = list(children(tree))
        starts = [_start(child) for _, child in found]
        pieces: list[Piece] = []
        for (_, child), start, end in zip(found, starts, [*starts[1:], limit], strict=True):
            lead = self._lead(start, first=not pieces)
            pieces.append(self._piece(child, lead, end))
        if is_in_brackets(tree):
            return tuple(pieces), self._lines(self._taken(tree.span.end), True)
        tail = []
        while self.comments and self.comments[-1].span.start < limit and self.comments[-1].span.column - 1 > floor:
            tail.append(self.comments.pop())
        return tuple(pieces), self._lines(tail, True)

    def _piece(self, child: Entry | Tree, lead: tuple[str, ...], limit: int) -> Piece:
        key, value = (child.key, child.value) if isinstance(child, Entry) else (None, child)
        end = value.span.start + len(value.span.text.rstrip())
        if isinstance(value, Text) or not list(children(value)) or self._stays_on_a_line(value, end):
            beside = _header_comment(value) if isinstance(value, Text) else ""
            return Piece(lead, key, value, beside or self._beside(end))
        beside = self._beside(key.span.end, _start(next(children(value))[1])) if key is not None else ""
        floor = (key.span.column if key is not None else self._dash(value)) - 1
        parts, tail = self._inside(value, limit, floor)
        if is_in_brackets(value):
            behind = self._beside(end)
            beside, tail = (beside, (*tail, behind)) if beside and behind else (beside or behind, tail)
        return Piece(lead, key, value, beside, parts, tail)

    def _dash(self, value: Tree) -> int:
        """The column of the dash before an item, counted from 1."""
        return self.source.text.rfind("-", 0, value.span.start) - self._line_start(value.span.start) + 1

    def _line_start(self, offset: int) -> int:
        return self.source.text.rfind("\n", 0, offset) + 1

    def _stays_on_a_line(self, value: Tree, end: int) -> bool:
        holds_comment = bool(self.comments) and self.comments[-1].span.start < end
        return is_in_brackets(value) and not holds_comment

    def _lead(self, start: int, first: bool) -> tuple[str, ...]:
        lines = self._lines(self._taken(start), not first)
        if (lines or not first) and self._is_below_an_empty_line(start):
            lines = (*lines, "")
        return lines

    def _taken(self, before: int) -> list[YamlComment]:
        taken = []
        while self.comments and self.comments[-1].span.start < before:
            taken.append(self.comments.pop())
        return taken

    def _beside(self, start: int, limit: int | None = None) -> str:
        """The comment on the line of a place and behind it, but before `limit`."""
        if not self.comments:
            return ""
        span = self.comments[-1].span
        if "\n" in self.source.text[start : span.start] or (limit is not None and span.start > limit):
            return ""
        return self.comments.pop().span.text.rstrip()

    def _lines(self, comments: list[YamlComment], below: bool) -> tuple[str, ...]:
        """Comments as lines, with an empty one above those that have one, if anything stands above."""
        lines: list[str] = []
        for comment in comments:
            if (lines or below) and self._is_below_an_empty_line(comment.span.start):
                lines.append("")
            lines.append(comment.span.text.rstrip())
        return tuple(lines)

    def _is_below_an_empty_line(self, offset: int) -> bool:
        line = self._line_start(offset)
        return line > 0 and not self.source.text[self._line_start(line - 1) : line].strip()


def _start(child: Entry | Tree) -> int:
    return child.key.span.start if isinstance(child, Entry) else child.span.start


def _header_comment(text: Text) -> str:
    """The comment behind the `|` or `>` of a text of several lines, which is part of its span."""
    found = _HEADER_COMMENT.match(text.span.text)
    return found[1].rstrip() if found is not None and text.span != text.inner else ""


def _texts(tree: Tree) -> Iterator[Text]:
    if isinstance(tree, Text):
        yield tree
    for _, child in children(tree):
        yield from _texts(child.value if isinstance(child, Entry) else child)
