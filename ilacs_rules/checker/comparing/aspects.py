"""The aspects of a requirement that can change, each with what it means."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import fields, replace
from enum import StrEnum

from ilacs_rules.checker.comparing.forms import Forms
from ilacs_rules.language.names import fold
from ilacs_rules.language.stretches import ToldStretches
from ilacs_rules.language.types import is_length
from ilacs_rules.model import tree
from ilacs_rules.model.due_shapes import CalendarStretch, Complete, Quota, Repeat, Single, StretchFrom, ToTheNext
from ilacs_rules.model.phases import Extent, Phase
from ilacs_rules.model.version import Requirement, Version
from ilacs_rules.model.vocabulary import EventKind


class Aspect(StrEnum):
    """What can change of a requirement, as readers ask for it; beside these, each of its further keys by its name."""

    DUTY = "who does what"
    EACH = "for each"
    WHOM = "for whom"
    DUE = "when it is due"
    SINCE = "counted from"
    WINDOW = "how early or late"
    MOVED = "days it is moved to"
    LEFT_OUT = "when it may not be done"


Called = Callable[[str], Hashable]


_NO_FURTHER_KEY = {
    *("name", "words", "label", "source", "assumes", "note", "span"),  # they change nothing of what is asked
    *("event", "due", "strength", "by", "when", "for_each"),  # told by aspects
    *("accepts", "exception_to"),  # told by what they are called
}


def aspects(requirement: Requirement, forms: Forms, called: Called) -> dict[str, Hashable]:
    """What each aspect means, and each further key; `called` says what a requirement is known by."""
    due, each = requirement.due, requirement.for_each
    window = (
        None if due.window is None else (forms.value(due.window.before), forms.value(due.window.after), due.keeping)
    )
    limits = (due.up_to, due.at_least, *map(forms.maybe, (due.until, due.not_before, due.not_after)))
    return {
        Aspect.DUTY: (_who(requirement, forms.version), requirement.strength, requirement.event),
        Aspect.EACH: None if each is None else forms.history(each.history),
        Aspect.WHOM: forms.condition(requirement.when),
        Aspect.DUE: (_meant(replace(due, window=None, keeping=False).shape, forms, called), limits),
        Aspect.SINCE: None,  # of two versions, not of one: see `VersionComparison.aspects_changed`
        Aspect.WINDOW: window,
        Aspect.MOVED: due.moved and fold(due.moved.words),
        Aspect.LEFT_OUT: frozenset(fold(each.words) for each in due.not_in),
        "accepts": widest(requirement.accepts, forms.version.vocabulary.events) - {requirement.event},
        "exception_to": (frozenset(map(called, requirement.exception_to)), requirement.is_leave),
        **{
            each.name: _meant(getattr(requirement, each.name), forms, called)
            for each in fields(requirement)
            if each.name not in _NO_FURTHER_KEY
        },
    }


def in_parts(requirement: Requirement, whole: Forms, without: Forms, called: Called) -> list[tuple[str, object]]:
    """What a requirement asks where it applies, part by part: lengths of time as expressions, all else by its form.

    So these can be worked out for a case, and are then the same whichever way they are said. They are the lengths of
    its due sentence, `lasts` and `notice`; of a duty for each event, which may hang on that event, there are none.
    """
    left_out = (Aspect.WHOM, Aspect.SINCE, "exception_to")
    found: dict[str, object] = {**aspects(requirement, whole, called)}
    if requirement.for_each is not None:
        return [(label, meaning) for label, meaning in found.items() if label not in left_out]
    for label, meaning in aspects(requirement, without, called).items():
        if label in (Aspect.DUE, Aspect.WINDOW):
            found[label] = meaning
    parts = [(label, meaning) for label, meaning in found.items() if label not in (*left_out, "lasts", "notice")]
    window = requirement.due.window
    of_window = () if window is None else (window.before, window.after)
    parts += [(Aspect.WINDOW, node) for node in of_window]
    parts += [(Aspect.DUE, node) for node in lengths_in(replace(requirement.due, window=None).shape)]
    return [*parts, ("lasts", requirement.lasts), ("notice", requirement.notice)]


def lengths_in(part: object) -> Iterator[tree.Node]:
    """The lengths of time in a shape, in order."""
    if isinstance(part, tree.Node):
        if is_length(part.type):
            yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from lengths_in(each)
    elif isinstance(part, Single | Repeat | Quota | CalendarStretch | StretchFrom):
        for each in fields(part):
            yield from lengths_in(getattr(part, each.name))


def widest(kinds: frozenset[str], known: dict[str, EventKind]) -> frozenset[str]:
    """Some kinds of event without those that belong to another of them."""
    return frozenset(name for name in kinds if kinds.isdisjoint(known[name].is_a))


def _who(requirement: Requirement, version: Version) -> Hashable:
    """Who acts; a publisher or subject under a new name is told once, not with every requirement."""
    who = fold(requirement.by)
    return {fold(version.publisher): ("the publisher",), fold(version.subject): ("the subject",)}.get(who, who)


def _meant(part: object, forms: Forms, called: Called) -> Hashable:
    """What a key means, or the shape of a due sentence, or a part of one: its expressions in their forms."""
    if isinstance(part, tree.Node):
        return forms.value(part)
    match part:
        case Complete(requirement=requirement):
            return Complete, called(requirement)
        case ToTheNext(kind=kind):
            return ToTheNext, kind
        case Single() | Repeat() | Quota() | CalendarStretch() | StretchFrom() | Phase() | Extent():
            values = (getattr(part, each.name) for each in fields(part) if each.compare)
            return type(part), *(_meant(value, forms, called) for value in values)
        case ToldStretches(words=words):
            return fold(words)  # which days these are is told beside the rules
        case tuple():
            return tuple(_meant(each, forms, called) for each in part)
        case _:
            assert isinstance(part, Hashable)
            return part
