"""Where the names of a policy stand in files beside it: cases in YAML, JSON and tables, and mappings of tables.

A table is read as `plan` reads it: by its own headings, or by the mapping that the editor is set to. What a cell says
in a spelling of the mapping is no name of the policy, and stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ilacs_rules.cases.csv_file import read_csv
from ilacs_rules.cases.from_tree import CASE_KEYS
from ilacs_rules.cases.json_file import read_json
from ilacs_rules.cases.mapping import CaseMapping, EventMapping, TableMapping, plain_events, plain_facts
from ilacs_rules.cases.mapping_reader import mapping_of
from ilacs_rules.cases.record_told import RECORD_KEYS
from ilacs_rules.cases.table import CaseTable, Row
from ilacs_rules.cases.table_files import WORKBOOK_LIMIT, tables_of_workbook
from ilacs_rules.editing.asked_cases import AskedCases
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
from ilacs_rules.text.reading import POLICY_LIMIT, TABLE_LIMIT, is_no_data
from ilacs_rules.text.source import Span

WORKBOOK = ".xlsx"
MOST_CELLS_TOLD = 8  # of one text on one sheet
_ENDINGS = (".yaml", ".yml", ".json", ".csv", WORKBOOK)


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


def files_beside(desk: Desk, path: Path, asked: AskedCases | None) -> list[Path]:
    """The files below the folder of a policy, and those that the editor is set to, in which its names may stand.

    Cases in YAML, JSON and CSV, mappings, and workbooks; of other files none.
    """
    policy = desk.policy_of(path)
    places = [policy] if desk.files.is_dir(policy) else []
    if asked is not None:
        places += [asked.cases, *tables_asked(desk, asked), *([asked.mapping] if asked.mapping is not None else [])]
    files = dict.fromkeys(absolute(file) for place in places for file in _files(place))
    return [file for file in files if _may_name(desk, file)]


def _files(place: Path) -> list[Path]:
    if not place.is_dir():
        return [place] if place.is_file() else []
    return [file for file in sorted(place.rglob("*")) if file.suffix.lower() in _ENDINGS and not is_no_data(file)]


def _may_name(desk: Desk, file: Path) -> bool:
    """Whether a file is no version of a policy and no YAML of others."""
    return file.suffix.lower() in (".csv", ".json", WORKBOOK) or desk.kind(file) in ("cases", "mapping")


def names_in(desk: Desk, file: Path, version: VersionText, asked: AskedCases | None) -> list[Mention]:
    """The names of a policy in a file beside it; none where it cannot be read. A workbook has those of its sheets."""
    names = _Names(version)
    match file.suffix.lower():
        case ".csv":
            return [*_in_csv(desk, file, names, asked)]
        case suffix if suffix == WORKBOOK:
            return [*_in_workbook(file, names, _mapping(desk, asked, file))]
        case ".json":
            tree, _ = read_json(desk.source(file))
        case _:
            tree = desk.tree(file)
    if tree is None:
        return []
    return [*(_in_mapping(tree, names) if desk.kind(file) == "mapping" else _in_cases(tree, names))]


# -------------------------------------------------------------------------------------------- trees


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


def _mapping(desk: Desk, asked: AskedCases | None, file: Path) -> CaseMapping | None:
    """The mapping by which a file is read, if the editor is set to one."""
    if asked is None or asked.mapping is None or file not in tables_asked(desk, asked):
        return None
    tree = desk.tree(asked.mapping)
    return None if tree is None else mapping_of(tree, [])


def tables_asked(desk: Desk, asked: AskedCases) -> list[Path]:
    """The tables that the editor is set to read by a mapping: that of events, and in CSV the one of facts beside it."""
    tree = desk.tree(asked.mapping) if asked.mapping is not None else None
    mapping = None if tree is None else mapping_of(tree, [])
    facts = mapping.facts.table if mapping is not None and mapping.facts is not None else None
    beside = [asked.cases.parent / facts.value] if facts is not None and asked.cases.suffix.lower() == ".csv" else []
    return [asked.cases, *beside]


def _in_csv(desk: Desk, file: Path, names: _Names, asked: AskedCases | None) -> Iterator[Mention]:
    source, _ = desk.files.read(file, TABLE_LIMIT)
    if source is None:
        return
    mapping = _mapping(desk, asked, file)
    of_facts = mapping is not None and asked is not None and file != asked.cases
    rows = None if mapping is None else mapping.facts if of_facts else mapping.events.rows
    table = read_csv(source, 1 if rows is None else rows.headings, [])
    if table is None:
        return
    if of_facts and rows is not None:
        yield from _in_facts(table, rows, names)
    elif (events := mapping.events if mapping is not None else _plain(table, names)) is not None:
        yield from _in_events(table, events, names)


def _in_workbook(file: Path, names: _Names, mapping: CaseMapping | None) -> Iterator[Mention]:
    events, facts = tables_of_workbook(file, WORKBOOK_LIMIT, mapping, [])
    if events is not None and (how := mapping.events if mapping is not None else _plain(events, names)) is not None:
        yield from _in_events(events, how, names)
    if facts is not None:
        of_facts = mapping.facts if mapping is not None else plain_facts(facts, names.version.facts, [])
        yield from _in_facts(facts, of_facts, names) if of_facts is not None else ()


def _plain(table: CaseTable, names: _Names) -> EventMapping | None:
    return plain_events(table, names.recorded, [])


def _in_events(table: CaseTable, mapping: EventMapping, names: _Names) -> Iterator[Mention]:
    yield from _headings(table, mapping.rows, RECORDS)
    kind = table.columns.get(fold(mapping.kind.value)) if isinstance(mapping.kind, Text) else None
    yield from _cells(table, mapping.rows, kind, names)


def _in_facts(table: CaseTable, mapping: TableMapping, names: _Names) -> Iterator[Mention]:
    yield from _headings(table, mapping, FACTS)
    yield from _cells(table, mapping, None, names)


def _headings(table: CaseTable, mapping: TableMapping, section: str) -> Iterator[Mention]:
    """The headings that are names themselves, where no mapping says which column is what."""
    for each in mapping.fields:
        if each.field.span.source is table.source:
            yield Mention(section, fold(each.field.value), _bare(each.field.span))


def _cells(table: CaseTable, mapping: TableMapping, kind: int | None, names: _Names) -> Iterator[Mention]:
    fields = {table.columns.get(fold(each.column.value)) for each in mapping.fields} - {None, kind}
    for row in _rows(table.rows):
        for column in (kind, *fields):
            said = row.value(column) if column is not None else ""
            if column is None or not said or said in mapping.spellings:
                continue
            cell = row.cell(column)
            if column == kind:
                yield from _kind(cell, _bare(cell.span), names)
            elif section_of_value(cell, names.version) is not None:
                yield Mention(VALUES, fold(said), _bare(cell.span))


def _rows(rows: Iterable[object]) -> Iterator[Row]:
    return (row for row in rows if isinstance(row, Row) and row.fault is None)


def _bare(cell: Span) -> Span:
    """A cell without the blanks and quotation marks around it."""
    text = cell.text
    start = cell.start + len(text) - len(text.lstrip())
    end = cell.start + len(text.rstrip())
    quoted = end - start > 1 and cell.source.text[start] == cell.source.text[end - 1] == '"'
    return Span(cell.source, start + 1, end - 1) if quoted else Span(cell.source, start, end)


# -------------------------------------------------------------------------------------------- what is left


def unread(desk: Desk, file: Path) -> str | None:
    """Why a file, or a part of it, cannot be looked through for names; None where all of it can."""
    if file.suffix.lower() == WORKBOOK:
        told: list[Diagnostic] = []
        tables_of_workbook(file, WORKBOOK_LIMIT, None, told)
        return next((each.message for each in told if is_error(each)), None)
    source, found = desk.files.read(file, TABLE_LIMIT if file.suffix.lower() == ".csv" else POLICY_LIMIT)
    if source is not None and file.suffix.lower() != ".csv":
        found = [*found, *(read_json if file.suffix.lower() == ".json" else read_tree)(source)[1]]
    return next((each.message for each in found if is_error(each)), None)


def in_workbook(file: Path, places: list[Span], new: str) -> str:
    """What a person has to write in a workbook, sheet by sheet: no editor can be told to write in one."""
    cells: dict[str, dict[str, list[str]]] = {}
    for span in places:
        sheet = span.source.name.removeprefix(f"{file.as_posix()}, ")
        line, _ = span.source.line_and_column(span.start)
        before = span.source.text[: span.start].rpartition("\n")[2]
        column = column_letters(before.count("\t") + 1)
        cells.setdefault(sheet, {}).setdefault(span.text, []).append(f"{column}{line}")
    told = "; ".join(
        f"on {sheet}, write “{new}” for “{old}” in {_listed(where)}"
        for sheet, found in cells.items()
        for old, where in found.items()
    )
    return f"{file.name} is not changed, for a workbook cannot be written to from an editor. Do it there: {told}."


def _listed(cells: list[str]) -> str:
    more = len(cells) - MOST_CELLS_TOLD
    return ", ".join(cells[:MOST_CELLS_TOLD]) + (f" and {more:,} more cells" if more > 0 else "")
