"""`ilacs-rules audit`: what really happened, held against the policy in force at the time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path

import click

from ilacs_rules.cases.files import read_cases
from ilacs_rules.cli.about import About, put_csv, put_workbook, tell_written
from ilacs_rules.cli.audit_forms import audit_as_sheets, audit_as_text
from ilacs_rules.cli.audit_tables import findings_table
from ilacs_rules.cli.findings import Refused, exit_code, tell
from ilacs_rules.cli.options import (
    cases_argument,
    colour_option,
    format_option,
    from_option,
    mapping_option,
    on_option,
    out_option,
    policy_argument,
)
from ilacs_rules.cli.output import json_text, progress, put, put_exactly, screen_width
from ilacs_rules.cli.question import named_by, usable_policy, version_in_force
from ilacs_rules.engine.auditing.audit import audit
from ilacs_rules.engine.names_asked import Named, definitions_of, named, requirements_of
from ilacs_rules.explain.audit_report import AuditReport
from ilacs_rules.text.diagnostics import has_errors


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
@format_option("table", "csv", "xlsx", "json")
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
    format_: str,
    out: Path | None,
    colour: bool,
) -> None:
    """Hold the events from one day to another against the policy in force when each began.

    The table tells the totals, what was held in place of what is required, and what is late on the last day; each
    event is in the CSV, the workbook and the JSON.
    """
    if format_ == "xlsx" and out is None:
        raise click.UsageError("a workbook is not for the screen: name a file with --out FILE.xlsx")
    if since > on:
        raise click.UsageError("--from is after --on")
    as_json = format_ == "json"
    loaded, found = usable_policy(policy, as_json)
    version_in_force(loaded, policy, since, as_json)
    version_in_force(loaded, policy, on, as_json)
    wanted = _named(requirements, requirements_of(loaded), "requirement")
    shown = _named(show, definitions_of(loaded), "definition")
    read, about_cases = read_cases(cases, loaded.vocabulary, mapping)
    found += about_cases
    if not read and has_errors(found):
        raise Refused(found, as_json)
    audited = audit(loaded, progress(read, "auditing"), since, on, frozenset(wanted))
    report = AuditReport(audited, shown)
    beside, found = found, [*found, *report.findings]
    about = About(
        "audit, each event by the version in force when it began",
        audited.program.version,
        {"from": since, "on": on},
        len(audited.findings),
        len(audited.findings),
        audited.cases,
        tuple(f"requirement: {words}" for words in wanted.values()),
        findings=tuple(found),
    )
    match format_:
        case "table":
            width = screen_width() if out is None else None
            put(audit_as_text(report, colour=colour and out is None, width=width), out)
        case "csv":
            put_csv(findings_table(audited.findings, shown), about, out)
        case "xlsx":
            put_workbook(audit_as_sheets(report), about, out)
        case _:
            put_exactly(json_text(report.as_data(beside)), out)
    tell_written(len(audited.findings), "row", format_, out)
    if format_ != "json" or out is not None:
        tell(found)
    ctx.exit(exit_code(found))


def _named(written: Iterable[str], known: list[Named], what: str) -> dict[str, str]:
    """Names as written, folded, with the words of the policy. Raises BadParameter for one that no version has."""
    return dict(named_by(None, partial(named, name, known, what, " in any version")) for name in written)
