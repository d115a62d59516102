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
from ilacs_rules.explain.publication import titled
from ilacs_rules.language.dates import add_months
from ilacs_rules.model.as_data import asked_as_data
from ilacs_rules.model.partial import exact
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.workspace.document_files import as_word
from ilacs_rules.workspace.question import Question
from ilacs_rules.workspace.summary import Summary, SummaryPart
from ilacs_rules.workspace.tables import Table

_OF_MANY = ("cases", "lines", "ended", "rows_in_all")  # what a plan holds and one case has no need of


@dataclass(frozen=True, slots=True)
class OnePage:
    """The page of a case as `found`, None where it could not be decided, and the plan of this case alone."""

    question: Question
    plan: Plan
    found: WorkingPaper | None

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Everything found on the way to it."""
        return (*self.question.findings, *self.plan.findings)

    def as_word(self) -> bytes | None:
        """The page as a Word file. Raises NotInstalledError if what it takes is not installed, OSError."""
        return None if self.found is None else as_word(self.found.as_word)

    def as_data(self) -> dict[str, object]:
        """What the command line prints as JSON: what a plan of this case alone holds, and the sections of its page."""
        plan = self.plan.as_data(self.question.findings)
        (line,) = self.plan.lines or (None,)
        (ended,) = self.plan.ended or (None,)
        one = {
            "case": None if self.found is None else self.plan.decisions[0].case.name,
            "ended": None if ended is None else exact(ended.ended),
            "line": None if line is None else line.as_data(),
            "sections": [] if self.found is None else [each.as_data() for each in self.found.page.sections],
        }
        asked = asked_as_data(self.question.program.version, self.plan.on, self.plan.known)
        return {**asked, **one, **{key: value for key, value in plan.items() if key not in _OF_MANY}}

    def in_short(self) -> Summary | None:
        """The page to look at; what its picture shows, in words."""
        if self.found is None:
            return None
        page = self.found.page
        head = f"By the version in force {self.found.in_force} of {titled(self.found.version)}."
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
    plan = plan_cases(question.program, question.cases, question.on, question.known, trace=True)
    return OnePage(question, plan, case_page(plan, _ahead(question, plan)) if plan.decisions else None)


def _ahead(question: Question, plan: Plan) -> Forecast | None:
    """The years ahead; of a case that had ended, or at the end of all days, nothing is expected."""
    until = add_months(question.on, 12 * YEARS_AHEAD)
    (decision,) = plan.decisions
    if until is None or decision.ended is not None:
        return None
    return forecast(question.policy, [decision.case], question.on, until, Assumptions(known=question.known))
