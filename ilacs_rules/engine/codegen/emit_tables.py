"""Generated code for decision tables: the matcher finds the rows, generated functions work out what is not constant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod

from ilacs_rules.engine.codegen.emit import Emitter
from ilacs_rules.engine.codegen.emit_tests import few_values
from ilacs_rules.engine.codegen.writing import Operand
from ilacs_rules.engine.table_outcome import outcome, row_value
from ilacs_rules.engine.tables import TableMatcher
from ilacs_rules.model import tree
from ilacs_rules.model.case import Truth, Value
from ilacs_rules.model.tree import Node
from ilacs_rules.model.version import DecisionTable, Definition

_FEW = 4096  # a table with no more combinations of inputs than this remembers what they came to


def table(emitter: Emitter, definition: Definition, body: DecisionTable) -> Operand:
    """Code for the value of a table."""
    writer = emitter.writer
    matcher = writer.program.matchers[definition.name]
    inputs = [emitter.value(node) for node in body.inputs]
    given = "".join(f"{operand.code}, " for operand in inputs)
    outputs = [node for row in body.rows for node in row.outputs] + list(body.default or ())
    worked_out = [node for node in outputs if not isinstance(node, tree.Const)]
    if not worked_out and not matcher.tested:
        function = writer.names.constant(_constant_table(matcher, body))
        return Operand(f"{function}(({given}))", unknown=True, nothing=True)
    test = _family(emitter, matcher.tested, takes_item=True)
    output = _family(emitter, worked_out, takes_item=False)
    function = writer.names.constant(_worked_table(matcher))
    return Operand(f"{function}(({given}), {test}, {output})", unknown=True, nothing=True)


def _family(emitter: Emitter, nodes: Sequence[Node], takes_item: bool) -> str:
    """Code for a dict from the id of a node to a function that works it out, the item being its argument."""
    parts, key = [], emitter.writer.names.constant
    for node in nodes:
        if takes_item:
            parts.append(f"{key(node.id)}: {emitter.function_of(node, 'i', 'item')}")
        else:
            name, needs, _ = emitter.inner(node, None, condition=False)
            parts.append(f"{key(node.id)}: lambda: {name}({', '.join(needs)})")
    return "{" + ", ".join(parts) + "}"


def _constant_table(matcher: TableMatcher, body: DecisionTable) -> Callable[[tuple[Value, ...]], Value]:
    """A table with nothing to work out but which rows match."""

    def no_test(condition: Node, item: Value) -> Truth:
        raise AssertionError("no cell names another input")

    def output(node: Node) -> Value:
        assert isinstance(node, tree.Const)
        return node.value

    values = [row_value(row.outputs, output) for row in body.rows] if body.hit_policy.gives_one_row else []

    def work_out(inputs: tuple[Value, ...]) -> Value:
        row = matcher.only_row(inputs) if values else None
        return outcome(matcher, inputs, no_test, output).value if row is None else values[row]

    few = [few_values(node.type) for node in body.inputs]
    if prod(len(these) + 2 if these else _FEW + 1 for these in few) > _FEW:
        return work_out
    remembered: dict[tuple[Value, ...], Value] = {}

    def look_up(inputs: tuple[Value, ...]) -> Value:
        found = remembered.get(inputs)
        if found is None:
            found = remembered[inputs] = work_out(inputs)  # two threads that meet here store the same value
        return found

    return look_up


def _worked_table(
    matcher: TableMatcher,
) -> Callable[[tuple[Value, ...], dict[str, Callable[[Value], Truth]], dict[str, Callable[[], Value]]], Value]:
    def work_out(
        inputs: tuple[Value, ...], tests: dict[str, Callable[[Value], Truth]], outputs: dict[str, Callable[[], Value]]
    ) -> Value:
        def test(condition: Node, item: Value) -> Truth:
            return tests[condition.id](item)

        def output(node: Node) -> Value:
            return node.value if isinstance(node, tree.Const) else outputs[node.id]()

        return outcome(matcher, inputs, test, output).value

    return work_out
