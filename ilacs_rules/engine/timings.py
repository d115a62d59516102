"""What is due once, and what is due again and again, worked out for a requirement that applies.

A number in each stretch of time is in `quotas`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ilacs_rules.engine.counts import Count
from ilacs_rules.engine.due_context import DueContext
from ilacs_rules.engine.progress import Dates, Progress, no_date
from ilacs_rules.engine.selection import NONE_OF_THEM, Selection
from ilacs_rules.language.dates import add_days
from ilacs_rules.language.dates_in_words import day_in_words
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.decision import Flag
from ilacs_rules.model.derivation import NO_DAY, Ended, NextDay, Origin, Path, Start, day_of
from ilacs_rules.model.due_shapes import Complete, Lengths, Reach, Repeat, Single, has_a_clock
from ilacs_rules.model.tree import Node


def repeat(context: DueContext, shape: Repeat) -> Progress:
    """`every P after A`: from the anchor, then from each own event; without an anchor from its first day."""
    if shape.anchor is None:
        start, own = context.first_start, context.own()
    else:
        anchor = context.start(shape.anchor)
        start, own = (lambda: anchor), context.own(anchor.day)
    if shape.up_to is not None and len(own.sure) >= shape.up_to:
        reason = f"all {shape.up_to} are done"
        served = own.sure[: shape.up_to]
        return Progress(satisfied=True, done=shape.up_to, left=0, own=own, served_by=served, reason=reason)
    if shape.up_to is not None and own.at_least(shape.up_to) is UNKNOWN:
        return _not_told(context, own)
    count = Count.of(context, shape, start)
    if count.lengths.period.amount <= 0:
        raise no_date("what is done again and again needs some time between")
    found = _kept(context, count, own) if shape.keeps else _gone_on(context, count, own)
    if found is None:
        return _not_told(context, own)
    dates, early = found
    number = shape.at_least if shape.at_least is not None else shape.up_to
    done = len(own.sure) if number is not None and own.is_certain else None
    left = max(0, number - done) if number is not None and done is not None else None
    until = context.limit(shape.until)
    if until is not None and dates.target is not None and dates.target > until:
        reason = f"the next would fall after {day_in_words(until)}"
        passed = Dates(dropped=dates.dropped, paths=(NO_DAY, (*dates.paths[1], Ended(until)), NO_DAY))
        return Progress(passed, satisfied=True, done=done, left=left, own=own, served_by=own.sure, reason=reason)
    flags = [Flag.EARLY] if early else []
    if dates.month_end:
        flags.append(Flag.MONTH_END)
    return Progress(context.bend(dates), done=done, left=left, own=own, served_by=own.sure, flags=tuple(flags))


def _not_told(context: DueContext, own: Selection) -> Progress:
    return Progress(undetermined=True, own=own, served_by=own.sure, needs=context.own_needs(own))


def _gone_on(context: DueContext, count: Count, own: Selection) -> tuple[Dates, bool] | None:
    """The next days, counted from when it was last done, and whether that was early; None if it cannot be told."""
    last = own.last_done()
    if last is UNKNOWN and context.side is not None and own.is_certain:
        last = max(context.side.of(day) for event in own.sure if (day := own.day(event)) is not None)
    if last is UNKNOWN:
        return None
    done_last = Start(last, Origin.DONE, own.sure[-1]) if isinstance(last, date) else None
    return count.next(count.mark(done_last)), count.last_was_early(own)


def _kept(context: DueContext, count: Count, own: Selection) -> tuple[Dates, bool] | None:
    """The same where the day is kept, which hangs on every event since the first."""
    marks = count.marks_kept(own)
    if marks is None:
        return None
    if len(marks) == 1:
        return count.next(marks[0]), marks[0].early
    if context.side is None or not own.is_certain:
        return None
    dates = count.extreme(marks, context.side)
    return None if dates is None else (dates, all(one.early for one in marks))


def single(context: DueContext, shape: Single, complete: Callable[[str], date]) -> Progress:
    """Done by the first own event once it has opened. `complete` tells when another requirement was complete."""
    if isinstance(shape.anchor, Complete):
        name = shape.anchor.requirement
        anchor = Start(complete(name), Origin.COMPLETE, name)
    else:
        anchor = context.start(shape.anchor)
    if shape.opens is Reach.TOLD:
        return _before_it(context, anchor, shape)
    if shape.opens is Reach.FIRST_DAY:
        first = context.first_day_allowed()
        closes = context.bend(Dates.by(closes=_reached(context, anchor, shape.closes)), day_of(first))
        _need_to_exist(context, closes.closes)
        dates = Dates.by(first, NO_DAY, closes.paths[2]).in_order()
    else:
        dates = context.bend(_dates(context, anchor, shape))
        if not shape.only_after:
            _need_to_exist(context, dates.closes)
    if shape.only_after:
        that_day = shape.opens is Reach.THAT_DAY
        own = context.own(add_days(anchor.day, -1) if that_day else anchor.day, that_day=that_day)
        return done_once(context, dates, own, early=own)
    own = context.own()
    since = own.done_in(context.first_start().day)
    return done_once(context, dates, since if shape.opens is Reach.FIRST_DAY else own, early=since)


def _before_it(context: DueContext, day: Start, shape: Single) -> Progress:
    """Done so long before a day, since the event ended that records the day: what came before was for another."""
    first, told = context.first_day_allowed(), context.told(day)
    earliest = day_of(first)
    assert earliest is not None, "the first day it can bind is a day"
    opens: Path = first if told is None or told.day <= earliest else (told,)
    closes = context.bend(Dates.by(closes=_reached(context, day, shape.closes)), day_of(opens))
    _need_to_exist(context, closes.closes)
    own = context.own().done_in(earliest if told is None else max(told.day, earliest))
    return done_once(context, Dates.by(opens, NO_DAY, closes.paths[2]).in_order(), own, early=NONE_OF_THEM)


def _dates(context: DueContext, anchor: Start, shape: Single) -> Dates:
    """The days of a shape before anything bends them; its clock stands still for what is reckoned by lengths."""
    target = _reached(context, anchor, shape.target)
    opens = target if shape.opens is shape.target else _reached(context, anchor, shape.opens)
    closes = target if shape.closes is shape.target else _reached(context, anchor, shape.closes)
    dates = Dates.by(opens, target, closes)
    if has_a_clock(shape):
        return context.paused(anchor.day, dates, opens=isinstance(shape.opens, tuple))
    return dates


def _reached(context: DueContext, anchor: Start, reach: Lengths | Reach | Node | None) -> Path:
    match reach:
        case None:
            return NO_DAY
        case Reach.THAT_DAY:
            return (anchor,)
        case Reach.DAY_AFTER:
            return anchor, NextDay(context.next_day(anchor.day))
        case Reach.FIRST_DAY | Reach.TOLD:
            return (context.first_start(),)
        case tuple():
            return context.reckoned(anchor, context.lengths(reach))
        case _:
            return (context.start(reach),)


def _need_to_exist(context: DueContext, closes: date | None) -> None:
    """Nothing is asked of a subject by a day on which there was no such subject."""
    created = context.created()
    if created is not None and closes is not None and created > closes:
        raise no_date(f"the {context.version.subject} was created after {day_in_words(closes)}")


def done_once(context: DueContext, dates: Dates, own: Selection, early: Selection) -> Progress:
    """One own event that was done on the opening day or later is enough; else it is told if one was `early`.

    There is no opening day only while a pause without an end keeps it from opening.
    """
    counted = own.done_in(dates.counts_from) if dates.counts_from is not None else NONE_OF_THEM
    flags = (Flag.MONTH_END,) if dates.month_end else ()
    if counted.sure:
        return Progress(dates, satisfied=True, own=counted, served_by=counted.sure[:1], flags=flags)
    if counted.any_event() is UNKNOWN:
        return Progress(dates, undetermined=True, own=counted, flags=flags, needs=context.own_needs(counted))
    if early.sure:
        flags = (Flag.EARLY, *flags)
    return Progress(dates, flags=flags)
