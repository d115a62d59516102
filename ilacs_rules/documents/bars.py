"""Bars beside each other, column by column, as a picture: what it shows stands in it in words as well.

What is not known has no bar, and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import cycle

from ilacs_rules.documents.svg import element, picture, titled

_WIDTH, _LEFT, _RIGHT, _TOP, _UNDER = 960, 60, 24, 110, 44  # the unit is about a screen's pixel
_LINE = 22  # of the legend
_MOST = 8  # bars beside each other: more cannot be told apart
_FIT = 24  # how wide a bar is at least for its number to stand over it

_STYLE = """
.c-name,.c-year,.c-key,.c-small{font:13px system-ui,"Segoe UI","DejaVu Sans",sans-serif}
.c-ground{fill:#fff}.c-name,.c-year,.c-key{fill:#1d2329}.c-small{fill:#57606a}
.c-name{font-size:19px;font-weight:600}.c-small,.c-key{font-size:12px}.c-grid{stroke:#d8dde3}
.c-0{fill:#0a4a8f}.c-1{fill:#b4420a}.c-2{fill:#4f7d3a}.c-3{fill:#8250df}.c-4{fill:#57606a}
.c-5{fill:#a0195b}.c-6{fill:#0b7285}.c-7{fill:#8a6d00}
@media screen and (prefers-color-scheme:dark){
.c-ground{fill:#12161b}.c-name,.c-year,.c-key{fill:#e8ecf0}.c-small{fill:#a3adb8}.c-grid{stroke:#333b45}
.c-0{fill:#8cc4ff}.c-1{fill:#ff9d5c}.c-2{fill:#9ccf83}.c-3{fill:#b392f0}.c-4{fill:#a3adb8}
.c-5{fill:#f783ac}.c-6{fill:#66d9e8}.c-7{fill:#ffd43b}}
"""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a column: how tall it is, and in words; None where that is not known."""

    value: float | None
    words: str


@dataclass(frozen=True, slots=True)
class Bars:
    """A picture: its title, what it is of, its columns by name, and the bars of each series, one for each column.

    `shown` writes a number over its bar and at the scale, and `not_known` says what a bar that is not there means.
    """

    title: str
    under: str
    shows: str
    columns: Sequence[str]
    series: Mapping[str, Sequence[Bar]]
    shown: Callable[[float], str]
    not_known: str
    height: int = 260

    @property
    def in_words(self) -> tuple[str, ...]:
        """What it shows, series by series."""
        return tuple(f"{name}: {'; '.join(bar.words for bar in bars)}." for name, bars in self._drawn_series.items())

    def as_svg(self) -> str:
        """The picture, fit for light and dark; the same bars give the same bytes."""
        series = self._drawn_series
        words = f"{self.under}: {self.shows}. " + " ".join(self.in_words)
        told = "".join(bar.words for bars in series.values() for bar in bars)
        key = sha256(f"{self.under}\0{told}".encode()).hexdigest()[:8]
        height = _TOP + self.height + _UNDER + _LINE * (len(series) + self._has_unknown)
        parts = [
            element("rect", width=_WIDTH, height=height, class_="c-ground"),
            element("text", self.title, x=24, y=36, class_="c-name"),
            element("text", self.under, x=24, y=58, class_="c-small"),
            element("text", self.shows, x=24, y=76, class_="c-small"),
            *self._grid(),
            *self._columns(),
            *self._legend(),
        ]
        return picture(key, self.title, words, _STYLE, (_WIDTH, height), parts)

    @property
    def _drawn_series(self) -> dict[str, Sequence[Bar]]:
        return dict(list(self.series.items())[:_MOST])

    @property
    def _has_unknown(self) -> bool:
        return any(bar.value is None for bars in self._drawn_series.values() for bar in bars)

    @property
    def _most(self) -> float:
        values = [bar.value for bars in self._drawn_series.values() for bar in bars if bar.value is not None]
        return _rounded_up(max(values, default=1.0))

    def _y(self, value: float) -> float:
        return _TOP + self.height - value / self._most * self.height

    def _grid(self) -> Iterator[str]:
        for step in range(5):
            value = self._most * step / 4
            y = self._y(value)
            yield element("line", x1=_LEFT, y1=y, x2=_WIDTH - _RIGHT, y2=y, class_="c-grid")
            yield element("text", self.shown(value), x=_LEFT - 8, y=y + 4, class_="c-small", text_anchor="end")

    def _columns(self) -> Iterator[str]:
        room = (_WIDTH - _RIGHT - _LEFT) / max(1, len(self.columns))
        series = self._drawn_series
        wide = room * 0.8 / max(1, len(series))
        for place, column in enumerate(self.columns):
            left = _LEFT + place * room
            y = _TOP + self.height + 20
            yield element("text", column, x=left + room / 2, y=y, class_="c-year", text_anchor="middle")
            for number, (name, bars) in enumerate(series.items()):
                yield from self._bar(f"{name}, {bars[place].words}", bars[place], left + room * 0.1, wide, number)

    def _bar(self, title: str, bar: Bar, left: float, wide: float, number: int) -> Iterator[str]:
        x = left + number * wide
        middle = x + wide / 2
        if bar.value is None:
            mark = [element("title", title), "?"]
            yield element("text", None, mark, x=middle, y=self._y(0) - 4, class_="c-small", text_anchor="middle")
            return
        y = self._y(bar.value)
        tall = max(self._y(0) - y, 1.0)
        yield titled("rect", title, x=x, y=self._y(0) - tall, width=wide * 0.9, height=tall, class_=f"c-{number}")
        if wide >= _FIT:
            shown = self.shown(bar.value)
            yield element("text", shown, x=middle, y=y - 4, class_="c-small", text_anchor="middle")

    def _legend(self) -> Iterator[str]:
        series = self._drawn_series
        for number, name in enumerate(series):
            y = _TOP + self.height + _UNDER + number * _LINE
            yield element("rect", x=_LEFT, y=y - 10, width=14, height=12, class_=f"c-{number}")
            yield element("text", name, x=_LEFT + 22, y=y, class_="c-key")
        if self._has_unknown:
            y = _TOP + self.height + _UNDER + len(series) * _LINE
            yield element("text", "?", x=_LEFT + 4, y=y, class_="c-small")
            yield element("text", f"not known: {self.not_known}", x=_LEFT + 22, y=y, class_="c-key")


def _rounded_up(most: float) -> float:
    """The end of the scale: the next of 0.4, 1, 2, 4, 10, 20, …."""
    scale = 0.4
    for factor in cycle((2.5, 2, 2)):
        if most <= scale:
            break
        scale *= factor
    return scale
