"""What surely applies and has no day that can be told, placed in a forecast by an assumption that somebody states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ilacs_rules.engine.forecasting.expected import AssumedWait, Basis
from ilacs_rules.engine.forecasting.outcomes import published
from ilacs_rules.engine.forecasting.steps import Moved, PlannedStep, key_of, step_on
from ilacs_rules.engine.program import Program
from ilacs_rules.language.durations import Duration
from ilacs_rules.language.fixed_words import Strength
from ilacs_rules.model.decision import Decision, Status
from ilacs_rules.model.vocabulary import EventKind, with_those_above


class Undated:
    """Places each such duty of one case once: so long after the day on which it is first without a day."""

    def __init__(self, waits: tuple[AssumedWait, ...], on: date) -> None:
        """What has no day on the first day of the forecast waits from `on`, the day before."""
        self._waits, self._on = waits, on
        self._since: dict[tuple[str, int], date] = {}
        self._placed: set[tuple[str, int]] = set()

    def steps(
        self, decision: Decision, program: Program, in_hand: frozenset[str], moved: Moved
    ) -> Iterator[PlannedStep]:
        """The steps of a decision; nothing for which an event in hand may serve, and nothing that need not be done."""
        if not self._waits:
            return
        for obligation in decision.obligations:
            if obligation.status is not Status.APPLIES or not obligation.is_undated:
                continue
            wait, key = _wait(obligation.event, self._waits, program.words.events), key_of(obligation)
            if wait is None or key in self._placed or obligation.strength is Strength.MAY:
                continue
            if not in_hand.isdisjoint(decision.requirement(obligation).accepts):
                continue
            day = published(self._since.setdefault(key, self._first(decision)), wait, program.arithmetic)
            step = step_on(decision, obligation, (max(day, obligation.not_before or day), Basis.ASSUMED), moved)
            if step is not None:
                yield step

    def is_placed(self, step: PlannedStep) -> None:
        """It has begun; what is still without a day after that is not placed again."""
        if step.basis is Basis.ASSUMED:
            self._placed.add(step.key)

    def _first(self, decision: Decision) -> date:
        return self._on if (decision.on - self._on).days == 1 else decision.on


def _wait(kind: str, waits: Iterable[AssumedWait], kinds: dict[str, EventKind]) -> Duration | None:
    """What is said of a kind, else of the nearest that it is one of, else of all; of two the later."""
    said = {each.kind: each.after for each in waits}
    return next((said[each] for each in (*with_those_above(kind, kinds), None) if each in said), None)
