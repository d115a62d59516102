"""What is owed in just the same way in many cases, held once.

In a large population most of what is owed hangs on no event of the case: it is asked of thousands on the same days, or
cannot be told of them for the same reasons. Held once for all of them, a plan takes half the memory, and is quicker
sent from one process to another.
"""

from __future__ import annotations

from ilacs_rules.model.case import Event
from ilacs_rules.model.decision import Decision, Need, Obligation, Status
from ilacs_rules.model.derivation import Start

_LATELY = 1_000  # another process sends each once for some hundred cases that hold it


class Alike:
    """What the decisions hold that went through it. Another process begins with nothing."""

    def __init__(self) -> None:
        self._held: dict[tuple[object, ...], Obligation] = {}
        self._ids: set[int] = set()  # of those that are held: they need not be compared again
        self._lately: dict[int, tuple[Obligation, Obligation]] = {}  # nor those that just were, with those held
        self._needs: dict[tuple[Need, ...], tuple[Need, ...]] = {}

    def __reduce__(self) -> tuple[type[Alike], tuple[()]]:
        return Alike, ()

    def share(self, decision: Decision) -> Decision:
        """A decision that nobody else has yet, with what is the same in those before it."""
        object.__setattr__(decision, "obligations", tuple(map(self._shared, decision.obligations)))
        return decision

    def _shared(self, obligation: Obligation) -> Obligation:
        if id(obligation) in self._ids or obligation.status is Status.DOES_NOT_APPLY:  # a version holds these once
            return obligation
        one, held = self._lately.get(id(obligation), (None, obligation))
        if one is obligation:
            return held
        if _is_of_one_case(obligation):
            if obligation.needs:
                object.__setattr__(obligation, "needs", self._needs.setdefault(obligation.needs, obligation.needs))
            return obligation
        alike = obligation, obligation.derivation, id(obligation.version), id(obligation.terms)
        held = self._held.setdefault(alike, obligation)
        self._ids.add(id(held))
        if len(self._lately) >= _LATELY:
            self._lately.clear()
        self._lately[id(obligation)] = obligation, held
        return held


def _is_of_one_case(obligation: Obligation) -> bool:
    """Whether it holds events, or what is made of them: two that are equal may have been told in two places."""
    if obligation.instance is not None or obligation.since is not None:
        return True
    if obligation.served_by or obligation.phases or obligation.in_place_of:
        return True
    reached = obligation.derivation
    while reached is not None:
        if any(isinstance(step, Start) and isinstance(step.by, Event) for _, path in reached.paths() for step in path):
            return True
        reached = reached.at_latest  # type: ignore[assignment]
    return False
