"""An answer put out in the form that was asked for, and what every command says after it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn, Protocol

import click

from ilacs_rules.cli.exported import put_tables, tell_written
from ilacs_rules.cli.findings import exit_code, tell
from ilacs_rules.cli.output import put_exactly
from ilacs_rules.cli.screen import put_summary
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.machine import json_text
from ilacs_rules.workspace.about import About
from ilacs_rules.workspace.summary import Summary
from ilacs_rules.workspace.tables import Table


class Answer(Protocol):
    """What can be put out as a page to look at, as tables, and as JSON."""

    def in_short(self) -> Summary:
        """The answer to look at."""

    def tables(self) -> Mapping[str, Table]:
        """The sheets of a workbook, by title."""

    def about(self) -> About:
        """What its tables are about."""

    def as_data(self) -> dict[str, object]:
        """What is printed as JSON."""


def put_answer(answer: Answer, format_: str, out: Path | None, *, colour: bool) -> None:
    """Puts out an answer as `table`, `json`, `csv` or `xlsx`. Raises NotInstalledError for a workbook."""
    match format_:
        case "table":
            put_summary(answer.in_short(), out, colour=colour)
        case "json":
            put_exactly(json_text(answer.as_data()), out)
        case _:
            put_tables(answer.tables(), answer.about(), format_, out)


def leave(
    ctx: click.Context,
    found: tuple[Diagnostic, ...],
    format_: str,
    out: Path | None,
    *,
    rows: int,
    what: str,
    colour: bool,
) -> NoReturn:
    """Says how many rows were written where, then what was found, unless it is in the JSON on the screen; and exits."""
    tell_written(rows, what, format_, out)
    if format_ != "json" or out is not None:
        tell(found, colour=colour)
    ctx.exit(exit_code(found))
