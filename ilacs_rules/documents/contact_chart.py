"""Contacts for each case and year as a picture: a bar for each kind of contact, or for what was held and what is asked.

What the picture shows stands in it in words as well; a year of which nothing is covered has no bar, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from ilacs_rules.documents.svg import element, picture, titled
from ilacs_rules.engine.contacting.covered import YEAR, a_year
from ilacs_rules.explain import values
from ilacs_rules.explain.contact_report import ContactReport
from ilacs_rules.explain.english import joined

_WIDTH, _LEFT, _RIGHT, _TOP, _HEIGHT, _UNDER = 960, 60, 24, 110, 260, 44  # the unit is about a screen's pixel
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
class _Bar:
    """So many on so many days of cases, in a year; nothing where no day of it is covered."""

    year: int
    number: int
    days: int

    @property
    def a_year(self) -> float | None:
        return a_year(self.number, self.days)

    @property
    def words(self) -> str:
        if self.a_year is None:
            return f"{self.year}: not known"
        return f"{self.year}: {self.a_year:.2f} ({self.number:,} in {self.days / YEAR:,.1f} case-years)"


def contact_chart(report: ContactReport) -> str:
    """The picture as SVG, fit for light and dark; the same report gives the same bytes."""
    return _Chart(report).drawn()


class _Chart:
    def __init__(self, report: ContactReport) -> None:
        self._report = report
        found = report.contacts
        self._years = range(found.since.year, found.on.year + 1)
        self._series = dict(list(_series(report).items())[:_MOST])
        self._has_unknown = any(bar.a_year is None for bars in self._series.values() for bar in bars)
        rates = [bar.a_year for bars in self._series.values() for bar in bars if bar.a_year is not None]
        self._most = _rounded_up(max(rates, default=1.0))
        self._under = f"{found.policy.title}, {values.day(found.since)} to {values.day(found.on)}"
        told = "".join(bar.words for bars in self._series.values() for bar in bars)
        self._key = sha256(f"{self._under}\0{told}".encode()).hexdigest()[:8]

    def drawn(self) -> str:
        """The whole of it."""
        height = _TOP + _HEIGHT + _UNDER + _LINE * (len(self._series) + self._has_unknown)
        title = "Contacts for each case and year" + (", held and asked" if self._report.asked else "")
        parts = [
            element("rect", width=_WIDTH, height=height, class_="c-ground"),
            element("text", title, x=24, y=36, class_="c-name"),
            element("text", self._under, x=24, y=58, class_="c-small"),
            element("text", self._shown(), x=24, y=76, class_="c-small"),
            *self._grid(),
            *self._bars(),
            *self._legend(),
        ]
        return picture(self._key, title, self._in_words(), _STYLE, (_WIDTH, height), parts)

    def _shown(self) -> str:
        """What the bars are of."""
        held = "what was held, on days of which every contact is surely recorded"
        if not self._report.asked:
            return held
        return f"{held}; and what {joined(self._report.askers)} would have asked, as forecast from the first day"

    def _in_words(self) -> str:
        told = [f"{name}: {'; '.join(bar.words for bar in bars)}." for name, bars in self._series.items()]
        return f"{self._under}: {self._shown()}. " + " ".join(told)

    def _y(self, rate: float) -> float:
        return _TOP + _HEIGHT - rate / self._most * _HEIGHT

    def _grid(self) -> Iterator[str]:
        for step in range(5):
            rate = self._most * step / 4
            y = self._y(rate)
            yield element("line", x1=_LEFT, y1=y, x2=_WIDTH - _RIGHT, y2=y, class_="c-grid")
            yield element("text", f"{rate:.2f}", x=_LEFT - 8, y=y + 4, class_="c-small", text_anchor="end")

    def _bars(self) -> Iterator[str]:
        room = (_WIDTH - _RIGHT - _LEFT) / len(self._years)
        wide = room * 0.8 / max(1, len(self._series))
        for place, year in enumerate(self._years):
            left = _LEFT + place * room
            yield element(
                "text", str(year), x=left + room / 2, y=_TOP + _HEIGHT + 20, class_="c-year", text_anchor="middle"
            )
            for number, (name, bars) in enumerate(self._series.items()):
                bar, x = bars[place], left + room * 0.1 + number * wide
                title, middle = f"{name}, {bar.words}", x + wide / 2
                if bar.a_year is None:
                    mark = [element("title", title), "?"]
                    yield element(
                        "text", None, mark, x=middle, y=self._y(0) - 4, class_="c-small", text_anchor="middle"
                    )
                    continue
                y = self._y(bar.a_year)
                tall = max(self._y(0) - y, 1.0)
                yield titled(
                    "rect", title, x=x, y=self._y(0) - tall, width=wide * 0.9, height=tall, class_=f"c-{number}"
                )
                if wide >= _FIT:
                    words = f"{bar.a_year:.2f}"
                    yield element("text", words, x=middle, y=y - 4, class_="c-small", text_anchor="middle")

    def _legend(self) -> Iterator[str]:
        for number, name in enumerate(self._series):
            y = _TOP + _HEIGHT + _UNDER + number * _LINE
            yield element("rect", x=_LEFT, y=y - 10, width=14, height=12, class_=f"c-{number}")
            yield element("text", name, x=_LEFT + 22, y=y, class_="c-key")
        if self._has_unknown:
            y = _TOP + _HEIGHT + _UNDER + len(self._series) * _LINE
            yield element("text", "?", x=_LEFT + 4, y=y, class_="c-small")
            yield element("text", "not known: no day of it is surely recorded", x=_LEFT + 22, y=y, class_="c-key")


def _series(report: ContactReport) -> dict[str, list[_Bar]]:
    """The bars of each kind of contact; with policies to compare, of all contacts held and of those each asks."""
    found = report.contacts
    if not report.asked:
        bars: dict[str, list[_Bar]] = {}
        for rate in found.by_year:
            assert rate.year is not None, "counted by year"
            bars.setdefault(rate.contact.words, []).append(_Bar(rate.year, rate.number, rate.days))
        return bars
    held = [_Bar(r.year or 0, r.number, r.days) for r in found.by_year if r.contact == found.as_one]
    series = {"held": held}
    for name, each in zip(report.askers, report.asked, strict=True):
        asked = [year for year in each.years if year.year is not None and year.contact.words == found.together.words]
        more = ", at least" if any(year.undated for year in asked) else ""
        series[f"{name} asks{more}"] = [_Bar(y.year or 0, y.number, y.days) for y in asked]
    return series


def _rounded_up(most: float) -> float:
    """The end of the scale: the next of 0.4, 1, 2, 4, …."""
    scale = 0.4
    for factor in (2.5, 2, 2, 2.5, 2, 2, 2.5, 2, 2):
        if most <= scale:
            break
        scale *= factor
    return scale
