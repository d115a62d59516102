"""Where a requirement that applies stands on a day: its dates, how much of it is done, and the status that follows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ilacs_rules.cases.model import Event
from ilacs_rules.engine.decision import Need, Status
from ilacs_rules.engine.selection import NONE_OF_THEM, Selection

EARLY, MISSED, EXCEEDED, MONTH_END = "early", "missed", "exceeded", "month end"


@dataclass(frozen=True, slots=True)
class Dates:
    """When something opens, is aimed at and closes. `bent` says whether the month-end rule was used."""

    opens: date | None = None
    target: date | None = None
    closes: date | None = None
    bent: bool = False

    def in_order(self) -> Dates:
        """The same with nothing after the close: what closes before it would open has only its last day left."""
        closes = self.closes
        if closes is None:
            return self
        opens_late = self.opens is not None and self.opens > closes
        aims_late = self.target is not None and self.target > closes
        if not opens_late and not aims_late:
            return self
        return replace(self, opens=closes if opens_late else self.opens, target=closes if aims_late else self.target)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a due sentence comes to for one case on one day. `own` are the events that count, served or not."""

    dates: Dates = Dates()
    undetermined: bool = False
    satisfied: bool = False
    done: int | None = None
    left: int | None = None
    own: Selection = NONE_OF_THEM
    served_by: tuple[Event, ...] = ()
    flags: tuple[str, ...] = ()
    reason: str | None = None
    needs: tuple[Need, ...] = ()


class Unsettled(Exception):  # noqa: N818 (not an error: the answer is known early)
    """Ends the working out of a due sentence: something it needs is unknown, or there is no such day."""

    def __init__(self, standing: Standing) -> None:
        super().__init__(standing.reason)
        self.standing = standing


def undetermined(needs: tuple[Need, ...], reason: str | None = None) -> Unsettled:
    """It cannot be told."""
    return Unsettled(Standing(undetermined=True, needs=needs, reason=reason))


def no_date(reason: str) -> Unsettled:
    """There is no day on which it falls due."""
    return Unsettled(Standing(reason=reason))


def status_of(standing: Standing, on: date, strength: str) -> tuple[Status, int | None]:
    """The first status that fits something that applies, and by how many days it is late."""
    dates = standing.dates
    if standing.undetermined:
        return Status.UNDETERMINED, None
    if standing.satisfied:
        return Status.SATISFIED, None
    if dates.opens is None:
        return Status.NO_DATE_SET, None
    if on < dates.opens:
        return Status.NOT_YET_OPEN, None
    if dates.closes is None or on <= dates.closes:
        return Status.OPEN, None
    late = (on - dates.closes).days
    return (Status.LATER_THAN_USUAL if strength == "usually" else Status.OVERDUE), late
