"""Names and lists as they stand in a sentence."""

from __future__ import annotations

from collections.abc import Sequence


def joined(items: Sequence[str], word: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def quoted(name: str) -> str:
    """A name that could be taken for part of the sentence."""
    return f"“{name}”"
