"""A mapping laid on a real table: every column it names found, every word it uses known to the policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ilacs_rules.cases.events import event_kind, read_event
from ilacs_rules.cases.mapping import EventMapping, TableMapping, When
from ilacs_rules.cases.model import Event, Value
from ilacs_rules.cases.table import Row, Table
from ilacs_rules.cases.values import read_values
from ilacs_rules.language.absent import absent
from ilacs_rules.language.names import fold
from ilacs_rules.language.nouns import with_article
from ilacs_rules.language.vocabulary import FactKind, Vocabulary
from ilacs_rules.policy.tree import Entry, Map, Text
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic, has_errors
from ilacs_rules.text.nearest import did_you_mean, nearest

Tests = tuple[tuple[int, frozenset[str]], ...]  # column → the texts that will do


def fits(row: Row, tests: Tests) -> bool:
    """Whether every column says one of the texts that will do."""
    return all(row.value(column) in texts for column, texts in tests)


@dataclass(frozen=True, slots=True)
class FactColumns:
    """Where the case and its facts, or what its events record, stand in a row."""

    case: int
    fields: tuple[tuple[Text, int, Tests], ...]
    spellings: Mapping[str, str]
    leave_out: tuple[tuple[Tests, Text], ...]

    def entries(self, row: Row) -> list[Entry]:
        """The fields of a row; both key and value are placed at the cell."""
        found = []
        for name, column, tests in self.fields:
            if fits(row, tests):
                cell = self.spelt(row.cell(column))
                found.append(Entry(Text(name.value, cell.span, cell.inner), cell))
        return found

    def spelt(self, cell: Text) -> Text:
        """The cell, its text replaced if the mapping gives another spelling for it."""
        return Text(self.spellings.get(cell.value, cell.value), cell.span, cell.inner)

    def facts(self, row: Row, vocabulary: Vocabulary, out: list[Diagnostic]) -> dict[str, Value]:
        """The facts a row gives."""
        return read_values(self.entries(row), vocabulary.facts, f"a fact of {with_article(vocabulary.subject)}", out)


def _tells(cell: Text) -> bool:
    """Whether a cell holds a value."""
    return bool(cell.value) and absent(cell.value) is None


@dataclass(frozen=True, slots=True)
class EventColumns:
    """Where an event stands in a row."""

    rows: FactColumns
    kind: int | tuple[tuple[Text, Tests], ...]
    copied: Mapping[str, int]

    def event(self, row: Row, vocabulary: Vocabulary, out: list[Diagnostic]) -> Event | None:
        """The event a row tells of, or None if it could not be read (reported)."""
        words = self._kind(row, out)
        if words is None:
            return None
        entries = {"event": Entry(words, words)}
        for key, column in self.copied.items():
            cell = row.cell(column)
            if cell.value:
                entries[key] = Entry(Text(key, cell.span, cell.inner), cell)
        kind = vocabulary.event(words.value)
        for entry in self.rows.entries(row):
            name = fold(entry.key.value)
            # a cell without a value says nothing wrong of an event that records no such thing
            if isinstance(entry.value, Text) and (_tells(entry.value) or (kind is not None and name in kind.records)):
                entries[name] = entry
        return read_event(Map(entries, row.span), vocabulary, out)

    def _kind(self, row: Row, out: list[Diagnostic]) -> Text | None:
        if isinstance(self.kind, int):
            cell = self.rows.spelt(row.cell(self.kind))
            if cell.value:
                return cell
            message = "this row does not say which kind of event it is"
            out.append(Diagnostic(Code.CASE_UNKNOWN_EVENT, message, row.span))
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
    mapping: EventMapping, table: Table, vocabulary: Vocabulary, out: list[Diagnostic]
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
    laid.tell_unused(records)
    out.extend(laid.found)
    return None if has_errors(laid.found) else EventColumns(rows, kind, copied)


def fact_columns(
    mapping: TableMapping, table: Table, vocabulary: Vocabulary, out: list[Diagnostic]
) -> FactColumns | None:
    """The mapping laid on a table of facts, or None if it does not fit (reported)."""
    laid = _Laid(table)
    rows = laid.rows(mapping, vocabulary.facts, f"a fact of {with_article(vocabulary.subject)}")
    laid.tell_unused(vocabulary.facts)
    out.extend(laid.found)
    return None if has_errors(laid.found) else rows


class _Laid:
    """Looks up columns, and remembers which were asked for and what was missed."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.used: set[int] = set()
        self.found: list[Diagnostic] = []

    def column(self, name: Text) -> int:
        """The place of a column; 0 for a miss, which `found` then holds."""
        place = self.table.column(name, self.found)
        self.used.add(place or 0)
        return place or 0

    def tests(self, when: When | None) -> Tests:
        return tuple((self.column(name), texts) for name, texts in when.tests) if when is not None else ()

    def rows(self, mapping: TableMapping, known: Mapping[str, FactKind], owner: str) -> FactColumns:
        for field in mapping.fields:
            if fold(field.field.value) not in known:
                message = f"“{field.field.value}” is not {owner}"
                hint = did_you_mean(field.field.value, [kind.words for kind in known.values()])
                self.found.append(Diagnostic(Code.CASE_UNKNOWN_NAME, message, field.field.span, hint))
        for column in mapping.ignore:
            self.column(column)
        return FactColumns(
            self.column(mapping.case),
            tuple((field.field, self.column(field.column), self.tests(field.when)) for field in mapping.fields),
            mapping.spellings,
            tuple((self.tests(each.when), each.because) for each in mapping.leave_out),
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
