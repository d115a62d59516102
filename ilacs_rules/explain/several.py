"""Several conditions in one clause: all of which hold, or one at least; words show how far each part reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_rules.explain.english import joined
from ilacs_rules.explain.implied import without_implied
from ilacs_rules.explain.said_once import of_one
from ilacs_rules.model import tree

if TYPE_CHECKING:
    from ilacs_rules.explain.phrases import Phrases


def all_of(items: tuple[tree.Node, ...], phrases: Phrases, *, negated: bool = False) -> str:
    """Conditions that all hold: `the result is safe and the visit has ended`; with `negated` none of them does."""
    told = items if negated or phrases.tells_all else without_implied(items, phrases.version)
    if len(told) == 1:
        return phrases.clause(told[0], negated=negated)
    if not negated and (once := of_one(told, "and", phrases)):
        return once
    return joined([_bracketed(each, phrases, negated, "either", tree.And) for each in told])


def one_of(items: tuple[tree.Node, ...], phrases: Phrases, *, negated: bool = False) -> str:
    """Conditions of which one holds at least; with `negated` one of them does not."""
    if not negated and (once := of_one(items, "or", phrases)):
        return once
    words = [_bracketed(each, phrases, negated, "both", tree.Or) for each in items]
    return joined(words, "or") if not any(word.startswith("both ") for word in words) else ", or ".join(words)


def _bracketed(item: tree.Node, phrases: Phrases, negated: bool, word: str, same: type) -> str:
    """A part of an `and` or `or`; where it is told as the other of the two, a word shows how far it reaches."""
    inner, turned = item, negated
    while isinstance(inner, tree.Not):
        inner, turned = inner.item, not turned
    inner = inner if turned else phrases.told(inner)
    words = phrases.clause(inner, negated=turned)
    if not isinstance(inner, tree.And | tree.Or):
        return words
    return words if isinstance(inner, same) != turned else f"{word} {words}"
