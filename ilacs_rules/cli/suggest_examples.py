"""`ilacs-rules suggest-examples`: examples that reach what no worked example is about, for a person to confirm."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ilacs_rules.cli.asking import asking
from ilacs_rules.cli.options import day_option, format_option, out_option, policy_argument
from ilacs_rules.cli.output import put, put_exactly
from ilacs_rules.text.machine import json_text
from ilacs_rules.workspace.suggested import suggest_examples
from ilacs_rules.workspace.versions import NoVersionError


@click.command("suggest-examples")
@policy_argument()
@day_option("--version", "Only for the file of the version that came into force on this day.")
@format_option("text", "json")
@out_option()
def command(policy: str, version: date | None, format_: str, out: Path | None) -> None:
    """Write examples that reach what “test --coverage” says no worked example is about, as few as were found.

    Each is a small made-up case with what the policy gives now, marked as not confirmed, ready to be pasted into the
    rule file that is named above it. What no example was found for is listed with the reason. No rule file is changed.
    """
    with asking(as_json=format_ == "json") as workspace:
        try:
            found = suggest_examples(workspace, policy, version)
        except NoVersionError as error:
            raise click.BadParameter(f"{error}", param_hint="--version") from None
    if format_ == "json":
        put_exactly(json_text(found.as_data()), out)
    else:
        put(found.as_text(), out)
