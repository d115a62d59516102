"""What is done again and again: how far its count has come, and the days of the next one.

The count goes on from the day on which it was last done; or, where the sentence keeps the day, from the target in whose
window that was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from itertools import pairwise

from ilacs_rules.engine.due_context import DueContext
from ilacs_rules.engine.progress import Dates, KnownEarly, Side
from ilacs_rules.engine.selection import Selection, earliest, latest
from ilacs_rules.engine.windows import Repeating
from ilacs_rules.language.dates import ONE_DAY, count_to, times
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Event
from ilacs_rules.model.derivation import Origin, Start
from ilacs_rules.model.due_shapes import Repeat
from ilacs_rules.model.partial import Day, Partial
from ilacs_rules.text.frozen import frozen

FirstStart = Callable[[], Start]
"""The day a count begins: worked out only where it matters."""


@frozen(guarded=False)
class Mark:
    """How far a count has come: `passed` periods after `base`. Pauses count from `clock` on.

    `kept` is the target for which it was last done. `early`: that was before the window had opened.
    """

    base: Start
    passed: int
    clock: date
    kept: Start | None = None
    early: bool = False

    def key(self) -> tuple[object, ...]:
        """What two have in common that come to the same days, told alike."""
        kept = None if self.kept is None else self.kept.day
        return self.base.day, self.passed, self.clock, kept, self.early


@frozen(guarded=False)
class Count:
    """What is done again and again, counted from a day or from the last time."""

    context: DueContext
    shape: Repeat
    start: FirstStart
    lengths: Repeating

    @classmethod
    def of(cls, context: DueContext, shape: Repeat, start: FirstStart) -> Count:
        """The count of a sentence, with its window."""
        lengths = context.duty.repeating
        if lengths is None:
            lengths = Repeating.of(shape, context.length)
        elif context.evaluation.keeps_steps:
            for node in (shape.period, *(each for each, _ in (*shape.before, *shape.after))):
                context.length(node)
        return cls(context, shape, start, lengths)

    def next(self, mark: Mark) -> Dates:
        """One period on; more, where a pause that is over dropped some."""
        dates = self._told(mark)
        while (closed := self.context.dropped(dates)) is not None:
            dropped = (*dates.dropped, closed)
            dates = replace(self._told(mark, len(dropped)), dropped=dropped)
        return dates

    def _told(self, mark: Mark, further: int = 0) -> Dates:
        """The days of one; reckoned for the reader from the target that was kept, where that comes to the same."""
        dates = self._reckoned(mark, further)
        if mark.kept is None:
            return dates
        told = self._reckoned(Mark(mark.kept, 0, mark.clock), further)
        return told if told == dates else dates

    def _reckoned(self, mark: Mark, further: int = 0) -> Dates:
        """The target one period on, and `further` ones, with its window."""
        context, base = self.context, mark.base
        to_open, to_target, to_close = self.lengths.after_periods(mark.passed + 1 + further)
        target = context.led_by(base, to_target)
        opens = target if to_open is to_target else context.led_by(base, to_open)
        closes = target if to_close is to_target else context.led_by(base, to_close)
        return context.paused(mark.clock, Dates.by(opens, target, closes))

    # ------------------------------------------------------------------------------------------------ counting on

    def mark(self, last: Start | None) -> Mark:
        """Where it stands after the last own event, else at the start.

        An event on a day of the count from the anchor leaves that count as it is: what is done monthly from 31 January
        on 28 February is due on 31 March. Any other begins the count anew.
        """
        if last is None:
            start = self.start()
            return Mark(start, 0, start.day)
        if self.shape.anchor is not None:
            start, month_end = self.start(), self.context.evaluation.arithmetic.month_end
            passed = count_to(start.day, self.lengths.period, last.day, month_end)
            if passed is not None:
                return Mark(start, passed, last.day)
        return Mark(last, 0, last.day)

    def last_was_early(self, own: Selection) -> bool:
        """Whether the last own event was surely done since the start, and before the dates it was due by had opened."""
        if not own.sure or not own.is_certain or own.latest() is UNKNOWN:
            return False
        before = Selection(own.sure[:-1], counted=own.counted).last_done()
        if before is UNKNOWN:
            return False
        done = own.day(own.sure[-1])
        done_before = Start(before, Origin.DONE) if isinstance(before, date) else None
        opened = self.context.bend(self._reckoned(self.mark(done_before))).counts_from
        return opened is not None and self.start().day <= earliest(done) and latest(done) < opened

    # ------------------------------------------------------------------------------------------------ keeping the day

    def marks_kept(self, own: Selection) -> tuple[Mark, ...] | None:
        """Where it may stand after all own events, each counted for the target in whose window it was done.

        There are several where a day is known only to a month or a year, or where it is not known whether an event
        counts. None where that cannot be told: events are missing, or it is not known in which order they came.
        """
        start = self.start()
        first = Mark(start, 0, start.day)
        events = [(event, True) for event in own.sure] + [(event, False) for event in own.maybe]
        if not events and not own.gaps:
            return (first,)
        if own.gaps or self._start_is_vague() or (self.context.side is not None and self.context.pauses.is_vague):
            return None  # or which windows it was done in hangs on the day on which a pause began
        events.sort(key=lambda each: (latest(own.day(each[0])), latest(each[0].start)))
        days = [own.day(event) for event, _ in events]
        if any(earliest(after) < latest(before) for before, after in pairwise(days)):
            return None
        marks = {first.key(): first}
        for (event, sure), day in zip(events, days, strict=True):
            found = [self._after(mark, event, each) for mark in marks.values() for each in _days(day)]
            if not sure:
                found += marks.values()
            marks = {mark.key(): mark for mark in found}
        return tuple(marks.values())

    def _after(self, mark: Mark, event: Event, day: date) -> Mark:
        """Where it stands once it was done on a day.

        In a window: at the target of that one, whatever was missed before. Outside of any: at the day itself.
        """
        anew = Mark(Start(day, Origin.DONE, event), 0, day)
        further = self._window_at(mark, day)
        plain = self._reckoned(mark, further)
        dates = self.context.bend(plain)
        if plain.target is None or dates.counts_from is None or dates.closes is None:
            return anew  # a pause without an end took the target
        if day < dates.counts_from:
            return replace(anew, early=further == 0)
        kept, passed = Start(plain.target, Origin.KEPT, event), mark.passed + 1 + further
        if self.context.add(mark.base.day, times(self.lengths.period, passed)).day != kept.day:
            return Mark(kept, 0, kept.day, kept)  # moved on by a pause
        return Mark(mark.base, passed, kept.day, kept)

    def _window_at(self, mark: Mark, day: date) -> int:
        """The first of the windows to come that closes on a day or later: the later they are, the later they close."""

        def is_over(further: int) -> bool:
            try:
                dates = self.context.bend(self._reckoned(mark, further))
            except KnownEarly:
                return False  # outside the calendar
            return None not in dates.days() and dates.closes is not None and dates.closes < day

        if not is_over(0):
            return 0
        over, not_over = 0, 1
        while is_over(not_over):
            over, not_over = not_over, 2 * not_over
        while not_over - over > 1:
            middle = (over + not_over) // 2
            over, not_over = (middle, not_over) if is_over(middle) else (over, middle)
        return not_over

    def _start_is_vague(self) -> bool:
        context, anchor = self.context, self.shape.anchor
        if context.side is None or anchor is None:
            return False
        first, last = (context.reckoned_from(side).start(anchor).day for side in Side)
        return first != last

    def extreme(self, marks: tuple[Mark, ...], side: Side) -> Dates | None:
        """The next days where it may stand at several: the first they may be, or the last.

        None where none has the first of all three days, or the last; and where pauses count from different days.
        """
        if self.context.pauses.pauses and len({mark.clock for mark in marks}) > 1:
            return None
        choose = min if side is Side.FIRST else max
        found = [self.next(mark) for mark in marks]
        opens, targets, closes = zip(*(dates.days() for dates in found), strict=True)
        ends = tuple(None if None in days else choose(days) for days in (opens, targets, closes))
        return next((dates for dates in found if dates.days() == ends), None)


def _days(day: Day | None) -> Iterable[date]:
    """Each day that it may be."""
    if not isinstance(day, Partial):
        return (earliest(day),)
    return (day.first + ONE_DAY * number for number in range((day.last - day.first).days + 1))
