"""`ilacs-rules review`: what a change to policies does, on one page for a pull request."""

from __future__ import annotations

from pathlib import Path

import click

from ilacs_rules.cli.asking import asking
from ilacs_rules.cli.options import format_option, out_option
from ilacs_rules.cli.output import put_exactly
from ilacs_rules.text.machine import json_text
from ilacs_rules.workspace.reviews import review


@click.command("review")
@click.argument("revisions", metavar="BASE..HEAD")
@click.argument("policies", metavar="[POLICY]...", nargs=-1)
@format_option("markdown", "json")
@out_option()
@click.pass_context
def command(ctx: click.Context, revisions: str, policies: tuple[str, ...], format_: str, out: Path | None) -> None:
    """Tell on one page what a change does: to whom, which examples broke, what nobody tried, what is assumed anew.

    BASE and HEAD are commits, branches or tags of the git repository that one is in; BASE...HEAD begins where the two
    parted, and BASE alone holds the files as they are now against it. All policies are looked at of which a file
    differs, or those named. Git is only read from.
    """
    with asking(as_json=format_ == "json"):
        found = review(revisions, policies)
    put_exactly(json_text(found.as_data()) if format_ == "json" else found.as_markdown(), out)
    ctx.exit(0 if found.sound else 1)
