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
    in_force,
    is_on,
    is_vague,
    lapse,
    moved,
    stops,
)
from ilacs_rules.engine.progress import OUTSIDE, Dates, KnownEarly, Side, no_date, undetermined
from ilacs_rules.language.fixed_words import PauseEffect
from ilacs_rules.model.decision import Need
from ilacs_rules.model.derivation import Path, Stop, day_of
from ilacs_rules.model.version import Pause, Requirement, Version
from ilacs_rules.text.frozen import frozen
from ilacs_rules.text.words import joined


@frozen
class PausesOf:
    """The pauses of a version, and what they are to one kind of event.

    `is_vague` says whether it is not known of one, of whatever kind, on which day it began. `of_kind` are those of the
    kind, and `drop` says whether one of these drops what closes in it. Its clock stands still for `stops`, where all
    are taken to begin as late as they may, or for `early_stops`.
    """

    pauses: tuple[Pause, ...]
    of_kind: tuple[Pause, ...]
    is_vague: bool
    drop: bool
    stops: tuple[Stop, ...]
    early_stops: tuple[Stop, ...]
    last_stop: date  # the last day of any of them

    @classmethod
    def of(cls, version: Version, kind: str) -> PausesOf:
        """Found once for a version and a kind."""
        return version.once(("pauses of", kind), lambda: cls._found(tuple(version.pauses.values()), kind))

    @classmethod
    def _found(cls, pauses: tuple[Pause, ...], kind: str) -> PausesOf:
        of_kind = tuple(pause for pause in pauses if kind in pause.kinds)
        stopped = stops(of_kind, kind)
        return cls(
            pauses,
            of_kind,
            any(map(is_vague, pauses)),
            any(pause.effect is PauseEffect.LAPSES for pause in of_kind),
            stopped,
            stops(of_kind, kind, begins=at_earliest),
            max((stop.last or date.max for stop in stopped), default=date.min),
        )


@frozen(guarded=False)
class Pausing:
    """Pauses as they bear on what asks for one kind of event, on a day; `side` as in `DueContext`."""

    found: PausesOf
    kind: str
    on: date
    side: Side | None = None

    @property
    def pauses(self) -> tuple[Pause, ...]:
        """All of them, of whatever kind."""
        return self.found.pauses

    @property
    def is_vague(self) -> bool:
        """Whether it is not known of some pause, of whatever kind, on which day it began."""
        return self.found.is_vague

    def dates(self, base: date, dates: Dates, opens: bool) -> Dates:
        """The dates once the clock that started on `base` has stood still; `opens` says whether the opening moves."""
        early = self.found.early_stops
        found = _moved(base, dates, opens, early if self.side is Side.LAST else self.found.stops)

        def are_others(stopped: tuple[Stop, ...]) -> bool:
            try:
                return _moved(base, dates, opens, stopped) != found
            except KnownEarly:
                return True  # outside the calendar

        if self._plain_but_vague and are_others(early):
            vague = self._vague(PauseEffect.CLOCK_STOPS)
            alone = (stops(self.pauses, self.kind, begins=_earliest_only(each)) for each in vague)
            raise _not_known([each for each, stopped in zip(vague, alone, strict=True) if are_others(stopped)] or vague)
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

    def _vague(self, effect: PauseEffect) -> list[Pause]:
        return [each for each in self.found.of_kind if each.effect is effect and is_vague(each)]


def _moved(base: date, dates: Dates, opens: bool, stopped: tuple[Stop, ...]) -> Dates:
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
    return found if open_ended is None else replace(found, paused=open_ended)


def _earliest_only(of: Pause) -> Begins:
    """One pause begins on the first day that is possible, all others on the last."""
    return lambda pause: at_earliest(pause) if pause is of else at_latest(pause)


def _not_known(found: list[Pause]) -> KnownEarly:
    """It hangs on the day on which pauses began."""
    words = [f"the day on which “{each.words}” begins is not known exactly" for each in found]
    return undetermined(tuple(map(Need, words)), joined(words))


def holding_up(version: Version, requirement: Requirement, opens: date | None, on: date) -> Pause | None:
    """The pause that is on, of the kind of event of a requirement, unless it ends before the opening.

    Nor one in the middle of which the requirement was made: that is meant to be done all the same.
    """
    of_kind = PausesOf.of(version, requirement.event).of_kind
    if not of_kind:
        return None
    made = version.since(requirement.name)
    until = on if opens is None or opens < on else opens
    lasting = (pause for pause in of_kind if pause.until is None or pause.until >= until)
    holding = (pause for pause in lasting if made <= version.paused_since(pause.name))
    return in_force(holding, requirement.event, on)
