"""Several tests of one value, which is then said once: `the height is more than 11 and at most 18`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_rules.explain.english import joined
from ilacs_rules.explain.relations import Be, subject_of
from ilacs_rules.language import nouns
from ilacs_rules.language.types import Basic, EventType
from ilacs_rules.language.walk import children
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
    if word == "or" and (none := _none_or_one_that(items, first, phrases)):
        return none
    be = Be.ARE if phrases.is_plural(first) else Be.IS
    parts = [phrases.predicate(item, be=be).removeprefix(f"{be} ") for item in items]
    if word == "or" and parts[0].startswith("not "):  # which else would be read of the others as well
        parts[1:] = [f"{be} {each}" for each in parts[1:]]
    return said_of(first, items, f"{be} {joined(parts, word)}", phrases)


def _none_or_one_that(items: tuple[tree.Node, ...], subject: tree.Node, phrases: Phrases) -> str:
    """`it has no closing day, or one that is after today`: of what an event records, and may not have; else empty."""
    match subject:
        case tree.Field(event=event) if phrases.says_none(items[0]) and not phrases.is_plural(subject):
            rest = joined([phrases.predicate(each) for each in items[1:]], "or")
            return f"{phrases.noun(event)} has no {phrases.field_label(subject)}, or one that {rest}"
        case _:
            return ""


def said_of(subject: tree.Node, tests: tuple[tree.Node, ...], predicate: str, phrases: Phrases) -> str:
    """What tests say of a value; of how many there are of something `there are more than 500 pupils`."""
    noun = phrases.noun(subject)
    one_negation = " not " not in predicate.removeprefix("are not ")
    if one_negation and counts(subject, phrases) and all(map(_is_of_several, tests)):
        return f"there {predicate} {noun.removeprefix('the ')}"
    return f"{noun} {predicate}"


def counts(node: tree.Node, phrases: Phrases) -> bool:
    """Whether a value is a number of things that its name names: `pupils`, `people per staircase`."""
    named = isinstance(node, tree.Fact | tree.Named) and not phrases.whose
    if not named or node.type is not Basic.NUMBER or not phrases.is_plural(node):
        return False
    return not nouns.is_an_amount(phrases.noun(node))


def _is_of_several(test: tree.Node) -> bool:
    """Whether a test holds its subject against nothing but numbers that are written there, and are not 1."""
    match test:
        case tree.Not(item=item):
            return _is_of_several(item)
        case tree.And(items=items) | tree.Or(items=items):
            return all(map(_is_of_several, items))
        case _:
            _, *others = children(test) if isinstance(test, tree.Test) else (test,)
            return bool(others) and all(isinstance(each, tree.Const) and each.value != 1 for each in others)
