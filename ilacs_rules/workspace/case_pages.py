"""The page of one case, to look at and as a file."""

from __future__ import annotations

from dataclasses import dataclass

from ilacs_rules.documents.case_page import YEARS_AHEAD, case_page
from ilacs_rules.documents.policy_document.content import Block, Listing, Paragraph, Picture, TableBlock, plain
from ilacs_rules.documents.working_paper import WorkingPaper
from ilacs_rules.engine.forecasting.expected import Assumptions
from ilacs_rules.engine.forecasting.forecast import Forecast, forecast
from ilacs_rules.engine.plan import Plan
from ilacs_rules.engine.plan import plan as plan_cases
from ilacs_rules.language.dates import add_months
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.workspace.question import Question
from ilacs_rules.workspace.summary import Summary, SummaryPart
from ilacs_rules.workspace.tables import Table


@dataclass(frozen=True, slots=True)
class OnePage:
    """The page of a case, and everything found on the way to it; None where the case could not be decided."""

    found: WorkingPaper | None
    findings: tuple[Diagnostic, ...]

    def in_short(self) -> Summary | None:
        """The page to look at; what its picture shows, in words."""
        if self.found is None:
            return None
        page = self.found.page
        head = f"By the version of {self.found.title} in force {self.found.in_force}."
        parts = [part for section in page.sections for part in _parts(section.title, section.blocks)]
        return Summary((page.title, head), tuple(parts))


def _parts(title: str, blocks: tuple[Block, ...]) -> list[SummaryPart]:
    told = [part for block in blocks if (part := _part(block)) is not None]
    return [SummaryPart(f"{title}:"), *told]


def _part(block: Block) -> SummaryPart | None:
    match block:
        case Paragraph(words=words, label=label):
            return SummaryPart(f"{label}: {plain(words)}" if label else plain(words))
        case Listing(items=items):
            return SummaryPart(points=tuple(map(plain, items)))
        case TableBlock(header=header, rows=rows):
            return SummaryPart(table=Table(tuple(map(plain, header)), tuple(tuple(map(plain, row)) for row in rows)))
        case Picture(words=words):
            return SummaryPart(points=words)
        case _:
            return None


def page_of(question: Question) -> OnePage:
    """The page of the one case that a question is about."""
    plan = plan_cases(question.program, question.cases, question.on, question.known)
    findings = (*question.findings, *plan.findings)
    if not plan.decisions:
        return OnePage(None, findings)
    return OnePage(case_page(plan, _ahead(question, plan)), findings)


def _ahead(question: Question, plan: Plan) -> Forecast | None:
    """The years ahead; of a case that had ended, or at the end of all days, nothing is expected."""
    until = add_months(question.on, 12 * YEARS_AHEAD)
    (decision,) = plan.decisions
    if until is None or decision.ended is not None:
        return None
    return forecast(question.policy, [decision.case], question.on, until, Assumptions(known=question.known))
