"""How the dates of an obligation were reached: `3 years after 25 May 2018, the end of the last check, is 25 May 2021`.

A sum is told only after it has been done again and has come to the date in the decision; otherwise only the dates are
told. An explanation never holds a sum that is not true.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ilacs_rules.engine.daysums import DaySums
from ilacs_rules.engine.history import Record
from ilacs_rules.engine.pauses import moved, stops
from ilacs_rules.explain import values
from ilacs_rules.explain.english import days, quoted, sentence
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.language.calendars import Calendar, find_calendar
from ilacs_rules.language.dates import ONE_DAY, count_to, times
from ilacs_rules.language.durations import Duration, DurationKind
from ilacs_rules.language.fixed_words import MonthEnd
from ilacs_rules.language.nouns import is_or_are, with_article
from ilacs_rules.model import tree as t
from ilacs_rules.model import version as v
from ilacs_rules.model.case import Event
from ilacs_rules.model.decision import Decision, Flag, Obligation, Step
from ilacs_rules.model.partial import Day, Partial, last_of
from ilacs_rules.model.vocabulary import CREATED

Parts = Mapping[str, Step]  # of a requirement's trace: `anchor`, `period`, …

_MONTH_ENDS = {
    MonthEnd.LAST_DAY: "The month has no such day, so its last day counts.",
    MonthEnd.NEXT_DAY: "The month has no such day, so the first day of the next month counts.",
    MonthEnd.ERROR: "",
}


@dataclass(frozen=True, slots=True)
class _Base:
    """The day a sum starts from, and what it is."""

    day: date
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The dates of one obligation, worked out again from its trace."""

    decision: Decision
    obligation: Obligation
    parts: Parts

    @property
    def version(self) -> v.Version:
        """The version that judges it."""
        return self.obligation.terms or self.decision.version

    def sentences(self) -> list[str]:
        """What leads from the facts to the dates."""
        due = self.decision.requirement(self.obligation).due
        found = self._sums(due.timing)
        if found and Flag.MONTH_END in self.obligation.flags:
            found.append(_MONTH_ENDS[self.version.month_end])
        if due.window is not None and self.obligation.opens and self.obligation.closes:
            first, last = values.one_day(self.obligation.opens), values.one_day(self.obligation.closes)
            found.append(f"It may be done from {first} to {last}.")
        return found

    def _sums(self, timing: v.Timing) -> list[str]:
        dates = self.obligation
        match timing:
            case v.Every(anchor=anchor):
                return self._repeat(anchor)
            case v.Once(anchor=anchor):
                return self._sum("period", self._base(anchor), dates.target)
            case v.WithinAfter(anchor=anchor):
                return self._sum("period", self._base(anchor), dates.closes)
            case v.BetweenAfter(anchor=anchor):
                base = self._base(anchor)
                return [*self._sum("low", base, dates.opens), *self._sum("high", base, dates.closes)]
            case v.InEach(words=words):
                return self._stretch(f"the {words}")
            case v.InEachFrom():
                return self._stretch("the period")
            case v.BetweenEvents() if dates.closes is not None:
                return [self._before_the_next(timing, dates.closes)]
            case v.Following(requirement=name) if dates.opens is not None:
                label = self.version.requirements[name].label
                return [sentence(f"{quoted(label)} {is_or_are(label)} complete")]
            case _:
                return []

    def _repeat(self, anchor: t.Node | None) -> list[str]:
        """The sum of what is done `every …`: from the last own event, or as the count from the anchor goes on."""
        start, own, step = self._base(anchor), self._own_base(), self.parts.get("period")
        passed = None
        if own is not None and start is not None and anchor is not None and step is not None:
            assert isinstance(step.value, Duration), "a period is a length of time, where a date was reckoned"
            passed = count_to(start.day, step.value, own.day, self.version.month_end)
        if own is None or passed is None:
            return self._sum("period", own or start, self.obligation.target)
        return self._sum("period", start, self.obligation.target, count=passed + 1, clock=own.day)

    def _before_the_next(self, timing: v.BetweenEvents, closes: Day) -> str:
        """What ends the time between two events: the next one when it is due, or one that has begun."""
        begun = closes + ONE_DAY if isinstance(closes, date) else None
        for event in self.decision.case.events:
            if event.kind in timing.kinds and begun is not None and event.start == begun <= self.decision.on:
                label = values.kind_label(event.kind, self.version)
                return f"The time for it ended on {values.day(closes)}, the day before {with_article(label)} began."
        return f"The next {values.kind_label(timing.kind, self.version)} is due by {values.day(closes)}."

    def _stretch(self, name: str) -> list[str]:
        opens, closes = self.obligation.opens, self.obligation.closes
        if opens is None or closes is None:
            return []
        return [sentence(f"{name} in question runs from {values.day(opens)} to {values.day(closes)}")]

    def _sum(
        self, part: str, base: _Base | None, reached: Day | None, count: int = 1, clock: date | None = None
    ) -> list[str]:
        """A length taken `count` times after a day; pauses count from `clock`, if not from that day."""
        step = self.parts.get(part)
        if base is None or reached is None or step is None or not isinstance(step.value, Duration):
            return []
        calendar = self._calendar() if step.value.kind is DurationKind.WORKING_DAYS else None
        sums = DaySums(self.version.month_end, calendar)
        length = times(step.value, count)
        day, _ = sums.add(base.day, "+", length, step.node.span)
        if not isinstance(day, date):
            return []
        name = f", {base.name}," if base.name else ""
        found = [sentence(f"{length} after {values.day(base.day)}{name} is {values.day(day)}")]
        still = self._stand_still(clock or base.day, day, found)
        return found if still is not None and self._bend(still, found) == reached else []

    def _stand_still(self, base: date, day: date, found: list[str]) -> date | None:
        """The day as pauses leave it, with what each did to it; None where the clock never goes on."""
        requirement = self.decision.requirement(self.obligation)
        later, stopped = moved(base, day, stops(self.decision.version.pauses.values(), requirement.event))
        for stop in stopped:
            if stop.last is not None and stop.days is not None:
                since, until = values.day(stop.first), values.day(stop.last)
                found.append(f"The clock stood still for {days(stop.days)}, from {since} to {until}.")
        if stopped and later is not None:
            found.append(f"So that day moves to {values.day(later)}.")
        return later

    def _bend(self, day: date, found: list[str]) -> date:
        """The day after `not before`, `not after` and `moved`, each told where it makes a difference."""
        for part, word in (("not before", "earlier"), ("not after", "later")):
            limit = self.parts[part].value if part in self.parts else None
            if isinstance(limit, date) and (day < limit if word == "earlier" else day > limit):
                day = limit
                found.append(f"It may not be {word} than {values.day(limit)}, so that day counts.")
        moved = self.decision.requirement(self.obligation).due.moved
        calendar = self._calendar() if moved is not None else None
        if calendar is None or not calendar.knows(day.year) or calendar.is_working_day(day):
            return day
        bent = calendar.next_working_day(day) if moved == "next" else calendar.previous_working_day(day)
        if bent is not None:
            day = bent
            found.append(f"That is not a working day, so it is moved to {values.day(day)}.")
        return day

    def _own_base(self) -> _Base | None:
        """The end of the last event that counted as done: a repeat goes on from there."""
        if not self.obligation.served_by:
            return None
        last: Event = self.obligation.served_by[-1]
        if last.end is None or isinstance(last.end, Partial):
            return None
        words = values.event(last, self.version)
        return _Base(last.end, f"the end of {words}" if last.start != last.end else None)

    def _base(self, anchor: t.Node | None) -> _Base | None:
        """The anchor; without one, the day from which the requirement can bind."""
        if anchor is None:
            return self._first_day()
        step = self.parts.get("anchor")
        if step is None or not isinstance(step.value, date):
            return None
        return _Base(step.value, None if isinstance(anchor, t.Const) else Phrases(self.version).noun(anchor))

    def _first_day(self) -> _Base | None:
        version, decision = self.version, self.decision
        created = Record(decision.case, decision.on, version.vocabulary, decision.known).created
        since = version.since(self.obligation.requirement)
        if created is not None and last_of(created) > since:
            return _Base(created, Phrases(version).fact(CREATED)) if isinstance(created, date) else None
        return _Base(since, f"when {'these rules' if since == version.start else 'this requirement'} came into force")

    def _calendar(self) -> Calendar | None:
        name = self.version.calendar
        return find_calendar(name, self.version.closures) if name else None
