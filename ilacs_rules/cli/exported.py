"""Tables put out for spreadsheets, and with them what they are about."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from ilacs_rules.cli.output import put_exactly
from ilacs_rules.text.machine import json_text
from ilacs_rules.workspace.about import About
from ilacs_rules.workspace.tables import Table, workbook

TABLE_FORMATS = ("csv", "xlsx")
OF_SEVERAL = TABLE_FORMATS[1:]  # those that hold more than one table
SHEET = "about"


def need_file(format_: str, out: Path | None) -> None:
    """Raises UsageError for a workbook without a file to write it to."""
    if format_ == "xlsx" and out is None:
        raise click.UsageError("a workbook is not for the screen: name a file with --out FILE.xlsx")


def put_tables(
    tables: Mapping[str, Table], about: About, format_: str, out: Path | None, alone: str | None = None
) -> None:
    """Puts out tables: all of them as the sheets of a workbook (`xlsx`), or as `csv` one `alone`, by default the first.

    What they are about is the last sheet of a workbook; of a CSV file it stands in another beside it:
    `plan.csv`, `plan.about.json`. Raises NotInstalledError for a workbook.
    """
    if format_ == "xlsx":
        put_exactly(workbook({**tables, SHEET: about.as_table()}), out)
        return
    put_exactly(tables[alone or next(iter(tables))].as_csv(), out)
    if out is not None and (not out.exists() or out.is_file()):
        put_exactly(json_text(about.as_data()), about_file(out))


def about_file(out: Path) -> Path:
    """Where it stands what a CSV file is about."""
    return out.with_name(f"{out.stem}.about.json")


def tell_written(rows: int, what: str, format_: str, out: Path | None) -> None:
    """Says how many rows, or what else is counted, were written where; nothing if they were put on the screen."""
    if out is None:
        return
    about = about_file(out)
    beside = f", and what they are about to {about}" if format_ == "csv" and about.exists() else ""
    click.echo(f"{rows:,} {what if rows == 1 else what + 's'} written to {out}{beside}")
