"""Rows of a decision table that decide, and could still be left out: another gives the same in each of their cases."""

from __future__ import annotations

from collections.abc import Iterator

from ilacs_rules.checker.table_columns import bits
from ilacs_rules.checker.table_view import TableView
from ilacs_rules.checker.table_words import rows_in_words
from ilacs_rules.language.fixed_words import HitPolicy
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.source import Span


def spare_rows(view: TableView, idle: frozenset[Span]) -> Iterator[Diagnostic]:
    """The rows that can be left out, but those told to be `idle` already, by the place of their cells.

    A row that is compared with other inputs is taken to match any case, and to spare no other. Where several rows
    together give the same nothing is said.
    """
    other_than = _behind if view.table.hit_policy is HitPolicy.FIRST else _beside
    if view.table.hit_policy not in (HitPolicy.FIRST, HitPolicy.ANY):
        return
    left_out = sum(1 << row for row in bits(view.every) if view.span(row) in idle)
    for row in bits(view.every & ~view.uncertain & ~left_out):
        other = other_than(view, row, left_out)
        if other is not None:
            left_out |= 1 << row
            yield _spare(view, row, other)


_DEFAULT = -1


def _behind(view: TableView, row: int, left_out: int) -> int | None:
    """Under `first` the next row that takes each case of a row, if none that gives something else comes between."""
    outputs = [each.outputs for each in view.table.rows]
    later = view.every & ~((1 << row + 1) - 1)
    taking = view.containing(row) & ~view.uncertain
    for each in bits(view.meeting(row) & later):
        if outputs[each] != outputs[row]:
            return None
        if taking >> each & 1:
            return each
    return _DEFAULT if view.table.default == outputs[row] else None


def _beside(view: TableView, row: int, left_out: int) -> int | None:
    """Under `any` another row that takes each case of a row, and gives the same; not one that is left out itself."""
    rows = view.table.rows
    taking = bits(view.containing(row) & ~view.uncertain & ~left_out & ~(1 << row))
    return next((each for each in taking if rows[each].outputs == rows[row].outputs), None)


def _spare(view: TableView, row: int, other: int) -> Diagnostic:
    same = "the default gives" if other == _DEFAULT else f"{rows_in_words([other])} gives"
    related = () if other == _DEFAULT else ((view.span(other), rows_in_words([other])),)
    message = f"row {row + 1} can be left out: {same} the same in each of its cases"
    return Diagnostic(Code.ROW_UNREACHABLE, message, view.span(row), "take it out, or correct what it gives", related)
