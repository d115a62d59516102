"""By which day a subject has to be told of what will be done: so long before the last day on which that may begin."""

from __future__ import annotations

from datetime import date

from ilacs_rules.engine.date_arithmetic import DateArithmetic
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.event_days import first_day
from ilacs_rules.engine.progress import Dates, Progress, spread
from ilacs_rules.language.dates import add_days
from ilacs_rules.language.durations import NO_TIME, Duration
from ilacs_rules.language.fixed_words import Sign
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Length
from ilacs_rules.model.derivation import Start
from ilacs_rules.model.due import Due
from ilacs_rules.model.partial import Day
from ilacs_rules.model.version import Requirement


def told_by(
    requirement: Requirement,
    progress: Progress,
    lasts: Length,
    notice: Length,
    arithmetic: DateArithmetic,
) -> Day | None:
    """The last day on which it can be announced so that it is done in time; None where there is none, or is not known.

    What lasts several days has to begin early enough to end by its close; before its opening, if need be, but after the
    day from which that is counted, for what began by then does not count. What lasts longer than that can begin when it
    opens at the earliest.
    """
    if not isinstance(notice, Duration) or notice == NO_TIME or lasts is UNKNOWN:
        return None
    length = None if requirement.counts_at_once else lasts

    def before(dates: Dates) -> date | None:
        if dates.closes is None:
            return None
        begins = _last_beginning(requirement.due, dates, length, arithmetic)
        if dates.opens is not None and begins <= _counted_from(dates, dates.opens):
            begins = max(begins, dates.opens)
        found = arithmetic.add(begins, Sign.MINUS, notice, requirement.due.span)[0]
        return found if isinstance(found, date) else None

    first, last = progress.dates, progress.at_latest or progress.dates
    try:
        return spread(before(first), before(last))
    except DecisionError:
        return None  # it hangs on a day that does not exist, or on holidays that are not known


def _last_beginning(due: Due, dates: Dates, length: Length, arithmetic: DateArithmetic) -> date:
    """The last day on which it may begin and end by its close, on no day that is ruled out as long as it is open."""
    assert dates.closes is not None, "only what closes has a last day"
    last = found = first_day(dates.closes, length, arithmetic, due.span)
    ends: date | None = dates.closes
    while ends is not None and dates.opens is not None and found >= dates.opens:
        ruled_out = [since for each in due.not_in for since, until in each.told if since <= ends and until >= found]
        if not ruled_out:
            return found
        ends = add_days(max(ruled_out), -1)
        found = found if ends is None else first_day(ends, length, arithmetic, due.span)
    return last


def _counted_from(dates: Dates, opens: date) -> date:
    """The day from which its opening is counted; the opening itself, where it is counted from none."""
    start = next(iter(dates.paths[0]), None)
    return start.day if isinstance(start, Start) else opens
