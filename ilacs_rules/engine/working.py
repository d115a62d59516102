"""What the due sentences are worked out with: values, days, own events, and what bends a date.

A value that is unknown, or a day that does not exist, ends the working out (`Unsettled`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ilacs_rules.engine.evaluation import Evaluation
from ilacs_rules.engine.pauses import Stop, lapse, moved, stops
from ilacs_rules.engine.selection import Selection, Stretch, latest
from ilacs_rules.engine.standing import Dates, Side, Unsettled, no_date, undetermined
from ilacs_rules.engine.unknowns import created_needs, holidays_need, selection_needs
from ilacs_rules.language.calendars import HolidaysNotKnown
from ilacs_rules.language.dates import add_days, times
from ilacs_rules.language.durations import Duration
from ilacs_rules.language.fixed_words import PauseEffect
from ilacs_rules.model import tree
from ilacs_rules.model.absent import NOTHING, UNKNOWN
from ilacs_rules.model.case import Event, Value
from ilacs_rules.model.decision import Need
from ilacs_rules.model.partial import Partial
from ilacs_rules.model.tree import Node
from ilacs_rules.model.version import Definition, Due, Pause, Requirement, Version


@dataclass(frozen=True, slots=True)
class Taken:
    """Events that serve other instances of a `for each`, by their `id`s: two equal events are still two.

    Of some it can only be told that they may; `needs` would settle that.
    """

    surely: frozenset[int] = frozenset()
    perhaps: frozenset[int] = frozenset()
    needs: tuple[Need, ...] = ()


NOT_TAKEN = Taken()

OUTSIDE = "the day would lie outside the years 1 to 9999"


def words_of(node: Node) -> str:
    """The author's own words for a node."""
    return " ".join(node.span.text.split())


