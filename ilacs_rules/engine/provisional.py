"""What is not late though its day is past: it is reckoned only until something else is done, and that is what is late.

A first visit that was never made is late once: not a second time as the next one after it, whose day it will set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ilacs_rules.engine.kinds_read import looks_at
from ilacs_rules.engine.plan_rows import LATE
from ilacs_rules.engine.progress import late_as
from ilacs_rules.language.fixed_words import Strength
from ilacs_rules.model.decision import SURELY_LATE, TO_BE_DONE, Obligation, Status
from ilacs_rules.model.due_shapes import Repeat
from ilacs_rules.model.partial import first_of, last_of
from ilacs_rules.model.version import Version
from ilacs_rules.model.vocabulary import are_akin, with_those_above

NOT_DONE_YET = frozenset((*TO_BE_DONE, *LATE))
"""The statuses of what is still to be done, as far as the record goes."""

_Of = Callable[[str], tuple[Obligation, ...]]  # the obligations of a requirement, by its folded name


def unless_provisional(version: Version, found: Iterable[Obligation], of: _Of) -> Iterator[Obligation]:
    """The obligations of a case; what is late is provisional where something else that is not done will set its day."""
    for one in found:
        yield _provisional(one) if one.status in LATE and any(setting_its_day(version, one, of)) else one


def setting_its_day(version: Version, one: Obligation, of: _Of) -> Iterator[Obligation]:
    """The others, due before it and not done, that bring the event from which it is reckoned once there is one.

    Not what is less binding: what nobody has to do excuses nothing.
    """
    day = one.target or one.closes
    if one.instance is not None or day is None:
        return
    for name in _bringing_what_it_is_reckoned_from(version, one.requirement):
        for other in of(name):
            by_a_last_day = other.target is None and other.status in NOT_DONE_YET
            due_before = by_a_last_day and other.closes is not None and last_of(other.closes) < first_of(day)
            if due_before and _as_binding(other, one) and not _is_reckoned_from(version, one, other.event):
                yield other


def _provisional(late: Obligation) -> Obligation:
    not_late = replace(late, days_late=None, days_paused=None, days_perhaps_paused=None, days_in_force=None)
    return replace(not_late, status=Status.PROVISIONAL, made_late_since=None)


def _as_binding(other: Obligation, one: Obligation) -> bool:
    grave, asked = (SURELY_LATE.index(late_as(each.strength)) for each in (other, one))
    return other.strength is not Strength.MAY and grave <= asked


def _is_reckoned_from(version: Version, one: Obligation, event: str) -> bool:
    """Whether an event of that family has been, which sets its day as the rules say."""
    behind = (*one.served_by[-1:], *((one.since,) if one.since is not None else ()))
    return any(are_akin(each.kind, event, version.vocabulary.events) for each in behind)


def _bringing_what_it_is_reckoned_from(version: Version, name: str) -> tuple[str, ...]:
    """The other requirements (folded) that bring events on which the days of a requirement hang."""
    return version.once(("brings what it is reckoned from", name), lambda: tuple(_bringing(version, name)))


def _bringing(version: Version, name: str) -> Iterator[str]:
    requirement, kinds = version.requirements[name], version.vocabulary.events
    asked = looks_at(version, [requirement.due]).kinds
    if isinstance(requirement.due.shape, Repeat):  # the next is reckoned from the last
        asked |= requirement.accepts
    for other in version.requirements.values():
        if other.name != name and not asked.isdisjoint(with_those_above(other.event, kinds)):
            yield other.name
