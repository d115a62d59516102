"""The lines of a plan in the months ahead as a picture: the days on which each may be done, as a bar.

Days that are only possible are a paler part of the bar, the target is a tick, and what is late goes on, as a thin
line, to the day of the plan. How a line stands is told by its colour and in words; what the picture shows stands in it
in words as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from textwrap import wrap

from ilacs_rules.documents.plan_words import days_of, how_it_stands, what_is_due
from ilacs_rules.documents.svg import element, escaped, picture, titled
from ilacs_rules.engine.plan_rows import LATE, PlanRow
from ilacs_rules.explain import values
from ilacs_rules.explain.standing import USED_UP, is_used_up
from ilacs_rules.explain.status import is_exceeded, verdict
from ilacs_rules.language.dates import add_months
from ilacs_rules.model.decision import CANNOT_BE_TOLD, Obligation, Status
from ilacs_rules.model.partial import first_of, last_of

MONTHS = 24  # ahead that are shown
_BEFORE = 2  # and of those gone by
_WIDTH, _NAMES, _STANDS, _LEFT, _END, _TOP, _ROW, _UNDER = 960, 24, 286, 436, 926, 76, 38, 52
_NAME, _WHAT, _STATUS = 28, 35, 20  # letters that fit into a column

_STYLE = """
.m-name,.m-small,.m-asat{font:12px system-ui,"Segoe UI","DejaVu Sans",sans-serif}
.m-ground{fill:#fff}.m-name{font-size:13px;font-weight:600}.m-name,.m-small{fill:#1d2329}.m-asat{fill:#b4420a}
.m-grid{stroke:#d8dde3}.m-row{fill:#f5f7f9}.m-on{stroke:#b4420a;stroke-width:1.5}
.m-target{stroke:#1d2329;stroke-width:2.5}.m-pale{opacity:.4}.m-still{stroke-width:3}
.m-red{fill:#c92a2a;stroke:#c92a2a}.m-yellow{fill:#b08800;stroke:#b08800}.m-green{fill:#2f7d3a;stroke:#2f7d3a}
.m-blue{fill:#3d7ebf;stroke:#3d7ebf}.m-grey{fill:#7d8791;stroke:#7d8791}.m-bar{stroke-width:0}
@media screen and (prefers-color-scheme:dark){
.m-ground{fill:#12161b}.m-name,.m-small{fill:#e8ecf0}.m-asat{fill:#ff9d5c}.m-grid{stroke:#333b45}.m-row{fill:#191f26}
.m-on{stroke:#ff9d5c}.m-target{stroke:#e8ecf0}.m-red{fill:#ff7b72;stroke:#ff7b72}.m-yellow{fill:#e3b341;stroke:#e3b341}
.m-green{fill:#6fc27c;stroke:#6fc27c}.m-blue{fill:#6cb0f5;stroke:#6cb0f5}.m-grey{fill:#98a2ad;stroke:#98a2ad}}
"""


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line of the picture: what one case is due, and its colour; or that nothing is asked of it."""

    case: str
    row: PlanRow | None
    colour: str = "blue"


def months_picture(lines: Sequence[DrawnLine], on: date, title: str, words: str) -> str:
    """The picture as SVG, fit for light and dark; the same lines give the same bytes."""
    return _Months(lines, on).drawn(title, words)


def span(on: date) -> tuple[date, date]:
    """The first and the last day that are shown."""
    begins = on.replace(day=1)
    return add_months(begins, -_BEFORE) or begins, add_months(begins, MONTHS + 1) or date.max


class _Months:
    def __init__(self, lines: Sequence[DrawnLine], on: date) -> None:
        self._lines, self._on = lines, on
        self._first, self._last = span(on)
        self._days = (self._last - self._first).days or 1
        self._bottom = _TOP + _ROW * len(lines)

    def drawn(self, title: str, words: str) -> str:
        """The whole of it."""
        key = sha256(f"{title}\0{words}".encode()).hexdigest()[:8]
        size = _WIDTH, self._bottom + _UNDER
        parts = [
            element("rect", width=size[0], height=size[1], class_="m-ground"),
            *self._grounds(),
            *self._months(),
            *(part for place, line in enumerate(self._lines) for part in self._line(line, _TOP + place * _ROW)),
            *self._as_at(),
            *self._legend(),
        ]
        return picture(key, title, words, _STYLE, size, parts)

    def _x(self, day: date) -> float:
        within = min(max(day, self._first), self._last)
        return _LEFT + (within - self._first).days / self._days * (_END - _LEFT)

    # ------------------------------------------------------------------------------------------------ ground

    def _grounds(self) -> Iterator[str]:
        for place in range(0, len(self._lines), 2):
            yield element("rect", x=12, y=_TOP + place * _ROW, width=_WIDTH - 24, height=_ROW, class_="m-row")

    def _months(self) -> Iterator[str]:
        """A line at the head of each quarter with its month and, above the first and each January, its year."""
        day: date | None = self._first
        named = False
        while day is not None and day <= self._last:
            if day.month % 3 == 1:
                x = self._x(day)
                yield element("line", x1=x, y1=_TOP - 8, x2=x, y2=self._bottom, class_="m-grid")
                if self._last.toordinal() - day.toordinal() > 60:  # there is room for its name
                    yield element("text", f"{day:%b}", x=x + 3, y=_TOP - 12, class_="m-small")
                    if day.month == 1 or not named:
                        yield element("text", f"{day.year}", x=x + 3, y=_TOP - 28, class_="m-name")
                    named = True
            day = add_months(day, 1)

    def _as_at(self) -> Iterator[str]:
        x = self._x(self._on)
        yield element("line", x1=x, y1=_TOP - 50, x2=x, y2=self._bottom, class_="m-on")
        yield element("text", values.day(self._on), x=x + 6, y=_TOP - 46, class_="m-asat")

    # ------------------------------------------------------------------------------------------------ lines

    def _line(self, line: DrawnLine, top: float) -> Iterator[str]:
        row, middle = line.row, top + _ROW / 2
        yield _text(line.case, _NAME, x=_NAMES, y=middle - 3, class_="m-name")
        if row is None:
            yield element("text", "nothing is asked", x=_LEFT + 8, y=middle + 4, class_="m-small")
            return
        yield _text(what_is_due(row), _WHAT, x=_NAMES, y=middle + 13, class_="m-small")
        stands = wrap(how_it_stands(row), _STATUS, max_lines=3, placeholder="…")
        yield element("rect", x=_STANDS - 18, y=middle - 6, width=12, height=12, rx=2, class_=f"m-bar m-{line.colour}")
        for place, words in enumerate(stands):
            y = middle + 4 + (place - (len(stands) - 1) / 2) * 12.5
            yield element("text", words, x=_STANDS, y=y, class_="m-small")
        yield from self._window(row, middle, f"m-{line.colour}")

    def _window(self, row: PlanRow, y: float, colour: str) -> Iterator[str]:
        title = f"{row.case.name}: {verdict(row.obligation, row.decision)}"
        days, obligation = days_of(row), row.obligation
        if obligation.opens is not None and obligation.closes is None and obligation.target is None:
            yield from self._without_end(obligation, y, colour, title)
        elif days is None:
            parts = [element("title", title), escaped(_why_no_window(obligation))]
            yield element("text", None, parts, x=self._x(self._on) + 8, y=y + 4, class_="m-small")
        elif days[0] > self._last:
            parts = [element("title", title), escaped(f"from {values.day(days[0])} →")]
            yield element("text", None, parts, x=_END, y=y + 4, class_="m-small", text_anchor="end")
        else:
            yield from self._bar(row, days, y, colour, title)

    def _without_end(self, obligation: Obligation, y: float, colour: str, title: str) -> Iterator[str]:
        """Something that may be done from a day on, as far as can be told."""
        assert obligation.opens is not None, "it opens"
        x = self._x(first_of(obligation.opens))
        yield titled("rect", title, x=x, y=y - 7, width=_END - x, height=14, rx=3, class_=f"m-bar {colour} m-pale")
        words = "no last day can be told" if obligation.status in CANNOT_BE_TOLD else "no last day is set"
        parts = [element("title", title), words]
        yield element("text", None, parts, x=_END - 8, y=y + 4, class_="m-small", text_anchor="end")

    def _bar(self, row: PlanRow, days: tuple[date, date], y: float, colour: str, title: str) -> Iterator[str]:
        """The days that are possible pale, those that are sure full, and how long it has been late as a line."""
        obligation = row.obligation
        begins = obligation.opens or obligation.target or obligation.closes
        ends = obligation.closes or obligation.target or begins
        assert begins is not None, "it has days"
        assert ends is not None, "it has days"
        if obligation.status in LATE:
            line = {"x1": self._x(last_of(ends)), "x2": self._x(days[1]), "y1": y, "y2": y}
            yield titled("line", title, **line, class_=f"{colour} m-still")
        for first, last, pale in ((first_of(begins), last_of(ends), True), (last_of(begins), first_of(ends), False)):
            if first > last or last < self._first or (not pale and obligation.status in CANNOT_BE_TOLD):
                continue
            x = self._x(first)
            place = {"x": x, "y": y - 7, "width": max(self._x(last) - x, 3.0), "height": 14, "rx": 3}
            yield titled("rect", title, **place, class_=f"m-bar {colour}{' m-pale' if pale else ''}")
        target = obligation.target
        if target is not None and self._first <= last_of(target) and first_of(target) <= self._last:
            for day in dict.fromkeys((first_of(target), last_of(target))):
                yield element("line", x1=self._x(day), y1=y - 11, x2=self._x(day), y2=y + 11, class_="m-target")

    # ------------------------------------------------------------------------------------------------ legend

    def _legend(self) -> Iterator[str]:
        y, rows = self._bottom + 30, [line.row.obligation for line in self._lines if line.row is not None]
        symbols = [
            ("when it may be done", element("rect", x=0, y=-11, width=26, height=14, rx=3, class_="m-bar m-blue")),
            ("only possible", element("rect", x=0, y=-11, width=26, height=14, rx=3, class_="m-bar m-blue m-pale")),
        ]
        if any(each.target is not None for each in rows):
            tick = element("line", x1=13, y1=-15, x2=13, y2=7, class_="m-target")
            symbols.append(("due, or between two", tick))
        if any(each.status in LATE for each in rows):
            still = element("line", x1=0, y1=-4, x2=26, y2=-4, class_="m-red m-still")
            symbols.append(("past its last day", still))
        x = 24
        for words, symbol in symbols:
            label = element("text", words, x=34, y=0, class_="m-small")
            yield element("g", None, [symbol, label], transform=f"translate({x} {y})")
            x += 34 + len(words) * 7 + 28


def _why_no_window(obligation: Obligation) -> str:
    match obligation.status:
        case Status.LAPSED | Status.PAUSED:
            return obligation.status.value
        case Status.NO_DATE_SET:
            return "no date is set"
        case Status.SATISFIED:
            return USED_UP if is_used_up(obligation) else "done"
        case _ if is_exceeded(obligation):
            return "done too often"
        case _ if obligation.closes is not None or obligation.target is not None:
            return "past its last day, if it was not done"
        case _:
            return "no day can be told"


def _text(words: str, letters: int, *, x: float, y: float, class_: str) -> str:
    """A text on one line; where it is too long, its head, and the whole of it where it is pointed at."""
    if len(words) <= letters:
        return element("text", words, x=x, y=y, class_=class_)
    parts = [element("title", words), escaped(f"{words[: letters - 1].rstrip()}…")]
    return element("text", None, parts, x=x, y=y, class_=class_)
