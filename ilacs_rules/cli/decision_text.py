"""A decision to look at: its values, its obligations, and what is needed where they cannot be told."""

from __future__ import annotations

from ilacs_rules.cli.due_table import due_table, lacking
from ilacs_rules.cli.output import line_length
from ilacs_rules.cli.tables import Cell, Table
from ilacs_rules.explain import values
from ilacs_rules.explain.document import wrapped
from ilacs_rules.explain.english import quoted
from ilacs_rules.explain.why import two_clocks
from ilacs_rules.model.decision import Decision, Status
from ilacs_rules.text.excerpt import visible


def decision_as_text(decision: Decision, *, colour: bool, width: int | None) -> str:
    """A heading and up to three tables; `width` is that of the terminal, None to fold nothing."""
    version = decision.version
    owed = [(decision.case.name, obligation) for obligation in decision.obligations]
    unsettled = [(case, obligation) for case, obligation in owed if obligation.status is Status.UNDETERMINED]
    tables = [
        _values(decision),
        due_table(owed, version, with_case=False),
        Table(
            ("cannot be told because", "holds up"),
            tuple((need, ", ".join(held_up)) for (_, need), held_up in lacking(unsettled, version).items()),
        ),
    ]
    heading = visible(f"{decision.case.name} on {values.day(decision.on)}")
    under = f"Under {quoted(version.title)}, in force from {values.day(version.start)}{two_clocks(decision)}."
    blocks = [
        "\n".join([heading, "=" * len(heading), *wrapped(visible(under), line_length())]),
        *(table.as_text(colour=colour, width=width) for table in tables if table.rows),
    ]
    return "\n\n".join(blocks)


def _values(decision: Decision) -> Table:
    definitions = decision.version.definitions.values()
    rows: list[tuple[Cell, ...]] = [
        (each.words, values.value(decision.values[each.name], each.type, decision.version)) for each in definitions
    ]
    return Table(("value", "is"), tuple(rows))
