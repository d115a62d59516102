"""What can be said of a case by the words of two versions, so that kinds of case can be told by it.

These are the expressions of their rules: a fact, what an event records, a named condition, whether there was an event.
A name that stands for something else in the other version is left out, for a reader could not tell which is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ilacs_rules.checker.comparing.comparison import VersionComparison
from ilacs_rules.engine.codegen.compile import CompiledEvaluator
from ilacs_rules.engine.codegen.stepwise import expressions
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.logic import truth
from ilacs_rules.engine.program import Program
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.language.fixed_words import Picks
from ilacs_rules.language.types import Basic, EventType, ValueSet
from ilacs_rules.language.walk import TreePart, children, walk
from ilacs_rules.model import tree
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Value
from ilacs_rules.model.version import DecisionTable, ForEach, Version
from ilacs_rules.regions.pairs import Pair
from ilacs_rules.regions.refining import Region


@dataclass(frozen=True, slots=True)
class Trait:
    """An expression of a version by which cases can be told; the smaller its `rank`, the better it reads."""

    version: Version
    node: tree.Node
    rank: int

    @property
    def is_condition(self) -> bool:
        """Whether it is so of a case or not; anything else has a value."""
        return self.node.type is Basic.YES_OR_NO and not isinstance(self.node, tree.Fact | tree.Field)


class Traits:
    """The traits of two versions, and what they come to in regions of cases."""

    def __init__(self, before: Program, after: Program, pairs: Sequence[Pair]) -> None:
        compared = VersionComparison(before.version, after.version)
        self._looks = [
            _Look(program, _roots(program.version, pairs), _changed(compared, program.version, newer=newer))
            for program, newer in ((after, True), (before, False))
        ]
        self.all = [trait for look in self._looks for trait in look.traits]

    def of(self, pair: Pair) -> list[int]:
        """The places, among all, of the traits that a requirement hangs on."""
        found, first = [], 0
        for look in self._looks:
            own = set(_expressions(look.version, _roots(look.version, [pair])))
            found += [first + place for place, trait in enumerate(look.traits) if trait.node in own]
            first += len(look.traits)
        return found

    def values(self, regions: Sequence[Region]) -> list[list[Value | None]]:
        """What the traits come to in regions of cases; UNKNOWN where it may be this or that.

        It is None where that hangs on what was not recorded of an event: of such a case nobody can say either.
        """
        return [[value for look in self._looks for value in look.values(region)] for region in regions]


class _Look:
    """The traits of one version, made ready to be asked of cases that were put to it."""

    def __init__(self, program: Program, roots: Sequence[TreePart], changed: set[str]) -> None:
        self._program = program
        version = self.version = program.version
        self.traits = [
            Trait(version, node, _rank(version, node))
            for node in dict.fromkeys(_expressions(version, roots))
            if not any(isinstance(part, tree.Named) and part.name in changed for part in walk(node))
        ]
        self._parts = expressions(program, [trait.node for trait in self.traits])
        self._conditions = [trait.is_condition for trait in self.traits]

    def values(self, region: Region) -> list[Value | None]:
        """What each of the traits comes to; of a condition that is nothing, that it is not so."""
        try:
            values = region.seen.evaluator(self._program).asked(self._parts)
            recorded = self._as_if_recorded(region) or values
        except DecisionError:
            return [UNKNOWN] * len(self.traits)
        found: list[Value | None] = []
        for is_condition, value, other in zip(self._conditions, values, recorded, strict=True):
            if is_condition:
                found.append(truth(value))
            else:
                found.append(None if value is UNKNOWN and other is not UNKNOWN else value)
        return found

    def _as_if_recorded(self, region: Region) -> list[Value] | None:
        """What they would come to if it were known that there is none of what was not recorded; None if all was."""
        case = region.seen.without_unrecorded()
        if case is None:
            return None
        snapshot = Snapshot(case, region.on, self.version.vocabulary)
        return CompiledEvaluator(self._program, snapshot).asked(self._parts)


def _roots(version: Version, pairs: Iterable[Pair]) -> list[TreePart]:
    return [part for pair in pairs for each, roots in pair.roots if each is version for part in roots]


def _changed(compared: VersionComparison, version: Version, *, newer: bool) -> set[str]:
    """The definitions of a version that stand for something else in the other under the same name."""
    other = compared.before if newer else compared.after
    both = version.definitions.keys() & other.definitions.keys()
    return {name for name in both if not compared.defined_alike(name)}


def _expressions(version: Version, roots: Iterable[TreePart]) -> Iterator[tree.Node]:
    """The expressions below some roots by which a case can be told, in the order in which they are met."""
    waiting, entered = list(roots)[::-1], set[str]()
    while waiting:
        part = waiting.pop()
        if isinstance(part, tree.Named) and part.name not in entered:
            entered.add(part.name)
            waiting.append(version.definitions[part.name].body)
        if isinstance(part, tree.Node) and not any(isinstance(each, tree.ThisEvent) for each in walk(part)):
            yield from _told_by(part)
        elif isinstance(part, ForEach):
            yield _there_was(part.history)
        waiting += list(_outside(part))[::-1]


def _outside(part: TreePart) -> Iterator[TreePart]:
    """What a part is made of and can stand alone, as a test of each item, of each event or of an input cannot."""
    match part:
        case tree.Counting(items=items):
            yield items
        case tree.Where():
            return
        case DecisionTable(inputs=inputs, rows=rows, default=default):
            yield from inputs
            for row in rows:
                yield from row.outputs
            yield from default or ()
        case _:
            yield from children(part)


def _told_by(node: tree.Node) -> Iterator[tree.Node]:
    match node:
        case tree.Fact() | tree.Field() if isinstance(node.type, ValueSet) or node.type in _VALUES:
            yield node
        case tree.Named() if isinstance(node.type, ValueSet) or node.type in (Basic.NUMBER, Basic.YES_OR_NO):
            yield node
        case tree.Named(type=EventType()) | tree.Select(picks=Picks.LATEST | Picks.FIRST):
            yield tree.Recorded(node, type=Basic.YES_OR_NO, span=node.span)
        case tree.Select():
            yield node
        case _ if isinstance(node, tree.Test | tree.Counting | tree.Lot):
            yield node
        case _:
            return


_VALUES = (Basic.NUMBER, Basic.TEXT, Basic.DATE, Basic.YES_OR_NO)


def _there_was(history: tree.History) -> tree.Node:
    return tree.Select(Picks.ANY, history, type=Basic.YES_OR_NO, span=history.span)


def _rank(version: Version, node: tree.Node) -> int:
    """A condition that has words of its own reads best, then what is told of a case itself, then what is reckoned."""
    match node:
        case tree.Named(name=name) if version.definitions[name].said_as is not None:
            return 0
        case tree.Fact() | tree.Named() | tree.Select() | tree.Recorded():
            return 1
        case tree.Field():
            return 2
        case _:
            return 3
