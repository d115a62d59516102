"""Pauses: stretches of time in which clocks stand still, or in which what would close is dropped.

A day that was reckoned as so long after a base moves on by the days of each stretch that lie after the base and not
after the day itself, as far as it has moved by then. What is due by or on a named day, or in a period of the calendar,
has no clock that could stand still: pauses do not touch it.

Where it is not known on which day a pause began, it is taken to begin on the last day that is possible (`at_latest`),
or on the first (`at_earliest`). The earlier pauses begin, the more days they hold and the later falls what they move:
so all that may be lies between what these two lead to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from ilacs_rules.language.dates import ONE_DAY
from ilacs_rules.language.fixed_words import PauseEffect
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Truth
from ilacs_rules.model.derivation import StoodStill, Stop
from ilacs_rules.model.partial import Partial, first_of, last_of
from ilacs_rules.model.version import Pause

Begins = Callable[[Pause], date]
"""On which day a pause is taken to begin."""


def at_earliest(pause: Pause) -> date:
    """The first day on which a pause may begin."""
    return first_of(pause.start)


def at_latest(pause: Pause) -> date:
    """The last day on which a pause may begin."""
    return last_of(pause.start)


def is_vague(pause: Pause) -> bool:
    """Whether it is not known on which day it began."""
    return isinstance(pause.start, Partial)


def stops(
    pauses: Iterable[Pause],
    kind: str,
    effect: PauseEffect | None = PauseEffect.CLOCK_STOPS,
    begins: Begins = at_latest,
) -> tuple[Stop, ...]:
    """When the clock of a kind of event stands still: in order, and those that touch or overlap made one.

    With another effect, when pauses have that; with None, whatever their effect.
    """
    found: list[Stop] = []
    periods = [Stop(begins(p), p.until) for p in pauses if effect in (None, p.effect) and kind in p.kinds]
    for period in sorted(periods, key=lambda stop: stop.first):
        before = found[-1] if found else None
        if before is None or (before.last is not None and period.first > before.last + ONE_DAY):
            found.append(period)
        elif before.last is not None and (period.last is None or period.last > before.last):
            found[-1] = Stop(before.first, period.last)
    return tuple(found)


def moved(base: date, day: date, stopped: Iterable[Stop]) -> tuple[date | None, tuple[StoodStill, ...]]:
    """A day reckoned from a base after the clock has stood still, and when it did, with where that moved the day.

    There is no day where a stop without an end is reached. Raises OverflowError after the year 9999.
    """
    counted: list[StoodStill] = []
    for stop in stopped:
        first = max(stop.first, base + ONE_DAY)
        if first > day:
            break
        if stop.last is None:
            return None, (*counted, StoodStill(None, stop))  # since it began: no days of it are counted
        if stop.last >= first:
            day += stop.last - first + ONE_DAY
            counted.append(StoodStill(day, Stop(first, stop.last)))
    return day, tuple(counted)


def has_begun(pause: Pause, day: date) -> Truth:
    """Whether a pause began on a day or before it."""
    if at_latest(pause) <= day:
        return True
    return UNKNOWN if at_earliest(pause) <= day else False


def is_on(pause: Pause, day: date) -> Truth:
    """Whether a day lies in a pause."""
    return False if pause.until is not None and pause.until < day else has_begun(pause, day)


def in_force(pauses: Iterable[Pause], kind: str, on: date) -> Pause | None:
    """The pause of a kind of event on a day, if there is one or may be; of several a sure one, and the last to end."""
    found = [p for p in pauses if kind in p.kinds and is_on(p, on) is not False]
    return max(found, key=lambda pause: (is_on(pause, on) is True, pause.until or date.max), default=None)


def paused_days(pauses: Iterable[Pause], kind: str, first: date, last: date) -> tuple[int, int]:
    """How many of the days from `first` to `last` lie in pauses of a kind of event, at the least and at the most."""
    pauses = [pause for pause in pauses if kind in pause.kinds]
    if not pauses:
        return 0, 0
    least, most = (
        sum(_common(first, last, stop) for stop in stops(pauses, kind, None, begins))
        for begins in (at_latest, at_earliest)
    )
    return least, most


def _common(first: date, last: date, stop: Stop) -> int:
    begun, ended = max(first, stop.first), min(last, stop.last or date.max)
    return max(0, (ended - begun).days + 1)


def lapse(closes: date | None, pauses: Iterable[Pause], kind: str, begins: Begins = at_latest) -> Pause | None:
    """The pause that drops what would close on a day, if there is one; the first to begin of several."""
    if closes is None:
        return None
    found = [p for p in pauses if p.effect is PauseEffect.LAPSES and kind in p.kinds]
    inside = [p for p in found if begins(p) <= closes and (p.until is None or closes <= p.until)]
    return min(inside, key=begins, default=None)


def dropped_alike(first: date, last: date, pauses: Iterable[Pause], kind: str, on: date) -> bool:
    """Whether, as known on a day, all that would close from one day to another is dropped, or none of it.

    Of two pauses of which it is not known when they began it is not told which was first, so not either which of them
    drops what both hold.
    """
    held = [p for p in pauses if p.effect is PauseEffect.LAPSES and kind in p.kinds and at_earliest(p) <= on]
    vague = [p for p in held if is_vague(p) and not _is_outside(Stop(at_earliest(p), p.until), first, last)]
    if any(at_latest(p) > on or not _is_inside(Stop(at_latest(p), p.until), first, last) for p in vague):
        return False
    sure = stops(held, kind, PauseEffect.LAPSES)
    return len(vague) <= 1 and all(
        _is_outside(stop, first, last) or any(_is_inside(each, first, last) for each in sure)
        for stop in stops(held, kind, PauseEffect.LAPSES, at_earliest)
    )


def _is_inside(stop: Stop, first: date, last: date) -> bool:
    return stop.first <= first and last <= (stop.last or date.max)


def _is_outside(stop: Stop, first: date, last: date) -> bool:
    return last < stop.first or (stop.last or date.max) < first
