"""`ilacs-rules audit`: what really happened, held against the policy in force at the time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ilacs_rules.cli.answers import leave, put_answer
from ilacs_rules.cli.asking import asking
from ilacs_rules.cli.exported import TABLE_FORMATS, need_file
from ilacs_rules.cli.options import (
    cases_argument,
    colour_option,
    format_option,
    from_option,
    jobs_option,
    mapping_option,
    on_option,
    out_option,
    policy_argument,
)


@click.command("audit")
@policy_argument()
@cases_argument()
@from_option()
@on_option()
@mapping_option()
@click.option(
    "--show",
    "show",
    metavar="DEFINITION",
    multiple=True,
    help="A value to tell with each event, and to tell groups by; may be given several times.",
)
@click.option(
    "--requirement", "requirements", metavar="NAME", multiple=True, help="Only this one; may be given several times."
)
@click.option("--timing", is_flag=True, help="Tell also how long it took from one event to the next.")
@format_option("table", *TABLE_FORMATS, "json")
@jobs_option()
@out_option()
@colour_option()
@click.pass_context
def command(
    ctx: click.Context,
    policy: str,
    cases: str,
    since: date,
    on: date,
    mapping: str | None,
    show: tuple[str, ...],
    requirements: tuple[str, ...],
    timing: bool,
    format_: str,
    jobs: int | None,
    out: Path | None,
    colour: bool,
) -> None:
    """Hold the events from one day to another against the policy in force when each began.

    The table tells the totals, what was held in place of what is required, and what is late on the last day; each
    event is in the CSV, the workbook and the JSON.
    """
    need_file(format_, out)
    if since > on:
        raise click.UsageError("--from is after --on")
    with asking(as_json=format_ == "json", jobs=jobs) as workspace:
        answer = workspace.audit(
            policy, cases, since, on, mapping=mapping, show=show, requirements=requirements, timing=timing
        )
        put_answer(answer, format_, out, colour=colour)
    leave(ctx, answer.findings, format_, out, rows=answer.about().rows, what="row", colour=colour)
