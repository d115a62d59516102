"""A screen of letters as a picture, as small as it can be and the same whenever it is made."""

from __future__ import annotations

from html import escape
from itertools import groupby

from tests.editing.screen import Looks, Screen

WIDE, HIGH = 8, 18  # of a letter, in pixels
EDGE = 8
ORDINARY = Looks(0x24292F, 0xFFFFFF)


def drawn(screen: Screen, title: str) -> str:
    """An SVG of the screen without the empty lines of the text; `title` says in words what is seen."""
    lines = [line for line in screen.lines if "".join(letter for letter, _ in line).strip() != "~"]
    width, height = len(lines[0]) * WIDE + 2 * EDGE, len(lines) * HIGH + 2 * EDGE
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">',
        f"<title>{escape(title)}</title>",
        "<style>text{font:13px ui-monospace,Menlo,Consolas,monospace;white-space:pre}</style>",
        f'<rect width="{width}" height="{height}" rx="6" fill="#fff" stroke="#8c959f"/>',
    ]
    for row, line in enumerate(lines):
        column = 0
        for look, run in groupby(line, key=lambda cell: cell[1]):
            text = "".join(letter for letter, _ in run)
            parts += _run(text, look, EDGE + column * WIDE, EDGE + row * HIGH)
            column += len(text)
    return "\n".join([*parts, "</svg>", ""])


def _run(text: str, look: Looks, x: int, y: int) -> list[str]:
    parts = []
    if look.background is not None:
        parts.append(
            f'<rect x="{x}" y="{y}" width="{len(text) * WIDE}" height="{HIGH}" fill="#{look.background:06x}"/>'
        )
    if text.strip():
        x += (len(text) - len(text.lstrip())) * WIDE
        text = text.strip()
        colour = ORDINARY.foreground if look.foreground is None else look.foreground
        bold = ' font-weight="bold"' if look.bold else ""
        place = f'x="{x}" y="{y + 13}" textLength="{len(text) * WIDE}"'
        parts.append(f'<text {place} fill="#{colour:06x}"{bold}>{escape(text)}</text>')
        if look.underlined:
            parts.append(f'<path d="M{x} {y + 16}h{len(text) * WIDE}" stroke="#{colour:06x}"/>')
    return parts
