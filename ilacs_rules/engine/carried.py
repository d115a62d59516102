"""What was missed in the stretches before and is carried over: what is sure of it at the least, and at the most.

Both ends are run forward from the first stretch: where it cannot be told what was done in one, or whether it was asked
for, the least takes it that nothing was missed and the most that all was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from ilacs_rules.engine.asked_before import AskedBefore
from ilacs_rules.engine.due_context import DueContext
from ilacs_rules.engine.progress import undetermined
from ilacs_rules.engine.records_behind import sure_until
from ilacs_rules.engine.ruled_out import leaves_a_day
from ilacs_rules.engine.selection import Selection
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Truth
from ilacs_rules.model.decision import Flag
from ilacs_rules.model.due_shapes import Quota
from ilacs_rules.model.partial import Partial
from ilacs_rules.text.frozen import frozen

StretchBefore = Callable[[date], Partial | None]
"""The stretch before the one that begins on a day, if there is one."""

MOST_LOOKED_AT = 2000  # stretches: a week each, that is 38 years


@frozen
class Carried:
    """How many are carried over `at_least` and `at_most`. `before` is the last stretch in which something was asked."""

    at_least: int = 0
    at_most: int = 0
    before: Partial | None = None

    @property
    def flag(self) -> Flag | None:
        """What must be told of the stretch before."""
        if self.before is None or not self.at_most:
            return None
        return Flag.MISSED if self.at_least else Flag.NOT_KNOWN_BEFORE

    def enough(self, own: Selection, count: int) -> Truth:
        """Whether what is asked for in a stretch is done in it, and all that is carried over to it."""
        if own.at_least(count + self.at_most) is True:
            return True
        return False if own.at_least(count + self.at_least) is False else UNKNOWN


def carried_over(
    context: DueContext, quota: Quota, own: Selection, start: date, stretch_before: StretchBefore
) -> Carried:
    """What is carried over into the stretch that begins on `start`, from those before it as their texts asked.

    `own` is what counts by the text of the day.
    """
    stretches = tuple(_before(start, stretch_before))
    if len(stretches) > MOST_LOOKED_AT:
        raise undetermined((), "too many periods lie before it to tell what was missed in them")
    low = high = 0
    for stretch in reversed(stretches):
        asked = AskedBefore.of(context, quota, stretch, own)
        if asked is None:
            low = high = 0  # it was not asked for by such stretches
            continue
        then, count, inside = asked.context, asked.quota.count, asked.done()
        left = leaves_a_day(then.due, stretch.first, stretch.last)
        short = high + (0 if left is False else count) - len(inside.sure)
        applied = asked.applied() if short > 0 else False
        if applied is False:
            low = high = 0  # nothing was missed, or it was not asked for any more
            continue
        recorded = sure_until(then.evaluation, then.requirement, then.this) >= stretch.last
        sure = applied is True and not inside.gaps and recorded
        least, done = low + (count if left is True else 0), len(inside.sure) + len(inside.maybe)
        low, high = max(0, least - done) if sure else 0, short
    asking = (each for each in stretches if leaves_a_day(context.due, each.first, each.last) is not False)
    return Carried(low, high, next(asking, None))


def _before(start: date, stretch_before: StretchBefore) -> Iterator[Partial]:
    """The stretches before, the last one first; one more than are looked at, where there are more."""
    for _ in range(MOST_LOOKED_AT + 1):
        found = stretch_before(start)
        if found is None:
            return
        yield found
        start = found.first
