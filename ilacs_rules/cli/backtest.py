"""`ilacs-rules backtest`: plans of days gone by, held against what followed."""

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
    mapping_option,
    out_option,
    policy_argument,
    to_option,
)
from ilacs_rules.cli.output import put_exactly
from ilacs_rules.text.arguments import ArgumentError


@click.command("backtest")
@policy_argument()
@cases_argument()
@from_option()
@to_option()
@click.option("--every", metavar="TIME", required=True, help="How far the days lie apart, as “3 months”.")
@click.option(
    "--events",
    metavar="KIND",
    multiple=True,
    required=True,
    help="The kind of event it is about, with all that are one; may be given several times.",
)
@click.option(
    "--within",
    metavar="TIME",
    default="12 months",
    show_default=True,
    help="How long after each day is looked for what followed.",
)
@click.option(
    "--only-published",
    is_flag=True,
    help="Leave out what was not published by the day, also what had ended.",
)
@mapping_option()
@format_option("table", *TABLE_FORMATS, "svg", "json")
@out_option()
@colour_option()
@click.pass_context
def command(
    ctx: click.Context,
    policy: str,
    cases: str,
    since: date,
    to: date,
    every: str,
    events: tuple[str, ...],
    within: str,
    only_published: bool,
    mapping: str | None,
    format_: str,
    out: Path | None,
    colour: bool,
) -> None:
    """Hold the plans of days from one to another, each with what was known on it, against what followed.

    The order of the plan is held against the order of who waits longest since the last such event. The table tells
    each day and all of them; each case on each day is in the workbook and the JSON.
    """
    need_file(format_, out)
    if to < since:
        raise click.UsageError("--to is before --from")
    with asking(as_json=format_ == "json") as workspace:
        try:
            answer = workspace.backtest(
                policy,
                cases,
                since,
                to,
                every,
                events=events,
                within=within,
                only_published=only_published,
                mapping=mapping,
            )
        except ArgumentError:
            raise click.UsageError("--every makes more than 1,000 days from --from to --to: test fewer") from None
        if format_ == "svg":
            put_exactly(answer.as_picture(), out)
        else:
            put_answer(answer, format_, out, colour=colour)
    leave(ctx, answer.findings, format_, out, rows=answer.about().rows, what="day", colour=colour)
