"""The kinds of case that a version itself keeps apart: most requirements hang on the same thing, and on it alone.

What that is (the last inspections, or a fact) is found by counting. The regions of all requirements that hang on it
and on nothing else are put together; those in which the same requirements apply are one part of all cases. So what is
asked in a part is asked of every case in it, and of each case it can be told in which part it lies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ilacs_rules.engine.codegen.compile import CompiledEvaluator
from ilacs_rules.engine.evaluation import Evaluation
from ilacs_rules.engine.program import Program
from ilacs_rules.model import tree
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Truth
from ilacs_rules.model.tree import Node
from ilacs_rules.model.version import Definition, Version
from ilacs_rules.regions.asking import Ask, Found, roots_of, whether_applies
from ilacs_rules.regions.cuts import Cuts
from ilacs_rules.regions.matters import what_matters
from ilacs_rules.regions.refining import Region, regions

_MOST = 4_000  # stories told: a policy is divided once for a document
_LEAST = 2  # requirements that tell parts by a fact: what one alone hangs on is told with it


class _HangsOn(NamedTuple):
    """Facts, or kinds of event that are looked at together; and whether it matters on which days they were."""

    facts: frozenset[str]
    kinds: frozenset[str] = frozenset()
    timed: bool = False


@dataclass(frozen=True, slots=True)
class CasePart:
    """Cases to which the same of the requirements that tell them apart apply.

    `conditions` are what is so in the whole of it and in no other part, each with whether it holds; None where what is
    written in the rules does not tell it apart so. Of its regions the simplest comes first.
    """

    regions: tuple[Region, ...]
    asked: frozenset[str]
    conditions: tuple[tuple[Node, bool], ...] | None


@dataclass(frozen=True, slots=True)
class Partition:
    """The parts of all cases, and the requirements (folded) that tell them apart: of no others anything is said.

    `kinds` are the kinds of event (folded) that are looked at, none where it is a fact. Without parts the version keeps
    no cases apart, or in more ways than can be looked at.
    """

    by: tuple[str, ...]
    kinds: frozenset[str]
    parts: tuple[CasePart, ...]


NOTHING_APART = Partition((), frozenset(), ())


def partition(program: Program) -> Partition:
    """The kinds of case that the conditions of a version keep apart.

    Only what holds of every case counts: a requirement that hangs on how days lie to each other, on a lot or on other
    cases tells no parts.
    """
    version = program.version
    hanging = {name: each for name in version.requirements if (each := _hangs_on(version, name)) is not None}
    if not hanging:
        return NOTHING_APART
    # of what equally many requirements hang on, what happened goes before a fact, and the first before others
    most = Counter((each.facts, each.kinds) for each in hanging.values())
    facts, kinds = max(most, key=lambda each: (most[each], bool(each[1])))
    hanging = {name: each for name, each in hanging.items() if (each.facts, each.kinds) == (facts, kinds)}
    timed = [name for name, each in hanging.items() if each.timed]
    if len(timed) <= len(hanging) - len(timed):  # a day on which few requirements turn is told with them
        hanging = {name: each for name, each in hanging.items() if not each.timed}
    by = tuple(hanging)
    if len(by) < _LEAST and not kinds:
        return NOTHING_APART
    matters = what_matters([(version, [root for name in by for root in roots_of(version, name)])])
    matters.cuts = Cuts(())  # a part is named by all the values that are told of it, not by one that stands for others
    conditions = tuple(_conditions(version, by))
    knowing = _with_definitions(program, conditions)
    asked = [whether_applies(knowing.version, name) for name in by]
    found = regions([(knowing, ask) for ask in (*asked, _told_of(conditions))], matters, matters.day, _MOST)
    settled = [each for each in found.found if not (each.open and each.story.has_gap)]  # else of no part for certain
    if found.too_many or any(each.open for each in settled):
        return NOTHING_APART
    return Partition(by, kinds, tuple(_parts(by, conditions, settled)))


def _hangs_on(version: Version, name: str) -> _HangsOn | None:
    """What it hangs on whether a requirement applies, where that is one thing alone."""
    if version.requirements[name].for_each is not None:
        return None
    matters = what_matters([(version, roots_of(version, name))])
    if matters.limits - _OF_LONG_EVENTS:
        return None
    if len(matters.groups) == 1 and not matters.facts:
        return _HangsOn(frozenset(), matters.groups[0].members, matters.are_timed)
    return _HangsOn(frozenset(matters.facts)) if len(matters.facts) == 1 and not matters.groups else None


# where versions follow one another it matters under which an event ended: nearly all end on a day long after they began
_OF_LONG_EVENTS = {"how long events last"}


def _parts(by: Sequence[str], conditions: Sequence[Node], found: Sequence[Region]) -> Iterator[CasePart]:
    alike: dict[frozenset[str], list[Region]] = {}
    for region in found:
        asked = frozenset(name for name, applies in zip(by, region.answers, strict=False) if applies is True)
        alike.setdefault(asked, []).append(region)
    for asked, those in alike.items():
        others = [region for other, regions in alike.items() if other != asked for region in regions]
        apart = _told_apart([_values(each) for each in those], [_values(each) for each in others])
        told = None if apart is None else tuple((conditions[place], holds) for place, holds in apart)
        yield CasePart(tuple(sorted(those, key=lambda region: region.simplicity)), asked, told)


def _conditions(version: Version, by: Sequence[str]) -> Iterator[Node]:
    """What is asked in the conditions of the requirements, each once: what “and”, “or” and “not” join."""
    seen = set[Node]()
    waiting = [when for name in by if (when := version.requirements[name].when) is not None]
    while waiting:
        match waiting.pop(0):
            case tree.And(items=items) | tree.Or(items=items):
                waiting = [*items, *waiting]
            case tree.Not(item=item):
                waiting.insert(0, item)
            case node if node not in seen:
                seen.add(node)
                yield node


def _with_definitions(program: Program, conditions: Sequence[Node]) -> Program:
    """The same version, in which the conditions have names: so they are worked out with all that has."""
    version = program.version
    named = {_name(place): Definition(_name(place), "", "", each.type, each) for place, each in enumerate(conditions)}
    return Program(
        replace(version, definitions={**version.definitions, **named}),
        program.earlier,
        program.words,
        program.population,
    )


def _name(place: int) -> str:
    return f"condition {place} of a requirement"


def _told_of(conditions: Sequence[Node]) -> Ask:
    """What each of the conditions comes to; nothing more need be told for that."""
    names = [_name(place) for place in range(len(conditions))]

    def ask(evaluation: Evaluation) -> Found:
        assert isinstance(evaluation, CompiledEvaluator), "regions are found without a trace"
        values = map(evaluation.defined, names)
        return Found(tuple(each if isinstance(each, bool) else UNKNOWN for each in values))

    return ask


def _values(region: Region) -> tuple[Truth, ...]:
    """What the conditions come to in a region."""
    told: tuple[Truth, ...] = region.answers[-1] if isinstance(region.answers[-1], tuple) else ()
    return told


def _told_apart(mine: Sequence[Sequence[Truth]], others: Sequence[Sequence[Truth]]) -> list[tuple[int, bool]] | None:
    """As few conditions as tell apart, by their places, each with its value.

    Each has this one value in all of mine; each of the others has another for at least one of them.
    """
    same = {
        place: bool(mine[0][place])
        for place in range(len(mine[0]))
        if all(each[place] is mine[0][place] for each in mine) and isinstance(mine[0][place], bool)
    }
    left, chosen = list(others), list[int]()
    while left:
        best = max(same, key=lambda place: sum(each[place] is (not same[place]) for each in left), default=None)
        if best is None or not any(each[best] is (not same[best]) for each in left):
            return None
        chosen.append(best)
        left = [each for each in left if each[best] is not (not same[best])]
    for place in list(chosen):
        rest = [each for each in chosen if each != place]
        if all(any(other[each] is (not same[each]) for each in rest) for other in others):
            chosen = rest
    return [(place, same[place]) for place in sorted(chosen)]
