"""`ilacs-rules matrix`: the paragraphs of the sources against the rules."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ilacs_rules.cli.asking import asking
from ilacs_rules.cli.exported import TABLE_FORMATS, need_file, put_tables, tell_written
from ilacs_rules.cli.options import colour_option, format_option, on_option, out_option, policy_argument
from ilacs_rules.cli.output import put_exactly
from ilacs_rules.cli.screen import put_summary
from ilacs_rules.text.machine import json_text
from ilacs_rules.workspace.matrices import about_matrix, matrix_in_short, matrix_sheets


@click.command("matrix")
@policy_argument()
@on_option(required=False)
@format_option("table", *TABLE_FORMATS, "json")
@out_option()
@colour_option()
def command(policy: str, on: date | None, format_: str, out: Path | None, colour: bool) -> None:
    """Show which paragraph of the sources is carried by which rule, which by none, and which rule cites no source.

    It is the version in force on the day of --on; without --on, the newest. What no rule carries can be told of a
    source that lists its paragraphs.
    """
    need_file(format_, out)
    with asking(as_json=format_ == "json") as workspace:
        matrix = workspace.matrix(policy, on)
        about, tables = about_matrix(matrix, on), matrix_sheets(matrix)
        match format_:
            case "table":
                put_summary(matrix_in_short(matrix), out, colour=colour)
            case "json":
                put_exactly(json_text(matrix.as_data()), out)
            case _:
                put_tables(tables, about, format_, out)
    tell_written(about.rows, "row", format_, out)
