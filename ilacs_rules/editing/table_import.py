"""A decision table taken over from a sheet: tried first, and where it cannot be used, said in the cells why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

from ilacs_rules.editing.new_files import new_version
from ilacs_rules.editing.table_sheets import Remark, SheetRead, read_sheet, with_remarks
from ilacs_rules.editing.written_tables import WrittenTable, in_an_amendment, written_table
from ilacs_rules.text.diagnostics import Diagnostic, Severity
from ilacs_rules.text.source import Span
from ilacs_rules.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class TableImport:
    """A table as it is to be written into its rule file. With `remarks` nothing is: they say why, cell by cell.

    `findings` is what `check` finds of the policy with the new table in it, elsewhere than in the remarks.
    """

    table: WrittenTable
    text: str
    rows: int
    changed: int  # rows that are new, gone or otherwise
    remarks: tuple[Remark, ...] = ()
    findings: tuple[Diagnostic, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether the rule file would be another."""
        return self.text != self.table.source.text

    def remarked(self, workbook: bytes) -> bytes:
        """A copy of the workbook with the remarks in it."""
        return with_remarks(workbook, self.remarks)


def imported(
    workspace: Workspace,
    workbook: bytes,
    policy: Path | str,
    definition: str,
    on: date | None = None,
    *,
    begun: date | None = None,
) -> TableImport:
    """The table of a sheet in place of that of a definition, tried in the policy; nothing is written.

    It is not taken over where the policy could not be used with it. An example that comes out otherwise does not keep
    it from being so: that may be meant, and is told. `begun` is the first day of an amendment that takes it, in a file
    of its own. Raises CannotBeginError where there can be none, and what `written_table`, `read_sheet` and
    `WrittenTable.with_cells` raise.
    """
    table = written_table(policy, definition, on)
    if begun is not None:
        table = in_an_amendment(table, new_version(workspace, Path(policy), begun), begun)
    read = read_sheet(workbook, table)
    if [list(row) for row in read.rows] == [list(row) for row in table.cells] and not read.remarks:
        return TableImport(table, table.source.text, len(read.rows) - 1, 0)
    text = table.with_cells(read.rows)
    changed = _changed(table.cells, read.rows)
    if read.remarks:
        return TableImport(table, text, len(read.rows) - 1, changed, read.remarks)
    remarks, beside = _tried(workspace, policy, table, read, text)
    return TableImport(table, text, len(read.rows) - 1, changed, tuple(remarks), tuple(beside))


def _tried(
    workspace: Workspace, policy: Path | str, table: WrittenTable, read: SheetRead, text: str
) -> tuple[list[Remark], list[Diagnostic]]:
    """What is to be said of cells where the policy cannot be used with the new text, and what else is found."""
    workspace.open(table.path, text)
    try:
        usable, found = workspace.check(policy)
    finally:
        workspace.close(table.path)
    lines = _Lines(table, read)
    here = [each for each in found if lines.holds(each.span)]
    if usable is not None and not any(each.severity is Severity.ERROR for each in here):
        return [], found
    wrong = [each for each in found if each.severity is Severity.ERROR]
    return [lines.remark(each) for each in wrong], [each for each in found if each not in wrong]


@dataclass(frozen=True, slots=True)
class _Lines:
    """Where the lines of a table as it is written anew stand on its sheet."""

    table: WrittenTable
    read: SheetRead

    def holds(self, span: Span) -> bool:
        return span.source.name == self.table.source.name and self._first <= span.line < self._first + self._count

    def remark(self, finding: Diagnostic) -> Remark:
        """What is found in a cell, said of it; what is found elsewhere, of the first name."""
        hint = f" ({finding.hint})" if finding.hint else ""
        words = f"{finding.message}{hint} [{finding.code.value}]"
        if not self.holds(finding.span):
            return Remark(self.read.title, self.read.numbers[0], 1, f"{finding.span}: {words}")
        row = finding.span.line - self._first
        before = finding.span.source.line(finding.span.line)[: finding.span.column - 1]
        column = min(max(before.count("|"), 1), len(self.read.rows[0]))
        return Remark(self.read.title, self.read.numbers[max(row - 1, 0)], column, words)

    @property
    def _first(self) -> int:
        return self.table.text.inner.line

    @property
    def _count(self) -> int:
        return len(self.read.rows) + 1  # the line of dashes


def _changed(before: Sequence[tuple[str, ...]], after: Sequence[tuple[str, ...]]) -> int:
    return sum(max(end - start, stop - begin) for start, end, begin, stop in _unlike(before, after))


def _unlike(before: Sequence[tuple[str, ...]], after: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int, int, int]]:
    for tag, *places in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield places[0], places[1], places[2], places[3]
