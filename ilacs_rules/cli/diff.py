"""`ilacs-rules diff`: which cases come out otherwise by one version than by another, each difference with a case."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ilacs_rules.cli.asking import asking
from ilacs_rules.cli.options import format_option, from_option, out_option, policy_argument, to_option
from ilacs_rules.cli.output import line_length, put, put_exactly
from ilacs_rules.text.machine import json_text
from ilacs_rules.workspace.differences import differences_between


@click.command("diff")
@policy_argument()
@click.argument("other", metavar="[OTHER]", required=False)
@from_option()
@to_option()
@format_option("text", "json")
@out_option()
def command(policy: str, other: str | None, since: date, to: date, format_: str, out: Path | None) -> None:
    """Tell which cases come out otherwise by the version in force on one day than by that in force on another.

    Every kind of case is looked at that the conditions of both versions can tell apart. With OTHER, a further policy or
    an edited copy of the same, the version of the second day is taken from there. “As before” is only said where
    all of them were.
    """
    with asking(as_json=format_ == "json") as workspace:
        found = differences_between(workspace, policy, since, to, other)
    if format_ == "json":
        put_exactly(json_text(found.as_data()), out)
    else:
        put(found.as_text(line_length()), out)
