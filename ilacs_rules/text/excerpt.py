"""The line a finding is about, with a caret under the exact words, whatever characters stand in it."""

from __future__ import annotations

from unicodedata import category, combining, east_asian_width

from ilacs_rules.text.source import Span

GUTTER = 5  # columns for the line number
MOST_SHOWN = 160  # characters of one line; a longer line is shown around the caret
_BEFORE_CARET = 40
_TAB = "    "
_UNPRINTABLE = "\ufffd"


def visible(text: str) -> str:
    """The text as a terminal may be shown it: tabs as spaces, and nothing that moves the cursor or hides."""
    return text if text.isprintable() else "".join(_shown(character) for character in text)


def excerpt(span: Span) -> tuple[str, str]:
    """The line on which a span begins, with its number in a gutter, and the line of carets under it.

    A span over several lines is marked to the end of its first line; an empty one gets a single caret.
    """
    number, column = span.source.line_and_column(span.start)
    line = span.source.line(number)
    start = column - 1
    end = min(start + (span.end - span.start), len(line.rstrip()))
    before, after = "", ""
    if len(line) > MOST_SHOWN:
        first = max(0, start - _BEFORE_CARET)
        before = "…" if first else ""
        after = "…" if first + MOST_SHOWN < len(line) else ""
        line, start, end = line[first : first + MOST_SHOWN], start - first, min(end - first, MOST_SHOWN)
    shown = before + visible(line) + after
    indent = len(before) + columns_taken(visible(line[:start]))
    carets = max(1, columns_taken(visible(line[start:end])))
    gutter = max(GUTTER, len(str(number)))
    return f"{number:>{gutter}} | {shown}".rstrip(), f"{'':>{gutter}} | {' ' * indent}{'^' * carets}"


def _shown(character: str) -> str:
    if character == "\t":
        return _TAB
    return _UNPRINTABLE if category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") else character


def columns_taken(text: str) -> int:
    """Columns on a terminal: wide characters take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)
