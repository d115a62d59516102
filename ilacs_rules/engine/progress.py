"""Where a requirement that applies stands on a day: its dates, how much of it is done, and the status that follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace
from datetime import date
from enum import Enum

from ilacs_rules.engine.pauses import at_latest
from ilacs_rules.engine.selection import NONE_OF_THEM, Selection, earliest, latest
from ilacs_rules.language.fixed_words import Strength
from ilacs_rules.model.absent import UNKNOWN, Absent
from ilacs_rules.model.case import Event, Truth
from ilacs_rules.model.decision import Flag, Need, Status
from ilacs_rules.model.derivation import (
    NO_DAY,
    NO_DAYS,
    UNDATED,
    Derivation,
    Dropped,
    InOrder,
    Path,
    Paths,
    counts_from,
    day_of,
    uses_month_end,
)
from ilacs_rules.model.partial import Day, Partial, as_known_in_words, from_to
from ilacs_rules.model.version import Pause
from ilacs_rules.text.frozen import frozen


class Side(Enum):
    """Which end of a day known only to a month or a year is reckoned from."""

    FIRST = "first"
    LAST = "last"

    def of(self, day: Day) -> date:
        """That end of a day."""
        return earliest(day) if self is Side.FIRST else latest(day)


@frozen(guarded=False)
class Dates:
    """When something opens, is aimed at and closes, and by which `paths` that was reached: make one with `by`.

    `month_end` says whether the month-end rule was used. Where pauses touch it: `base` is the day it was reckoned from,
    `paused` the day since when the clock stands still with no end known, `lapse` the pause that drops it, and `dropped`
    those before it that were dropped.
    """

    opens: date | None = None
    target: date | None = None
    closes: date | None = None
    month_end: bool = False
    base: date | None = None
    paused: date | None = None
    lapse: Pause | None = None
    dropped: tuple[Dropped, ...] = ()
    paths: Paths = field(default=NO_DAYS, compare=False)

    @classmethod
    def by(cls, opens: Path = NO_DAY, target: Path = NO_DAY, closes: Path = NO_DAY) -> Dates:
        """The days that paths lead to."""
        month_end = uses_month_end(opens)
        if target is not opens or closes is not opens:
            month_end = month_end or uses_month_end(target) or uses_month_end(closes)
        days = day_of(opens), day_of(target), day_of(closes)
        return cls(*days, month_end, paths=(opens, target, closes))

    def led(self, opens: Path, target: Path, closes: Path) -> Dates:
        """The same where other paths lead to the days."""
        days = day_of(opens), day_of(target), day_of(closes)
        paths = opens, target, closes
        return Dates(*days, self.month_end, self.base, self.paused, self.lapse, self.dropped, paths)

    def since(self, base: date) -> Dates:
        """The same, reckoned from a day, so that pauses touch it."""
        days = self.opens, self.target, self.closes
        return Dates(*days, self.month_end, base, self.paused, self.lapse, self.dropped, self.paths)

    def days(self) -> tuple[date | None, date | None, date | None]:
        """The three days."""
        return self.opens, self.target, self.closes

    @property
    def counts_from(self) -> date | None:
        """The first day on which what is done counts: the opening, wherever it was moved out of a stretch ruled out."""
        return counts_from(self.paths[0])

    def in_order(self) -> Dates:
        """The same with nothing after the close: what closes before it would open has only its last day left."""
        closes = self.closes
        if closes is None:
            return self
        opens_late = self.opens is not None and self.opens > closes
        aims_late = self.target is not None and self.target > closes
        if not opens_late and not aims_late:
            return self
        opens, target, last = self.paths
        to_close = InOrder(closes)
        return self.led((*opens, to_close) if opens_late else opens, (*target, to_close) if aims_late else target, last)


@frozen(guarded=False)
class Progress:
    """What a due sentence comes to for one case on one day. `own` are the events that count, served or not.

    Where it hangs on a day known only to a month or a year, `dates` are the earliest and `at_latest` the latest.
    """

    dates: Dates = Dates()
    at_latest: Dates | None = None
    undetermined: bool = False
    satisfied: bool = False
    done: int | None = None
    left: int | None = None
    carried: tuple[int, int] = (0, 0)  # over from before, at the least and at the most
    own: Selection = NONE_OF_THEM
    served_by: tuple[Event, ...] = ()
    flags: tuple[Flag, ...] = ()
    period_before: Partial | None = None  # that a flag is about
    missed_earlier: int = 0  # of the periods before that one
    reason: str | None = None
    needs: tuple[Need, ...] = ()
    stretch: int | None = None  # which of the stretches of a length it is about, counted from a day

    def closes(self) -> tuple[date, ...]:
        """The closes of which it matters whether a pause drops them: what is done is not dropped any more."""
        dates = self.dates
        dropped = tuple(one.day for one in dates.dropped)
        if dates.base is None or dates.closes is None or self.satisfied:
            return dropped
        return *dropped, dates.closes

    def day_of_number(self, number: int) -> Day | Absent:
        """The day on which so many were done, and all that is carried over."""
        at_least, at_most = self.carried
        return self.own.day_of_number(number + at_least) if at_least == at_most else UNKNOWN

    def completed(self, number: int) -> date | None:
        """The day on which so many that serve it were done; None where they are not, or that cannot be told."""
        day = self.own.day_of_number(number) if 0 < number <= len(self.served_by) else None
        return day if isinstance(day, date) else None

    def derivation(self) -> Derivation:
        """How its days were reached."""
        dates, late = self.dates, self.at_latest
        if dates.paths is NO_DAYS and not dates.dropped:
            return UNDATED
        at_latest = None
        if late is not None and (late.paths, late.dropped) != (dates.paths, dates.dropped):
            at_latest = Derivation(*late.paths, late.dropped)
        return Derivation(*dates.paths, dates.dropped, at_latest)


class KnownEarly(Exception):  # noqa: N818 (not an error: the answer is known early)
    """Ends the working out of a due sentence: something it needs is unknown, or there is no such day."""

    def __init__(self, progress: Progress) -> None:
        super().__init__(progress.reason)
        self.progress = progress


def undetermined(needs: tuple[Need, ...], reason: str | None = None) -> KnownEarly:
    """To raise: it cannot be told."""
    return KnownEarly(Progress(undetermined=True, needs=needs, reason=reason))


def no_date(reason: str) -> KnownEarly:
    """To raise: there is no day on which it falls due."""
    return KnownEarly(Progress(reason=reason))


OUTSIDE = "the day would lie outside the years 1 to 9999"
VAGUE = "a day it is reckoned from is not known exactly"


def between(
    first: Progress, last: Progress, as_it_is: Progress, dropped_alike: Callable[[date, date], bool]
) -> Progress | None:
    """The progress reckoned from either end of vague days, where both agree in all but their dates; else None.

    Every date rises with the day it is reckoned from, so what holds at both ends holds in between, as long as it is
    about the same of several stretches. But a month end met at both may be met at none between, so it is not told; and
    a day that a pause drops may lie between two that it does not: `dropped_alike` tells whether all that would close
    from one day to another is dropped, or none. `as_it_is` is what it comes to without reckoning from either end.
    """
    flags = tuple(flag for flag in first.flags if flag in last.flags and flag is not Flag.MONTH_END)
    early, late = first.dates, last.dates
    if not all(dropped_alike(*ends) for ends in zip(first.closes(), last.closes(), strict=False)):
        return None
    if first == last and not first.undetermined:
        return replace(first, at_latest=last.dates, flags=flags)  # by other ways to the same days
    if [day is None for day in early.days()] != [day is None for day in late.days()]:
        return None  # a pause without an end is reached from one end only
    if len(first.closes()) != len(last.closes()) or first.undetermined or _agreed(first) != _agreed(last):
        return None
    before = first.period_before if first.period_before == last.period_before else None
    earlier = min(first.missed_earlier, last.missed_earlier) if before is not None else 0
    reason = first.reason or (None if first.satisfied else as_it_is.reason or VAGUE)
    return replace(
        first,
        at_latest=late,
        flags=flags,
        period_before=before,
        missed_earlier=earlier,
        reason=reason,
        needs=as_it_is.needs,
    )


def _agreed(one: Progress) -> tuple[object, ...]:
    return one.undetermined, one.satisfied, one.done, one.left, one.carried, one.served_by, one.stretch


def due_after(progress: Progress, ended: Day | None) -> Truth:
    """Whether something is due only after the last day of its subject: by its close, else its target, else its opening.

    What is done, or was done more often than is allowed, stays as it is.
    """
    if ended is None or progress.satisfied or Flag.EXCEEDED in progress.flags:
        return False
    first, last = _due(progress.dates), _due(progress.at_latest or progress.dates)
    if first is None or last is None or last <= earliest(ended):
        return False
    return True if first > latest(ended) else UNKNOWN


def _due(dates: Dates) -> date | None:
    return dates.closes or dates.target or dates.opens


UNUSED = "it might be done until then, and was not"
UNUSED_AS_RECORDED = "it might be done until then, and that it was is not recorded"


def reason_of(status: Status, progress: Progress, unless_done_since: date | None = None) -> str | None:
    """In a few words why it has that status, where the dates do not say so."""
    dates, late = progress.dates, progress.at_latest or progress.dates
    if status is Status.PAUSED and dates.paused is not None and late.paused is not None:
        since = as_known_in_words(from_to(*sorted((late.paused, dates.paused))))
        return f"the clock has stood still since {since}, and no end is known"
    if status is not Status.LAPSED:
        return progress.reason
    if dates.lapse is None:
        return UNUSED if unless_done_since is None else UNUSED_AS_RECORDED
    return f"it would close during “{dates.lapse.words}”, which began on {as_known_in_words(dates.lapse.start)}"


def spread(first: date | None, last: date | None) -> Day | None:
    """A day from the earliest to the latest it can be; none where only one of them is a day."""
    if first is None or last is None:
        return None
    if first == last:
        return first
    return Partial(first, last)


NOT_DONE = {  # as far as the record goes, and what that is where it may have been done since
    Status.PAUSED: Status.PAUSED,
    Status.NO_DATE_SET: Status.NO_DATE_SET,
    Status.NOT_YET_OPEN: Status.NOT_YET_OPEN,
    Status.OPEN: Status.OPEN,
    Status.OVERDUE: Status.OVERDUE_UNLESS_DONE,
    Status.LATER_THAN_USUAL: Status.LATER_THAN_USUAL_UNLESS_DONE,
    Status.LATER_THAN_ASKED: Status.LATER_THAN_ASKED_UNLESS_DONE,
}


def unless_done(status: Status, sure: date, on: date, *, at_most: bool) -> tuple[Status, date | None]:
    """The status in a record that is sure to a day, and that day if what was done since may make it another.

    What is done may have been done too often since, where it may be done `at_most` so often.
    """
    open_to_change = status in NOT_DONE or status is Status.LAPSED or (at_most and status is Status.SATISFIED)
    return (NOT_DONE.get(status, status), sure) if sure < on and open_to_change else (status, None)


def status_of(progress: Progress, on: date, strength: Strength) -> Status:
    """The first status that fits something that applies.

    Undetermined where the earliest and the latest possible dates do not agree.
    """
    early, late = progress.dates, progress.at_latest or progress.dates
    if progress.undetermined:
        return Status.UNDETERMINED
    if progress.satisfied:
        return Status.SATISFIED
    if early.lapse is not None and on >= at_latest(early.lapse):
        return Status.LAPSED
    if early.paused is not None:
        return Status.PAUSED
    if early.opens is None or late.opens is None:
        return Status.NO_DATE_SET
    if on < early.opens:
        return Status.NOT_YET_OPEN
    if on >= late.opens and (early.closes is None or on <= early.closes):
        return Status.OPEN
    if late.closes is None or on <= late.closes:
        return Status.UNDETERMINED
    if strength is Strength.MAY:
        return Status.LAPSED  # a permission that was not used is not late; see `UNUSED`
    return late_as(strength)


def late_as(strength: Strength) -> Status:
    """What something so binding is once its last day is past: what nobody has to do is not overdue."""
    return _LATE_AS.get(strength, Status.OVERDUE)


_LATE_AS = {Strength.USUALLY: Status.LATER_THAN_USUAL, Strength.ASKED: Status.LATER_THAN_ASKED}
NOBODY_HAS_TO = frozenset(_LATE_AS)
"""The strengths of what is not overdue, however long its last day is past."""
