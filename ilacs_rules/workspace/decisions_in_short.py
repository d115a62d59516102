"""A decision to look at: its values, its obligations, and what is needed where they cannot be told."""

from __future__ import annotations

from collections.abc import Collection

from ilacs_rules.engine.plan_rows import is_due
from ilacs_rules.engine.ranking import put_forward
from ilacs_rules.explain import values
from ilacs_rules.explain.noted import noted
from ilacs_rules.explain.record import could_have_changed
from ilacs_rules.explain.under import has_ended, put_first, under
from ilacs_rules.language.walk import TreePart
from ilacs_rules.model.as_recorded import values_as_recorded
from ilacs_rules.model.decision import CANNOT_BE_TOLD, Decision, Status
from ilacs_rules.model.reached import definitions_behind
from ilacs_rules.workspace.due_tables import due_table, lacking
from ilacs_rules.workspace.phases import phases_table
from ilacs_rules.workspace.summary import Summary, SummaryPart
from ilacs_rules.workspace.tables import Cell, Table

_OTHERS = "Other values, at which no duty of this case looks"


def decision_in_short(decision: Decision) -> Summary:
    """Its values, what it owes, its phases, what is lacking, and the values on which nothing hangs for this case."""
    title = f"{decision.case.name} on {values.day(decision.on)}"
    ended = has_ended(decision)
    if ended is not None:
        parts = [SummaryPart(table=values_table(decision)), SummaryPart(points=noted(decision.case.note))]
        return Summary((title, under(decision), ended), _told(parts))
    version, looked_at = decision.version, _looked_at(decision)
    owed = [(decision, obligation) for obligation in decision.obligations]
    unsettled = [each for each in owed if each[1].status in CANNOT_BE_TOLD]
    needs = tuple((need, ", ".join(held_up)) for (_, need), held_up in lacking(unsettled, version).items())
    due = any(is_due(decision, each) for each in decision.obligations)
    parts = [
        SummaryPart(table=values_table(decision, looked_at)),
        SummaryPart(table=due_table(owed, version, with_case=False)),
        SummaryPart(points=could_have_changed(decision)),
        SummaryPart(table=phases_table(decision.obligations, version)),
        SummaryPart(table=Table(("cannot be told because", "holds up"), needs)),
        SummaryPart(points=noted(decision.case.note)),
        SummaryPart(_OTHERS, values_table(decision, decision.values.keys() - looked_at)),
    ]
    return Summary((title, under(decision), *put_first(put_forward(decision, due))), _told(parts))


def _told(parts: list[SummaryPart]) -> tuple[SummaryPart, ...]:
    return tuple(part for part in parts if part.points or (part.table is not None and part.table.rows))


def _looked_at(decision: Decision) -> set[str]:
    """The definitions (folded) behind whom duties are asked of and who is first, and behind all of what may apply."""
    version = decision.version
    found: list[TreePart | None] = [*version.priorities.values()]
    found += [part for each in version.requirements.values() for part in (each.when, each.for_each)]
    may_apply = {each.requirement for each in decision.obligations if each.status is not Status.DOES_NOT_APPLY}
    found += [each for each in version.requirements.values() if each.name in may_apply]
    return set(definitions_behind(version, found))


def values_table(decision: Decision, only: Collection[str] | None = None) -> Table:
    """A row for each definition, with what it comes to; for all, or `only` for some (folded)."""
    asked = [each for each in decision.version.definitions.values() if only is None or each.name in only]
    recorded = {name: day for name, day in values_as_recorded(decision).items() if day != decision.known}
    rows: list[tuple[Cell, ...]] = [
        (each.words, values.value(decision.values[each.name], each.type, decision.version)) for each in asked
    ]
    if not any(each.name in recorded for each in asked):
        return Table(("value", "is"), tuple(rows))
    rows = [(*row, recorded.get(each.name)) for row, each in zip(rows, asked, strict=True)]
    return Table(("value", "is", "as recorded to"), tuple(rows))
