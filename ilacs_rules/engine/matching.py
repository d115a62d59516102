"""Which events the instances of a `for each` requirement are served by.

Each event serves one instance only, and the instances are served in the order of the events they are about. Where it is
not known whether an instance comes first, or which event serves it, those it may take are in doubt for the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ilacs_rules.engine.applicability import Terms
from ilacs_rules.engine.due_context import NOT_TAKEN, Taken
from ilacs_rules.engine.progress import Progress
from ilacs_rules.engine.selection import Selection, has_known_days, may_precede
from ilacs_rules.model.case import Event
from ilacs_rules.model.decision import Need, Obligation
from ilacs_rules.model.version import Requirement, is_limited


class Matching:
    """The instances of one requirement are asked for and told of one after the other, in their order."""

    def __init__(self, all_terms: Sequence[Terms], needs: Callable[[], tuple[Need, ...]]) -> None:
        """`needs` tells what would settle which events the requirement is about, where somebody asks."""
        self._sure = [event for terms in all_terms for event in terms.events.sure]
        self._complete = not any(terms.events.maybe or terms.events.gaps for terms in all_terms)
        self._needs = needs
        self._taken = NOT_TAKEN
        self._place = {id(event): place for place, event in enumerate(self._sure)}
        self._in_order = self._complete and all(has_known_days(event) for event in self._sure)

    def taken_from(self, event: Event, requirement: Requirement, accepted: Selection) -> Taken:
        """What other instances take from the one about an event, or may take."""
        if not _is_exclusive(requirement):
            return NOT_TAKEN
        if self._in_order or (self._complete and not self._may_come_later(event)):
            return self._taken
        return _with(self._taken, (*accepted.sure, *accepted.maybe), self._needs())

    def _may_come_later(self, event: Event) -> bool:
        return any(may_precede(event, other) for other in self._sure[self._place[id(event)] + 1 :])

    def served(self, requirement: Requirement, progress: Progress, accepted: Selection, obligation: Obligation) -> None:
        """Where the next instance stands, if it applies, and what was made of it."""
        if not _is_exclusive(requirement):
            return
        own, most = progress.own, requirement.due.up_to or 1
        if progress.undetermined:
            all_ = own if own.sure or own.maybe else accepted
            self._taken = _with(self._taken, (*all_.sure, *all_.maybe), obligation.needs)
        elif progress.served_by:
            few = own.first_few(most)
            if few is None or obligation.applies is not True:
                self._taken = _with(self._taken, (*own.sure, *own.maybe), obligation.needs)
                return
            surely = self._taken.surely.union(map(id, few))
            self._taken = Taken(surely, self._taken.perhaps, self._taken.needs)
            if len(few) < most:
                self._taken = _with(self._taken, own.maybe, obligation.needs)


def _with(taken: Taken, perhaps: Iterable[Event], needs: tuple[Need, ...]) -> Taken:
    return Taken(taken.surely, taken.perhaps.union(map(id, perhaps)), tuple(dict.fromkeys((*taken.needs, *needs))))


def _is_exclusive(requirement: Requirement) -> bool:
    """Whether an instance is done after some events, and each event serves one instance only."""
    return is_limited(requirement) and not requirement.one_event_may_serve_several
