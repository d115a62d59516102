"""Texts as they may stand in a document: nothing that no file may hold, and nothing that makes it read otherwise."""

from __future__ import annotations

import re

# Control characters may stand in no HTML, SVG or Word file. The others turn round what is read after them
# (Unicode Standard Annex 9: embeddings, overrides, isolates), or stand between the lines.
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)


def printable(text: str) -> str:
    """The text with U+FFFD, the sign for what cannot be shown, in place of each such character."""
    return _UNPRINTABLE.sub("\ufffd", text)
