"""A decision to look at: its values, its obligations, and what is needed where they cannot be told."""

from __future__ import annotations

from ilacs_rules.engine.plan_rows import is_due
from ilacs_rules.engine.ranking import put_forward
from ilacs_rules.explain import values
from ilacs_rules.explain.under import has_ended, put_first, under
from ilacs_rules.model.decision import CANNOT_BE_TOLD, Decision
from ilacs_rules.workspace.due_tables import due_table, lacking
from ilacs_rules.workspace.phases import phases_table
from ilacs_rules.workspace.summary import Summary, SummaryPart
from ilacs_rules.workspace.tables import Cell, Table


def decision_in_short(decision: Decision) -> Summary:
    """Its values, what it owes, and what is lacking, in up to four tables: the third are the phases of it."""
    version = decision.version
    owed = [(decision, obligation) for obligation in decision.obligations]
    unsettled = [each for each in owed if each[1].status in CANNOT_BE_TOLD]
    tables = [
        values_table(decision),
        due_table(owed, version, with_case=False),
        phases_table(decision.obligations, version),
        Table(
            ("cannot be told because", "holds up"),
            tuple((need, ", ".join(held_up)) for (_, need), held_up in lacking(unsettled, version).items()),
        ),
    ]
    title = f"{decision.case.name} on {values.day(decision.on)}"
    ended = has_ended(decision)
    if ended is not None:
        return Summary(
            (title, under(decision), ended), tuple(SummaryPart(table=table) for table in tables[:1] if table.rows)
        )
    due = any(is_due(decision, each) for each in decision.obligations)
    return Summary(
        (title, under(decision), *put_first(put_forward(decision, due))),
        tuple(SummaryPart(table=table) for table in tables if table.rows),
    )


def values_table(decision: Decision) -> Table:
    """A row for each definition, with what it comes to."""
    definitions = decision.version.definitions.values()
    rows: list[tuple[Cell, ...]] = [
        (each.words, values.value(decision.values[each.name], each.type, decision.version)) for each in definitions
    ]
    return Table(("value", "is"), tuple(rows))
