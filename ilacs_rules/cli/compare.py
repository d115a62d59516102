"""`ilacs-rules compare`: what an edited policy changes for each case, and which of its rules read otherwise."""

from __future__ import annotations

from datetime import date

import click

from ilacs_rules.cli.dates import shortest
from ilacs_rules.cli.due_table import requirement_words, status_words
from ilacs_rules.cli.findings import exit_code, tell
from ilacs_rules.cli.options import (
    cases_argument,
    colour_option,
    format_option,
    mapping_option,
    on_option,
    policy_argument,
)
from ilacs_rules.cli.output import json_text, line_length, put, put_exactly, screen_width
from ilacs_rules.cli.question import ask
from ilacs_rules.cli.tables import Table
from ilacs_rules.engine.changes import ObligationChange
from ilacs_rules.engine.plan import plan as plan_cases
from ilacs_rules.explain import values
from ilacs_rules.explain.changes.note import ChangeGroup, change_lines
from ilacs_rules.explain.comparison import Comparison, comparison, told_once
from ilacs_rules.explain.document import wrapped
from ilacs_rules.model.decision import Obligation, Status


@click.command("compare")
@click.argument("before", metavar="BEFORE")
@policy_argument()
@cases_argument()
@on_option()
@mapping_option()
@format_option("table", "json")
@colour_option()
@click.pass_context
def command(
    ctx: click.Context,
    before: str,
    policy: str,
    cases: str,
    on: date,
    mapping: str | None,
    format_: str,
    colour: bool,
) -> None:
    """Show what changes for each case when POLICY takes the place of BEFORE, and which of its rules read otherwise.

    All other rules are known to mean the same.
    """
    as_json = format_ == "json"
    old, new = (ask(each, cases, on, mapping, (), as_json) for each in (before, policy))
    compared = comparison(*(plan_cases(question.program, question.cases, on) for question in (old, new)))
    beside = [*old.findings, *new.findings]
    found = told_once([*beside, *compared.findings])  # both were asked of the same cases
    if as_json:
        put_exactly(json_text(compared.as_data(beside)))
    else:
        put(_as_text(compared, len(new.cases), colour=colour))
        tell(found, colour=colour)
    ctx.exit(exit_code(found))


def _as_text(compared: Comparison, cases: int, *, colour: bool) -> str:
    version, changed, rules = compared.after.version, compared.changes, compared.rules
    assert version is not None, "a plan that was made"
    title = f"{version.title}: what changes as at {values.day(compared.after.on)}"
    blocks = ["\n".join(wrapped(title, line_length()))]
    if changed:
        rows = tuple((c.case, _requirement(c), _said(c.before, c.after), _said(c.after, c.before)) for c in changed)
        table = Table(("case", "requirement", "before", "after"), rows)
        blocks.append(table.as_text(colour=colour, width=screen_width()))
    blocks += [_group_as_text(group) for group in rules.groups]
    touched = len({change.case for change in changed})
    things = f"{len(changed)} {'thing changes' if len(changed) == 1 else 'things change'}"
    of = f"of {cases} {'case' if cases == 1 else 'cases'}"
    told = f"{things} on that day for {touched} {of}" if changed else f"nothing changes on that day for any {of}"
    failed = len({case.name for plan in (compared.before, compared.after) for case, _ in plan.failed})
    told += f", {failed} of which could not be decided" if failed else ""
    rest = "other cases and other days were not looked at" if rules.groups else "every rule means the same as before"
    blocks.append("\n".join(wrapped(f"{told}; {rest}", line_length())))
    return "\n\n".join(blocks)


def _group_as_text(group: ChangeGroup) -> str:
    changes = ["\n".join(change_lines(change, line_length())) for change in group.changes]
    return "\n\n".join((f"{group.heading}\n{'-' * len(group.heading)}", *changes))


def _requirement(change: ObligationChange) -> str:
    obligation = change.after or change.before
    assert obligation is not None, "a change has at least one side"
    return requirement_words(change.version, obligation)


def _said(obligation: Obligation | None, other: Obligation | None) -> str:
    """`not yet open, due 2021-05-25`; how binding it is only where that differs from the other side."""
    if obligation is None:
        return "no such requirement"
    day = obligation.closes or obligation.target or obligation.opens
    parts = [status_words(obligation)]
    if day is not None and obligation.status not in (Status.DOES_NOT_APPLY, Status.SATISFIED):
        word = "opens" if obligation.closes is None and obligation.target is None else "due"
        parts.append(f"{word} {shortest(day)}")
    if obligation.lasts is not None:
        parts.append(f"lasts {obligation.lasts}")
    if other is not None and obligation.strength != other.strength:
        parts.append(obligation.strength)
    return ", ".join(parts)
