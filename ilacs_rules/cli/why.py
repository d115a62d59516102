"""`ilacs-rules why`: for each requirement what held, which facts it used, and which source says so."""

from __future__ import annotations

from datetime import date

import click

from ilacs_rules.cli.asking import asking
from ilacs_rules.cli.findings import exit_code, tell
from ilacs_rules.cli.options import (
    case_option,
    cases_argument,
    format_option,
    known_option,
    mapping_option,
    on_option,
    policy_argument,
)
from ilacs_rules.cli.output import line_length, put, put_exactly
from ilacs_rules.text.machine import json_text


@click.command("why")
@policy_argument()
@cases_argument()
@on_option()
@known_option()
@case_option()
@click.option("--requirement", metavar="NAME", help="Only this requirement.")
@mapping_option()
@format_option("text", "json")
@click.pass_context
def command(
    ctx: click.Context,
    policy: str,
    cases: str,
    on: date,
    known: date | None,
    names: tuple[str, ...],
    requirement: str | None,
    mapping: str | None,
    format_: str,
) -> None:
    """Explain what a policy decides for a case: what held or did not, the facts used, the source."""
    with asking(as_json=format_ == "json") as workspace:
        answer = workspace.ask(policy, cases, on, known=known, mapping=mapping, names=names).why(requirement)
    if format_ == "json":
        put_exactly(json_text(answer.as_data()))
    else:
        if answer.explanations:
            put("\n\n\n".join(each.as_text(line_length()).rstrip("\n") for each in answer.explanations))
        tell(answer.findings)
    ctx.exit(exit_code(answer.findings))
