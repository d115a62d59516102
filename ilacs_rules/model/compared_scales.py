"""Which scales a version asks the order of: on no other does “better” mean anything to a reader."""

from __future__ import annotations

from collections.abc import Iterator

from ilacs_rules.language.fixed_words import HitPolicy, Relation
from ilacs_rules.language.types import Type, ValueSet
from ilacs_rules.language.walk import TreePart, walk
from ilacs_rules.model.reached import parts_of
from ilacs_rules.model.tree import Between, Call, Compare
from ilacs_rules.model.version import DecisionTable, Priority, Version

_BY_RANK = (HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER, HitPolicy.COLLECT_MIN, HitPolicy.COLLECT_MAX)


def is_compared(known: ValueSet, version: Version) -> bool:
    """Whether a version asks of any value of a scale if it is better than another, or takes the best or worst."""
    return known.ordered and known in version.once("compared scales", lambda: frozenset(_compared(version)))


def _compared(version: Version) -> Iterator[Type]:
    for part in walk(*parts_of(version)):
        yield from _by_it(part)


def _by_it(part: TreePart) -> Iterator[Type]:
    """The types by whose order it goes."""
    match part:
        case Compare(relation=relation, left=left) if relation not in (Relation.EQUAL, Relation.UNEQUAL):
            yield left.type
        case Between(subject=subject):
            yield subject.type
        case Call(type=ValueSet() as type_):
            yield type_
        case Priority(by=by) if by is not None:
            yield by.type
        case DecisionTable(hit_policy=hit_policy, output_types=types) if hit_policy in _BY_RANK:
            yield from types
        case _:
            return
