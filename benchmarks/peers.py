"""Benchmark (l): the flat record of (a) by others, those that are installed: pip install 'ilacs-rules[bench]'.

A rule engine and an evaluator of expressions answer record by record; DuckDB and Polars a table of many records at a
time, which is what they are made for. None of them is told of facts that may be missing, or gives reasons. Each gives
the same type, days and target as the function by hand; each run asserts it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from benchmarks.flat_record import RECORDS, Record, add_months, by_hand, seconds_a_record
from benchmarks.measuring import FULL, Effort, Measured, least_seconds, program
from ilacs_rules.engine.codegen.flat import evaluator

ASKED = ("type", "days", "target")
MANY = 100_000  # records of a table
Answer = Callable[[Record], dict[str, Any]]


def measure(effort: Effort = FULL) -> Iterator[Measured]:
    hand = partial(by_hand, add_months)
    (seconds,) = seconds_a_record([hand], RECORDS, effort)
    yield Measured("l", "flat record, by hand", seconds)
    one_by_one: dict[str, Callable[[], Answer]] = {
        "ilacs-rules": lambda: evaluator(program("flat.yaml"), ASKED),
        "simpleeval": _simpleeval,
        "zen": _zen,
    }
    for name, make in one_by_one.items():
        if name == "ilacs-rules" or find_spec(name) is not None:
            ask = make()
            assert all(_same(ask(record), hand(record)) for record in RECORDS), name
            found, seconds = seconds_a_record([ask, hand], RECORDS, Effort(effort.factor / 10))
            yield Measured("l", f"flat record, {name}", found, found / seconds, "by hand")
    rows = [RECORDS[number % len(RECORDS)] for number in range(effort.of(MANY))]
    at_once: dict[str, Callable[[Sequence[Record]], Callable[[], list[tuple[Any, ...]]]]] = {
        "duckdb": _duckdb,
        "polars": _polars,
    }
    for name, prepare in at_once.items():
        if find_spec(name) is not None:
            run = prepare(rows)
            assert run() == [tuple(hand(row)[each] for each in ASKED) for row in rows], name
            found = least_seconds(run, 1, effort.of(5)) / len(rows)
            yield Measured("l", f"a row of a table of {len(rows):,}, {name}", found, found / seconds, "by hand")


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(one[each] == other[each] for each in ASKED)


GRADES_GOOD = ["outstanding", "good"]
TYPE = (
    "'short inspection' if grade in good else "
    "'standard inspection' if grade == 'requires improvement' else 'repeat inspection'"
)


def _simpleeval() -> Answer:
    """Expressions that are parsed once and evaluated for each record."""
    simpleeval = import_module("simpleeval")
    parser = simpleeval.EvalWithCompoundTypes(functions={"months": add_months})
    texts = {"type": TYPE, "days": "5 if grade in good else 10", "target": "months(last, 36)"}
    parsed = {name: parser.parse(text) for name, text in texts.items()}

    def ask(record: Record) -> dict[str, Any]:
        parser.names = {"grade": record["grade"], "last": record["last inspection end"], "good": GRADES_GOOD}
        return {name: parser.eval(texts[name], previously_parsed=tree) for name, tree in parsed.items()}

    return ask


def _zen() -> Answer:
    """One node of expressions, in the format of GoRules."""
    expressions = {
        "type": "grade in ['outstanding', 'good'] ? 'short inspection' : "
        "grade == 'requires improvement' ? 'standard inspection' : 'repeat inspection'",
        "days": "grade in ['outstanding', 'good'] ? 5 : 10",
        "target": "d(last).add('3y').format('%Y-%m-%d')",
    }
    rows = [{"id": name, "key": name, "value": text} for name, text in expressions.items()]
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode", "position": {"x": 0, "y": 0}},
        {
            "id": "it",
            "name": "it",
            "type": "expressionNode",
            "position": {"x": 1, "y": 0},
            "content": {"expressions": rows},
        },
        {"id": "out", "name": "out", "type": "outputNode", "position": {"x": 2, "y": 0}},
    ]
    edges = [
        {"id": "a", "type": "edge", "sourceId": "in", "targetId": "it"},
        {"id": "b", "type": "edge", "sourceId": "it", "targetId": "out"},
    ]
    decision = import_module("zen").ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))

    def ask(record: Record) -> dict[str, Any]:
        given = {"grade": record["grade"], "last": record["last inspection end"].isoformat()}
        found = decision.evaluate(given)["result"]
        return {"type": found["type"], "days": found["days"], "target": date.fromisoformat(found["target"])}

    return ask


def _duckdb(rows: Sequence[Record]) -> Callable[[], list[tuple[Any, ...]]]:
    connection = import_module("duckdb").connect()
    connection.execute("create table given (place int, grade text, last date)")
    values = [(place, row["grade"], row["last inspection end"]) for place, row in enumerate(rows)]
    for first in range(0, len(values), 1_000):
        part = values[first : first + 1_000]
        marks = ",".join(["(?,?,?)"] * len(part))
        connection.execute(f"insert into given values {marks}", [each for value in part for each in value])
    asked = """
        select case when grade in ('outstanding', 'good') then 'short inspection'
                    when grade = 'requires improvement' then 'standard inspection' else 'repeat inspection' end,
               case when grade in ('outstanding', 'good') then 5 else 10 end,
               cast(last + interval 36 month as date)
        from given order by place
    """
    return lambda: list(connection.execute(asked).fetchall())


def _polars(rows: Sequence[Record]) -> Callable[[], list[tuple[Any, ...]]]:
    polars = import_module("polars")
    given = {"grade": [row["grade"] for row in rows], "last": [row["last inspection end"] for row in rows]}
    frame = polars.DataFrame(given)
    grade, text = polars.col("grade"), polars.lit
    good = grade.is_in(GRADES_GOOD)
    other = polars.when(grade == "requires improvement").then(text("standard inspection"))
    asked = [
        polars.when(good)
        .then(text("short inspection"))
        .otherwise(other.otherwise(text("repeat inspection")))
        .alias("type"),
        polars.when(good).then(5).otherwise(10).alias("days"),
        polars.col("last").dt.offset_by("36mo").alias("target"),
    ]
    return lambda: list(frame.select(asked).rows())
