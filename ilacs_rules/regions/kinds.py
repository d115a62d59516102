"""Which kinds of case come out otherwise: regions brought to a few kinds, each told by what is so of it.

A kind holds only regions that come out otherwise in the same way: whatever is so of a case of it, is so of no other
region. It says no more than it takes for that, and is as wide as it can be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ilacs_rules.model import tree
from ilacs_rules.model.absent import NOTHING, UNKNOWN
from ilacs_rules.model.case import Value
from ilacs_rules.model.version import Version
from ilacs_rules.regions.differences import Difference
from ilacs_rules.regions.refining import Region, Regions
from ilacs_rules.regions.said import Domain, domain, said, this_or_none
from ilacs_rules.regions.traits import Traits

MOST_KINDS = 6
_TRIED = 8  # regions of which the widest kind is looked for, each time


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that is so of each case of a kind, in the words of a version.

    `recorded` says the same of those of which it is recorded, where it is so too where nothing is. Where only one value
    is left of several that are named, `or_none` says that it is this one, or none.
    """

    version: Version
    condition: tree.Node
    recorded: tree.Node | None = None
    or_none: tree.Node | None = None


Kind = tuple[Said, ...]
"""Cases of which all of this is so; every case, where nothing is."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of case of a difference, and how many of its regions lie in none of them."""

    kinds: tuple[Kind, ...]
    untold: int


class Telling:
    """Tells the kinds of case of differences; what is so of regions is gathered but once."""

    def __init__(self, traits: Traits) -> None:
        self._traits = traits
        self._seen: dict[int, _TraitsOfRegions] = {}

    def kinds_of(self, difference: Difference) -> Kinds:
        """The kinds of case that come out otherwise, those with most regions first."""
        told = _ToldApart(self._seen_in(difference.among), self._traits.of(difference.pair), difference)
        found: list[Kind] = []
        left = told.inside
        while left and len(found) < MOST_KINDS:
            cubes = [cube for place in _some_of(left) if (cube := told.widest(place, left)) is not None]
            if not cubes:
                break
            best = max(cubes, key=lambda cube: ((told.surely(cube) & left).bit_count(), -len(cube)))
            found.append(tuple(told.in_words(best)))
            left &= ~told.surely(best)
        return Kinds(tuple(found), left.bit_count())

    def _seen_in(self, among: Regions) -> _TraitsOfRegions:
        """Requirements that are asked about together have the same regions."""
        key = id(among.found[0].matters)
        if key not in self._seen:
            self._seen[key] = _TraitsOfRegions(self._traits, among.found)
        return self._seen[key]


