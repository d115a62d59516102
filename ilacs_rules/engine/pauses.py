"""Pauses: stretches of time in which clocks stand still, or in which what would close is dropped.

A day that was reckoned as so long after a base moves on by the days of each stretch that lie after the base and not
after the day itself, as far as it has moved by then. What is due by or on a named day, or in a period of the calendar,
has no clock that could stand still: pauses do not touch it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ilacs_rules.language.dates import ONE_DAY
from ilacs_rules.language.fixed_words import PauseEffect
from ilacs_rules.model.derivation import StoodStill, Stop
from ilacs_rules.model.version import Pause


def stops(pauses: Iterable[Pause], kind: str, effect: PauseEffect | None = PauseEffect.CLOCK_STOPS) -> tuple[Stop, ...]:
    """When the clock of a kind of event stands still: in order, and those that touch or overlap made one.

    With another effect, when pauses have that; with None, whatever their effect.
    """
    found: list[Stop] = []
    periods = [Stop(p.start, p.until) for p in pauses if effect in (None, p.effect) and kind in p.kinds]
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


def in_force(pauses: Iterable[Pause], kind: str, on: date) -> Pause | None:
    """The pause of a kind of event on a day, if there is one; of several the last to end."""
    found = [p for p in pauses if kind in p.kinds and p.start <= on and (p.until is None or on <= p.until)]
    return max(found, key=lambda pause: pause.until or date.max, default=None)


def paused_days(pauses: Iterable[Pause], kind: str, first: date, last: date) -> int:
    """How many of the days from `first` to `last` lie in pauses of a kind of event."""
    found = 0
    for stop in stops(pauses, kind, None):
        begun, ended = max(first, stop.first), min(last, stop.last or date.max)
        found += max(0, (ended - begun).days + 1)
    return found


def lapse(closes: date | None, pauses: Iterable[Pause], kind: str) -> Pause | None:
    """The pause that drops what would close on a day, if there is one; the first to begin of several."""
    if closes is None:
        return None
    found = [p for p in pauses if p.effect is PauseEffect.LAPSES and kind in p.kinds]
    inside = [p for p in found if p.start <= closes and (p.until is None or closes <= p.until)]
    return min(inside, key=lambda pause: pause.start, default=None)


def dropped_alike(first: date, last: date, dropping: Iterable[Stop]) -> bool:
    """Whether all that would close from one day to another is dropped, or none of it."""

    def alike(stop: Stop) -> bool:
        ends = stop.last or date.max
        return last < stop.first or ends < first or (stop.first <= first and last <= ends)

    return all(alike(stop) for stop in dropping)
