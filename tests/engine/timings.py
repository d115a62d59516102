"""When something is due, as the parts of a due sentence made by hand: lengths and days in words, or as nodes."""

from __future__ import annotations

from ilacs_rules.language.fixed_words import Bound, Direction
from ilacs_rules.language.kinds_of_day import WORKING_DAY
from ilacs_rules.model import due
from ilacs_rules.model.tree import Node
from tests.engine.obligation_tools import kinds, length, on_day
from tests.stretches import Months

AT_LEAST, AT_MOST, EXACTLY = BOUNDS = (Bound.AT_LEAST, Bound.AT_MOST, Bound.EXACTLY)
ALL = Bound.ALL
NEXT, PREVIOUS = WORKING_DAYS = tuple(due.Moved(to, WORKING_DAY) for to in Direction)


def every(period: str | Node, after: Node | None) -> due.Timing:
    return due.Every(_length(period), after)


def once(period: str | Node, after: Node) -> due.Timing:
    return due.Once(_length(period), after)


def within(period: str | Node, after: Node) -> due.Timing:
    return due.WithinAfter(_length(period), after)


def between(low: str | Node, high: str | Node, after: Node) -> due.Timing:
    """`between 6 and 7 months after …`."""
    return due.BetweenAfter(_length(low), _length(high), after)


def by(day: str | Node) -> due.Timing:
    return due.By(_day(day))


def on(day: str | Node) -> due.Timing:
    return due.On(_day(day))


def after(day: str | Node) -> due.Timing:
    return due.After(_day(day))


def following(requirement: str) -> due.Timing:
    return due.Following(requirement)


def between_events(bound: Bound, count: int, kind: str) -> due.Timing:
    return due.BetweenEvents(bound, count, kind, kinds(kind))


def in_each(bound: Bound, count: int, words: str, months: int, month: int, day: int) -> due.Timing:
    """`at least 1 in each year from 1 April`: stretches of so many months, one of which begins on a day of a month."""
    return due.InEach(bound, count, words, Months(months, month, day))


def in_each_from(bound: Bound, count: int, period: str | Node, day: str | Node) -> due.Timing:
    return due.InEachFrom(bound, count, _length(period), _day(day))


def window(before: str | Node, behind: str | Node) -> due.Window:
    """So long before the day to so long after it."""
    return due.Window(_length(before), _length(behind))


def _length(given: str | Node) -> Node:
    return length(given) if isinstance(given, str) else given


def _day(given: str | Node) -> Node:
    return on_day(given) if isinstance(given, str) else given
