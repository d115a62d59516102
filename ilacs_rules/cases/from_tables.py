"""Cases from two tables, events and facts, joined on the name of the case.

A case of which any row could not be read is left out, and so is every case where it cannot be told whose row it was:
nothing is decided on half a history.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ilacs_rules.cases.columns import EventColumns, event_columns, fact_columns
from ilacs_rules.cases.fact_columns import FactColumns, fits
from ilacs_rules.cases.from_tree import assembled
from ilacs_rules.cases.gathered import Gathered, told_in_short
from ilacs_rules.cases.kept import no_value, not_a_text
from ilacs_rules.cases.mapping import CaseMapping
from ilacs_rules.cases.named import Told, case_name, left_out, names_no_case, no_case
from ilacs_rules.cases.record_told import RecordTold, end_of_table, record_told, without_a_row
from ilacs_rules.cases.table import A_REMARK, CaseTable, Row
from ilacs_rules.model.case import Case, Event, Value
from ilacs_rules.model.partial import Partial
from ilacs_rules.model.vocabulary import Vocabulary
from ilacs_rules.policy.tree import Text
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic, has_errors
from ilacs_rules.text.nearest import did_you_mean
from ilacs_rules.text.source import Span

MOST_BAD_ROWS = 1000  # in one table; more than that is a wrong file or a wrong mapping
_MOST_TOLD = 8  # cases left out, each with a finding of its own
_TOTALS = frozenset(
    [
        "total",
        "totals",
        "total:",
        "grand total",
        "overall total",
        "subtotal",
        "sub-total",
        "sub total",
        "sum",
        "average",
    ]
)


@dataclass(slots=True)
class _Rows:
    """What the rows have told so far."""

    events: dict[str, list[Event]] = field(default_factory=dict)
    facts: dict[str, dict[str, Value | Partial]] = field(default_factory=dict)
    places: dict[str, Span] = field(default_factory=dict)  # by case, where it is first named
    spoilt: dict[str, Span] = field(default_factory=dict)  # by case, the first row that could not be read
    doubtful: list[tuple[str, Span]] = field(default_factory=list)  # rows whose case may be misread
    lost: Span | None = None  # a row of which it cannot be told whose it is


def cases_from_tables(
    events: CaseTable, facts: CaseTable | None, mapping: CaseMapping, vocabulary: Vocabulary, out: list[Diagnostic]
) -> list[Told]:
    """Every case the tables name, in that order; with what is told of it if it could be read whole, else reported."""
    found: list[Diagnostic] = []
    of_events = event_columns(mapping.events, events, vocabulary, found)
    of_facts = fact_columns(mapping.facts, facts, vocabulary, found) if facts and mapping.facts else None
    stated = record_told(mapping.record, vocabulary, found) if mapping.record else RecordTold()
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
    if not told.events:
        stated, found = without_a_row(stated, vocabulary, events.header.span)
        out += found if not told.spoilt else ()  # else what spoilt the rows has been told
    record = end_of_table(stated, (event for each in told.events.values() for event in each), vocabulary)
    cases: list[Told] = []
    of_cases: list[Diagnostic] = []
    first: Case | None = None
    for name, place in told.places.items():
        case = None
        if name not in told.spoilt:
            about: list[Diagnostic] = []
            facts_of, events_of = told.facts.get(name, {}), told.events.get(name, ())
            case = assembled(name, facts_of, events_of, record, place, vocabulary, about)
            if case is not None:
                first = first or case
                _share_record(case, first)
            of_cases += about
        if case is None:
            told.spoilt.setdefault(name, place)
        cases.append(Told(name, place, case))
    out += told_in_short(of_cases)
    _tell_left_out(told, out)
    return cases


def _share_record(case: Case, first: Case) -> None:
    """Of all cases of a table the same is told of their record: they hold it once."""
    for name in ("complete_from", "complete_until", "published_within"):
        object.__setattr__(case, name, getattr(first, name))


def _read_events(
    table: CaseTable, columns: EventColumns, vocabulary: Vocabulary, told: _Rows, out: list[Diagnostic]
) -> None:
    gathered = Gathered(table, columns.rows.dates)
    for name, row in _rows(table, columns.rows, told, gathered, out):
        found: list[Diagnostic] = []
        event = columns.event(row, vocabulary, found)
        gathered.add(row, found)
        if event is None or has_errors(found):
            told.spoilt.setdefault(name, row.span)
        else:
            told.events.setdefault(name, []).append(event)
    out.extend(gathered.findings())


def _read_facts(
    table: CaseTable, columns: FactColumns, vocabulary: Vocabulary, told: _Rows, out: list[Diagnostic]
) -> None:
    gathered = Gathered(table, columns.dates)
    for name, row in _rows(table, columns, told, gathered, out):
        found: list[Diagnostic] = []
        facts = columns.facts(row, vocabulary, found)
        if name in told.facts:
            message = f"a second row gives facts of “{name}”"
            related = ((told.places[name], "the first one"),)
            found.append(Diagnostic(Code.CASE_SHAPE, message, row.span, "one row a case", related))
        if has_errors(found):
            told.spoilt.setdefault(name, row.span)
        told.facts.setdefault(name, facts)
        gathered.add(row, found)
    out.extend(gathered.findings())


def _rows(
    table: CaseTable, columns: FactColumns, told: _Rows, gathered: Gathered, out: list[Diagnostic]
) -> Iterator[tuple[str, Row]]:
    """The rows to read, each with the name of its case; all others are reported."""
    left = [0] * len(columns.leave_out)
    known: dict[str, str] = {}  # what the column of the case says, and the name that it is
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
        if row.fault is not None:
            faults += 1
            gathered.add(row, [row.fault])
            told.doubtful.append((case_name(columns.text(row, columns.case)), row.fault.span))
            continue
        if columns.leave_out:
            which = next((i for i, (tests, _) in enumerate(columns.leave_out) if fits(row, tests)), None)
            if which is not None:
                left[which] += 1
                continue
        said = row.values[columns.case]
        name = known.get(said) if not row.kinds else None
        if name is None:
            name = case_name(columns.text(row, columns.case))
            unnamed = _unnamed(table, columns, row, name)
            if unnamed is not None:
                gathered.add(row, [unnamed])
                told.lost = row.span
                continue
            if name.casefold() in _TOTALS:
                gathered.add(row, [_total(table, columns, row)])
                continue
            told.places.setdefault(name, row.place(columns.case))
            known[said] = name
        wrong = _not_told(columns, row) if row.kinds else None
        if wrong is None:
            yield name, row
            continue
        faults += 1
        gathered.add(row, [wrong])
        told.spoilt.setdefault(name, row.span)
    out.extend(_rows_left_out(table, n, why) for n, (_, why) in zip(left, columns.leave_out, strict=True))


def _unnamed(table: CaseTable, columns: FactColumns, row: Row, name: str) -> Diagnostic | None:
    """Why it cannot be told which case a row belongs to."""
    heading = f"“{table.header.value(columns.case)}”"
    fault = no_value(row, columns.case) or not_a_text(row, columns.case)
    if fault is not None:
        return replace(fault, message=f"this row does not say which case it belongs to: {fault.message}")
    if not name:
        message = "this row does not say which case it belongs to"
        return Diagnostic(Code.CASE_SHAPE, message, row.span, f"fill {heading}")
    if names_no_case(name):
        hint = f"say under {heading} which one it is"
        return Diagnostic(Code.CASE_SHAPE, no_case(name), row.place(columns.case), hint)
    return None


def _not_told(columns: FactColumns, row: Row) -> Diagnostic | None:
    """Why nothing can be told of a row, though it says which case it belongs to."""
    return next((fault for column in sorted(columns.always) if (fault := no_value(row, column)) is not None), None)


def _total(table: CaseTable, columns: FactColumns, row: Row) -> Diagnostic:
    name = row.value(columns.case)
    message = f"“{name}” looks like a row of totals, and is not read as a case"
    heading = table.header.value(columns.case)
    said = f'"{name}"' if name.endswith(":") else name
    hint = f"take the row out, or name it in the mapping under “leave out”: “when: {{{heading}: {said}}}”, and why"
    return Diagnostic(Code.CASE_SHAPE, message, row.place(columns.case), hint)


def _rows_left_out(table: CaseTable, count: int, because: Text) -> Diagnostic:
    rows = "1 row of" if count == 1 else f"{count:,} rows of"
    message = f"{rows} {table.source.name} left out: {because.value}"
    if not count:
        message = f"no row of {table.source.name} is left out by this; it may be spelt otherwise: {because.value}"
    return Diagnostic(Code.ROWS_LEFT_OUT, message, because.span)


def _tell_left_out(told: _Rows, out: list[Diagnostic]) -> None:
    """W713 for each case, or one for all where they are many."""
    if len(told.spoilt) <= _MOST_TOLD:
        out.extend(left_out(name, place) for name, place in told.spoilt.items())
        return
    names = ", ".join(f"“{name}”" for name in list(told.spoilt)[:_MOST_TOLD])
    names += f" and {len(told.spoilt) - _MOST_TOLD:,} more"
    number = f"{len(told.spoilt):,} of {len(told.places):,} cases"
    message = f"{number} are left out, because not all that is told of them could be read: {names}"
    out.append(Diagnostic(Code.CASE_LEFT_OUT, message, next(iter(told.spoilt.values()))))


def _tell_unjoined(told: _Rows, out: list[Diagnostic]) -> None:
    """A case with events and no row of facts may be one of two spellings; one with nothing at all, a remark."""
    bare = [name for name, facts in told.facts.items() if not facts and name not in told.events | told.spoilt]
    if bare:
        names = ", ".join(f"“{name}”" for name in bare[:_MOST_TOLD])
        names += f" and {len(bare) - _MOST_TOLD:,} more" if len(bare) > _MOST_TOLD else ""
        message = f"nothing but the name is told of {names}"
        out.append(Diagnostic(Code.CASE_NOT_JOINED, message, told.places[bare[0]], A_REMARK))
    apart = [name for name in told.events if name not in told.facts]
    for name in apart[:_MOST_TOLD]:
        message = f"“{name}” has events and is not in the table of facts"
        hint = did_you_mean(name, told.facts)
        out.append(Diagnostic(Code.CASE_NOT_JOINED, message, told.places[name], hint))
    if len(apart) > _MOST_TOLD:
        message = f"{len(apart) - _MOST_TOLD:,} more cases have events and are not in the table of facts"
        out.append(Diagnostic(Code.CASE_NOT_JOINED, message, told.places[apart[_MOST_TOLD]]))


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
