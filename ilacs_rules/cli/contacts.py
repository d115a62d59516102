"""`ilacs-rules contacts`: how often those who inspect were in contact with each case, and how often policies ask it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ilacs_rules.cli.answers import leave, put_answer
from ilacs_rules.cli.asking import asking
from ilacs_rules.cli.exported import TABLE_FORMATS, need_file
from ilacs_rules.cli.options import (
    case_option,
    cases_argument,
    colour_option,
    format_option,
    from_option,
    mapping_option,
    on_option,
    out_option,
    policy_argument,
)
from ilacs_rules.cli.output import put_exactly
from ilacs_rules.workspace.contacts import FURTHEST, furthest


@click.command("contacts")
@policy_argument()
@cases_argument()
@from_option()
@on_option()
@mapping_option()
@case_option()
@click.option(
    "--events",
    "events",
    metavar="KIND",
    multiple=True,
    help="A kind of event that is a contact, with every kind that is one; may be given several times. By default those "
    "that the policy asks its own publisher for.",
)
@click.option(
    "--by",
    metavar="RECORD",
    help="What events record, to tell cases apart by its last value. By default what most requirements hang on.",
)
@click.option("--against", metavar="POLICY", help="Another policy, to tell what each of the two would have asked.")
@format_option("table", *TABLE_FORMATS, "svg", "json")
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
    names: tuple[str, ...],
    events: tuple[str, ...],
    by: str | None,
    against: str | None,
    format_: str,
    out: Path | None,
    colour: bool,
) -> None:
    """Count the contacts of each case, year by year, from one day to another.

    A contact is an event that counts on its last day. What the record does not cover is marked, and never counted as
    none; a rate says of how many cases and years it is.
    """
    need_file(format_, out)
    if since >= on:
        raise click.UsageError("--on must be after --from")
    if against is not None and on > furthest(since):
        most = f"{FURTHEST} years after --from, and no more: {furthest(since)}"
        raise click.UsageError(f"with --against, --on may be {most}")
    with asking(as_json=format_ == "json") as workspace:
        other = None if against is None else workspace.load(against)
        question = workspace.ask(policy, cases, on, mapping=mapping, names=names)
        answer = question.contacts(since, events=events, by=by, against=other)
        if format_ == "svg":
            put_exactly(answer.as_picture(), out)
        else:
            put_answer(answer, format_, out, colour=colour)
    leave(ctx, answer.findings, format_, out, rows=answer.about().rows, what="row", colour=colour)
