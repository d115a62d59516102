"""Guarantees that hold by their wording alone, whatever the named conditions in it come to.

Two conditions such as `risk is known and grade passed` and `risk is known and not grade passed` exclude each other
without anyone looking into what “grade passed” means. Where that settles a guarantee no case need be made for it.
"""

from __future__ import annotations

from itertools import product

from ilacs_rules.engine.logic import all_of, any_of, counted, opposite
from ilacs_rules.language.fixed_words import Picks
from ilacs_rules.model import tree
from ilacs_rules.model.case import Truth
from ilacs_rules.model.due_shapes import kinds_between
from ilacs_rules.model.version import Guarantee, Version

MOST_CONDITIONS = 10  # that may be true or false independently of each other

Readings = dict[object, bool]


def holds_by_its_wording(version: Version, guarantee: Guarantee) -> bool:
    """Whether a guarantee holds however its conditions are read; False says nothing of whether it holds.

    What is unknown need not be tried: logic with unknowns never settles what some reading would contradict.
    """
    requirements = [version.requirements[name] for name in guarantee.requirements]
    excepted = {name for each in version.requirements.values() for name in each.replaces}
    if any(each.for_each is not None or each.name in excepted for each in requirements):
        return False
    whens = [each.when for each in requirements]
    begun = [each.due.shape for each in requirements if kinds_between(each.due.shape) is not None]
    conditions: dict[object, None] = dict.fromkeys(begun)  # that there has been such an event is one more
    for node in (guarantee.given, guarantee.always, *whens):
        _gather(node, conditions)
    if len(conditions) > MOST_CONDITIONS:
        return False
    for chosen in product((True, False), repeat=len(conditions)):
        readings = dict(zip(conditions, chosen, strict=True))
        if _read(guarantee.given, readings) is False:
            continue
        truths = [all_of((_read(each.when, readings), readings.get(each.due.shape, True))) for each in requirements]
        counts = counted(guarantee.bound, guarantee.count, tuple(truths))
        if all_of((counts, _read(guarantee.always, readings))) is not True:
            return False
    return True


def _gather(node: tree.Node | None, conditions: dict[object, None]) -> None:
    match node:
        case tree.And(items=items) | tree.Or(items=items):
            for item in items:
                _gather(item, conditions)
        case tree.Not(item=item):
            _gather(item, conditions)
        case None:
            pass
        case _:
            conditions[_key(node)] = None


def _read(node: tree.Node | None, readings: Readings) -> Truth:
    match node:
        case None:
            return True
        case tree.And(items=items):
            return all_of(tuple(_read(item, readings) for item in items))
        case tree.Or(items=items):
            return any_of(tuple(_read(item, readings) for item in items))
        case tree.Not(item=item):
            return opposite(_read(item, readings))
        case tree.Select(picks=Picks.NO):
            return not readings[_key(node)]
        case _:
            return readings[_key(node)]


def _key(node: tree.Node) -> object:
    """What tells one condition from another; `any check` and `no check` are one, read both ways."""
    return node.history if isinstance(node, tree.Select) and node.picks in (Picks.ANY, Picks.NO) else node
