"""What a due sentence rules out by `not in`: which events were done all the same, and whether a day is one of those."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from ilacs_rules.engine.bending import outside_of
from ilacs_rules.engine.logic import any_of, opposite
from ilacs_rules.engine.progress import Progress
from ilacs_rules.language.dates import ONE_DAY, DaysNotKnown
from ilacs_rules.language.kinds_of_day import ANY_DAY
from ilacs_rules.language.stretches import ToldStretches
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Event, Truth
from ilacs_rules.model.decision import Flag
from ilacs_rules.model.due import Due
from ilacs_rules.model.due_shapes import Quota, Repeat
from ilacs_rules.model.partial import first_of, last_of


def touches(event: Event, stretches: Iterable[ToldStretches]) -> Truth:
    """Whether a day of an event lies in one of some stretches. Of what goes on, only the first day is looked at."""
    return any_of(_touches(event, each) for each in stretches)


def _touches(event: Event, stretches: ToldStretches) -> Truth:
    start, end = event.start, event.end or event.start
    first, last = stretches.told[0][0], stretches.told[-1][1]
    if any(last_of(start) <= until and first_of(end) >= since for since, until in stretches.told):
        return True
    if first_of(start) < first or last_of(end) > last:
        return UNKNOWN
    return UNKNOWN if any(first_of(start) <= e and last_of(end) >= s for s, e in stretches.told) else False


def leaves_a_day(due: Due, first: date, last: date) -> Truth:
    """Whether a day from one to another lies outside of all that is ruled out."""
    if not due.not_in:
        return True
    # the first such day is the first of all, or follows one that is ruled out
    after = [until + ONE_DAY for each in due.not_in for _, until in each.told]
    found = any_of(opposite(holds(due, day)) for day in (first, *after) if first <= day <= last)
    told = all(each.told[0][0] <= first and last <= each.told[-1][1] for each in due.not_in)
    return found if told or found is True else UNKNOWN


def holds(due: Due, day: date) -> Truth:
    """Whether what a sentence rules out holds a day."""
    if not due.not_in:
        return False
    try:
        return opposite(outside_of(due, ANY_DAY).holds(day, None))
    except DaysNotKnown:
        return UNKNOWN


def with_flags(progress: Progress, due: Due, on: date) -> Progress:
    """With what was done in a stretch that is ruled out told; and, while it is to be done, that the day is in one."""
    if not due.not_in:
        return progress
    served = progress.served_by[-1:] if isinstance(due.shape, Repeat) else progress.served_by
    done = any_of(touches(event, due.not_in) for event in served)
    if done is True and not isinstance(due.shape, Quota) and not progress.own.is_certain:
        done = UNKNOWN  # another event may be the one that counts
    flags = [Flag.RULED_OUT] if done is True else [Flag.PERHAPS_RULED_OUT] if done is UNKNOWN else []
    opens = progress.dates.opens
    to_do = not progress.satisfied and not progress.undetermined and opens is not None and opens <= on
    if to_do and holds(due, on) is True:
        flags.append(Flag.NOT_TODAY)
    return replace(progress, flags=(*progress.flags, *flags))
