"""Which kinds of event a requirement hangs on: where the record of one ends, what is told of it is not certain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ilacs_rules.language.durations import Duration, DurationKind
from ilacs_rules.language.nodes import Sign
from ilacs_rules.language.walk import TreePart, walk
from ilacs_rules.model import tree
from ilacs_rules.model.case import Event
from ilacs_rules.model.due_shapes import Complete, Single, kinds_between
from ilacs_rules.model.record_end import before, goes_to_the_day
from ilacs_rules.model.version import Requirement, Version

if TYPE_CHECKING:
    from ilacs_rules.engine.evaluation import Evaluation


def sure_until(evaluation: Evaluation, requirement: Requirement, this: Event | None = None) -> date:
    """The last day up to which all is surely recorded of what a requirement hangs on; the day asked about at most.

    What is recorded once it is published had ended by that day. So what counts from its start is sure only up to a day
    that lies as much earlier as it lasts. `this` is the event that an instance of a `for each` is about.
    """
    snapshot = evaluation.snapshot
    if goes_to_the_day(snapshot.case, snapshot.known):
        return snapshot.on
    sure = snapshot.sure_until(evaluation.program.kinds_read[requirement.name])
    under_way = requirement.counts_under_way
    if under_way is None or not snapshot.case.published_within:
        return sure
    length = evaluation.value(under_way, this)
    if not isinstance(length, Duration):
        return sure
    if length.kind in (DurationKind.MONTHS, DurationKind.DAYS):
        return before(sure, length)
    begun, _ = evaluation.arithmetic.add(sure, Sign.MINUS, length, requirement.due.span)
    return begun if isinstance(begun, date) else sure


def kinds_read(version: Version, name: str) -> frozenset[str]:
    """The kinds that a requirement (folded) accepts, and all it looks at, also by way of definitions and others."""
    asked, waiting = {name}, [name]
    parts: list[TreePart] = []
    found = set(kinds_that_choose(version))
    while waiting:
        requirement = version.requirements[waiting.pop()]
        found |= requirement.accepts
        parts.append(requirement)
        for other in _others(version, requirement):
            if other not in asked:
                asked.add(other)
                waiting.append(other)
        between = kinds_between(requirement.due.shape)
        found |= between.kinds if between is not None else frozenset()
    return frozenset(found | set(_kinds(version, parts)))


def kinds_that_choose(version: Version) -> frozenset[str]:
    """The kinds of event on which the transitions of a version hang."""
    return frozenset(_kinds(version, [each.when for each in version.transitions.values()]))


def _others(version: Version, requirement: Requirement) -> Iterator[str]:
    """The requirements that another hangs on: what it follows, what brings the next event, what is its exception."""
    shape = requirement.due.shape
    if isinstance(shape, Single) and isinstance(shape.anchor, Complete):
        yield shape.anchor.requirement
    between = kinds_between(shape)
    for other in version.requirements.values():
        brings = between is not None and other.event in between.kinds
        if brings or requirement.name in other.replaces:
            yield other.name


def _kinds(version: Version, parts: Sequence[TreePart]) -> Iterator[str]:
    """The kinds of the histories in some parts, and in the definitions they name."""
    waiting, named = list(parts), set()
    while waiting:
        for part in walk(waiting.pop()):
            if isinstance(part, tree.History):
                yield from part.kinds
            elif isinstance(part, tree.InHand):
                yield from version.vocabulary.events[part.kind].kinds
            elif isinstance(part, tree.Named) and part.name not in named:
                named.add(part.name)
                waiting.append(version.definitions[part.name])
