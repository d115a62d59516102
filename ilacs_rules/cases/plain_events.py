"""The rows of a table of events that can be read as they stand: nearly all of millions, and quickly."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ilacs_rules.cases.events import DAYS
from ilacs_rules.cases.fact_columns import FactColumns, fits
from ilacs_rules.cases.kept import no_value, not_a_text
from ilacs_rules.cases.table import Row
from ilacs_rules.cases.values import read_value
from ilacs_rules.language.names import fold
from ilacs_rules.language.types import Type
from ilacs_rules.model.absent import absent
from ilacs_rules.model.case import Event, Value
from ilacs_rules.model.partial import Partial
from ilacs_rules.model.vocabulary import EventKind
from ilacs_rules.text.diagnostics import Diagnostic

_MOST_REMEMBERED = 20_000  # different texts of one column


class ColumnRead:
    """The cells of a column that say what is read as one type: a large table says few things, and often."""

    __slots__ = ("_column", "_known", "_rows", "_type")

    def __init__(self, rows: FactColumns, column: int, type_: Type | None) -> None:
        self._rows = rows
        self._column = column
        self._type = type_
        self._known: dict[str, Value | Partial] = {}

    def read(self, row: Row) -> Value | Partial | None:
        """What a cell says, a day of an event if there is no type; None if anything needs to be said of it."""
        written = row.values[self._column]
        if row.kinds:
            written += row.kinds[self._column : self._column + 1]
        found = self._known.get(written)
        if found is None:
            out: list[Diagnostic] = []
            if self._type is None:
                found = self._rows.day(row, self._column, out)
            else:
                found = read_value(self._rows.cell(row, self._column, self._type, out), self._type, out)
            if found is None or out:
                return None
            if len(self._known) < _MOST_REMEMBERED:
                self._known[written] = found
        return found


class PlainEvents:
    """Rows of one kind of event, with exact days in order, that can be read as they stand."""

    __slots__ = ("_days", "_fields", "_kind", "_recorded", "_rows", "_source")

    def __init__(self, rows: FactColumns, copied: Mapping[str, int], kind: EventKind) -> None:
        days = [(key, copied[key]) for key in DAYS if key in copied]
        self._kind = kind.name
        self._recorded: dict[tuple[object, ...], Mapping[str, Value]] = {}
        self._rows = rows
        self._days = [(key, column, ColumnRead(rows, column, None)) for key, column in days]
        declared = [(column, tests, kind.records.get(fold(name.value))) for name, column, tests in rows.fields]
        self._fields = [
            (column, tests, kind_.name if kind_ else None, ColumnRead(rows, column, kind_.type if kind_ else None))
            for column, tests, kind_ in declared
        ]
        self._source = copied.get("source")

    def event(self, row: Row) -> Event | None:
        """The event of a row; None if anything needs to be said of it."""
        values = row.values
        days: dict[str, date] = {}
        for key, column, remembered in self._days:
            if values[column]:
                day = remembered.read(row)
                if not isinstance(day, date):
                    return None
                days[key] = day
        start = days.get("on")
        end = start
        if start is None:
            start, end = days.get("start"), days.get("end")
        elif "start" in days or "end" in days:
            return None
        publication = days.get("publication")
        if start is None or end is None or end < start or (publication is not None and publication < end):
            return None
        fields: dict[str, Value] = {}
        for column, tests, name, remembered in self._fields:
            if tests and not fits(row, tests):
                continue
            written = self._rows.text(row, column)
            if not written or (name is None and not tells(written)):
                continue  # left out, or no value of what its kind does not record
            if name is None:
                return None
            value = remembered.read(row)
            if value is None or isinstance(value, Partial):
                return None
            fields[name] = value
        source = None
        if self._source is not None:
            if row.kinds and (no_value(row, self._source) or not_a_text(row, self._source)):
                return None
            source = values[self._source] or None
        return self._sharing(Event(self._kind, start, end, publication, fields, source, row.span), fields)

    def _sharing(self, event: Event, fields: dict[str, Value]) -> Event:
        """The event, with what it records in common with those before it that record the very same values."""
        same = (*fields, *map(id, fields.values()))  # what is remembered below holds these values: no id comes again
        held = self._recorded.get(same)
        if held is not None:
            object.__setattr__(event, "fields", held)
        elif len(self._recorded) < _MOST_REMEMBERED:
            self._recorded[same] = event.fields
        return event


def tells(written: str) -> bool:
    """Whether a cell holds a value."""
    return bool(written) and absent(written) is None
