"""Rows of parts of a whole, as a picture: what it shows stands in it in words as well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from textwrap import wrap

from ilacs_rules.documents.svg import element, picture, titled

_WIDTH, _LEFT, _RIGHT, _TOP, _ROW, _THICK = 960, 250, 90, 104, 34, 20  # about a screen's pixels
_LETTERS = 31  # of a name that fit on a line
_A_DIGIT = 8  # how wide it is

_STYLE = """
.s-name,.s-row,.s-small,.s-in{font:13px system-ui,"Segoe UI","DejaVu Sans",sans-serif}
.s-ground,.s-in{fill:#fff}.s-name,.s-row{fill:#1d2329}.s-small{fill:#57606a}
.s-name{font-size:19px;font-weight:600}.s-small,.s-in{font-size:12px}.s-stripe{fill:#f5f7f9}
.s-0{fill:#b4420a}.s-1{fill:#0a4a8f}.s-2{fill:#a0195b}.s-3{fill:#6b3fc9}.s-4{fill:#3f6b30}
.s-5{fill:#c3ccd5}.s-6{fill:#fff;stroke:#57606a;stroke-dasharray:3 2}.s-in.s-on-pale{fill:#1d2329}
@media screen and (prefers-color-scheme:dark){
.s-ground,.s-in{fill:#12161b}.s-name,.s-row{fill:#e8ecf0}.s-small{fill:#a3adb8}.s-stripe{fill:#191f26}
.s-0{fill:#ff9d5c}.s-1{fill:#8cc4ff}.s-2{fill:#f783ac}.s-3{fill:#b392f0}.s-4{fill:#9ccf83}
.s-5{fill:#4a5560}.s-6{fill:#12161b;stroke:#a3adb8}.s-in.s-on-pale{fill:#e8ecf0}}
"""
_PALE = (5, 6)  # parts on which a number is dark


@dataclass(frozen=True, slots=True)
class Stacked:
    """A picture: its title, what it is of, the names of the parts, and rows by name, each with a number for each part.

    The last part but one is what stays, the last what cannot be told: both are pale.
    """

    title: str
    under: str
    parts: Sequence[str]
    rows: Mapping[str, Sequence[int]]

    @property
    def in_words(self) -> tuple[str, ...]:
        """What it shows, row by row; parts of which there are none are not told."""
        return tuple(
            f"{name}: {', '.join(f'{n:,} {part}' for n, part in zip(numbers, self.parts, strict=True) if n) or 'none'}."
            for name, numbers in self.rows.items()
        )

    def as_svg(self) -> str:
        """The picture, fit for light and dark; the same rows give the same bytes."""
        words = f"{self.under}. {' '.join(self.in_words)}"
        key = sha256(f"{self.title}\0{words}".encode()).hexdigest()[:8]
        bottom = _TOP + _ROW * len(self.rows)
        shown = [place for place in range(len(self.parts)) if any(row[place] for row in self.rows.values())]
        height = bottom + 16
        drawn = [
            element("rect", width=_WIDTH, height=height, class_="s-ground"),
            element("text", self.title, x=24, y=34, class_="s-name"),
            element("text", self.under, x=24, y=56, class_="s-small"),
            *self._legend(shown),
            *(part for place, name in enumerate(self.rows) for part in self._row(name, _TOP + place * _ROW, place)),
        ]
        return picture(key, self.title, words, _STYLE, (_WIDTH, height), drawn)

    def _legend(self, shown: Sequence[int]) -> Iterator[str]:
        x = 24
        for place in shown:
            yield element("rect", x=x, y=74, width=14, height=14, class_=f"s-{place}")
            yield element("text", self.parts[place], x=x + 20, y=86, class_="s-small")
            x += 20 + len(self.parts[place]) * 7 + 26

    def _row(self, name: str, top: float, place: int) -> Iterator[str]:
        if place % 2 == 0:
            yield element("rect", x=12, y=top, width=_WIDTH - 24, height=_ROW, class_="s-stripe")
        lines = wrap(name, _LETTERS, max_lines=2, placeholder="…")
        for number, line in enumerate(lines):
            y = top + _ROW / 2 + 4 + (number - (len(lines) - 1) / 2) * 14
            yield element("text", line, x=24, y=y, class_="s-row")
        numbers = self.rows[name]
        most = max((sum(row) for row in self.rows.values()), default=1) or 1
        scale, x, y = (_WIDTH - _LEFT - _RIGHT) / most, float(_LEFT), top + (_ROW - _THICK) / 2
        for part, number in enumerate(numbers):
            if number:
                wide = number * scale
                said = f"{name}: {number:,} {self.parts[part]}"
                yield titled("rect", said, x=x, y=y, width=max(wide - 1, 1.0), height=_THICK, class_=f"s-{part}")
                if wide >= _A_DIGIT * len(f"{number:,}") + 4:
                    class_ = "s-in s-on-pale" if part in _PALE else "s-in"
                    middle = x + wide / 2
                    yield element("text", f"{number:,}", x=middle, y=y + 14, class_=class_, text_anchor="middle")
                x += wide
        yield element("text", f"of {sum(numbers):,}", x=x + 8, y=y + 14, class_="s-small")
