"""The parts of a rule before and after, so that a reader sees what is otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from ilacs_rules.checker.comparing.comparison import VersionComparison
from ilacs_rules.explain.document import Section
from ilacs_rules.explain.phrases import Phrases

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PartChange:
    """One part of a rule before and after, each in whole sentences. The rule as a whole where `name` is empty."""

    name: str
    before: str
    after: str


Parts = tuple[PartChange, ...]


def told_apart(compared: VersionComparison, tell: Callable[[Phrases, Phrases], Parts]) -> Parts:
    """What is told of two versions; where both would be said alike, with all that one of them only implies."""
    told = tell(Phrases(compared.before), Phrases(compared.after))
    if any(part.before != part.after for part in told):
        return told
    return tell(Phrases(compared.before, tells_all=True), Phrases(compared.after, tells_all=True))


def whole_apart(compared: VersionComparison, section: Callable[[T, Phrases], Section], before: T, after: T) -> Parts:
    """A rule as a whole, as its section tells of it."""
    return told_apart(
        compared,
        lambda old, new: (
            PartChange("", " ".join(section(before, old).sentences), " ".join(section(after, new).sentences)),
        ),
    )
