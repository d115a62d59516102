"""A mapping laid on a real table: every column it names found, every word it uses known to the policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from ilacs_rules.cases.day_order import DaysWritten
from ilacs_rules.cases.days import day_or_period
from ilacs_rules.cases.events import DAYS, event_kind, read_event
from ilacs_rules.cases.kept import PADDED, no_value, not_a_text
from ilacs_rules.cases.mapping import EventMapping, TableMapping, When
from ilacs_rules.cases.table import A_REMARK, CaseTable, Row
from ilacs_rules.cases.values import read_facts, read_value
from ilacs_rules.language.names import fold
from ilacs_rules.language.nouns import with_article
from ilacs_rules.language.types import CASES, Basic, Type
from ilacs_rules.model.absent import absent
from ilacs_rules.model.case import Event, Value
from ilacs_rules.model.partial import Day, Partial
from ilacs_rules.model.vocabulary import EventKind, FactKind, Vocabulary
from ilacs_rules.policy.tree import Entry, Map, Text
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic, has_errors
from ilacs_rules.text.nearest import did_you_mean, nearest

Tests = tuple[tuple[int, frozenset[str]], ...]  # column → the texts that will do

_MOST_REMEMBERED = 20_000  # different texts of one column


def fits(row: Row, tests: Tests) -> bool:
    """Whether every column says one of the texts that will do."""
    return all(row.value(column) in texts for column, texts in tests)


@dataclass(frozen=True, slots=True)
class FactColumns:
    """Where the case and its facts, or what its events record, stand in a row.

    `always` are the columns without which nothing can be told of a row: the case, and what is asked of every row.
    """

    case: int
    fields: tuple[tuple[Text, int, Tests], ...]
    spellings: Mapping[str, str]
    leave_out: tuple[tuple[Tests, Text], ...]
    dates: DaysWritten
    always: frozenset[int]

    def entries(self, row: Row, kinds: Mapping[str, FactKind], out: list[Diagnostic]) -> list[Entry]:
        """The fields of a row; both key and value are placed at the cell. `kinds` are those they may be."""
        found = []
        for name, column, tests in self.fields:
            if fits(row, tests):
                kind = kinds.get(fold(name.value))
                before = len(out)
                cell = self.cell(row, column, kind.type if kind is not None else None, out)
                if len(out) == before:
                    found.append(Entry(Text(name.value, cell.span, cell.inner), cell))
        return found

    def cell(self, row: Row, column: int, type_: Type | None, out: list[Diagnostic]) -> Text:
        """A cell as it is to be read for a type: in another spelling, its day year first, if the mapping says so."""
        cell = row.cell(column)
        fault = no_value(row, column) or (not_a_text(row, column) if type_ in (Basic.TEXT, Basic.CASE, CASES) else None)
        if fault is not None:
            out.append(fault)
        written = self.text(row, column, type_ is Basic.DATE)
        if type_ is Basic.NUMBER and row.kinds[column : column + 1] == PADDED:
            written = written.lstrip("0") or "0"
        return Text(written, cell.span, cell.inner)

    def text(self, row: Row, column: int, is_day: bool = False) -> str:
        """What a cell is to be read as."""
        written = row.value(column)
        written = self.spellings.get(written, written)
        return self.dates.year_first(written) if is_day else written

    def day(self, row: Row, column: int, out: list[Diagnostic]) -> Day | None:
        """The day of an event, for which there are no other spellings."""
        fault = no_value(row, column)
        if fault is not None:
            out.append(fault)
            return None
        return day_or_period(self.year_first(row.cell(column)), out)

    def year_first(self, cell: Text) -> Text:
        """A day rewritten year first, if the mapping says in which order the table has it."""
        return Text(self.dates.year_first(cell.value), cell.span, cell.inner)

    def facts(self, row: Row, vocabulary: Vocabulary, out: list[Diagnostic]) -> dict[str, Value | Partial]:
        """The facts a row gives."""
        entries = self.entries(row, vocabulary.facts, out)
        return read_facts(entries, vocabulary.facts, f"a fact of {with_article(vocabulary.subject)}", out)


class _Remembered:
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


class _Plain:
    """Rows of one kind of event, with exact days in order, that can be read as they stand."""

    __slots__ = ("_days", "_fields", "_kind", "_rows", "_source")

    def __init__(self, columns: EventColumns, kind: EventKind) -> None:
        rows = columns.rows
        days = [(key, columns.copied[key]) for key in DAYS if key in columns.copied]
        self._kind = kind.name
        self._rows = rows
        self._days = [(key, column, _Remembered(rows, column, None)) for key, column in days]
        declared = [(column, tests, kind.records.get(fold(name.value))) for name, column, tests in rows.fields]
        self._fields = [
            (column, tests, kind_.name if kind_ else None, _Remembered(rows, column, kind_.type if kind_ else None))
            for column, tests, kind_ in declared
        ]
        self._source = columns.copied.get("source")

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
            if not written or (name is None and not _tells(written)):
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
        return Event(self._kind, start, end, publication, fields, source, row.span)


def _tells(written: str) -> bool:
    """Whether a cell holds a value."""
    return bool(written) and absent(written) is None


@dataclass(frozen=True, slots=True)
class EventColumns:
    """Where an event stands in a row."""

    rows: FactColumns
    kind: int | tuple[tuple[Text, Tests], ...]
    copied: Mapping[str, int]
    _plain: dict[str, _Plain] = field(default_factory=dict)  # by what a row says of its kind

    def event(self, row: Row, vocabulary: Vocabulary, out: list[Diagnostic]) -> Event | None:
        """The event a row tells of, or None if it could not be read (reported)."""
        event = self._plain_event(row, vocabulary)
        return event if event is not None else self._any_event(row, vocabulary, out)

    def _plain_event(self, row: Row, vocabulary: Vocabulary) -> Event | None:
        """The event of a row of which nothing needs to be said; None for any other row."""
        if isinstance(self.kind, int):
            said = row.values[self.kind]
        else:
            said = next((kind.value for kind, tests in self.kind if fits(row, tests)), "")
        plain = self._plain.get(said)
        if plain is None or isinstance(self.kind, tuple):  # a row may fit more kinds than one
            words = self._kind(row, [])
            kind = vocabulary.event(words.value) if words is not None else None
            if kind is None:
                return None
            plain = self._plain.setdefault(said, _Plain(self, kind)) if plain is None else plain
        return plain.event(row)

    def _any_event(self, row: Row, vocabulary: Vocabulary, out: list[Diagnostic]) -> Event | None:
        words = self._kind(row, out)
        if words is None:
            return None
        faults: list[Diagnostic] = []
        entries = {"event": Entry(words, words)}
        for key, column in self.copied.items():
            fault = no_value(row, column) or (not_a_text(row, column) if key not in DAYS else None)
            if fault is not None:
                faults.append(fault)
                continue
            cell = row.cell(column)
            if key in DAYS:
                cell = self.rows.year_first(cell)
            if cell.value:
                entries[key] = Entry(Text(key, cell.span, cell.inner), cell)
        kind = vocabulary.event(words.value)
        for entry in self.rows.entries(row, kind.records if kind is not None else {}, faults):
            name = fold(entry.key.value)
            # a cell without a value says nothing wrong of an event that records no such thing
            if isinstance(entry.value, Text) and (
                _tells(entry.value.value) or (kind is not None and name in kind.records)
            ):
                entries[name] = entry
        out.extend(faults)
        return read_event(Map(entries, row.span), vocabulary, out) if not faults else None

    def _kind(self, row: Row, out: list[Diagnostic]) -> Text | None:
        if isinstance(self.kind, int):
            cell = row.cell(self.kind)
            if cell.value:
                return Text(self.rows.text(row, self.kind), cell.span, cell.inner)
            message = "this row does not say which kind of event it is"
            hint = A_REMARK if row.filled() == 1 else None
            out.append(Diagnostic(Code.CASE_UNKNOWN_EVENT, message, row.span, hint))
            return None
        found = [kind for kind, tests in self.kind if fits(row, tests)]
        if len(found) == 1:
            return Text(found[0].value, row.span, row.span)
        if found:
            message = f"this row fits both “{found[0].value}” and “{found[1].value}” of the mapping"
            related = tuple((kind.span, "this one fits") for kind in found[:2])
        else:
            message = "this row fits no kind of event in the mapping"
            related = ((self.kind[0][0].span, "the kinds are told here"),)
        hint = "change the mapping under “event”, or add the row to “leave out” with the reason"
        out.append(Diagnostic(Code.CASE_UNKNOWN_EVENT, message, row.span, hint, related))
        return None


def event_columns(
    mapping: EventMapping, table: CaseTable, vocabulary: Vocabulary, out: list[Diagnostic]
) -> EventColumns | None:
    """The mapping laid on a table of events, or None if it does not fit (reported)."""
    records = {name: kind for event in vocabulary.events.values() for name, kind in event.records.items()}
    laid = _Laid(table)
    rows = laid.rows(mapping.rows, records, "recorded by any event")
    copied = {key: laid.column(name) for key, name in mapping.copied.items()}
    if isinstance(mapping.kind, Text):
        kind: int | tuple[tuple[Text, Tests], ...] = laid.column(mapping.kind)
    else:
        for words, _ in mapping.kind:
            event_kind(words, vocabulary, laid.found)
        kind = tuple((words, laid.tests(when)) for words, when in mapping.kind)
    asked = {kind} if isinstance(kind, int) else {column for _, tests in kind for column, _ in tests}
    rows = replace(rows, always=rows.always | asked)
    laid.tell_unused(records)
    out.extend(laid.found)
    return None if has_errors(laid.found) else EventColumns(rows, kind, copied)


def fact_columns(
    mapping: TableMapping, table: CaseTable, vocabulary: Vocabulary, out: list[Diagnostic]
) -> FactColumns | None:
    """The mapping laid on a table of facts, or None if it does not fit (reported)."""
    laid = _Laid(table)
    rows = laid.rows(mapping, vocabulary.facts, f"a fact of {with_article(vocabulary.subject)}")
    laid.tell_unused(vocabulary.facts)
    out.extend(laid.found)
    return None if has_errors(laid.found) else rows


class _Laid:
    """Looks up columns, and remembers which were asked for and what was missed."""

    def __init__(self, table: CaseTable) -> None:
        self.table = table
        self.used: set[int] = set()
        self.tested: set[int] = set()
        self.found: list[Diagnostic] = []

    def column(self, name: Text) -> int:
        """The place of a column; 0 for a miss, which `found` then holds."""
        place = self.table.column(name, self.found)
        self.used.add(place or 0)
        return place or 0

    def tests(self, when: When | None) -> Tests:
        found = tuple((self.column(name), texts) for name, texts in when.tests) if when is not None else ()
        self.tested.update(column for column, _ in found)
        return found

    def rows(self, mapping: TableMapping, known: Mapping[str, FactKind], owner: str) -> FactColumns:
        for each in mapping.fields:
            if fold(each.field.value) not in known:
                message = f"“{each.field.value}” is not {owner}"
                hint = did_you_mean(each.field.value, [kind.words for kind in known.values()])
                self.found.append(Diagnostic(Code.CASE_UNKNOWN_NAME, message, each.field.span, hint))
        for column in mapping.ignore:
            if fold(column.value) not in self.table.doubled:
                self.column(column)
        case = self.column(mapping.case)
        return FactColumns(
            case,
            tuple((each.field, self.column(each.column), self.tests(each.when)) for each in mapping.fields),
            mapping.spellings,
            tuple((self.tests(each.when), each.because) for each in mapping.leave_out),
            mapping.dates,
            frozenset(self.tested) | {case},
        )

    def tell_unused(self, known: Mapping[str, FactKind]) -> None:
        """A note for each column that is neither read nor said to be ignored."""
        for place in self.table.columns.values():
            name = self.table.header.cell(place)
            if place not in self.used and fold(name.value) != "note":
                message = f"the column “{name.value}” is not read"
                near = nearest(name.value, [kind.words for kind in known.values()])
                hint = f"did you mean “{near}”?" if near is not None else None
                self.found.append(Diagnostic(Code.COLUMN_IGNORED, message, name.span, hint))
