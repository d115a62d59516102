"""Cases from tables: CSV and Parquet files, and the sheets of a workbook."""

from __future__ import annotations

from pathlib import Path

from ilacs_rules.cases.csv_file import read_csv
from ilacs_rules.cases.from_tables import cases_from_tables
from ilacs_rules.cases.mapping import CaseMapping, TableMapping, plain_events, plain_facts
from ilacs_rules.cases.memory import tables_limit, too_large
from ilacs_rules.cases.named import Told
from ilacs_rules.cases.parquet_file import read_parquet
from ilacs_rules.cases.table import CaseTable
from ilacs_rules.cases.xlsx_file import read_sheets
from ilacs_rules.language.names import fold
from ilacs_rules.model.vocabulary import Vocabulary
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic, has_errors
from ilacs_rules.text.reading import no_file, read_source

PARQUET, WORKBOOK = ".parquet", ".xlsx"
WORKBOOK_LIMIT = 128 * 1024 * 1024  # bytes when unpacked, of what is read of it; XML takes twice the room of CSV


def from_table(path: Path, vocabulary: Vocabulary, mapping: CaseMapping | None, out: list[Diagnostic]) -> list[Told]:
    """The cases of a CSV or Parquet file, as a mapping says or by its plain headings; what is wrong goes to `out`."""
    events = table_of_file(path, mapping.events.rows if mapping is not None else None, out)
    facts = None
    if mapping is not None and mapping.facts is not None:
        beside = mapping.facts.table
        if beside is None:
            kept = "Parquet" if path.suffix.lower() == PARQUET else "CSV"
            message = f"facts kept in {kept} are in a file of their own"
            hint = f"write “table: NAME{path.suffix.lower()}” for a file beside the events"
            out.append(Diagnostic(Code.MAPPING, message, mapping.facts.case.span, hint))
            return []
        facts = table_of_file(path.parent / beside.value, mapping.facts, out)
        if facts is None:
            return []
    return _joined(events, facts, mapping, vocabulary, out)


def table_of_file(path: Path, rows: TableMapping | None, out: list[Diagnostic]) -> CaseTable | None:
    """The table in a CSV or Parquet file; None if it cannot be used (reported)."""
    if path.suffix.lower() == PARQUET:
        return read_parquet(path, out)
    large = too_large(path.as_posix(), path.stat().st_size) if path.is_file() else None
    if large is not None:
        out.append(large)
        return None
    source, found = read_source(path, tables_limit())
    out.extend(found)
    return read_csv(source, rows.headings if rows is not None else 1, out) if source is not None else None


def from_workbook(path: Path, vocabulary: Vocabulary, mapping: CaseMapping | None, out: list[Diagnostic]) -> list[Told]:
    """The cases of an XLSX workbook, likewise."""
    found: list[Diagnostic] = []
    events, facts = tables_of_workbook(path, WORKBOOK_LIMIT, mapping, found)
    out.extend(found)
    if has_errors(found):
        return []
    if events is None or (mapping is not None and mapping.facts is not None and facts is None):
        missing = _named(mapping)[events is not None]
        out.append(no_file(path.as_posix(), f"it has no sheet “{missing}”", "a mapping names the sheets with “table”"))
        return []
    return _joined(events, facts, mapping, vocabulary, out)


def tables_of_workbook(
    path: Path, limit: int, mapping: CaseMapping | None, out: list[Diagnostic]
) -> tuple[CaseTable | None, CaseTable | None]:
    """The table of events of a workbook of at most so many bytes, and that of facts; None for one that is not there."""
    events_on, facts_on = _named(mapping)
    headings = {fold(facts_on): 1, fold(events_on): 1}
    if mapping is not None:
        headings[fold(facts_on)] = mapping.facts.headings if mapping.facts is not None else 1
        headings[fold(events_on)] = mapping.events.rows.headings
    headings.pop("", None)
    sheets = read_sheets(path, limit, headings, out)
    facts = sheets.pop(fold(facts_on), None)
    return sheets.get(fold(events_on)) or next(iter(sheets.values()), None), facts


def _named(mapping: CaseMapping | None) -> tuple[str, str]:
    """The sheets of events and of facts; an empty name where there are no facts."""
    if mapping is None:
        return "events", "facts"
    facts = _sheet(mapping.facts.table, "facts") if mapping.facts is not None else ""
    return _sheet(mapping.events.rows.table, "events"), facts


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
