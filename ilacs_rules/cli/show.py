"""`ilacs-rules show`: the whole text of a policy as in force on a day, with the file and line of every part."""

from __future__ import annotations

from datetime import date

import click

from ilacs_rules.cli.asking import asking
from ilacs_rules.cli.options import format_option, known_option, on_option, policy_argument
from ilacs_rules.cli.output import put, put_exactly
from ilacs_rules.text.machine import json_text


@click.command("show")
@policy_argument()
@on_option()
@known_option()
@format_option("yaml", "json")
def command(policy: str, on: date, known: date | None, format_: str) -> None:
    """Show the whole text of a policy as in force on a day, its amendments worked in.

    Beside every part stands the file and line that wrote it.
    """
    with asking(as_json=format_ == "json") as workspace:
        text = workspace.show(policy, on, known=known)
    if format_ == "json":
        put_exactly(json_text(text.as_data()))
    else:
        put(text.as_text().removesuffix("\n"))
