"""On which day, and for how long, an obligation is taken to be done."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from ilacs_rules.engine.date_arithmetic import DateArithmetic
from ilacs_rules.engine.event_days import first_day
from ilacs_rules.engine.forecasting.expected import Basis, WindowDay
from ilacs_rules.language.dates import ONE_DAY, add_days
from ilacs_rules.model.decision import Obligation
from ilacs_rules.model.due_shapes import Single
from ilacs_rules.model.partial import first_of, last_of
from ilacs_rules.model.version import Requirement

_ORDER = {
    WindowDay.TARGET: (Basis.TARGET, Basis.CLOSE, Basis.OPENING),
    WindowDay.OPENING: (Basis.OPENING, Basis.TARGET, Basis.CLOSE),
    WindowDay.CLOSE: (Basis.CLOSE, Basis.TARGET, Basis.OPENING),
}


def chosen_day(
    obligation: Obligation, requirement: Requirement, within: WindowDay, arithmetic: DateArithmetic
) -> tuple[date, Basis] | None:
    """The first day of the event that serves an obligation; None if it has no day at all.

    What lasts several days begins early enough to end by the close, but never before its first start; where its first
    day counts, to begin by then. Of days known only to a month or a year, those count on which it is surely open and
    surely not late.
    """
    opens = None if obligation.opens is None else last_of(obligation.opens)
    target = None if obligation.target is None else last_of(obligation.target)
    closes = None if obligation.closes is None else first_of(obligation.closes)
    days = {Basis.TARGET: target, Basis.CLOSE: closes, Basis.OPENING: opens}
    basis = next((basis for basis in _ORDER[within] if days[basis] is not None), None)
    if basis is None:
        return None
    day = days[basis]
    assert day is not None
    done, left = obligation.done, obligation.left
    if target is None and opens is not None and closes is not None and done is not None and left and done + left > 1:
        share = done if within is WindowDay.OPENING else done + 1
        day, basis = _share(opens, closes, share, done + left), Basis.SHARE
    if closes is not None:
        day = min(day, _begun_to_be_done(closes, obligation, requirement, arithmetic))
    earliest = first_start(obligation, requirement, arithmetic)
    return day if earliest is None else max(day, earliest), basis


def first_start(obligation: Obligation, requirement: Requirement, arithmetic: DateArithmetic) -> date | None:
    """The first day on which what serves an obligation may begin: its opening; None if it has none.

    What has one day only begins before it, where it lasts longer: it is done in time only if it ends on that day. Not
    where only what begins after some other day is for it, as that may lie in between.
    """
    if obligation.opens is None:
        return None
    opens, shape = last_of(obligation.opens), requirement.due.shape
    only_after = isinstance(shape, Single) and shape.only_after
    one_day = obligation.opens == obligation.closes and not only_after
    return _begun_to_be_done(opens, obligation, requirement, arithmetic) if one_day else opens


def _begun_to_be_done(day: date, obligation: Obligation, requirement: Requirement, arithmetic: DateArithmetic) -> date:
    lasts = None if requirement.counts_at_once else obligation.lasts
    return first_day(day, lasts, arithmetic, requirement.due.span)


def day_between(obligation: Obligation, following: date, within: WindowDay) -> tuple[date, Basis] | None:
    """The day of an event that is asked for so many times before a following one; None if it has no opening.

    Several are spread evenly, and one lies halfway; on the close, the last is on the day before the following event.
    """
    if obligation.opens is None or obligation.done is None or obligation.left is None:
        return None
    opens, done, number = last_of(obligation.opens), obligation.done, obligation.done + obligation.left
    match within:
        case WindowDay.TARGET:
            return _share(opens, following, done + 1, number + 1), Basis.SHARE
        case WindowDay.OPENING:
            return _share(opens, following, done, number), Basis.SHARE if done else Basis.OPENING
        case WindowDay.CLOSE:
            last = max(opens, following - ONE_DAY)
            return _share(opens, last, done + 1, number), Basis.CLOSE if obligation.left == 1 else Basis.SHARE
        case _:
            assert_never(within)


def _share(first: date, last: date, share: int, shares: int) -> date:
    return first + (last - first) * share // shares


def day_after(day: date) -> date | None:
    """The next day; None on the last one there is."""
    return add_days(day, 1)
