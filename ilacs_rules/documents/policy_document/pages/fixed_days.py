"""What moves the days of a requirement from where an example shows them: `counted from 1 March 2024 if that is later`.

A day that the rule names need not bear on the example, and still moves what is asked of another subject.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ilacs_rules.engine.forecasting.expected import Expected
from ilacs_rules.explain import values
from ilacs_rules.explain.english import joined
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.timing import limits_in_words
from ilacs_rules.language.walk import walk
from ilacs_rules.model.derivation import Origin, Start
from ilacs_rules.model.due import Due
from ilacs_rules.model.due_shapes import Quota, Repeat, Single, StretchFrom
from ilacs_rules.model.tree import Call, Const, ListOf, Named, Node
from ilacs_rules.model.version import DecisionTable, Version


def moved_by_its_own_days(each: Expected) -> Iterator[str]:
    """What in the rule moves the days of some, as the end of a sentence: days that it names, limits, kinds of day."""
    due, version = each.requirement.due, each.version
    phrases = Phrases(version)
    starts = [path[0] for _, path in each.obligation.derivation.paths() if path]
    if any(isinstance(start, Start) and start.origin is Origin.CREATED for start in starts):
        yield f"counted from {values.day(version.since(each.requirement.name))}, when the rule began, if that is later"
    for node in _reckoned_from(due):
        yield from _other_day(node, phrases)
    yield from limits_in_words(due, phrases)
    if due.moved is not None:
        yield f"moved to the {due.moved.to} {due.moved.kind.words} if it is none"
    if due.not_in:
        yield f"but not in {joined([stretches.words for stretches in due.not_in], 'or')}"


def _reckoned_from(due: Due) -> Iterator[Node]:
    match due.shape:
        case Single(anchor=anchor, opens=opens):
            yield from (each for each in (anchor, opens) if isinstance(each, Node))
        case Repeat(anchor=anchor) if anchor is not None:
            yield anchor
        case Quota(stretch=StretchFrom(start=start)):
            yield start
        case _:
            return


def _other_day(node: Node, phrases: Phrases) -> Iterator[str]:
    """The day written in the rule from which it is counted where another, which is of the case, does not decide."""
    body = _behind(node, phrases.version)
    if isinstance(body, Const):
        return  # the same for everybody, and so told with the days of the example
    match body:
        case Call(function=function, arguments=(ListOf(items=items),)):  # the latest or the earliest of some days
            fixed = [each for each in items if isinstance(_behind(each, phrases.version), Const)]
            if fixed:
                which = f"{function.removesuffix('st of')}r"
                yield f"counted from {joined(list(map(phrases.noun, fixed)))} if that is {which}"
        case _ if any(isinstance(each, Const) and isinstance(each.value, date) for each in walk(body)):
            yield f"counted from {phrases.noun(node)}"
        case _:
            return


def _behind(node: Node, version: Version) -> Node:
    """What a name stands for, save that of a table."""
    while isinstance(node, Named) and not isinstance(body := version.definitions[node.name].body, DecisionTable):
        node = body
    return node
