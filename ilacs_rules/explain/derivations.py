"""How the dates of an obligation were reached, in words: `3 years after 25 May 2018, the end of the last check, is …`.

The engine says what it did (`model.derivation`); here that is worded, and nothing is reckoned.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from ilacs_rules.explain import values
from ilacs_rules.explain.english import capital, days, joined, quoted, sentence
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.timing import completed
from ilacs_rules.language.calendars import CLOSED
from ilacs_rules.language.dates import times
from ilacs_rules.language.fixed_words import MonthEnd
from ilacs_rules.language.nouns import with_article
from ilacs_rules.model import derivation as derived
from ilacs_rules.model import tree
from ilacs_rules.model import version as v
from ilacs_rules.model.case import Event
from ilacs_rules.model.decision import Obligation
from ilacs_rules.model.due import Due
from ilacs_rules.model.due_shapes import CalendarStretch, Quota, kinds_between
from ilacs_rules.model.partial import Day, Partial
from ilacs_rules.model.vocabulary import CREATED
from ilacs_rules.text.frozen import frozen

_MONTH_ENDS = {
    MonthEnd.LAST_DAY: "The month has no such day, so its last day counts.",
    MonthEnd.NEXT_DAY: "The month has no such day, so the first day of the next month counts.",
    MonthEnd.ERROR: "",
}


def how_reached(obligation: Obligation, version: v.Version) -> list[str]:
    """Sentences on what led to the dates of an obligation. `version` is the one that judges it."""
    derivation, due = obligation.derivation, version.requirements[obligation.requirement].due
    pauses = (obligation.version or version).pauses.values()
    begun = tuple(pause.start for pause in pauses if obligation.event in pause.kinds)
    words = _Words(version, due, vague=derivation.at_latest is not None, pauses_begun=begun)
    found = words.all_of(derivation)
    late = found if derivation.at_latest is None else words.all_of(derivation.at_latest)
    if late != found:
        found = _in_front("at the earliest, ", found) + _in_front("at the latest, ", late)
    return found


def when_allowed(obligation: Obligation, version: v.Version) -> list[str]:
    """From when to when it may be done, where it has a window."""
    due = version.requirements[obligation.requirement].due
    if due.window is None or obligation.opens is None or obligation.closes is None:
        return []
    return [f"It may be done from {values.one_day(obligation.opens)} to {values.one_day(obligation.closes)}."]


def _in_front(words: str, sentences: list[str]) -> list[str]:
    return [capital(words + _lowered(each)) if place == 0 else each for place, each in enumerate(sentences)]


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


@frozen
class _Words:
    """Says how days were reached, under one version. A day that is `vague` is not said to be what it may be.

    Nor is a clock said to have stood still since a day on which it only may have: `pauses_begun` tells when that is.
    """

    version: v.Version
    due: Due
    vague: bool
    pauses_begun: tuple[Day, ...] = ()

    def all_of(self, derivation: derived.Derivation) -> list[str]:
        """What was dropped before, then the aim or, where there is none, the opening and the close."""
        opens, target, closes = derivation.opens, derivation.target, derivation.closes
        found = [self._dropped(one) for one in derivation.dropped]
        more: list[str] = []
        if target:
            found += self._whole(target)
            told = set(target)
            more = [*self._bends(opens, told, "opens"), *self._bends(closes, told, "closes")]
        elif isinstance(self.due.shape, Quota) and kinds_between(self.due.shape) is None:
            found += self._stretch(opens, closes)
        elif not closes or any(isinstance(step, derived.Added) for step in opens):
            found += [*self._whole(opens), *self._whole(closes)]
        else:
            found += self._whole(closes)
            more = self._bends(opens, set(closes), "opens")
        return found + [each for each in dict.fromkeys(more) if each not in found]

    def _dropped(self, one: derived.Dropped) -> str:
        return f"One that would have closed on {values.day(one.day)} fell into {quoted(one.pause)} and was dropped."

    def _stretch(self, opens: derived.Path, closes: derived.Path) -> list[str]:
        """Which stretch of time it is about, and how its ends were reached where they are not those of the calendar."""
        bends = [
            each for path, which in ((opens, "opens"), (closes, "closes")) for each in self._bends(path, set(), which)
        ]
        first, last = (derived.day_of(_before_ruled_out(path)) for path in (opens, closes))
        if first is None or last is None:
            return []
        match self.due.shape:
            case Quota(stretch=CalendarStretch(words=words)):
                name = f"the {words}"
            case _:
                name = "the period"
        found = [sentence(f"{name} in question runs from {values.day(first)} to {values.day(last)}")]
        return (
            found
            + (
                [_MONTH_ENDS[self.version.month_end]]
                if derived.uses_month_end(opens) or derived.uses_month_end(closes)
                else []
            )
            + bends
        )

    # ------------------------------------------------------------------------------------------------ one day

    def _whole(self, path: derived.Path) -> list[str]:
        """From the day it is reckoned from to what it came to."""
        bends = [step for step in path if not isinstance(step, _REACHED)]
        found = self._reached(path[: len(path) - len(bends)], told=bool(bends))
        day = path[-len(bends) - 1].day if bends else None
        name = "That" if found else "" if day is None else capital(values.day(day))
        for place, step in enumerate(bends):
            if isinstance(step, derived.StoodStill):
                found += self._stood_still(step)
                more = isinstance(next(iter(bends[place + 1 :]), None), derived.StoodStill)
                if step.day is not None and not more:
                    found.append(f"So that day moves to {values.day(step.day)}.")
            else:
                found += self._bent(step, name)
            name = "That"
        return found

    def _reached(self, path: derived.Path, told: bool) -> list[str]:
        """The day before anything bent it; what the sentence says itself is told only where something did."""
        if not path:
            return []
        start, *steps = path
        assert isinstance(start, derived.Start), "a path begins with the day it is reckoned from"
        found = []
        match start.origin, start.by:
            case derived.Origin.COMPLETE, str(name):
                found.append(sentence(completed(name, Phrases(self.version))))
            case derived.Origin.BEGUN, Event(kind=kind):
                label = with_article(values.kind_label(kind, self.version))
                ended = values.day(_last(path))
                return [f"The time for it ended on {ended}, the day before {label} began."]
            case derived.Origin.DUE, _:
                return [f"The last day for the next {self._followed()} is {values.day(start.day)}."]
            case derived.Origin.LIMIT, _:
                return [f"It may not be done after {values.day(start.day)}."]
        day = start.day
        named = self._name(start)
        since = f"{values.day(day)}, {named}," if named else values.day(day)
        for step in steps:
            if isinstance(step, derived.Added):
                before, length = step.length.amount < 0, step.length
                words = f"{times(length, -1)} before" if before else f"{values.length(length)} after"
                found.append(sentence(f"{words} {since} is {values.day(step.day)}"))
                if step.month_end:
                    found.append(_MONTH_ENDS[self.version.month_end])
                since = values.day(step.day)
            elif told:
                found.append(f"The day after {since} is {values.day(_last(path))}.")
        return found

    def _name(self, start: derived.Start) -> str | None:
        """What the day is that it is reckoned from."""
        if self.vague:
            return None
        match start.origin, start.by:
            case derived.Origin.NAMED, node if isinstance(node, tree.Node) and not isinstance(node, tree.Const):
                return Phrases(self.version).noun(node)
            case ((derived.Origin.DONE | derived.Origin.ENDED), Event() as event) if (
                event.end == start.day != event.start
            ):
                return f"the end of {values.event(event, self.version)}"
            case ((derived.Origin.DONE | derived.Origin.ENDED), Event(kind=kind, end=end)) if end == start.day:
                return f"the day of the last {values.kind_label(kind, self.version)}"
            case derived.Origin.DONE, Event() as event if event.start == start.day:
                return f"the first day of {values.event(event, self.version)}"
            case derived.Origin.KEPT, Event() as event:
                return f"for which {values.event(event, self.version)} counted"
            case derived.Origin.CREATED, _:
                return Phrases(self.version).fact(CREATED)
            case derived.Origin.RULES, _:
                return "when these rules came into force"
            case derived.Origin.REQUIREMENT, _:
                return "when this requirement came into force"
            case _:
                return None

    def _followed(self) -> str:
        between = kinds_between(self.due.shape)
        assert between is not None, "only what is done between events waits for the next"
        return values.kind_label(between.kind, self.version)

    # ------------------------------------------------------------------------------------------------ what bent it

    def _bent(self, step: derived.Move, name: str) -> list[str]:
        match step:
            case derived.NotBefore(day=day):
                return [f"It may not be earlier than {values.day(day)}, so that day counts."]
            case derived.NotAfter(day=day):
                return [f"It may not be later than {values.day(day)}, so that day counts."]
            case derived.ToKindOfDay(day=day, kind=kind):
                return [f"{name} is not {with_article(kind)}, so it is moved to {values.day(day)}{_over(step)}."]
            case derived.OutOf(day=day, stretches=stretches):
                return [f"{name} lies in {stretches}, so it is moved to {values.day(day)}."]
            case derived.InOrder(day=day):
                return [f"It does not close before it opens, so that is {values.day(day)}."]
            case _:
                return []

    def _bends(self, path: derived.Path, told: set[derived.Move], which: str) -> list[str]:
        """What bent the opening or the close otherwise than the day that has been told of."""
        found: list[str] = []
        for before, step in pairwise(path):
            if step in told or before.day is None:
                continue
            match step:
                case derived.StoodStill(stop=stop) if not any(
                    isinstance(s, derived.StoodStill) and s.stop == stop for s in told
                ):
                    found += self._stood_still(step)
                case derived.NotBefore(day=day):
                    found.append(f"It may not be done before {values.day(day)}.")
                case derived.NotAfter(day=day):
                    found.append(f"It may not be done after {values.day(day)}.")
                case derived.ToKindOfDay(day=day, kind=kind):
                    off = values.day(before.day)
                    found.append(f"It {which} on {values.day(day)}{_over(step)}, as {off} is not {with_article(kind)}.")
                case derived.OutOf(day=day, stretches=stretches):
                    off = values.day(before.day)
                    found.append(f"It {which} on {values.day(day)}, as {off} lies in {stretches}.")
                case derived.InOrder() if which == "opens":
                    found.append("It would open only after it closes, so that day alone is left.")
                case _:
                    pass
        return found

    def _stood_still(self, step: derived.StoodStill) -> list[str]:
        if step.stop.last is None or step.stop.days is None:
            return []  # the status says so
        since, until = values.day(step.stop.first), values.day(step.stop.last)
        perhaps = any(
            isinstance(begun, Partial) and begun.first <= step.stop.first <= begun.last for begun in self.pauses_begun
        )
        stood = "is taken to have stood still" if perhaps else "stood still"
        return [f"The clock {stood} for {days(step.stop.days)}, from {since} to {until}."]


def _before_ruled_out(path: derived.Path) -> derived.Path:
    """How a day was reached before it was moved out of a stretch that is ruled out."""
    place = next((place for place, step in enumerate(path) if isinstance(step, derived.OutOf)), len(path))
    return path[:place]


_REACHED = (derived.Start, derived.Added, derived.NextDay, derived.DayBefore)


def _last(path: derived.Path) -> date:
    day = derived.day_of(path)
    assert day is not None, "only a clock that stands still takes the day away"
    return day


def _over(step: derived.ToKindOfDay) -> str:
    """The holidays between, by name."""
    names = [name if name != CLOSED else f"a closure on {values.day(day)}" for day, name in step.holidays]
    return f", past {joined(names)}" if names else ""
