"""`ilacs-rules compare`: what an edited policy changes for each case, and which of its rules read otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import click

from ilacs_rules.checker.version import Version
from ilacs_rules.cli.dates import shortest
from ilacs_rules.cli.due_table import requirement_words, status_words
from ilacs_rules.cli.findings import answer_as_json, exit_code, tell
from ilacs_rules.cli.options import (
    cases_argument,
    colour_option,
    format_option,
    mapping_option,
    on_option,
    policy_argument,
)
from ilacs_rules.cli.output import line_length, put, screen_width
from ilacs_rules.cli.question import Question, ask, undecided
from ilacs_rules.cli.shapes import obligation_as_data, question_as_data
from ilacs_rules.cli.tables import Table
from ilacs_rules.engine.changes import Change, changes
from ilacs_rules.engine.decision import Obligation, Status
from ilacs_rules.engine.plan import plan as plan_cases
from ilacs_rules.explain import values
from ilacs_rules.explain.document import Section, wrapped
from ilacs_rules.explain.requirements import requirement_section
from ilacs_rules.explain.version import definition_section


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
    """Show what changes for each case when POLICY takes the place of BEFORE, and which rules read otherwise."""
    as_json = format_ == "json"
    old, new = (ask(each, cases, on, mapping, (), as_json) for each in (before, policy))
    plans = [plan_cases(question.program, question.cases, on) for question in (old, new)]
    found = list(dict.fromkeys((*old.findings, *new.findings)))
    found += [finding for plan in plans for case, reasons in plan.failed for finding in undecided(case, reasons)]
    changed = changes(*plans)
    rules = list(_rules(old.program.version, new.program.version))
    if as_json:
        put(answer_as_json(_as_data(old, new, changed, rules), found))
    else:
        put(_as_text(old, new, changed, rules, colour=colour))
        tell(found, colour=colour)
    ctx.exit(exit_code(found))


Rule = tuple[str, str | None, str | None]  # its title, and what it says before and after


def _rules(old: Version, new: Version) -> Iterator[Rule]:
    """The requirements and definitions that read otherwise."""
    before, after = _sections(old), _sections(new)
    for name in dict.fromkeys((*after, *before)):
        one, other = before.get(name), after.get(name)
        said = [None if section is None else " ".join(section.sentences) for section in (one, other)]
        title = other or one
        if said[0] != said[1] and title is not None:
            yield title.title, said[0], said[1]


def _sections(version: Version) -> dict[tuple[str, str], Section]:
    found = {("requirement", r.name): requirement_section(r, version) for r in version.requirements.values()}
    found |= {("definition", d.name): definition_section(d, version) for d in version.definitions.values()}
    return found


def _as_text(old: Question, new: Question, changed: list[Change], rules: list[Rule], *, colour: bool) -> str:
    title = f"{new.program.version.title}: what changes as at {values.day(new.on)}"
    blocks = ["\n".join(wrapped(title, line_length()))]
    if changed:
        rows = tuple((c.case, _requirement(c, old, new), _said(c.before), _said(c.after)) for c in changed)
        table = Table(("case", "requirement", "before", "after"), rows)
        blocks.append(table.as_text(colour=colour, width=screen_width()))
    if rules:
        blocks.append("\n\n".join(_rule_as_text(rule) for rule in rules))
    cases = len({change.case for change in changed})
    things = f"{len(changed)} {'thing changes' if len(changed) == 1 else 'things change'}"
    told = f"{things} for {cases} of {len(new.cases)} cases" if changed else "nothing changes for any case"
    blocks.append(told if rules else f"{told}, and no rule reads otherwise")
    return "\n\n".join(blocks)


def _rule_as_text(rule: Rule) -> str:
    title, before, after = rule
    lines = [title]
    for word, said in (("before", before), ("after", after)):
        lines += wrapped(f"{word}: {said or 'no such rule'}", line_length(), "  ")
    return "\n".join(lines)


def _requirement(change: Change, old: Question, new: Question) -> str:
    if change.after is not None:
        return requirement_words(new.program.version, change.after)
    assert change.before is not None, "a change has at least one side"
    return requirement_words(old.program.version, change.before)


def _said(obligation: Obligation | None) -> str:
    """`not yet open, due 2021-05-25`."""
    if obligation is None:
        return "no such requirement"
    day = obligation.closes or obligation.target or obligation.opens
    parts = [status_words(obligation)]
    if day is not None and obligation.status not in (Status.DOES_NOT_APPLY, Status.SATISFIED):
        word = "opens" if obligation.closes is None and obligation.target is None else "due"
        parts.append(f"{word} {shortest(day)}")
    if obligation.lasts is not None:
        parts.append(f"lasts {obligation.lasts}")
    return ", ".join(parts)


def _as_data(old: Question, new: Question, changed: list[Change], rules: list[Rule]) -> dict[str, object]:
    rows = [
        {
            "case": change.case,
            "before": None if change.before is None else obligation_as_data(old.program.version, change.before),
            "after": None if change.after is None else obligation_as_data(new.program.version, change.after),
        }
        for change in changed
    ]
    told = [{"rule": title, "before": before, "after": after} for title, before, after in rules]
    return {"before": question_as_data(old), "after": question_as_data(new), "changes": rows, "rules": told}
