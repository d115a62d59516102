"""How far a rule is found in its sources: three marks, the same wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from ilacs_rules.explain.publication import is_second_hand
from ilacs_rules.language.names import fold
from ilacs_rules.model.version import Definition, Requirement, Version


class SourceMark(StrEnum):
    """What a rule rests on beside what its sources say."""

    IN_PART = "①"
    SECOND_HAND = "②"
    OURS = "③"


OF_ONE = {
    SourceMark.IN_PART: "This rests in part on a reading of ours.",
    SourceMark.SECOND_HAND: "All sources of this are second-hand.",
    SourceMark.OURS: "No source says this: it is ours.",
}
"""What a mark says of the one rule at which it stands."""

OF_EACH = {
    SourceMark.IN_PART: "marks what rests in part on a reading of ours: see ",
    SourceMark.SECOND_HAND: "marks what has second-hand sources alone; parts of the rest may have no others: see ",
    SourceMark.OURS: "marks what no source says and is ours: see ",
}
"""What it says below a table, after the mark."""

OF_ALL = {
    SourceMark.IN_PART: "All of this rests, at least in part, on readings of ours: see ",
    SourceMark.SECOND_HAND: "All of this has second-hand sources alone: see ",
    SourceMark.OURS: "No source says any of this, and it is ours: see ",
}
"""What is said instead where it would stand at every row."""


def marks(sources: Iterable[str], version: Version, *, is_ours: bool) -> tuple[SourceMark, ...]:
    """The marks of a rule that cites some sources (as written), and of which something is assumed or not.

    What cites none and assumes nothing needs none: it is the publisher's own.
    """
    cited = [version.sources.get(fold(name)) for name in sources]
    if not cited:
        return (SourceMark.OURS,) if is_ours else ()
    second_hand = all(each is not None and is_second_hand(each) for each in cited)
    return (*((SourceMark.IN_PART,) if is_ours else ()), *((SourceMark.SECOND_HAND,) if second_hand else ()))


class Marking:
    """The marks of the requirements of a table or picture, and of the definitions that its words rest on.

    What all requirements would bear, and no definition bears otherwise, is said of all instead.
    """

    def __init__(
        self, requirements: Sequence[Requirement], definitions: Iterable[Definition], version: Version
    ) -> None:
        parts: list[Requirement | Definition] = [*requirements, *definitions]
        self._of = {_key(each): _marks_of(each, version) for each in parts}
        asked = [self._of[_key(each)] for each in requirements]
        found = [each for each in self._of.values() if each]
        if asked and all(asked) and all(SourceMark.OURS in each for each in found):
            self.of_all: tuple[SourceMark, ...] = (SourceMark.OURS,)
        else:
            ours = bool(asked) and all(SourceMark.IN_PART in each or SourceMark.OURS in each for each in asked)
            second_hand = bool(asked) and all(asked) and all(SourceMark.SECOND_HAND in each for each in found)
            self.of_all = (
                *((SourceMark.IN_PART,) if ours else ()),
                *((SourceMark.SECOND_HAND,) if second_hand else ()),
            )
        self.of_some = tuple(
            mark for mark in SourceMark if mark not in self.of_all and any(mark in each for each in found)
        )

    def of(self, part: Requirement | Definition) -> tuple[SourceMark, ...]:
        """The marks that stand at one."""
        return tuple(mark for mark in self._of.get(_key(part), ()) if mark in self.of_some)

    def beside(self, part: Requirement | Definition) -> str:
        """The same after its name, where nothing can be linked."""
        return "".join(f" {mark}" for mark in self.of(part))


def _key(part: Requirement | Definition) -> tuple[type, str]:
    return type(part), part.name


def _marks_of(part: Requirement | Definition, version: Version) -> tuple[SourceMark, ...]:
    return marks((each.source.value for each in part.source), version, is_ours=part.assumes is not None)
