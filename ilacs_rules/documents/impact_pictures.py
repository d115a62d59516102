"""The impact of a change as pictures: what becomes of what is asked, and what is expected in each quarter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ilacs_rules.documents.bars import Bar, Bars
from ilacs_rules.documents.policy_document.content import Picture
from ilacs_rules.documents.stacked import Stacked
from ilacs_rules.engine.impact import ImpactKind
from ilacs_rules.engine.workload import all_of
from ilacs_rules.explain import values
from ilacs_rules.explain.english import capital
from ilacs_rules.explain.impact_counts import ImpactTally, Load, at_least, number_told
from ilacs_rules.explain.impact_report import ImpactReport
from ilacs_rules.explain.phases import person_days
from ilacs_rules.language.dates import ONE_DAY, add_months
from ilacs_rules.model.partial import quarter_of

_NO_FIGURE = "it has no figure, or it cannot be told when it comes"
_HEIGHT = 150  # of the bars of one kind of event


def tallies_picture(report: ImpactReport, name: str, title: str, tallies: Sequence[ImpactTally]) -> Picture:
    """Of each requirement, or group, the duties that move, come, fall away, stay, or of which it cannot be told."""
    kinds = list(ImpactKind)
    under = f"As at {values.day(report.on)}: {report.names[1]} in the place of {report.names[0]}"
    rows = {each.name: [each.kinds.get(kind, 0) for kind in kinds] for each in tallies}
    drawn = Stacked(title, under, [kind.value for kind in kinds], rows)
    return Picture(name, title, drawn.as_svg(), drawn.in_words)


def quarters_pictures(report: ImpactReport, loads: Sequence[Load]) -> Iterator[Picture]:
    """Of each kind of event that the publisher itself brings, how many begin in each quarter, where that differs.

    And the work in all of them, as far as it has figures.
    """
    own = [each for each in loads if each.by == report.versions[1].publisher]
    quarters = _quarters_of(report)
    shows = "if all goes on as is assumed; what has no day that can be told is not among them"
    events = [event for event in sorted({each.event for each in own}) if event not in alike(report, loads)]
    for number, event in enumerate(events, 1):
        found = {each.quarter: each.numbers for each in own if each.event == event}
        numbers = [(quarter, found.get(quarter, (0, 0))) for quarter in quarters]
        untold = report.untold(event, report.versions[1].publisher)
        bars = [[_number(quarter, each[side], untold[side]) for quarter, each in numbers] for side in (0, 1)]
        yield _quarters(report, f"quarters-{number}", capital(event), shows, quarters, bars)
    worked = [[_work(own, quarter, side) for quarter in quarters] for side in (0, 1)]
    if any(bar.value for bars in worked for bar in bars):
        what = "days of work of all people together, as far as there are figures: what has none is not in the bars"
        yield _quarters(report, "work", "Work in person-days", what, quarters, worked)


def alike(report: ImpactReport, loads: Sequence[Load]) -> list[str]:
    """The kinds of event of which in every quarter as many are expected by both texts."""
    own = [each for each in loads if each.by == report.versions[1].publisher]
    differ = {each.event for each in own if each.numbers[0] != each.numbers[1] or each.untold[0] != each.untold[1]}
    return sorted({each.event for each in own} - differ)


def _quarters_of(report: ImpactReport) -> list[str]:
    """Every quarter that is looked at, also one in which nothing is expected."""
    found: list[str] = []
    day: date | None = (report.since + ONE_DAY).replace(day=1)
    while day is not None and day <= report.until:
        found.append(quarter_of(day))
        day = add_months(day, 1)
    return list(dict.fromkeys(found))


def _quarters(
    report: ImpactReport, name: str, title: str, shows: str, quarters: Sequence[str], bars: Sequence[Sequence[Bar]]
) -> Picture:
    series = {f"{side}: {report.names[place]}": bars[place] for place, side in enumerate(("before", "after"))}
    under = f"Expected to begin in each quarter, {values.day(report.since)} to {values.day(report.until)}"
    columns = [quarter[2:] for quarter in quarters]
    drawn = Bars(title, under, shows, columns, series, _whole, _NO_FIGURE, _HEIGHT)
    return Picture(name, f"{title}, quarter by quarter", drawn.as_svg(), drawn.in_words)


def _number(quarter: str, number: int, untold: int) -> Bar:
    """At least so many; not known where none is, and some may be."""
    return Bar(None if untold and not number else number, f"{quarter}: {number_told(number, untold)}")


def _work(own: Sequence[Load], quarter: str, side: int) -> Bar:
    """The most that it can be; not known where there is something to do and none of it has a figure."""
    total = all_of(each.work[side] for each in own if each.quarter == quarter and each.work is not None)
    told = person_days(total.work) if total.known.most else None
    if any(each.untold[side] for each in own):
        return Bar(float(total.known.most) if told else None, f"{quarter}: {at_least(told) if told else 'not known'}")
    if told is None and total.without:
        return Bar(None, f"{quarter}: not known")
    return Bar(float(total.known.most), f"{quarter}: {told or 0}")


def _whole(value: float) -> str:
    """A number at the scale; none between whole ones."""
    return f"{value:,.0f}" if value == int(value) else ""
