"""Several tests of one value, which is then said once: `the height is more than 11 and at most 18`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_rules.explain.english import joined
from ilacs_rules.explain.relations import Be, subject_of
from ilacs_rules.language.types import Basic, EventType
from ilacs_rules.model import tree

if TYPE_CHECKING:
    from ilacs_rules.explain.phrases import Phrases


def of_one(items: tuple[tree.Node, ...], word: str, phrases: Phrases) -> str:
    """`the height is more than 11 and at most 18`: several tests of one value; empty where they are not of one."""
    inner = [item.item if isinstance(item, tree.Not) else item for item in items]
    if len(inner) < 2 or not all(isinstance(each, tree.Test) for each in inner):
        return ""
    first, *others = map(subject_of, inner)
    plain = not isinstance(first, tree.Call | tree.InHand | tree.DayOf) and not isinstance(first.type, EventType)
    if not plain or first.type is Basic.YES_OR_NO or any(each != first for each in others):
        return ""
    be = Be.ARE if phrases.is_plural(first) else Be.IS
    parts = [phrases.predicate(item, be=be).removeprefix(f"{be} ") for item in items]
    if word == "or" and parts[0].startswith("not "):  # which else would be read of the others as well
        parts[1:] = [f"{be} {each}" for each in parts[1:]]
    return f"{phrases.noun(first)} {be} {joined(parts, word)}"
