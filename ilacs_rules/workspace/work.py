"""The work in a plan, or a forecast, as tables: to look at, and for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ilacs_rules.engine.plan_rows import PlanRow
from ilacs_rules.engine.workload import WorkTotal, all_of, may_apply, quarter_of_month
from ilacs_rules.explain.english import sentence
from ilacs_rules.explain.phases import person_days
from ilacs_rules.model.as_data import work_as_data
from ilacs_rules.workspace.summary import SummaryPart
from ilacs_rules.workspace.tables import Cell, Table

WORK = "work"  # the sheet
LATE, NO_DAY, NO_DATE_YET = "late", "no day told", "no date yet"


def work_in_short(totals: Sequence[WorkTotal], *, by_quarter: bool) -> Table:
    """A row for each stretch and kind of event: the days of work in it, and how much of it has no figure."""
    found: dict[tuple[str, str], list[WorkTotal]] = {}
    for each in totals:
        found.setdefault((_when(each, by_quarter=by_quarter), each.event), []).append(each)
    several = len(found) > 1
    rows = [(when, event, *_figures(all_of(those))) for (when, event), those in found.items()]
    rows += [("all", "", *_figures(all_of(totals)))] if several else []
    lacking = any(each.without for each in totals)
    columns = ("quarter" if by_quarter else "month", "event", "work", "without a figure")
    return Table(columns if lacking else columns[:-1], tuple(row if lacking else row[:-1] for row in rows))


def work_of_forecast_in_short(totals: Sequence[WorkTotal], *, by_quarter: bool) -> list[SummaryPart]:
    """The work of a forecast by quarters or months; nothing where none of it has a figure."""
    if not totals or person_days(all_of(totals).work) is None:
        return []
    return [SummaryPart("Work", work_in_short(totals, by_quarter=by_quarter))]


def work_of_plan_in_short(totals: Sequence[WorkTotal], rows: Iterable[PlanRow]) -> list[SummaryPart]:
    """The work of a plan by months, and how much may be to do that is not counted; nothing where none has a figure."""
    if not totals or person_days(all_of(totals).work) is None:
        return []
    maybe = may_apply(rows)
    duties = "duty that may apply is" if maybe == 1 else "duties that may apply are"
    may = f"{maybe:,} {duties} not counted in it"
    told = "Work in what is to be done next, by the month of its last day"
    table = work_in_short(totals, by_quarter=False)
    return [SummaryPart(told, table), *([SummaryPart(sentence(may))] if maybe else [])]


def work_table(totals: Iterable[WorkTotal], *, planned: bool, by: str | None = None) -> Table:
    """A row for each month, kind of event and phase; of a plan also what is late, or has no day that can be told."""
    late = ("late",) if planned else ()
    fact = (by,) if by is not None else ()
    columns = ("month", "quarter", *late, "event", "phase", *fact)
    figures = ("person-days at least", "person-days at most", "without a figure")
    rows: list[tuple[Cell, ...]] = []
    for each in totals:
        month = NO_DATE_YET if each.undated else each.month
        told: tuple[Cell, ...] = (month, None if each.month is None else quarter_of_month(each.month))
        told += (("yes" if each.late else None,) if planned else ()) + (each.event, each.phase or None)
        told += (each.fact,) if by is not None else ()
        least, most = work_as_data(each.work).values()
        rows.append((*told, least, most, each.without or None))
    return Table((*columns, *figures), tuple(rows))


def _when(total: WorkTotal, *, by_quarter: bool) -> str:
    if total.late:
        return LATE
    if total.undated:
        return NO_DATE_YET
    return NO_DAY if total.month is None else quarter_of_month(total.month) if by_quarter else total.month


def _figures(total: WorkTotal) -> tuple[Cell, Cell]:
    return person_days(total.work) or "not known", total.without or None
