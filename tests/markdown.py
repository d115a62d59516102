"""Tables of the docs that are made from data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def markdown(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; columns of numbers stand to the right."""
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    rule = ["--:" if all(_is_number(row[x]) for row in cells) else "---" for x in range(len(columns))]
    return "".join(f"| {' | '.join(row)} |\n" for row in [list(columns), rule, *cells])


def _is_number(text: str) -> bool:
    return not text or bool(re.fullmatch(r"-?[\d,]+(\.\d)?", text))
