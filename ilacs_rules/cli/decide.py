"""`ilacs-rules decide`: the values and obligations of a case on a day."""

from __future__ import annotations

from datetime import date

import click

from ilacs_rules.cli.asking import asking
from ilacs_rules.cli.findings import exit_code, tell
from ilacs_rules.cli.options import (
    case_option,
    cases_argument,
    colour_option,
    format_option,
    known_option,
    mapping_option,
    on_option,
    policy_argument,
)
from ilacs_rules.cli.output import put, put_exactly, screen_width
from ilacs_rules.text.machine import json_text


@click.command("decide")
@policy_argument()
@cases_argument()
@on_option()
@known_option()
@case_option()
@mapping_option()
@format_option("text", "json")
@colour_option()
@click.pass_context
def command(
    ctx: click.Context,
    policy: str,
    cases: str,
    on: date,
    known: date | None,
    names: tuple[str, ...],
    mapping: str | None,
    format_: str,
    colour: bool,
) -> None:
    """Show what a policy decides for a case: its values, and what is to be done when.

    Without --case, every case in CASES is shown, one after the other.
    """
    with asking(as_json=format_ == "json") as workspace:
        answer = workspace.decide(policy, cases, on, known=known, mapping=mapping, names=names)
    if format_ == "json":
        put_exactly(json_text(answer.as_data()))
    else:
        from ilacs_rules.cli.screen import summary_as_text  # programs wait for no words

        width = screen_width()
        if told := [summary_as_text(each, colour=colour, width=width, underlined=True) for each in answer.in_short()]:
            put("\n\n\n".join(told))
        tell(answer.findings, colour=colour)
    ctx.exit(exit_code(answer.findings))
