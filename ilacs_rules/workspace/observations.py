"""What was observed, as a table beside a plan."""

from __future__ import annotations

from collections.abc import Collection

from ilacs_rules.engine.observing.observation import AHEAD
from ilacs_rules.explain.backtest_report import rounded
from ilacs_rules.explain.observed_report import ObservedReport
from ilacs_rules.model.as_data import event_words
from ilacs_rules.workspace.summary import SummaryPart
from ilacs_rules.workspace.tables import Cell, Table

SHEET = "observed"
_HEADING = "Observed, and no part of the policy: when the next one usually came, and the chance in so many months"


def observed_table(report: ObservedReport) -> Table:
    """A row for each case and family of events; every column says that it was observed."""
    version = report.observed.program.version
    rows: list[tuple[Cell, ...]] = [
        (
            each.case,
            event_words(version, each.family),
            each.since,
            each.first,
            each.last,
            *(rounded(chance) for chance in each.chances),
        )
        for each in report.observed.cases
    ]
    chances = (f"observed: chance in {months} months" for months in AHEAD)
    columns = ("case", "event", "waits since", "observed: usually from", "observed: usually to", *chances)
    return Table(columns, tuple(rows))


def observed_in_short(report: ObservedReport, shown: Collection[str]) -> list[SummaryPart]:
    """The same of the cases that are shown, for a terminal, and what it rests on."""
    version = report.observed.program.version
    order = {name: place for place, name in enumerate(shown)}
    told = sorted((each for each in report.observed.cases if each.case in order), key=lambda each: order[each.case])
    several = len({each.family for each in told}) > 1
    rows: list[tuple[Cell, ...]] = []
    for each in told:
        between = " to ".join("–" if day is None else f"{day:%Y-%m}" for day in (each.first, each.last))
        chances = ["–" if chance is None else f"{round(100 * chance)} %" for chance in each.chances]
        event = (event_words(version, each.family),) if several else ()
        rows.append((each.case, *event, each.since, between, *chances))
    months = tuple(f"{months} months" for months in AHEAD)
    columns = ("case", *(("event",) if several else ()), "waits since", "usually", *months)
    table = Table(columns, tuple(rows), unfolded=("waits since", "usually", *months))
    return [SummaryPart(_HEADING, table if rows else None), SummaryPart(points=report.said)]
