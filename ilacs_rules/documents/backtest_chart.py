"""A back-test as a picture: what part stood at the top of each order on each day, and chances against what came.

What the picture shows stands in it in words as well. A day after which none followed has no part, and no point.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from ilacs_rules.documents.svg import element, picture, titled
from ilacs_rules.engine.backtesting.backtest import DayTested, Order
from ilacs_rules.engine.backtesting.totals import Calibration
from ilacs_rules.explain import values
from ilacs_rules.explain.backtest_report import BacktestReport, percent
from ilacs_rules.model.as_data import length_as_data

_WIDTH, _HEIGHT, _TOP, _TALL = 960, 480, 130, 260  # the unit is about a screen's pixel
_LEFT, _RIGHT = (60, 520), (620, 936)  # from where to where the two parts of the picture go
_SAID = {Order.PLAN: "the plan", Order.DAYS: "its days alone", Order.TIME: "who waits longest"}
_DATES = 5  # under the days, at most: more would run into each other

_STYLE = """
.b-name,.b-part,.b-key,.b-small{font:13px system-ui,"Segoe UI","DejaVu Sans",sans-serif}
.b-ground{fill:#fff}.b-name,.b-part,.b-key{fill:#1d2329}.b-small{fill:#57606a}
.b-name{font-size:19px;font-weight:600}.b-part{font-weight:600}.b-small,.b-key{font-size:12px}.b-grid{stroke:#d8dde3}
.b-line{fill:none;stroke-width:2}.b-0{fill:#0a4a8f}.b-1{fill:#b4420a}.b-2{fill:#4f7d3a}
.b-line.b-0{fill:none;stroke:#0a4a8f}.b-line.b-1{fill:none;stroke:#b4420a}.b-line.b-2{fill:none;stroke:#4f7d3a}
.b-even{stroke:#57606a;stroke-dasharray:4 4}
@media screen and (prefers-color-scheme:dark){
.b-ground{fill:#12161b}.b-name,.b-part,.b-key{fill:#e8ecf0}.b-small{fill:#a3adb8}.b-grid{stroke:#333b45}
.b-0{fill:#8cc4ff}.b-1{fill:#ff9d5c}.b-2{fill:#9ccf83}.b-even{stroke:#a3adb8}
.b-line.b-0{stroke:#8cc4ff}.b-line.b-1{stroke:#ff9d5c}.b-line.b-2{stroke:#9ccf83}}
"""


@dataclass(frozen=True, slots=True)
class _Point:
    """Of the N cases in which one followed after a day, how many stood in the first N of an order."""

    place: int  # of the day among all
    day: str
    found: int
    of: int

    @property
    def part(self) -> float:
        return self.found / self.of

    @property
    def words(self) -> str:
        return f"{self.day}: {self.found:,} of {self.of:,}"


def backtest_chart(report: BacktestReport) -> str:
    """The picture as SVG, fit for light and dark; the same report gives the same bytes."""
    tested, chances = report.backtest, report.by_chance
    title = f"Back-test of {report.kinds}"
    under = f"{report.version.title}, {values.day(tested.since)} to {values.day(tested.to)}"
    series = {order: _points(tested.days, order) for order in Order}
    within = f"what followed within {length_as_data(tested.within)} of each day"
    words = _in_words(f"{under}: {within}", series, chances)
    parts = [
        element("rect", width=_WIDTH, height=_HEIGHT, class_="b-ground"),
        element("text", title, x=24, y=36, class_="b-name"),
        element("text", under, x=24, y=58, class_="b-small"),
        element("text", within, x=24, y=76, class_="b-small"),
        *_frame(_LEFT, "Of those in which one followed, how many stood at the top"),
        *_lines(series, len(tested.days)),
        *_dates(tested.days),
        *_frame(_RIGHT, "Chance told, and how many it came to"),
        *_chances(chances),
        *_legend(),
    ]
    key = sha256(words.encode()).hexdigest()[:8]
    return picture(key, title, words, _STYLE, (_WIDTH, _HEIGHT), parts)


def _points(days: Sequence[DayTested], order: Order) -> list[_Point]:
    followed = [sum(each.followed is not None for each in day.cases) for day in days]
    return [
        _Point(place, values.day(day.on), day.top(order, 1), of)
        for place, (day, of) in enumerate(zip(days, followed, strict=True))
        if of
    ]


def _in_words(about: str, series: dict[Order, list[_Point]], chances: Sequence[Calibration]) -> str:
    told = [
        f"{_SAID[order]}: {'; '.join(each.words for each in points)}." for order, points in series.items() if points
    ]
    came = [f"{each.words}: {each.followed:,} of {each.cases:,}" for each in chances]
    told += [f"Of those with a chance of {'; '.join(came)}."] if came else []
    return f"{about}. " + " ".join(told or ["None followed."])


def _y(part: float) -> float:
    return _TOP + _TALL - part * _TALL


def _x(of: tuple[int, int], part: float) -> float:
    return of[0] + part * (of[1] - of[0])


def _frame(of: tuple[int, int], title: str) -> Iterator[str]:
    yield element("text", title, x=of[0], y=_TOP - 22, class_="b-part")
    for step in range(5):
        y = _y(step / 4)
        yield element("line", x1=of[0], y1=y, x2=of[1], y2=y, class_="b-grid")
        yield element("text", f"{25 * step} %", x=of[0] - 8, y=y + 4, class_="b-small", text_anchor="end")


def _lines(series: dict[Order, list[_Point]], days: int) -> Iterator[str]:
    for number, (order, points) in enumerate(series.items()):
        at = [(_x(_LEFT, _along(point.place, days)), _y(point.part)) for point in points]
        if len(at) > 1:
            yield element("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in at), class_=f"b-line b-{number}")
        for point, (x, y) in zip(points, at, strict=True):
            size = 6 - 1.5 * number  # so that those that lie behind are seen as well
            yield titled("circle", f"{_SAID[order]}, {point.words}", cx=x, cy=y, r=size, class_=f"b-{number}")
    if not any(series.values()):
        yield element("text", "none followed", x=_x(_LEFT, 0.5), y=_y(0.5), class_="b-small", text_anchor="middle")


def _along(place: int, days: int) -> float:
    return 0.04 + 0.92 * (place / (days - 1) if days > 1 else 0.5)


def _dates(days: Sequence[DayTested]) -> Iterator[str]:
    shown = min(_DATES, len(days))
    places = sorted({round(each * (len(days) - 1) / max(1, shown - 1)) for each in range(shown)})
    for place in places:
        x = _x(_LEFT, _along(place, len(days)))
        day = days[place].on.isoformat()
        yield element("text", day, x=x, y=_TOP + _TALL + 20, class_="b-small", text_anchor="middle")


def _chances(chances: Sequence[Calibration]) -> Iterator[str]:
    if not chances:
        x = _x(_RIGHT, 0.5)
        yield element("text", "no chance could be told", x=x, y=_y(0.5), class_="b-small", text_anchor="middle")
        return
    yield element("line", x1=_RIGHT[0], y1=_y(0), x2=_RIGHT[1], y2=_y(1), class_="b-even")
    for step in range(5):
        x = _x(_RIGHT, step / 4)
        yield element("text", f"{25 * step} %", x=x, y=_TOP + _TALL + 20, class_="b-small", text_anchor="middle")
    for each in chances:
        told, came = (each.expected or 0.0) / each.cases, each.followed / each.cases
        title = f"{each.words}: {each.followed:,} of {each.cases:,} ({percent(came)})"
        size = 3 + min(7.0, each.cases**0.5 / 2)
        yield titled("circle", title, cx=_x(_RIGHT, told), cy=_y(came), r=size, class_="b-0")


def _legend() -> Iterator[str]:
    x, y = _LEFT[0], _TOP + _TALL + 52
    for number, said in enumerate(_SAID.values()):
        yield element("circle", cx=x + 6, cy=y - 4, r=5, class_=f"b-{number}")
        yield element("text", said, x=x + 18, y=y, class_="b-key")
        x += 36 + 8 * len(said)
    words = "on the line, as many followed as was told; a larger point is of more cases"
    yield element("text", words, x=_RIGHT[1], y=y, class_="b-small", text_anchor="end")
