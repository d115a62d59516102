"""`ilacs-rules explain`: the rules of a policy in plain English."""

from __future__ import annotations

from datetime import date

import click

from ilacs_rules.cli.findings import exit_code, tell
from ilacs_rules.cli.options import format_option, on_option, policy_argument
from ilacs_rules.cli.output import json_text, line_length, put, put_exactly
from ilacs_rules.cli.question import usable_policy, version_in_force
from ilacs_rules.explain.version import explain_version


@click.command("explain")
@policy_argument()
@on_option(required=False)
@format_option("text", "json")
@click.pass_context
def command(ctx: click.Context, policy: str, on: date | None, format_: str) -> None:
    """Say in plain English what a policy requires, of whom and when.

    It is the version in force on the day of --on; without --on, the newest.
    """
    as_json = format_ == "json"
    loaded, found = usable_policy(policy, as_json)
    program = loaded.versions[-1] if on is None else version_in_force(loaded, policy, on, as_json)
    explained = explain_version(program.version)
    if as_json:
        put_exactly(json_text(explained.as_data(found)))
    else:
        put(explained.as_text(line_length()).rstrip("\n"))
        tell(found)
    ctx.exit(exit_code(found))
