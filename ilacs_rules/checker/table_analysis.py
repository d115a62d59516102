"""What can be said of a decision table before any case is known: rows that clash, idle rows, cases no row takes.

Every finding shows a concrete case in plain words. Where cells are compared with other inputs, so that nothing can
be said, that is said too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from ilacs_rules.checker.table_axes import Ordered
from ilacs_rules.checker.table_columns import Run, bits, whole
from ilacs_rules.checker.table_cover import Cover, Hole, TooMuchWork
from ilacs_rules.checker.table_overlaps import overlaps
from ilacs_rules.checker.table_spare_rows import DEFAULT, spare_rows
from ilacs_rules.checker.table_view import TableView
from ilacs_rules.checker.table_words import join, rows_in_words
from ilacs_rules.language.cells_meant import cells_meant
from ilacs_rules.language.fixed_words import HitPolicy, Picks
from ilacs_rules.language.types import Basic, ValueSet
from ilacs_rules.model.tree import And, Between, Compare, Named, Node, Not, OneOf, Or, Select
from ilacs_rules.model.version import DecisionTable, Definition, InputTest
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.nearest import MOST_OFFERED

_MOST_GAPS = 3  # a gap is often many; mending one shows the next


def analyse(table: DecisionTable, definitions: Mapping[str, Definition] | None = None) -> list[Diagnostic]:
    """Overlaps (E403), gaps (E404), rows that never win or can be spared (W405), and what could not be compared (N406).

    Nothing of a table in which something else is wrong: that is to be mended first.
    `definitions` (by folded name) tell which inputs are counts of events: whole numbers, never below 0.
    """
    if not table.rows or not _was_understood(table):
        return []
    counts = frozenset(i for i, node in enumerate(table.inputs) if _is_count(node, definitions or {}))
    view = TableView(table, counts)
    found = [*_impossible_cells(view), *_cells_of_anything(view), *overlaps(view)]
    for search in (_idle_rows, _gaps):
        try:
            found += search(view, Cover(view))
        except TooMuchWork:
            what = "which rows never decide" if search is _idle_rows else "whether every case has a row"
            message = f"not analysed: {what}, because the rows combine in too many ways to look at them all"
            found.append(Diagnostic(Code.NOT_ANALYSED, message, table.span, "it is watched when a case is decided"))
    told = {each.span for each in found if each.code is Code.ROW_UNREACHABLE}
    idle = sum(1 << row for row in range(len(table.rows)) if view.span(row) in told)
    return [*found, *(_spare(view, row, other) for row, other in spare_rows(view, idle))]


def _was_understood(table: DecisionTable) -> bool:
    """Whether no part of the table was reported as wrong; what is said of the rest could mislead."""
    nodes = [*table.inputs]
    for row in table.rows:
        nodes += [test.condition for test in row.tests if test.condition is not None and not test.plain]
        nodes += row.outputs
    return not any(map(_is_wrong, nodes)) and all(len(row.tests) == len(table.inputs) for row in table.rows)


def _is_wrong(node: Node) -> bool:
    match node:
        case Compare(left=left, right=right):
            parts: tuple[Node, ...] = (left, right)
        case OneOf(subject=subject, options=options):
            parts = (subject, *options)
        case Between(subject=subject, low=low, high=high):
            parts = (subject, low, high)
        case And(items=items) | Or(items=items):
            parts = items
        case Not(item=item):
            parts = (item,)
        case _:
            parts = ()
    return node.type is Basic.ERROR or any(map(_is_wrong, parts))


def _is_count(node: Node, definitions: Mapping[str, Definition]) -> bool:
    match node:
        case Select(picks=Picks.NUMBER):
            return True
        case Named(name=name) if name in definitions:
            body = definitions[name].body
            return not isinstance(body, DecisionTable) and _is_count(body, definitions)
        case _:
            return False


# ------------------------------------------------------------------------------------------------ idle rows


_HINT_OF_A_RANGE = "a range goes from its lower end to its higher end, and [ ] take in the ends: [1..5]"
_HINT_OF_A_SCALE = "a range on a scale goes from the worse end to the better: [worse..better]"


def _impossible_cells(view: TableView) -> Iterator[Diagnostic]:
    for number, row in enumerate(view.table.rows):
        for index, test in enumerate(row.tests):
            if view.reached(index, number) == 0:
                yield Diagnostic(
                    Code.ROW_UNREACHABLE,
                    f"row {number + 1} never matches: no {view.table.input_words[index]} can be “{test.span.text}”",
                    test.span,
                    hint=_HINT_OF_A_SCALE if isinstance(view.table.inputs[index].type, ValueSet) else _HINT_OF_A_RANGE,
                )


def _cells_of_anything(view: TableView) -> Iterator[Diagnostic]:
    """Cells of two limits that leave nothing out: `> 5, < 10`, where what lies between was meant."""
    for row in view.table.rows:
        for index, test in enumerate(row.tests):
            axis = view.columns[index].axis
            if isinstance(test.condition, Or) and isinstance(axis, Ordered) and whole(test.condition, axis):
                message = (
                    f"“{test.span.words}” leaves out no {view.table.input_words[index]}: one of its parts always holds"
                )
                between = next((f"“{each}” for what lies between, or " for each in cells_meant(test.span.text)), "")
                yield Diagnostic(Code.NO_EFFECT, message, test.span, f"write {between}“-” for anything")


def _idle_rows(view: TableView, cover: Cover) -> list[Diagnostic]:
    """Rows that match and still never decide: repeated, or under `first` taken by the rows above them."""
    if view.table.hit_policy not in (HitPolicy.ANY, HitPolicy.FIRST, HitPolicy.PRIORITY):
        return []  # under `unique` it is an overlap; where every hit counts, a repeated row counts twice
    found: list[Diagnostic] = []
    seen: dict[tuple[tuple[InputTest, ...], object], int] = {}
    for number, row in enumerate(view.table.rows):
        outputs = None if view.table.hit_policy is HitPolicy.FIRST else row.outputs
        earlier = seen.setdefault((row.tests, outputs), number)
        if earlier != number:
            found.append(_idle(view, number, [earlier], f"row {earlier + 1} has the same cells"))
        elif view.table.hit_policy is HitPolicy.FIRST and (takers := _takers(view, cover, number)):
            matches = "matches" if len(takers) == 1 else "match"
            reason = f"above it, {rows_in_words(takers)} already {matches} every case it matches"
            found.append(_idle(view, number, takers, reason))
    if len(found) > MOST_OFFERED:
        more = len(found) - MOST_OFFERED
        message = f"nor {'does 1 more row' if more == 1 else f'do {more} more rows'} of this table"
        found[MOST_OFFERED:] = [Diagnostic(Code.ROW_UNREACHABLE, message, found[-1].span)]
    return found


def _takers(view: TableView, cover: Cover, row: int) -> list[int]:
    """The rows above that take every case of a row: one of them if one does, else several, else none."""
    above = view.meeting(row) & ((1 << row) - 1) & ~view.uncertain
    single = next(bits(above & view.containing(row)), None)
    if single is not None:
        return [single]
    area = [column.runs[row] for column in view.columns]
    if above.bit_count() < 2 or _free_corner(view, above, area):
        return []
    return list(bits(above)) if next(cover.holes(above, area), None) is None else []


def _free_corner(view: TableView, rows: int, area: Sequence[Sequence[Run]]) -> bool:
    """Whether no row matches at the first or the last end of an area: a quick look before a long search."""
    for corner in ([cell[0][0] for cell in area], [cell[-1][1] - 1 for cell in area]):
        left = rows
        for index, region in enumerate(corner):
            left &= view.columns[index].rows_at[region] if view.real[index][region] else view.every
        if left == 0:
            return True
    return False


def _idle(view: TableView, row: int, takers: list[int], reason: str) -> Diagnostic:
    return Diagnostic(
        Code.ROW_UNREACHABLE,
        f"row {row + 1} never decides anything: {reason}",
        view.span(row),
        hint="remove it, or move it up",
        related=tuple((view.span(taker), rows_in_words([taker])) for taker in takers[:MOST_OFFERED]),
    )


def _spare(view: TableView, row: int, other: int) -> Diagnostic:
    same = "the default gives" if other == DEFAULT else f"{rows_in_words([other])} gives"
    related = () if other == DEFAULT else ((view.span(other), rows_in_words([other])),)
    message = f"row {row + 1} can be left out: {same} the same in each of its cases"
    return Diagnostic(Code.ROW_UNREACHABLE, message, view.span(row), "take it out, or correct what it gives", related)


# ------------------------------------------------------------------------------------------------ gaps


def _gaps(view: TableView, cover: Cover) -> list[Diagnostic]:
    """Cases no row takes. Rows that cannot be compared are first left out, then taken to match everything."""
    if view.table.default is not None or not view.table.hit_policy.gives_one_row:
        return []
    area = [((0, column.missing),) for column in view.columns]
    if next(cover.holes(view.every & ~view.uncertain, area), None) is None:
        return []
    holes = list(islice(cover.holes(view.every, area), _MOST_GAPS))
    if not holes:
        return [view.not_compared("whether every case has a row", view.uncertain)]
    return [_gap(view, hole) for hole in holes]


def _gap(view: TableView, hole: Hole) -> Diagnostic:
    said = [f"{view.table.input_words[index]} {view.columns[index].witness(region)}" for index, region in hole]
    squeezed = [words for index, region in hole if (words := view.columns[index].axis.squeezed(region))]
    between = f"a number may lie between {squeezed[0]}; " if squeezed else ""
    return Diagnostic(
        Code.TABLE_GAP,
        f"no row matches when {join(said)}",
        view.table.span,
        hint=f"{between}add a row for it, or “default:” with the output for all other cases",
    )
