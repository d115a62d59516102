"""The id of a node is its place in its version: `requirements/re check/when/left`.

It is the same whenever and wherever the same text is read, and in every copy of a version, also in another process.
What the engine keeps of a node it keeps under its id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from ilacs_rules.language.walk import TreePart, rebuild, walk
from ilacs_rules.model.reached import names_something, parts_of
from ilacs_rules.model.tree import Cases, Lot, OfCase, WithId
from ilacs_rules.model.version import Version
from ilacs_rules.text.once import AFRESH, Afresh

_P = TypeVar("_P", bound=TreePart)
_OF_OTHERS = (Lot, OfCase, Cases)


def with_ids(version: Version, afresh: Afresh = AFRESH) -> Version:
    """The version with an id on every node of it; and whether any of them asks of other cases."""
    return replace(
        version,
        definitions=_section("definitions", version.definitions, afresh),
        requirements=_section("requirements", version.requirements, afresh),
        guarantees=_section("guarantees", version.guarantees, afresh),
        priorities=_section("priorities", version.priorities, afresh),
        transitions=_section("transitions", version.transitions, afresh),
        asks_of_others=any(isinstance(part, _OF_OTHERS) for part in walk(*parts_of(version), into=names_something)),
    )


def _section(section: str, parts: Mapping[str, _P], afresh: Afresh) -> dict[str, _P]:
    return {name: afresh.once(placed, part, f"{section}/{name}") for name, part in parts.items()}


def placed(part: _P, path: str) -> _P:
    """A part with an id on every node of it, from the place of the part itself."""

    def below(place: str, child: TreePart) -> TreePart:
        return placed(child, f"{path}/{place}")

    return rebuild(part, below, id=path) if isinstance(part, WithId) else rebuild(part, below)
