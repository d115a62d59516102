"""`ilacs-rules forecast`: what is expected, from today's history to a horizon, under stated assumptions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ilacs_rules.cases.files import read_cases
from ilacs_rules.cli.about import About, put_csv, put_workbook, tell_written
from ilacs_rules.cli.findings import Refused, exit_code, tell
from ilacs_rules.cli.forecast_forms import (
    events_table,
    forecast_as_sheets,
    forecast_as_text,
    totals_as_text,
    totals_table,
)
from ilacs_rules.cli.forecast_options import length_given, outcomes_given
from ilacs_rules.cli.options import (
    case_option,
    cases_argument,
    colour_option,
    format_option,
    known_option,
    mapping_option,
    on_option,
    out_option,
    policy_argument,
    until_option,
)
from ilacs_rules.cli.output import json_text, needing, progress, put, put_exactly, screen_width
from ilacs_rules.cli.question import named_by, named_cases, usable_policy, version_in_force
from ilacs_rules.documents.calendar import calendar
from ilacs_rules.documents.timeline import timeline
from ilacs_rules.engine.forecasting.expected import Assumptions, WindowDay
from ilacs_rules.engine.forecasting.forecast import FURTHEST, forecast, furthest
from ilacs_rules.engine.names_asked import facts_of, named
from ilacs_rules.explain.forecast_report import ForecastReport
from ilacs_rules.text.diagnostics import has_errors


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
    type=click.Choice([each.value for each in WindowDay]),
    default=WindowDay.TARGET.value,
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
@click.option("--totals", is_flag=True, help="Only how many events of each kind begin in each month.")
@format_option("table", "csv", "xlsx", "ics", "svg", "json")
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
    totals: bool,
    format_: str,
    out: Path | None,
    colour: bool,
) -> None:
    """Show what is expected after one day, up to and with another, if things go on as assumed.

    The earliest thing due happens on its day, and what follows is decided anew, by the version in force on that day.
    """
    if format_ == "xlsx" and out is None:
        raise click.UsageError("a workbook is not for the screen: name a file with --out FILE.xlsx")
    if until <= on:
        raise click.UsageError("--until must be after --on")
    if until > furthest(on):
        raise click.UsageError(f"--until may be {FURTHEST} years after --on, and no more: {furthest(on)}")
    as_json = format_ == "json"
    loaded, found = usable_policy(policy, as_json)
    program = version_in_force(loaded, policy, on, as_json, known)
    read, about_cases = read_cases(cases, loaded.vocabulary, mapping)
    found += about_cases
    if not read and has_errors(found):
        raise Refused(found, as_json)
    chosen = named_cases(read, names, cases, found, as_json)
    if format_ == "svg" and len(chosen) != 1:
        raise click.UsageError("a picture is of one case: name it with --case")
    assumed = Assumptions(
        WindowDay(within),
        outcomes_given(outcomes, loaded),
        length_given(published_after, program.version.calendar is not None),
        known,
    )
    sizes = [(each.name, each.words) for each in program.version.definitions.values()]
    fact = None if by is None else named_by("--by", lambda: named(by, facts_of(loaded), "fact"))[0]
    size = None if team is None else named_by("--team", lambda: named(team, sizes, "definition"))[0]
    forecast_ = forecast(loaded, progress(chosen, "forecasting"), on, until, assumed)
    report = ForecastReport(forecast_, fact, size)
    beside, found = found, [*found, *report.findings]
    if format_ == "svg" and not forecast_.cases:
        raise Refused(found, as_json)
    width = screen_width() if out is None else None
    about = About(
        "forecast",
        program.version,
        {"on": on, "until": until, "known": known},
        len(forecast_.events),
        len(forecast_.events),
        len(forecast_.cases),
        tuple(f"case: {name}" for name in names),
        report.assumptions,
        findings=tuple(found),
    )
    match format_:
        case "table":
            as_text = totals_as_text if totals else forecast_as_text
            put(as_text(report, colour=colour and out is None, width=width), out)
        case "csv":
            put_csv(totals_table(report) if totals else events_table(report), about, out)
        case "xlsx":
            put_workbook(forecast_as_sheets(report), about, out)
        case "ics":
            put_exactly(needing("icalendar", "calendar", "a calendar", lambda: calendar(forecast_)), out)
        case "svg":
            put_exactly(timeline(forecast_, chosen[0]), out)
        case _:
            put_exactly(json_text(report.as_data(beside)), out)
    tell_written(len(forecast_.events), "expected event", format_, out)
    if format_ != "json" or out is not None:
        tell(found)
    ctx.exit(exit_code(found))
