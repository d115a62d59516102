"""`ilacs-rules why`: for each requirement what held, which facts it used, and which source says so."""

from __future__ import annotations

from datetime import date

import click

from ilacs_rules.cli.findings import answer_as_json, exit_code, tell
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
from ilacs_rules.cli.question import ask, decided, requirement_named
from ilacs_rules.explain.why import why, why_as_text


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
    """Explain what a policy decides for a case: what held, the facts used, the source, and what would change it."""
    as_json = format_ == "json"
    question = ask(policy, cases, on, mapping, names, as_json, known)
    only = None if requirement is None else requirement_named(question.program, requirement)
    decisions, found = decided(question)
    explained = [why(decision, only) for decision in decisions]
    if as_json:
        told = [each.as_data() for each in explained]
        put_exactly(answer_as_json({**question.as_data(), "explanations": told}, found))
    else:
        if explained:
            put("\n\n\n".join(why_as_text(each, line_length()).rstrip("\n") for each in explained))
        tell(found)
    ctx.exit(exit_code(found))
