"""Every row of a plan with all its columns, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

from ilacs_rules.engine.plan_rows import PlanRow
from ilacs_rules.explain import values
from ilacs_rules.model.as_data import event_words, length_as_data
from ilacs_rules.model.partial import first_of, last_of
from ilacs_rules.workspace.days import as_cell
from ilacs_rules.workspace.due_tables import to_note
from ilacs_rules.workspace.plan_lines import mark
from ilacs_rules.workspace.tables import Cell, Table

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
    "day earliest",
    "day latest",
    "lasts",
    "since",
    "status",
    "days late",
    "unless done since",
    "done",
    "left",
    "to note",
    "needs",
    "told by",
    "note",
)


def plan_table(rows: Sequence[PlanRow]) -> Table:
    """Every row with all its columns; days that are known are dates, others are texts."""
    return Table(COLUMNS, tuple(map(_row, rows)), tuple(mark(row.obligation) for row in rows))


def _row(row: PlanRow) -> tuple[Cell, ...]:
    obligation, version = row.obligation, row.decision.version
    about, since = obligation.instance, obligation.since
    return (
        row.case.name,
        obligation.asked_by(version).words,
        None if about is None else values.event(about, version),
        event_words(version, obligation.event),
        obligation.strength,
        obligation.by,
        as_cell(obligation.opens),
        as_cell(obligation.target),
        as_cell(obligation.closes),
        None if row.due is None else first_of(row.due),
        None if row.due is None else last_of(row.due),
        length_as_data(obligation.lasts),
        None if since is None else values.event(since, version),
        obligation.status.value,
        obligation.days_late,
        as_cell(obligation.unless_done_since),
        obligation.done,
        obligation.left,
        to_note(obligation),
        "; ".join(need.text for need in obligation.needs) or None,
        as_cell(obligation.to_tell_by),
        row.case.note,
    )
