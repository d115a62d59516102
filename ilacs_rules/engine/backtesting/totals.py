"""What the days of a back-test come to: summed up, and held against what was told of each case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ilacs_rules.engine.auditing.judging import Timing
from ilacs_rules.engine.backtesting.backtest import DayTested, KindTold, NotTested, Order, Standing
from ilacs_rules.text.frozen import frozen

TENTHS = 10


@frozen
class BacktestTotals:
    """Of one day, or summed up over several: each case counts once for each day.

    `tops` are how many that followed stand in the top N and 2 N of each order. `due` is a count; `expected` is the sum
    of the chances of `chances` cases, and `followed_of_chances` how many of these followed; None where no chance could
    be estimated.
    """

    cases: int
    followed: int
    left_out: Counter[NotTested]
    tops: Mapping[Order, tuple[int, int]]
    kinds: Counter[KindTold]
    timing: Counter[Timing]
    due: int
    dated: int
    expected: float | None
    chances: int
    followed_of_chances: int


@frozen
class Calibration:
    """Cases that were told alike, how many of them followed, and how many were expected where there is a chance."""

    words: str
    cases: int
    followed: int
    expected: float | None = None


def totals(days: Sequence[DayTested]) -> BacktestTotals:
    """The sums of some days."""
    cases = [each for day in days for each in day.cases]
    followed = [each for each in cases if each.followed is not None]
    expected = [day.expected for day in days if day.expected is not None]
    return BacktestTotals(
        len(cases),
        len(followed),
        sum((day.left_out for day in days), Counter()),
        {order: (sum(day.top(order, 1) for day in days), sum(day.top(order, 2) for day in days)) for order in Order},
        Counter(each.told for each in followed if each.told is not None),
        Counter(each.timing for each in followed if each.timing is not None),
        sum(day.due for day in days),
        sum(each.due is not None for each in cases),
        sum(expected) if expected else None,
        sum(each.chance is not None for each in cases),
        sum(each.chance is not None for each in followed),
    )


def by_standing(days: Sequence[DayTested]) -> list[Calibration]:
    """The cases by when the plan would have had the event, and how many followed within the time."""
    told = [(day.standing(each), each.followed is not None) for day in days for each in day.cases]
    counts, followed = Counter(standing for standing, _ in told), Counter(standing for standing, came in told if came)
    return [Calibration(each.value, counts[each], followed[each]) for each in Standing if counts[each]]


def by_chance(days: Sequence[DayTested]) -> list[Calibration]:
    """The cases by tenths of the chance, how many were expected to follow, and how many did."""
    bands: list[list[tuple[float, bool]]] = [[] for _ in range(TENTHS)]
    for day in days:
        for each in day.cases:
            if each.chance is not None:
                band = min(int(each.chance * TENTHS), TENTHS - 1)
                bands[band].append((each.chance, each.followed is not None))
    return [
        Calibration(
            f"{10 * band} to {10 * band + 10} %",
            len(told),
            sum(followed for _, followed in told),
            sum(chance for chance, _ in told),
        )
        for band, told in enumerate(bands)
        if told
    ]
