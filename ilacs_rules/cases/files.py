"""Cases from files: YAML, JSON, CSV, Parquet and XLSX, or a folder of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ilacs_rules.cases.from_tree import CASE_KEYS, case_from_tree
from ilacs_rules.cases.named import Told, apart, case_name, left_out, names_no_case, no_case
from ilacs_rules.cases.others import tell_names_of_none
from ilacs_rules.cases.shape import as_items, filled, needed, only_keys
from ilacs_rules.model.case import Case
from ilacs_rules.model.vocabulary import Vocabulary
from ilacs_rules.policy.tree import Map, Tree
from ilacs_rules.policy.unread import mentions
from ilacs_rules.text.codes import Code
from ilacs_rules.text.collecting import all_stays
from ilacs_rules.text.diagnostics import MOST_FINDINGS, Diagnostic, has_errors, not_told
from ilacs_rules.text.frozen import frozen
from ilacs_rules.text.reading import is_no_data, no_file, passed_over, read_source
from ilacs_rules.text.source import Source, Span

if TYPE_CHECKING:
    from ilacs_rules.cases.mapping import CaseMapping

TREES_LIMIT = 16 * 1024 * 1024  # bytes; YAML takes seventy times its size in memory

_UNREAD = "not all of it could be read, and what is missing may be part of any of them"
_TREES = (".yaml", ".yml", ".json")
_TABLES = (".csv", ".parquet", ".xlsx")
CASE_FILES = (*_TREES, *_TABLES)  # how their names end


@frozen
class CasesRead:
    """The cases that could be read whole, the names of those that could not, and everything found on the way."""

    cases: list[Case]
    left_out: list[str]
    findings: list[Diagnostic]


def read_cases(
    path: str | Path, vocabulary: Vocabulary, mapping: str | Path | None = None
) -> tuple[list[Case], list[Diagnostic]]:
    """The cases in a file, or in all case files of a folder, and whatever could not be read.

    A case of which anything could not be read is not among them, and a diagnostic (W713) says so. `mapping` is a
    file that says how the columns of a CSV, Parquet or XLSX file are to be read.
    """
    read = read_all_cases(path, vocabulary, mapping)
    return read.cases, read.findings


def read_all_cases(path: str | Path, vocabulary: Vocabulary, mapping: str | Path | None = None) -> CasesRead:
    """As `read_cases`, and with the names of the cases that are left out."""
    path = Path(path)
    out: list[Diagnostic] = []
    laid = None
    if mapping is not None:
        from ilacs_rules.cases.mapping_reader import read_mapping

        laid, out = read_mapping(mapping)
        if laid is None:
            return CasesRead([], [], out)
        if path.suffix.lower() not in _TABLES:
            hint = "name the CSV, Parquet or XLSX file that holds the events"
            out.append(no_file(path.as_posix(), "a mapping is for a table", hint))
            return CasesRead([], [], out)
    told: list[Told] = []
    with all_stays():
        for file in _files(path, out):
            told.extend(_read(file, vocabulary, laid, out))
    cases = apart(told, out)
    read = {case.name for case in cases}
    tell_names_of_none(cases, dict.fromkeys(each.name for each in told), vocabulary, out)
    return CasesRead(cases, [name for name in dict.fromkeys(each.name for each in told) if name not in read], out)


def _files(path: Path, out: list[Diagnostic]) -> list[Path]:
    try:
        if not path.is_dir():
            return [path]
        there = sorted(each for each in path.iterdir() if not is_no_data(each))
        files = [each for each in there if each.suffix.lower() in CASE_FILES]
    except (OSError, ValueError):
        return [path]  # reading it will say what is wrong
    endings = ", ".join(CASE_FILES)
    others = [each for each in there if each not in files]
    if others:
        out.append(passed_over(path, others, f"cases are read from files that end in {endings}"))
    if not files:
        out.append(no_file(path.as_posix(), "no case files are in this folder", f"they end in {endings}"))
    return files


def _read(path: Path, vocabulary: Vocabulary, mapping: CaseMapping | None, out: list[Diagnostic]) -> list[Told]:
    suffix = path.suffix.lower()
    if suffix in _TREES:
        return _from_document(path, vocabulary, out)
    if suffix in _TABLES:
        from ilacs_rules.cases.table_files import from_table, from_workbook  # who has none waits for none

        read = from_workbook if suffix == ".xlsx" else from_table
        return read(path, vocabulary, mapping, out)
    hint = "cases are read from files that end in " + ", ".join(CASE_FILES)
    out.append(no_file(path.as_posix(), f"“{path.suffix or path.name}” is not a kind of case file", hint))
    return []


# ------------------------------------------------------------------------------------------------ YAML and JSON


def _from_document(path: Path, vocabulary: Vocabulary, out: list[Diagnostic]) -> list[Told]:
    source = _source(path, TREES_LIMIT, out)
    if source is None:
        return []
    tree, found = _json(source) if path.suffix.lower() == ".json" else _yaml(source)
    if tree is None:  # the reader of YAML thinks of policies
        hint = "begin with “name: …” for one case, or with “cases:” and a list of them"
        found = [replace(d, hint=hint) if d.code is Code.WRONG_SHAPE else d for d in found]
    out.extend(found)
    if tree is None:
        return []
    told = _told(tree, vocabulary, out)
    if not has_errors(found):
        return told
    if told:  # what was not read may belong to any of them
        out.append(Diagnostic(Code.CASE_LEFT_OUT, f"no case of this file is used: {_UNREAD}", Span(source, 0, 0)))
    return [replace(each, case=None) for each in told]


def _json(source: Source) -> tuple[Map | None, list[Diagnostic]]:
    from ilacs_rules.cases.json_file import read_json

    return read_json(source)


def _yaml(source: Source) -> tuple[Map | None, list[Diagnostic]]:
    from ilacs_rules.policy.yaml_reader import read_tree  # who has no YAML does not wait for PyYAML

    return read_tree(source)


def _told(tree: Map, vocabulary: Vocabulary, out: list[Diagnostic]) -> list[Told]:
    if "cases" not in tree.entries:
        return [] if mentions(tree.aside, "cases") else _one(tree, vocabulary, out)
    only_keys(tree, ("cases", "note"), "file of cases", out)
    cases: list[Told] = []
    wrong: list[Diagnostic] = []  # about cases that are not used
    for item in as_items(tree.entries["cases"], out) or ():
        found: list[Diagnostic] = []
        cases.extend(_one(item, vocabulary, found))
        (wrong if has_errors(found) else out).extend(found)
    out += wrong[:MOST_FINDINGS]
    if len(wrong) > MOST_FINDINGS:
        out.append(not_told(wrong[MOST_FINDINGS:], "about cases of this file that are not used"))
    return cases


def _one(tree: Tree, vocabulary: Vocabulary, out: list[Diagnostic]) -> list[Told]:
    if not isinstance(tree, Map):
        hint = "write “- name: …” and its facts and events below it"
        out.append(Diagnostic(Code.WRONG_SHAPE, "a case is a map of names and values", tree.span, hint))
        return []
    found: list[Diagnostic] = []
    only_keys(tree, CASE_KEYS, "case", found, lambda key: _meant(key, vocabulary))
    entry = needed(tree, "name", "case", "write “name: …”", found)
    name = filled(entry, found) if entry is not None else None
    title = case_name(name.value) if name is not None else ""
    if name is not None and title and names_no_case(title):
        hint = "give the name by which it is known"
        found.append(Diagnostic(Code.CASE_SHAPE, no_case(title), name.span, hint))
    case, about = case_from_tree(tree, vocabulary, title)
    found.extend(about)
    out.extend(found)
    if case is None or has_errors(found):
        place = name.span if name is not None else Span(tree.span.source, tree.span.start, tree.span.start + 1)
        out.append(left_out(title, place))
        return [Told(title, place, None)] if title else []
    return [Told(title, case.place, case)]


_CALLED_OTHERWISE = {
    **dict.fromkeys(("id", "case", "called", "title", "reference", "ref", "code"), "name"),
    **dict.fromkeys(("comment", "comments", "remark", "remarks", "notes"), "note"),
    **dict.fromkeys(("history", "record", "records"), "events"),
    **dict.fromkeys(("data", "attributes", "details"), "facts"),
}


def _meant(key: str, vocabulary: Vocabulary) -> str | None:
    """Where in a case something belongs that stands beside its name."""
    if key in vocabulary.facts:
        return f"it is a fact: write it below “facts:”, as “{vocabulary.facts[key].words}: …”"
    kind = vocabulary.event(key)
    if kind is not None:
        return f"it is an event: write below “events:” “- event: {kind.words}”, and the day below it"
    meant = _CALLED_OTHERWISE.get(key)
    return None if meant is None else f"write “{meant}:”"


def _source(path: Path, limit: int, out: list[Diagnostic]) -> Source | None:
    source, found = read_source(path, limit)
    out.extend(found)
    return source
