"""What a due sentence means, in one of three shapes: once, again and again, or so many in a stretch of time.

Its days hang on expressions. `but not before`, `but not after` and `moved` bend the days of any shape; clocks stand
still for what is reckoned by lengths of time.
"""

from __future__ import annotations

from dataclasses import field
from enum import Enum

from ilacs_rules.language.fixed_words import Bound
from ilacs_rules.language.nouns import is_or_are, plural
from ilacs_rules.language.number_words import number_word
from ilacs_rules.language.stretches import Cycle
from ilacs_rules.model.tree import Node
from ilacs_rules.text.frozen import frozen

Lengths = tuple[tuple[Node, int], ...]
"""Lengths of time that are added one after another: each so many times, backwards if negative."""


class Reach(Enum):
    """A day that is no length of time after the day that another hangs on."""

    THAT_DAY = "that day"
    DAY_AFTER = "the day after"
    FIRST_DAY = "the first day it can bind"
    TOLD = "the day on which the other was told, or the first it can bind"


@frozen
class Complete:
    """The day on which another requirement is complete."""

    requirement: str


@frozen
class Single:
    """Done once, by an event that ended when it had opened. Its days hang on one day, `anchor`; a node is a day itself.

    Without a `target` or `closes` there is no such day. `only_after`: only an event that began after that day counts,
    or on it where it opens that day; else any does, but nothing is asked of a subject that was created after the close.
    """

    anchor: Node | Complete
    opens: Lengths | Reach | Node
    target: Lengths | Reach | None = None
    closes: Lengths | Reach | None = None
    only_after: bool = True


@frozen
class Repeat:
    """Done every `period`, from `anchor` or, without one, from the first day it can bind; then from the last time.

    It opens and closes `before` and `after` its target. There is none after `until`, or once `up_to` are done. Where it
    `keeps` the day, what is done in its window counts as done on its target.
    """

    period: Node
    anchor: Node | None
    before: Lengths = ()
    after: Lengths = ()
    up_to: int | None = None
    at_least: int | None = None
    until: Node | None = None
    keeps: bool = False


@frozen
class CalendarStretch:
    """Each of the stretches of the calendar that follow one another. `words` are what its author calls it."""

    cycle: Cycle
    words: str = field(default="", compare=False)


@frozen
class StretchFrom:
    """Each `period`, counted from `start`."""

    period: Node
    start: Node


@frozen
class ToTheNext:
    """From the end of one event of `kinds` to the next."""

    kind: str
    kinds: frozenset[str]


@frozen
class Quota:
    """Done a number of times in each stretch of time; where that is `carried`, also what was missed before."""

    bound: Bound
    count: int
    stretch: CalendarStretch | StretchFrom | ToTheNext
    carried: bool = False


Shape = Single | Repeat | Quota


def has_a_clock(shape: Shape) -> bool:
    """Whether it repeats, or closes a length of time after a day, so that its clock stands still in a pause."""
    if isinstance(shape, Single):
        return isinstance(shape.closes, tuple) and shape.opens is not Reach.TOLD
    return isinstance(shape, Repeat)


def kinds_between(shape: Shape) -> ToTheNext | None:
    """The events between which it is asked for, if it is."""
    return shape.stretch if isinstance(shape, Quota) and isinstance(shape.stretch, ToTheNext) else None


def counts_early(shape: Shape) -> bool:
    """Whether what is done before its day counts as well: what is done again and again, each time on one day alone."""
    return isinstance(shape, Repeat) and not shape.before


def number_to_do(shape: Shape) -> int | None:
    """How many times something is done until it is complete; None if it never is."""
    match shape:
        case Repeat(up_to=up_to, at_least=at_least):
            return at_least if at_least is not None else up_to
        case Quota(bound=bound, count=count):
            return None if bound is Bound.AT_MOST else count
        case _:
            return 1


def is_limited_to(bound: Bound) -> bool:
    """Whether more may be done than such a bound allows."""
    return bound in (Bound.AT_MOST, Bound.EXACTLY)


def may_be_too_many(shape: Shape) -> bool:
    """Whether more may be done than is allowed."""
    return isinstance(shape, Quota) and is_limited_to(shape.bound)


def asks_for_more(shape: Shape) -> bool:
    """Whether it goes on being asked for once its least number is done."""
    return isinstance(shape, Repeat) and shape.at_least is not None and shape.at_least != shape.up_to


def once_complete(label: str, kind: str, shape: Shape) -> str:
    """`“first visit” is done`, `the four visits are done`; `the first three visits …` where more may follow.

    `label` is that of the requirement, `kind` that of its kind of event.
    """
    number = number_to_do(shape)
    first = "first " if asks_for_more(shape) else ""
    if number is None or (number == 1 and not first):
        return f"“{label}” {is_or_are(label)} done"
    under = "" if label in (kind, plural(kind)) else f" under “{label}”"
    what = f"{kind}{under} is" if number == 1 else f"{number_word(number)} {plural(kind)}{under} are"
    return f"the {first}{what} done"
