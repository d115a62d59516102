"""How long it takes until something happens, where some are waiting still: the product-limit estimate.

E. L. Kaplan and P. Meier, “Nonparametric estimation from incomplete observations”, Journal of the American Statistical
Association 53 (1958), 457–481. On each day on which something happened, the share still waiting is multiplied by the
share of those waiting that day to whom it did not happen. Who is waiting still counts as long as they were seen to; and
who was first seen later counts from then on (J. P. Klein and M. L. Moeschberger, Survival Analysis, 2003, section 4.6).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

FEWEST = 10  # waits that were seen to end: of fewer no chance is told
MONTH = 30.4375  # days, on average over four years


@dataclass(frozen=True, slots=True)
class Spell:
    """So many days of waiting; `ended` by what was waited for, else it was seen no longer than that.

    `since` is on which of these days it was first seen: had it ended before, nobody would have been told.
    """

    days: int
    ended: bool
    since: int = 0


@dataclass(frozen=True, slots=True)
class SurvivalStep:
    """A day of waiting on which it happened: to how many of how many that had waited so long; the share waiting on."""

    days: int
    waiting: int
    ended: int
    share: float


@dataclass(frozen=True, slots=True)
class Survival:
    """An estimate: the share still waiting after so many days. `longest` is how long anybody was seen to wait."""

    steps: tuple[SurvivalStep, ...]
    ended: int
    censored: int
    longest: int

    @staticmethod
    def of(spells: Iterable[Spell]) -> Survival:
        """The estimate from spells of waiting. Of none it says that all wait on."""
        listed = [each for each in spells if each.since < each.days or not each.since]
        ends = Counter(each.days for each in listed if each.ended)
        seen_since, lasting = sorted(each.since for each in listed), sorted(each.days for each in listed)
        share = 1.0
        steps: list[SurvivalStep] = []
        for days in sorted(ends):
            waiting = bisect_left(seen_since, max(days, 1)) - bisect_left(lasting, days)
            share *= 1 - ends[days] / waiting
            steps.append(SurvivalStep(days, waiting, ends[days], share))
        ended = sum(ends.values())
        return Survival(tuple(steps), ended, len(listed) - ended, lasting[-1] if lasting else 0)

    def share(self, days: int) -> float:
        """The share still waiting after so many days, from 1 to 0; after the longest wait seen, as after that."""
        place = bisect_right(self.steps, days, key=lambda step: step.days)
        return self.steps[place - 1].share if place else 1.0

    def within(self, part: float) -> int | None:
        """In how many days it happened to such a part of all (0.5: the median); None where fewer were seen to end."""
        return next((step.days for step in self.steps if step.share <= 1 - part + 1e-9), None)

    def further(self, waited: int, part: float) -> int | None:
        """In how many days such a part had it of those that had waited so long; None where fewer were seen to."""
        left = self.share(waited)
        if waited > self.longest or left <= 0:
            return None
        return next((s.days for s in self.steps if s.days > waited and s.share <= left * (1 - part) + 1e-9), None)

    def chance(self, waited: int, until: int) -> float | None:
        """The chance that it happens after `waited` days and up to `until` days, for one that waits on till then.

        None where nobody was seen to wait so long. It is the least where `until` is longer than the longest wait seen.
        """
        left = self.share(waited)
        if waited > self.longest or left <= 0:
            return None
        return max(0.0, 1 - self.share(until) / left)
