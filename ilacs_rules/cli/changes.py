"""`ilacs-rules changes`: what changes from one day to another, for whom, from when and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ilacs_rules.cli.asking import asking
from ilacs_rules.cli.options import format_option, from_option, out_option, policy_argument, templates_option, to_option
from ilacs_rules.cli.output import line_length, put, put_exactly
from ilacs_rules.text.machine import json_text
from ilacs_rules.workspace.change_files import TemplateError, changes_as_markdown


@click.command("changes")
@policy_argument()
@from_option()
@to_option()
@click.option("--whole", is_flag=True, help="Tell all the steps on the way as one, from the first day to the last.")
@format_option("text", "markdown", "json")
@templates_option()
@out_option()
def command(
    policy: str,
    since: date,
    to: date,
    whole: bool,
    format_: str,
    templates: Path | None,
    out: Path | None,
) -> None:
    """Tell what changes in a policy from one day to another: for whom, before and after, from when and why.

    It goes by what the rules mean: another order, another name or a wording known to say the same is no change. There
    is a note for each version that comes into force after the first day, up to and on the last.
    """
    if to < since:
        raise click.BadParameter(f"{to} is before {since}", param_hint="--to")
    with asking(as_json=format_ == "json") as workspace:
        notes = workspace.changes(policy, since, to, whole=whole)
    if format_ == "json":
        put_exactly(json_text(notes.as_data()), out)
    elif format_ == "markdown":
        try:
            put_exactly(changes_as_markdown(notes, templates), out)
        except TemplateError as error:
            raise click.UsageError(f"a template cannot be used: {error}") from None
    else:
        put(notes.as_text(line_length()).removesuffix("\n"), out)
