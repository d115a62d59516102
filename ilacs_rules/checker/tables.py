"""Decision tables: columns typed by their inputs, cells as conditions, outputs of one type a column."""

from __future__ import annotations

from functools import partial
from typing import assert_never

from ilacs_rules.checker.comparisons import check_test
from ilacs_rules.checker.expressions import check
from ilacs_rules.checker.readings import in_its_reading
from ilacs_rules.checker.scope import Scope
from ilacs_rules.checker.table_columns import constants_of
from ilacs_rules.language import cell_nodes as c
from ilacs_rules.language import nodes as n
from ilacs_rules.language.fixed_words import HitPolicy
from ilacs_rules.language.names import fold
from ilacs_rules.language.types import Basic, DurationType, ListType, OutputsType, Type, ValueSet, describe, in_common
from ilacs_rules.model import tree
from ilacs_rules.model.absent import absent
from ilacs_rules.model.version import DecisionTable, InputTest, TableRow
from ilacs_rules.policy.model import TableCell, TableText
from ilacs_rules.policy.tree import Text
from ilacs_rules.text.codes import Code
from ilacs_rules.text.nearest import nearest


def check_table(text: TableText, scope: Scope) -> DecisionTable:
    """The checked form of a table; cells that make no sense are reported, and match nothing."""
    count = len(text.header) - text.outputs
    inputs = tuple(_input(header, scope) for header in text.header[:count])
    columns = [[row[count + i] for row in text.rows] for i in range(text.outputs)]
    outputs = [_output_column(column, text.header[count + i], scope) for i, column in enumerate(columns)]
    default = _default(text, tuple(type_ for _, type_ in outputs), scope)
    types = tuple(
        type_ if default is None else in_common(type_, default[i].type) or type_ for i, (_, type_) in enumerate(outputs)
    )
    rows = []
    for i, row in enumerate(text.rows):
        tests = tuple(_input_test(cell, node, scope) for cell, node in zip(row, inputs, strict=False))
        span = row[0].text.span.to(row[-1].text.span)
        rows.append(TableRow(tests, tuple(nodes[i] for nodes, _ in outputs), span=span))
    return DecisionTable(
        inputs=inputs,
        input_words=tuple(h.value for h in text.header[:count]),
        output_words=tuple(h.value for h in text.header[count:]),
        output_types=types,
        rows=tuple(rows),
        hit_policy=text.hit_policy,
        default=default,
        type=_type(text, types, scope),
        span=text.span,
    )


def _input(header: Text, scope: Scope) -> tree.Node:
    name = n.Name(fold(header.value), span=header.span)
    node = scope.resolve(name)
    if node is None:
        scope.unknown_name(name)
        return scope.error(header.span)
    return node


def _input_test(cell: TableCell, subject: tree.Node, scope: Scope) -> InputTest:
    if cell.cell is None:
        return InputTest(scope.error(cell.text.span), False, span=cell.text.span)
    if not cell.cell.tests:
        return InputTest(None, True, cell.text.span, plain=True)
    item = tree.Item(type=subject.type, span=subject.span)  # it is spoken of by the name of its column

    def tested(sentence: c.Cell, scope: Scope) -> InputTest:
        conditions = tuple(_cell_test(item, test, scope) for test in sentence.tests)
        whole = conditions[0] if len(conditions) == 1 else tree.Or(conditions, type=Basic.YES_OR_NO, span=sentence.span)
        missing = any(isinstance(test, n.Recorded) and not test.recorded for test in sentence.tests)
        return InputTest(whole, missing, cell.text.span, plain=constants_of(whole) is not None)

    return in_its_reading("cell", cell.cell, scope, tested)


def _cell_test(item: tree.Item, test: c.CellTest, scope: Scope) -> tree.Node:
    span = test.span
    match test:
        case n.ComparisonTest():
            return check_test(item, _in_a_cell(item, test, scope), False, scope, span, check)
        case n.Recorded():
            return check_test(item, test, False, scope, span, check)
        case c.NotCell(tests=tests):
            parts = tuple(_cell_test(item, part, scope) for part in tests)
            inner = parts[0] if len(parts) == 1 else tree.Or(parts, type=Basic.YES_OR_NO, span=span)
            return tree.Not(inner, type=Basic.YES_OR_NO, span=span)
        case c.Interval(low=low, high=high, low_included=low_included, high_included=high_included):
            above = n.Relation.AT_LEAST if low_included else n.Relation.MORE
            below = n.Relation.AT_MOST if high_included else n.Relation.LESS
            ends = (
                check_test(
                    item, n.ComparisonTest(above, low, n.Wording.BOUND, span=low.span), False, scope, span, check
                ),
                check_test(
                    item, n.ComparisonTest(below, high, n.Wording.BOUND, span=high.span), False, scope, span, check
                ),
            )
            return tree.And(ends, type=Basic.YES_OR_NO, span=span)
        case _:
            assert_never(test)


def _in_a_cell(item: tree.Item, test: n.ComparisonTest, scope: Scope) -> n.ComparisonTest:
    """A comparison as a cell means it: `=` and `!=` suit every type, and in a column of texts words need no quotes.

    Words that are close to a declared name are left as they are, to be reported: they may be a slip.
    """
    if test.relation not in (n.Relation.EQUAL, n.Relation.UNEQUAL):
        return test
    right = test.right
    if item.type is Basic.TEXT:
        plain = isinstance(right, n.Literal) and not isinstance(right.value, str)
        if plain or (isinstance(right, n.Name) and _means_nothing_like(right, scope)):
            right = n.Literal(right.span.words, span=right.span)
    return n.ComparisonTest(test.relation, right, n.Wording.IS, span=test.span)


