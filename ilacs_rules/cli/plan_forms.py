"""A plan to look at, as one table for a spreadsheet, and as plain data for JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ilacs_rules.cli.due_table import CANNOT_TELL, due_table, needs_table, to_note
from ilacs_rules.cli.output import line_length
from ilacs_rules.cli.question import Question
from ilacs_rules.cli.tables import Cell, Table
from ilacs_rules.engine.plan import TOLD_FIRST, URGENCY, Plan, PlanRow, counted_as
from ilacs_rules.explain import values
from ilacs_rules.explain.document import wrapped
from ilacs_rules.explain.english import capital
from ilacs_rules.model.as_data import event_words
from ilacs_rules.model.decision import Status
from ilacs_rules.model.partial import Day, Partial, exact
from ilacs_rules.text.excerpt import visible

COLUMNS = (
    "case",
    "requirement",
    "for",
    "event",
    "strength",
    "by",
    "opens",
    "target",
    "closes",
    "lasts",
    "status",
    "days late",
    "done",
    "left",
    "to note",
    "needs",
)


def plan_as_text(
    question: Question, plan: Plan, rows: Sequence[PlanRow], limit: int, *, colour: bool, width: int | None
) -> str:
    """The first `limit` of the rows as tables under a heading, and in the last line what all of them come to."""
    version = question.program.version
    owed = [(row.case.name, row.obligation) for row in rows[:limit]]
    dated = [each for each in owed if each[1].status is not Status.UNDETERMINED]
    unsettled = [each for each in owed if each[1].status is Status.UNDETERMINED]
    known = f", as published by {values.day(question.known)}" if question.known is not None else ""
    force = f"Plan as at {values.day(question.on)}, by the version in force from {values.day(version.start)}{known}"
    blocks = ["\n".join(line for part in (visible(version.title), force) for line in wrapped(part, line_length()))]
    if dated:
        blocks.append(due_table(dated, version, with_case=True).as_text(colour=colour, width=width))
    if unsettled:
        table = needs_table(unsettled, version, len(plan.decisions))
        blocks.append(f"{capital(CANNOT_TELL)}\n\n{table.as_text(colour=colour, width=width)}")
    blocks.append("\n".join(wrapped(_totals(question, plan, rows, limit), line_length())))
    return "\n\n".join(blocks)


def plan_as_table(rows: Sequence[PlanRow]) -> Table:
    """Every row with all its columns; days that are known are dates, others are texts."""
    return Table(COLUMNS, tuple(_row(row) for row in rows))


def _row(row: PlanRow) -> tuple[Cell, ...]:
    obligation, version = row.obligation, row.decision.version
    about = obligation.instance
    return (
        row.case.name,
        version.requirements[obligation.requirement].words,
        None if about is None else values.event(about, version),
        event_words(version, obligation.event),
        obligation.strength,
        obligation.by,
        _cell(obligation.opens),
        _cell(obligation.target),
        _cell(obligation.closes),
        None if obligation.lasts is None else str(obligation.lasts),
        obligation.status.value,
        obligation.days_late,
        obligation.done,
        obligation.left,
        to_note(obligation),
        "; ".join(need.text for need in obligation.needs) or None,
    )


def _cell(day: Day | None) -> Cell:
    return exact(day) if isinstance(day, Partial) else day


def _totals(question: Question, plan: Plan, rows: Sequence[PlanRow], limit: int) -> str:
    """`14 cases: 1 overdue, 4 with no date set, 62 cannot be told yet`."""
    cases = len(plan.decisions)
    counts = Counter(counted_as(row.obligation) for row in rows)
    order = [URGENCY[:2], TOLD_FIRST, URGENCY[2:]]
    told = [f"{counts[each]:,} {_COUNTED.get(each, each)}" for part in order for each in part if counts[each]]
    words = f"{cases:,} {'case' if cases == 1 else 'cases'}: {', '.join(told) or 'nothing due'}"
    if plan.failed:
        words += f"; {len(plan.failed):,} more could not be decided"
    if question.left_out:
        words += f"; {len(question.left_out):,} more left out, for the reasons told below"
    return f"{words}; the first {limit:,} are shown" if limit < len(rows) else words


_COUNTED: dict[str, str] = {Status.NO_DATE_SET: "with no date set", Status.UNDETERMINED: CANNOT_TELL}
