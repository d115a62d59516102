"""Benchmark (e): importing the package, and one decision on the command line, against a script that reads the case."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import yaml

from benchmarks.measuring import FULL, HERE, Effort, Measured, at_most

ROOT = HERE.parent
HEAVY = ("click", "holidays", "jinja2", "jsonschema", "openpyxl", "rich")
AIMS = {"import ilacs_rules": 3.0, "ilacs-rules decide, policy kept": 2.0}  # times what it is held against
CASE = ROOT / "examples" / "authorities" / "leeds.yaml"

# what somebody would write who reads the same case with the standard library alone, and has no policy to ask
PLAIN = """
import argparse, json
from datetime import date
arguments = argparse.ArgumentParser()
arguments.add_argument("case")
arguments.add_argument("--on", type=date.fromisoformat)
given = arguments.parse_args()
with open(given.case, encoding="utf-8") as opened:
    case = json.load(opened)
last = max((event.get("end", "") for event in case["events"]), default="")
print(json.dumps({"case": case["name"], "last": last, "on": given.on.isoformat()}, indent=2))
"""


def programs(case: Path) -> dict[str, tuple[str, ...]]:
    """What is measured, by its name; every other is held against one of the first two."""
    on = (str(case), "--on", "2020-01-01")
    command = ("-c", "from ilacs_rules.cli.start import main; main()")  # what the console script does
    decide = ("decide", "ilacs", *on, "--format", "json")
    return {
        "python -c pass": ("-c", "pass"),
        "a plain script that reads the case": ("-c", PLAIN, *on),
        "import ilacs_rules": ("-c", "import ilacs_rules"),
        "ilacs-rules --help": (*command, "--help"),
        "ilacs-rules decide, nothing kept": (*command, "--no-cache", *decide),
        "ilacs-rules decide, policy kept": (*command, *decide),
        "the same as text": (*command, *decide[:-2]),
    }


def seconds_of(arguments: tuple[str, ...], cache: Path) -> float:
    start = perf_counter()
    compiled = str(cache.with_name("compiled"))  # modules, as whoever has installed it has them
    environment = os.environ | {"ILACS_RULES_CACHE": str(cache), "PYTHONPYCACHEPREFIX": compiled}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL, env=environment)
    return perf_counter() - start


def not_imported() -> list[str]:
    """Which of the heavy modules `import ilacs_rules` leaves alone."""
    program = f"import sys, ilacs_rules; print(*({set(HEAVY)!r} - sys.modules.keys()))"
    return sorted(subprocess.check_output([sys.executable, "-c", program], cwd=ROOT, text=True).split())


def measure(effort: Effort = FULL) -> Iterator[Measured]:
    with TemporaryDirectory() as folder:
        case, cache = Path(folder) / "case.json", Path(folder) / "cache"
        read = yaml.load(CASE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # values stay as they are written
        case.write_text(json.dumps(read), encoding="utf-8")
        measured = programs(case)
        seconds_of(measured["the same as text"], cache)  # all modules are compiled, and the policy is kept
        least = {
            name: min(seconds_of(arguments, cache) for _ in range(effort.of(10)))
            for name, arguments in measured.items()
        }
    nothing, plain, *others = least
    yield Measured("e", nothing, least[nothing])
    yield Measured("e", plain, least[plain], least[plain] / least[nothing], nothing)
    for name in others:
        against = nothing if "import" in name or "--help" in name else plain
        ratio = least[name] / least[against]
        aim, reached = at_most(AIMS[name], ratio, "×") if name in AIMS else ("", None)
        yield Measured("e", name, least[name], ratio, against, aim, reached)
    late = not_imported()
    yield Measured("e", f"not imported: {', '.join(late)}", aim="all of them", reached=late == sorted(HEAVY))
