"""The aspects of a requirement that can change, each with what it means."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from enum import StrEnum
from typing import assert_never

from ilacs_rules.checker.comparing.forms import Forms
from ilacs_rules.language.names import fold
from ilacs_rules.model import version as v
from ilacs_rules.model.version import Requirement, Version
from ilacs_rules.model.vocabulary import EventKind


class Aspect(StrEnum):
    """What can change of a requirement, as readers ask for it."""

    DUTY = "who does what"
    EACH = "for each"
    WHOM = "for whom"
    LENGTH = "how long it lasts"
    DUE = "when it is due"
    SINCE = "counted from"
    WINDOW = "how early or late"
    MOVED = "days that are not working days"
    NOTICE = "notice"
    COUNTS = "what else counts"
    SERVES = "one for several"
    EXCEPTION = "exceptions"


Called = Callable[[str], Hashable]


def aspects(requirement: Requirement, forms: Forms, called: Called) -> dict[Aspect, Hashable]:
    """What each aspect means; `called` says what a requirement is known by."""
    due, each = requirement.due, requirement.for_each
    limits = (due.up_to, due.at_least, *map(forms.maybe, (due.until, due.not_before, due.not_after)))
    return {
        Aspect.DUTY: (_who(requirement, forms.version), requirement.strength, requirement.event),
        Aspect.EACH: None if each is None else forms.history(each.history),
        Aspect.WHOM: forms.condition(requirement.when),
        Aspect.LENGTH: forms.maybe(requirement.lasts),
        Aspect.DUE: (_timing(due.timing, forms, called), limits),
        Aspect.SINCE: None,  # of two versions, not of one: see `VersionComparison.aspects_changed`
        Aspect.WINDOW: None if due.window is None else (forms.value(due.window.before), forms.value(due.window.after)),
        Aspect.MOVED: due.moved,
        Aspect.NOTICE: forms.maybe(requirement.notice),
        Aspect.COUNTS: widest(requirement.accepts, forms.version.vocabulary.events) - {requirement.event},
        Aspect.SERVES: requirement.one_event_may_serve_several,
        Aspect.EXCEPTION: frozenset(map(called, requirement.exception_to)),
    }


def widest(kinds: frozenset[str], known: dict[str, EventKind]) -> frozenset[str]:
    """Some kinds of event without those that belong to another of them."""
    return frozenset(name for name in kinds if known[name].is_a not in kinds)


def _who(requirement: Requirement, version: Version) -> Hashable:
    """Who acts; a publisher or subject under a new name is told once, not with every requirement."""
    who = fold(requirement.by)
    return {fold(version.publisher): ("the publisher",), fold(version.subject): ("the subject",)}.get(who, who)


def _timing(timing: v.Timing, forms: Forms, called: Called) -> Hashable:
    of = forms.value
    name = type(timing).__name__
    match timing:
        case v.Every(period=period, anchor=anchor):
            return name, of(period), forms.maybe(anchor)
        case v.Once(period=period, anchor=anchor) | v.WithinAfter(period=period, anchor=anchor):
            return name, of(period), of(anchor)
        case v.BetweenAfter(low=low, high=high, anchor=anchor):
            return name, of(low), of(high), of(anchor)
        case v.BetweenEvents(bound=bound, count=count, kind=kind):
            return name, bound, count, kind
        case v.InEach(bound=bound, count=count, months=months, month=month, day=first):
            return name, bound, count, months, month, first
        case v.InEachFrom(bound=bound, count=count, period=period, start=start):
            return name, bound, count, of(period), of(start)
        case v.By(day=day) | v.On(day=day) | v.After(day=day):
            return name, of(day)
        case v.Following(requirement=requirement):
            return name, called(requirement)
        case _:
            assert_never(timing)