def _means_nothing_like(name: n.Name, scope: Scope) -> bool:
    """Whether words mean nothing in the policy, and are not close to a name in it either."""
    known = [each for each in scope.declared if not each.startswith("event ")]
    return scope.resolve(name) is None and nearest(name.name, known) is None


def _output_column(cells: list[TableCell], header: Text, scope: Scope) -> tuple[list[tree.Node], Type]:
    """The outputs of a column, of one type; words that mean nothing else are texts.

    A scale or choices called as the header is are what the words are read as.
    """
    wanted = scope.vocabulary.value_sets.get(fold(header.value))
    nodes = [_output(cell, wanted, scope) for cell in cells]
    known = [node for node in nodes if node.type is not Basic.ERROR]
    if not known:
        return nodes, Basic.ERROR
    type_: Type = known[0].type
    for node in known:
        both = in_common(type_, node.type)
        if both is None:
            message = f"the outputs “{header.value}” differ: {describe(type_)}, and here {describe(node.type)}"
            scope.findings.report(Code.CELL, message, node.span, "all outputs of a column are of one kind")
            return nodes, Basic.ERROR
        type_ = both
    return nodes, type_


def _output(cell: TableCell, wanted: Type | None, scope: Scope) -> tree.Node:
    if cell.output is None:
        return scope.error(cell.text.span)
    if isinstance(cell.output, n.Name) and wanted is None and _means_nothing(cell.output, scope):
        words = " ".join(cell.text.value.split())
        return tree.Const(words, type=Basic.TEXT, span=cell.text.span)
    return in_its_reading("expr", cell.output, scope, lambda output, scope: check(output, scope, wanted))


def _means_nothing(name: n.Name, scope: Scope) -> bool:
    return scope.resolve(name) is None and not scope.sets_with(name.name) and absent(name.name) is None


def _default(text: TableText, types: tuple[Type, ...], scope: Scope) -> tuple[tree.Node, ...] | None:
    """The outputs of a table where no row matches: one, or of several columns a list in their order."""
    if text.default is None:
        return None
    if text.hit_policy is HitPolicy.COLLECT_COUNT:
        message = "“collect count” counts rows, and where none matches that is 0: it has no use for a default"
        scope.findings.report(Code.TABLE_SHAPE, message, text.default.span, "take the default out")
        return None
    headers = text.header[-len(types) :]
    parts: tuple[n.Expr, ...] = (text.default,)
    if len(types) > 1:
        is_list = isinstance(text.default, n.ListOf) and text.default.of is None
        parts = text.default.items if isinstance(text.default, n.ListOf) and is_list else ()
        if len(parts) != len(types):
            message = f"the table has {len(types)} outputs, so its default is a list of {len(types)}"
            hint = f"write “({', '.join(header.value for header in headers)})” with a value in the place of each name"
            scope.findings.report(Code.CELL, message, text.default.span, hint)
            return tuple(scope.error(text.default.span) for _ in types)
    return tuple(map(partial(_default_output, scope=scope), parts, headers, types))


def _default_output(written: n.Expr, header: Text, type_: Type, scope: Scope) -> tree.Node:
    if isinstance(written, n.Name) and type_ is Basic.TEXT and _means_nothing(written, scope):
        return tree.Const(written.span.words, type=Basic.TEXT, span=written.span)
    node = in_its_reading("expr", written, scope, lambda default, scope: check(default, scope, type_))
    if Basic.ERROR not in (node.type, type_) and in_common(node.type, type_) is None:
        message = f"the default is {describe(node.type)}, and the outputs “{header.value}” are each {describe(type_)}"
        scope.findings.report(Code.CELL, message, node.span, "the default is one more output: a single value")
    return node


def _type(text: TableText, types: tuple[Type, ...], scope: Scope) -> Type:
    """The type of the table's value: one output, a list of them, or a number counted or added up."""
    policy = text.hit_policy
    if not (policy.gives_one_row or policy.gives_list) and len(types) > 1:
        message = f"“{policy}” works on one output, and this table has {len(types)}"
        scope.findings.report(Code.TABLE_SHAPE, message, text.span, "make it a table for each output")
        return Basic.ERROR
    if policy is HitPolicy.COLLECT_COUNT:
        return Basic.NUMBER
    if policy is HitPolicy.COLLECT_SUM and types[0] not in (Basic.NUMBER, Basic.ERROR):
        message = f"“collect sum” adds up numbers, and the outputs are each {describe(types[0])}"
        scope.findings.report(Code.TABLE_SHAPE, message, text.span, "choose “collect”, or write numbers")
        return Basic.ERROR
    compares = policy in (HitPolicy.COLLECT_MIN, HitPolicy.COLLECT_MAX)
    if compares and types[0] is not Basic.ERROR and not _has_order(types[0]):
        message = f"“{policy}” needs an order, and {describe(types[0])} has none"
        scope.findings.report(Code.NOT_ORDERED, message, text.span, "choose “collect”, or values of a scale")
        return Basic.ERROR
    names = tuple(fold(header.value) for header in text.header[-len(types) :])
    single = types[0] if len(types) == 1 else OutputsType(names, types)
    return ListType(single) if policy.gives_list else single


def _has_order(type_: Type) -> bool:
    ordered = isinstance(type_, ValueSet) and type_.ordered
    return ordered or isinstance(type_, DurationType) or type_ in (Basic.NUMBER, Basic.DATE)
