"""Where the names of a policy stand in files beside it: cases in YAML, JSON and tables, and mappings of tables.

A table is read as `plan` reads it: by its own headings, or by the mapping that the editor is set to. What a cell says
in a spelling of the mapping is no name of the policy, and stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ilacs_rules.cases.csv_file import read_csv
from ilacs_rules.cases.files import CASE_FILES
from ilacs_rules.cases.from_tree import CASE_KEYS
from ilacs_rules.cases.json_file import read_json
from ilacs_rules.cases.mapping import CaseMapping, EventMapping, TableMapping, plain_events, plain_facts
from ilacs_rules.cases.parquet_file import read_parquet
from ilacs_rules.cases.record_told import RECORD_KEYS
from ilacs_rules.cases.table import CaseTable, Row
from ilacs_rules.cases.table_files import PARQUET, WORKBOOK, WORKBOOK_LIMIT, tables_of_workbook
from ilacs_rules.editing.asked_cases import PlacesAsked
from ilacs_rules.editing.desk import Desk, absolute
from ilacs_rules.editing.mentions import Mention, as_keys_and_values, section_of_value
from ilacs_rules.editing.names import EVENTS, FACTS, RECORDS, VALUES
from ilacs_rules.editing.table_sheets import column_letters
from ilacs_rules.language.names import fold, singulars
from ilacs_rules.policy.comments import texts_of
from ilacs_rules.policy.model import VersionText
from ilacs_rules.policy.tree import Map, Text
from ilacs_rules.policy.yaml_reader import read_tree
from ilacs_rules.text.diagnostics import Diagnostic, is_error
from ilacs_rules.text.reading import TABLE_LIMIT, files_below
from ilacs_rules.text.source import Span

CSV = ".csv"
MOST_CELLS_TOLD = 8  # of one text on one sheet
_YAML = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class _Names:
    """What a version declares, to tell what a text in a file of cases is."""

    version: VersionText

    def of_kind(self, words: str) -> str | None:
        """The folded name of the kind of event that words name, in the plural as well."""
        folded = fold(words)
        return next((name for name in (folded, *singulars(folded)) if name in self.version.events), None)

    @property
    def recorded(self) -> set[str]:
        return {name for kind in self.version.events.values() for name in kind.records}


def files_beside(desk: Desk, path: Path, places: PlacesAsked) -> list[Path]:
    """The files below the folder of a policy, and those that the editor is set to, in which its names may stand.

    Cases, tables and mappings; of other files none.
    """
    policy = desk.policy_of(path)
    below = [policy] if desk.files.is_dir(policy) else []
    files = dict.fromkeys(absolute(file) for place in (*below, *places.all) for file in files_below(place, CASE_FILES))
    return [file for file in files if _may_name(desk, file)]


def _may_name(desk: Desk, file: Path) -> bool:
    """Whether a file is there, is no version of a policy and no YAML of others; of what cannot be read it may be."""
    if file.suffix.lower() not in CASE_FILES or not desk.files.is_file(file):
        return False
    is_yaml = file.suffix.lower() in _YAML
    return not is_yaml or desk.files.read(file)[0] is None or desk.kind(file) in ("cases", "mapping")


def names_in(
    desk: Desk, file: Path, version: VersionText, places: PlacesAsked
) -> tuple[list[Mention], Diagnostic | None]:
    """The names of a policy in a file beside it, and the first fault for which not all of it could be looked through.

    A workbook has those of its sheets.
    """
    names, faults = _Names(version), list[Diagnostic]()
    match file.suffix.lower():
        case suffix if suffix == WORKBOOK:
            found = [*_in_workbook(file, names, places.mapping_for(file), faults)]
        case suffix if suffix in (CSV, PARQUET):
            found = [*_in_table(desk, file, names, places, faults)]
        case suffix:
            found = [*_in_tree(desk, file, names, faults)]
    return found, next(filter(is_error, faults), None)


# -------------------------------------------------------------------------------------------- trees


def _in_tree(desk: Desk, file: Path, names: _Names, out: list[Diagnostic]) -> Iterator[Mention]:
    source, found = desk.files.read(file)
    out += found
    if source is None:
        return
    tree, found = read_json(source) if file.suffix.lower() == ".json" else read_tree(source)
    out += found
    if tree is not None:
        yield from _in_mapping(tree, names) if desk.kind(file) == "mapping" else _in_cases(tree, names)


def _in_cases(tree: Map, names: _Names) -> Iterator[Mention]:
    """A case is told as a worked example is."""
    as_in_example = []
    for keys, text, is_key in texts_of(tree):
        at = next((number for number, key in enumerate(keys) if key in CASE_KEYS), None)
        if at is not None:
            as_in_example.append((("examples", "1", *keys[at:]), text, is_key))
    for each in as_keys_and_values(as_in_example, names.version):
        kind = names.of_kind(each.name) if each.section == EVENTS else None
        yield Mention(each.section, kind or each.name, each.span)


def _in_mapping(tree: Map, names: _Names) -> Iterator[Mention]:
    for keys, text, is_key in texts_of(tree):
        match keys:
            case ("events", "fields", _) if is_key:
                yield Mention(RECORDS, fold(text.value), text.inner)
            case ("facts", "fields", _) if is_key:
                yield Mention(FACTS, fold(text.value), text.inner)
            case ("events", "event", _) if is_key:
                yield from _kind(text, text.inner, names)
            case (key, _) if is_key and key in RECORD_KEYS:
                yield from _kind(text, text.inner, names)
            case ("events" | "facts", "spellings", _) if not is_key:
                yield from _said(text, names)


def _said(text: Text, names: _Names) -> Iterator[Mention]:
    """What a cell stands for: a value, or a kind of event."""
    yield from _kind(text, text.inner, names)
    if section_of_value(text, names.version) is not None:
        yield Mention(VALUES, fold(text.value), text.inner)


def _kind(text: Text, span: Span, names: _Names) -> Iterator[Mention]:
    kind = names.of_kind(text.value)
    if kind is not None:
        yield Mention(EVENTS, kind, span)


# -------------------------------------------------------------------------------------------- tables


def _in_table(desk: Desk, file: Path, names: _Names, places: PlacesAsked, out: list[Diagnostic]) -> Iterator[Mention]:
    mapping, of_facts = places.mapping_for(file), places.is_of_facts(file)
    rows = None if mapping is None else mapping.facts if of_facts else mapping.events.rows
    if file.suffix.lower() == CSV:
        source, found = desk.files.read(file, TABLE_LIMIT)
        out += found
        table = None if source is None else read_csv(source, 1 if rows is None else rows.headings, out)
    else:
        table = read_parquet(file, out)
    if table is None:
        return
    if of_facts and rows is not None:
        yield from _in_facts(table, rows, names, out)
    elif (events := mapping.events if mapping is not None else _plain(table, names)) is not None:
        yield from _in_events(table, events, names, out)


def _in_workbook(file: Path, names: _Names, mapping: CaseMapping | None, out: list[Diagnostic]) -> Iterator[Mention]:
    events, facts = tables_of_workbook(file, WORKBOOK_LIMIT, mapping, out)
    if events is not None and (how := mapping.events if mapping is not None else _plain(events, names)) is not None:
        yield from _in_events(events, how, names, out)
    if facts is not None:
        of_facts = mapping.facts if mapping is not None else plain_facts(facts, names.version.facts, [])
        yield from _in_facts(facts, of_facts, names, out) if of_facts is not None else ()


def _plain(table: CaseTable, names: _Names) -> EventMapping | None:
    return plain_events(table, names.recorded, [])


def _in_events(table: CaseTable, mapping: EventMapping, names: _Names, out: list[Diagnostic]) -> Iterator[Mention]:
    yield from _headings(table, mapping.rows, RECORDS)
    kind = table.columns.get(fold(mapping.kind.value)) if isinstance(mapping.kind, Text) else None
    yield from _cells(table, mapping.rows, kind, names, out)


def _in_facts(table: CaseTable, mapping: TableMapping, names: _Names, out: list[Diagnostic]) -> Iterator[Mention]:
    yield from _headings(table, mapping, FACTS)
    yield from _cells(table, mapping, None, names, out)


def _headings(table: CaseTable, mapping: TableMapping, section: str) -> Iterator[Mention]:
    """The headings that are names themselves, where no mapping says which column is what."""
    for each in mapping.fields:
        if each.field.span.source is table.source:
            yield Mention(section, fold(each.field.value), _bare(each.field.span))


def _cells(
    table: CaseTable, mapping: TableMapping, kind: int | None, names: _Names, out: list[Diagnostic]
) -> Iterator[Mention]:
    fields = {table.columns.get(fold(each.column.value)) for each in mapping.fields} - {None, kind}
    for row in _sound(table.rows, out):
        for column in (kind, *fields):
            said = row.value(column) if column is not None else ""
            if column is None or not said or said in mapping.spellings:
                continue
            cell = row.cell(column)
            if column == kind:
                yield from _kind(cell, _bare(cell.span), names)
            elif section_of_value(cell, names.version) is not None:
                yield Mention(VALUES, fold(said), _bare(cell.span))


def _sound(rows: Iterable[Row | Diagnostic], out: list[Diagnostic]) -> Iterator[Row]:
    """The rows whose cells can be trusted; what is wrong with the others goes to `out`."""
    for row in rows:
        if isinstance(row, Diagnostic):
            out.append(row)
        elif row.fault is not None:
            out.append(row.fault)
        else:
            yield row


def _bare(cell: Span) -> Span:
    """A cell without the blanks and quotation marks around it."""
    text = cell.text
    start = cell.start + len(text) - len(text.lstrip())
    end = cell.start + len(text.rstrip())
    quoted = end - start > 1 and cell.source.text[start] == cell.source.text[end - 1] == '"'
    return Span(cell.source, start + 1, end - 1) if quoted else Span(cell.source, start, end)


# -------------------------------------------------------------------------------------------- what is left


def to_write_by_hand(file: Path, places: list[Span], new: str) -> str | None:
    """What a person has to write in a file that no editor can be told to write in; None of one that it can."""
    match file.suffix.lower():
        case suffix if suffix == WORKBOOK:
            return f"{_not_changed(file, 'a workbook')} Do it there: {'; '.join(_by_sheet(file, places, new))}."
        case suffix if suffix == PARQUET:
            times = Counter(span.text for span in places)
            told = (f"“{new}” for “{old}” (in {number:,} cell{'s'[: number - 1]})" for old, number in times.items())
            return f"{_not_changed(file, 'a Parquet file')} Write it anew with {', '.join(told)}."
        case _:
            return None


def _not_changed(file: Path, what_it_is: str) -> str:
    return f"{file.name} is not changed, for {what_it_is} cannot be written to from an editor."


def _by_sheet(file: Path, places: list[Span], new: str) -> Iterator[str]:
    cells: dict[tuple[str, str], list[str]] = {}
    for span in places:
        sheet = span.source.name.removeprefix(f"{file.as_posix()}, ")
        line, column = span.source.line_and_column(span.start)
        tabs = span.source.text.count("\t", span.start - column + 1, span.start)
        cells.setdefault((sheet, span.text), []).append(f"{column_letters(tabs + 1)}{line}")
    for (sheet, old), where in cells.items():
        yield f"on {sheet}, write “{new}” for “{old}” in {_listed(where)}"


def _listed(cells: list[str]) -> str:
    more = len(cells) - MOST_CELLS_TOLD
    return ", ".join(cells[:MOST_CELLS_TOLD]) + (f" and {more:,} more cells" if more > 0 else "")
