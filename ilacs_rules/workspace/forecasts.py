"""A forecast in short, and as tables for a spreadsheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from ilacs_rules.engine.forecasting.expected import Assumptions, Basis, Expected, WindowDay
from ilacs_rules.engine.forecasting.forecast import FURTHEST as FURTHEST
from ilacs_rules.engine.forecasting.forecast import Forecast, forecast, need_ahead
from ilacs_rules.engine.forecasting.forecast import furthest as furthest
from ilacs_rules.engine.forecasting.named import outcome_named, wait_named
from ilacs_rules.engine.names_asked import facts_of, length_named, named
from ilacs_rules.explain import values
from ilacs_rules.explain.forecast import assumptions
from ilacs_rules.explain.forecast_report import (
    ForecastReport,
    counted_kind,
    expected_kind,
    falls_on,
    recorded_values,
    what_falls_on_means,
)
from ilacs_rules.explain.publication import titled
from ilacs_rules.explain.without_date import may_apply
from ilacs_rules.language.durations import Duration
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.workspace.about import About
from ilacs_rules.workspace.days import as_cell, shortest
from ilacs_rules.workspace.due_tables import not_kept, to_note
from ilacs_rules.workspace.errors import PolicyError, naming, needing, working_at_once
from ilacs_rules.workspace.left_out import left_out_in_words, left_out_said
from ilacs_rules.workspace.question import Question
from ilacs_rules.workspace.summary import Summary, SummaryPart
from ilacs_rules.workspace.tables import Cell, Table
from ilacs_rules.workspace.waiting import waiting_in_short, waiting_table
from ilacs_rules.workspace.work import WORK, work_of_forecast_in_short, work_table
from ilacs_rules.workspace.work_calendar import work_calendar

T = TypeVar("T")

DAYS = tuple(each.value for each in WindowDay)  # of a window, the first of them the usual


# ------------------------------------------------------------------------------------------------ in short


def forecast_in_short(report: ForecastReport) -> Summary:
    """What is expected year by year, the totals, what has no date, and the assumptions."""
    years = [SummaryPart(f"{year}", table) for year, table in _year_tables(report.forecast).items()]
    legend = what_falls_on_means(report.forecast.events)
    years += [] if legend is None else [SummaryPart(legend)]
    return _page(report, years, _by_year(report), by_quarter=True)


def totals_in_short(report: ForecastReport) -> Summary:
    """The totals month by month, what has no date, and the assumptions."""
    return _page(report, [], totals_table(report), by_quarter=False)


def _page(report: ForecastReport, blocks: list[SummaryPart], totals: Table, *, by_quarter: bool) -> Summary:
    forecast = report.forecast
    span = f"Forecast from {values.day(forecast.on)} to {values.day(forecast.until)}"
    if totals.rows:
        blocks.append(SummaryPart("Totals", totals))
    blocks += work_of_forecast_in_short(report.work, by_quarter=by_quarter)
    noted = {
        (each.case.name, each.requirement.words, "; ".join(not_kept(each.obligation, shortest))): None
        for each in forecast.events
        if not_kept(each.obligation, shortest)
    }
    if noted:
        blocks.append(SummaryPart("Before that", Table(("case", "requirement", "to note"), tuple(noted))))
    if forecast.waiting:
        blocks += waiting_in_short(forecast)
    blocks.append(SummaryPart("Assumptions", points=report.assumptions))
    title = titled(forecast.policy.in_force(forecast.on, forecast.assumptions.known).version)
    return Summary((title, span), tuple(blocks), _count(forecast))


def _count(forecast: Forecast) -> str:
    cases, events = len(forecast.cases), len(forecast.events)
    words = f"{cases:,} {'case' if cases == 1 else 'cases'}: {events:,} {'event' if events == 1 else 'events'} expected"
    perhaps = sum(map(may_apply, forecast.waiting))
    waiting = len(forecast.waiting) - perhaps
    placed = sum(each.basis is Basis.ASSUMED for each in forecast.events)
    words += f" ({placed:,} of them placed by assumption)" if placed else ""
    words += f", {waiting:,} waiting without a date" if waiting else ""
    words += f", {perhaps:,} that may apply" if perhaps else ""
    if later := len(forecast.later):
        come, are = ("comes", "is") if later == 1 else ("come", "are")
        words += f"; {later:,} more {come} next, after {values.day(forecast.until)}, and {are} not shown"
    return f"{words}; {len(forecast.failed):,} more could not be decided" if forecast.failed else words


def _year_tables(forecast: Forecast) -> dict[int, Table]:
    """What begins in each year, all with the same columns; what says the same in every row is left out."""
    several = len(forecast.cases) > 1
    long = any(each.end != each.start for each in forecast.events)
    named = any(each.requirement.words != expected_kind(each) for each in forecast.events)
    moved = any(each.wanted is not None for each in forecast.events)
    columns = ("from", *_if(long, "to"), *_if(several, "case"), "expected", *_if(named, "required by"), "falls on")
    columns += _if(moved, "moved from")
    rows: dict[int, list[tuple[Cell, ...]]] = {}
    for each in forecast.events:
        end = None if each.end == each.start else each.end
        cells = (
            *_if(several, each.case.name),
            expected_kind(each),
            *_if(named, each.requirement.words),
            falls_on(each),
            *_if(moved, each.wanted),
        )
        rows.setdefault(each.start.year, []).append((each.start, *_if(long, end), *cells))
    return {year: Table(columns, tuple(found)) for year, found in rows.items()}


def _name(name: str | None) -> tuple[str, ...]:
    return () if name is None else (name,)


def _if(wanted: bool, cell: T) -> tuple[T, ...]:
    return (cell,) if wanted else ()


def _by_year(report: ForecastReport) -> Table:
    """A row for each kind of event (and value of the fact), a column for each year."""
    years = sorted({each.start.year for each in report.forecast.events})
    counts: Counter[tuple[str, str, int]] = Counter()
    for each in report.forecast.events:
        counts[counted_kind(each), report.fact(each), each.start.year] += 1
    rows: list[tuple[Cell, ...]] = []
    for event, fact in sorted({key[:2] for key in counts}):
        numbers = [counts[event, fact, year] for year in years]
        rows.append((event, *_if(report.by is not None, fact), *numbers, sum(numbers)))
    return Table(("event", *_name(report.by), *map(str, years), "all"), tuple(rows))


# ------------------------------------------------------------------------------------------------ for spreadsheets


def events_table(report: ForecastReport) -> Table:
    """A row for each expected event with all that is known of it."""
    columns = (
        *("from", "to", "case", "event", "requirement", "strength", "by", "falls on"),
        *_if(report.forecast.assumptions.work is not None, "moved from"),
        "days late",
        *("opens", "target", "closes", "recorded", "to note", "version"),
        *_name(report.by),
        *([report.team, "team weeks"] if report.team else []),
    )
    return Table(columns, tuple(_event_row(report, each) for each in report.forecast.events))


def _event_row(report: ForecastReport, each: Expected) -> tuple[Cell, ...]:
    obligation = each.obligation
    return (
        each.start,
        each.end,
        each.case.name,
        expected_kind(each),
        _requirement(each),
        obligation.strength,
        obligation.by,
        each.basis.value,
        *_if(report.forecast.assumptions.work is not None, each.wanted),
        each.days_late,
        *(as_cell(day) for day in (obligation.opens, obligation.target, obligation.closes)),
        "; ".join(f"{name}: {value}" for name, value in recorded_values(each.event, each.version).items()) or None,
        to_note(obligation),
        each.version.start,
        *_if(report.by is not None, report.fact(each)),
        *([_team_size(report, each), report.team_weeks(each)] if report.team else []),
    )


def totals_table(report: ForecastReport) -> Table:
    """How many events of each kind begin in each month (for each value of the fact), and the weeks of teams."""
    placed = _if(bool(report.forecast.assumptions.undated), Basis.ASSUMED.value)
    columns = ("month", "event", *placed, *_name(report.by), "number", *_if(bool(report.team), "team weeks"))
    rows: list[tuple[Cell, ...]] = [
        (
            each.month,
            each.event,
            *_if(bool(report.forecast.assumptions.undated), "yes" if each.placed else None),
            *_if(report.by is not None, each.fact),
            each.number,
            *_if(bool(report.team), each.weeks),
        )
        for each in report.totals
    ]
    return Table(columns, tuple(rows))


def forecast_sheets(report: ForecastReport) -> dict[str, Table]:
    """The sheets of a workbook, by title."""
    forecast = report.forecast
    return {
        "expected": events_table(report),
        "totals": totals_table(report),
        **({WORK: work_table(report.work, planned=False, by=report.by)} if report.work else {}),
        "waiting": waiting_table(forecast),
        "assumptions": Table(("assumption",), tuple((each,) for each in assumptions(forecast))),
    }


# ------------------------------------------------------------------------------------------------ parts


def _requirement(each: Expected) -> str:
    """The requirement as the policy names it; of one duty for each event, also the event."""
    about = each.obligation.instance
    words = each.requirement.words
    return words if about is None else f"{words}, for {values.event(about, each.version)}"


def _team_size(report: ForecastReport, each: Expected) -> Cell:
    size = report.team_size(each)
    return float(size) if isinstance(size, Decimal) else size


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A forecast of what was asked, and what was found while its cases were read."""

    question: Question
    report: ForecastReport

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Everything found on the way to it."""
        return (*self.question.findings, *self.report.findings)

    def as_data(self) -> dict[str, object]:
        """What the command line prints as JSON."""
        return self.report.as_data(self.question.findings)

    def in_short(self, *, totals: bool = False) -> Summary:
        """The forecast to look at; of the `totals`, only how many there are in each month."""
        found = totals_in_short(self.report) if totals else forecast_in_short(self.report)
        return replace(found, ending=found.ending + left_out_in_words(self.question.left_out))

    def tables(self) -> dict[str, Table]:
        """The sheets of a workbook, by title: what is `expected`, the `totals`, and what is beside them."""
        return forecast_sheets(self.report)

    def about(self) -> About:
        """What its tables are about."""
        forecast = self.report.forecast
        return About(
            "forecast",
            self.question.program.version,
            {"on": forecast.on, "until": forecast.until, "known": self.question.known},
            len(forecast.events),
            len(forecast.events),
            len(forecast.cases),
            tuple(f"case: {name}" for name in self.question.names),
            self.report.assumptions,
            left_out=(*self.question.left_out, *(case.name for case, _ in forecast.failed)),
            findings=self.findings,
        )

    def as_calendar(self) -> bytes:
        """An iCalendar file. Raises NotInstalledError where icalendar is not installed."""
        from ilacs_rules.documents.calendar import calendar

        said = left_out_said(self.about().left_out)
        return needing("icalendar", "calendar", "a calendar", lambda: calendar(self.report.forecast, said))

    def as_picture(self) -> str:
        """The first of the cases drawn through time, as SVG. Raises PolicyError if it could not be decided."""
        from ilacs_rules.documents.timeline import timeline

        if not self.report.forecast.cases:
            raise PolicyError(self.findings)
        return timeline(self.report.forecast, self.question.cases[0])


def foreseen(
    question: Question,
    until: date,
    day: str,
    outcomes: Iterable[str],
    published_after: Duration | str | None,
    by: str | None,
    team: str | None,
    work: str | Path | None = None,
    place_undated: Iterable[str] = (),
) -> Foreseen:
    """The forecast of a question, as `Question.forecast` says."""
    policy, version = question.policy, question.program.version
    need_ahead(question.on, until, day)
    with naming("outcomes"):
        said = [outcome_named(each, policy) for each in outcomes]
    with naming("published_after"):
        length = length_named(published_after, version.calendar is not None)
    with naming("by"):
        fact = None if by is None else named(by, facts_of(policy), "fact")[0]
    with naming("team"):
        sizes = [(each.name, each.words) for each in version.definitions.values()]
        size = None if team is None else named(team, sizes, "definition")[0]
    outcomes_said = tuple(each for each in said if each is not None)
    calendar = None if work is None else work_calendar(work, policy)
    with naming("place_undated"):
        undated = tuple(wait_named(each, policy) for each in place_undated)
    assumed = Assumptions(WindowDay(day), outcomes_said, length, question.known, calendar, undated)
    with working_at_once():
        found = forecast(
            policy,
            question.cases,
            question.on,
            until,
            assumed,
            watched=lambda cases: question.progress(cases, "forecasting"),
            jobs=question.jobs,
        )
    return Foreseen(question, ForecastReport(found, fact, size))
