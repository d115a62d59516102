"""Reading a mapping file. Every key is explained in `schemas/mapping.schema.json`."""

from __future__ import annotations

import re
from pathlib import Path

from ilacs_rules.cases.day_order import DayOrder, DaysWritten
from ilacs_rules.cases.mapping import (
    COPIED,
    CaseMapping,
    EventMapping,
    FieldColumn,
    LeftOut,
    TableMapping,
    When,
)
from ilacs_rules.cases.record_told import RECORD_KEYS
from ilacs_rules.cases.shape import as_items, as_map, filled, needed, only_keys
from ilacs_rules.language.names import fold
from ilacs_rules.policy.tree import Entry, Items, Map, Text, Tree
from ilacs_rules.policy.yaml_reader import read_file
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic, has_errors

EMPTY = "empty"  # the word for an empty cell
MOST_ABOVE = 999  # rows above which headings may stand
_ROW_NUMBER = re.compile("[1-9][0-9]{0,2}")

_TOP = ("events", "facts", *RECORD_KEYS, "note")
_ROWS = ("table", "headings in row", "dates", "times", "case", "fields", "spellings", "leave out", "ignore")
_EVENTS = (*_ROWS, "event", *COPIED)


def read_mapping(path: str | Path) -> tuple[CaseMapping | None, list[Diagnostic]]:
    """The mapping a file holds, or None with the reasons."""
    tree, out = read_file(path)
    if tree is None:
        return None, out
    mapping = mapping_of(tree, out)
    return (None if has_errors(out) else mapping), out


def mapping_of(tree: Map, out: list[Diagnostic]) -> CaseMapping | None:
    """The mapping that a tree holds; None where its tables are not told."""
    only_keys(tree, _TOP, "mapping", out)
    entry = needed(tree, "events", "mapping", "say below “events:” which column is which", out)
    events = _events(entry, out) if entry is not None else None
    facts = None
    if "facts" in tree.entries:
        map_ = as_map(tree.entries["facts"], out)
        facts = _table(map_, _ROWS, "table of facts", out) if map_ is not None else None
    record = tree if any(key in tree.entries for key in RECORD_KEYS) else None
    return CaseMapping(events, facts, record) if events is not None else None


def _events(entry: Entry, out: list[Diagnostic]) -> EventMapping | None:
    map_ = as_map(entry, out)
    if map_ is None:
        return None
    rows = _table(map_, _EVENTS, "table of events", out)
    hint = "name a column, or the kinds of event and what the columns say for each"
    kind_entry = needed(map_, "event", "table of events", hint, out)
    kind = _kind(kind_entry, out) if kind_entry is not None else None
    copied = {key: filled(map_.entries[key], out) for key in COPIED if key in map_.entries}
    columns = {key: column for key, column in copied.items() if column is not None}
    return EventMapping(rows, kind, columns) if rows is not None and kind is not None else None


def _kind(entry: Entry, out: list[Diagnostic]) -> Text | tuple[tuple[Text, When], ...] | None:
    if not isinstance(entry.value, Map):
        return filled(entry, out)
    kinds = [(each.key, _when(each, out)) for each in entry.value.entries.values()]
    return tuple((kind, when) for kind, when in kinds if when is not None)


def _table(map_: Map, keys: tuple[str, ...], owner: str, out: list[Diagnostic]) -> TableMapping | None:
    only_keys(map_, keys, owner, out)
    case_entry = needed(map_, "case", owner, "name the column that says which case a row belongs to", out)
    case = filled(case_entry, out) if case_entry is not None else None
    table = filled(map_.entries["table"], out) if "table" in map_.entries else None
    fields = [_field(entry, out) for entry in _entries(map_, "fields", out)]
    spellings = [(entry.key, filled(entry, out)) for entry in _entries(map_, "spellings", out)]
    ignored = [_plain_text(item, "a column", out) for item in _items(map_, "ignore", out)]
    left_out = [_left_out(item, out) for item in _items(map_, "leave out", out)]
    if case is None:
        return None
    return TableMapping(
        case,
        tuple(field for field in fields if field is not None),
        table,
        {_or_empty(written): _or_empty(text) for written, text in spellings if text is not None},
        tuple(each for each in left_out if each is not None),
        tuple(column for column in ignored if column is not None),
        _headings(map_, out),
        DaysWritten(_dates(map_, out), _times(map_, out)),
    )


