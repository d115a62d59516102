"""`ilacs-rules explain`: the rules of a policy in plain English."""

from __future__ import annotations

from datetime import date

import click

from ilacs_rules.cli.asking import asking
from ilacs_rules.cli.options import format_option, on_option, policy_argument
from ilacs_rules.cli.output import line_length, put, put_exactly
from ilacs_rules.text.machine import json_text


@click.command("explain")
@policy_argument()
@on_option(required=False)
@format_option("text", "json")
def command(policy: str, on: date | None, format_: str) -> None:
    """Say in plain English what a policy requires, of whom and when.

    It is the version in force on the day of --on; without --on, the newest.
    """
    with asking(as_json=format_ == "json") as workspace:
        explained = workspace.explain(policy, on)
    if format_ == "json":
        put_exactly(json_text(explained.as_data()))
    else:
        put(explained.as_text(line_length()).rstrip("\n"))
