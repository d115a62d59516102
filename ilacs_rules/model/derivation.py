"""How a day of an obligation was reached: the day it is reckoned from, and what was done to that, step by step.

The engine works with these instead of bare days, so what is told of a day is what led to it: nobody reckons again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from itertools import pairwise

from ilacs_rules.language.durations import Duration
from ilacs_rules.model.case import Event
from ilacs_rules.model.tree import Node
from ilacs_rules.text.frozen import frozen


class Origin(StrEnum):
    """What the day is that something is reckoned from."""

    NAMED = "named"  #: the sentence says which: a node
    LIMIT = "limit"  #: the last day of the sentence, where it has no other close: a node
    DONE = "done"  #: when it was last done: an event that ended then
    KEPT = "kept"  #: for which it was last done, in its window: an event that counted for that day
    ENDED = "ended"  #: when what it follows was last done: an event that ended then
    BEGUN = "begun"  #: when the next of what it comes before began: that event
    DUE = "due"  #: when the next of what it comes before is due: the name of its requirement
    COMPLETE = "complete"  #: when another requirement was complete: the name of that one
    CREATED = "created"  #: the subject's first day, later than the rules
    REQUIREMENT = "requirement in force"  #: the first day of the requirement, later than that of the version before
    RULES = "rules in force"  #: the first day of the version
    CALENDAR = "calendar"  #: an end of a stretch of the calendar


@frozen
class Stop:
    """Days on which a clock stands still, from `first` to `last`, both included; without a `last` no end is known.

    Or, where pauses have that effect, the days on which what would close is dropped.
    """

    first: date
    last: date | None

    @property
    def days(self) -> int | None:
        """How many days that is; None if no end is known."""
        return None if self.last is None else (self.last - self.first).days + 1


@frozen(guarded=False)
class Start:
    """The day it is reckoned from, and what tells that day: `origin` says what `by` is."""

    day: date
    origin: Origin
    by: Node | Event | str | None = None


@frozen(guarded=False)
class Added:
    """A length of time after, or before if it is negative. `month_end`: the month has no such day."""

    day: date
    length: Duration
    month_end: bool


@frozen(guarded=False)
class NextDay:
    """The day after."""

    day: date


@frozen(guarded=False)
class DayBefore:
    """The day before."""

    day: date


@frozen
class StoodStill:
    """The clock stood still, and the day moved on by that. No day while there is no end of it."""

    day: date | None
    stop: Stop


@frozen
class NotBefore:
    """It may not be earlier, so it is that day."""

    day: date


@frozen
class NotAfter:
    """It may not be later, so it is that day."""

    day: date


@frozen
class ToKindOfDay:
    """Moved to a day of a kind; to a working day over `holidays`: those that the week does not say, with their names.

    `kind` is what days of the kind are called: `working day`.
    """

    day: date
    kind: str
    holidays: tuple[tuple[date, str], ...] = ()


@frozen
class OutOf:
    """Moved out of stretches in which it may not be done. `stretches` is what these are called: `school holidays`."""

    day: date
    stretches: str


@frozen
class InOrder:
    """Brought to another of its days, so that it does not close before it opens."""

    day: date


@frozen
class Ended:
    """No day, for it is not done after that of `until`."""

    until: date
    day: None = None


Move = Start | Added | NextDay | DayBefore | StoodStill | NotBefore | NotAfter | ToKindOfDay | OutOf | InOrder | Ended

Path = tuple[Move, ...]
"""How a day was reached: the last step has the day. Without a step there is no day."""

Paths = tuple[Path, Path, Path]
"""How it opens, is aimed at and closes."""

NO_DAY: Path = ()
NO_DAYS: Paths = (NO_DAY, NO_DAY, NO_DAY)


def day_of(path: Path) -> date | None:
    """The day that a path leads to, if there is one."""
    return path[-1].day if path else None


def counts_from(opens: Path) -> date | None:
    """The first day on which what is done counts: the opening, also where it was moved out of stretches ruled out."""
    day = day_of(opens)
    if len(opens) < 2:
        return day
    moved = [before.day for before, step in pairwise(opens) if isinstance(step, OutOf)]
    return day if not moved else min((each for each in (*moved, day) if each is not None), default=None)


def uses_month_end(path: Path) -> bool:
    """Whether the month-end rule was used on the way."""
    for step in path:  # noqa: SIM110 - asked of every day: `any` would take three times as long
        if isinstance(step, Added) and step.month_end:
            return True
    return False


@frozen
class Dropped:
    """An earlier one that would have closed on a day in a pause that drops it."""

    day: date
    pause: str  #: its words


@frozen(guarded=False)
class Derivation:
    """How the days of an obligation were reached. The last step of each has the day; without a step there is none.

    `dropped` are those before it that a pause dropped. Where it hangs on a day known only to a month or a year, this is
    reckoned from the first day it may be, and `at_latest` from the last.
    """

    opens: Path = NO_DAY
    target: Path = NO_DAY
    closes: Path = NO_DAY
    dropped: tuple[Dropped, ...] = ()
    at_latest: Derivation | None = None

    def paths(self) -> Iterator[tuple[str, Path]]:
        """The three, by the names that an obligation has for its days."""
        yield from (("opens", self.opens), ("target", self.target), ("closes", self.closes))


UNDATED = Derivation()
