"""Where the time between two events lies, seen from the pauses of a policy: before, across, between or after them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from ilacs_rules.model.version import Pause


@dataclass(frozen=True, slots=True, order=True)
class PauseStretch:
    """`place` puts stretches in order; `words` are such as `across the flood`."""

    place: int
    words: str


def stretch(pauses: Iterable[Pause], kinds: Collection[str], first: date, last: date) -> PauseStretch | None:
    """Where the days from `first` to `last` lie among the pauses of some kinds of event; None if there are none."""
    ours = sorted((pause for pause in pauses if pause.kinds & set(kinds)), key=lambda pause: pause.start)
    if not ours:
        return None
    crossed = [place for place, pause in enumerate(ours) if _overlaps(pause, first, last)]
    if crossed:
        return PauseStretch(2 * crossed[0] + 1, f"across {' and '.join(ours[place].words for place in crossed)}")
    behind = [place for place, pause in enumerate(ours) if pause.start <= first]
    if not behind:
        return PauseStretch(0, f"before {ours[0].words}")
    return PauseStretch(2 * behind[-1] + 2, f"after {ours[behind[-1]].words}")


def _overlaps(pause: Pause, first: date, last: date) -> bool:
    return pause.start <= last and (pause.until is None or pause.until >= first)
