"""Pairs of rows of a decision table that can match one case, where its hit policy forbids it."""

from __future__ import annotations

from itertools import islice

from ilacs_rules.checker.table_columns import bits
from ilacs_rules.checker.table_view import TableView
from ilacs_rules.checker.table_words import join, rows_in_words
from ilacs_rules.language.fixed_words import HitPolicy
from ilacs_rules.model.tree import Const, Node
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.nearest import MOST_OFFERED


def overlaps(view: TableView) -> list[Diagnostic]:
    """Overlaps under `unique`, different outputs under `any` (E403), and pairs that cannot be compared (N406)."""
    differing = view.table.hit_policy is HitPolicy.ANY
    if view.table.hit_policy is not HitPolicy.UNIQUE and not differing:
        return []
    agreeing = _rows_by_outputs(view) if differing else {}
    computed = _rows_with_computed_outputs(view) if differing else 0

    found: list[Diagnostic] = []
    more = unclear = last = 0
    for row, cells in enumerate(view.table.rows):
        this_and_above = (2 << row) - 1
        meeting = view.meeting(row) & ~this_and_above & ~agreeing.get(cells.outputs, 0)
        doubtful = view.uncertain | computed
        if doubtful >> row & 1:
            doubtful = view.every
        if meeting & doubtful:
            unclear |= meeting & doubtful | 1 << row
        clashing = meeting & ~doubtful
        for other in islice(bits(clashing), MOST_OFFERED - len(found)):
            found.append(_overlap(view, row, other))
            clashing ^= 1 << other
        if clashing:
            more += clashing.bit_count()
            last = clashing.bit_length() - 1
    if more:
        pairs = "so does 1 more pair of rows" if more == 1 else f"so do {more} more pairs of rows"
        found.append(Diagnostic(Code.ROWS_OVERLAP, f"{pairs} of this table", view.span(last)))
    if unclear:
        matching = f"{rows_in_words(list(bits(unclear)))} can match one case"
        question = f"whether {matching} and differ" if differing else f"whether {matching}"
        found.append(view.not_compared(question, unclear, outputs=differing))
    return found


def _rows_by_outputs(view: TableView) -> dict[tuple[Node, ...], int]:
    rows: dict[tuple[Node, ...], int] = {}
    for number, row in enumerate(view.table.rows):
        rows[row.outputs] = rows.get(row.outputs, 0) | 1 << number
    return rows


def _rows_with_computed_outputs(view: TableView) -> int:
    return sum(
        1 << number
        for number, row in enumerate(view.table.rows)
        if not all(isinstance(node, Const) for node in row.outputs)
    )


def _overlap(view: TableView, row: int, other: int) -> Diagnostic:
    when = _common_case(view, row, other)
    if view.table.hit_policy is HitPolicy.ANY:
        message = f"{rows_in_words([row, other])} both match {when} and give different outputs"
        hint = "under the hit policy “any” they must agree: change an output, or narrow one of the rows"
    else:
        message = f"{rows_in_words([row, other])} both match {when}"
        hint = "narrow one of them, or write “hit policy: first” if the upper row is to win"
    return Diagnostic(
        Code.ROWS_OVERLAP, message, view.span(other), hint, related=((view.span(row), rows_in_words([row])),)
    )


def _common_case(view: TableView, row: int, other: int) -> str:
    """A case both rows match, in words; inputs that neither of them looks at are left out."""
    said = []
    for index, column in enumerate(view.columns):
        tests = [view.table.rows[r].tests[index] for r in (row, other)]
        if all(test.condition is None for test in tests):
            continue
        common = [
            region
            for start, stop in column.runs[row]
            for region in range(start, stop)
            if column.rows_at[region] >> other & 1 and view.real[index][region]
        ]
        plainest = min(common, key=lambda r: (r == column.missing, column.axis.squeezed(r) is not None))
        said.append(f"{view.table.input_words[index]} {column.witness(plainest)}")
    return f"when {join(said)}" if said else "every case"
