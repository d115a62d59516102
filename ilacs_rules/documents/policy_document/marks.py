"""How far a rule is found in its sources: three marks, the same wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from ilacs_rules.explain.publication import is_second_hand
from ilacs_rules.language.names import fold
from ilacs_rules.model.version import Requirement, Version


class SourceMark(StrEnum):
    """What a rule rests on beside what its sources say."""

    IN_PART = "①"
    SECOND_HAND = "②"
    OURS = "③"


OF_ONE = {
    SourceMark.IN_PART: "This rests in part on a reading of ours.",
    SourceMark.SECOND_HAND: "This is known only at second hand.",
    SourceMark.OURS: "No source says this: it is ours.",
}
"""What a mark says of the one rule at which it stands."""

OF_EACH = {
    SourceMark.IN_PART: "marks what rests in part on a reading of ours: see ",
    SourceMark.SECOND_HAND: "marks what is known only at second hand: see ",
    SourceMark.OURS: "marks what no source says and is ours: see ",
}
"""What it says below a table, after the mark."""

OF_ALL = {
    SourceMark.IN_PART: "All of this rests, at least in part, on readings of ours: see ",
    SourceMark.SECOND_HAND: "All of this is known only at second hand: see ",
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
    """The marks of the requirements of a table or picture; what all of them would bear is said of all instead."""

    def __init__(self, requirements: Sequence[Requirement], version: Version) -> None:
        self._of = {
            each.name: marks((c.source.value for c in each.source), version, is_ours=each.assumes is not None)
            for each in requirements
        }
        found = list(self._of.values())
        if found and all(SourceMark.OURS in each for each in found):
            self.of_all: tuple[SourceMark, ...] = (SourceMark.OURS,)
        else:
            ours = bool(found) and all(SourceMark.IN_PART in each or SourceMark.OURS in each for each in found)
            second_hand = bool(found) and all(SourceMark.SECOND_HAND in each for each in found)
            self.of_all = (
                *((SourceMark.IN_PART,) if ours else ()),
                *((SourceMark.SECOND_HAND,) if second_hand else ()),
            )
        self.of_some = tuple(
            mark for mark in SourceMark if mark not in self.of_all and any(mark in each for each in found)
        )

    def of(self, requirement: Requirement) -> tuple[SourceMark, ...]:
        """The marks that stand at one."""
        return tuple(mark for mark in self._of[requirement.name] if mark in self.of_some)

    def beside(self, requirement: Requirement) -> str:
        """The same after its name, where nothing can be linked."""
        return "".join(f" {mark}" for mark in self.of(requirement))
