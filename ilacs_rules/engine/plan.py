"""A plan: what many cases are due on one day, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from ilacs_rules.cases.named import Told, apart, likeness
from ilacs_rules.engine.alike import Alike
from ilacs_rules.engine.case_lines import CaseLine, Missing, case_lines, missing, missing_as_data
from ilacs_rules.engine.cores import Watched, each_answered
from ilacs_rules.engine.decide import Undecided, decide
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.findings import broken_guarantees, of_cases_made, record_ended_long_before, undecided
from ilacs_rules.engine.plan_rows import URGENCY, PlanRow, in_order, is_told_first
from ilacs_rules.engine.program import Program
from ilacs_rules.engine.workload import WorkTotal, has_phases, summed, work_of_plan
from ilacs_rules.model.as_data import asked_as_data, record_as_data
from ilacs_rules.model.case import Case
from ilacs_rules.model.decision import Decision
from ilacs_rules.model.partial import exact
from ilacs_rules.model.record_end import RecordEnd, record_ends
from ilacs_rules.model.version import Version
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.machine import with_findings

_PAYS = 1_000  # cases; fewer are decided on one core before others have begun


@dataclass(frozen=True)
class Plan:
    """The rows of a plan in order, every decision, and the cases that could not be decided with the reason.

    Its lines are worked out once, when they are first asked for: hence no slots.
    """

    on: date
    rows: tuple[PlanRow, ...]
    decisions: tuple[Decision, ...]
    failed: tuple[Undecided, ...] = ()
    version: Version | None = field(default=None, repr=False)  #: the one in force on the day
    known: date | None = None  #: the day up to which is known what had been published; None if all is

    @property
    def record(self) -> Mapping[str, RecordEnd]:
        """How far the record of the cases goes, of each family of events (folded), where it ends before the day."""
        assert self.version is not None, "a plan that was made"
        elsewhere = (each for decision in self.decisions for each in decision.elsewhere)
        return record_ends([each.case for each in self.decisions], self.version, self.on, self.known, elsewhere)

    @property
    def ended(self) -> tuple[Decision, ...]:
        """The decisions of subjects that had ended before the day; none of them is in a row."""
        return tuple(decision for decision in self.decisions if decision.ended is not None)

    @property
    def going_on(self) -> tuple[Decision, ...]:
        """The others."""
        return tuple(decision for decision in self.decisions if decision.ended is None)

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

    @cached_property
    def lines(self) -> tuple[CaseLine, ...]:
        """One line for each case that could be decided and had not ended, in the order of who comes first."""
        return case_lines(self.going_on, self.rows)

    @property
    def work(self) -> tuple[WorkTotal, ...]:
        """The work that the publisher has in what the rows say is to be done next; none where no phases are told."""
        versions = {id(each.version): each.version for each in self.decisions}
        return summed(work_of_plan(self.rows, self.on)) if has_phases(versions.values()) else ()

    @property
    def missing(self) -> Missing:
        """What would have to be found out to tell what cannot be told yet."""
        return missing(self.going_on, self.rows)

    def as_data(
        self,
        beside: Iterable[Diagnostic] = (),
        rows_in_all: int | None = None,
        lines: Sequence[CaseLine] | None = None,
        limit: int | None = None,
    ) -> dict[str, object]:
        """What the command line prints of it as JSON, its findings with it, after those found `beside` it.

        The command line has in `beside` what was found while it read the cases; `rows_in_all` is how many rows there
        were before some were chosen, `lines` are those to be told, if not all, and `limit` is how many lines and rows.
        """
        assert self.version is not None, "a plan that was made"
        rows = [row.as_data() for row in self.rows[:limit]]
        told = self.lines if lines is None else lines
        answer: dict[str, object] = {**asked_as_data(self.version, self.on, self.known), "cases": len(self.decisions)}
        status = self.version.status
        answer["text_status"] = None if status is None else status.value
        answer["lines"] = [line.as_data() for line in told[:limit]]
        answer["rows"] = rows
        answer["missing"] = missing_as_data(self.version, self.missing)
        answer["work"] = [{"late": each.late, "undated": each.undated, **each.as_data()} for each in self.work]
        if self.ended:
            answer["ended"] = [{"case": each.case.name, "ended": exact(each.ended)} for each in self.ended]
        answer["record"] = record_as_data(self.version, self.record)
        answer["rows_in_all"] = len(self.rows) if rows_in_all is None else rows_in_all
        return with_findings(answer, [*beside, *self.findings])


@dataclass(frozen=True, slots=True)
class _Planning:
    """What is asked of each case: its decision, or why there is none."""

    program: Program
    on: date
    known: date | None
    trace: bool
    alike: Alike

    @property
    def programs(self) -> tuple[Program, ...]:
        return self.program, *self.program.earlier.values()

    def __call__(self, case: Case) -> Decision | tuple[Diagnostic, ...]:
        try:
            found = decide(self.program, case, self.on, self.known, trace=self.trace, needs=True)
            return self.alike.share(found)
        except DecisionError as error:
            return error.diagnostics


def plan(
    program: Program,
    cases: Iterable[Case],
    on: date,
    known: date | None = None,
    *,
    trace: bool = False,
    watched: Watched = iter,
    jobs: int | None = 1,
) -> Plan:
    """The plan of all cases on a day: by urgency, then the policy's priorities, then the day that counts, then name.

    A case that cannot be decided is told in `failed`; the others are planned all the same. Those that are decided go
    through `watched`, one by one, for whoever wants to show how far it is. A `trace` is only kept where it is asked
    for. So many `jobs` are done at once, as `each_answered` says.
    """
    decisions: list[Decision] = []
    alike = Alike()
    single, failed = distinct(cases)
    answers = each_answered(_Planning(program, on, known, trace, alike), single, jobs, _PAYS, watched)
    for case, answer in zip(single, answers, strict=True):
        if isinstance(answer, Decision):
            decisions.append(alike.share(answer))
        else:
            failed.append((case, answer))
    rows = [PlanRow(d, o) for d in decisions for o in d.obligations if o.status in URGENCY or is_told_first(o)]
    return Plan(on, tuple(in_order(rows)), tuple(decisions), tuple(failed), program.version, known)


def distinct(cases: Iterable[Case]) -> tuple[list[Case], list[Undecided]]:
    """The cases whose names could not be another's, and the others with the reason: each may be half a history."""
    told: dict[str, list[Told]] = {}
    for case in cases:
        told.setdefault(likeness(case.name), []).append(Told(case.name, case.place, case))
    found: list[Case] = []
    failed: list[Undecided] = []
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
