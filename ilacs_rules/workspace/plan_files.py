"""A plan as a calendar."""

from __future__ import annotations

from ilacs_rules.documents.plan_words import names_of
from ilacs_rules.engine.plan_rows import PlanRow
from ilacs_rules.explain.english import joined, sentence
from ilacs_rules.workspace.errors import needing
from ilacs_rules.workspace.observations import observed_in_words
from ilacs_rules.workspace.plan_lines import NOTHING_ASKED, reasons_of_place
from ilacs_rules.workspace.plans import Planned


def calendar_of(planned: Planned, *, every_row: bool = False) -> bytes:
    """An iCalendar file of the lines, or rows, asked for. Raises NotInstalledError where icalendar is not installed."""
    from ilacs_rules.documents.plan_calendar import plan_calendar

    rows = _rows(planned, every_row=every_row)
    said = _said(planned, every_row=every_row)
    report = planned.observed
    beside = {} if report is None else observed_in_words(report)
    made = (planned.plan, rows, planned.head, said, beside)
    return needing("icalendar", "calendar", "a calendar", lambda: plan_calendar(*made))


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
        said += [sentence(f"{NOTHING_ASKED} of {names_of(idle)}")] if idle else []
    if about.left_out:
        said.append(sentence(f"left out, as they could not be read or decided: {names_of(about.left_out)}"))
    in_the_head = set(map(sentence, planned.head))
    return [*said, *(each for each in about.said if each not in in_the_head)]
