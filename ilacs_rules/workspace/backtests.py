"""A back-test in short, and as the sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ilacs_rules.engine.auditing.judging import DONE_LATE, Timing
from ilacs_rules.engine.backtesting.backtest import CaseTested, DayTested, KindTold, Order, backtest
from ilacs_rules.engine.backtesting.totals import BacktestTotals, Calibration, totals
from ilacs_rules.engine.policies import Policy
from ilacs_rules.explain import values
from ilacs_rules.explain.backtest_report import BacktestReport, percent, rounded
from ilacs_rules.explain.publication import titled
from ilacs_rules.language.durations import Duration
from ilacs_rules.model.as_data import event_words, length_as_data
from ilacs_rules.model.case import Case
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.workspace.about import About
from ilacs_rules.workspace.days import as_cell
from ilacs_rules.workspace.left_out import left_out_in_words
from ilacs_rules.workspace.question import Progress
from ilacs_rules.workspace.summary import Summary, SummaryPart
from ilacs_rules.workspace.tables import Cell, Table

_ALL = "all"
_ORDERS = ("plan", "its days", "by time")
_MEASURES = ("top N", "top 2 N", "pairs in order")
_TIMINGS = (Timing.ON_TIME, Timing.EARLY, *DONE_LATE)

_DAYS = (
    "day",
    "until",
    "sure until",
    "version",
    "cases",
    "left out",
    "followed",
    *(f"{order}: {measure}" for measure in _MEASURES for order in _ORDERS),
    *(each.value for each in KindTold),
    *(each.value for each in _TIMINGS),
    "no window told",
    "due",
    "cases with a day",
    "expected",
    "cases with a chance",
    "of these followed",
    "waits ended",
    "waits going on",
)
_CASES = (
    "day",
    "case",
    "place",
    "place by days",
    "place by time",
    "requirement",
    "status",
    "event",
    "due",
    "last ended",
    "chance",
    "followed by",
    "began",
    "kind",
    "timing",
)


def backtest_in_short(report: BacktestReport) -> Summary:
    """Who came first, what was told of what followed, how many were expected; a line for each day and for all."""
    tested = report.backtest
    rows = [(day.on.isoformat(), totals([day])) for day in tested.days]
    if len(rows) > 1:
        rows.append((_ALL, report.totals))
    within = length_as_data(tested.within)
    days = f"from {values.day(tested.since)} to {values.day(tested.to)}, every {length_as_data(tested.every)}"
    head = (titled(report.version), f"Back-test of {report.kinds} within {within} of each day {days}")
    parts = [
        SummaryPart(
            "Of the N cases in which one followed, how many stand at the top: plan / its days / who waits longest",
            _order_in_short(tested.days, report.totals),
        ),
        SummaryPart("Whether it was of the kind told, and in the window told", _told_in_short(rows)),
        SummaryPart("How many were due, how many expected, and how many followed", _numbers_in_short(rows)),
        SummaryPart("When the plan would have had it, and in how many it followed", _by_due(report.by_standing)),
    ]
    if report.by_chance:
        parts.append(SummaryPart("The chance, and in how many it followed", _by_chance(report.by_chance)))
    parts.append(SummaryPart("How to read it", points=report.said))
    return Summary(head, tuple(parts), _ending(report))


def backtest_sheets(report: BacktestReport) -> dict[str, Table]:
    """The sheets of a workbook by their titles: the days, each case on each day, and what was told held against it."""
    days = report.backtest.days
    return {
        "days": Table(_DAYS, tuple(_day(each) for each in days)),
        "cases": Table(_CASES, tuple(_case(day, each) for day in days for each in day.cases)),
        "by due day": _by_due(report.by_standing),
        "by chance": _by_chance(report.by_chance),
    }


def _order_in_short(days: Sequence[DayTested], all_days: BacktestTotals) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for day in days:
        areas = [percent(day.area(order)) for order in Order]
        rows.append((day.on.isoformat(), *_tops(totals([day])), None if None in areas else " / ".join(map(str, areas))))
    if len(days) > 1:
        rows.append((_ALL, *_tops(all_days), None))
    return Table(("day", "cases", "N", *_MEASURES), tuple(rows), unfolded=("day", *_MEASURES))


def _tops(found: BacktestTotals) -> tuple[Cell, ...]:
    tops = [" / ".join(f"{found.tops[order][place]}" for order in Order) for place in (0, 1)]
    return (found.cases, found.followed, *tops)


def _told_in_short(rows: Sequence[tuple[str, BacktestTotals]]) -> Table:
    cells = []
    for day, found in rows:
        kinds = [f"{found.kinds[each]} {each}" for each in KindTold if found.kinds[each]]
        timing = [f"{found.timing[each]} {each}" for each in Timing if found.timing[each]]
        cells.append((day, found.followed, ", ".join(kinds), ", ".join(timing)))
    return Table(("day", "N", "kind", "window"), tuple(cells), unfolded=("day",))


def _numbers_in_short(rows: Sequence[tuple[str, BacktestTotals]]) -> Table:
    columns = ("day", "followed", "due", "against", "expected", "of cases", "followed of these")
    cells: list[tuple[Cell, ...]] = []
    for day, found in rows:
        expected = None if found.expected is None else round(found.expected, 1)
        chances = (None, None, None) if expected is None else (expected, found.chances, found.followed_of_chances)
        cells.append((day, found.followed, found.due, _against(found.due, found.followed), *chances))
    return Table(columns, tuple(cells), unfolded=("day",))


def _by_due(found: Sequence[Calibration]) -> Table:
    rows = [(each.words, each.cases, each.followed, _part(each.followed, each.cases)) for each in found]
    return Table(("due", "cases", "followed", "part"), tuple(rows))


def _by_chance(found: Sequence[Calibration]) -> Table:
    rows = []
    for each in found:
        expected = None if each.expected is None else round(each.expected, 1)
        rows.append((each.words, each.cases, expected, each.followed, _part(each.followed, each.cases)))
    return Table(("chance", "cases", "expected", "followed", "part"), tuple(rows))


def _day(day: DayTested) -> tuple[Cell, ...]:
    found, version = totals([day]), day.plan.version
    assert version is not None, "a plan that was made"
    return (
        day.on,
        day.until,
        day.sure_until,
        version.start,
        found.cases,
        found.left_out.total(),
        found.followed,
        *(found.tops[order][place] for place in (0, 1) for order in Order),
        *(rounded(day.area(order)) for order in Order),
        *_kinds_and_timing(found),
        found.due,
        found.dated,
        rounded(found.expected),
        found.chances,
        found.followed_of_chances,
        day.waits.ended,
        day.waits.censored,
    )


def _kinds_and_timing(found: BacktestTotals) -> tuple[int, ...]:
    others = sum(count for timing, count in found.timing.items() if timing not in _TIMINGS)
    return (*(found.kinds[each] for each in KindTold), *(found.timing[each] for each in _TIMINGS), others)


def _case(day: DayTested, tested: CaseTested) -> tuple[Cell, ...]:
    version, row, event = day.plan.version, tested.row, tested.followed
    assert version is not None, "a plan that was made"
    return (
        day.on,
        tested.case.name,
        *(tested.places[order] for order in Order),
        None if row is None else row.decision.requirement(row.obligation).words,
        None if row is None else row.obligation.status.value,
        None if tested.kind is None else event_words(version, tested.kind),
        as_cell(tested.due),
        None if tested.last is None else as_cell(tested.last.end),
        rounded(tested.chance),
        None if event is None else event_words(version, event.kind),
        None if event is None else as_cell(event.start),
        None if tested.told is None else tested.told.value,
        None if tested.timing is None else tested.timing.value,
    )


def _ending(report: BacktestReport) -> str:
    """`5 days: one followed in 236 of 755 cases; of the top N the plan had 182, going by time 187; …`."""
    found, days = report.totals, len(report.backtest.days)
    kinds = found.kinds
    told = kinds[KindTold.RIGHT] + kinds[KindTold.OTHER]
    words = f"{days:,} {'day' if days == 1 else 'days'}: one followed in {found.followed:,} of {found.cases:,} cases"
    if not found.followed:
        return words
    (top, twice), by_day, by_time = (found.tops[order] for order in Order)
    words += f"; of them the plan had {top:,} in the top N and {twice:,} in the top 2 N, its days alone {by_day[0]:,} "
    words += f"and {by_day[1]:,}, going by time {by_time[0]:,} and {by_time[1]:,}"
    return f"{words}; the kind was right in {kinds[KindTold.RIGHT]:,} of {told:,} told"


def _against(count: int, followed: int) -> str | None:
    if not followed:
        return None
    more = round(100 * (count - followed) / followed)
    return f"{more:+} %".replace("-", "−") if more else "0 %"


def _part(count: int, of: int) -> str | None:
    return percent(count / of) if of else None


@dataclass(frozen=True, slots=True)
class Backtested:
    """A back-test, and what was found while its cases were read."""

    report: BacktestReport
    beside: tuple[Diagnostic, ...]
    left_out: tuple[str, ...] = ()  # names of cases that could not be read

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Everything found on the way to it."""
        return (*self.beside, *self.report.findings)

    def as_data(self) -> dict[str, object]:
        """What the command line prints as JSON."""
        return self.report.as_data(self.beside)

    def in_short(self) -> Summary:
        """The back-test to look at."""
        found = backtest_in_short(self.report)
        return replace(found, ending=found.ending + left_out_in_words(self.left_out))

    def tables(self) -> dict[str, Table]:
        """The sheets of a workbook, by title; the first has each day."""
        return backtest_sheets(self.report)

    def as_picture(self) -> str:
        """As SVG: what part stood at the top of each order, and the chances told against what came."""
        from ilacs_rules.documents.backtest_chart import backtest_chart

        return backtest_chart(self.report)

    def about(self) -> About:
        """What its tables are about."""
        tested = self.report.backtest
        return About(
            f"backtest of {self.report.kinds} within {length_as_data(tested.within)}",
            self.report.version,
            {"from": tested.since, "to": tested.to},
            len(tested.days),
            len(tested.days),
            tested.cases,
            said=self.report.said,
            left_out=(*self.left_out, *(case.name for case, _ in tested.failed)),
            findings=self.findings,
        )


def backtested(
    policy: Policy,
    cases: Iterable[Case],
    since: date,
    to: date,
    every: Duration,
    within: Duration,
    kinds: Iterable[str],
    only_published: bool,
    beside: tuple[Diagnostic, ...],
    progress: Progress,
    left_out: tuple[str, ...] = (),
) -> Backtested:
    """The back-test of cases about these kinds (folded), with what was found beside it."""

    def watched(planned: Sequence[Case], on: date) -> Iterable[Case]:
        return progress(planned, f"planning as at {values.day(on)}")

    found = backtest(policy, cases, since, to, every, within, kinds, only_published=only_published, watched=watched)
    return Backtested(BacktestReport(found), beside, left_out)
