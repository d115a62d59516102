"""Runs all benchmarks: `python -m benchmarks`; with `--page FILE` the table is put into a page as well."""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks import (
    back_test,
    documents,
    flat_record,
    history,
    keystrokes,
    memory,
    peers,
    populations,
    ready,
    starting,
    tables,
    wrong_texts,
)
from benchmarks.measuring import FULL, Effort, Measured
from ilacs_rules.engine.cores import cores

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
    "j": populations.measure,
    "k": memory.measure,
    "l": peers.measure,
}


def measured(wanted: Iterable[str], effort: Effort = FULL) -> Iterator[Measured]:
    for name in wanted:
        yield from BENCHMARKS[name](effort)


def line(row: Measured) -> str:
    ratio = "" if row.ratio is None else f"{row.ratio:8.2f} ×  {row.against}"
    aim = "" if row.reached is None else f"{row.aim}: {'reached' if row.reached else 'NOT REACHED'}"
    return f"{row.benchmark:2} {row.what:46} {figure(row):>10} {ratio:38} {aim}".rstrip()


def figure(row: Measured) -> str:
    return row.figure or amount(row.seconds)


def amount(seconds: float | None) -> str:
    if seconds is None:
        return ""
    for unit, size in (("s ", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.2f} {unit}"
    return f"{seconds * 1e9:.0f} ns"


def machine() -> str:
    """On what the figures were measured."""
    model = ""
    if (told := Path("/proc/cpuinfo")).exists():
        model = next((each.partition(": ")[2] for each in told.read_text().splitlines() if "model name" in each), "")
    python = f"{platform.python_implementation()} {platform.python_version()}"
    named = model or platform.processor() or platform.machine()
    load = f", a load of {os.getloadavg()[0]:.0f} when it began" if hasattr(os, "getloadavg") else ""
    return f"{python}, {platform.system()}, {cores()} cores of {named}{load}"


def missed(rows: Iterable[Measured]) -> str:
    """The aims that were not reached."""
    names = [f"({row.benchmark}) {row.what.strip()}, {row.aim}" for row in rows if row.reached is False]
    return f"Not reached: {'; '.join(names)}." if names else "Every aim is reached."


def as_page(rows: Sequence[Measured], where: str) -> str:
    """The table for a page of the docs."""
    lines = ["| | measured | figure | reference | aim | |", "|---|---|---|---|---|---|"]
    for row in rows:
        against = "" if row.ratio is None else f"{row.ratio:.2f} × {row.against}"
        reached = {None: "", True: "reached", False: "**not reached**"}[row.reached]
        lines.append(f"| {row.benchmark} | {row.what.strip()} | {figure(row)} | {against} | {row.aim} | {reached} |")
    return "\n".join([f"{where}.", "", *lines, "", missed(rows)])


def put_into(page: Path, made: str) -> None:
    """Puts the table in the place of the one that a page holds."""
    text = page.read_text(encoding="utf-8")
    page.write_text(_MADE.sub(lambda found: f"{found[1]}\n{made}\n{found[2]}", text), encoding="utf-8")


_MADE = re.compile(r"(<!-- made by make bench -->\n).*?(<!-- end -->)", re.DOTALL)


def main(arguments: Sequence[str] | None = None, effort: Effort = FULL) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "benchmarks", nargs="*", default=list(BENCHMARKS), help="letters from a to l; all if none is named"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--page", type=Path, help="put the table into this page as well")
    asked = parser.parse_args(arguments)
    wrong = [name for name in asked.benchmarks if name not in BENCHMARKS]
    if wrong:
        parser.error(f"there is no benchmark {wrong[0]}; there are {', '.join(BENCHMARKS)}")
    rows = measured(asked.benchmarks, effort)
    if asked.format == "json":
        print(
            json.dumps({"machine": machine(), "measured": [asdict(row) for row in rows]}, ensure_ascii=False, indent=2)
        )
        return 0
    where = machine()
    print(f"{where}; the least of several repeats, in one process except for (e) and the last of (j)\n")
    found: list[Measured] = []
    for row in rows:
        print(line(row), flush=True)
        found.append(row)
    print(f"\n{missed(found)}")
    if asked.page is not None:
        put_into(asked.page, as_page(found, where))
    return 0


if __name__ == "__main__":
    sys.exit(main())
