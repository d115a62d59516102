"""Due sentences, checked: each in the form in which it is written, and the shape that it comes to.

The form is for those who speak of the sentence; what it means is said by its shape alone (`due_shapes`).
"""

from __future__ import annotations

from dataclasses import field
from typing import assert_never

from ilacs_rules.language.fixed_words import Bound, Direction
from ilacs_rules.language.kinds_of_day import KindOfDay
from ilacs_rules.language.stretches import Cycle, ToldStretches
from ilacs_rules.language.walk import TreePart
from ilacs_rules.model.due_shapes import (
    CalendarStretch,
    Complete,
    Lengths,
    Quota,
    Reach,
    Repeat,
    Shape,
    Single,
    StretchFrom,
    ToTheNext,
)
from ilacs_rules.model.tree import Node
from ilacs_rules.text.frozen import frozen
from ilacs_rules.text.source import Span


@frozen
class Every(TreePart):
    """Repeats: `period` after `anchor`, or after its first day; then after its own last event."""

    period: Node
    anchor: Node | None


@frozen
class Once(TreePart):
    """Once: `period` after `anchor`."""

    period: Node
    anchor: Node


@frozen
class WithinAfter(TreePart):
    """Once, from the day after `anchor` to `period` after it."""

    period: Node
    anchor: Node


@frozen
class BetweenAfter(TreePart):
    """Once, from `low` after `anchor` to `high` after it."""

    low: Node
    high: Node
    anchor: Node


@frozen
class BetweenDays(TreePart):
    """Once, from a day to another."""

    first: Node
    last: Node


@frozen
class BetweenEvents(TreePart):
    """A number of times between one event of `kinds` and the next."""

    bound: Bound
    count: int
    kind: str
    kinds: frozenset[str]


@frozen
class InEach(TreePart):
    """A number of times in each stretch of the calendar; or once, `by` a day of each year."""

    bound: Bound
    count: int
    words: str
    cycle: Cycle
    by: str | None = None


@frozen
class InEachFrom(TreePart):
    """A number of times in each stretch of `period`, counted from `start`."""

    bound: Bound
    count: int
    period: Node
    start: Node


@frozen
class BeforeDay(TreePart):
    """Once, by `period` before a day to come, since that day was told."""

    period: Node
    day: Node


@frozen
class By(TreePart):
    """Once, by a day."""

    day: Node


@frozen
class On(TreePart):
    """Once, on a day."""

    day: Node


@frozen
class After(TreePart):
    """Once, at any time after a day."""

    day: Node


@frozen
class OnOrAfter(TreePart):
    """Once, on a day or at any time after it."""

    day: Node


@frozen
class Following(TreePart):
    """Once, after another requirement is complete."""

    requirement: str


Timing = (
    Every
    | Once
    | WithinAfter
    | BetweenAfter
    | BetweenDays
    | BetweenEvents
    | InEach
    | InEachFrom
    | BeforeDay
    | By
    | On
    | After
    | OnOrAfter
    | Following
)


@frozen
class Window(TreePart):
    """How long before and after the target it may be done."""

    before: Node
    after: Node


@frozen
class Moved:
    """To which kind of day a day is moved that is not of that kind."""

    to: Direction
    kind: KindOfDay

    @property
    def words(self) -> str:
        """As it is written: `moved to the next working day`."""
        return f"moved to the {self.to} {self.kind.words}"


@frozen
class Due(TreePart):
    """When a requirement falls due, and what bends it."""

    timing: Timing
    span: Span = field(compare=False, repr=False)
    window: Window | None = None
    up_to: int | None = None
    at_least: int | None = None
    until: Node | None = None
    not_before: Node | None = None
    not_after: Node | None = None
    moved: Moved | None = None
    keeping: bool = False
    not_in: tuple[ToldStretches, ...] = ()
    carried: bool = False
    shape: Shape = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        # also of a copy, so that the nodes of the shape are those of the timing, with their ids
        object.__setattr__(self, "shape", _lowered(self))

    @property
    def has_no_last_day(self) -> bool:
        """Whether it has a first day and no last one, so that no date is set."""
        return isinstance(self.timing, After | OnOrAfter | Following) and self.not_after is None


def _lowered(due: Due) -> Shape:
    """The shape that a sentence comes to: what the engine works out."""
    timing, window = due.timing, due.window
    before: Lengths = () if window is None else ((window.before, -1),)
    after: Lengths = () if window is None else ((window.after, 1),)
    match timing:
        case Every(period=period, anchor=anchor):
            return Repeat(period, anchor, before, after, due.up_to, due.at_least, due.until, due.keeping)
        case Once(period=period, anchor=anchor):
            target: Lengths = ((period, 1),)
            if window is None:
                return Single(anchor, target, target, target)
            return Single(anchor, (*target, *before), target, (*target, *after))
        case WithinAfter(period=period, anchor=anchor):
            return Single(anchor, Reach.DAY_AFTER, None, ((period, 1),))
        case BetweenAfter(low=low, high=high, anchor=anchor):
            return Single(anchor, ((low, 1),), None, ((high, 1),))
        case BeforeDay(period=period, day=day):
            return Single(day, Reach.TOLD, None, ((period, -1),), only_after=False)
        case By(day=day):
            return Single(day, Reach.FIRST_DAY, None, Reach.THAT_DAY, only_after=False)
        case On(day=day):
            return Single(day, Reach.THAT_DAY, Reach.THAT_DAY, Reach.THAT_DAY, only_after=False)
        case After(day=day):
            return Single(day, Reach.DAY_AFTER)
        case BetweenDays(first=first, last=last):
            return Single(last, first, None, Reach.THAT_DAY, only_after=False)
        case OnOrAfter(day=day):
            return Single(day, Reach.THAT_DAY)
        case Following(requirement=requirement):
            return Single(Complete(requirement), Reach.DAY_AFTER)
        case BetweenEvents(bound=bound, count=count, kind=kind, kinds=kinds):
            return Quota(bound, count, ToTheNext(kind, kinds))
        case InEach(bound=bound, count=count, words=words, cycle=cycle):
            return Quota(bound, count, CalendarStretch(cycle, words), due.carried)
        case InEachFrom(bound=bound, count=count, period=period, start=start):
            return Quota(bound, count, StretchFrom(period, start), due.carried)
        case _:
            assert_never(timing)
