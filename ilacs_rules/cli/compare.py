"""`ilacs-rules compare`: what an edited policy changes for each case: on a day, or over a stretch of time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ilacs_rules.cli.answers import leave, put_answer
from ilacs_rules.cli.asking import asking
from ilacs_rules.cli.exported import TABLE_FORMATS, need_file
from ilacs_rules.cli.findings import exit_code, tell
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
    to_option,
)
from ilacs_rules.cli.output import line_length, put, put_exactly, screen_width
from ilacs_rules.cli.screen import summary_as_text
from ilacs_rules.text.machine import json_text
from ilacs_rules.workspace.forecasts import FURTHEST, furthest


@click.command("compare")
@click.argument("before", metavar="BEFORE")
@policy_argument()
@cases_argument()
@on_option(required=False)
@from_option(required=False)
@to_option(required=False)
@mapping_option()
@case_option()
@click.option("--by", metavar="NAME", help="Over a stretch: count also by this fact, or by what was recorded last.")
@format_option("table", *TABLE_FORMATS, "html", "json")
@out_option()
@colour_option()
@click.pass_context
def command(
    ctx: click.Context,
    before: str,
    policy: str,
    cases: str,
    on: date | None,
    since: date | None,
    to: date | None,
    mapping: str | None,
    names: tuple[str, ...],
    by: str | None,
    format_: str,
    out: Path | None,
    colour: bool,
) -> None:
    """Show what changes for each case when POLICY takes the place of BEFORE, and which of its rules read otherwise.

    On a day (--on), all other rules are known to mean the same. Over a stretch of time (--from, --to) it is told which
    duties move and by how much, which come or fall away, who is late by the change, and the workload by quarter
    before and after. POLICY@DATE is the version in force on a day alone, as if it went on.
    """
    if on is not None:
        _on_a_day(ctx, before, policy, cases, on, mapping, (since, to, names, by, out), format_, colour)
    if since is None or to is None:
        raise click.UsageError("name a day, --on DATE, or a stretch of time, --from DATE --to DATE")
    _over_time(ctx, (before, policy), cases, since, to, mapping, names, by, format_, out, colour)


def _on_a_day(
    ctx: click.Context,
    before: str,
    policy: str,
    cases: str,
    on: date,
    mapping: str | None,
    over_time: tuple[object, ...],
    format_: str,
    colour: bool,
) -> None:
    if any(over_time) or format_ not in ("table", "json"):
        raise click.UsageError("--on is one day; all else is told over a stretch of time, --from DATE --to DATE")
    with asking(as_json=format_ == "json") as workspace:
        answer = workspace.compare(before, policy, cases, on, mapping=mapping)
    if format_ == "json":
        put_exactly(json_text(answer.as_data()))
    else:
        rules = (group.as_text(line_length()) for group in answer.comparison.rules.groups)
        put(summary_as_text(answer.in_short(), colour=colour, width=screen_width(), before_the_end=rules))
        tell(answer.findings, colour=colour)
    ctx.exit(exit_code(answer.findings))


def _over_time(
    ctx: click.Context,
    texts: tuple[str, str],
    cases: str,
    since: date,
    to: date,
    mapping: str | None,
    names: tuple[str, ...],
    by: str | None,
    format_: str,
    out: Path | None,
    colour: bool,
) -> None:
    from ilacs_rules.workspace.impacts import impact_between  # a comparison of one day needs no forecast

    need_file(format_, out)
    if not since < to <= furthest(since):
        raise click.UsageError(f"--to must be after --from, and {FURTHEST} years after it at most: {furthest(since)}")
    with asking(as_json=format_ == "json") as workspace:
        answer = impact_between(workspace, *texts, cases, since, to, mapping=mapping, names=names, by=by)
        if format_ == "html":
            put_exactly(answer.as_page(), out)
        else:
            put_answer(answer, format_, out, colour=colour)
    leave(ctx, answer.findings, format_, out, rows=answer.about().rows, what="row", colour=colour)
