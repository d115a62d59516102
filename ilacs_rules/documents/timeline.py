"""The timeline of a case as a picture: what took place and what is expected, one lane for each kind of event.

Windows are bars, targets ticks, events dots (hollow where they are only expected), pauses shaded bands. What the
picture shows stands in it in words as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from textwrap import wrap

from ilacs_rules.documents.svg import element, escaped, picture, titled
from ilacs_rules.documents.timeline_parts import Lane, Timeline, timeline_of
from ilacs_rules.documents.timeline_words import in_words
from ilacs_rules.engine.forecasting.expected import Basis, Expected
from ilacs_rules.engine.forecasting.forecast import Forecast
from ilacs_rules.engine.pauses import is_vague
from ilacs_rules.engine.plan_rows import LATE
from ilacs_rules.explain import values
from ilacs_rules.explain.english import capital
from ilacs_rules.explain.standing import done_late_word
from ilacs_rules.explain.status import not_kept
from ilacs_rules.model.case import Case, Event
from ilacs_rules.model.decision import Obligation
from ilacs_rules.model.due_shapes import counts_early
from ilacs_rules.model.partial import Day, Partial, first_of, last_of

_WIDTH, _RIGHT, _TOP, _LANE, _LEGEND = 960, 28, 118, 34, 54  # the unit is that of the picture, about a screen's pixel
_END = 14  # between the last day and the end of its row
_LETTER, _LABEL = 7.1, 28  # the width of a letter of a lane's name, and how many there may be in each of two lines
_SMALL, _BESIDE = 6.6, 8  # the width of a letter of small words, and how far they stand from a mark
_NAME, _UNDER = 78, 24  # how many letters of the name of the case go into a line, and how far its lines lie apart
_LINE = 14  # between two lines of a lane's name
_YEAR_LABEL = 44  # how much room a year needs to be named
_YEAR = 31  # how wide its name is

IN_THIS_TIME = "to be done in this time"
"""What a bar means, in the legend of a picture."""

STYLE = """
.t-name,.t-year,.t-lane,.t-key,.t-small{font:13px system-ui,"Segoe UI","DejaVu Sans",sans-serif}
.t-ground{fill:#fff}.t-name,.t-year,.t-lane,.t-key{fill:#1d2329}.t-small{fill:#57606a}
.t-name{font-size:19px;font-weight:600}.t-year,.t-key,.t-small{font-size:12px}
.t-grid{stroke:#d8dde3}.t-row{fill:#f5f7f9}.t-window{fill:#9cc3ea}.t-target{stroke:#0a4a8f;stroke-width:2.5}
.t-held{fill:#24292f}.t-vague{fill:#24292f;opacity:.45}.t-expected{fill:#fff;stroke:#b4420a;stroke-width:2.5}
.t-late{fill:#b3261e}line.t-late{stroke:#b3261e}text.t-late{font-weight:600}
.t-on{stroke:#b4420a;stroke-width:1.5}.t-asat{fill:#b4420a}.t-version{stroke:#6e7781;stroke-dasharray:3 4}
.t-pause{fill:#8250df;opacity:.16}.t-hatch{stroke:#8250df;stroke-width:1.5;opacity:.55}
.t-arm{fill:none;stroke:#57606a;stroke-width:1.5}.t-box{stroke:#d8dde3}
@media screen and (prefers-color-scheme:dark){
.t-arm{stroke:#a3adb8}.t-box{stroke:#333b45}.t-ground{fill:#12161b}.t-name,.t-year,.t-lane,.t-key{fill:#e8ecf0}.t-small{fill:#a3adb8}
.t-grid{stroke:#333b45}.t-row{fill:#191f26}.t-window{fill:#2f5f92}.t-target{stroke:#8cc4ff}.t-held{fill:#e8ecf0}
.t-vague{fill:#e8ecf0}.t-expected{fill:#12161b;stroke:#ff9d5c}.t-late{fill:#b3261e}line.t-late{stroke:#b3261e}text.t-late{font-weight:600}
.t-on{stroke:#ff9d5c}.t-asat{fill:#ff9d5c}
.t-late{fill:#ff8a80}line.t-late{stroke:#ff8a80}.t-version{stroke:#8b949e}.t-pause{fill:#b392f0}.t-hatch{stroke:#b392f0}}
"""


def timeline(forecast: Forecast, case: Case) -> str:
    """The picture of one case of a forecast as SVG, fit for light and dark; the same forecast gives the same bytes."""
    return drawn(timeline_of(forecast, case))


def drawn(shown: Timeline) -> str:
    """The picture of a timeline that has been worked out."""
    return _Picture(shown).drawn()


class _Picture:
    def __init__(self, shown: Timeline) -> None:
        self._shown = shown
        longest = max((len(line) for lane in shown.lanes for line in _label(lane.title)), default=0)
        self._left = 24 + longest * _LETTER + 14
        self._names = wrap(shown.case.name, _NAME) or [""]
        self._top = _TOP + _UNDER * (len(self._names) - 1)
        self._bottom = self._top + _LANE * max(1, len(shown.lanes))
        self._named_years: list[float] = []  # where the name of each stands
        self._days = (shown.last - shown.first).days or 1
        self._under = f"{shown.forecast.policy.title}, {shown.as_at}"
        # several pictures may stand in one page, each with its own names for its parts
        self._key = sha256(f"{shown.case.name}\0{self._under}".encode()).hexdigest()[:8]

    def drawn(self) -> str:
        """The whole of it."""
        shown = self._shown
        height = self._bottom + _LEGEND
        under, key = self._under, self._key
        title = f"{shown.case.name}: what took place and what is {'due' if shown.by_rule else 'expected'}"
        parts = [
            element("defs", None, [_hatch(key)]),
            element("rect", width=_WIDTH, height=height, class_="t-ground"),
            *(
                element("text", line, x=24, y=36 + _UNDER * place, class_="t-name")
                for place, line in enumerate(self._names)
            ),
            element("text", under, x=24, y=self._top - 60, class_="t-small"),
            *self._rows(),
            *self._years(),
            *self._pauses(),
            *self._versions(),
            *self._as_at(),
            *(part for number in range(len(shown.lanes)) for part in self._lane(number)),
            *self._legend(),
        ]
        return picture(key, title, in_words(shown), STYLE, (_WIDTH, height), parts)

    @property
    def _hatched(self) -> str:
        """What is filled with the pattern of a pause."""
        return f"url(#hatch-{self._key})"

    # ------------------------------------------------------------------------------------------------ places

    def _x(self, day: date) -> float:
        within = min(max(day, self._shown.first), self._shown.last)
        return self._left + (within - self._shown.first).days / self._days * (_WIDTH - _RIGHT - _END - self._left)

    def _y(self, lane: int) -> float:
        return self._top + lane * _LANE + _LANE / 2

    # ------------------------------------------------------------------------------------------------ ground

    def _rows(self) -> Iterator[str]:
        for number, lane in enumerate(self._shown.lanes):
            if number % 2 == 0:
                width = _WIDTH - _RIGHT - 12
                yield element("rect", x=12, y=self._y(number) - _LANE / 2, width=width, height=_LANE, class_="t-row")
            lines = _label(lane.title)
            for place, words in enumerate(lines):
                y = self._y(number) + 4.5 + (place - (len(lines) - 1) / 2) * _LINE
                yield element("text", words, x=24, y=y, class_="t-lane")

    def _years(self) -> Iterator[str]:
        first, last = self._shown.first, self._shown.last
        every = max(1, round(_YEAR_LABEL / ((_WIDTH - _RIGHT - _END - self._left) / self._days * 365)))
        for year in range(first.year, last.year + 1):
            day = max(date(year, 1, 1), first)
            yield element("line", x1=self._x(day), y1=self._top - 8, x2=self._x(day), y2=self._bottom, class_="t-grid")
            if (year - first.year) % every == 0 and self._x(date(year, 12, 31)) - self._x(day) > _YEAR_LABEL - 12:
                x = self._x(day) + 4
                yield element("text", str(year), x=x, y=self._top - 12, class_="t-year")
                self._named_years.append(x)

    def _pauses(self) -> Iterator[str]:
        for pause in self._shown.pauses:
            earliest, latest = self._x(first_of(pause.start)), self._x(last_of(pause.start))
            width = max(self._x(pause.until or self._shown.last) - latest, 2.0)
            for number, lane in enumerate(self._shown.lanes):
                if lane.kind in pause.kinds:
                    place = {"x": latest, "y": self._y(number) - _LANE / 2, "width": width, "height": _LANE}
                    yield titled("rect", pause.words, **place, class_="t-pause")
                    place |= {"x": earliest, "width": latest - earliest + width}  # also where it may be
                    yield titled("rect", pause.words, **place, fill=self._hatched)

    def _versions(self) -> Iterator[str]:
        for version in self._shown.new_versions:
            x = self._x(version.start)
            title = f"new version, in force from {values.day(version.start)}"
            yield titled("line", title, x1=x, y1=self._top - 8, x2=x, y2=self._bottom, class_="t-version")

    def _as_at(self) -> Iterator[str]:
        x, on = self._x(self._shown.forecast.on), values.day(self._shown.forecast.on)
        ends = [self._top - 30.0, float(self._bottom)]
        if any(year - 2 < x < year + _YEAR for year in self._named_years):  # it goes through no year
            ends[1:1] = [self._top - 24.0, self._top - 8.0]
        for y1, y2 in zip(ends[::2], ends[1::2], strict=True):
            yield element("line", x1=x, y1=y1, x2=x, y2=y2, class_="t-on")
        near_end = x > _WIDTH - _RIGHT - 120
        text_x = x - 6 if near_end else x + 6
        yield element(
            "text", on, x=text_x, y=self._top - 30, class_="t-small t-asat", text_anchor="end" if near_end else "start"
        )

    # ------------------------------------------------------------------------------------------------ lanes

    def _lane(self, number: int) -> Iterator[str]:
        lane, y = self._shown.lanes[number], self._y(number)
        windows = dict.fromkeys(
            part for expected in (*lane.expected, *lane.later) for part in self._window(expected, y)
        )
        yield from windows  # several events may share one
        for event in lane.held:
            yield self._held(event, y)
        for expected in () if self._shown.by_rule else lane.expected:
            placed = f", {expected.basis.value}" if expected.basis is Basis.ASSUMED else ""
            title = f"expected: {capital(lane.under or lane.label)}, {_from_to(expected.start, expected.end)}{placed}"
            yield titled("circle", title, cx=self._x(expected.start), cy=y, r=4.5, class_="t-expected")
        if self._shown.by_rule and lane.goes_on:
            yield self._then(lane, y)
        if lane.waiting:
            x = _WIDTH - _RIGHT - 6
            room = x - max(self._left, self._x(self._shown.forecast.on) + _BESIDE)  # beside what took place
            lines = wrap(lane.in_short, max(int(room / _SMALL), _LABEL), max_lines=2, placeholder="…")
            for place, words in enumerate(lines):
                at = y + 4 + (place - (len(lines) - 1) / 2) * _LINE
                parts = [element("title", lane.waiting), escaped(words)]
                yield element("text", None, parts, x=x, y=at, class_="t-small", text_anchor="end")

    def _then(self, lane: Lane, y: float) -> str:
        """That it goes on, beside the only days that are sure: at the side that has room for it."""
        days = [day for each in lane.expected for _, day in _days_of(each) if day is not None]
        left, right = self._x(first_of(min(days, key=first_of))), self._x(last_of(max(days, key=last_of)))
        fits = right + _BESIDE + len(lane.goes_on) * _SMALL < _WIDTH - _RIGHT
        x, anchor = (right + _BESIDE, "start") if fits else (left - _BESIDE, "end")
        return element("text", lane.goes_on, x=x, y=y + 4, class_="t-small", text_anchor=anchor)

    def _window(self, expected: Expected, y: float) -> Iterator[str]:
        obligation = expected.obligation
        days = [f"{name} {values.day(day)}" for name, day in _days_of(expected) if day is not None]
        title = f"{expected.requirement.label}: {'; '.join([*not_kept(obligation), ', '.join(days)])}"
        late = obligation.status in LATE
        colour = " t-late" if late else ""
        if (window := _window(obligation)) is not None:
            x, end = self._x(first_of(window[0])), self._x(last_of(window[1]))
            width = max(end - x - 2, 2.0)  # a little less, so that one window is told from the next
            yield titled("rect", title, x=x + 1, y=y - 7, width=width, height=14, rx=3, class_=f"t-window{colour}")
        if obligation.target is not None and last_of(obligation.target) <= self._shown.last:
            x = self._x(last_of(obligation.target))
            yield titled("line", title, x1=x, y1=y - 11, x2=x, y2=y + 11, class_=f"t-target{colour}")
        if late and obligation.closes is not None:
            x = self._x(last_of(obligation.closes)) - 6  # left of it: what is expected stands at its right
            yield element(
                "text", done_late_word(obligation.strength), x=x, y=y + 4, class_="t-small t-late", text_anchor="end"
            )

    def _held(self, event: Event, y: float) -> str:
        label = capital(self._shown.label(event.kind))
        if isinstance(event.start, Partial) or isinstance(event.end, Partial):
            first, last = first_of(event.start), last_of(event.end or event.start)
            x = self._x(first)
            place = {"x": x, "y": y - 4, "width": max(self._x(last) - x, 8.0), "height": 8, "rx": 4}
            return titled("rect", f"{label}, {_from_to(event.start, event.end)}", **place, class_="t-vague")
        title = f"{label}, {_from_to(event.start, event.end)}"
        return titled("circle", title, cx=self._x(event.start), cy=y, r=5, class_="t-held")

    # ------------------------------------------------------------------------------------------------ legend

    def _legend(self) -> Iterator[str]:
        x, y = 24.0, self._bottom + 32.0
        expected = [each.obligation for lane in self._shown.lanes for each in lane.expected]
        owed = [*expected, *(each.obligation for lane in self._shown.lanes for each in lane.later)]
        vague = [_is_vague(event) for lane in self._shown.lanes for event in lane.held]
        symbols = [
            (words, symbol)
            for words, symbol, is_shown in (
                ("took place", element("circle", cx=13, cy=-4, r=5, class_="t-held"), not all(vague)),
                (
                    "took place at some time",
                    element("rect", x=0, y=-8, width=26, height=8, rx=4, class_="t-vague"),
                    any(vague),
                ),
                (
                    "expected",
                    element("circle", cx=13, cy=-4, r=4.5, class_="t-expected"),
                    bool(expected) and not self._shown.by_rule,
                ),
                (
                    IN_THIS_TIME,
                    element("rect", x=0, y=-11, width=26, height=14, rx=3, class_="t-window"),
                    any(_window(each) is not None for each in owed),
                ),
                (
                    "due",
                    element("line", x1=13, y1=-15, x2=13, y2=7, class_="t-target"),
                    any(each.target is not None for each in expected),
                ),
            )
            if is_shown
        ]
        if self._shown.pauses:
            hatched = element("rect", x=0, y=-13, width=26, height=18, fill=self._hatched)
            banded = element("rect", x=0, y=-13, width=26, height=18, class_="t-pause")
            symbols.append(("paused", banded + hatched))
            if any(map(is_vague, self._shown.pauses)):
                symbols.append(("perhaps paused", hatched))
        if self._shown.new_versions:
            symbols.append(("new version", element("line", x1=13, y1=-15, x2=13, y2=7, class_="t-version")))
        for words, symbol in symbols:
            label = element("text", words, x=34, y=0, class_="t-key")
            yield element("g", None, [symbol, label], transform=f"translate({x:.0f} {y:.0f})")
            x += 34 + len(words) * 7 + 28


def _window(obligation: Obligation) -> tuple[Day, Day] | None:
    """The first and the last day of what has more than one."""
    opens, closes = obligation.opens, obligation.closes
    return None if opens is None or closes is None or opens == closes else (opens, closes)


def _is_vague(event: Event) -> bool:
    return isinstance(event.start, Partial) or isinstance(event.end, Partial)


def _hatch(key: str) -> str:
    """The pattern of a pause."""
    return element(
        "pattern",
        None,
        [element("line", x1=0, y1=0, x2=0, y2=8, class_="t-hatch")],
        id=f"hatch-{key}",
        width=8,
        height=8,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def _label(words: str) -> list[str]:
    """The name of a lane, on two lines if it is long."""
    return wrap(words, _LABEL, max_lines=2, placeholder="…") or [""]


def _days_of(expected: Expected) -> tuple[tuple[str, Day | None], ...]:
    obligation = expected.obligation
    opens = None if counts_early(expected.requirement.due.shape) else obligation.opens  # one before its day counts too
    return ("opens", opens), ("due", obligation.target), ("last day", obligation.closes)


def _from_to(start: Day, end: Day | None) -> str:
    if end is None:
        return f"begun {values.on_day(start)}"
    return values.held(start, end).removeprefix("of ")
