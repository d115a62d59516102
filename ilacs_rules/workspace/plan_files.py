"""A plan as a calendar, and as a page with a picture of the months ahead."""

from __future__ import annotations

from collections.abc import Iterable

from ilacs_rules.documents.months_picture import DrawnLine
from ilacs_rules.documents.plan_page import PlanLine, plan_page
from ilacs_rules.documents.policy_document.content import PageSection, Paragraph
from ilacs_rules.engine.plan_rows import PlanRow
from ilacs_rules.explain.english import joined, names_of, sentence
from ilacs_rules.explain.noted import NOTED
from ilacs_rules.model.case import Case
from ilacs_rules.workspace.errors import needing
from ilacs_rules.workspace.left_out import left_out_said
from ilacs_rules.workspace.observations import observed_in_short, observed_in_words
from ilacs_rules.workspace.page_blocks import blocks_of_part
from ilacs_rules.workspace.plan_lines import NOTHING_ASKED, WAITED, mark, reasons_of_place, records_not_kept, waits
from ilacs_rules.workspace.plans import Planned, noted_in_short
from ilacs_rules.workspace.work import work_of_plan_in_short


def calendar_of(planned: Planned, *, every_row: bool = False) -> bytes:
    """An iCalendar file of the lines, or rows, asked for. Raises NotInstalledError where icalendar is not installed."""
    from ilacs_rules.documents.plan_calendar import plan_calendar

    rows = _rows(planned, every_row=every_row)
    said = _said(planned, every_row=every_row)
    report = planned.observed
    beside = {} if report is None else observed_in_words(report)
    made = (planned.plan, rows, planned.head, said, beside)
    return needing("icalendar", "calendar", "a calendar", lambda: plan_calendar(*made))


def page_of_months(planned: Planned, *, every_row: bool = False) -> str:
    """One HTML file that needs nothing beside it."""
    version = planned.question.program.version
    missing = planned.missing
    kept = [records_not_kept(missing, version)] if missing.records else []
    head = list(map(sentence, planned.head[1:]))
    short = planned.in_short(every_row=every_row)
    elsewhere = () if planned.observed is None else planned.observed.said  # in a section of its own
    told = [
        each
        for each in _said(planned, every_row=every_row)
        if each not in elsewhere and each.rstrip(".") not in short.ending
    ]
    said = [*head, *told, sentence(short.ending), *kept]
    lines = _lines(planned, every_row=every_row)
    others = [*_noted(planned.cases(every_row=every_row)), *_work(planned), *_observed(planned, every_row=every_row)]
    return plan_page(planned.plan, lines, missing, said, others).as_html()


def _lines(planned: Planned, *, every_row: bool) -> list[PlanLine]:
    if planned.is_row_by_row(every_row=every_row):
        return [PlanLine(_drawn(row.case.name, row)) for row in planned.shown]
    return [
        PlanLine(_drawn(line.case.name, line.row), waits(line), line.put_forward)
        for line in planned.lines[: planned.limit]
    ]


def _drawn(case: str, row: PlanRow | None) -> DrawnLine:
    return DrawnLine(case, None) if row is None else DrawnLine(case, row, mark(row.obligation) or "blue")


def _noted(cases: Iterable[Case]) -> list[PageSection]:
    blocks = [block for part in noted_in_short(cases) for block in blocks_of_part(part)]
    return [PageSection("noted", NOTED, tuple(blocks))] if blocks else []


def _work(planned: Planned) -> list[PageSection]:
    parts = work_of_plan_in_short(planned.work, planned.rows)
    blocks = [block for part in parts for block in blocks_of_part(part)]
    blocks += [Paragraph((part.heading,)) for part in parts if part.table is None]
    return [PageSection("work", "Work", tuple(blocks))] if parts else []


def _observed(planned: Planned, *, every_row: bool) -> list[PageSection]:
    report = planned.observed
    if report is None:
        return []
    parts = observed_in_short(report, dict.fromkeys(row.case.name for row in _rows(planned, every_row=every_row)))
    blocks = [block for part in parts for block in blocks_of_part(part)]
    return [PageSection("observed", "Observed, and no part of the policy", tuple(blocks))]


def _rows(planned: Planned, *, every_row: bool) -> list[PlanRow]:
    if planned.is_row_by_row(every_row=every_row):
        return list(planned.shown)
    return [line.row for line in planned.lines[: planned.limit] if line.row is not None]


def _said(planned: Planned, *, every_row: bool) -> list[str]:
    """Which of the plan it is, and of whom nothing is in it: without that it would be read wrongly."""
    about = planned.about(every_row=every_row)
    said = [sentence(f"not all of the plan: {joined(about.chosen)}")] if about.chosen else []
    if not planned.is_row_by_row(every_row=every_row):
        lines = planned.lines[: planned.limit]
        idle = [line.case.name for line in lines if line.row is None]
        said += ["Of each case what comes first.", *reasons_of_place(lines)]
        said += [WAITED] if any(waits(line) for line in lines) else []
        said += [sentence(f"{NOTHING_ASKED} of {names_of(idle)}")] if idle else []
    said += left_out_said(about.left_out)
    in_the_head = set(map(sentence, planned.head))
    return [*said, *(each for each in about.said if each not in in_the_head)]
