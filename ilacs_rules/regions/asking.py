"""What is asked of each case: whether a requirement applies and what is then asked, a guarantee, a value.

An answer that is not known yet says what hangs on it, so that this can be told next.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ilacs_rules.engine.applicability import Applicability
from ilacs_rules.engine.evaluation import Evaluation
from ilacs_rules.engine.logic import all_of, any_of, counted, opposite, truth
from ilacs_rules.engine.program import Program
from ilacs_rules.engine.transitions import keeping
from ilacs_rules.language.fixed_words import Picks
from ilacs_rules.language.types import Basic
from ilacs_rules.language.walk import TreePart
from ilacs_rules.model import tree
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Event, Truth
from ilacs_rules.model.due_shapes import kinds_between
from ilacs_rules.model.tree import History, Node
from ilacs_rules.model.version import Guarantee, Requirement, Version


@dataclass(frozen=True, slots=True)
class Open:
    """A part of a version that is not known yet: an expression, or the events of a history or of some kinds.

    `this` is the event that a `for each` instance is about, `under` the start of the earlier version that judges it.
    """

    part: Node | History | frozenset[str]
    this: Event | None = None
    under: date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, and what would have to be told for it to be settled; empty where it is."""

    value: Hashable
    open: tuple[Open, ...] = ()


class Kept(NamedTuple):
    """Whether a guarantee holds, and which of the requirements that it lists apply."""

    held: Truth
    applied: tuple[str, ...] = ()


Ask = Callable[[Evaluation], Found]

NO_SUCH = "no such requirement"
DOES_NOT_APPLY = "does not apply"
WHO_DECIDES = "it cannot be told which version decides"


def whether_applies(version: Version, name: str) -> Ask:
    """Asks whether a requirement (folded) applies: True, False, or UNKNOWN with what that hangs on."""

    def ask(evaluation: Evaluation) -> Found:
        applicability = Applicability(version, evaluation)
        found = applicability.of(name)
        return Found(found, tuple(_behind(applicability, name)) if found is UNKNOWN else ())

    return ask


def whether_holds(condition: Node) -> Ask:
    """Asks whether a condition of a version holds."""

    def ask(evaluation: Evaluation) -> Found:
        found = truth(evaluation.value(condition))
        return Found(found, (Open(condition),) if found is UNKNOWN else ())

    return ask


def whether_kept(version: Version, guarantee: Guarantee) -> Ask:
    """Asks whether a guarantee holds; it does where its `given` does not. See `engine.guarantees`.

    Of a case for which a transition keeps an earlier version this one promises nothing.
    """

    def ask(evaluation: Evaluation) -> Found:
        kept, doubtful = keeping(version.transitions.values(), evaluation) if version.transitions else (None, [])
        if kept is not None or doubtful:
            return Found(Kept(True if kept else UNKNOWN), tuple(Open(each.when) for each in doubtful))
        applicability = Applicability(version, evaluation)
        given = True if guarantee.given is None else truth(evaluation.value(guarantee.given))
        if given is False:
            return Found(Kept(True))
        truths = {name: applicability.of(name) for name in guarantee.requirements}
        held = counted(guarantee.bound, guarantee.count, tuple(truths.values()))
        always = True if guarantee.always is None else truth(evaluation.value(guarantee.always))
        held = any_of((opposite(given), all_of((held, always))))
        applied = tuple(name for name, found in truths.items() if found is True)
        if held is not UNKNOWN:
            return Found(Kept(held, applied))
        found = [Open(node) for node in (guarantee.given, guarantee.always) if node is not None]
        found += [part for name, each in truths.items() if each is UNKNOWN for part in _behind(applicability, name)]
        return Found(Kept(held, applied), tuple(found))

    return ask


class AskedFor(NamedTuple):
    """What a requirement asks where it applies: its parts, each under what it is called, as it was worked out."""

    parts: tuple[tuple[str, Hashable], ...]


Parts = Callable[[Version, Requirement], Sequence[tuple[str, object]]]


def what_is_asked(program: Program, name: str, parts: Parts) -> Ask:
    """Asks whether a requirement (folded) applies and, where it does, what its parts come to: an `AskedFor`.

    A part that is an expression is worked out, any other stands for itself. Where a transition keeps an earlier version
    for the case, that one is asked.
    """

    def ask(evaluation: Evaluation) -> Found:
        version, under = program.version, None
        kept, doubtful = keeping(version.transitions.values(), evaluation) if version.transitions else (None, [])
        if doubtful:
            return Found(WHO_DECIDES, tuple(Open(each.when) for each in doubtful))
        if kept is not None:
            under = kept.keep
            evaluation, version = evaluation.under(under), program.earlier[under].version
        requirement = version.requirements.get(name)
        if requirement is None:
            return Found(NO_SUCH)
        applicability = Applicability(version, evaluation)
        applies = applicability.of(name)
        if applies is UNKNOWN:
            return Found(UNKNOWN, tuple(_behind(applicability, name, under)))
        if not applies:
            return Found(DOES_NOT_APPLY)
        return _in_parts(requirement, parts(version, requirement), evaluation, under)

    return ask


def _in_parts(
    requirement: Requirement, parts: Sequence[tuple[str, object]], evaluation: Evaluation, under: date | None
) -> Found:
    """What the parts come to; of a duty for each event they may hang on that, and stand as they are written."""
    found: list[tuple[str, Hashable]] = []
    unknown: list[Open] = []
    for label, part in parts:
        value: object = part
        if isinstance(part, Node) and requirement.for_each is None:
            value = evaluation.value(part)
            unknown += [Open(part, None, under)] if value is UNKNOWN else []
        found.append((label, value))
    return Found(AskedFor(tuple(found)), tuple(unknown))


def roots_of(version: Version, name: str) -> list[TreePart]:
    """What it hangs on whether a requirement (folded) applies: its own conditions and those of its exceptions."""
    names = {name}
    while more := {r.name for r in version.requirements.values() if names.intersection(r.replaces)} - names:
        names |= more
    requirements = [each for each in version.requirements.values() if each.name in names]
    parts: list[TreePart | None] = []
    for each in requirements:
        parts += [each.when, each.for_each, _any_between(each)]
    return [part for part in parts if part is not None]


def _any_between(requirement: Requirement) -> tree.Node | None:
    """Whether there has been an event of those between which it is asked for, which nothing is until the first."""
    between = kinds_between(requirement.due.shape)
    if between is None:
        return None
    span = requirement.due.span
    history = tree.History(between.kind, between.kinds, (), span)
    return tree.Select(Picks.ANY, history, type=Basic.YES_OR_NO, span=span)


def _behind(applicability: Applicability, name: str, under: date | None = None) -> Iterator[Open]:
    """What whether a requirement applies may hang on, in the order in which it is looked at."""
    requirement = applicability.version.requirements[name]
    if requirement.for_each is None:
        yield from _of_one(requirement, None, under)
    else:
        for terms in applicability.terms(name):
            judge = terms.version
            start = under if judge is applicability.version else judge.start
            if not terms.events.is_certain and terms.requirement.for_each is not None:
                yield Open(terms.requirement.for_each.history, None, start)
            for event in (*terms.events.sure, *terms.events.maybe):
                yield from _of_one(terms.requirement, event, start)
    for other in applicability.version.requirements.values():
        if name in other.replaces:
            yield from _behind(applicability, other.name, under)


def _of_one(requirement: Requirement, this: Event | None, under: date | None) -> Iterator[Open]:
    if requirement.when is not None:
        yield Open(requirement.when, this, under)
    between = kinds_between(requirement.due.shape)
    if between is not None:
        yield Open(between.kinds, None, under)
