"""Benchmark (e): importing the package, and one decision on the command line, against `python -c pass`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from time import perf_counter

from benchmarks.measuring import FULL, HERE, Effort, Measured

ROOT = HERE.parent
HEAVY = ("click", "holidays", "jinja2", "jsonschema", "openpyxl", "rich")
QUESTION = ("decide", "ilacs", "examples/authorities/leeds.yaml", "--on", "2020-01-01")
PROGRAMS: dict[str, tuple[str, ...]] = {
    "python -c pass": ("-c", "pass"),
    "import ilacs_rules": ("-c", "import ilacs_rules"),
    "ilacs-rules --help": ("-m", "ilacs_rules.cli.main", "--help"),
    "ilacs-rules decide, one case": ("-m", "ilacs_rules.cli.main", *QUESTION),
}


def seconds_of(arguments: tuple[str, ...]) -> float:
    start = perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - start


def not_imported() -> list[str]:
    """Which of the heavy modules `import ilacs_rules` leaves alone."""
    program = f"import sys, ilacs_rules; print(*({set(HEAVY)!r} - sys.modules.keys()))"
    return sorted(subprocess.check_output([sys.executable, "-c", program], cwd=ROOT, text=True).split())


def measure(effort: Effort = FULL) -> Iterator[Measured]:
    least = {name: min(seconds_of(arguments) for _ in range(effort.of(10))) for name, arguments in PROGRAMS.items()}
    nothing, *others = least
    yield Measured("e", nothing, least[nothing])
    for name in others:
        yield Measured("e", name, least[name], least[name] / least[nothing], nothing)
    late = not_imported()
    yield Measured("e", f"not imported: {', '.join(late)}", aim="all of them", reached=late == sorted(HEAVY))
