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
from ilacs_rules.text.machine import json_text
from ilacs_rules.workspace.case_pages import page_of

_PAGE = 100  # columns: a page of text is to be read, also where it is sent


@click.command("case")
@policy_argument()
@cases_argument()
@on_option()
@known_option()
@click.option("--case", "name", metavar="NAME", required=True, help="Which case.")
@mapping_option()
@format_option("text", "html", "docx", "json")
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
    """Show one case on one page: where it stands and why, all its duties, what to find out, and what happened.

    What was held and what is expected is a picture in HTML and in Word (docx), and told in words in a text.
    """
    if format_ == "docx" and out is None:
        raise click.UsageError("a Word file is not for the screen: name a file with --out FILE.docx")
    with asking(as_json=format_ == "json") as workspace:
        answer = page_of(workspace.ask(policy, cases, on, known=known, mapping=mapping, names=(name,)))
        summary, word = answer.in_short(), answer.as_word() if format_ == "docx" else None
    if format_ == "json":
        put_exactly(json_text(answer.as_data()), out)
    elif word is not None:
        put_exactly(word, out)
    elif answer.found is not None and format_ == "html":
        put_exactly(answer.found.as_html(), out)
    elif summary is not None and format_ == "text":
        put_summary(summary, out, colour=False, page=_PAGE)
    if format_ != "json" or out is not None:
        tell(answer.findings)
    ctx.exit(exit_code(answer.findings))
