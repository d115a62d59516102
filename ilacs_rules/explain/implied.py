"""What one condition of several says already that another says as well: a reader is told it once.

That there has been an event is said by each test of what it recorded, or of one of its days: of no event such a test is
never so. Only where one is `!=`, or asks whether something is missing, may it be so of none; those imply nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ilacs_rules.explain.relations import subject_of
from ilacs_rules.language.fixed_words import Picks, Relation
from ilacs_rules.model import tree
from ilacs_rules.model.version import DecisionTable, Version

_Kinds = frozenset[frozenset[str]]
"""Of each of these sets of kinds (folded) one event at least has taken place."""

_NONE: _Kinds = frozenset()


def as_told(condition: tree.Node, version: Version) -> tree.Node:
    """A condition without what is implied: of several of which one is left to be told, that one by itself."""
    if not isinstance(condition, tree.And):
        return condition
    told = without_implied(condition.items, version)
    return replace(condition, items=told) if len(told) > 1 else as_told(told[0], version)


def without_implied(conditions: tuple[tree.Node, ...], version: Version) -> tuple[tree.Node, ...]:
    """The conditions of which all are to hold, without those that a certain event took place, where others imply it."""
    implied = {each: _once_so(each, version) for each in conditions}
    return tuple(
        each
        for each in conditions
        if (kinds := _has_happened(each)) is None
        or not any(met <= kinds for other in conditions if _has_happened(other) is None for met in implied[other])
    )


def _has_happened(condition: tree.Node) -> frozenset[str] | None:
    """The kinds of which it says no more than that there has been one; None of another condition."""
    match condition:
        case tree.Select(picks=Picks.ANY, history=tree.History(kinds=kinds, filters=())):
            return kinds
        case _:
            return None


def _once_so(condition: tree.Node, version: Version) -> _Kinds:
    """What has taken place wherever a condition is so."""
    match condition:
        case tree.And(items=items):
            return _NONE.union(*(_once_so(each, version) for each in items))
        case tree.Or(items=items):
            return frozenset.intersection(*(_once_so(each, version) for each in items))
        case tree.Compare(relation=Relation.UNEQUAL):
            return _NONE
        case _ if isinstance(condition, tree.Test):
            return _behind(subject_of(condition), version)
        case tree.Select(picks=Picks.ANY, history=history):
            return frozenset({history.kinds})
        case tree.Field():
            return _behind(condition, version)
        case tree.Named(name=name):
            return _behind_name(name, version, _once_so)
        case _:
            return _NONE


def _behind(value: tree.Node, version: Version) -> _Kinds:
    """What has taken place wherever there is a value: without it, it would be nothing."""
    match value:
        case tree.Field(event=event) | tree.DayOf(event=event):
            return _behind(event, version)
        case tree.Select(picks=Picks.LATEST | Picks.FIRST, history=history):
            return frozenset({history.kinds})
        case tree.Arithmetic(left=left, right=right):
            return _behind(left, version) | _behind(right, version)
        case tree.Named(name=name):
            return _behind_name(name, version, _behind)
        case _:
            return _NONE


def _behind_name(name: str, version: Version, what: Callable[[tree.Node, Version], _Kinds]) -> _Kinds:
    """The same of what a name stands for, found once: other names may lead to it by many ways."""
    body = version.definitions[name].body
    return _NONE if isinstance(body, DecisionTable) else version.once((what, name), lambda: what(body, version))
