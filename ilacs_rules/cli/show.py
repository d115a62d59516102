"""`ilacs-rules show`: the whole text of a policy as in force on a day, with the file and line of every part."""

from __future__ import annotations

from datetime import date

import click

from ilacs_rules.cli.findings import exit_code, tell
from ilacs_rules.cli.options import format_option, known_option, on_option, policy_argument
from ilacs_rules.cli.output import json_text, put, put_exactly
from ilacs_rules.cli.question import usable_policy, version_in_force
from ilacs_rules.explain.policy_text import PolicyText


@click.command("show")
@policy_argument()
@on_option()
@known_option()
@format_option("yaml", "json")
@click.pass_context
def command(ctx: click.Context, policy: str, on: date, known: date | None, format_: str) -> None:
    """Show the whole text of a policy as in force on a day, its amendments worked in.

    Beside every part stands the file and line that wrote it.
    """
    as_json = format_ == "json"
    loaded, found = usable_policy(policy, as_json)
    text = PolicyText(version_in_force(loaded, policy, on, as_json, known).version, on, known)
    if as_json:
        put_exactly(json_text(text.as_data(found)))
    else:
        put(text.as_text().removesuffix("\n"))
        tell(found)
    ctx.exit(exit_code(found))
