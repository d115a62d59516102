"""Running commands as a person would, in the folder of the invented policy, on a terminal of a given width."""

from __future__ import annotations

import os
from pathlib import Path

from click.testing import CliRunner, Result

from ilacs_rules.cli.main import commands

HERE = Path(__file__).parent
FIRE = HERE / "fire"
EXPECTED = HERE / "expected"
ON = ("--on", "2020-06-30")


def run(*arguments: str, columns: int = 80, folder: Path = FIRE) -> Result:
    """What a command puts out; an exception that gets out of it fails the test."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        return CliRunner(env={"COLUMNS": str(columns), "NO_COLOR": "1"}).invoke(
            commands, arguments, catch_exceptions=False
        )
    finally:
        os.chdir(before)


def seen(result: Result) -> str:
    """What a person sees: the answer, what is said on standard error, and the exit code if it is not 0."""
    parts = [result.stdout.rstrip("\n")] if result.stdout else []
    parts += [f"[standard error]\n{result.stderr.strip(chr(10))}"] if result.stderr else []
    parts += [f"[exit code {result.exit_code}]"] if result.exit_code else []
    return "\n\n".join(parts) + "\n"
