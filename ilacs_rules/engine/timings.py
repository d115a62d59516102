"""The due sentences that name one date at a time: `every`, `P after`, `within`, `between`, `by`, `on`, `after`.

Each function works one out for a requirement that applies; a number in each stretch of time is in `quotas`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from ilacs_rules.engine.selection import NONE_OF_THEM, Selection, latest
from ilacs_rules.engine.standing import Dates, Standing, no_date
from ilacs_rules.engine.working import Working
from ilacs_rules.language.dates import count_to, times
from ilacs_rules.language.dates_in_words import day_in_words
from ilacs_rules.language.durations import Duration
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.decision import Flag
from ilacs_rules.model.derivation import NO_DAY, Ended, NextDay, Origin, Path, Start
from ilacs_rules.model.version import After, BetweenAfter, By, Every, On, Once, WithinAfter

FirstStart = Callable[[], Start]
"""The day a count begins: worked out only where it matters."""


def every(work: Working, timing: Every) -> Standing:
    """`every P after A`: from the anchor, then from each own event; without an anchor from its own last event."""
    if timing.anchor is None:
        start, own = work.first_start, work.own()
    else:
        anchor = work.start(timing.anchor)
        start, own = (lambda: anchor), work.own(anchor.day, timing.anchor)
    due = work.due
    if due.up_to is not None and len(own.sure) >= due.up_to:
        reason = f"all {due.up_to} are done"
        served = own.sure[: due.up_to]
        return Standing(satisfied=True, done=due.up_to, left=0, own=own, served_by=served, reason=reason)
    last = own.last_end()
    if last is UNKNOWN and work.side is not None and own.is_certain:
        last = max(work.side.of(event.end) for event in own.sure if event.end is not None)
    if last is UNKNOWN or (due.up_to is not None and own.at_least(due.up_to) is UNKNOWN):
        return Standing(undetermined=True, own=own, served_by=own.sure, needs=work.own_needs(own))
    period = work.length(timing.period)
    if period.amount <= 0:
        raise no_date("what is done again and again needs some time between")
    done_last = Start(last, Origin.DONE, own.sure[-1]) if isinstance(last, date) else None
    dates = _next(work, start, done_last, period)
    number = due.at_least if due.at_least is not None else due.up_to
    done = len(own.sure) if number is not None and own.is_certain else None
    left = max(0, number - done) if number is not None and done is not None else None
    until = work.limit(due.until)
    if until is not None and dates.target is not None and dates.target > until:
        reason = f"the next would fall after {day_in_words(until)}"
        passed = Dates(dropped=dates.dropped, paths=(NO_DAY, (*dates.paths[1], Ended(until)), NO_DAY))
        return Standing(passed, satisfied=True, done=done, left=left, own=own, served_by=own.sure, reason=reason)
    flags = [Flag.EARLY] if _last_was_early(work, own, start, period) else []
    if dates.bent:
        flags.append(Flag.MONTH_END)
    return Standing(work.bend(dates), done=done, left=left, own=own, served_by=own.sure, flags=tuple(flags))


def _next(work: Working, start: FirstStart, last: Start | None, period: Duration) -> Dates:
    """One period after the last own event, else after the start; or more, where a pause that is over has dropped some.

    An event on a day of the count from the anchor leaves that count as it is: what is done monthly from 31 January on
    28 February is due on 31 March. Any other begins the count anew.
    """
    dates = _reckoned(work, start, last, period)
    while (closed := work.dropped(dates)) is not None:
        dropped = (*dates.dropped, closed)
        dates = replace(_reckoned(work, start, last, period, len(dropped)), dropped=dropped)
    return dates


def _reckoned(work: Working, start: FirstStart, last: Start | None, period: Duration, further: int = 0) -> Dates:
    """The dates one period on, and `further` ones, from the last own event or as the count from the anchor goes on."""
    base = start() if last is None else last
    timing = work.due.timing
    passed = None
    if last is not None and isinstance(timing, Every) and timing.anchor is not None:
        passed = count_to(start().day, period, last.day, work.evaluation.sums.month_end)
    if passed is None:
        return work.around(base, times(period, 1 + further))
    return work.around(start(), times(period, passed + 1 + further), clock=base.day)


def _last_was_early(work: Working, own: Selection, start: FirstStart, period: Duration) -> bool:
    """Whether the last own event ended before the dates it was due by had opened."""
    if not own.sure or not own.is_certain:
        return False
    before = Selection(own.sure[:-1]).last_end()
    if before is UNKNOWN:
        return False
    ended = latest(own.sure[-1].end)
    done_before = Start(before, Origin.DONE) if isinstance(before, date) else None
    opened = work.bend(_reckoned(work, start, done_before, period)).opens
    return opened is not None and start().day <= ended < opened


def once(work: Working, timing: Once | WithinAfter | BetweenAfter) -> Standing:
    """`P after A`, `within P after A`, `between P and Q after A`: done by the first own event once it has opened."""
    anchor = work.start(timing.anchor)
    match timing:
        case Once(period=period):
            dates = work.around(anchor, work.length(period))
        case WithinAfter(period=period):
            closes = anchor, work.add(anchor.day, work.length(period))
            opens: Path = (anchor, NextDay(work.next_day(anchor.day)))
            dates = work.paused(anchor.day, Dates.by(opens, NO_DAY, closes), opens=False)
        case BetweenAfter(low=low, high=high):
            opens = anchor, work.add(anchor.day, work.length(low))
            closes = anchor, work.add(anchor.day, work.length(high))
            dates = work.paused(anchor.day, Dates.by(opens, NO_DAY, closes))
    own = work.own(anchor.day, timing.anchor)
    return done_once(work, work.bend(dates), own, early=own)


def by(work: Working, timing: By) -> Standing:
    """`by D`: from the first day it can bind until that day. It is not asked of what did not exist by then."""
    closes = work.bend(Dates.by(closes=(work.start(timing.day),)))
    _need_to_exist(work, closes.closes)
    opens, own = work.first_day_allowed(), work.own().ended_in(work.first_start().day)
    return done_once(work, Dates.by(opens, NO_DAY, closes.paths[2]).in_order(), own, early=own)


def on(work: Working, timing: On) -> Standing:
    """`on D`: that day, or late. It is not asked of what did not exist by then."""
    day = (work.start(timing.day),)
    dates = work.bend(Dates.by(day, day, day))
    _need_to_exist(work, dates.closes)
    own = work.own()
    return done_once(work, dates, own, early=own.ended_in(work.first_start().day))


def _need_to_exist(work: Working, closes: date | None) -> None:
    """Nothing is asked of a subject by a day on which there was no such subject."""
    created = work.created()
    if created is not None and closes is not None and created > closes:
        raise no_date(f"the {work.version.subject} was created after {day_in_words(closes)}")


def after(work: Working, timing: After) -> Standing:
    """`after D`: from the next day on, with no end."""
    day = work.start(timing.day)
    return from_next_day(work, day, work.own(day.day, timing.day))


def from_next_day(work: Working, day: Start, own: Selection) -> Standing:
    """It opens the day after a day, and has no target and no close."""
    return done_once(work, work.bend(Dates.by((day, NextDay(work.next_day(day.day))))), own, early=own)


def done_once(work: Working, dates: Dates, own: Selection, early: Selection) -> Standing:
    """One own event that ended on the opening day or later is enough; of those that may be `early`, one is told.

    There is no opening day only while a pause without an end keeps it from opening.
    """
    counted = own.ended_in(dates.opens) if dates.opens is not None else NONE_OF_THEM
    flags = (Flag.MONTH_END,) if dates.bent else ()
    if counted.sure:
        return Standing(dates, satisfied=True, own=counted, served_by=counted.sure[:1], flags=flags)
    if counted.any_event() is UNKNOWN:
        return Standing(dates, undetermined=True, own=counted, flags=flags, needs=work.own_needs(counted))
    if early.sure:
        flags = (Flag.EARLY, *flags)
    return Standing(dates, flags=flags)
