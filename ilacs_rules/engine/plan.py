"""A plan: what many cases are due on one day, the most urgent first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ilacs_rules.cases.named import Told, apart, likeness
from ilacs_rules.engine.decide import decide
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.findings import broken_guarantees, of_cases_made, record_ended_long_before, undecided
from ilacs_rules.engine.program import Program
from ilacs_rules.engine.ranking import sort_key
from ilacs_rules.model.as_data import asked_as_data, obligation_as_data, record_as_data
from ilacs_rules.model.case import Case
from ilacs_rules.model.decision import Decision, Flag, Obligation, Status
from ilacs_rules.model.partial import Day, exact, first_of
from ilacs_rules.model.record_end import RecordEnd, record_ends
from ilacs_rules.model.version import Version
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.machine import with_findings

# What was not kept goes above what is open, whatever has been done since.
TOLD_FIRST = (Flag.MISSED, Flag.EXCEEDED, Flag.EXCEEDED_BEFORE)
_TOLD_FIRST = frozenset(TOLD_FIRST)

# The most urgent first. What is done or does not apply is in the decisions, not in the rows.
URGENCY = (
    Status.OVERDUE,
    Status.OVERDUE_UNLESS_DONE,
    Status.LATER_THAN_USUAL,
    Status.LATER_THAN_USUAL_UNLESS_DONE,
    Status.OPEN,
    Status.NOT_YET_OPEN,
    Status.PAUSED,
    Status.NO_DATE_SET,
    Status.APPLIES,
    Status.UNDETERMINED,
    Status.LAPSED,
)


LATE = URGENCY[:4]  # certainly, or unless it was done since the record ends


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Plan:
    """The rows of a plan in order, every decision, and the cases that could not be decided with the reason."""

    on: date
    rows: tuple[PlanRow, ...]
    decisions: tuple[Decision, ...]
    failed: tuple[tuple[Case, tuple[Diagnostic, ...]], ...] = ()
    version: Version | None = field(default=None, repr=False)  #: the one in force on the day
    known: date | None = None  #: the day up to which is known what had been published; None if all is

    @property
    def record(self) -> Mapping[str, RecordEnd]:
        """How far the record of the cases goes, of each family of events (folded), where it ends before the day."""
        assert self.version is not None, "a plan that was made"
        return record_ends([each.case for each in self.decisions], self.version, self.on, self.known)

    @property
    def ended(self) -> tuple[Decision, ...]:
        """The decisions of subjects that had ended before the day; none of them is in a row."""
        return tuple(decision for decision in self.decisions if decision.ended is not None)

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Why cases could not be decided, and what is wrong with those that could: days, and guarantees."""
        failed = [finding for case, reasons in self.failed for finding in undecided(case, reasons)]
        told = (
            of_cases_made(self.decisions),
            record_ended_long_before(self.decisions),
            broken_guarantees(self.decisions),
        )
        return (*failed, *(each for found in told for each in found))

    def as_data(self, beside: Iterable[Diagnostic] = (), rows_in_all: int | None = None) -> dict[str, object]:
        """What the command line prints of it as JSON, its findings with it, after those found `beside` it.

        The command line has in `beside` what was found while it read the cases; `rows_in_all` is how many rows there
        were before some were chosen.
        """
        assert self.version is not None, "a plan that was made"
        rows = [row.as_data() for row in self.rows]
        answer = {**asked_as_data(self.version, self.on, self.known), "cases": len(self.decisions), "rows": rows}
        if self.ended:
            answer["ended"] = [{"case": each.case.name, "ended": exact(each.ended)} for each in self.ended]
        answer["record"] = record_as_data(self.version, self.record)
        answer["rows_in_all"] = len(self.rows) if rows_in_all is None else rows_in_all
        return with_findings(answer, [*beside, *self.findings])


def plan(
    program: Program,
    cases: Iterable[Case],
    on: date,
    known: date | None = None,
    *,
    trace: bool = True,
    watched: Callable[[Sequence[Case]], Iterable[Case]] = iter,
) -> Plan:
    """The plan of all cases on a day: by urgency, then the policy's priorities, then the day that counts, then name.

    A case that cannot be decided is told in `failed`; the others are planned all the same. Those that are decided go
    through `watched`, one by one, for whoever wants to show how far it is.
    """
    decisions: list[Decision] = []
    single, failed = distinct(cases)
    for case in watched(single):
        try:
            decisions.append(decide(program, case, on, known, trace=trace))
        except DecisionError as error:
            failed.append((case, error.diagnostics))
    rows = [PlanRow(d, o) for d in decisions for o in d.obligations if o.status in URGENCY or is_told_first(o)]
    rows.sort(key=_key)
    return Plan(on, tuple(rows), tuple(decisions), tuple(failed), program.version, known)


def distinct(cases: Iterable[Case]) -> tuple[list[Case], list[tuple[Case, tuple[Diagnostic, ...]]]]:
    """The cases whose names could not be another's, and the others with the reason: each may be half a history."""
    told: dict[str, list[Told]] = {}
    for case in cases:
        told.setdefault(likeness(case.name), []).append(Told(case.name, case.place, case))
    found: list[Case] = []
    failed: list[tuple[Case, tuple[Diagnostic, ...]]] = []
    for alike in told.values():
        out: list[Diagnostic] = []
        found += apart(alike, out)
        failed += [(each.case, _reasons(each, alike, out)) for each in alike if out and each.case is not None]
    return found, failed


def _reasons(one: Told, alike: list[Told], found: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Of what was found of names that are alike, what is about one of them: that it is told twice goes for its own."""
    doubled: list[Diagnostic] = []
    apart([each for each in alike if each.name == one.name], doubled)
    return (*doubled, *(each for each in found if each.code is Code.CASE_NAMES_ALIKE))


def is_told_first(obligation: Obligation) -> bool:
    """Whether a period was missed, or more was done in it than is allowed."""
    return not _TOLD_FIRST.isdisjoint(obligation.flags)


def counted_as(obligation: Obligation) -> str:
    """Its status, or what is told before that, so that each row of a plan is counted once."""
    first = None if obligation.status in LATE else next((flag for flag in TOLD_FIRST if flag in obligation.flags), None)
    return first or obligation.status.value


def _urgency(obligation: Obligation) -> tuple[int, bool]:
    """The place of its status; what is told first comes before all that is open, and after what is late."""
    place = URGENCY.index(obligation.status) if obligation.status in URGENCY else len(URGENCY)
    before = is_told_first(obligation)
    return (min(place, URGENCY.index(Status.OPEN)) if before else place), not before


def _key(row: PlanRow) -> tuple[object, ...]:
    decision = row.decision
    return (
        _urgency(row.obligation),
        sort_key(decision.version, decision.points, decision.order),
        date.max if row.due is None else first_of(row.due),
        row.case.name,
        tuple(decision.version.requirements).index(row.obligation.requirement),
    )
