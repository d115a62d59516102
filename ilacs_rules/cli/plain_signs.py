"""Printing on a terminal that knows few signs: each that it lacks becomes the plain one nearest to it."""

from __future__ import annotations

import codecs

NAME = "plain-signs"

_PLAIN = {
    "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "→": "->", "×": "x", "·": "-",
    "≤": "<=", "≥": ">=", "−": "-", "─": "-", "│": "|", "\N{NO-BREAK SPACE}": " ",
}  # fmt: skip


def _replaced(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_PLAIN.get(sign, "?") for sign in error.object[error.start : error.end]), error.end


def register() -> str:
    """Makes the error handler known to Python's codecs; its name."""
    codecs.register_error(NAME, _replaced)
    return NAME
