"""How a test is said, by what is compared: `good or better`, `on or before 1 March 2020`, `more than 3`.

`!=` has no words of its own: it is `=` said with “not”.
"""

from __future__ import annotations

from enum import StrEnum

from ilacs_rules.explain.english import quoted
from ilacs_rules.language.fixed_words import Relation
from ilacs_rules.language.types import Basic, DurationType, ListType, Type, ValueSet
from ilacs_rules.language.walk import children
from ilacs_rules.model import tree

_ON_A_SCALE = {
    Relation.EQUAL: "{}",
    Relation.LESS: "worse than {}",
    Relation.AT_MOST: "{} or worse",
    Relation.MORE: "better than {}",
    Relation.AT_LEAST: "{} or better",
}
_OF_DATES = {
    Relation.EQUAL: "{}",
    Relation.LESS: "before {}",
    Relation.AT_MOST: "on or before {}",
    Relation.MORE: "after {}",
    Relation.AT_LEAST: "on or after {}",
}
_OF_LENGTHS = {
    Relation.EQUAL: "{}",
    Relation.LESS: "shorter than {}",
    Relation.AT_MOST: "at most {}",
    Relation.MORE: "longer than {}",
    Relation.AT_LEAST: "at least {}",
}
_OF_NUMBERS = _OF_LENGTHS | {Relation.LESS: "less than {}", Relation.MORE: "more than {}"}


TURNED = {
    Relation.LESS: Relation.AT_LEAST,
    Relation.AT_MOST: Relation.MORE,
    Relation.MORE: Relation.AT_MOST,
    Relation.AT_LEAST: Relation.LESS,
}
"""What is so of two values that there are, where the other is not."""

_OF_LENGTHS_OF_TIME = {"smallest": "shortest", "largest": "longest"}
_IRREGULAR = {"best": "better", "worst": "worse"}


class Be(StrEnum):
    """The verb of a condition."""

    IS = "is"
    ARE = "are"


def compared(relation: Relation, type_: Type, right: str, *, many: bool = False) -> str:
    """What is said of a subject of the type, after `is` or, of `many`, `are`; `right` is in words."""
    if isinstance(type_, ValueSet):
        return _ON_A_SCALE[relation].format(right)
    if type_ is Basic.DATE:
        return _OF_DATES[relation].format(right)
    if isinstance(type_, DurationType):
        return _OF_LENGTHS[relation].format(right)
    if many and relation is Relation.LESS:
        return f"fewer than {right}"
    return _OF_NUMBERS[relation].format(right)


def picked(function: str, items: tuple[tree.Node, ...]) -> str:
    """Which of some things is picked, as it is said of two: `shorter of` for the smallest of two lengths of time."""
    word, _, of = function.partition(" ")
    if isinstance(items[0].type, DurationType):
        word = _OF_LENGTHS_OF_TIME.get(word, word)
    if len(items) == 2 and word.endswith("st"):
        word = _IRREGULAR.get(word, f"{word.removesuffix('st')}r")  # earliest, earlier
    return f"{word} {of}"


def subject_of(node: tree.Node) -> tree.Node:
    """What a test is about; a yes-or-no is about itself."""
    if not isinstance(node, tree.Test):
        return node
    subject = next(children(node))
    assert isinstance(subject, tree.Node)
    return subject


def drawn_by_lot(lot: tree.Lot, where: str) -> str:
    """What is drawn: `1 in 10 drawn by lot each financial year from those where the risk is low`."""
    share = f"{lot.share:,}" if lot.out_of is None else f"{lot.share:,} in {lot.out_of:,}"
    seed = "" if lot.seed is None else f", with the seed {quoted(lot.seed)}"
    return f"{share} drawn by lot each {lot.period.words}{where}{seed}"


def item_of(type_: Type) -> Type:
    """The type of a thing, or of each thing in a list."""
    return type_.item if isinstance(type_, ListType) else type_
