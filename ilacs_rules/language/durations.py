"""Lengths of time. There are three kinds and those of a policy, never compared with each other and never converted."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from ilacs_rules.language.names import in_expression
from ilacs_rules.text.frozen import frozen

if TYPE_CHECKING:
    from ilacs_rules.language.kinds_of_day import KindOfDay


class DurationKind(StrEnum):
    """What a length of time is counted in."""

    MONTHS = "months"
    DAYS = "days"
    WORKING_DAYS = "working days"


@frozen
class Duration:
    """A length of time: `amount` months, days, working days or days of a kind, with the unit it was written in.

    Equal amounts are equal lengths (`12 months` is `1 year`); `unit` only says how to print it.
    """

    amount: int
    kind: DurationKind | KindOfDay
    unit: str = ""

    @property
    def skips_days(self) -> bool:
        """Whether days may lie in it that do not count: it is of working days, or of days of a kind."""
        return self.kind not in (DurationKind.MONTHS, DurationKind.DAYS)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Duration) and (self.amount, self.kind) == (other.amount, other.kind)

    def __hash__(self) -> int:
        return hash((self.amount, self.kind))

    def __str__(self) -> str:
        if not isinstance(self.kind, DurationKind):
            return f"{self.amount} {self.kind.words if self.amount == 1 else self.kind.value}"
        unit = self.unit if self.unit and self.amount % UNITS[self.unit][0] == 0 else self.kind.value
        count = self.amount // UNITS[_singular(unit)][0]
        name = _singular(unit)
        return f"{count} {name}" if count == 1 else f"{count} {name}s"


# unit → how many of its kind, and the kind
UNITS: dict[str, tuple[int, DurationKind]] = {
    "day": (1, DurationKind.DAYS),
    "working day": (1, DurationKind.WORKING_DAYS),
    "week": (7, DurationKind.DAYS),
    "month": (1, DurationKind.MONTHS),
    "quarter": (3, DurationKind.MONTHS),
    "year": (12, DurationKind.MONTHS),
}


@frozen
class DaysOfAKind:
    """So many days of a kind that a policy names, by its folded name: `5 school days`, as it was written."""

    count: int
    kind: str

    def __str__(self) -> str:
        return f"{self.count} {in_expression(self.kind)}{'' if self.count == 1 else 's'}"


LONGEST = 12_000
"""The longest length of time, in months, days or working days: a thousand years."""

NO_TIME = Duration(0, DurationKind.DAYS, "day")
"""No time at all: a notice of `none`."""


def times(length: Duration, count: int | Decimal) -> Duration | None:
    """A length of time so many times over; None where that is none: not of whole days, too long, or below 0."""
    amount = length.amount * Decimal(count)
    whole = 0 <= amount <= LONGEST and amount == int(amount)
    return Duration(int(amount), length.kind, length.unit) if whole else None


def _singular(unit: str) -> str:
    return unit.removesuffix("s")


def duration(count: int, unit: str) -> Duration:
    """A duration as written: `duration(3, "years")`. Raises KeyError for a unit that is not one."""
    name = _singular(" ".join(unit.lower().split()))
    size, kind = UNITS[name]
    return Duration(count * size, kind, name)
