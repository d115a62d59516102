"""What the due sentences are worked out with: values, days, own events, and what bends a date.

A value that is unknown, or a day that does not exist, ends the working out (`KnownEarly`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from ilacs_rules.engine.anchors import vague_day
from ilacs_rules.engine.bending import limited, to_allowed
from ilacs_rules.engine.duty import Duty
from ilacs_rules.engine.evaluation import Evaluation
from ilacs_rules.engine.none_there import why_none
from ilacs_rules.engine.paused_dates import PausesOf, Pausing
from ilacs_rules.engine.progress import OUTSIDE, Dates, KnownEarly, Side, no_date, undetermined
from ilacs_rules.engine.selection import Selection, latest
from ilacs_rules.engine.unknowns import created_needs, event_day_needs, selection_needs
from ilacs_rules.engine.vague_days import event_that_tells
from ilacs_rules.language.dates import DaysNotKnown, add_days, summed, times
from ilacs_rules.language.durations import Duration
from ilacs_rules.language.kinds_of_day import KindOfDay
from ilacs_rules.model.absent import NOTHING, UNKNOWN
from ilacs_rules.model.case import Event, Value
from ilacs_rules.model.decision import Need
from ilacs_rules.model.derivation import (
    Added,
    Dropped,
    NotBefore,
    Origin,
    Path,
    Start,
)
from ilacs_rules.model.due_shapes import Lengths
from ilacs_rules.model.tree import Const, EventDay, Node
from ilacs_rules.model.version import Version
from ilacs_rules.text.frozen import frozen


@frozen
class Taken:
    """Events that serve other instances of a `for each`, by Python's `id`: two equal events are still two.

    A decision knows events so as long as it is worked out, over one snapshot; nothing that it answers holds an `id`.
    Of some events it can only be told that they may serve others; `needs` would settle that.
    """

    surely: frozenset[int] = frozenset()
    perhaps: frozenset[int] = frozenset()
    needs: tuple[Need, ...] = ()


NOT_TAKEN = Taken()


def not_known(why: DaysNotKnown) -> KnownEarly:
    """It hangs on days of which it is not known which they are."""
    return undetermined((Need(str(why)),), str(why))


class DueContext:
    """One requirement of a version, for one case on one day, and for one instance if it is a `for each`.

    With a `side`, days known only to a month or a year are reckoned from that end; without, they are unknown.
    """

    __slots__ = (
        "clock",
        "due",
        "duty",
        "evaluation",
        "pauses",
        "requirement",
        "side",
        "snapshot",
        "taken",
        "this",
        "version",
    )

    def __init__(
        self,
        version: Version,
        duty: Duty,
        evaluation: Evaluation,
        this: Event | None = None,
        taken: Taken = NOT_TAKEN,
        side: Side | None = None,
        pauses: PausesOf | None = None,
        clock: date | None = None,
    ) -> None:
        """`taken` are the events that serve another instance, or may.

        `pauses` are those of the version, unless a later one decides. `clock` is the day from which pauses count
        against a date, if that is not the one it is reckoned from (see `reckoned_from`).
        """
        self.version = version
        self.duty = duty
        self.requirement = duty.requirement
        self.due = duty.due
        self.evaluation = evaluation
        self.snapshot = evaluation.snapshot
        self.this = this
        self.taken = taken
        self.side = side
        self.pauses = duty.pauses if pauses is None else pauses
        self.clock = clock

    def reckoned_from(self, side: Side, clock: date | None = None) -> DueContext:
        """The same, reckoned from one end of vague days.

        The earlier a clock starts, the more of a pause it loses. So a date reckoned from one end of a month may only
        be sure to be the first, or the last, if the days of pauses are counted from the other end: from `clock`.
        """
        return DueContext(self.version, self.duty, self.evaluation, self.this, self.taken, side, self.pauses, clock)

    @property
    def pausing(self) -> Pausing:
        """The pauses as they bear on it."""
        return Pausing(self.pauses, self.requirement.event, self.snapshot.on, self.side)

    # ------------------------------------------------------------------------------------------------ values

    def value(self, node: Node) -> Value:
        """What a node comes to, nothing included; an unknown one ends the working out."""
        value = self.evaluation.value(node, self.this)
        if value is UNKNOWN:
            raise undetermined(self.evaluation.needs(node, self.this))
        return value

    def _evaluate(self, node: Node) -> Value:
        return self.evaluation.value(node, self.this)

    def day(self, node: Node) -> date:
        """The day a node comes to; if there is none, there is no date."""
        if self.side is not None:
            vague = vague_day(node, self.version.definitions, self._evaluate, self.snapshot)
            if vague is not None:
                return self.side.of(vague)
        value = self.value(node)
        if value is NOTHING:
            raise no_date(why_none(node, self.version, self._evaluate, self.snapshot.on))
        assert isinstance(value, date)
        return value

    def start(self, node: Node) -> Start:
        """The day a node comes to, to reckon from; if there is none, there is no date."""
        return Start(self.day(node), Origin.NAMED, node)

    def told(self, day: Start) -> Start | None:
        """When a day was told that an event records: the end of that event."""
        node = event_that_tells(day.by, self.version.definitions) if isinstance(day.by, Node) else None
        event = None if node is None else self.value(node)
        if not isinstance(event, Event) or event.end is None:
            return None
        if isinstance(event.end, date):
            return Start(event.end, Origin.ENDED, event)
        if self.side is None:
            raise undetermined(event_day_needs(self.snapshot, event, EventDay.END))
        return Start(self.side.of(event.end), Origin.ENDED, event)

    def limit(self, node: Node | None) -> date | None:
        """The day of a limit; a day that does not exist limits nothing."""
        if node is None:
            return None
        value = self.value(node)
        return value if isinstance(value, date) else None

    def length(self, node: Node) -> Duration:
        """The length of time a node comes to; if there is none, there is no date."""
        if isinstance(node, Const) and not self.evaluation.keeps_steps:
            return node.value  # type: ignore[return-value]  # the checker sees that it is one
        value = self.value(node)
        if value is NOTHING:
            raise no_date(why_none(node, self.version, self._evaluate, self.snapshot.on))
        assert isinstance(value, Duration)
        return value

    # ------------------------------------------------------------------------------------------------ days

    def add(self, base: date, length: Duration) -> Added:
        """A day moved by a length of time."""
        moved, month_end = self.evaluation.arithmetic.moved(base, length, self.due.span)
        if isinstance(moved, date):
            return Added(moved, length, month_end)
        if moved is NOTHING:
            raise no_date(OUTSIDE)
        told = length.kind if isinstance(length.kind, KindOfDay) else self.evaluation.arithmetic.calendar
        assert told is not None, "the checker sees that the policy names a calendar"
        raise not_known(DaysNotKnown(told.known))

    def next_day(self, day: date, count: int = 1) -> date:
        """The day after, or `count` days after."""
        moved = add_days(day, count)
        if moved is None:
            raise no_date(OUTSIDE)
        return moved

    def lengths(self, lengths: Lengths) -> tuple[Duration, ...]:
        """What lengths of time come to."""
        return tuple([times(self.length(node), count) for node, count in lengths])

    def reckoned(self, base: Start, lengths: tuple[Duration, ...]) -> Path:
        """The day that lies lengths of time after another, one after the other; those of a kind are one sum."""
        return self.led_by(base, summed(lengths))

    def led_by(self, base: Start, sums: Iterable[Duration]) -> Path:
        """The same, where those of a kind have been summed."""
        path: Path = (base,)
        day = base.day
        for length in sums:
            step = self.add(day, length)
            path, day = (*path, step), step.day
        return path

    def paused(self, base: date, dates: Dates, opens: bool = True) -> Dates:
        """The dates reckoned from a base as pauses leave them; `opens` says whether the opening is reckoned too."""
        if not self.pauses.pauses:
            return dates
        clock = base if self.clock is None else self.clock
        if clock >= self.pauses.last_stop:
            return dates.since(base)
        return self.pausing.dates(clock, dates, opens).since(base)

    def bend(self, dates: Dates, opening: date | None = None) -> Dates:
        """The dates after `not before`, `not after`, `moved` and `not in`, each day by itself, the limits first.

        `opening` is the day from which it may be done, where that is not of the sentence. Only bent is it known
        whether it would close in a pause that drops it.
        """
        due = self.due
        if self.duty.bends:
            dates = limited(dates, due, self.limit(due.not_before), self.limit(due.not_after))
            try:
                found = to_allowed(dates, due, self.evaluation.arithmetic.calendar, opening)
            except DaysNotKnown as why:
                raise not_known(why) from None
            if found is None:
                raise no_date(OUTSIDE)
            dates = found
        if dates.base is not None and self.pauses.drop:
            lapse = self.pausing.lapse(dates.closes)
            dates = dates if lapse is dates.lapse else replace(dates, lapse=lapse)
        return dates.in_order()

    def dropped(self, dates: Dates) -> Dropped | None:
        """What it is, if a pause that is over dropped it and the next may close later."""
        if dates.base is None:
            return None
        high = self.limit(self.due.not_after)
        if high is not None and dates.closes is not None and high <= dates.closes:
            return None
        bent = self.bend(dates)
        if bent.closes is None or bent.lapse is None or bent.lapse.until is None:
            return None
        return Dropped(bent.closes, bent.lapse.words) if bent.lapse.until < self.snapshot.on else None

    def first_start(self) -> Start:
        """The first day the requirement can bind: the later of coming into force and the subject's creation."""
        start, created = self.duty.since, self.snapshot.created
        if created is not None and latest(created) > start:
            day = self.created()
            if day is not None and day > start:
                return Start(day, Origin.CREATED)
        return Start(start, Origin.RULES if start == self.version.start else Origin.REQUIREMENT)

    def created(self) -> date | None:
        """The day on which the subject was created, if there is one."""
        created = self.snapshot.created
        if created is None or isinstance(created, date):
            return created
        if self.side is None:
            raise undetermined(created_needs(self.snapshot) if self.evaluation.traced else ())
        return self.side.of(created)

    def first_day_allowed(self) -> Path:
        """The first day it can bind; or the day before which it may not be done, where that is later.

        The first is not of the sentence, so nothing else bends it.
        """
        first, limit = self.first_start(), self.limit(self.due.not_before)
        if limit is None or limit <= first.day:
            return (first,)
        return self.bend(Dates.by((first, NotBefore(limit)))).paths[0]

    # ------------------------------------------------------------------------------------------------ own events

    def own(self, after: date | None = None, *, that_day: bool = False) -> Selection:
        """The events that count: accepted, begun after a day, and not the event that this is a day of.

        With `that_day`, `after` is the day before it, which does not exclude that event by itself.
        """
        found = self.snapshot.accepted(self.requirement, after)
        excluded = self.taken.surely
        if after is not None and (found.sure or found.maybe):
            behind = self.duty.behind(self._evaluate, that_day or self.side is not None)
            if behind:
                excluded = excluded.union([id(event) for event in behind])
        if excluded:
            sure = tuple(event for event in found.sure if id(event) not in excluded)
            maybe = tuple(event for event in found.maybe if id(event) not in excluded)
            found = Selection(sure, maybe, found.gaps, found.counted)
        return found.doubting(self.taken.perhaps) if self.taken.perhaps else found

    def own_needs(self, own: Selection) -> tuple[Need, ...]:
        """Why it is not known which events count."""
        if not self.evaluation.traced:
            return ()
        taken = self.taken.needs if any(id(event) in self.taken.perhaps for event in own.maybe) else ()
        return tuple(dict.fromkeys((*selection_needs(self.snapshot, own, self.requirement.accepts), *taken)))
