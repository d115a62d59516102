"""A file in its one layout: keys in the order of the schema, columns aligned, long texts folded, comments kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from ilacs_rules.editing.aligned import cells_of_table
from ilacs_rules.editing.key_order import kind_of_file, shape_of_kind
from ilacs_rules.editing.layout import laid_out
from ilacs_rules.editing.pieces import all_comments, cut
from ilacs_rules.policy.tree import Entry, Items, Map, Text, Tree
from ilacs_rules.policy.yaml_reader import read_tree
from ilacs_rules.text.diagnostics import Diagnostic, has_errors
from ilacs_rules.text.reading import files_below, read_source, source_of
from ilacs_rules.text.source import Source

_SUFFIXES = (".yaml", ".yml")
_UNREADABLE = "it cannot be read"
_UNSURE = "it is not certain that a new layout would keep all that is in it"


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text before and after. Where it cannot be formatted it stays as it is: `left` says why.

    `findings` are what keeps it from being read.
    """

    before: str
    after: str
    left: str = ""
    findings: tuple[Diagnostic, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the two differ."""
        return self.before != self.after


def yaml_files(path: Path) -> list[Path]:
    """A file itself, or the YAML files of a folder and of those in it, but for those that hold no data."""
    return files_below(path, _SUFFIXES)


def formatted_file(path: Path) -> Formatted:
    """As `formatted`, of a file; with the findings alone where it cannot be had."""
    return _of_what_was_read(*read_source(path))


def formatted_bytes(name: str, data: bytes) -> Formatted:
    """As `formatted`, of the bytes of a file."""
    return _of_what_was_read(*source_of(name, data))


def _of_what_was_read(source: Source | None, found: list[Diagnostic]) -> Formatted:
    return Formatted("", "", _UNREADABLE, tuple(found)) if source is None else formatted(source)


def formatted(source: Source) -> Formatted:
    """The text of a rule file, of cases, of a mapping or of a work calendar, laid out anew; any other as it is.

    It is read again, and left as it was unless it holds the same values under the same keys, and the same comments.
    Raises nothing.
    """
    text = source.text
    tree, found = read_tree(source)
    if tree is None or has_errors(found):
        return Formatted(text, text, _UNREADABLE, tuple(found))
    kind = kind_of_file(tree.entries)
    if kind is None:
        return Formatted(text, text)
    lines = laid_out(cut(tree), shape_of_kind(kind))
    after = end_of_lines(text).join([*lines, ""])
    if after != text and not _means_the_same(tree, Source(source.name, after)):
        return Formatted(text, text, _UNSURE)
    return Formatted(text, after)


def end_of_lines(text: str) -> str:
    """How the lines of a text end; in doubt as on Windows."""
    return "\r\n" if "\r\n" in text else "\n"


def _means_the_same(before: Map, source: Source) -> bool:
    after, found = read_tree(source)
    if after is None or has_errors(found):
        return False
    return _with_bare_tables(after) == _with_bare_tables(before) and all_comments(after) == all_comments(before)


def _with_bare_tables(tree: Tree) -> Tree:
    """The tree with the blanks around the cells of its tables left out: they mean nothing."""
    match tree:
        case Text(value=value):
            cells = cells_of_table(value.split("\n"))
            return tree if cells is None else replace(tree, value="\n".join(map("|".join, cells)))
        case Items(items=items):
            return replace(tree, items=tuple(map(_with_bare_tables, items)))
        case Map(entries=entries):
            bare = {key: Entry(entry.key, _with_bare_tables(entry.value)) for key, entry in entries.items()}
            return replace(tree, entries=bare)
