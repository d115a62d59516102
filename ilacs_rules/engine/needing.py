"""A case evaluated by the generated code, where it is told as well what would settle what is not known.

The tree is walked only for what is unknown, and nothing of the walk is kept: for whole populations, of which nobody
reads how each answer came about.
"""

from __future__ import annotations

from functools import cached_property

from ilacs_rules.engine.codegen.compile import CompiledEvaluator
from ilacs_rules.engine.traced import TracingEvaluator
from ilacs_rules.model.case import Event
from ilacs_rules.model.decision import Need, Step
from ilacs_rules.model.tree import History, Node


class NeedingEvaluator(CompiledEvaluator):
    """One case on one day, by the generated code but for the needs. It is an `Evaluation` for obligations to ask."""

    traced = True

    @cached_property
    def _walked(self) -> TracingEvaluator:
        return TracingEvaluator(self.program, self.snapshot)

    def needs(self, node: Node, this: Event | None = None) -> tuple[Need, ...]:
        """What would settle a node that is unknown."""
        return self._walked.needs(node, this)

    def select_needs(self, history: History, event: Event | None) -> tuple[Need, ...]:
        """What is not known of the filters of a history for an event, or where there is none, whatever the event."""
        if event is None and not history.open_sides:
            return ()  # as the walk would find; but nothing has to be made ready for it
        return self._walked.select_needs(history, event)

    def step(self, node: Node) -> Step:
        """What is done at a node of the version."""
        return self._walked.step(node)
