"""Rows of a decision table that decide, and could still be left out: another gives the same in each of their cases."""

from __future__ import annotations

from collections.abc import Iterator

from ilacs_rules.checker.table_columns import bits
from ilacs_rules.checker.table_view import TableView
from ilacs_rules.language.fixed_words import HitPolicy

DEFAULT = -1


def spare_rows(view: TableView, idle: int) -> Iterator[tuple[int, int]]:
    """The rows that can be left out, and for each the one that gives the same, or `DEFAULT`.

    Those that are `idle`, as a set of bits, can be left out already.
    A row that is compared with other inputs is taken to match any case, and to spare no other. Where several rows
    together give the same nothing is said.
    """
    other_than = _behind if view.table.hit_policy is HitPolicy.FIRST else _beside
    if view.table.hit_policy not in (HitPolicy.FIRST, HitPolicy.ANY):
        return
    left_out = idle
    for row in bits(view.every & ~view.uncertain & ~left_out):
        other = other_than(view, row, left_out)
        if other is not None:
            left_out |= 1 << row
            yield row, other


def _behind(view: TableView, row: int, left_out: int) -> int | None:
    """Under `first` the next row that takes each case of a row, if none that gives something else comes between.

    It is none that is left out itself: such a one may never decide only because this row stands above it.
    """
    rows = view.table.rows
    later = view.every & ~((1 << row + 1) - 1)
    taking = view.containing(row) & ~view.uncertain & ~left_out
    for each in bits(view.meeting(row) & later):
        if rows[each].outputs != rows[row].outputs:
            return None
        if taking >> each & 1:
            return each
    return DEFAULT if view.table.default == rows[row].outputs else None


def _beside(view: TableView, row: int, left_out: int) -> int | None:
    """Under `any` another row that takes each case of a row, and gives the same; not one that is left out itself."""
    rows = view.table.rows
    taking = bits(view.containing(row) & ~view.uncertain & ~left_out & ~(1 << row))
    return next((each for each in taking if rows[each].outputs == rows[row].outputs), None)
