"""Cases from tables: CSV files, and the sheets of a workbook."""

from __future__ import annotations

from pathlib import Path

from ilacs_rules.cases.csv_file import read_csv
from ilacs_rules.cases.from_tables import cases_from_tables
from ilacs_rules.cases.mapping import CaseMapping, TableMapping, plain_events, plain_facts
from ilacs_rules.cases.named import Told
from ilacs_rules.cases.table import CaseTable
from ilacs_rules.cases.xlsx_file import read_sheets
from ilacs_rules.language.names import fold
from ilacs_rules.model.vocabulary import Vocabulary
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic, has_errors
from ilacs_rules.text.reading import no_file, read_source

TABLES_LIMIT = 1024 * 1024 * 1024  # bytes; its cases take twice as much memory, or three times
WORKBOOK_LIMIT = 128 * 1024 * 1024  # bytes when unpacked, of what is read of it; XML takes twice the room of CSV


def from_csv(path: Path, vocabulary: Vocabulary, mapping: CaseMapping | None, out: list[Diagnostic]) -> list[Told]:
    """The cases of a CSV file, as a mapping says or by its plain headings; what is wrong is added to `out`."""
    events = _csv(path, mapping.events.rows if mapping is not None else None, out)
    facts = None
    if mapping is not None and mapping.facts is not None:
        beside = mapping.facts.table
        if beside is None:
            message = "facts kept in CSV are in a file of their own"
            hint = "write “table: NAME.csv” for a file beside the events"
            out.append(Diagnostic(Code.MAPPING, message, mapping.facts.case.span, hint))
            return []
        facts = _csv(path.parent / beside.value, mapping.facts, out)
        if facts is None:
            return []
    return _joined(events, facts, mapping, vocabulary, out)


def _csv(path: Path, rows: TableMapping | None, out: list[Diagnostic]) -> CaseTable | None:
    source, found = read_source(path, TABLES_LIMIT)
    out.extend(found)
    return read_csv(source, rows.headings if rows is not None else 1, out) if source is not None else None


def from_workbook(path: Path, vocabulary: Vocabulary, mapping: CaseMapping | None, out: list[Diagnostic]) -> list[Told]:
    """The cases of an XLSX workbook, likewise."""
    events_on, facts_on = "events", "facts"
    if mapping is not None:
        events_on = _sheet(mapping.events.rows.table, events_on)
        facts_on = _sheet(mapping.facts.table, facts_on) if mapping.facts is not None else ""
    found: list[Diagnostic] = []
    headings = {fold(facts_on): 1, fold(events_on): 1}
    if mapping is not None:
        headings[fold(facts_on)] = mapping.facts.headings if mapping.facts is not None else 1
        headings[fold(events_on)] = mapping.events.rows.headings
    headings.pop("", None)
    sheets = read_sheets(path, WORKBOOK_LIMIT, headings, found)
    out.extend(found)
    if has_errors(found):
        return []
    facts = sheets.pop(fold(facts_on), None)
    events = sheets.get(fold(events_on)) or next(iter(sheets.values()), None)
    if events is None or (mapping is not None and mapping.facts is not None and facts is None):
        missing = events_on if events is None else facts_on
        out.append(no_file(path.as_posix(), f"it has no sheet “{missing}”", "a mapping names the sheets with “table”"))
        return []
    return _joined(events, facts, mapping, vocabulary, out)


def _sheet(name: object, otherwise: str) -> str:
    return getattr(name, "value", otherwise)


def _joined(
    events: CaseTable | None,
    facts: CaseTable | None,
    mapping: CaseMapping | None,
    vocabulary: Vocabulary,
    out: list[Diagnostic],
) -> list[Told]:
    if events is not None and mapping is None:
        mapping = _plain(events, facts, vocabulary, out)
    if events is None or mapping is None:
        return []
    return cases_from_tables(events, facts, mapping, vocabulary, out)


def _plain(
    events: CaseTable, facts: CaseTable | None, vocabulary: Vocabulary, out: list[Diagnostic]
) -> CaseMapping | None:
    records = {name for kind in vocabulary.events.values() for name in kind.records}
    of_events = plain_events(events, records, out)
    of_facts = plain_facts(facts, vocabulary.facts, out) if facts is not None else None
    if of_events is None or (facts is not None and of_facts is None):
        return None
    return CaseMapping(of_events, of_facts)
