"""`ilacs-rules decide`: the values and obligations of a case on a day."""

from __future__ import annotations

from datetime import date

import click

from ilacs_rules.cli.decision_text import decision_as_text
from ilacs_rules.cli.findings import answer_as_json, exit_code, tell
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
from ilacs_rules.cli.question import ask, decided


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
    """Show what a policy decides for a case: its values, and what is due when.

    Without --case, every case in CASES is shown, one after the other.
    """
    as_json = format_ == "json"
    question = ask(policy, cases, on, mapping, names, as_json, known)
    decisions, found = decided(question)
    if as_json:
        answer = {**question.as_data(), "decisions": [each.as_data() for each in decisions]}
        put_exactly(answer_as_json(answer, found))
    else:
        if decisions:
            put("\n\n\n".join(decision_as_text(each, colour=colour, width=screen_width()) for each in decisions))
        tell(found, colour=colour)
    ctx.exit(exit_code(found))
