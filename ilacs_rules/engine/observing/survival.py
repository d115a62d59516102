"""How long it takes until something happens, where some are waiting still: the product-limit estimate.

E. L. Kaplan and P. Meier, “Nonparametric estimation from incomplete observations”, Journal of the American Statistical
Association 53 (1958), 457–481. On each day on which something happened, the share still waiting is multiplied by the
share of those waiting that day to whom it did not happen. Who is waiting still counts as long as they were seen to; and
who was first seen later counts from then on (J. P. Klein and M. L. Moeschberger, Survival Analysis, 2003, section 4.6).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from math import prod

from ilacs_rules.text.frozen import frozen

FEWEST = 10  # waits that were seen to end: of fewer no chance is told
MONTH = 30.4375  # days, on average over four years


@frozen
class Spell:
    """So many days of waiting; `ended` by what was waited for, else it was seen no longer than that.

    `since` is on which of these days it was first seen: had it ended before, nobody would have been told.
    """

    days: int
    ended: bool
    since: int = 0


@frozen
class SurvivalStep:
    """A day of waiting on which it happened: to how many of how many that had waited so long; the share waiting on."""

    days: int
    waiting: int
    ended: int
    share: float

    @property
    def waiting_on(self) -> float:
        """The share that waited on, of those who had waited so long."""
        return 1 - self.ended / self.waiting


@frozen
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
        if waited > self.longest:
            return None
        left = 1.0
        for step in self._after(waited):
            left *= step.waiting_on
            if left <= 1 - part + 1e-9:
                return step.days
        return None

    def chance(self, waited: int, until: int, sure: int | None = None) -> float | None:
        """The chance that it happens after `waited` days and up to `until` days, for one that waits on till then.

        `sure` is up to which of these days it surely did not happen, where that is not so up to `waited`: it may then
        have happened since, which makes it less likely to come. None where nobody was seen to wait so long. It is the
        least where `until` is longer than the longest wait seen.
        """
        if waited > self.longest or self._none_waited_on(waited):
            return None
        waits_still = 1.0 if sure is None else self._waiting_on(sure, waited)
        return waits_still * (1 - self._waiting_on(waited, until))

    def _none_waited_on(self, days: int) -> bool:
        last = self.steps[-1] if self.steps else None
        return last is not None and last.days <= days and last.ended == last.waiting

    def _waiting_on(self, days: int, until: int) -> float:
        """The share still waiting after `until` days of those who waited `days`."""
        return prod(step.waiting_on for step in self._after(days) if step.days <= until)

    def _after(self, days: int) -> Iterator[SurvivalStep]:
        return islice(self.steps, bisect_right(self.steps, days, key=lambda step: step.days), None)
