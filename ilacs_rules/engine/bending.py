"""What bends the days of a due sentence: its limits, the kind of day it is moved to, and the stretches ruled out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ilacs_rules.engine.progress import Dates
from ilacs_rules.language.fixed_words import Direction
from ilacs_rules.language.kinds_of_day import ANY_DAY, WORKING_DAY, KindOfDay
from ilacs_rules.model.derivation import NotAfter, NotBefore, Origin, OutOf, Path, Start, ToKindOfDay, day_of
from ilacs_rules.model.due import Due
from ilacs_rules.text.words import joined

if TYPE_CHECKING:
    from ilacs_rules.language.calendars import Calendar


def bends(due: Due) -> bool:
    """Whether a sentence says anything that bends its days."""
    return bool(due.not_in) or due.moved is not None or due.not_before is not None or due.not_after is not None


def limited(dates: Dates, due: Due, low: date | None, high: date | None) -> Dates:
    """Each day brought between the limits; what has no close of its own closes with the later one.

    Save where a pause without an end took the close away.
    """
    opens, target, closes = (_between(path, low, high) for path in dates.paths)
    if dates.closes is None and dates.paused is None and dates.opens is not None and high is not None:
        closes = (Start(high, Origin.LIMIT, due.not_after),)
    return dates.led(opens, target, closes)


def _between(path: Path, low: date | None, high: date | None) -> Path:
    day = day_of(path)
    if day is not None and low is not None and day < low:
        day, path = low, (*path, NotBefore(low))
    if day is not None and high is not None and day > high:
        path = (*path, NotAfter(high))
    return path


def to_allowed(dates: Dates, due: Due, calendar: Calendar | None, opening: date | None = None) -> Dates | None:
    """Each day moved to one of the kind that is asked for, outside of what is ruled out; None outside the calendar.

    Where the sentence says to which day, all go that way. Else the opening and the target go to the first day after
    such a stretch, and the close to the last one before it, so that no day is won by it; but where it opens only in the
    same stretch, none would be left, and the close goes with the others. `opening` is the day from which it may be
    done, where that is not of the sentence. Raises DaysNotKnown where it is not known which days are of the kind.
    """
    if due.moved is None and not due.not_in:
        return dates
    forward = due.moved is None or due.moved.to is Direction.NEXT
    first = opening if dates.opens is None else dates.opens
    back = due.moved is None and _opens_before(first, dates.closes, due, calendar)
    opens, target = (_out(path, due, calendar, forward=forward) for path in dates.paths[:2])
    closes = _out(dates.paths[2], due, calendar, forward=forward and not back)
    return None if opens is None or target is None or closes is None else dates.led(opens, target, closes)


def _opens_before(opens: date | None, closes: date | None, due: Due, calendar: Calendar | None) -> bool:
    """Whether it may be done on a day before the stretch that is ruled out, in which it closes."""
    if opens is None or closes is None:
        return False
    last = outside_of(due, ANY_DAY).nearest(closes, calendar, forward=False)
    return last is not None and opens <= last


def outside_of(due: Due, kind: KindOfDay) -> KindOfDay:
    """The days of a kind that lie outside of all that is ruled out."""
    return replace(kind, stretches=(*kind.stretches, *((each, False) for each in due.not_in)))


def _out(path: Path, due: Due, calendar: Calendar | None, *, forward: bool) -> Path | None:
    """The way to the nearest day that is allowed and of the kind; None outside the calendar."""
    day = day_of(path)
    if day is None:
        return path
    kind = ANY_DAY if due.moved is None else due.moved.kind
    found = outside_of(due, kind).nearest(day, calendar, forward=forward)
    if found is None or found == day:
        return None if found is None else path
    if due.not_in and kind.holds(day, calendar):
        return (*path, OutOf(found, ruled_out_in_words(due, day)))
    over = calendar.holidays_between(day, found) if kind == WORKING_DAY and calendar is not None else ()
    return (*path, ToKindOfDay(found, kind.words, over))


def ruled_out_in_words(due: Due, day: date | None = None) -> str:
    """What the stretches are called in which it may not be done: all, or those that hold a day."""
    found = [each.words for each in due.not_in if day is None or each.start_of(day) is not None]
    return joined(found, "or")
