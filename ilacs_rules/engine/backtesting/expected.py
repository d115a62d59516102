"""How likely an event is to follow: by the waits that were seen, and by the day the plan has for it."""

from __future__ import annotations

from datetime import date

from ilacs_rules.engine.observing.spells import Clock, chance
from ilacs_rules.engine.observing.survival import FEWEST, Survival
from ilacs_rules.model.case import Event
from ilacs_rules.model.partial import Day, last_of

AS_GOOD_AS_RULES = 75  # so many waits weigh as much as the rules; docs/backtest.md says how that was chosen


def expected(
    waits: Survival, clock: Clock, last: Event | None, due: Day | None, on: date, until: date, sure: date
) -> float | None:
    """The chance that one follows after a day and up to another; the more waits were seen to end, the more they weigh.

    The day of the plan says yes or no. The weights are those of credibility theory: H. Bühlmann, “Experience rating and
    credibility”, ASTIN Bulletin 4 (1967), 199–207, where `AS_GOOD_AS_RULES` waits weigh as much as
    the rules. None where fewer than ten waits had ended, or nobody was seen to wait so long.
    """
    if waits.ended < FEWEST or last is None or not isinstance(last.end, date):
        return None
    by_waits = chance(waits, clock, last.end, on, until, sure)
    if by_waits is None or due is None:
        return by_waits
    weight = waits.ended / (waits.ended + AS_GOOD_AS_RULES)
    return weight * by_waits + (1 - weight) * (last_of(due) <= until)
