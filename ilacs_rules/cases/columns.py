"""A mapping laid on a real table: every column it names found, every word it uses known to the policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ilacs_rules.cases.events import DAYS, event_kind, read_event
from ilacs_rules.cases.fact_columns import FactColumns, Tests, fits
from ilacs_rules.cases.kept import no_value, not_a_text
from ilacs_rules.cases.mapping import EventMapping, TableMapping, When
from ilacs_rules.cases.plain_events import PlainEvents, tells
from ilacs_rules.cases.table import A_REMARK, CaseTable, Row
from ilacs_rules.language.names import fold
from ilacs_rules.language.nouns import with_article
from ilacs_rules.model.case import Event
from ilacs_rules.model.vocabulary import FactKind, Vocabulary
from ilacs_rules.policy.tree import Entry, Map, Text
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic, has_errors
from ilacs_rules.text.nearest import did_you_mean, nearest


@dataclass(frozen=True, slots=True)
class EventColumns:
    """Where an event stands in a row."""

    rows: FactColumns
    kind: int | tuple[tuple[Text, Tests], ...]
    copied: Mapping[str, int]
    _plain: dict[str, PlainEvents] = field(default_factory=dict)  # by what a row says of its kind

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
            plain = self._plain.setdefault(said, PlainEvents(self.rows, self.copied, kind)) if plain is None else plain
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
                tells(entry.value.value) or (kind is not None and name in kind.records)
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
