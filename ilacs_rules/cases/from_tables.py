"""Cases from two tables, events and facts, joined on the name of the case.

A case of which any row could not be read is left out, and so is every case where it cannot be told whose row it was:
nothing is decided on half a history.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ilacs_rules.cases.columns import EventColumns, FactColumns, event_columns, fact_columns, fits
from ilacs_rules.cases.from_tree import assembled, complete_from
from ilacs_rules.cases.mapping import CaseMapping
from ilacs_rules.cases.model import Event, Value
from ilacs_rules.cases.named import Told, case_name, left_out
from ilacs_rules.cases.table import Row, Table
from ilacs_rules.language.vocabulary import Vocabulary
from ilacs_rules.policy.tree import Text
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic, has_errors
from ilacs_rules.text.nearest import did_you_mean
from ilacs_rules.text.source import Span

MOST_BAD_ROWS = 1000  # in one table; more than that is a wrong file or a wrong mapping


@dataclass(slots=True)
class _Rows:
    """What the rows have told so far."""

    events: dict[str, list[Event]] = field(default_factory=dict)
    facts: dict[str, dict[str, Value]] = field(default_factory=dict)
    places: dict[str, Span] = field(default_factory=dict)  # by case, where it is first named
    spoilt: dict[str, Span] = field(default_factory=dict)  # by case, the first row that could not be read
    doubtful: list[tuple[str, Span]] = field(default_factory=list)  # rows whose case may be misread
    lost: Span | None = None  # a row of which it cannot be told whose it is


def cases_from_tables(
    events: Table, facts: Table | None, mapping: CaseMapping, vocabulary: Vocabulary, out: list[Diagnostic]
) -> list[Told]:
    """Every case the tables name, in that order; with what is told of it if it could be read whole, else reported."""
    found: list[Diagnostic] = []
    of_events = event_columns(mapping.events, events, vocabulary, found)
    of_facts = fact_columns(mapping.facts, facts, vocabulary, found) if facts and mapping.facts else None
    complete = complete_from(mapping.complete, vocabulary, found) if mapping.complete else {}
    out.extend(found)
    if of_events is None or has_errors(found):
        return []
    told = _Rows()
    if facts is not None and of_facts is not None:
        _read_facts(facts, of_facts, vocabulary, told, out)
    _read_events(events, of_events, vocabulary, told, out)
    if facts is not None:
        _tell_unjoined(told, out)
    if _lost(told, out):
        return [Told(name, place, None) for name, place in told.places.items()]
    cases = []
    for name, place in told.places.items():
        case = None
        if name not in told.spoilt:
            about: list[Diagnostic] = []
            facts_of, events_of = told.facts.get(name, {}), told.events.get(name, ())
            case = assembled(name, facts_of, events_of, complete, place, vocabulary, about)
            out.extend(about)
        if case is None:
            told.spoilt.setdefault(name, place)
        cases.append(Told(name, place, case))
    out.extend(left_out(name, place) for name, place in told.spoilt.items())
    return cases


def _read_events(
    table: Table, columns: EventColumns, vocabulary: Vocabulary, told: _Rows, out: list[Diagnostic]
) -> None:
    for name, row in _rows(table, columns.rows, told, out):
        event = columns.event(row, vocabulary, out)
        if event is None:
            told.spoilt.setdefault(name, row.span)
        else:
            told.events.setdefault(name, []).append(event)


def _read_facts(table: Table, columns: FactColumns, vocabulary: Vocabulary, told: _Rows, out: list[Diagnostic]) -> None:
    for name, row in _rows(table, columns, told, out):
        found: list[Diagnostic] = []
        facts = columns.facts(row, vocabulary, found)
        if name in told.facts:
            message = f"a second row gives facts of “{name}”"
            related = ((told.places[name], "the first one"),)
            found.append(Diagnostic(Code.CASE_SHAPE, message, row.span, "one row a case", related))
        if has_errors(found):
            told.spoilt.setdefault(name, row.span)
        told.facts.setdefault(name, facts)
        out.extend(found)


def _rows(table: Table, columns: FactColumns, told: _Rows, out: list[Diagnostic]) -> Iterator[tuple[str, Row]]:
    """The rows to read, each with the name of its case; all others are reported."""
    left = [0] * len(columns.leave_out)
    faults = 0
    for row in table.rows:
        if faults + len(told.spoilt) >= MOST_BAD_ROWS:
            message = f"more than {MOST_BAD_ROWS:,} rows could not be read, and no further ones were looked at"
            told.lost = table.header.span if isinstance(row, Diagnostic) else row.span
            out.append(Diagnostic(Code.CASE_SHAPE, message, told.lost, "is it the right file, and the right mapping?"))
            return
        if isinstance(row, Diagnostic):
            out.append(row)
            told.lost = row.span
            return
        name = case_name(row.value(columns.case)) if columns.case < len(row.cells) else ""
        if row.fault is not None:
            faults += 1
            out.append(row.fault)
            told.doubtful.append((name, row.fault.span))
            continue
        which = next((i for i, (tests, _) in enumerate(columns.leave_out) if fits(row, tests)), None)
        if which is not None:
            left[which] += 1
        elif not name:
            message = "this row does not say which case it belongs to"
            out.append(Diagnostic(Code.CASE_SHAPE, message, row.span, f"fill “{_header(table, columns.case)}”"))
            told.lost = row.span
        else:
            told.places.setdefault(name, row.cell(columns.case).span)
            yield name, row
    out.extend(_rows_left_out(table, n, why) for n, (_, why) in zip(left, columns.leave_out, strict=True))


def _rows_left_out(table: Table, count: int, because: Text) -> Diagnostic:
    rows = "1 row of" if count == 1 else f"{count:,} rows of"
    message = f"{rows} {table.source.name} left out: {because.value}"
    return Diagnostic(Code.ROWS_LEFT_OUT, message, because.span)


def _header(table: Table, column: int) -> str:
    return table.header.value(column)


def _tell_unjoined(told: _Rows, out: list[Diagnostic]) -> None:
    """A case that has events and no row of facts may be one whose name is spelt in two ways."""
    for name in told.events:
        if name not in told.facts:
            message = f"“{name}” has events and is not in the table of facts"
            hint = did_you_mean(name, told.facts)
            out.append(Diagnostic(Code.CASE_NOT_JOINED, message, told.places[name], hint))


def _lost(told: _Rows, out: list[Diagnostic]) -> bool:
    """Whether it cannot be told whose row a bad one is: a name read from it counts only if a good row has it too."""
    for name, place in told.doubtful:
        if name in told.places:
            told.spoilt.setdefault(name, place)
        else:
            told.lost = told.lost or place
    if told.lost is not None:
        message = "every case of this table is left out, because it cannot be told whose row this is"
        out.append(Diagnostic(Code.CASE_LEFT_OUT, message, told.lost))
    return told.lost is not None
