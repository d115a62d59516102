"""What a decision table gives for the rows that match: the hit policies of DMN, its default, and its errors.

Decided here: under `priority` and `output order` the best value of a scale ranks first, and other outputs rank in the
order in which they first appear in the table; with several outputs the first one that differs decides. Rows of one
rank stay in their order. `collect` keeps the order of the rows and every repeated value; `collect count` counts rows.
A default takes the place of the row that is lacking, so the policies that give a list give a list of it alone. Where
no row matches and an input is nothing, so is the answer; the policies that give a list or add up give that of no rows.

What rows give is said once (`_given`), for rows that surely match and no others. Rows that may match are held against
that: whatever they turn out to do, the answer must be the same, or it is unknown. Of several outputs each by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from ilacs_rules.checker.table_words import case_in_words, cells_span, join, rows_in_words, value_in_words
from ilacs_rules.engine.collecting import collect
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.tables import Matched, TableMatcher, Test
from ilacs_rules.language.fixed_words import HitPolicy
from ilacs_rules.language.types import Type, ValueSet
from ilacs_rules.model.absent import NOTHING, UNKNOWN
from ilacs_rules.model.case import Value
from ilacs_rules.model.tree import Node
from ilacs_rules.model.version import DecisionTable
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic

Output = Callable[[Node], Value]
"""Works out an output cell."""


class TableOutcome(NamedTuple):
    """What a table gives, and what that rests on.

    `rows` are those that gave it, none if no row did; `in_doubt` those that may match as well. `open_inputs` are the
    places of the inputs that, not being known, leave it open which rows match.
    """

    value: Value
    rows: Sequence[int]
    in_doubt: Sequence[int] = ()
    open_inputs: frozenset[int] = frozenset()

    def note(self, table: DecisionTable) -> str:
        """What a trace says of it: `row 3`, `rows 1 and 4`, `row 4, any other` for the default, `row 2 may match`."""
        no_row = "no row fits" if table.default is None else f"{rows_in_words([len(table.rows)])}, any other"
        note = rows_in_words(self.rows) if self.rows else no_row
        if not self.in_doubt:
            return note
        in_doubt = f"{rows_in_words(self.in_doubt)} may match"
        outputs = self.value if isinstance(self.value, tuple) else (self.value,)
        return in_doubt if UNKNOWN in outputs else f"{note}; {in_doubt}, which changes nothing"


class _Fault(Enum):
    """Why rows give no answer at all."""

    TWO_ROWS = "two rows under `unique`"
    OUTPUTS_DIFFER = "different outputs under `any`"
    NO_ROW = "no row, no default, and every input is there"


_Given = Value | _Fault


def outcome(matcher: TableMatcher, inputs: Sequence[Value], test: Test, output: Output) -> TableOutcome:
    """What a table gives for its inputs.

    Raises DecisionError where the hit policy does not allow what is surely so (E407, E409) and, if every input is
    there and there is no default, where surely no row matches (E408).
    """
    table = matcher.table
    matched = matcher.rows(inputs, test)
    if matched.undecided:
        matched = _that_count(table, matched)
    if not matched.undecided:
        given, rows = _given(matcher, matched.rows, inputs, output)
        if not isinstance(given, _Fault):
            no_row = given is UNKNOWN and not rows and table.default is None
            return TableOutcome(given, rows, (), _open_inputs(table, None, inputs) if no_row else frozenset())
    else:
        output = _each_once(output)
        given, rows = _whatever_they_do(matcher, matched, inputs, output)
        if not isinstance(given, _Fault):
            return TableOutcome(given, rows, matched.undecided, _open_inputs(table, matched.undecided, inputs))
    raise _error(given, table, matched.rows, inputs, output)


# ------------------------------------------------------------------------------------------------ rows that may match


def _that_count(table: DecisionTable, matched: Matched) -> Matched:
    """The rows without those in doubt that, under `first`, stand below one that surely matches."""
    if table.hit_policy is not HitPolicy.FIRST or not matched.rows:
        return matched
    return Matched(matched.rows, [row for row in matched.undecided if row < matched.rows[0]])


def _whatever_they_do(
    matcher: TableMatcher, matched: Matched, inputs: Sequence[Value], output: Output
) -> tuple[_Given, Sequence[int]]:
    """What a table gives if it is the same whichever of the undecided rows match, else unknown.

    It is enough to look at none of them, at each by itself and at all, for no hit policy tells more ways apart: where
    one row is picked it is a sure one or one of them, agreement and extremes change with one row or with none, and
    rows that clash, add up or lengthen a list do so together.
    """
    single = matcher.table.hit_policy.gives_one_row
    answer, rested_on = _given(matcher, matched.rows, inputs, output)
    for rows in _ways(matched):
        if answer is UNKNOWN:
            break
        answer = _agreed_by(answer, _given(matcher, rows, inputs, output)[0], each_part=single)
    return answer, rested_on


def _ways(matched: Matched) -> Iterator[list[int]]:
    """Rows that may turn out to match, besides the sure ones alone."""
    for row in matched.undecided:
        yield sorted((*matched.rows, row))
    if len(matched.undecided) > 1:
        yield sorted((*matched.rows, *matched.undecided))


def _agreed_by(one: _Given, other: _Given, *, each_part: bool) -> _Given:
    """What is the same in two answers; with `each_part` the outputs of a row are compared one by one."""
    if one == other:
        return one
    if each_part and isinstance(one, tuple) and isinstance(other, tuple):
        parts = tuple(part if part == also else UNKNOWN for part, also in zip(one, other, strict=True))
        return parts if any(part is not UNKNOWN for part in parts) else UNKNOWN
    return UNKNOWN


def _open_inputs(table: DecisionTable, undecided: Sequence[int] | None, inputs: Sequence[Value]) -> frozenset[int]:
    """The inputs that are not known; of those, if rows are given, the ones that these ask for."""
    return frozenset(
        place
        for place, value in enumerate(inputs)
        if value is UNKNOWN
        and (undecided is None or any(table.rows[row].tests[place].condition is not None for row in undecided))
    )


def _each_once(output: Output) -> Output:
    """The same outputs, each worked out once however often it is asked for."""
    worked_out: dict[str, Value] = {}

    def once(node: Node) -> Value:
        if node.id not in worked_out:
            worked_out[node.id] = output(node)
        return worked_out[node.id]

    return once


# ------------------------------------------------------------------------------------------------ rows that match


def _given(
    matcher: TableMatcher, rows: Sequence[int], inputs: Sequence[Value], output: Output
) -> tuple[_Given, Sequence[int]]:
    """What a table gives if these rows match and no others, and the rows that this rests on."""
    table = matcher.table
    if not rows:
        return _no_row(table, inputs, output), rows
    match table.hit_policy:
        case HitPolicy.UNIQUE if len(rows) > 1:
            return _Fault.TWO_ROWS, rows
        case HitPolicy.UNIQUE | HitPolicy.FIRST:
            return row_value(table.rows[rows[0]].outputs, output), rows[:1]
        case HitPolicy.ANY:
            return _agreed(table, rows, output), rows
        case HitPolicy.PRIORITY | HitPolicy.OUTPUT_ORDER:
            return _by_rank(matcher, rows, output)
        case HitPolicy.COLLECT_COUNT:
            return len(rows), rows
        case _:
            return _listed(table, [table.rows[row].outputs for row in rows], output), rows


def row_value(outputs: Sequence[Node], output: Output) -> Value:
    """What the outputs of one row come to: one alone, several together."""
    return output(outputs[0]) if len(outputs) == 1 else tuple(output(node) for node in outputs)


def _no_row(table: DecisionTable, inputs: Sequence[Value], output: Output) -> _Given:
    policy = table.hit_policy
    if policy is HitPolicy.COLLECT_COUNT:
        return 0
    if table.default is not None:
        return row_value(table.default, output) if policy.gives_one_row else _listed(table, [table.default], output)
    if not policy.gives_one_row:
        return _listed(table, [], output)
    if any(value is NOTHING for value in inputs):
        return NOTHING
    return UNKNOWN if any(value is UNKNOWN for value in inputs) else _Fault.NO_ROW


def _listed(table: DecisionTable, rows: Sequence[Sequence[Node]], output: Output) -> Value:
    """The values of rows as a list, or as one value under `collect sum`, `min` and `max`."""
    values = tuple(row_value(outputs, output) for outputs in rows)
    return values if table.hit_policy.gives_list else collect(table.hit_policy, values, table.output_types[0])


# ------------------------------------------------------------------------------------------------ any, priority


def _agreed(table: DecisionTable, rows: Sequence[int], output: Output) -> _Given:
    """The one output of rows that must agree; unknown if it is not known whether they do."""
    values = [tuple(output(node) for node in table.rows[row].outputs) for row in rows]
    agreed: list[Value] = []
    for column in zip(*values, strict=True):
        known = {value for value in column if value is not UNKNOWN}
        if len(known) > 1:
            return _Fault.OUTPUTS_DIFFER
        agreed.append(UNKNOWN if UNKNOWN in column else column[0])
    return agreed[0] if len(agreed) == 1 else tuple(agreed)


def _by_rank(matcher: TableMatcher, rows: Sequence[int], output: Output) -> tuple[Value, Sequence[int]]:
    """The outputs in order of their rank, or only the first of them under `priority`."""
    table = matcher.table
    ranked: list[tuple[list[int], int, tuple[Value, ...]]] = []
    for row in rows:
        values = tuple(output(node) for node in table.rows[row].outputs)
        ranks = list(map(_rank, table.output_types, matcher.appearance[row], values))
        if None in ranks and len(rows) > 1:
            return UNKNOWN, rows
        ranked.append(([rank or 0 for rank in ranks], row, values))
    ranked.sort(key=lambda entry: entry[:2])
    results = [values[0] if len(values) == 1 else values for _, _, values in ranked]
    if table.hit_policy is HitPolicy.PRIORITY:
        return results[0], [ranked[0][1]]
    return tuple(results), [row for _, row, _ in ranked]


def _rank(type_: Type, appearance: int, value: Value) -> int | None:
    """The rank of an output, the first to win being 0; None if it is unknown. Nothing on a scale comes last."""
    if not isinstance(type_, ValueSet) or not type_.ordered:
        return appearance
    if value is UNKNOWN:
        return None
    return type_.rank(value) if isinstance(value, str) else len(type_.values)


# ------------------------------------------------------------------------------------------------ errors


def _error(
    fault: _Fault, table: DecisionTable, rows: Sequence[int], inputs: Sequence[Value], output: Output
) -> DecisionError:
    case = case_in_words(table, inputs)
    match fault:
        case _Fault.NO_ROW:
            code, place = Code.NO_ROW_MATCHES, table.span
            message = f"no row matches: {case}"
            hint = "add a row for it, or “default:” with the output for all other cases"
        case _Fault.TWO_ROWS:
            code, place = Code.TWO_ROWS_MATCH, cells_span(table.rows[rows[0]])
            message = f"{rows_in_words(rows)} match at once: {case}"
            hint = "narrow all but one of them, or write “hit policy: first” if the upper row is to win"
        case _Fault.OUTPUTS_DIFFER:
            code, place = Code.OUTPUTS_DIFFER, cells_span(table.rows[rows[0]])
            message = (
                f"{rows_in_words(rows)} match and give different outputs, {_differing(table, rows, output)}: {case}"
            )
            hint = "under the hit policy “any” they must agree: change an output, or narrow one of the rows"
    related = tuple((cells_span(table.rows[row]), rows_in_words([row])) for row in rows[1:])
    return DecisionError([Diagnostic(code, message, place, hint, related)])


def _differing(table: DecisionTable, rows: Sequence[int], output: Output) -> str:
    """The outputs in the first column in which rows differ, in words."""
    for column, type_ in enumerate(table.output_types):
        values = dict.fromkeys(output(table.rows[row].outputs[column]) for row in rows)
        known = [value_in_words(value, type_) for value in values if value is not UNKNOWN]
        if len(known) > 1:
            return join(known)
    raise AssertionError("it is called only where outputs differ")
