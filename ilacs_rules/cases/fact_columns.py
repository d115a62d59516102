"""Where in a row the case stands, and the facts of it or what its events record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ilacs_rules.cases.day_order import DaysWritten
from ilacs_rules.cases.days import day_or_period
from ilacs_rules.cases.kept import PADDED, no_value, not_a_text
from ilacs_rules.cases.table import Row
from ilacs_rules.cases.values import read_facts
from ilacs_rules.language.names import fold
from ilacs_rules.language.types import CASES, Basic, Type
from ilacs_rules.model.case import Value
from ilacs_rules.model.partial import Day, Partial
from ilacs_rules.model.vocabulary import FactKind, Vocabulary
from ilacs_rules.policy.tree import Entry, Text
from ilacs_rules.text.diagnostics import Diagnostic

Tests = tuple[tuple[int, frozenset[str]], ...]  # column → the texts that will do


def fits(row: Row, tests: Tests) -> bool:
    """Whether every column says one of the texts that will do."""
    return all(row.value(column) in texts for column, texts in tests)


@dataclass(frozen=True, slots=True)
class FactColumns:
    """Where the case and its facts, or what its events record, stand in a row.

    `always` are the columns without which nothing can be told of a row: the case, and what is asked of every row.
    """

    case: int
    fields: tuple[tuple[Text, int, Tests], ...]
    spellings: Mapping[str, str]
    leave_out: tuple[tuple[Tests, Text], ...]
    dates: DaysWritten
    always: frozenset[int]

    def entries(self, row: Row, kinds: Mapping[str, FactKind], out: list[Diagnostic]) -> list[Entry]:
        """The fields of a row; both key and value are placed at the cell. `kinds` are those they may be."""
        found = []
        for name, column, tests in self.fields:
            if fits(row, tests):
                kind = kinds.get(fold(name.value))
                before = len(out)
                cell = self.cell(row, column, kind.type if kind is not None else None, out)
                if len(out) == before:
                    found.append(Entry(Text(name.value, cell.span, cell.inner), cell))
        return found

    def cell(self, row: Row, column: int, type_: Type | None, out: list[Diagnostic]) -> Text:
        """A cell as it is to be read for a type: in another spelling, its day year first, if the mapping says so."""
        cell = row.cell(column)
        fault = no_value(row, column) or (not_a_text(row, column) if type_ in (Basic.TEXT, Basic.CASE, CASES) else None)
        if fault is not None:
            out.append(fault)
        written = self.text(row, column, type_ is Basic.DATE)
        if type_ is Basic.NUMBER and row.kinds[column : column + 1] == PADDED:
            written = written.lstrip("0") or "0"
        return Text(written, cell.span, cell.inner)

    def text(self, row: Row, column: int, is_day: bool = False) -> str:
        """What a cell is to be read as."""
        written = row.value(column)
        written = self.spellings.get(written, written)
        return self.dates.year_first(written) if is_day else written

    def day(self, row: Row, column: int, out: list[Diagnostic]) -> Day | None:
        """The day of an event, for which there are no other spellings."""
        fault = no_value(row, column)
        if fault is not None:
            out.append(fault)
            return None
        return day_or_period(self.year_first(row.cell(column)), out)

    def year_first(self, cell: Text) -> Text:
        """A day rewritten year first, if the mapping says in which order the table has it."""
        return Text(self.dates.year_first(cell.value), cell.span, cell.inner)

    def facts(self, row: Row, vocabulary: Vocabulary, out: list[Diagnostic]) -> dict[str, Value | Partial]:
        """The facts a row gives."""
        entries = self.entries(row, vocabulary.facts, out)
        return read_facts(entries, vocabulary, out)
