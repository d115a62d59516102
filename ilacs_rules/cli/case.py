"""`ilacs-rules case`: one case on one page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ilacs_rules.cli.asking import asking
from ilacs_rules.cli.findings import exit_code, tell
from ilacs_rules.cli.options import (
    cases_argument,
    format_option,
    known_option,
    mapping_option,
    on_option,
    out_option,
    policy_argument,
)
from ilacs_rules.cli.output import put_exactly
from ilacs_rules.cli.screen import put_summary
from ilacs_rules.workspace.case_pages import page_of


@click.command("case")
@policy_argument()
@cases_argument()
@on_option()
@known_option()
@click.option("--case", "name", metavar="NAME", required=True, help="Which case.")
@mapping_option()
@format_option("text", "html")
@out_option()
@click.pass_context
def command(
    ctx: click.Context,
    policy: str,
    cases: str,
    on: date,
    known: date | None,
    name: str,
    mapping: str | None,
    format_: str,
    out: Path | None,
) -> None:
    """Show one case on one page: where it stands and why, all it is due, what to find out, and what happened.

    What was held and what is expected is a picture in HTML, and told in words in a text.
    """
    with asking() as workspace:
        answer = page_of(workspace.ask(policy, cases, on, known=known, mapping=mapping, names=(name,)))
    summary = answer.in_short()
    if summary is not None and answer.found is not None:
        if format_ == "html":
            put_exactly(answer.found.as_html(), out)
        else:
            put_summary(summary, out, colour=False)
    tell(answer.findings)
    ctx.exit(exit_code(answer.findings))