class Working:
    """One requirement of a version, for one case on one day, and for one instance if it is a `for each`.

    With a `side`, days known only to a month or a year are reckoned from that end; without, they are unknown.
    """

    __slots__ = (
        "clock",
        "due",
        "evaluation",
        "pauses",
        "record",
        "requirement",
        "side",
        "taken",
        "this",
        "version",
    )

    def __init__(
        self,
        version: Version,
        requirement: Requirement,
        evaluation: Evaluation,
        this: Event | None = None,
        taken: Taken = NOT_TAKEN,
        side: Side | None = None,
        pauses: tuple[Pause, ...] | None = None,
        clock: date | None = None,
    ) -> None:
        """`taken` are the events that serve another instance, or may.

        `pauses` are those of the version, unless a later one decides. `clock` is the day from which pauses count
        against a date, if that is not the one it is reckoned from (see `reckoned_from`).
        """
        self.version = version
        self.requirement = requirement
        self.due: Due = requirement.due
        self.evaluation = evaluation
        self.record = evaluation.record
        self.this = this
        self.taken = taken
        self.side = side
        self.pauses = tuple(version.pauses.values()) if pauses is None else pauses
        self.clock = clock

    def reckoned_from(self, side: Side, clock: date | None = None) -> Working:
        """The same, reckoned from one end of vague days.

        The earlier a clock starts, the more of a pause it loses. So a date reckoned from one end of a month may only
        be sure to be the first, or the last, if the days of pauses are counted from the other end: from `clock`.
        """
        return Working(self.version, self.requirement, self.evaluation, self.this, self.taken, side, self.pauses, clock)

    # ------------------------------------------------------------------------------------------------ values

    def value(self, node: Node) -> Value:
        """What a node comes to, nothing included; an unknown one ends the working out."""
        value = self.evaluation.value(node, self.this)
        if value is UNKNOWN:
            raise undetermined(self.evaluation.needs(node, self.this))
        return value

    def day(self, node: Node) -> date:
        """The day a node comes to; if there is none, there is no date."""
        if self.side is not None:
            vague = self._vague(node)
            if vague is not None:
                return self.side.of(vague)
        value = self.value(node)
        if value is NOTHING:
            raise no_date(f"there is no “{words_of(node)}”")
        assert isinstance(value, date)
        return value

    def _vague(self, node: Node) -> Partial | None:
        """The month or year in which a day of an event lies, if all of it has passed and no more is known."""
        match node:
            case tree.Named(name=name):
                body = self.version.definitions[name].body
                return self._vague(body) if isinstance(body, tree.Node) else None
            case tree.DayOf(event=event, day=which):
                found = self.evaluation.value(event, self.this)
                day = getattr(found, which.value) if isinstance(found, Event) else None
                return day if isinstance(day, Partial) and latest(day) <= self.record.seen else None
            case _:
                return None

    def limit(self, node: Node | None) -> date | None:
        """The day of a limit; a day that does not exist limits nothing."""
        if node is None:
            return None
        value = self.value(node)
        return value if isinstance(value, date) else None

    def length(self, node: Node) -> Duration:
        """The length of time a node comes to; if there is none, there is no date."""
        value = self.value(node)
        if value is NOTHING:
            raise no_date(f"there is no “{words_of(node)}”")
        assert isinstance(value, Duration)
        return value

    # ------------------------------------------------------------------------------------------------ days

    def add(self, base: date, length: Duration) -> tuple[date, bool]:
        """A day moved by a length of time, and whether the month-end rule was used."""
        moved, bent = self.evaluation.sums.add(base, "+", length, self.due.span)
        if moved is NOTHING:
            raise no_date(OUTSIDE)
        if moved is UNKNOWN:
            raise self.holidays_not_known()
        assert isinstance(moved, date)
        return moved, bent

    def holidays_not_known(self) -> Unsettled:
        """A day hangs on working days that are not known."""
        calendar = self.evaluation.sums.calendar
        assert calendar is not None, "the checker sees that the policy names a calendar"
        need = holidays_need(calendar)
        return undetermined((need,), need.text)

    def next_day(self, day: date, count: int = 1) -> date:
        """The day after, or `count` days after."""
        moved = add_days(day, count)
        if moved is None:
            raise no_date(OUTSIDE)
        return moved

    def around(self, base: date, period: Duration, clock: date | None = None) -> Dates:
        """The target a period after a base, with its window; a window of another kind is counted from the target.

        Pauses count from the base too, unless its clock has been set anew since, by what was done on `clock`.
        """
        target, bent = self.add(base, period)
        window = self.due.window
        if window is None:
            return self.paused(clock or base, Dates(target, target, target, bent))
        opens, opens_bent = self._side(base, period, times(self.length(window.before), -1), target)
        closes, closes_bent = self._side(base, period, self.length(window.after), target)
        return self.paused(clock or base, Dates(opens, target, closes, bent or opens_bent or closes_bent))

    def paused(self, base: date, dates: Dates, opens: bool = True) -> Dates:
        """The dates reckoned from a base as pauses leave them; `opens` says whether the opening is reckoned too."""
        if not self.pauses:
            return dates
        stopped = stops(self.pauses, self.requirement.event)
        clock = base if self.clock is None else self.clock
        open_ended: date | None = None

        def stay_or_move(day: date | None) -> date | None:
            nonlocal open_ended
            if day is None:
                return None
            try:
                later, counted = moved(clock, day, stopped)
            except OverflowError:
                raise no_date(OUTSIDE) from None
            if later is None:
                open_ended = counted[-1].first
            return later

        opening = stay_or_move(dates.opens) if opens else dates.opens
        target, closes = stay_or_move(dates.target), stay_or_move(dates.closes)
        return Dates(opening, target, closes, dates.bent, base, open_ended)

    def _side(self, base: date, period: Duration, width: Duration, target: date) -> tuple[date, bool]:
        if width.kind is period.kind:
            return self.add(base, Duration(period.amount + width.amount, period.kind))
        return self.add(target, width)

    def bend(self, dates: Dates) -> Dates:
        """The dates after `not before`, `not after` and `moved`, each day by itself and in that order.

        What has no close of its own closes with `not after`, save where a pause without an end took the close away.
        Only then is it known whether it would close in a pause that drops it.
        """
        due = self.due
        if due.not_before is not None or due.not_after is not None or due.moved is not None:
            low, high = self.limit(due.not_before), self.limit(due.not_after)
            opens, target, closes = (self._bend(day, low, high) for day in (dates.opens, dates.target, dates.closes))
            if closes is None and dates.paused is None and dates.opens is not None:
                closes = self._bend(high, None, None)
            dates = replace(dates, opens=opens, target=target, closes=closes)
        if dates.base is not None:
            dates = replace(dates, lapse=lapse(dates.closes, self.pauses, self.requirement.event))
        return dates.in_order()

    def dropped(self, dates: Dates) -> date | None:
        """When it would have closed, if a pause that is over dropped it and the next may close later."""
        if dates.base is None:
            return None
        high = self.limit(self.due.not_after)
        if high is not None and dates.closes is not None and high <= dates.closes:
            return None
        bent = self.bend(dates)
        over = bent.lapse is not None and bent.lapse.until is not None and bent.lapse.until < self.record.on
        return bent.closes if over else None

    def dropping(self) -> tuple[Stop, ...]:
        """The days on which pauses that have begun drop what closes on them."""
        begun = [pause for pause in self.pauses if pause.start <= self.record.on]
        return stops(begun, self.requirement.event, PauseEffect.LAPSES)

    def _bend(self, day: date | None, low: date | None, high: date | None) -> date | None:
        if day is None:
            return None
        if low is not None and day < low:
            day = low
        if high is not None and day > high:
            day = high
        if self.due.moved is None:
            return day
        calendar = self.evaluation.sums.calendar
        assert calendar is not None, "the checker sees that the policy names a calendar"
        try:
            moved = calendar.next_working_day(day) if self.due.moved == "next" else calendar.previous_working_day(day)
        except HolidaysNotKnown:
            raise self.holidays_not_known() from None
        if moved is None:
            raise no_date(OUTSIDE)
        return moved

    def first_day(self) -> date:
        """The first day the requirement can bind: the later of coming into force and the subject's creation."""
        start, created = self.version.since(self.requirement.name), self.record.created
        if created is None or latest(created) <= start:
            return start
        return max(start, self.created() or start)

    def created(self) -> date | None:
        """The day on which the subject was created, if there is one."""
        created = self.record.created
        if created is None or isinstance(created, date):
            return created
        if self.side is None:
            raise undetermined(created_needs(self.record) if self.evaluation.traced else ())
        return self.side.of(created)

    def first_day_allowed(self) -> date:
        """The first day it can bind; or the day before which it may not be done, where that is later.

        The first is not of the sentence, so nothing else bends it.
        """
        first, limit = self.first_day(), self.limit(self.due.not_before)
        if limit is None or limit <= first:
            return first
        opens = self.bend(Dates(limit)).opens
        return limit if opens is None else opens

    # ------------------------------------------------------------------------------------------------ own events

    def own(self, after: date | None = None, anchor: Node | None = None) -> Selection:
        """The events that count: accepted, begun after a day, and not the event that the anchor is a day of."""
        stretches = (Stretch(low=after, low_included=False),) if after is not None else ()
        found = self.record.select(self.requirement.accepts, stretches)
        excluded = self.taken.surely
        if anchor is not None and (found.sure or found.maybe):
            excluded = excluded.union(id(event) for event in self._events_of(anchor, behind_a_sum=False))
        if excluded:
            sure = tuple(event for event in found.sure if id(event) not in excluded)
            maybe = tuple(event for event in found.maybe if id(event) not in excluded)
            found = Selection(sure, maybe, found.gaps)
        return found.doubting(self.taken.perhaps)

    def own_needs(self, own: Selection) -> tuple[Need, ...]:
        """Why it is not known which events count."""
        if not self.evaluation.traced:
            return ()
        taken = self.taken.needs if any(id(event) in self.taken.perhaps for event in own.maybe) else ()
        return tuple(dict.fromkeys((*selection_needs(self.record, own), *taken)))

    def _events_of(self, node: Node, behind_a_sum: bool) -> list[Event]:
        """The events an anchor is a day of. An exact day of an event itself excludes it already: it began no later."""
        match node:
            case tree.DayOf(event=event):
                asked = behind_a_sum or self.side is not None
                found = self.evaluation.value(event, self.this) if asked else None
                return [found] if isinstance(found, Event) else []
            case tree.Named(name=name):
                definition: Definition = self.version.definitions[name]
                body = definition.body
                return [] if not isinstance(body, tree.Node) else self._events_of(body, behind_a_sum)
            case tree.Arithmetic(left=left, right=right):
                parts: tuple[Node, ...] = (left, right)
            case tree.Call(arguments=arguments):
                parts = arguments
            case tree.ListOf(items=items):
                parts = items
            case tree.If(then=then, otherwise=otherwise):
                parts = (then, otherwise)
            case _:
                return []
        return [event for part in parts for event in self._events_of(part, behind_a_sum=True)]
