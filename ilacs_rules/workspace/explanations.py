"""Decisions explained: what held or did not, the facts used, the source."""

from __future__ import annotations

from collections.abc import Iterable

from ilacs_rules.explain.why import Why, why
from ilacs_rules.model.decision import Decision
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.frozen import frozen
from ilacs_rules.text.machine import with_findings
from ilacs_rules.workspace.question import Question


@frozen
class Explained:
    """The explanations asked for, and everything found on the way to them."""

    question: Question
    explanations: tuple[Why, ...]
    findings: tuple[Diagnostic, ...]

    def as_data(self) -> dict[str, object]:
        """What the command line prints as JSON."""
        answer = {**self.question.as_data(), "explanations": [each.as_data() for each in self.explanations]}
        return with_findings(answer, self.findings)


def explained(
    question: Question, decisions: Iterable[Decision], findings: tuple[Diagnostic, ...], only: str | None
) -> Explained:
    """The decisions in words; of one requirement, by its folded name, if `only` that is asked."""
    return Explained(question, tuple(why(decision, only) for decision in decisions), findings)
