"""What pauses make of the dates of one requirement: moved while its clock stands still, or dropped.

Reckoned from one end of what is not known, pauses begin on the day that makes the dates the earliest, or the latest.
Reckoned plainly, it cannot be told what hangs on a day that is not known.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ilacs_rules.engine.pauses import (
    Begins,
    at_earliest,
    at_latest,
    dropped_alike,
    has_begun,
    is_on,
    is_vague,
    lapse,
    moved,
    stops,
)
from ilacs_rules.engine.progress import OUTSIDE, Dates, KnownEarly, Side, no_date, undetermined
from ilacs_rules.language.fixed_words import PauseEffect
from ilacs_rules.model.decision import Need
from ilacs_rules.model.derivation import Path, day_of
from ilacs_rules.model.version import Pause
from ilacs_rules.text.frozen import frozen
from ilacs_rules.text.words import joined


@frozen
class Pausing:
    """Pauses as they bear on what asks for one kind of event, on a day; `side` as in `DueContext`."""

    pauses: tuple[Pause, ...]
    kind: str
    on: date
    side: Side | None = None

    @property
    def is_vague(self) -> bool:
        """Whether it is not known of some pause, of whatever kind, on which day it began."""
        return any(map(is_vague, self.pauses))

    def dates(self, base: date, dates: Dates, opens: bool) -> Dates:
        """The dates once the clock that started on `base` has stood still; `opens` says whether the opening moves."""
        begins = at_earliest if self.side is Side.LAST else at_latest
        found = self._moved(base, dates, opens, begins)

        def are_others(begins: Begins) -> bool:
            try:
                return self._moved(base, dates, opens, begins) != found
            except KnownEarly:
                return True  # outside the calendar

        if self._plain_but_vague and are_others(at_earliest):
            vague = self._vague(PauseEffect.CLOCK_STOPS)
            raise _not_known([each for each in vague if are_others(_earliest_only(each))] or vague)
        return found

    def lapse(self, closes: date | None) -> Pause | None:
        """The pause that drops what would close on a day, if there is one."""
        begins = at_earliest if self.side is Side.LAST else at_latest
        found = lapse(closes, self.pauses, self.kind, begins)
        if self._plain_but_vague and closes is not None:
            early = lapse(closes, self.pauses, self.kind, at_earliest)
            alike = early == found or early is None or has_begun(early, self.on) is False
            if not alike or not self.drops_alike(closes, closes):
                vague = self._vague(PauseEffect.LAPSES)
                raise _not_known([each for each in vague if is_on(each, closes) is not False])
        return found

    def drops_alike(self, first: date, last: date) -> bool:
        """Whether all that would close from one day to another is dropped, as known by now, or none of it."""
        return dropped_alike(first, last, self.pauses, self.kind, self.on)

    @property
    def _plain_but_vague(self) -> bool:
        return self.side is None and self.is_vague

    def _moved(self, base: date, dates: Dates, opens: bool, begins: Begins) -> Dates:
        stopped = stops(self.pauses, self.kind, begins=begins)
        open_ended: date | None = None

        def stay_or_move(path: Path) -> Path:
            nonlocal open_ended
            day = day_of(path)
            if day is None:
                return path
            try:
                later, counted = moved(base, day, stopped)
            except OverflowError:
                raise no_date(OUTSIDE) from None
            if later is None:
                open_ended = counted[-1].stop.first
            return (*path, *counted)

        opening, target, closing = dates.paths
        found = dates.led(stay_or_move(opening) if opens else opening, stay_or_move(target), stay_or_move(closing))
        return replace(found, paused=open_ended)

    def _vague(self, effect: PauseEffect) -> list[Pause]:
        return [each for each in self.pauses if each.effect is effect and self.kind in each.kinds and is_vague(each)]


def _earliest_only(of: Pause) -> Begins:
    """One pause begins on the first day that is possible, all others on the last."""
    return lambda pause: at_earliest(pause) if pause is of else at_latest(pause)


def _not_known(found: list[Pause]) -> KnownEarly:
    """It hangs on the day on which pauses began."""
    words = [f"the day on which “{each.words}” begins is not known exactly" for each in found]
    return undetermined(tuple(map(Need, words)), joined(words))
