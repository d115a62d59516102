"""Several cases side by side as one picture: a strip for each, all on the same scale of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from textwrap import wrap

from ilacs_rules.documents.svg import element, picture
from ilacs_rules.documents.timeline import STYLE
from ilacs_rules.explain.english import counted
from ilacs_rules.language.dates import add_months

_WIDTH, _TOP, _LINE, _GAP, _LEGEND = 960, 84, 24, 14, 46
_NAME, _LABEL, _CHART, _END = 24, 236, 420, 930  # where each column begins, and the last ends
_NAME_LETTERS, _LABEL_LETTERS = 27, 25


@dataclass(frozen=True, slots=True)
class StripSpan:
    """When something may be done: its first day, the day it is due, its last."""

    opens: date | None
    target: date | None
    closes: date | None


@dataclass(frozen=True, slots=True)
class StripRow:
    """What is asked, when, and what is said where it has no date."""

    label: str
    spans: tuple[StripSpan, ...]
    without: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """A case: what readers call it, and what is asked in it."""

    name: str
    rows: tuple[StripRow, ...]


def strips(title: str, words: str, since: date, years: int, each: tuple[Strip, ...]) -> str:
    """The picture as SVG, of the years since a day; `words` say what it shows. The same strips give the same bytes."""
    drawing = _Drawing(since, years)
    parts = [part for strip in each for part in drawing.strip(strip)]
    height = drawing.bottom + _LEGEND
    ground = element("rect", width=_WIDTH, height=height, class_="t-ground")
    head = element("text", title, x=_NAME, y=36, class_="t-name")
    key = sha256(f"{title}\0{words}".encode()).hexdigest()[:8]
    whole = [ground, head, *drawing.grid(), *parts, *drawing.legend()]
    return picture(key, title, words, STYLE, (_WIDTH, height), whole)


class _Drawing:
    def __init__(self, since: date, years: int) -> None:
        self._since, self._years = since, years
        self._until = add_months(since, 12 * years) or date.max
        self.bottom = _TOP

    def _x(self, day: date) -> float:
        share = (min(max(day, self._since), self._until) - self._since).days / ((self._until - self._since).days or 1)
        return _CHART + share * (_END - _CHART)

    def strip(self, strip: Strip) -> Iterator[str]:
        """One case under those that are drawn."""
        lines = wrap(strip.name, _NAME_LETTERS)
        top, height = self.bottom, max(len(strip.rows), len(lines) * 0.75, 1) * _LINE + _GAP
        self.bottom = round(top + height)
        yield element("line", x1=12, y1=top, x2=_WIDTH - 12, y2=top, class_="t-grid")
        for number, line in enumerate(lines):
            yield element("text", line, x=_NAME, y=top + 22 + number * 16, class_="t-lane")
        for number, row in enumerate(strip.rows):
            yield from self._row(row, top + _GAP / 2 + number * _LINE + _LINE / 2)

    def _row(self, row: StripRow, y: float) -> Iterator[str]:
        label = wrap(row.label, _LABEL_LETTERS, max_lines=1, placeholder="…")[0]
        yield element("text", label, x=_LABEL, y=y + 4, class_="t-small")
        for span in row.spans:
            if span.opens is not None and span.closes is not None and span.opens != span.closes:
                x, end = self._x(span.opens), self._x(span.closes)
                yield element("rect", x=x + 1, y=y - 6, width=max(end - x - 2, 2.0), height=12, rx=3, class_="t-window")
            if span.target is not None:
                x = self._x(span.target)
                yield element("line", x1=x, y1=y - 9, x2=x, y2=y + 9, class_="t-target")
        if row.without and not row.spans:
            yield element("text", row.without, x=_CHART + 6, y=y + 4, class_="t-small")

    def grid(self) -> Iterator[str]:
        """A line for each year, with how many these are."""
        for year in range(self._years + 1):
            x = self._x(add_months(self._since, 12 * year) or date.max)
            yield element("line", x1=x, y1=_TOP - 8, x2=x, y2=self.bottom, class_="t-grid")
            words = counted(year, "year") if year else "example"
            anchor = "start" if year == 0 else "end" if year == self._years else "middle"
            yield element("text", words, x=x, y=_TOP - 14, class_="t-year", text_anchor=anchor)

    def legend(self) -> Iterator[str]:
        """What the signs mean."""
        y = self.bottom + 30
        yield element("rect", x=_CHART, y=y - 11, width=26, height=14, rx=3, class_="t-window")
        yield element("text", "may take place", x=_CHART + 34, y=y, class_="t-key")
        yield element("line", x1=_CHART + 165, y1=y - 15, x2=_CHART + 165, y2=y + 7, class_="t-target")
        yield element("text", "due", x=_CHART + 178, y=y, class_="t-key")
