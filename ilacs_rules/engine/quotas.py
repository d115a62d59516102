"""The due sentences that ask for a number: in each year, in each stretch from a day, between one event and the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import assert_never

from ilacs_rules.engine.asked_before import AskedBefore
from ilacs_rules.engine.bending import ruled_out_in_words
from ilacs_rules.engine.carried import StretchBefore, carried_over
from ilacs_rules.engine.due_context import DueContext, not_known
from ilacs_rules.engine.logic import all_of, opposite
from ilacs_rules.engine.progress import OUTSIDE, Dates, KnownEarly, Progress, Side, no_date, undetermined
from ilacs_rules.engine.records_behind import sure_until
from ilacs_rules.engine.ruled_out import leaves_a_day
from ilacs_rules.engine.selection import Selection, earliest, latest
from ilacs_rules.engine.unknowns import event_day_needs, in_hand_needs, selection_needs
from ilacs_rules.language.dates import ONE_DAY, DaysNotKnown, add_days, grid_number, times
from ilacs_rules.language.fixed_words import Bound
from ilacs_rules.language.number_words import n_times
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Event, Truth
from ilacs_rules.model.decision import CANNOT_BE_TOLD, Flag, Need, Obligation, Status
from ilacs_rules.model.derivation import (
    NO_DAY,
    Added,
    DayBefore,
    InOrder,
    NextDay,
    Origin,
    Path,
    Start,
    day_of,
)
from ilacs_rules.model.due_shapes import CalendarStretch, Quota, StretchFrom, ToTheNext, is_limited_to
from ilacs_rules.model.partial import Partial
from ilacs_rules.model.tree import EventDay

# ------------------------------------------------------------------------------------------------ in each stretch


def quota(context: DueContext, shape: Quota, bringing: Callable[[ToTheNext], Iterable[Obligation]]) -> Progress:
    """A number in a stretch of time. `bringing` gives the obligations of others that bring an event."""
    match shape.stretch:
        case CalendarStretch() as stretch:
            return _in_calendar(context, shape, stretch)
        case StretchFrom() as stretch:
            return _in_counted(context, shape, stretch)
        case ToTheNext() as stretch:
            return _between_events(context, shape, stretch, lambda: bringing(stretch))
        case _:
            assert_never(shape.stretch)


MOST_EARLIER = 100  # periods that are looked at; those before are not told


def _in_calendar(context: DueContext, shape: Quota, stretch: CalendarStretch) -> Progress:
    """`at least N in each calendar year`: the first whole one after it came into force is the first."""
    since, on, cycle = context.first_start().day, context.snapshot.on, stretch.cycle

    def there_is(day: date | None) -> date:
        if day is None:
            raise no_date(OUTSIDE)
        return day

    def begins(day: date) -> date:
        """The start of the one that holds a day, or of the next after it: there may be days in none."""
        return cycle.start_of(day) or there_is(cycle.next_start(day))

    try:
        start = begins(on) if on >= since else None
        if start is None or start < since:
            start = there_is(cycle.next_start(add_days(since, -1) or since))
        opens, closes = Start(start, Origin.CALENDAR), Start(there_is(cycle.end_of(start)), Origin.CALENDAR)
    except DaysNotKnown as why:
        raise not_known(why) from None

    def before(day: date) -> Partial | None:
        found = cycle.before(day)
        return Partial(*found) if found is not None and found[0] >= since else None

    return _in_stretch(context, shape, Dates.by((opens,), NO_DAY, (closes,)), before)


def _in_counted(context: DueContext, shape: Quota, stretch: StretchFrom) -> Progress:
    """`at least N in each P from D`: stretches of P counted from D, each from D itself."""
    origin, period = context.start(stretch.start), context.length(stretch.period)
    arithmetic, since = context.evaluation.arithmetic, context.first_start().day
    if period.amount <= 0:
        raise no_date("a stretch of time must have a length")

    def number_of(day: date) -> int:
        try:
            return grid_number(origin.day, period, day, arithmetic.calendar, arithmetic.month_end) or 0
        except DaysNotKnown as why:
            raise not_known(why) from None

    def start_of(number: int) -> Added:
        return context.add(origin.day, times(period, number))

    first = number_of(since)
    if start_of(first).day < since:
        first += 1
    number = max(first, number_of(context.snapshot.on))
    start, following = start_of(number), start_of(number + 1)
    dates = Dates.by((origin, start), NO_DAY, (origin, following, DayBefore(following.day - ONE_DAY)))

    def before(day: date) -> Partial | None:
        place = number_of(day)
        return Partial(start_of(place - 1).day, day - ONE_DAY) if place > first else None

    return replace(_in_stretch(context, shape, dates, before), stretch=number)


def _in_stretch(context: DueContext, shape: Quota, dates: Dates, stretch_before: StretchBefore) -> Progress:
    """A number of own events that are done in the stretch of `dates`.

    `stretch_before` tells the stretch before the one that begins on a day, if there is one.
    """
    assert dates.opens is not None, "a stretch of time has a start"
    bound, count = shape.bound, shape.count
    own = context.own()
    flags = (Flag.MONTH_END,) if dates.month_end else ()
    if shape.carried:
        return _with_what_is_carried(context, shape, dates, own, stretch_before)
    now = _on_days_left(context, _counted(context, bound, count, own.done_in(dates.opens, dates.closes), dates, flags))
    before = stretch_before(dates.opens)
    while before is not None and leaves_a_day(context.due, before.first, before.last) is False:
        before = stretch_before(before.first)  # nothing could be done in that one
    if before is None:
        return now
    told = _told_of(AskedBefore.of(context, shape, before, own))
    if told is None:
        return now
    earlier = _missed_earlier(context, shape, before.first, own, stretch_before) if told is Flag.MISSED else 0
    told_first = sorted((told, *now.flags), key=lambda flag: flag is not Flag.EXCEEDED)  # what is so now goes first
    return replace(now, flags=tuple(told_first), period_before=before, missed_earlier=earlier)


def _with_what_is_carried(
    context: DueContext, shape: Quota, dates: Dates, own: Selection, stretch_before: StretchBefore
) -> Progress:
    """The same where what was missed before is asked for as well."""
    assert dates.opens is not None, "a stretch of time has a start"
    count, before = shape.count, carried_over(context, shape, own, dates.opens, stretch_before)
    inside = own.done_in(dates.opens, dates.closes)
    enough = before.enough(inside, count)
    found = _counted(context, Bound.AT_LEAST, count + before.at_least, inside, dates, (), enough)
    known = before.at_least == before.at_most
    if not known and enough is not True:
        found = replace(found, left=None, needs=context.own_needs(own) if enough is UNKNOWN else ())
    flags = (*([] if before.flag is None else [before.flag]), *([Flag.MONTH_END] if dates.month_end else []))
    period = None if before.flag is None else before.before
    carried = (before.at_least, before.at_most)
    return replace(_on_days_left(context, found), flags=flags, period_before=period, carried=carried)


def _on_days_left(context: DueContext, progress: Progress) -> Progress:
    """On the days of its stretch that are not ruled out; without a date where none is left and it is not done."""
    first, last = progress.dates.opens, progress.dates.closes
    if not context.due.not_in or first is None or last is None:
        return progress
    if leaves_a_day(context.due, first, last) is False:
        if progress.satisfied:
            return progress
        reason = f"the whole of the time for it lies in {ruled_out_in_words(context.due)}, and it may not be done then"
        return replace(progress, dates=Dates(), left=None, reason=reason)
    try:
        return replace(progress, dates=context.bend(progress.dates))
    except KnownEarly as early:
        if progress.satisfied:
            return progress
        needs = (*early.progress.needs, *progress.needs)
        return replace(progress, dates=Dates(), undetermined=True, needs=needs, reason=early.progress.reason)


def _missed_earlier(
    context: DueContext, shape: Quota, start: date, own: Selection, stretch_before: StretchBefore
) -> int:
    """How many of the stretches before the one that begins on `start` were missed for sure."""
    missed = 0
    for _ in range(MOST_EARLIER):
        stretch = stretch_before(start)
        if stretch is None:
            break
        missed += _told_of(AskedBefore.of(context, shape, stretch, own)) is Flag.MISSED
        start = stretch.first
    return missed


def _told_of(asked: AskedBefore | None) -> Flag | None:
    """What must be told of the stretch before, by the events in it; nothing where it was kept or did not apply."""
    if asked is None:
        return None
    context, bound, stretch, done = asked.context, asked.quota.bound, asked.stretch, asked.done()
    enough, too_many = done.at_least(asked.quota.count), done.at_least(asked.quota.count + 1)
    kept = _satisfied(bound, enough, too_many)
    recorded = sure_until(context.evaluation, context.requirement, context.this) >= stretch.last
    if kept is True and (recorded or not is_limited_to(bound)):
        return None
    applied = asked.applied()
    if applied is False:
        return None
    left = leaves_a_day(context.due, stretch.first, stretch.last)
    if left is False:
        return None  # nothing could be done in it
    if applied is UNKNOWN or kept is not False:
        return Flag.NOT_KNOWN_BEFORE
    if enough is True:
        return Flag.EXCEEDED_BEFORE
    return Flag.MISSED if recorded and left is True else Flag.NOT_KNOWN_BEFORE


# ------------------------------------------------------------------------------------------------ between events


def _between_events(
    context: DueContext, shape: Quota, stretch: ToTheNext, bringing: Callable[[], Iterable[Obligation]]
) -> Progress:
    """`at least N between K`, once there has been a K. `bringing` gives the obligations of others that bring one."""
    snapshot = context.snapshot
    history = snapshot.history(stretch.kinds)
    last = history.latest()
    if not isinstance(last, Event):
        unsettled = history.told_by_latest()
        needs = selection_needs(snapshot, unsettled, stretch.kinds) if context.evaluation.traced else ()
        raise undetermined(needs)
    ended = latest(last.end) if context.side is None else context.side.of(last.end or snapshot.on)
    own = context.own(ended)
    if isinstance(last.end, Partial) and context.side is None:
        # then the opening hangs on the very day
        enough = shape.bound is Bound.AT_LEAST and own.at_least(shape.count) is True and not context.duty.bends
        if not enough:
            raise undetermined(event_day_needs(snapshot, last, EventDay.END) if context.evaluation.traced else ())
        progress = _counted(context, shape.bound, shape.count, own, Dates(), ())
        most = context.own(earliest(last.end)).number()  # it is enough, but how many there are hangs on the very day
        return progress if most == progress.done else replace(progress, done=None)
    closes, open_questions = _closing_day(context, stretch.kinds, bringing)
    opens = context.next_day(ended)
    closed = day_of(closes)
    if closed is not None and closed < opens:
        closes = (*closes, InOrder(opens))
    dates = context.bend(Dates.by((Start(ended, Origin.ENDED, last), NextDay(opens)), NO_DAY, closes))
    if dates.counts_from is not None:
        own = own.done_in(dates.counts_from)
    if open_questions is not None:
        dates = dates.led(dates.paths[0], dates.paths[1], NO_DAY)  # no limit alone is its close
    progress = _counted(context, shape.bound, shape.count, own, dates, ())
    if open_questions is None or progress.satisfied:
        return progress
    return replace(progress, undetermined=True, needs=(*progress.needs, *open_questions))


def _closing_day(
    context: DueContext, kinds: frozenset[str], bringing: Callable[[], Iterable[Obligation]]
) -> tuple[Path, tuple[Need, ...] | None]:
    """The day before the next event of the kinds, if one is dated; and, if that cannot be told, what it needs."""
    snapshot, traced = context.snapshot, context.evaluation.traced
    begun = snapshot.in_hand(kinds)
    if isinstance(begun, Event):
        if isinstance(begun.start, Partial):
            return NO_DAY, event_day_needs(snapshot, begun, EventDay.START) if traced else ()
        return (Start(begun.start, Origin.BEGUN, begun), DayBefore(begun.start - ONE_DAY)), None
    if begun is UNKNOWN:
        return NO_DAY, in_hand_needs(snapshot, kinds) if traced else ()
    days: list[Start] = []
    needs: list[Need] = []
    cannot_tell = False
    for obligation in bringing():
        day = obligation.closes or obligation.target
        vague = isinstance(day, Partial) and context.side is None
        if vague or obligation.status in CANNOT_BE_TOLD:  # it may be that nothing is due any more
            cannot_tell = True
            needs += obligation.needs
        elif obligation.status not in (Status.DOES_NOT_APPLY, Status.SATISFIED, Status.LAPSED) and day is not None:
            exact = day if isinstance(day, date) else (context.side or Side.FIRST).of(day)
            days.append(Start(exact, Origin.DUE, obligation.requirement))
    if cannot_tell:
        return NO_DAY, tuple(dict.fromkeys(needs))
    return ((min(days, key=lambda due: due.day),) if days else NO_DAY), None


# ------------------------------------------------------------------------------------------------ counting


def _counted(
    context: DueContext,
    bound: Bound,
    count: int,
    own: Selection,
    dates: Dates,
    flags: tuple[Flag, ...],
    is_enough: Truth | None = None,
) -> Progress:
    enough, too_many = own.at_least(count) if is_enough is None else is_enough, own.at_least(count + 1)
    satisfied = _satisfied(bound, enough, too_many)
    number = own.number()
    done = number if isinstance(number, int) else None
    reason = None
    if too_many is True and bound is not Bound.AT_LEAST:
        flags = (Flag.EXCEEDED, *flags)
        wanted = "may be" if bound is Bound.AT_MOST else "is to be"
        reason = f"it was done {n_times(len(own.sure))}, and {wanted} done {bound.value} {n_times(count)}"
    return Progress(
        dates,
        undetermined=satisfied is UNKNOWN,
        satisfied=satisfied is True,
        done=done,
        left=0 if satisfied is True and bound is not Bound.AT_MOST else None if done is None else max(0, count - done),
        own=own,
        served_by=own.sure,
        flags=flags,
        reason=reason,
        needs=context.own_needs(own) if satisfied is UNKNOWN else (),
    )


def _satisfied(bound: Bound, enough: Truth, too_many: Truth) -> Truth:
    match bound:
        case Bound.AT_MOST:
            return opposite(too_many)
        case Bound.EXACTLY:
            return all_of((enough, opposite(too_many)))
        case _:
            return enough
