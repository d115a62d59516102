"""What a decision table gives for the rows that match: the hit policies of DMN, its default, and its errors.

Decided here: under `priority` and `output order` the best value of a scale ranks first, and other outputs rank in the
order in which they first appear in the table; with several outputs the first one that differs decides. Rows of one
rank stay in their order. `collect` keeps the order of the rows and every repeated value; `collect count` counts rows.
A default takes the place of the row that is lacking, so the policies that give a list give a list of it alone;
`collect count` has no use for one. Where an input is unknown and no row matches, no policy gives an answer; where it is
nothing, the policies that give a list or add up give that of no rows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ilacs_rules.cases.model import NOTHING, UNKNOWN, Value
from ilacs_rules.checker.table_words import case_in_words, cells_span, join, rows_in_words, value_in_words
from ilacs_rules.checker.tree import Node
from ilacs_rules.checker.version import DecisionTable
from ilacs_rules.engine.collecting import collect
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.tables import Matched, TableMatcher, Test
from ilacs_rules.language.types import Type, ValueSet
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic

Output = Callable[[Node], Value]
"""Works out an output cell."""

_ONE_ROW = frozenset(["unique", "any", "priority", "first"])


def outcome(matcher: TableMatcher, inputs: Sequence[Value], test: Test, output: Output) -> tuple[Value, str | None]:
    """The value of a table, and a note for the trace: `row 3`, `rows 1 and 4`, `no row: the default`.

    Raises DecisionError where the hit policy does not allow what was found (E407, E409) and, if no input is missing
    and there is no default, where no row matches (E408).
    """
    table = matcher.table
    matched = matcher.rows(inputs, test)
    if matched.undecided and not _settled(table, matched):
        return UNKNOWN, f"{rows_in_words(matched.undecided)} may match"
    rows = matched.rows
    if not rows:
        return _no_row(table, inputs, output)
    match table.hit_policy:
        case "unique":
            if len(rows) > 1:
                raise _two_rows(table, rows, inputs)
            return _value(table.rows[rows[0]].outputs, output), rows_in_words(rows)
        case "first":
            return _value(table.rows[rows[0]].outputs, output), rows_in_words(rows[:1])
        case "any":
            return _agreed(table, rows, inputs, output), rows_in_words(rows)
        case "priority" | "output order":
            return _by_rank(matcher, rows, output)
        case "collect count":
            return len(rows), rows_in_words(rows)
        case _:
            return _listed(table, [table.rows[row].outputs for row in rows], output), rows_in_words(rows)


def _settled(table: DecisionTable, matched: Matched) -> bool:
    """Whether the rows that may match cannot change the answer."""
    return table.hit_policy == "first" and bool(matched.rows) and matched.rows[0] < matched.undecided[0]


def _value(outputs: Sequence[Node], output: Output) -> Value:
    return output(outputs[0]) if len(outputs) == 1 else tuple(output(node) for node in outputs)


def _no_row(table: DecisionTable, inputs: Sequence[Value], output: Output) -> tuple[Value, str | None]:
    policy = table.hit_policy
    if table.default is not None and policy != "collect count":
        note = "no row: the default"
        if policy in _ONE_ROW:
            return _value(table.default, output), note
        return _listed(table, [table.default], output), note
    if any(value is UNKNOWN for value in inputs):
        return UNKNOWN, "no row"
    if policy == "collect count":
        return 0, "no row"
    if policy not in _ONE_ROW:
        return _listed(table, [], output), "no row"
    if any(value is NOTHING for value in inputs):
        return NOTHING, "no row"
    raise DecisionError(
        [
            Diagnostic(
                Code.NO_ROW_MATCHES,
                f"no row matches: {case_in_words(table, inputs)}",
                table.span,
                hint="add a row for it, or “default:” with the output for all other cases",
            )
        ]
    )


def _listed(table: DecisionTable, rows: Sequence[Sequence[Node]], output: Output) -> Value:
    """The values of rows as a list, or as one value under `collect sum`, `min` and `max`."""
    values = tuple(_value(outputs, output) for outputs in rows)
    if table.hit_policy.startswith("collect "):
        return collect(table.hit_policy, values, table.output_types[0])
    return values


# ------------------------------------------------------------------------------------------------ any, priority


def _agreed(table: DecisionTable, rows: Sequence[int], inputs: Sequence[Value], output: Output) -> Value:
    """The one output of rows that must agree; unknown if it is not known whether they do."""
    values = [tuple(output(node) for node in table.rows[row].outputs) for row in rows]
    for column, type_ in zip(zip(*values, strict=True), table.output_types, strict=True):
        known = list(dict.fromkeys(value for value in column if value is not UNKNOWN))
        if len(known) > 1:
            raise _outputs_differ(table, rows, inputs, join(value_in_words(value, type_) for value in known))
    if any(value != values[0] for value in values):
        return UNKNOWN
    return values[0][0] if len(values[0]) == 1 else values[0]


def _by_rank(matcher: TableMatcher, rows: Sequence[int], output: Output) -> tuple[Value, str | None]:
    """The outputs in order of their rank, or only the first of them under `priority`."""
    table = matcher.table
    ranked: list[tuple[list[int], int, tuple[Value, ...]]] = []
    for row in rows:
        values = tuple(output(node) for node in table.rows[row].outputs)
        ranks = list(map(_rank, table.output_types, matcher.appearance[row], values))
        if None in ranks and len(rows) > 1:
            return UNKNOWN, rows_in_words(rows)
        ranked.append(([rank or 0 for rank in ranks], row, values))
    ranked.sort(key=lambda entry: entry[:2])
    results = [values[0] if len(values) == 1 else values for _, _, values in ranked]
    if table.hit_policy == "priority":
        return results[0], rows_in_words([ranked[0][1]])
    return tuple(results), rows_in_words([row for _, row, _ in ranked])


def _rank(type_: Type, appearance: int, value: Value) -> int | None:
    """The rank of an output, the first to win being 0; None if it is unknown. Nothing on a scale comes last."""
    if not isinstance(type_, ValueSet) or not type_.ordered:
        return appearance
    if value is UNKNOWN:
        return None
    return type_.rank(value) if isinstance(value, str) else len(type_.values)


# ------------------------------------------------------------------------------------------------ errors


def _two_rows(table: DecisionTable, rows: Sequence[int], inputs: Sequence[Value]) -> DecisionError:
    return DecisionError(
        [
            Diagnostic(
                Code.TWO_ROWS_MATCH,
                f"{rows_in_words(rows)} match at once: {case_in_words(table, inputs)}",
                cells_span(table.rows[rows[0]]),
                hint="narrow all but one of them, or write “hit policy: first” if the upper row is to win",
                related=tuple((cells_span(table.rows[row]), rows_in_words([row])) for row in rows[1:]),
            )
        ]
    )


def _outputs_differ(table: DecisionTable, rows: Sequence[int], inputs: Sequence[Value], outputs: str) -> DecisionError:
    return DecisionError(
        [
            Diagnostic(
                Code.OUTPUTS_DIFFER,
                f"{rows_in_words(rows)} match and give different outputs, {outputs}: {case_in_words(table, inputs)}",
                cells_span(table.rows[rows[0]]),
                hint="under the hit policy “any” they must agree: change an output, or narrow one of the rows",
                related=tuple((cells_span(table.rows[row]), rows_in_words([row])) for row in rows[1:]),
            )
        ]
    )
