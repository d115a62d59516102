"""Nodes of the checked tree that look beyond the case itself: at another, at several, at all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_rules.language.fixed_words import Picks
from ilacs_rules.model.tree_parts import TypedNode
from ilacs_rules.text.frozen import frozen

if TYPE_CHECKING:
    from ilacs_rules.model.tree import Node, PeriodOf


@frozen
class ThisCase(TypedNode):
    """The case that is asked about, by its name."""


@frozen
class OfCase(TypedNode):
    """What a fact or a definition (folded) comes to for another case, which `case` names; nothing where that is.

    Where `case` is a list of cases, the list of what it comes to for each of them.
    """

    case: Node
    name: str
    is_fact: bool


@frozen
class Cases(TypedNode):
    """Those cases of a list that pass a condition over `Candidate`; without one, all of them.

    Without a list (`listed`) those of the population that are there on the day, with `others` all but the case itself.
    One of which it is not known whether it belongs is unknown.
    """

    listed: Node | None
    others: bool
    condition: Node | None


@frozen
class SelectCases(TypedNode):
    """What is asked of a list of cases: how many there are (NUMBER), whether there is one (ANY) or none (NO)."""

    picks: Picks
    cases: Node


@frozen
class Lot(TypedNode):
    """Whether it is drawn: `share` in each `out_of` (or just so many) of those that passed when the period began."""

    share: int
    out_of: int | None
    period: PeriodOf
    condition: Node | None
    seed: str | None  # the name of the policy where None
