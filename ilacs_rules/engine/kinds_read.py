"""Which kinds of event a requirement hangs on, and what it asks of other cases.

Where the record of one of these ends, what is told of it is not certain.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from ilacs_rules.language.fixed_words import Picks
from ilacs_rules.language.walk import TreePart, rebuild, walk
from ilacs_rules.model import tree
from ilacs_rules.model.due_shapes import Complete, Repeat, Single, kinds_between
from ilacs_rules.model.version import Requirement, Version
from ilacs_rules.text.frozen import frozen

_Asked = TypeVar("_Asked", bound=TreePart)


@frozen
class LooksAt:
    """What a part of a version looks at: kinds of event of the case itself, and what it asks of others."""

    kinds: frozenset[str]
    others: tuple[tree.OfCase, ...] = ()


def requirement_looks_at(version: Version, name: str) -> LooksAt:
    """What a requirement (folded) accepts and looks at, also by way of others, and what may keep another version."""
    own, kept = in_itself_looks_at(version, name), transitions_look_at(version)
    return LooksAt(own.kinds | kept.kinds, (*kept.others, *own.others))


def in_itself_looks_at(version: Version, name: str) -> LooksAt:
    """What a requirement (folded) accepts, and all it looks at, also by way of definitions and other requirements."""
    return version.once(("looks at in itself", name), lambda: _in_itself_looks_at(version, name))


def _in_itself_looks_at(version: Version, name: str) -> LooksAt:
    behind = requirements_behind(version, name)
    found: set[str] = set()
    for requirement in behind:
        between = kinds_between(requirement.due.shape)
        found |= requirement.accepts | (between.kinds if between is not None else frozenset())
    seen = looks_at(version, behind)
    return LooksAt(seen.kinds | found, seen.others)


def requirements_behind(version: Version, name: str) -> list[Requirement]:
    """A requirement (folded), and all others that it hangs on: what it follows, its exceptions, what ends its time."""
    found, waiting = {name: version.requirements[name]}, [name]
    while waiting:
        for other in _others(version, found[waiting.pop()]):
            if other not in found:
                found[other] = version.requirements[other]
                waiting.append(other)
    return list(found.values())


def values_read(version: Version, name: str) -> tuple[tree.Fact | tree.Field, ...]:
    """The facts of the case, and what its events record, that a requirement (folded) looks at in the same way."""
    return version.once(("values read", name), lambda: tuple(dict.fromkeys(_values_read(version, name))))


def _values_read(version: Version, name: str) -> Iterator[tree.Fact | tree.Field]:
    for part in _parts_behind(version, requirements_behind(version, name)):
        if isinstance(part, tree.Fact | tree.Field):
            yield part


def begins_anew(version: Version, requirement: Requirement) -> bool:
    """Whether it is counted from the latest of the events that serve it, so that it begins anew with each of them."""
    shape = requirement.due.shape
    anchor = shape.anchor if isinstance(shape, Single | Repeat) else None
    if anchor is None or isinstance(anchor, Complete):
        return False
    latest = (part for part in _parts_behind(version, [anchor]) if isinstance(part, tree.Select))
    return any(each.picks is Picks.LATEST and each.history.kinds & requirement.accepts for each in latest)


def _parts_behind(version: Version, parts: Sequence[TreePart]) -> Iterator[TreePart]:
    """All parts of some, and of the definitions they name; not what is asked of other cases, or drawn by lot."""
    waiting, named = list(parts), set[str]()
    while waiting:
        for part in walk(waiting.pop(), into=lambda part: not isinstance(part, tree.Lot | tree.Cases | tree.OfCase)):
            yield part
            if isinstance(part, tree.Named) and part.name not in named:
                named.add(part.name)
                waiting.append(version.definitions[part.name])


def looks_at(version: Version, parts: Sequence[TreePart]) -> LooksAt:
    """The kinds of the histories in some parts, and in the definitions they name, and what is asked there of others.

    But not what a lot looks at: it is drawn by what is known of the day on which it is drawn.
    """
    kinds: set[str] = set()
    others: list[tree.OfCase] = []
    waiting: list[tuple[TreePart, tree.Node | None]] = [(part, None) for part in parts]
    named = set[str]()
    while waiting:
        whole, listed = waiting.pop()
        for part in walk(whole, into=lambda part: not isinstance(part, tree.Lot | tree.Cases)):
            if isinstance(part, tree.History):
                kinds |= part.kinds
            elif isinstance(part, tree.InHand):
                kinds |= version.vocabulary.events[part.kind].kinds
            elif isinstance(part, tree.OfCase):
                others.append(_of_all(part, listed))
            elif isinstance(part, tree.Cases):
                waiting += [(each, listed) for each in (part.listed,) if each is not None]
                if part.condition is not None:
                    waiting.append((part.condition, _of_all(_by_facts_alone(part), listed)))
            elif isinstance(part, tree.Named) and part.name not in named:
                named.add(part.name)
                waiting.append((version.definitions[part.name], None))
    return LooksAt(frozenset(kinds), tuple(others))


def _by_facts_alone(node: tree.Cases) -> tree.Cases:
    """The cases that pass what a condition asks of facts: of any other it does not matter how far its record goes."""
    condition = node.condition
    tests = condition.items if isinstance(condition, tree.And) else (condition,) if condition is not None else ()
    kept = tuple(test for test in tests if not any(isinstance(p, tree.OfCase) and not p.is_fact for p in walk(test)))
    if condition is not None and len(kept) > 1:
        left: tree.Node | None = tree.And(kept, type=condition.type, span=condition.span)
    else:
        left = kept[0] if kept else None
    return replace(node, condition=left, id="")


def _of_all(node: _Asked, listed: tree.Node | None) -> _Asked:
    """What is asked of the case that a `where` looks at, asked of all that it looks at."""
    if listed is None:
        return node

    def of_all(place: str, part: TreePart) -> TreePart:
        if isinstance(part, tree.Candidate):
            return listed
        return part if isinstance(node, tree.Cases) and place == "condition" else _of_all(part, listed)

    return rebuild(node, of_all, **({"id": ""} if isinstance(node, tree.WithId) else {}))


def transitions_look_at(version: Version) -> LooksAt:
    """What the transitions of a version hang on."""
    return looks_at(version, [each.when for each in version.transitions.values()])


def _others(version: Version, requirement: Requirement) -> Iterator[str]:
    """The requirements that another hangs on: what it follows, what brings the next event, what is its exception."""
    shape = requirement.due.shape
    if isinstance(shape, Single) and isinstance(shape.anchor, Complete):
        yield shape.anchor.requirement
    between = kinds_between(shape)
    for other in version.requirements.values():
        brings = between is not None and other.event in between.kinds
        if brings or requirement.name in other.replaces:
            yield other.name
