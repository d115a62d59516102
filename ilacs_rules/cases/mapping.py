"""How the columns of a table are to be read: which is the case, the kind of event, its days, what it records.

A mapping is data, kept in a file of its own (`schemas/mapping.schema.json` explains every key). Without one, the
columns are called what the keys of a case file are called.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from ilacs_rules.cases.day_order import YEAR_FIRST, DaysWritten
from ilacs_rules.cases.events import DAYS
from ilacs_rules.cases.table import CaseTable
from ilacs_rules.policy.tree import Map, Text
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic

CALLED = {
    "case": (
        *("name", "case name", "title", "subject", "id", "case id", "reference", "ref", "urn", "number"),
        *("case number", "premises", "property", "building", "site", "establishment", "provider", "organisation"),
    ),
    "event": ("kind", "type", "event type", "kind of event", "activity", "action", "visit", "contact", "inspection"),
}
"""What offices call the two columns that no table of events can do without, folded."""
COPIED = (*DAYS, "source")  # keys of an event that a column gives as they are


@dataclass(frozen=True, slots=True)
class When:
    """What some columns must say, all of them: for each the texts that will do; an empty text is an empty cell."""

    tests: tuple[tuple[Text, frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """A fact or recorded value and its column; with `when`, only in rows that fit it."""

    field: Text
    column: Text
    when: When | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows that are not read, and why; they are counted and told."""

    when: When
    because: Text


@dataclass(frozen=True, slots=True)
class TableMapping:
    """What events and facts have in common. `table` is a sheet, or a CSV or Parquet file beside the one being read."""

    case: Text
    fields: tuple[FieldColumn, ...]
    table: Text | None = None
    spellings: Mapping[str, str] = field(default_factory=dict)
    leave_out: tuple[LeftOut, ...] = ()
    ignore: tuple[Text, ...] = ()
    headings: int = 1  # the row that names the columns
    dates: DaysWritten = YEAR_FIRST


@dataclass(frozen=True, slots=True)
class EventMapping:
    """`kind` is a column, or kinds of event with what tells them. `copied` are the columns of `COPIED` keys."""

    rows: TableMapping
    kind: Text | tuple[tuple[Text, When], ...]
    copied: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class CaseMapping:
    """A whole mapping. `record` is the map that says how far the record goes, for every case alike."""

    events: EventMapping
    facts: TableMapping | None = None
    record: Map | None = None


def plain_events(table: CaseTable, fields: Collection[str], out: list[Diagnostic]) -> EventMapping | None:
    """The mapping of a table whose columns have the names of a case file; `fields` is what events record, folded.

    None if it has no column `case` or `event` (E701).
    """
    case, kind = _own(table, "case", out), _own(table, "event", out)
    if case is None or kind is None:
        return None
    copied = {key: table.header.cell(table.columns[key]) for key in COPIED if key in table.columns}
    return EventMapping(TableMapping(case, _plain_fields(table, fields)), kind, copied)


def plain_facts(table: CaseTable, facts: Collection[str], out: list[Diagnostic]) -> TableMapping | None:
    """The mapping of a table whose columns are `case` and the names of facts (folded). None without `case` (E701)."""
    case = _own(table, "case", out)
    return TableMapping(case, _plain_fields(table, facts)) if case is not None else None


def _own(table: CaseTable, name: str, out: list[Diagnostic]) -> Text | None:
    if name in table.columns:
        return table.header.cell(table.columns[name])
    message = f"there is no column “{name}”"
    hint = table.headings_elsewhere(name)
    meant = next((table.header.value(table.columns[each]) for each in CALLED[name] if each in table.columns), None)
    if hint is None and meant is not None:
        hint = f"if the column “{meant}” is meant, call it “{name}”, or write “{name}: {meant}” in a mapping file"
    hint = hint or "name the columns as in a case file, or give a mapping file that says which column is which"
    out.append(Diagnostic(Code.CASE_SHAPE, message, table.header.span, hint))
    return None


def _plain_fields(table: CaseTable, names: Collection[str]) -> tuple[FieldColumn, ...]:
    columns = [table.header.cell(place) for name, place in table.columns.items() if name in names]
    return tuple(FieldColumn(column, column) for column in columns)