def _some_of(left: int) -> list[int]:
    """The places of some regions, from the first to the last of them."""
    places = [place for place in range(left.bit_length()) if left >> place & 1]
    return places[:: -(-len(places) // _TRIED)]


Cube = dict[int, frozenset[Value]]
"""For some traits, by their places, the values one of which each has."""


Where = tuple[frozenset[Value], int]
"""Values that something may have, and the regions in which it has one of these."""


class _TraitsOfRegions:
    """What the traits come to in regions; a set of regions is a number, each a bit of it by its place."""

    def __init__(self, traits: Traits, regions: Sequence[Region]) -> None:
        self.traits = traits.all
        self.stories = [region.story for region in regions]
        self.where: list[list[Where]] = []
        self.open: list[int] = []  # the regions in which a trait may have this or that
        self.domains: list[Domain] = []
        values = traits.values(regions)
        for place, trait in enumerate(traits.all):
            where: dict[Value, int] = {}
            for at, each in enumerate(values):
                if (value := each[place]) is not None:  # else nobody can say that it has any of them
                    where[value] = where.get(value, 0) | 1 << at
            self.open.append(where.pop(UNKNOWN, 0))
            known = domain(trait.version, trait.node, where, regions[0].matters)
            self.domains.append(known)
            self.where.append([(known.all_like(value), having) for value, having in where.items()])


class _ToldApart:
    """The regions of a difference and the others, to be told apart by some of the traits."""

    def __init__(self, seen: _TraitsOfRegions, chosen: Sequence[int], difference: Difference) -> None:
        inside, outside = ({id(region.story) for region in each} for each in (difference.regions, difference.others))
        self.inside = _any(1 << place for place, story in enumerate(seen.stories) if id(story) in inside)
        self.outside = _any(1 << place for place, story in enumerate(seen.stories) if id(story) in outside)
        self._all = self.inside | self.outside
        self._seen = seen
        self._sets: dict[tuple[int, frozenset[Value]], tuple[int, int]] = {}
        self._traits: list[int] = []
        met = set()
        for place in sorted(chosen, key=lambda place: seen.traits[place].rank):
            parts = [regions & self._all for _, regions in seen.where[place]]
            alike = tuple(sorted(filter(None, parts))), seen.traits[place].is_condition
            if alike not in met and len(alike[0]) + bool(seen.open[place] & self._all) > 1:
                met.add(alike)
                self._traits.append(place)

    def widest(self, place: int, left: int) -> Cube | None:
        """The kind of a region that is as wide as it can be; None where nothing tells it from the others."""
        cube = dict(self._values_at(place))
        if self._perhaps(cube) & self.outside:
            return None
        while (narrow := self._one_less(cube, left)) is not None:
            del cube[narrow]
        for trait in sorted(cube, key=lambda trait: self._seen.traits[trait].rank):
            for values, _ in self._seen.where[trait]:
                wider = {**cube, trait: cube[trait] | values}
                holds_more = self.surely(wider) & self.inside != self.surely(cube) & self.inside
                if holds_more and not self._perhaps(wider) & self.outside and self._says(trait, wider[trait]):
                    cube = wider
        return cube

    def surely(self, cube: Cube) -> int:
        """The regions of which every case is of a kind."""
        found = self._all
        for trait, wanted in cube.items():
            found &= self._with(trait, wanted)[0]
        return found

    def in_words(self, cube: Cube) -> Iterator[Said]:
        """What is so of a kind."""
        for trait in sorted(cube):
            condition = self._says(trait, cube[trait])
            assert condition is not None, "only what can be said was taken"
            recorded = self._says(trait, wanted) if (wanted := cube[trait] - {NOTHING}) else None
            or_none = None if recorded is None else this_or_none(condition, recorded)
            yield Said(self._seen.traits[trait].version, condition, recorded, or_none)

    def _values_at(self, place: int) -> Iterator[tuple[int, frozenset[Value]]]:
        for trait in self._traits:
            for values, regions in self._seen.where[trait]:
                if regions >> place & 1 and self._says(trait, values) is not None:
                    yield trait, values

    def _one_less(self, cube: Cube, left: int) -> int | None:
        """What can be left out of a kind, and would best be: what reads worst, and of that what widens it most."""
        can = []
        each = [self._with(trait, wanted) for trait, wanted in cube.items()]
        first = [*accumulate(each, _both, initial=(self._all, self._all))]
        last = [*accumulate(reversed(each), _both, initial=(self._all, self._all))][::-1]
        for place, trait in enumerate(cube):
            surely, perhaps = _both(first[place], last[place + 1])
            if not perhaps & self.outside:
                can.append((self._seen.traits[trait].rank, (surely & left).bit_count(), trait))
        return max(can)[2] if can else None

    def _perhaps(self, cube: Cube) -> int:
        """The regions of which a case may be of a kind."""
        found = self._all
        for trait, wanted in cube.items():
            found &= self._with(trait, wanted)[1]
        return found

    def _with(self, trait: int, wanted: frozenset[Value]) -> tuple[int, int]:
        """The regions of which every case has one of some values, and those of which a case may have one."""
        key = trait, wanted
        if key not in self._sets:
            where = self._seen.where[trait]
            surely = _any(regions for values, regions in where if values <= wanted)
            perhaps = _any(regions for values, regions in where if not values.isdisjoint(wanted))
            self._sets[key] = surely, perhaps | self._seen.open[trait]
        return self._sets[key]

    def _says(self, trait: int, values: frozenset[Value]) -> tree.Node | None:
        return said(self._seen.domains[trait], values)


def _both(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return one[0] & other[0], one[1] & other[1]


def _any(sets: Iterable[int]) -> int:
    found = 0
    for each in sets:
        found |= each
    return found
