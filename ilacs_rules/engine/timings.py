"""What is due once, and what is due again and again, worked out for a requirement that applies.

A number in each stretch of time is in `quotas`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from ilacs_rules.engine.due_context import DueContext
from ilacs_rules.engine.progress import Dates, Progress, no_date
from ilacs_rules.engine.selection import NONE_OF_THEM, Selection, earliest, latest
from ilacs_rules.language.dates import count_to, times
from ilacs_rules.language.dates_in_words import day_in_words
from ilacs_rules.language.durations import Duration
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.decision import Flag
from ilacs_rules.model.derivation import NO_DAY, Ended, NextDay, Origin, Path, Start
from ilacs_rules.model.due_shapes import Complete, Lengths, Reach, Repeat, Single, has_a_clock

FirstStart = Callable[[], Start]
"""The day a count begins: worked out only where it matters."""


def repeat(context: DueContext, shape: Repeat) -> Progress:
    """`every P after A`: from the anchor, then from each own event; without an anchor from its first day."""
    if shape.anchor is None:
        start, own = context.first_start, context.own()
    else:
        anchor = context.start(shape.anchor)
        start, own = (lambda: anchor), context.own(anchor.day, shape.anchor)
    if shape.up_to is not None and len(own.sure) >= shape.up_to:
        reason = f"all {shape.up_to} are done"
        served = own.sure[: shape.up_to]
        return Progress(satisfied=True, done=shape.up_to, left=0, own=own, served_by=served, reason=reason)
    last = own.last_done()
    if last is UNKNOWN and context.side is not None and own.is_certain:
        last = max(context.side.of(day) for event in own.sure if (day := own.day(event)) is not None)
    if last is UNKNOWN or (shape.up_to is not None and own.at_least(shape.up_to) is UNKNOWN):
        return Progress(undetermined=True, own=own, served_by=own.sure, needs=context.own_needs(own))
    period = context.length(shape.period)
    if period.amount <= 0:
        raise no_date("what is done again and again needs some time between")
    done_last = Start(last, Origin.DONE, own.sure[-1]) if isinstance(last, date) else None
    count = _Count(context, shape, start, period, context.lengths(shape.before), context.lengths(shape.after))
    dates = count.next(done_last)
    number = shape.at_least if shape.at_least is not None else shape.up_to
    done = len(own.sure) if number is not None and own.is_certain else None
    left = max(0, number - done) if number is not None and done is not None else None
    until = context.limit(shape.until)
    if until is not None and dates.target is not None and dates.target > until:
        reason = f"the next would fall after {day_in_words(until)}"
        passed = Dates(dropped=dates.dropped, paths=(NO_DAY, (*dates.paths[1], Ended(until)), NO_DAY))
        return Progress(passed, satisfied=True, done=done, left=left, own=own, served_by=own.sure, reason=reason)
    flags = [Flag.EARLY] if count.last_was_early(own) else []
    if dates.month_end:
        flags.append(Flag.MONTH_END)
    return Progress(context.bend(dates), done=done, left=left, own=own, served_by=own.sure, flags=tuple(flags))


@dataclass(frozen=True, slots=True)
class _Count:
    """What is done again and again, counted from a day or from the last time."""

    context: DueContext
    shape: Repeat
    start: FirstStart
    period: Duration
    before: tuple[Duration, ...]
    after: tuple[Duration, ...]

    def next(self, last: Start | None) -> Dates:
        """One period after the last own event, else after the start; more, where a pause that is over dropped some.

        An event on a day of the count from the anchor leaves that count as it is: what is done monthly from 31 January
        on 28 February is due on 31 March. Any other begins the count anew.
        """
        dates = self._reckoned(last)
        while (closed := self.context.dropped(dates)) is not None:
            dropped = (*dates.dropped, closed)
            dates = replace(self._reckoned(last, len(dropped)), dropped=dropped)
        return dates

    def _reckoned(self, last: Start | None, further: int = 0) -> Dates:
        """One period on, and `further` ones, from the last own event or as the count from the anchor goes on."""
        context, passed = self.context, None
        base = self.start() if last is None else last
        if last is not None and self.shape.anchor is not None:
            passed = count_to(self.start().day, self.period, last.day, context.evaluation.arithmetic.month_end)
        if passed is None:
            return self._around(base, times(self.period, 1 + further), clock=base.day)
        return self._around(self.start(), times(self.period, passed + 1 + further), clock=base.day)

    def _around(self, base: Start, period: Duration, clock: date) -> Dates:
        """The target a period after a day, with its window. Pauses count from `clock` on."""
        context = self.context
        target = context.reckoned(base, (period,))
        opens = context.reckoned(base, (period, *self.before)) if self.before else target
        closes = context.reckoned(base, (period, *self.after)) if self.after else target
        return context.paused(clock, Dates.by(opens, target, closes))

    def last_was_early(self, own: Selection) -> bool:
        """Whether the last own event was surely done since the start, and before the dates it was due by had opened."""
        if not own.sure or not own.is_certain or own.latest() is UNKNOWN:
            return False
        before = Selection(own.sure[:-1], counted=own.counted).last_done()
        if before is UNKNOWN:
            return False
        done = own.day(own.sure[-1])
        done_before = Start(before, Origin.DONE) if isinstance(before, date) else None
        opened = self.context.bend(self._reckoned(done_before)).opens
        return opened is not None and self.start().day <= earliest(done) and latest(done) < opened


def single(context: DueContext, shape: Single, complete: Callable[[str], date]) -> Progress:
    """Done by the first own event once it has opened. `complete` tells when another requirement was complete."""
    node = None if isinstance(shape.anchor, Complete) else shape.anchor
    if isinstance(shape.anchor, Complete):
        name = shape.anchor.requirement
        anchor = Start(complete(name), Origin.COMPLETE, name)
    else:
        anchor = context.start(shape.anchor)
    if shape.opens is Reach.FIRST_DAY:
        closes = context.bend(Dates.by(closes=_reached(context, anchor, shape.closes)))
        _need_to_exist(context, closes.closes)
        dates = Dates.by(context.first_day_allowed(), NO_DAY, closes.paths[2]).in_order()
    else:
        dates = context.bend(_dates(context, anchor, shape))
        if not shape.only_after:
            _need_to_exist(context, dates.closes)
    if shape.only_after:
        own = context.own(anchor.day, node)
        return done_once(context, dates, own, early=own)
    own = context.own()
    since = own.done_in(context.first_start().day)
    return done_once(context, dates, since if shape.opens is Reach.FIRST_DAY else own, early=since)


def _dates(context: DueContext, anchor: Start, shape: Single) -> Dates:
    """The days of a shape before anything bends them; its clock stands still for what is reckoned by lengths."""
    target = _reached(context, anchor, shape.target)
    opens = target if shape.opens is shape.target else _reached(context, anchor, shape.opens)
    closes = target if shape.closes is shape.target else _reached(context, anchor, shape.closes)
    dates = Dates.by(opens, target, closes)
    if has_a_clock(shape):
        return context.paused(anchor.day, dates, opens=isinstance(shape.opens, tuple))
    return dates


def _reached(context: DueContext, anchor: Start, reach: Lengths | Reach | None) -> Path:
    match reach:
        case None:
            return NO_DAY
        case Reach.THAT_DAY:
            return (anchor,)
        case Reach.DAY_AFTER:
            return anchor, NextDay(context.next_day(anchor.day))
        case Reach.FIRST_DAY:
            return (context.first_start(),)
        case _:
            return context.reckoned(anchor, context.lengths(reach))


def _need_to_exist(context: DueContext, closes: date | None) -> None:
    """Nothing is asked of a subject by a day on which there was no such subject."""
    created = context.created()
    if created is not None and closes is not None and created > closes:
        raise no_date(f"the {context.version.subject} was created after {day_in_words(closes)}")


def done_once(context: DueContext, dates: Dates, own: Selection, early: Selection) -> Progress:
    """One own event that was done on the opening day or later is enough; else it is told if one was `early`.

    There is no opening day only while a pause without an end keeps it from opening.
    """
    counted = own.done_in(dates.opens) if dates.opens is not None else NONE_OF_THEM
    flags = (Flag.MONTH_END,) if dates.month_end else ()
    if counted.sure:
        return Progress(dates, satisfied=True, own=counted, served_by=counted.sure[:1], flags=flags)
    if counted.any_event() is UNKNOWN:
        return Progress(dates, undetermined=True, own=counted, flags=flags, needs=context.own_needs(counted))
    if early.sure:
        flags = (Flag.EARLY, *flags)
    return Progress(dates, flags=flags)
