"""Whether a mistake is none: what is written instead comes to the same for every case, and that is proved.

Proved is only what regions can settle. Where a condition or a value hangs on what they cannot cut (how long events
last, days that are reckoned from others), where one text leaves open what the other settles, and of mistakes in
anything but a condition or a value, nothing is said.
"""

from __future__ import annotations

from dataclasses import replace

from ilacs_rules.assurance.asked_values import AskedValue, asking_for
from ilacs_rules.engine.codegen.compile import CompiledEvaluator
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.program import Program
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.language.walk import walk
from ilacs_rules.model import tree
from ilacs_rules.regions.matters import what_matters
from ilacs_rules.regions.refining import Regions, regions
from ilacs_rules.regions.stories import StoriesAsKnown


class Meaning:
    """What a version means, so that others that differ from it in one part can be held against it."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._regions: dict[str, Regions] = {}  # by the name of a definition, or of the requirement of a condition

    def is_surely_that_of(self, other: Program, section: str, name: str) -> bool:
        """Whether another version gives the same for every case all of whose days are told.

        `section` and `name` (folded) say in which part it differs. False where it is not so, and where that cannot be
        proved.
        """
        mine, theirs = self.program.version, other.version
        match section:
            case "definitions":
                one, instead = mine.definitions[name], theirs.definitions[name]
                span = one.span or mine.text.policy.span
                named = [tree.Named(name, type=each.type, span=span) for each in (one, instead)]
                return one.type == instead.type and self._comes_to_the_same(name, other, *named)
            case "requirements":
                asked, changed = mine.requirements[name], theirs.requirements[name]
                if asked.when is None or changed.when is None or replace(changed, when=asked.when) != asked:
                    return False
                return self._comes_to_the_same(f"when {name}", other, asked.when, changed.when)
            case _:
                return False

    def _comes_to_the_same(self, key: str, other: Program, one: tree.Node, instead: tree.Node) -> bool:
        """Whether two values surely are equal in every case, also while less is told; all else then is so too."""
        if any(isinstance(part, tree.ThisEvent) for part in walk(one, instead)):
            return False
        mine, theirs = asking_for(self.program, one), asking_for(other, instead)
        matters = what_matters([(program.version, [node]) for program, _, node in (mine, theirs)])
        if matters.limits or self._is_seen_to_differ(key, mine, theirs):
            return False
        found = regions([(program, ask) for program, ask, _ in (mine, theirs)], matters, matters.day)
        return found.are_all and all(len(set(each.answers)) == 1 for each in (*found.found, *found.unsettled))

    def _is_seen_to_differ(self, key: str, mine: AskedValue, theirs: AskedValue) -> bool:
        """Whether a case that stands for a region of the one alone shows a difference: most do, and are soon found."""
        program, ask, node = mine
        if key not in self._regions:
            matters = what_matters([(program.version, [node])])
            self._regions[key] = regions([(program, ask)], matters, matters.day)
        found = self._regions[key]
        other, ask_other, _ = theirs
        told = (*found.found, *found.unsettled)
        as_known = StoriesAsKnown(told[0].matters)
        for region in told:
            case, _ = as_known.case(region.story)
            try:
                seen = ask_other(CompiledEvaluator(other, Snapshot(case, region.on, other.version.vocabulary))).value
            except DecisionError:
                continue
            if seen != region.answers[0]:
                return True
        return False
