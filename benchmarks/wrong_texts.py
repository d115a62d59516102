"""Benchmark (i): texts in which nearly all is wrong, as large as is read, each checked in a process of its own."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measuring import FULL, HERE, Effort, Measured, at_most
from ilacs_rules.text.reading import POLICY_LIMIT

ROOT = HERE.parent
SECONDS, MEGABYTES = 5.0, 500.0
ENTRIES = 4_900  # with the head and their values just below the most that are read
ROWS = 19_000
SENTENCES = 420  # of nearly 5,000 characters

HEAD = """\
policy: wrong
title: Wrong
publisher: the benchmark
published: 2020-01-01
in force: {from: 2020-01-01}
subject: building
"""
TABLE = "facts: {n: number}\ndefinitions:\n  t:\n    default: 1\n    table: |\n      | n | t |\n      |---|---|\n"


def texts(effort: Effort) -> dict[str, str]:
    """What is checked, by its name."""
    many, rows, characters = range(effort.of(ENTRIES)), range(effort.of(ROWS)), effort.of(POLICY_LIMIT)
    sentences, long = range(effort.of(SENTENCES)), " and ".join(f"x is {n}" for n in range(390))
    return {
        "sentences that are none": "definitions:\n" + "".join(f"  a{n}: a is is b\n" for n in many),
        "names that mean nothing": "definitions:\n" + "".join(f"  a{n}: nothing like {n} is 3\n" for n in many),
        "long sentences": "facts: {x: number}\ndefinitions:\n" + "".join(f"  a{n}: {long}\n" for n in sentences),
        "long sentences that are none": "definitions:\n" + "".join(f"  a{n}: {long} and is\n" for n in sentences),
        "names that hold “and”": "definitions:\n" + "".join(f"  word{n} and word{n}: 3\n" for n in many),
        "each made of the one before": "definitions:\n  b0: 1\n" + "".join(f"  b{n + 1}: b{n} + 1\n" for n in many),
        "values of a scale": "scales:\n  s: [" + ", ".join(f"v{n}" for n in many) + "]\n",
        "one key over and over": "title: Wrong\n" * (characters // 20),
        "one line of quotation marks": 'note: "' + 'a"b' * (characters // 4),
        "brackets left open": "a: " + "[" * (characters // 2),
        "rows that overlap": TABLE + "".join(f"      | [{n}..{n + 5}] | {n} |\n" for n in rows),
        "rows that are none": TABLE + "".join(f"      | {n} zz | is is |\n" for n in rows),
    }


def checked(path: Path) -> tuple[float, float]:
    """The seconds of the processor that `check` takes for a text, and the most memory of any so far, in megabytes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "ilacs_rules.cli.start", "check", str(path)]
    subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, after.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def measure(effort: Effort = FULL) -> Iterator[Measured]:
    most = 0.0
    with TemporaryDirectory() as folder:
        path = Path(folder) / "wrong.yaml"
        for name, text in texts(effort).items():
            path.write_text(HEAD + text, encoding="utf-8")
            size = os.path.getsize(path)
            seconds, most = checked(path)
            yield Measured("i", f"{name}, {size // 1024:,} KiB", seconds, None, "", *at_most(SECONDS, seconds, "s"))
    aim, reached = at_most(MEGABYTES, most, "MB")
    yield Measured("i", f"the most memory of any: {most:.0f} MB", aim=aim, reached=reached)
