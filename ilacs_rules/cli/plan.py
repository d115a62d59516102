"""`ilacs-rules plan`: what is to be done in whom, when, the most urgent first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ilacs_rules.cli.answers import leave
from ilacs_rules.cli.asking import asking
from ilacs_rules.cli.exported import OF_SEVERAL, TABLE_FORMATS, need_file, put_tables
from ilacs_rules.cli.options import (
    cases_argument,
    colour_option,
    format_option,
    jobs_option,
    known_option,
    mapping_option,
    on_option,
    out_option,
    policy_argument,
)
from ilacs_rules.cli.output import put_exactly
from ilacs_rules.cli.screen import put_summary
from ilacs_rules.text.machine import json_text
from ilacs_rules.workspace.plan_files import calendar_of, page_of_months
from ilacs_rules.workspace.plans import STATUSES

_TELL_MORE = ("table", "json", *OF_SEVERAL)  # formats that hold more than the plan alone


@click.command("plan")
@policy_argument()
@cases_argument()
@on_option()
@known_option()
@mapping_option()
@click.option(
    "--status",
    "statuses",
    type=click.Choice(STATUSES),
    multiple=True,
    help="Only what stands so; may be given several times.",
)
@click.option(
    "--requirement", "requirements", metavar="NAME", multiple=True, help="Only this one; may be given several times."
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N.")
@click.option(
    "--all", "every_row", is_flag=True, help="Every requirement of each case, instead of a line for each case."
)
@click.option(
    "--observed",
    metavar="HISTORY",
    help="Tell also, as observed in these cases and not asked for by the policy, when the next one usually comes.",
)
@click.option(
    "--work",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A calendar of work: tell also what it has no room for within a year.",
)
@format_option("table", *TABLE_FORMATS, "html", "ics", "json")
@jobs_option()
@out_option()
@colour_option()
@click.pass_context
def command(
    ctx: click.Context,
    policy: str,
    cases: str,
    on: date,
    known: date | None,
    mapping: str | None,
    statuses: tuple[str, ...],
    requirements: tuple[str, ...],
    limit: int | None,
    every_row: bool,
    observed: str | None,
    work: Path | None,
    format_: str,
    jobs: int | None,
    out: Path | None,
    colour: bool,
) -> None:
    """List what is to be done in all cases, as on a day, each in a line: who comes first, and what is missing."""
    need_file(format_, out)
    if work is not None and format_ not in _TELL_MORE:
        raise click.UsageError(f"with --work, --format is one of {', '.join(_TELL_MORE)}")
    with asking(as_json=format_ == "json", jobs=jobs) as workspace:
        question = workspace.ask(policy, cases, on, known=known, mapping=mapping, observed=observed)
        answer = question.plan(statuses=statuses, requirements=requirements, limit=limit, work=work)
        match format_:
            case "table":
                put_summary(answer.in_short(every_row=every_row), out, colour=colour)
            case "html":
                put_exactly(page_of_months(answer, every_row=every_row), out)
            case "ics":
                put_exactly(calendar_of(answer, every_row=every_row), out)
            case "json":
                put_exactly(json_text(answer.as_data()), out)
            case _:
                put_tables(answer.tables(every_row=every_row), answer.about(every_row=every_row), format_, out)
    rows = answer.told(every_row=every_row or format_ == "json")
    leave(ctx, answer.findings, format_, out, rows=rows, what="row", colour=colour)
