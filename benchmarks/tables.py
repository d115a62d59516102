"""One decision by tables of 10, 100, 1,000 and 10,000 rows: an equality column and a range column.

Run with `python -m benchmarks.tables`. The largest may take at most three times what the smallest takes.
"""

from __future__ import annotations

import gc
from time import perf_counter

from ilacs_rules.cases.model import Value
from ilacs_rules.checker.table_analysis import analyse
from ilacs_rules.checker.tree import And, Compare, Const, Fact, Item, Node
from ilacs_rules.checker.version import DecisionTable, InputTest, TableRow
from ilacs_rules.engine.table_outcome import outcome
from ilacs_rules.engine.tables import TableMatcher
from ilacs_rules.language.nodes import Relation
from ilacs_rules.language.types import Basic, Type
from ilacs_rules.text.source import Source, Span

SIZES = [10, 100, 1_000, 10_000]
DECISIONS = 2_000
ROUNDS = 15
SPAN = Span(Source("benchmark", ""), 0, 0)


def condition(type_: Type, relation: Relation, value: int | str) -> Node:
    item, constant = Item(type=type_, span=SPAN), Const(type=type_, span=SPAN, value=value)
    return Compare(type=Basic.YES_OR_NO, span=SPAN, relation=relation, left=item, right=constant)


def table_of(rows: int) -> DecisionTable:
    """Half the square root of `rows` kinds; within a kind, ranges that begin and end nowhere else in the table."""
    kinds = max(2, int(rows**0.5) // 2)
    ranges = rows // kinds
    made = []
    for number in range(kinds * ranges):
        kind, place = divmod(number, ranges)
        low, high = (p * 1000 + kind if p else 0 for p in (place, place + 1))
        within = [condition(Basic.NUMBER, Relation.AT_LEAST, low)]
        if place < ranges - 1:
            within.append(condition(Basic.NUMBER, Relation.LESS, high))
        both = And(type=Basic.YES_OR_NO, span=SPAN, items=tuple(within)) if len(within) > 1 else within[0]
        tests = (condition(Basic.TEXT, Relation.EQUAL, f"kind {kind}"), both)
        made.append(
            TableRow(
                tests=tuple(InputTest(test, False, SPAN) for test in tests),
                outputs=(Const(type=Basic.NUMBER, span=SPAN, value=number),),
                span=SPAN,
            )
        )
    return DecisionTable(
        inputs=(Fact(type=Basic.TEXT, span=SPAN, name="kind"), Fact(type=Basic.NUMBER, span=SPAN, name="size")),
        input_words=("kind", "size"),
        output_words=("output",),
        output_types=(Basic.NUMBER,),
        rows=tuple(made),
        hit_policy="unique",
        default=(Const(type=Basic.NUMBER, span=SPAN, value=-1),),
        type=Basic.NUMBER,
        span=SPAN,
    )


def never(node: Node, item: Value) -> bool:
    raise AssertionError("every cell is indexed")


def constant(node: Node) -> Value:
    assert isinstance(node, Const)
    return node.value


def seconds_a_decision(matcher: TableMatcher) -> float:
    """The least of several rounds; inputs are spread over all rows."""
    rows = matcher.table.rows
    kinds = max(2, int(len(rows) ** 0.5) // 2)
    cases = [(f"kind {n * 7 % kinds}", n * 7919 % (len(rows) // kinds * 1000)) for n in range(DECISIONS)]
    best = float("inf")
    for _ in range(ROUNDS):
        start = perf_counter()
        for case in cases:
            outcome(matcher, case, never, constant)
        best = min(best, perf_counter() - start)
    return best / DECISIONS


def main() -> None:
    matchers = []
    print(f"{'rows':>7}  {'index':>9}  {'analysis':>9}  {'one decision':>12}  ratio")
    for size in SIZES:
        table = table_of(size)
        start = perf_counter()
        matcher = TableMatcher(table)
        indexed = perf_counter()
        analyse(table)
        matchers.append((matcher, indexed - start, perf_counter() - indexed))
    gc.collect()
    gc.disable()
    least = seconds_a_decision(matchers[0][0])
    for matcher, index, analysis in matchers:
        seconds = seconds_a_decision(matcher)
        ready = f"{index * 1e3:6.1f} ms  {analysis * 1e3:6.1f} ms"
        print(f"{len(matcher.table.rows):7,}  {ready}  {seconds * 1e6:9.2f} µs  {seconds / least:5.2f}")


if __name__ == "__main__":
    main()
