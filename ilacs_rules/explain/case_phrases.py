"""How other cases are spoken of: one that is named, a list of them, those that pass a test, and how many they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ilacs_rules.explain.english import joined, quoted
from ilacs_rules.explain.named_conditions import said_as
from ilacs_rules.language import nouns
from ilacs_rules.language.fixed_words import Bound, Picks
from ilacs_rules.language.nouns import the
from ilacs_rules.language.types import CASES, Basic, ListType
from ilacs_rules.model import tree
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Value
from ilacs_rules.model.decision import Step

if TYPE_CHECKING:
    from ilacs_rules.explain.phrases import Phrases

_FEW = 3  # names in a sentence

CaseNode = tree.OfCase | tree.ThisCase | tree.Cases | tree.SelectCases


def noun(node: CaseNode, phrases: Phrases) -> str:
    """What it stands for: `the risk of the partner`, `the risks of the homes`, `the homes whose owner is this home`."""
    match node:
        case tree.ThisCase():
            return f"this {phrases.version.subject}"
        case tree.OfCase():
            return _of_case(node, phrases)
        case tree.Cases():
            return _those(node, phrases)
        case tree.SelectCases(picks=Picks.NUMBER, cases=cases):
            return f"the number of {phrases.noun(cases).removeprefix('the ').removeprefix('all ')}"
        case tree.SelectCases():
            return f"whether {there_is(node, phrases, negated=False)}"


def _of_case(node: tree.OfCase, phrases: Phrases) -> str:
    label = phrases.fact(node.name) if node.is_fact else the(phrases.version.definitions[node.name].label)
    if isinstance(node.case, tree.Candidate):
        return f"its {label.removeprefix('the ')}"
    whose = phrases.noun(node.case)
    if node.case.type != CASES:
        return f"{label} of {whose}"
    if isinstance(node.type, ListType) and node.type.item is Basic.YES_OR_NO:
        return f"{quoted(label.removeprefix('the ').strip('“”'))} of each of {whose}"
    return f"{nouns.plural(label)} of {whose}"


def _those(node: tree.Cases, phrases: Phrases) -> str:
    subject = nouns.plural(phrases.version.subject)
    if node.listed is not None:
        named = phrases.noun(node.listed)
    elif node.condition is None:
        named = f"all {'other ' if node.others else ''}{subject}"
    else:
        named = f"the {'other ' if node.others else ''}{subject}"
    return named if node.condition is None else f"{named} {_passing(node.condition, phrases)}"


def _passing(condition: tree.Node, phrases: Phrases) -> str:
    """What those that are meant pass; what is asked of the case itself is told apart from what is asked of them."""
    return replace(phrases, whose=f" of this {phrases.version.subject}").where(condition)


def for_another(node: tree.OfCase, phrases: Phrases, negated: bool) -> str:
    """A condition that is a definition of another case: `the roof is sound for the neighbour`."""
    return f"{said_as(phrases.version.definitions[node.name], negated)} for {phrases.noun(node.case)}"


def there_is(node: tree.SelectCases, phrases: Phrases, *, negated: bool) -> str:
    """That a list has a case, or none: `there is a home whose …`, `among the partners is none whose …`."""
    none, cases = negated == (node.picks is Picks.ANY), node.cases
    if not isinstance(cases, tree.Cases) or (cases.condition is None and cases.listed is not None):
        named = phrases.noun(cases).removeprefix("the ")
        return f"there are {'no ' if none else ''}{named}"
    test = "" if cases.condition is None else f" {_passing(cases.condition, phrases)}"
    if cases.listed is not None:
        return f"among {phrases.noun(cases.listed)} is {'none' if none else 'one'}{test}"
    one = f"{'other ' if cases.others else ''}{phrases.version.subject}"
    return f"there is {f'no {one}' if none else nouns.with_article(one).replace('an other', 'another')}{test}"


def whose_it_is(step: Step) -> str | None:
    """The cases on which a count rests: `so it is of “West” and “East”`; None where it is not a count of cases."""
    if isinstance(step.node, tree.SelectCases):
        return _said_of("so it is of", step.steps[0].value)
    if not isinstance(step.node, tree.Counting):
        return None
    listed, *tests = step.steps
    while listed.node.type != CASES and listed.steps:
        listed = listed.steps[0]
    if listed.node.type != CASES or not isinstance(listed.value, tuple) or len(listed.value) != len(tests):
        return None
    lacking = step.node.bound is Bound.ALL and step.value is False
    found = tuple(
        name
        for name, test in zip(listed.value, tests, strict=True)
        if test.value is not UNKNOWN and bool(test.value is True) != lacking
    )
    return _said_of("so it is not of" if lacking else "so it is of", found)


def _said_of(words: str, found: Value) -> str | None:
    names = [quoted(each) for each in found if isinstance(each, str)] if isinstance(found, tuple) else []
    if not names:
        return None
    more = [f"{len(names) - _FEW:,} more"] if len(names) > _FEW else []
    return f"{words} {joined([*names[:_FEW], *more])}"
