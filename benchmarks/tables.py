"""Benchmark (c): one decision by tables of 10, 100, 1,000 and 10,000 rows, read from CSV files by the real loader.

A table has an equality column and a range column: half the square root of its rows kinds and, within a kind, ranges
that begin and end nowhere else in the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from benchmarks.measuring import FULL, Effort, Measured, at_most, least_by_turns
from ilacs_rules.engine.codegen.flat import Evaluator, evaluator
from ilacs_rules.text.printing import as_text
from ilacs_rules.workspace.loading import load_policy

SIZES = (10, 100, 1_000, 10_000)
RECORDS = 2_000
LIMIT = 1.5  # times what the smallest table takes
CHECKED, READY = 1.0, 0.05  # seconds, for the largest table
STEP = 1_000  # sizes from one range to the next

POLICY = """\
policy: table
title: A table
publisher: the benchmark
published: 2020-01-01
in force: {{from: 2020-01-01}}
subject: building
choices:
  kind: [{kinds}]
facts:
  kind: kind
  size: number
definitions:
  answer:
    table: table.csv
    default: -1
requirements: {{}}
"""


def kinds_of(rows: int) -> int:
    return max(2, int(rows**0.5) // 2)


def letters(number: int) -> str:
    """A name for a kind; names are words of letters."""
    return chr(ord("a") + number // 26) + chr(ord("a") + number % 26)


def table_of(rows: int) -> Iterator[str]:
    """The lines of a table of so many rows."""
    yield "kind,size,answer\n"
    kinds = kinds_of(rows)
    ranges = rows // kinds
    for number in range(kinds * ranges):
        kind, place = divmod(number, ranges)
        low, high = (bound * STEP + kind if bound else 0 for bound in (place, place + 1))
        size = f"[{low}..{high})" if place < ranges - 1 else f">= {low}"
        yield f"kind {letters(kind)},{size},{number}\n"


def ready(rows: int) -> tuple[Evaluator, float, float]:
    """A table ready to be asked; the seconds of the processor that it took to be read and checked, and to be ready."""
    start = process_time()
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "table.csv").write_text("".join(table_of(rows)), encoding="utf-8")
        kinds = ", ".join(f"kind {letters(kind)}" for kind in range(kinds_of(rows)))
        (folder / "table.yaml").write_text(POLICY.format(kinds=kinds), encoding="utf-8")
        policy, found = load_policy(folder / "table.yaml")
    assert policy is not None, as_text(found)
    checked = process_time()
    made = evaluator(policy.versions[-1], ["answer"])
    return made, checked - start, process_time() - checked


def measure(effort: Effort = FULL, sizes: Sequence[int] = SIZES) -> Iterator[Measured]:
    all_ready = {rows: ready(rows) for rows in sizes}
    runs = [over_all_rows(decide, rows, effort) for rows, (decide, _, _) in all_ready.items()]
    each_took = [took / effort.of(RECORDS) for took in least_by_turns(runs, 1, effort.of(15))]
    for (rows, (_, checked, made)), seconds in zip(all_ready.items(), each_took, strict=True):
        ratio = seconds / each_took[0]
        for what, took, limit in (("read and checked", checked, CHECKED), ("made ready", made, READY)):
            wanted = at_most(limit, took, "s") if rows == SIZES[-1] else ("", None)
            yield Measured("c", f"table of {rows:,} rows, {what}", took, None, "", *wanted)
        aim, reached = at_most(LIMIT, ratio, "×")
        yield Measured("c", f"table of {rows:,} rows, a decision", seconds, ratio, f"{sizes[0]} rows", aim, reached)


def over_all_rows(decide: Evaluator, rows: int, effort: Effort) -> Callable[[], None]:
    """Decisions of which the inputs are spread over all rows."""
    kinds = kinds_of(rows)
    top = rows // kinds * STEP
    records: list[dict[str, Any]] = [
        {"kind": f"kind {letters(n * 7 % kinds)}", "size": n * 7919 % top} for n in range(effort.of(RECORDS))
    ]
    assert all(decide(record)["answer"] != -1 for record in records)

    def run() -> None:
        for record in records:
            decide(record)

    return run
