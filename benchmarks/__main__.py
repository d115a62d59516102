"""Runs all benchmarks: `python -m benchmarks`, or `python -m benchmarks --format json`."""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict

from benchmarks import back_test, documents, flat_record, history, keystrokes, ready, starting, tables, wrong_texts
from benchmarks.measuring import FULL, Effort, Measured

BENCHMARKS: dict[str, Callable[[Effort], Iterator[Measured]]] = {
    "a": flat_record.measure,
    "b": history.measure,
    "c": tables.measure,
    "d": ready.measure,
    "e": starting.measure,
    "f": documents.measure,
    "g": back_test.measure,
    "h": keystrokes.measure,
    "i": wrong_texts.measure,
}


def measured(wanted: Iterable[str], effort: Effort = FULL) -> Iterator[Measured]:
    for name in wanted:
        yield from BENCHMARKS[name](effort)


def line(row: Measured) -> str:
    ratio = "" if row.ratio is None else f"{row.ratio:8.2f} ×  {row.against}"
    aim = "" if row.reached is None else f"{row.aim}: {'reached' if row.reached else 'NOT REACHED'}"
    return f"{row.benchmark:2} {row.what:46} {amount(row.seconds):>10} {ratio:38} {aim}".rstrip()


def amount(seconds: float | None) -> str:
    if seconds is None:
        return ""
    for unit, size in (("s ", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.2f} {unit}"
    return f"{seconds * 1e9:.0f} ns"


def main(arguments: Sequence[str] | None = None, effort: Effort = FULL) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "benchmarks", nargs="*", default=list(BENCHMARKS), help="a, b, c, d, e, f, g, h, i; all if none is named"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    asked = parser.parse_args(arguments)
    wrong = [name for name in asked.benchmarks if name not in BENCHMARKS]
    if wrong:
        parser.error(f"there is no benchmark {wrong[0]}; there are {', '.join(BENCHMARKS)}")
    python = f"{platform.python_implementation()} {platform.python_version()}"
    rows = measured(asked.benchmarks, effort)
    if asked.format == "json":
        print(json.dumps({"python": python, "measured": [asdict(row) for row in rows]}, ensure_ascii=False, indent=2))
        return 0
    print(f"{python}; the least of several repeats, in one process except for (e)\n")
    for row in rows:
        print(line(row), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
