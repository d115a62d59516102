"""Several cases side by side as one picture: a strip for each, from its own day, all on the same scale of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from textwrap import wrap

from ilacs_rules.documents.svg import element, picture, with_its_mark
from ilacs_rules.documents.timeline import IN_THIS_TIME, STYLE
from ilacs_rules.language.dates import add_months

_WIDTH, _TOP, _LINE, _SECOND, _GAP, _LEGEND = 960, 98, 24, 14, 14, 46
_NAME, _LABEL, _CHART, _END = 24, 236, 420, 930  # where each column begins, and the last ends
_DAYS = 365.25  # of a year
_NAME_LETTERS, _LABEL_LETTERS = 27, 25
_LETTER, _BESIDE = 6.6, 8  # the width of a letter of small words, and how far they stand from a mark


@dataclass(frozen=True, slots=True)
class StripSpan:
    """When something may be done: its first day, the day it is due, its last."""

    opens: date | None
    target: date | None
    closes: date | None

    @property
    def window(self) -> tuple[date, date] | None:
        """Its first and its last day, where that is another."""
        opens, closes = self.opens, self.closes
        return None if opens is None or closes is None or opens == closes else (opens, closes)


@dataclass(frozen=True, slots=True)
class StripRow:
    """What is asked, when, what is said where it has no date, and what is said beside its days."""

    label: str
    spans: tuple[StripSpan, ...]
    without: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """A case: what readers call it, what is asked in it, and the day from which its years are counted."""

    name: str
    rows: tuple[StripRow, ...]
    since: date


def strips(title: str, words: str, counted: tuple[str, ...], years: int, each: tuple[Strip, ...]) -> str:
    """The picture as SVG; `counted` says since when the years are and of whom, `words` what it shows.

    The same strips give the same bytes.
    """
    windows = [(span.window, strip.since) for strip in each for row in strip.rows for span in row.spans]
    drawing = _Drawing(years, max((0, *((since - window[0]).days for window, since in windows if window is not None))))
    parts = [part for strip in each for part in drawing.strip(strip)]
    spans = [span for strip in each for row in strip.rows for span in row.spans]
    height = drawing.bottom + _LEGEND
    ground = element("rect", width=_WIDTH, height=height, class_="t-ground")
    head = element("text", title, x=_NAME, y=36, class_="t-name")
    key = sha256(f"{title}\0{words}".encode()).hexdigest()[:8]
    whole = [ground, head, *drawing.grid(counted), *parts, *drawing.legend(spans)]
    return picture(key, title, words, STYLE, (_WIDTH, height), whole)


@dataclass(frozen=True, slots=True)
class _Note:
    """Small words in lines, that begin at `x`, or end there."""

    lines: list[str]
    x: float
    anchor: str = "start"


def _lines(note: _Note, y: float) -> Iterator[str]:
    """The lines about the middle of a row."""
    for place, words in enumerate(note.lines):
        below = (place - (len(note.lines) - 1) / 2) * _SECOND
        yield element("text", words, x=note.x, y=y + 4 + below, class_="t-small", text_anchor=note.anchor)


class _Drawing:
    """The scale: so many `years`, and so many days `before` them, as something may be done before they begin."""

    def __init__(self, years: int, before: int) -> None:
        self._years = years
        self._before = before / (_DAYS * (years or 1))  # as a part of the years
        self.bottom = _TOP

    def _at(self, share: float) -> float:
        return _CHART + (self._before + share) / (self._before + 1) * (_END - _CHART)

    def _x(self, day: date, since: date) -> float:
        until = add_months(since, 12 * self._years) or date.max
        share = (min(day, until) - since).days / ((until - since).days or 1)
        return self._at(max(share, -self._before))

    def strip(self, strip: Strip) -> Iterator[str]:
        """One case under those that are drawn."""
        lines = wrap(with_its_mark(strip.name), _NAME_LETTERS)
        names = [with_its_mark(row.label) for row in strip.rows]
        labels = [wrap(name, _LABEL_LETTERS, max_lines=2, placeholder="…") or [""] for name in names]
        notes = [self._note(row, strip.since) for row in strip.rows]
        heights = [
            _LINE + _SECOND * (max(len(label), len(note.lines)) - 1) for label, note in zip(labels, notes, strict=True)
        ]
        top, height = self.bottom, max(sum(heights), len(lines) * 0.75 * _LINE, _LINE) + _GAP
        self.bottom = round(top + height)
        yield element("line", x1=12, y1=top, x2=_WIDTH - 12, y2=top, class_="t-grid")
        for number, line in enumerate(lines):
            yield element("text", line, x=_NAME, y=top + 22 + number * 16, class_="t-lane")
        y = top + _GAP / 2
        for row, label, note, tall in zip(strip.rows, labels, notes, heights, strict=True):
            yield from self._row(row, y + tall / 2, strip.since)
            yield from _lines(_Note(label, _LABEL), y + tall / 2)
            yield from _lines(note, y + tall / 2)
            y += tall

    def _note(self, row: StripRow, since: date) -> _Note:
        """What is said in the row: instead of its days, or beside them at the side that has more room."""
        if not row.spans:
            return _Note(wrap(row.without, int((_END - _CHART) / _LETTER)), _END - 6, "end")
        days = [day for span in row.spans for day in (span.opens, span.target, span.closes) if day is not None]
        at = [self._x(day, since) for day in days] or [_CHART]
        left, right = min(at) - _BESIDE - _CHART, _END - max(at) - _BESIDE
        if right >= left:
            return _Note(wrap(row.beside, max(int(right / _LETTER), 1)), max(at) + _BESIDE)
        return _Note(wrap(row.beside, max(int(left / _LETTER), 1)), min(at) - _BESIDE, "end")

    def _row(self, row: StripRow, y: float, since: date) -> Iterator[str]:
        for span in row.spans:
            if span.window is not None:
                x, end = (self._x(day, since) for day in span.window)
                yield element("rect", x=x + 1, y=y - 6, width=max(end - x - 2, 2.0), height=12, rx=3, class_="t-window")
            if span.target is not None:
                x = self._x(span.target, since)
                yield element("line", x1=x, y1=y - 9, x2=x, y2=y + 9, class_="t-target")

    def grid(self, counted: tuple[str, ...]) -> Iterator[str]:
        """A line for each year, with its number; above them since when they are counted."""
        for place, words in enumerate(counted):
            yield element("text", words, x=_CHART, y=_TOP - 62 + 16 * place, class_="t-year")
        for year in range(self._years + 1):
            x = self._at(year / (self._years or 1))
            yield element("line", x1=x, y1=_TOP - 8, x2=x, y2=self.bottom, class_="t-grid")
            yield element("text", str(year), x=x, y=_TOP - 14, class_="t-year", text_anchor="middle")

    def legend(self, spans: list[StripSpan]) -> Iterator[str]:
        """What the signs mean, of those that are drawn."""
        x, y = _CHART, self.bottom + 30
        if any(span.window is not None for span in spans):
            yield element("rect", x=x, y=y - 11, width=26, height=14, rx=3, class_="t-window")
            yield element("text", IN_THIS_TIME, x=x + 34, y=y, class_="t-key")
            x += 210
        if any(span.target for span in spans):
            yield element("line", x1=x, y1=y - 15, x2=x, y2=y + 7, class_="t-target")
            yield element("text", "due", x=x + 13, y=y, class_="t-key")
