"""Where the time between two events lies, seen from the pauses of a policy: before, across, between or after them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from ilacs_rules.engine.pauses import at_earliest, at_latest
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Truth
from ilacs_rules.model.version import Pause


@dataclass(frozen=True, slots=True, order=True)
class PauseStretch:
    """`place` puts stretches in order; `words` are such as `across the flood`."""

    place: int
    words: str


def stretch(pauses: Iterable[Pause], kinds: Collection[str], first: date, last: date) -> PauseStretch | None:
    """Where the days from `first` to `last` lie among the pauses of some kinds of event; None if there are none."""
    ours = sorted((pause for pause in pauses if pause.kinds & set(kinds)), key=at_earliest)
    if not ours:
        return None
    overlaps = [_overlaps(pause, first, last) for pause in ours]
    crossed = [place for place, each in enumerate(overlaps) if each is not False]
    if crossed:
        names = {each: [ours[place].words for place in crossed if overlaps[place] is each] for each in (True, UNKNOWN)}
        words = [f"across {' and '.join(names[True])}"] if names[True] else []
        words += [f"perhaps across {' and '.join(names[UNKNOWN])}"] if names[UNKNOWN] else []
        return PauseStretch(2 * crossed[0] + 1, ", ".join(words))
    behind = [place for place, pause in enumerate(ours) if at_earliest(pause) <= first]
    if not behind:
        return PauseStretch(0, f"before {ours[0].words}")
    return PauseStretch(2 * behind[-1] + 2, f"after {ours[behind[-1]].words}")


def _overlaps(pause: Pause, first: date, last: date) -> Truth:
    """Whether some of the days lie in a pause."""
    if last < at_earliest(pause) or (pause.until is not None and pause.until < first):
        return False
    return True if at_latest(pause) <= last else UNKNOWN