def _headings(map_: Map, out: list[Diagnostic]) -> int:
    row = filled(map_.entries["headings in row"], out) if "headings in row" in map_.entries else None
    if row is None:
        return 1
    if _ROW_NUMBER.fullmatch(row.value.strip()):
        return int(row.value)
    hint = f"write the number of the row, from 1 to {MOST_ABOVE:,}"
    out.append(Diagnostic(Code.BAD_NUMBER, f"“{row.value}” is not the number of a row", row.span, hint))
    return 1


def _dates(map_: Map, out: list[Diagnostic]) -> DayOrder:
    words = filled(map_.entries["dates"], out) if "dates" in map_.entries else None
    if words is None:
        return DayOrder.YEAR_FIRST
    if fold(words.value) in [*DayOrder]:
        return DayOrder(fold(words.value))
    hint = f"write one of: {', '.join(DayOrder)}"
    out.append(Diagnostic(Code.BAD_WORD, f"“{words.value}” is no order of day, month and year", words.span, hint))
    return DayOrder.YEAR_FIRST


def _times(map_: Map, out: list[Diagnostic]) -> bool:
    """Whether times beside days are left off."""
    words = filled(map_.entries["times"], out) if "times" in map_.entries else None
    if words is None or fold(words.value) == "left off":
        return words is not None
    hint = "write “times: left off” to have the day read as it stands; else leave the line out"
    out.append(Diagnostic(Code.BAD_WORD, f"“{words.value}” says nothing of times", words.span, hint))
    return False


def _field(entry: Entry, out: list[Diagnostic]) -> FieldColumn | None:
    if not isinstance(entry.value, Map):
        column = filled(entry, out)
        return FieldColumn(entry.key, column) if column is not None else None
    only_keys(entry.value, ("column", "when"), "field", out)
    column_entry = needed(entry.value, "column", "field", "name the column that holds it", out)
    column = filled(column_entry, out) if column_entry is not None else None
    when = _when(entry.value.entries["when"], out) if "when" in entry.value.entries else None
    return FieldColumn(entry.key, column, when) if column is not None else None


def _left_out(item: Tree, out: list[Diagnostic]) -> LeftOut | None:
    if not isinstance(item, Map):
        hint = "write “- when: {column: text}” and “because: …” below it"
        out.append(Diagnostic(Code.WRONG_SHAPE, "rows to leave out are told by “when” and “because”", item.span, hint))
        return None
    owner = "group of rows to leave out"
    only_keys(item, ("when", "because"), owner, out)
    when_entry = needed(item, "when", owner, "say what the columns of those rows say: {column: text}", out)
    because_entry = needed(item, "because", owner, "say why those rows are not read", out)
    when = _when(when_entry, out) if when_entry is not None else None
    because = filled(because_entry, out) if because_entry is not None else None
    return LeftOut(when, because) if when is not None and because is not None else None


def _when(entry: Entry, out: list[Diagnostic]) -> When | None:
    map_ = as_map(entry, out)
    if map_ is None:
        return None
    tests = []
    for each in map_.entries.values():
        if isinstance(each.value, Items):
            texts = [_plain_text(item, "one of the texts", out) for item in each.value.items]
        else:
            texts = [filled(each, out)]
        tests.append((each.key, frozenset(_or_empty(text) for text in texts if text is not None)))
    if not tests:
        out.append(Diagnostic(Code.EMPTY_VALUE, "this fits every row", map_.span, "write {column: text}"))
        return None
    return When(tuple(tests))


def _or_empty(text: Text) -> str:
    written = text.value.strip()
    return "" if written == EMPTY else written


def _entries(map_: Map, key: str, out: list[Diagnostic]) -> tuple[Entry, ...]:
    below = as_map(map_.entries[key], out) if key in map_.entries else None
    return tuple(below.entries.values()) if below is not None else ()


def _items(map_: Map, key: str, out: list[Diagnostic]) -> tuple[Tree, ...]:
    return (as_items(map_.entries[key], out) if key in map_.entries else None) or ()


def _plain_text(item: Tree, expected: str, out: list[Diagnostic]) -> Text | None:
    if isinstance(item, Text):
        return item
    out.append(Diagnostic(Code.WRONG_SHAPE, f"expected {expected}", item.span))
    return None
