"""A decision table as a rule file writes it: its cells, and how they are written anew with all else left alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ilacs_rules.assurance.rewriting import rewritten
from ilacs_rules.editing.aligned import table_lines
from ilacs_rules.editing.formatting import end_of_lines
from ilacs_rules.editing.new_files import NewText
from ilacs_rules.engine.names_asked import named
from ilacs_rules.language.fixed_words import HitPolicy
from ilacs_rules.policy.comments import texts_of
from ilacs_rules.policy.decision_tables import is_kept_in_csv, read_grid
from ilacs_rules.policy.loading import read_through_time
from ilacs_rules.policy.model import VersionText
from ilacs_rules.policy.tree import Entry, Map, Text
from ilacs_rules.policy.yaml_reader import read_tree
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.source import Source
from ilacs_rules.workspace.errors import PolicyError

SETTINGS = {"hit policy": HitPolicy.UNIQUE.value, "outputs": "1", "default": "none"}
"""What is written beside a table, and what holds where it is not."""

Cells = tuple[tuple[str, ...], ...]
"""Rows of texts, the header first; all of one length."""


class NoTableError(ValueError):
    """There is no such table, or it cannot be written anew; the message says why, for whoever asked."""


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """A decision table by its definition, as the version of a day has it; `settings` as `SETTINGS` lists them.

    `taken_over` is so where the file of an earlier version writes it.
    """

    words: str
    start: date
    text: Text
    cells: Cells
    settings: dict[str, str]
    taken_over: bool = False

    @property
    def source(self) -> Source:
        """The rule file that writes it."""
        return self.text.span.source

    @property
    def path(self) -> Path:
        """The same by its path."""
        return Path(self.source.name)

    def with_cells(self, cells: Sequence[Sequence[str]]) -> str:
        """The text of its file with other cells in it, and nothing else changed.

        Raises NoTableError where it is not written out below `table: |`.
        """
        if is_kept_in_csv(self.text):
            raise NoTableError(f"its table is kept in {self.text.value}, which a spreadsheet opens and saves itself")
        if not self.text.span.text.startswith("|"):
            where = f"{self.source.name}, line {self.text.span.line}"
            raise NoTableError(f"its table does not stand below “table: |” ({where}): write it so first")
        first = next(line for line in self.text.inner.text.splitlines() if line.strip())
        indent = first[: len(first) - len(first.lstrip(" "))]
        lines = end_of_lines(self.source.text).join(indent + line for line in table_lines(cells))
        return rewritten(self.source, [(self.text.inner, lines)])


def written_table(policy: Path | str, definition: str, on: date | None = None) -> WrittenTable:
    """The table of a definition, as the version in force on a day has it, or the newest.

    Raises PolicyError for files that cannot be read, NoSuchNameError where there is no such definition, and
    NoTableError for one that is no table, or where no version is in force.
    """
    texts, _, found = read_through_time(policy)
    there = [each for each in texts if on is None or (each.start <= on and (each.until is None or on <= each.until))]
    if not texts:
        raise PolicyError(found)
    if not there:
        raise NoTableError(f"no version of “{policy}” is in force on {on}")
    version = there[-1]
    items = _definitions(version)
    name, words = named(definition, [(key, entry.key.value) for key, entry in items.items()], "definition")
    item = items[name].value
    table = item.entries.get("table") if isinstance(item, Map) else None
    if table is None or not isinstance(table.value, Text) or not isinstance(item, Map):
        raise NoTableError(f"the definition “{words}” is no table")
    problems: list[Diagnostic] = []
    grid = read_grid(table.value, problems)
    if grid is None:
        raise PolicyError(problems or found)
    cells = tuple(tuple(cell.value for cell in row) for row in (grid.header, *grid.rows))
    beside = {key: _setting(item, key) for key in SETTINGS}
    taken_over = table.value.span.source.name != version.origin.name
    return WrittenTable(words, version.start, table.value, cells, beside, taken_over)


def in_an_amendment(table: WrittenTable, new: NewText, start: date) -> WrittenTable:
    """The same table as the text of an amendment has it that is begun, and says nothing else."""
    if new.path.exists():
        raise NoTableError(f"{new.path.as_posix()} is there already: write into it with --on {start}")
    lines = "\n".join(f"      {line}" for line in table_lines(table.cells))
    source = Source(new.path.as_posix(), f"{new.text}\ndefinitions:\n  {table.words}:\n    table: |\n{lines}\n")
    tree, _ = read_tree(source)
    texts = [text for keys, text, is_key in texts_of(tree) if keys[-1:] == ("table",) and not is_key] if tree else []
    if len(texts) != 1:
        raise NoTableError(f"“{table.words}” cannot be written in a file of its own")
    return replace(table, start=start, text=texts[0], taken_over=False)


def _definitions(version: VersionText) -> dict[str, Entry]:
    section = version.tree.entries.get("definitions") if version.tree is not None else None
    return section.value.entries if section is not None and isinstance(section.value, Map) else {}


def _setting(item: Map, key: str) -> str:
    entry = item.entries.get(key)
    return " ".join(entry.value.value.split()) if entry and isinstance(entry.value, Text) else SETTINGS[key]
