"""The lifts on a desk, with a text of theirs as somebody is writing it; ‸ marks where."""

from __future__ import annotations

from pathlib import Path

from ilacs_rules.editing.desk import Desk

LIFTS = Path(__file__).parent / "lifts"
WHOLE = LIFTS / "2024-01-01.yaml"
AMENDMENT = LIFTS / "2025-01-01.yaml"
CURSOR = "‸"


def writing(before: str, after: str, path: Path = WHOLE) -> tuple[Desk, int]:
    """A desk on which one stretch of a file is replaced by another, in which the cursor is; and where that is."""
    desk = Desk()
    desk.read(path)
    text = path.read_text(encoding="utf-8")
    assert text.count(before) >= 1, before
    changed = text.replace(before, after, 1)
    offset = changed.index(CURSOR)
    desk.open(path, changed.replace(CURSOR, ""))
    return desk, offset


def pointing(at: str, path: Path = WHOLE) -> tuple[Desk, int]:
    """The file as it is, with the cursor where it stands in a stretch of it."""
    return writing(at.replace(CURSOR, ""), at, path)
