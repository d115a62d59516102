"""One thing one case is due, and how urgent it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ilacs_rules.engine.ranking import sort_key
from ilacs_rules.model.as_data import obligation_as_data
from ilacs_rules.model.case import Case
from ilacs_rules.model.decision import Decision, Flag, Obligation, Status
from ilacs_rules.model.due_shapes import Complete, Single
from ilacs_rules.model.partial import Day, first_of
from ilacs_rules.model.version import Version
from ilacs_rules.text.frozen import frozen

# What was not kept goes above what is open, whatever has been done since.
TOLD_FIRST = (Flag.MISSED, Flag.EXCEEDED, Flag.EXCEEDED_BEFORE)
_TOLD_FIRST = frozenset(TOLD_FIRST)

# The most urgent first. What is done or does not apply is in the decisions, not in the rows.
URGENCY = (
    Status.OVERDUE,
    Status.OVERDUE_UNLESS_DONE,
    Status.LATER_THAN_USUAL,
    Status.LATER_THAN_USUAL_UNLESS_DONE,
    Status.LATER_THAN_ASKED,
    Status.LATER_THAN_ASKED_UNLESS_DONE,
    Status.OPEN,
    Status.NOT_YET_OPEN,
    Status.APPLIES,
    Status.PAUSED,
    Status.NO_DATE_SET,
    Status.UNDETERMINED,
    Status.LAPSED,
)


_PLACES = {status: place for place, status in enumerate(URGENCY)}
_OPEN = _PLACES[Status.OPEN]

LATE = URGENCY[:6]  # certainly, or unless it was done since the record ends


@frozen
class PlanRow:
    """One thing one case is due."""

    decision: Decision
    obligation: Obligation

    @property
    def case(self) -> Case:
        """Whose it is."""
        return self.decision.case

    @property
    def due(self) -> Day | None:
        """The day that counts: when it closes, else its target, else when it opens."""
        return self.obligation.closes or self.obligation.target or self.obligation.opens

    def as_data(self) -> dict[str, object]:
        """What the command line prints of it as JSON: the case, and the obligation."""
        return {"case": self.case.name, **obligation_as_data(self.decision.version, self.obligation)}


def unless_done_since(obligation: Obligation) -> date | None:
    """Since when what is late, open or lapsed may have been done, where the record ends before the day asked about."""
    return obligation.unless_done_since if obligation.status in (*LATE, Status.OPEN, Status.LAPSED) else None


def is_told_first(obligation: Obligation) -> bool:
    """Whether a period was missed, or more was done in it than is allowed."""
    return not _TOLD_FIRST.isdisjoint(obligation.flags)


def counted_as(obligation: Obligation) -> str:
    """Its status, or what is told before that, so that each row of a plan is counted once."""
    first = None if obligation.status in LATE else next((flag for flag in TOLD_FIRST if flag in obligation.flags), None)
    return first or obligation.status.value


def urgency(obligation: Obligation) -> tuple[int, bool]:
    """The place of its status; what is told first comes before all that is open, and after what is late."""
    place = _PLACES.get(obligation.status, len(URGENCY))
    before = is_told_first(obligation)
    return (min(place, _OPEN) if before else place), not before


def is_due(decision: Decision, obligation: Obligation) -> bool:
    """Whether it is open on the day, or late, or may be for all that is known; what is told first counts as open."""
    return urgency(obligation)[0] <= _OPEN or may_be_open(decision, obligation)


def may_be_open(decision: Decision, obligation: Obligation) -> bool:
    """Whether it applies and may be open, or late, on the day, unless what is not known has met it.

    Where its day cannot be told, it may; but not what has to follow another requirement, and has no day of its own.
    """
    if obligation.status is not Status.APPLIES:
        return False
    first = obligation.opens or obligation.not_before
    if first is not None:
        return first_of(first) <= decision.on
    shape = decision.requirement(obligation).due.shape
    return not (isinstance(shape, Single) and isinstance(shape.anchor, Complete))


def in_order(rows: Iterable[PlanRow]) -> list[PlanRow]:
    """The rows by urgency, the policy's priorities, the day that counts, the name of the case, and the file.

    The last of these comes first, and each goes by what is there already: of very many rows no keys are made and held.
    """
    ranks: dict[tuple[int, bool], tuple[float | str, ...]] = {}  # by the id of a decision, and whether a row is due

    def rank(row: PlanRow) -> tuple[float | str, ...]:
        asked = id(row.decision), is_due(row.decision, row.obligation)
        found = ranks.get(asked)
        if found is None:
            found = ranks[asked] = sort_key(row.decision, asked[1])
        return found

    found = sorted(rows, key=lambda row: place_in_file(row.decision.version, row.obligation))
    found.sort(key=lambda row: row.case.name)
    found.sort(key=lambda row: date.max if row.due is None else first_of(row.due))
    found.sort(key=rank)
    found.sort(key=lambda row: urgency(row.obligation))
    return found


def place_in_file(version: Version, obligation: Obligation) -> int:
    """The place of its requirement among those of the version that decides; last what only an earlier one asks for."""
    places = version.once("places", lambda: {name: place for place, name in enumerate(version.requirements)})
    return places.get(obligation.requirement, len(places))
