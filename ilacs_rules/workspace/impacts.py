"""The impact of a change over a stretch of time: asked, in short, and as the sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ilacs_rules.explain.comparison import told_once
from ilacs_rules.explain.impact_made import impact_report
from ilacs_rules.explain.impact_report import ImpactReport
from ilacs_rules.model.case import Case
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.workspace.about import About
from ilacs_rules.workspace.errors import naming
from ilacs_rules.workspace.given import Where
from ilacs_rules.workspace.impact_tables import duties_table, impact_in_short, impact_sheets
from ilacs_rules.workspace.left_out import left_out_said
from ilacs_rules.workspace.question import Question
from ilacs_rules.workspace.summary import Summary
from ilacs_rules.workspace.tables import Table
from ilacs_rules.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Impacted:
    """The impact of a change, and what was found while its cases were read, once with the words of each policy."""

    report: ImpactReport
    question: Question
    beside: tuple[Diagnostic, ...]

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Everything found on the way to it."""
        return told_once([*self.beside, *self.report.findings])

    def as_data(self) -> dict[str, object]:
        """What the command line prints as JSON."""
        return self.report.as_data(self.beside)

    def in_short(self) -> Summary:
        """The impact to look at."""
        return impact_in_short(self.report)

    def tables(self) -> dict[str, Table]:
        """The sheets of a workbook, by title: what changes for whom first."""
        return impact_sheets(self.report)

    def as_page(self) -> str:
        """One HTML page with pictures, that needs nothing beside it."""
        from ilacs_rules.workspace.impact_files import page_of_impact

        return page_of_impact(self.report)

    def about(self) -> About:
        """What its tables are about."""
        report, rows = self.report, len(duties_table(self.report).rows)
        return About(
            "impact of a change",
            report.versions[1],
            {"from": report.since, "on": report.on, "to": report.until},
            rows,
            rows,
            len(report.comparison.after.decisions),
            tuple(f"case: {name}" for name in self.question.names),
            (*report.said, *report.assumptions),
            self.question.left_out,
            self.findings,
        )


def impact_between(
    workspace: Workspace,
    before: Where,
    policy: Where,
    cases: Where,
    since: date,
    until: date,
    *,
    mapping: Where | None = None,
    names: Sequence[str] = (),
    by: str | None = None,
) -> Impacted:
    """What it does to cases from one day to another that a policy takes the place of another.

    The duties are held against each other as at the first day on which the two texts differ, the workload is forecast
    from `since` on. With `by`, a fact or what events record, cases are counted by that too. Raises what
    `Workspace.ask` raises, and NoSuchNameError for a name by which nothing can be counted.
    """
    asked = [workspace.ask(each, cases, since, mapping=mapping, names=names) for each in (before, policy)]
    policies, read = (asked[0].policy, asked[1].policy), (asked[0].cases, asked[1].cases)
    called = f"“{before}”", f"“{policy}”"

    def watched(those: Sequence[Case]) -> Iterable[Case]:
        return asked[1].progress(those, "forecasting")

    with naming("by"):
        report = impact_report(policies, read, since, until, by, called, watched)
    report = replace(report, said=(*left_out_said(asked[1].left_out), *report.said))
    return Impacted(report, asked[1], told_once([*asked[0].findings, *asked[1].findings]))
