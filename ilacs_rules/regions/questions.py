"""The regions of one question: whether a requirement applies, whether a guarantee holds."""

from __future__ import annotations

from ilacs_rules.engine.program import Program
from ilacs_rules.language.walk import TreePart
from ilacs_rules.model.tree import Node
from ilacs_rules.model.version import Guarantee
from ilacs_rules.regions.asking import roots_of, whether_applies, whether_holds, whether_kept
from ilacs_rules.regions.matters import what_matters
from ilacs_rules.regions.refining import Regions, regions


def requirement_regions(program: Program, name: str) -> Regions:
    """The regions of cases that what decides whether a requirement (folded) applies can tell apart.

    Of each the one answer is True, False, or UNKNOWN where it cannot be told.
    """
    version = program.version
    matters = what_matters([(version, roots_of(version, name))])
    return regions([(program, whether_applies(version, name))], matters, matters.day)


def condition_regions(program: Program, condition: Node, most: int) -> Regions:
    """The regions of cases that a condition of the version can tell apart, up to so many; of each whether it holds."""
    matters = what_matters([(program.version, [condition])])
    return regions([(program, whether_holds(condition))], matters, matters.day, most)


def guarantee_regions(program: Program, guarantee: Guarantee) -> Regions:
    """The regions of cases that what a guarantee hangs on can tell apart; of each the one answer is a `Kept`."""
    version = program.version
    roots: list[TreePart | None] = [guarantee.given, guarantee.always]
    roots += [each.when for each in version.transitions.values()]
    roots += [root for name in guarantee.requirements for root in roots_of(version, name)]
    matters = what_matters([(version, roots)])
    return regions([(program, whether_kept(version, guarantee))], matters, matters.day)
