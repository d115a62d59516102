"""`ilacs-rules forecast`: what is expected, from today's history to a horizon, under stated assumptions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ilacs_rules.cli.answers import leave
from ilacs_rules.cli.asking import asking
from ilacs_rules.cli.exported import TABLE_FORMATS, need_file, put_tables
from ilacs_rules.cli.options import (
    case_option,
    cases_argument,
    colour_option,
    format_option,
    jobs_option,
    known_option,
    mapping_option,
    on_option,
    out_option,
    policy_argument,
    until_option,
)
from ilacs_rules.cli.output import put_exactly
from ilacs_rules.cli.screen import put_summary
from ilacs_rules.text.machine import json_text
from ilacs_rules.workspace.forecasts import DAYS, FURTHEST, furthest


@click.command("forecast")
@policy_argument()
@cases_argument()
@on_option()
@until_option()
@known_option()
@mapping_option()
@case_option()
@click.option(
    "--outcome",
    "outcomes",
    metavar="VALUE",
    multiple=True,
    help="What is taken to be recorded: VALUE wherever it can be, FIELD=VALUE of one thing, or same (as last), the "
    "default. May be given several times.",
)
@click.option(
    "--day",
    "within",
    type=click.Choice(DAYS),
    default=DAYS[0],
    show_default=True,
    help="The day within its window on which something is taken to be done.",
)
@click.option(
    "--published-after",
    metavar="LENGTH",
    help="How long after its last day an event is published, as “30 working days”; by default on that day.",
)
@click.option("--by", metavar="FACT", help="Count also by this fact.")
@click.option("--team", metavar="DEFINITION", help="Count also the weeks of teams, whose size is this definition.")
@click.option(
    "--work",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A calendar of work: on which weekdays work starts, in which weeks not, and how much of it at a time.",
)
@click.option(
    "--place-undated",
    "place_undated",
    metavar="LENGTH",
    multiple=True,
    help="What surely applies and has no day that can be told is done so long after the first day, as “3 months”; "
    "KIND=LENGTH of one kind of event. It is marked. May be given several times.",
)
@click.option("--totals", is_flag=True, help="Only how many events of each kind begin in each month.")
@format_option("table", *TABLE_FORMATS, "ics", "svg", "json")
@jobs_option()
@out_option()
@colour_option()
@click.pass_context
def command(
    ctx: click.Context,
    policy: str,
    cases: str,
    on: date,
    until: date,
    known: date | None,
    mapping: str | None,
    names: tuple[str, ...],
    outcomes: tuple[str, ...],
    within: str,
    published_after: str | None,
    by: str | None,
    team: str | None,
    work: Path | None,
    place_undated: tuple[str, ...],
    totals: bool,
    format_: str,
    jobs: int | None,
    out: Path | None,
    colour: bool,
) -> None:
    """Show what is expected after one day, up to and with another, if things go on as assumed.

    The earliest thing due happens on its day, and what follows is decided anew, by the version in force on that day.
    """
    need_file(format_, out)
    if until <= on:
        raise click.UsageError("--until must be after --on")
    if until > furthest(on):
        raise click.UsageError(f"--until may be {FURTHEST} years after --on, and no more: {furthest(on)}")
    with asking(as_json=format_ == "json", jobs=jobs) as workspace:
        question = workspace.ask(policy, cases, on, known=known, mapping=mapping, names=names)
        if format_ == "svg" and len(question.cases) != 1:
            raise click.UsageError("a picture is of one case: name it with --case")
        answer = question.forecast(
            until,
            day=within,
            outcomes=outcomes,
            published_after=published_after,
            by=by,
            team=team,
            work=work,
            place_undated=place_undated,
        )
        match format_:
            case "table":
                put_summary(answer.in_short(totals=totals), out, colour=colour)
            case "ics":
                put_exactly(answer.as_calendar(), out)
            case "svg":
                put_exactly(answer.as_picture(), out)
            case "json":
                put_exactly(json_text(answer.as_data()), out)
            case _:
                put_tables(answer.tables(), answer.about(), format_, out, alone="totals" if totals else "expected")
    leave(ctx, answer.findings, format_, out, rows=answer.about().rows, what="expected event", colour=colour)
