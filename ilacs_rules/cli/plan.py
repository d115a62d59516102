"""`ilacs-rules plan`: who is due what, when, the most urgent first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click

from ilacs_rules.cli.about import About, put_csv, put_workbook, tell_written
from ilacs_rules.cli.findings import exit_code, tell
from ilacs_rules.cli.options import (
    cases_argument,
    colour_option,
    format_option,
    known_option,
    mapping_option,
    on_option,
    out_option,
    policy_argument,
)
from ilacs_rules.cli.output import json_text, progress, put, put_exactly, screen_width
from ilacs_rules.cli.plan_forms import plan_as_table, plan_as_text
from ilacs_rules.cli.question import ask, requirement_named
from ilacs_rules.engine.plan import TOLD_FIRST, URGENCY, PlanRow
from ilacs_rules.engine.plan import plan as plan_cases
from ilacs_rules.engine.program import Program


@click.command("plan")
@policy_argument()
@cases_argument()
@on_option()
@known_option()
@mapping_option()
@click.option(
    "--status",
    "statuses",
    type=click.Choice([each.value for each in (*URGENCY, *TOLD_FIRST)]),
    multiple=True,
    help="Only what stands so; may be given several times.",
)
@click.option(
    "--requirement", "requirements", metavar="NAME", multiple=True, help="Only this one; may be given several times."
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N.")
@format_option("table", "csv", "xlsx", "json")
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
    format_: str,
    out: Path | None,
    colour: bool,
) -> None:
    """List what all cases are due on a day, the most urgent first."""
    if format_ == "xlsx" and out is None:
        raise click.UsageError("a workbook is not for the screen: name a file with --out FILE.xlsx")
    question = ask(policy, cases, on, mapping, (), format_ == "json", known)
    chosen = _Chosen(statuses, tuple(requirement_named(question.program, name) for name in requirements))
    plan = plan_cases(question.program, question.cases, on, known, watched=lambda cases: progress(cases, "planning"))
    found = [*question.findings, *plan.findings]
    rows = [row for row in plan.rows if chosen.has(row)]
    shown = rows[:limit]
    about = About(
        "plan",
        question.program.version,
        {"on": on, "known": known},
        len(shown),
        len(plan.rows),
        len(plan.decisions),
        chosen.in_words(question.program, limit),
        left_out=(*question.left_out, *(case.name for case, _ in plan.failed)),
        findings=tuple(found),
    )
    match format_:
        case "table":
            width = screen_width() if out is None else None
            put(plan_as_text(question, plan, rows, len(shown), colour=colour and out is None, width=width), out)
        case "csv":
            put_csv(plan_as_table(shown), about, out)
        case "xlsx":
            put_workbook({f"plan {on}": plan_as_table(shown)}, about, out)
        case _:
            put_exactly(json_text(replace(plan, rows=tuple(shown)).as_data(question.findings, len(plan.rows))), out)
    tell_written(len(shown), "row", format_, out)
    if format_ != "json" or out is not None:
        tell(found, colour=colour)
    ctx.exit(exit_code(found))


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Which rows are asked for; all where nothing is named."""

    statuses: tuple[str, ...]
    requirements: tuple[str, ...]

    def has(self, row: PlanRow) -> bool:
        obligation = row.obligation
        named = {obligation.status.value, *obligation.flags}
        return (not self.statuses or not named.isdisjoint(self.statuses)) and (
            not self.requirements or obligation.requirement in self.requirements
        )

    def in_words(self, program: Program, limit: int | None) -> tuple[str, ...]:
        """What is asked for, if it is not all."""
        requirements = (program.version.requirements[name].words for name in self.requirements)
        return (
            *(f"status: {status}" for status in self.statuses),
            *(f"requirement: {words}" for words in requirements),
            *([] if limit is None else [f"the first {limit:,}"]),
        )
