"""Decision tables with their columns aligned, and long sentences folded where they are read more easily."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from textwrap import wrap

_DASHES = re.compile(r"\|[\s|:-]*-[\s|:-]*\|")
_BEFORE_A_JOINT = re.compile(r" (?=(?:and|or|then|else|where|but|from|within|moved|until|unless) |at (?:least|most) )")
_IN_QUOTES = re.compile(r'"[^"]*"')


def cells_of_table(lines: Sequence[str]) -> list[list[str]] | None:
    """The cells of a table in Markdown, its header first; None if the lines are no table, or are uneven."""
    rows = [line.strip() for line in lines if line.strip()]
    if len(rows) < 2 or not all(len(row) > 1 and row[0] == row[-1] == "|" for row in rows):
        return None
    if not _DASHES.fullmatch(rows[1]):
        return None
    cells = [[cell.strip() for cell in row[1:-1].split("|")] for row in (rows[0], *rows[2:])]
    return cells if len({len(row) for row in cells}) == 1 else None


def aligned_table(lines: Sequence[str]) -> list[str] | None:
    """A table in Markdown, each column as wide as its widest cell; None if the lines are none.

    Empty lines above and between its rows stay: people group rows by them.
    """
    cells = cells_of_table(lines)
    if cells is None:
        return None
    aligned = iter(table_lines(cells))
    return [next(aligned) if line.strip() else "" for line in "\n".join(lines).rstrip().split("\n")]


def table_lines(cells: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table in Markdown with these cells, its header first; each column as wide as its widest cell."""
    widths = [max(1, *map(len, column)) for column in zip(*cells, strict=True)]
    header, *rest = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in cells]
    return [header, "|" + "|".join("-" * (width + 2) for width in widths) + "|", *rest]


def folded_sentence(sentence: str, room: int) -> list[str]:
    """A sentence on lines of at most `room` characters, ended before a joint of it where there is one outside brackets.

    A word that is longer than a line stays whole.
    """
    lines: list[str] = []
    for part in _parts(sentence):
        if lines and len(lines[-1]) + 1 + len(part) <= room:
            lines[-1] += f" {part}"
        else:
            lines += wrap(part, room, break_long_words=False, break_on_hyphens=False)
    return lines


def _parts(sentence: str) -> list[str]:
    """A sentence cut before each of its joints that stands in no brackets and no quotation marks."""
    masked = _IN_QUOTES.sub(lambda found: "x" * len(found[0]), sentence)
    cuts = [found.start() for found in _BEFORE_A_JOINT.finditer(masked) if _depth(masked[: found.start()]) == 0]
    bounds = [0, *cuts, len(sentence)]
    return [sentence[start:end].strip() for start, end in pairwise(bounds)]


def _depth(text: str) -> int:
    return text.count("(") - text.count(")")
