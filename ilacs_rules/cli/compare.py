"""`ilacs-rules compare`: what an edited policy changes for each case, and which of its rules read otherwise."""

from __future__ import annotations

from datetime import date

import click

from ilacs_rules.cli.asking import asking
from ilacs_rules.cli.findings import exit_code, tell
from ilacs_rules.cli.options import (
    cases_argument,
    colour_option,
    format_option,
    mapping_option,
    on_option,
    policy_argument,
)
from ilacs_rules.cli.output import line_length, put, put_exactly, screen_width
from ilacs_rules.cli.screen import summary_as_text
from ilacs_rules.text.machine import json_text


@click.command("compare")
@click.argument("before", metavar="BEFORE")
@policy_argument()
@cases_argument()
@on_option()
@mapping_option()
@format_option("table", "json")
@colour_option()
@click.pass_context
def command(
    ctx: click.Context,
    before: str,
    policy: str,
    cases: str,
    on: date,
    mapping: str | None,
    format_: str,
    colour: bool,
) -> None:
    """Show what changes for each case when POLICY takes the place of BEFORE, and which of its rules read otherwise.

    All other rules are known to mean the same.
    """
    with asking(as_json=format_ == "json") as workspace:
        answer = workspace.compare(before, policy, cases, on, mapping=mapping)
    if format_ == "json":
        put_exactly(json_text(answer.as_data()))
    else:
        rules = (group.as_text(line_length()) for group in answer.comparison.rules.groups)
        put(summary_as_text(answer.in_short(), colour=colour, width=screen_width(), before_the_end=rules))
        tell(answer.findings, colour=colour)
    ctx.exit(exit_code(answer.findings))
