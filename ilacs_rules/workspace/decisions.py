"""The decisions that were asked for, as data or to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_rules.model.decision import Decision
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.frozen import frozen
from ilacs_rules.text.machine import with_findings
from ilacs_rules.workspace.question import Question

if TYPE_CHECKING:
    from ilacs_rules.workspace.summary import Summary


@frozen
class Decided:
    """The decisions asked for, and everything found on the way to them."""

    question: Question
    decisions: tuple[Decision, ...]
    findings: tuple[Diagnostic, ...]

    def as_data(self) -> dict[str, object]:
        """What the command line prints as JSON."""
        answer = {**self.question.as_data(), "decisions": [each.as_data() for each in self.decisions]}
        return with_findings(answer, self.findings)

    def in_short(self) -> tuple[Summary, ...]:
        """Each decision to look at."""
        from ilacs_rules.workspace.decisions_in_short import decision_in_short  # programs wait for no words

        return tuple(map(decision_in_short, self.decisions))
