"""What is asked of two versions, requirement by requirement, and the regions that both together can tell apart.

Requirements that hang on the same things are put to the same regions, which are then found but once.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from ilacs_rules.checker.comparing.comparison import VersionComparison
from ilacs_rules.engine.evaluation import Evaluation
from ilacs_rules.engine.program import Program
from ilacs_rules.language.walk import TreePart
from ilacs_rules.model.tree import Node
from ilacs_rules.model.version import Version
from ilacs_rules.regions.asking import NO_SUCH, Ask, Found, Parts, roots_of, what_is_asked
from ilacs_rules.regions.matters import Matters, what_matters
from ilacs_rules.regions.refining import MOST_STORIES, Regions, regions

Roots = list[tuple[Version, list[TreePart]]]


_MOST_OF_ONE_THAT_READS_ALIKE = 200  # made-up cases


@dataclass(frozen=True, slots=True)
class Pair:
    """A requirement by its (folded) names in two versions; None where one does not have it.

    `asked` puts it to both; `roots` is what that hangs on. Where it `reads_alike` only days can be otherwise, and fewer
    cases have to be looked at.
    """

    old: str | None
    new: str | None
    asked: tuple[tuple[Program, Ask], tuple[Program, Ask]]
    roots: Roots
    reads_alike: bool = False

    @property
    def name(self) -> str:
        """Its name in the newer version, or in the older where that alone has it."""
        found = self.new if self.new is not None else self.old
        assert found is not None, "a requirement of one of them"
        return found


def pairs(before: Program, after: Program, compared: VersionComparison) -> Iterator[Pair]:
    """The requirements of both that do not surely ask the same by the laws, the newer's first."""
    for new in compared.after.requirements:
        old = compared.requirements.get(new)
        if old is None or not compared.surely_asks_the_same(new):
            yield _pair(before, after, compared, old, new)
    kept = set(compared.requirements.values())
    for old in compared.before.requirements:
        if old not in kept:
            yield _pair(before, after, compared, old, None)


def regions_of(found: Sequence[Pair]) -> list[Regions]:
    """The regions of each pair."""
    alike: dict[tuple[bool, Hashable], tuple[Matters, list[int]]] = {}
    for place, pair in enumerate(found):
        matters = what_matters(pair.roots)
        alike.setdefault((pair.reads_alike, matters.in_all), (matters, []))[1].append(place)
    regions_at: dict[int, Regions] = {}
    for (reads_alike, _), (matters, places) in alike.items():
        if len(places) > 1:
            matters = what_matters([each for place in places for each in found[place].roots])
        most = _MOST_OF_ONE_THAT_READS_ALIKE if reads_alike else MOST_STORIES
        together = regions([each for place in places for each in found[place].asked], matters, matters.day, most)
        for at, place in enumerate(places):
            regions_at[place] = together.only(range(2 * at, 2 * at + 2))
    return [regions_at[place] for place in range(len(found))]


def _pair(before: Program, after: Program, compared: VersionComparison, old: str | None, new: str | None) -> Pair:
    roots: Roots = []
    asked: list[tuple[Program, Ask]] = []
    for program, name in ((before, old), (after, new)):
        roots += roots_behind(program, name, compared.parts_asked)
        asked.append((program, _no_such if name is None else what_is_asked(program, name, compared.parts_asked)))
    reads_alike = old is not None and new is not None and compared.reads_alike(new)
    return Pair(old, new, (asked[0], asked[1]), roots, reads_alike)


def roots_behind(program: Program, name: str | None, parts: Parts) -> Roots:
    """What it hangs on what a requirement (folded) asks, by a version and by those that a transition may keep."""
    found: Roots = []
    for version in _judging(program):
        hanging_on: list[TreePart] = [each.when for each in version.transitions.values()]
        if name in version.requirements:
            hanging_on += roots_of(version, name)
            hanging_on += [part for _, part in parts(version, version.requirements[name]) if isinstance(part, Node)]
        found.append((version, hanging_on))
    return found


def _judging(program: Program) -> list[Version]:
    """A version, after those before it that a transition may keep for a case."""
    kept = {each.keep for each in program.version.transitions.values()}
    return [*(program.earlier[day].version for day in sorted(kept)), program.version]


def _no_such(_: Evaluation) -> Found:
    return Found(NO_SUCH)
