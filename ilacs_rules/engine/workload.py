"""The work in what is to be done, summed by the month in which it falls: what a plan needs, and what a forecast does.

What somebody else than the publisher does is not counted. Work without a figure is counted apart, and never as 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from ilacs_rules.engine.plan_rows import LATE, URGENCY, PlanRow, unless_done_since
from ilacs_rules.language.fixed_words import Bound, Strength
from ilacs_rules.model.as_data import event_words, work_as_data
from ilacs_rules.model.decision import Decision, Obligation, Status
from ilacs_rules.model.due_shapes import Quota
from ilacs_rules.model.partial import first_of, last_of, month_of, quarter_of
from ilacs_rules.model.phases import NO_WORK, PersonDays, Work
from ilacs_rules.model.version import Version
from ilacs_rules.text.frozen import frozen

_WITHOUT_A_DATE = (Status.PAUSED, Status.NO_DATE_SET)
_TO_DO = frozenset(URGENCY) - {Status.UNDETERMINED, Status.LAPSED}


@frozen
class WorkPiece:
    """A phase of one or several events of a kind, or a whole event of which no phases are told, in a month.

    `month` is such as `2026-05`, and None where no day can be told, or there is none yet (`undated`); `late` is what
    was due before the day of the question. `phase` is empty where no phases are told, `work` None without a figure.
    `of` is the place of the event among all that are counted: its pieces have the same.
    """

    month: str | None
    late: bool
    event: str  # the kind as the policy writes it
    phase: str
    work: PersonDays | None
    of: int
    number: int = 1
    fact: str = ""
    undated: bool = False


@frozen
class WorkTotal:
    """The work of all pieces that are alike but for whose it is; `lacking` are the events without a figure for it."""

    month: str | None
    late: bool
    event: str
    phase: str
    fact: str
    known: PersonDays = NO_WORK
    lacking: frozenset[tuple[int, int]] = frozenset()  # each by its place, with how many it stands for
    undated: bool = False

    @property
    def without(self) -> int:
        """How many events have no figure, or not for all of it."""
        return sum(number for _, number in self.lacking)

    @property
    def work(self) -> Work:
        """The work as far as it has figures."""
        return Work(self.known, self.without > 0)

    def as_data(self) -> dict[str, object]:
        """What the command line prints of it as JSON."""
        what = {"month": self.month, "event": self.event, "phase": self.phase or None}
        return {**what, **work_as_data(self.work), "without_a_figure": self.without}


def quarter_of_month(month: str) -> str:
    """The quarter of a month such as `2026-05`: `2026 Q2`."""
    return quarter_of(date.fromisoformat(f"{month}-01"))


def has_phases(versions: Iterable[Version]) -> bool:
    """Whether any of the versions tells phases: where none does, nothing is said of work."""
    return any(requirement.phases for version in versions for requirement in version.requirements.values())


def work_of_plan(rows: Iterable[PlanRow], on: date) -> Iterator[WorkPiece]:
    """The work in what rows of a plan say is to be done next: late, by its month, or without a day.

    What may have been done since the record ends may be no work any more. What may apply and is not known to, is only
    allowed, or is a limit to what may be done, is not counted.
    """
    for of, row in enumerate(rows):
        obligation, number = row.obligation, _how_many(row)
        if number and is_own(row.decision, obligation):
            late = obligation.status in LATE
            months = [month_of(on) if late else _month(row, on)] * max(1, len(obligation.phases))
            undated = not late and _is_undated(row)
            for piece in pieces(row.decision, obligation, months, of, number, late=late, undated=undated):
                if piece.work is not None and unless_done_since(obligation) is not None:
                    piece = replace(piece, work=PersonDays(Fraction(), piece.work.most))
                yield piece


def may_apply(rows: Iterable[PlanRow]) -> int:
    """How many rows are not counted as it cannot be told whether they apply."""
    return sum(row.obligation.status is Status.UNDETERMINED and is_own(row.decision, row.obligation) for row in rows)


def pieces(
    decision: Decision,
    obligation: Obligation,
    months: Sequence[str | None],
    of: int,
    number: int = 1,
    *,
    late: bool = False,
    undated: bool = False,
) -> Iterator[WorkPiece]:
    """The pieces of so many events; `months` are those of its phases, or that of the event where it has none."""
    event = event_words(decision.version, obligation.event)
    if not obligation.phases:
        yield WorkPiece(months[0], late, event, "", None, of, number, undated=undated)
    for month, each in zip(months, obligation.phases, strict=False):
        work = None if each.person_days is None else each.person_days.times(number)
        yield WorkPiece(month, late, event, each.phase.words, work, of, number, undated=undated)


def is_own(decision: Decision, obligation: Obligation) -> bool:
    """Whether it is the publisher that has to do it."""
    return obligation.by == decision.version.publisher and obligation.strength is not Strength.MAY


def summed(found: Iterable[WorkPiece]) -> tuple[WorkTotal, ...]:
    """The pieces summed: what is late first, then by month, then what has no day that can be told, or none yet."""
    sums: dict[tuple[bool, str, str, str, str], _Sum] = {}
    for each in found:
        key = not each.late, each.month or (_LAST if each.undated else _LATER), each.event, each.phase, each.fact
        so_far = sums.get(key)
        if so_far is None:
            so_far = sums[key] = _Sum(each)
        if each.work is None:
            so_far.lacking.add((each.of, each.number))
        else:
            so_far.known += each.work
    order = {key: place for place, key in enumerate(sums)}  # phases stand in the order in which they follow
    in_order = sorted(sums, key=lambda key: (key[0], key[1], key[2], key[4], order[key]))
    return tuple(sums[key].total() for key in in_order)


class _Sum:
    """What pieces that are alike come to so far: they may be as many as the rows of a plan."""

    __slots__ = ("alike", "known", "lacking")

    def __init__(self, first: WorkPiece) -> None:
        self.alike = first
        self.known = NO_WORK
        self.lacking = set[tuple[int, int]]()

    def total(self) -> WorkTotal:
        """All of them together."""
        one = self.alike
        lacking = frozenset(self.lacking)
        return WorkTotal(one.month, one.late, one.event, one.phase, one.fact, self.known, lacking, one.undated)


def all_of(totals: Iterable[WorkTotal]) -> WorkTotal:
    """Some totals as one."""
    found = list(totals)
    known = NO_WORK
    for each in found:
        known += each.known
    lacking = frozenset[tuple[int, int]]().union(*(each.lacking for each in found))
    return WorkTotal(None, False, "", "", "", known, lacking)


_LATER, _LAST = "~", "~~"  # after every month


def _is_undated(row: PlanRow) -> bool:
    """Whether it surely is due on no day yet: an opening alone is none, nor is a day that will be another."""
    obligation = row.obligation
    without = obligation.closes is None and obligation.target is None and obligation.status is not Status.APPLIES
    return without or obligation.status in _WITHOUT_A_DATE


def _how_many(row: PlanRow) -> int:
    """How many are to be done next; of what is done again and again, the next one."""
    obligation = row.obligation
    if obligation.status not in _TO_DO:
        return 0
    shape = row.decision.requirement(obligation).due.shape
    if isinstance(shape, Quota):
        return 0 if shape.bound is Bound.AT_MOST else 1 if obligation.left is None else obligation.left
    return 1


def _month(row: PlanRow, on: date) -> str | None:
    due = row.obligation.closes or row.obligation.target
    if due is None or _is_undated(row):
        return None
    first, last = (max(each(due), on) for each in (first_of, last_of))
    return month_of(last) if (first.year, first.month) == (last.year, last.month) else None
