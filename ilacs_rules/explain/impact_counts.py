"""What a change does to many duties, counted: by requirement and by group, by how many days, by quarter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ilacs_rules.engine.impact import ImpactKind, ObligationImpact
from ilacs_rules.engine.workload import WorkTotal
from ilacs_rules.explain import values
from ilacs_rules.model.as_data import work_as_data

MOVES = (ImpactKind.EARLIER, ImpactKind.LATER)
CERTAIN = tuple(kind for kind in ImpactKind if kind not in (ImpactKind.AS_BEFORE, ImpactKind.NOT_TOLD))  # it changes


@dataclass(frozen=True, slots=True)
class ImpactTally:
    """What becomes of the duties of one requirement, of one group of cases, or of all; `cases` are those that have any.

    `touched` are the cases of which anything surely comes out otherwise. `late` and `maybe_late` are the duties that
    become late, surely or for all that is known.
    """

    name: str
    kinds: Mapping[ImpactKind, int]
    cases: int
    touched: int
    late: int
    maybe_late: int

    @property
    def duties(self) -> int:
        """How many there are in all."""
        return sum(self.kinds.values())

    def as_data(self) -> dict[str, object]:
        """The counts under the words for them."""
        return {
            **{kind.value: self.kinds.get(kind, 0) for kind in ImpactKind},
            "cases": self.cases,
            "cases touched": self.touched,
            "becomes late": self.late,
            "may become late": self.maybe_late,
        }


@dataclass(frozen=True, slots=True)
class Shift:
    """By how many days the duties of a requirement move one way: at least, half of them so many or less, at most.

    `vague` are those of which it is certain that they move, and not by how much; they are not in the figures.
    """

    requirement: str
    kind: ImpactKind
    duties: int
    least: int | None
    half: int | None
    most: int | None
    vague: int

    def as_data(self) -> dict[str, object]:
        """What the command line prints of it as JSON."""
        return {
            **{"requirement": self.requirement, "what": self.kind.value, "duties": self.duties},
            **{"least": self.least, "half": self.half, "most": self.most, "not_told": self.vague},
        }


@dataclass(frozen=True, slots=True)
class FallsDue:
    """How many duties of a requirement are due by the last day that is looked at, by the old text and by the new.

    `untold` are those of which that cannot be told.
    """

    requirement: str
    numbers: tuple[int, int]
    untold: tuple[int, int]

    def as_data(self) -> dict[str, object]:
        """What the command line prints of it as JSON."""
        return {
            **{"requirement": self.requirement, "before": self.numbers[0], "after": self.numbers[1]},
            **{"not_told_before": self.untold[0], "not_told_after": self.untold[1]},
        }


@dataclass(frozen=True, slots=True)
class Load:
    """What is expected to begin in a quarter, of a kind of event and of who does it, by the old text and by the new.

    The work is None where the rules tell no phases of anything. `untold` are the duties of that kind of which it cannot
    be told by the last day when they come, if they do: so the numbers are at least so many.
    """

    quarter: str
    event: str
    by: str
    group: str
    numbers: tuple[int, int]
    work: tuple[WorkTotal, WorkTotal] | None
    untold: tuple[int, int] = (0, 0)

    def as_data(self) -> dict[str, object]:
        """What the command line prints of it as JSON."""
        work = None
        if self.work is not None:
            names = zip(("before", "after"), self.work, strict=True)
            work = {name: {**work_as_data(each.work), "without_a_figure": each.without} for name, each in names}
            for name, untold in zip(work, self.untold, strict=True):
                work[name] |= {"person_days_at_most": None} if untold else {}
        told = {"quarter": self.quarter, "event": self.event, "by": self.by, "group": self.group or None}
        numbers = {"before": self.numbers[0], "after": self.numbers[1]}
        return {**told, **numbers, "not_told_before": self.untold[0], "not_told_after": self.untold[1], "work": work}


def number_told(number: int, untold: int) -> int | str:
    """`4`; `at least 4`, or `not known` in place of 0, where more may come of which that cannot be told."""
    if not untold:
        return number
    return f"at least {number:,}" if number else "not known"


def at_least(figure: str) -> str:
    """`at least 8 person-days` of a figure that says so already or not, where more may come."""
    return figure if figure.startswith("at least") else f"at least {figure}"


def requirement_of(impact: ObligationImpact) -> str:
    """The requirement as the policy writes it, in its newer words."""
    change = impact.change
    obligation = change.after or change.before
    assert obligation is not None, "one side has it"
    return obligation.asked_by(change.version).words


def instance_of(impact: ObligationImpact) -> str:
    """The event that it is about, of one duty for each event; else an empty text."""
    change = impact.change
    obligation = change.after or change.before
    assert obligation is not None, "one side has it"
    return "" if obligation.instance is None else values.event(obligation.instance, change.version)


def tally(name: str, those: Iterable[ObligationImpact]) -> ImpactTally:
    """The duties of a requirement, or of a group, counted."""
    found = list(those)
    late = Counter(each.becomes_late for each in found)
    return ImpactTally(
        name,
        Counter(each.kind for each in found),
        len({each.case for each in found}),
        len({each.case for each in found if each.kind in CERTAIN}),
        late[True],
        late[None],
    )


def shift(requirement: str, kind: ImpactKind, those: Sequence[ObligationImpact]) -> Shift:
    """By how many days these move."""
    days = sorted(abs(each.moved.days) for each in those if each.moved is not None and each.moved.days is not None)
    least, half, most = (days[0], days[(len(days) - 1) // 2], days[-1]) if days else (None, None, None)
    return Shift(requirement, kind, len(those), least, half, most, len(those) - len(days))
