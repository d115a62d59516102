"""`ilacs-rules matrix`: the paragraphs of the sources against the rules."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ilacs_rules.cli.about import About, put_csv, put_workbook, tell_written
from ilacs_rules.cli.findings import exit_code, tell
from ilacs_rules.cli.matrix_forms import matrix_as_table, matrix_as_text
from ilacs_rules.cli.options import colour_option, format_option, on_option, out_option, policy_argument
from ilacs_rules.cli.output import json_text, put, put_exactly, screen_width
from ilacs_rules.cli.question import usable_policy, version_in_force
from ilacs_rules.explain.matrix import source_matrix


@click.command("matrix")
@policy_argument()
@on_option(required=False)
@format_option("table", "csv", "xlsx", "json")
@out_option()
@colour_option()
@click.pass_context
def command(ctx: click.Context, policy: str, on: date | None, format_: str, out: Path | None, colour: bool) -> None:
    """Show which paragraph of the sources is carried by which rule, which by none, and which rule cites no source.

    It is the version in force on the day of --on; without --on, the newest. What no rule carries can be told of a
    source that lists its paragraphs.
    """
    if format_ == "xlsx" and out is None:
        raise click.UsageError("a workbook is not for the screen: name a file with --out FILE.xlsx")
    as_json = format_ == "json"
    loaded, found = usable_policy(policy, as_json)
    program = loaded.versions[-1] if on is None else version_in_force(loaded, policy, on, as_json)
    matrix = source_matrix(program.version)
    table = matrix_as_table(matrix)
    rows = len(table.rows)
    about = About("matrix of sources and rules", program.version, {"on": on}, rows, rows, findings=tuple(found))
    match format_:
        case "table":
            width = screen_width() if out is None else None
            put(matrix_as_text(matrix, colour=colour and out is None, width=width), out)
        case "csv":
            put_csv(table, about, out)
        case "xlsx":
            put_workbook({"sources and rules": table}, about, out)
        case _:
            put_exactly(json_text(matrix.as_data(found)), out)
    tell_written(rows, "row", format_, out)
    if format_ != "json" or out is not None:
        tell(found, colour=colour)
    ctx.exit(exit_code(found))
