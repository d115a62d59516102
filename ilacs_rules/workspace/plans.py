"""A plan in short, and as one table for a spreadsheet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from ilacs_rules.engine.case_lines import CaseLine, Missing
from ilacs_rules.engine.forecasting.work import WorkCalendar
from ilacs_rules.engine.observing.observation import observe
from ilacs_rules.engine.plan import Plan
from ilacs_rules.engine.plan import plan as plan_cases
from ilacs_rules.engine.plan_rows import TOLD_FIRST, URGENCY, PlanRow
from ilacs_rules.engine.policies import Policy
from ilacs_rules.engine.room import Room, room_for
from ilacs_rules.engine.workload import WorkTotal
from ilacs_rules.explain import values
from ilacs_rules.explain.english import capital, sentence
from ilacs_rules.explain.noted import NOTED, notes_of
from ilacs_rules.explain.observed_report import ObservedReport
from ilacs_rules.explain.publication import titled
from ilacs_rules.explain.record import record_in_words, said
from ilacs_rules.explain.taken import taken_for_granted
from ilacs_rules.model.case import Case
from ilacs_rules.model.decision import CANNOT_BE_TOLD
from ilacs_rules.model.version import Version
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.workspace.about import About
from ilacs_rules.workspace.due_tables import CANNOT_TELL, due_table, in_a_sentence, needs_table
from ilacs_rules.workspace.errors import working_at_once
from ilacs_rules.workspace.observations import SHEET as OBSERVED
from ilacs_rules.workspace.observations import observed_in_short, observed_table, with_observed
from ilacs_rules.workspace.plan_lines import (
    lines_in_short,
    lines_table,
    missing_in_short,
    moved_in_short,
    questions_table,
    reasons_of_place,
    what_it_rests_on,
)
from ilacs_rules.workspace.plan_table import plan_table
from ilacs_rules.workspace.plan_totals import ended_in_words, totals_in_words
from ilacs_rules.workspace.question import Question
from ilacs_rules.workspace.room import NO_ROOM, room_as_data, room_in_short, room_table
from ilacs_rules.workspace.summary import Summary, SummaryPart
from ilacs_rules.workspace.tables import Table
from ilacs_rules.workspace.work import WORK, work_of_plan_in_short, work_table

STATUSES = tuple(each.value for each in (*URGENCY, *TOLD_FIRST))  # that rows may be asked for by

ALL_ROWS = "all duties"
TO_FIND_OUT = "to find out"


def plan_by_case(planned: Planned) -> Summary:
    """The first of the lines, one for each case; what is missing; and what all rows asked for come to."""
    plan, lines, limit = planned.plan, planned.lines, planned.limit
    version = plan.version
    assert version is not None, "a plan that was made"
    shown = lines[:limit]
    parts = [SummaryPart(table=lines_in_short(shown))] if shown else []
    parts += [SummaryPart(each) for each in reasons_of_place(shown)]
    parts += moved_in_short(shown)
    parts += missing_in_short(planned.missing, version, len(plan.going_on))
    parts += [SummaryPart(each) for each in planned.taken(every_row=False)]
    parts += noted_in_short(planned.cases(every_row=False))
    parts += work_of_plan_in_short(planned.work, planned.rows)
    parts += room_in_short(planned.room, version)
    if planned.observed is not None:
        parts += observed_in_short(planned.observed, [line.case.name for line in shown])
    more = f"; the first {len(shown):,} {'case is' if len(shown) == 1 else 'cases are'} shown" if shown != lines else ""
    ending = totals_in_words(plan, planned.rows, len(planned.rows), planned.question.left_out)
    return Summary(_head(plan, version), tuple(parts), ending + more + what_it_rests_on(shown))


def plan_in_short(plan: Plan, rows: Sequence[PlanRow], limit: int, left_out: Sequence[str]) -> Summary:
    """The first `limit` of the rows as tables, and what all of them come to.

    `rows` are those asked for, and `left_out` are the names of cases that could not be read.
    """
    version = plan.version
    assert version is not None, "a plan that was made"
    owed = [(row.decision, row.obligation) for row in rows[:limit]]
    dated = [each for each in owed if each[1].status not in CANNOT_BE_TOLD]
    unsettled = [each for each in owed if each[1].status in CANNOT_BE_TOLD]
    blocks = [SummaryPart(table=due_table(dated, version, with_case=True))] if dated else []
    if unsettled:
        blocks.append(SummaryPart(capital(CANNOT_TELL), needs_table(unsettled, version, len(plan.going_on))))
    return Summary(_head(plan, version), tuple(blocks), totals_in_words(plan, rows, limit, left_out))


def noted_in_short(cases: Iterable[Case]) -> list[SummaryPart]:
    """The notes of these cases under their heading; nothing where there is none."""
    notes = notes_of(cases)
    return [SummaryPart(NOTED, points=notes)] if notes else []


def _head(plan: Plan, version: Version) -> tuple[str, ...]:
    """What it is a plan of, as at which day, and how far the record goes where it ends before."""
    known = f", as published by {values.day(plan.known)}" if plan.known is not None else ""
    force = f"Plan as at {values.day(plan.on)}, by the version in force from {values.day(version.start)}{known}"
    record = record_in_words(plan.record, version, plan.known)
    told = () if record is None else (capital(record),)
    return (titled(version), force, *_by_earlier_versions(plan), *told)


def _by_earlier_versions(plan: Plan) -> Iterator[str]:
    """`By the version of 13 December 2024 still: Bradford and Nottingham`, for each version that a transition keeps.

    It is kept as far as is recorded, where the record ends before: what happened since may have ended it.
    """
    kept: dict[date, list[str]] = {}
    recorded = ", as far as is recorded" if plan.record else ""
    for decision in plan.going_on:
        if decision.kept is not None:
            kept.setdefault(decision.version.start, []).append(decision.case.name)
    for start, names in sorted(kept.items()):
        yield f"By the version of {values.day(start)} still{recorded}: {in_a_sentence(names, 2)}"


def plan_sheets(plan: Plan, lines: Sequence[CaseLine], limit: int | None = None) -> dict[str, Table]:
    """A line for each case, every row, and what is missing, each under its title, with what it is about above it."""
    assert plan.version is not None, "a plan that was made"
    above = _head(plan, plan.version)
    sheets = {
        f"plan {plan.on}": lines_table(lines[:limit]),
        ALL_ROWS: plan_table(plan.rows[:limit]),
        TO_FIND_OUT: questions_table(plan.missing),
    }
    return {name: replace(table, above=above) for name, table in sheets.items()}


def _said_of_ended(plan: Plan) -> tuple[str, ...]:
    return (sentence(ended_in_words(plan.ended, plan.on)),) if plan.ended else ()


@dataclass(frozen=True)
class Planned:
    """A plan, and the rows of it that were asked for.

    `chosen` says which, if not all, and `limit` how many; `only_some` is whether they were asked for by what they are.
    With a `calendar` of work it is told what that has no room for.
    """

    question: Question
    plan: Plan
    rows: tuple[PlanRow, ...]
    chosen: tuple[str, ...] = ()
    limit: int | None = None
    only_some: bool = False
    observed: ObservedReport | None = None
    calendar: WorkCalendar | None = None

    @property
    def head(self) -> tuple[str, ...]:
        """What it is a plan of, as at which day, and how far the record goes where it ends before."""
        return _head(self.plan, self.question.program.version)

    @property
    def shown(self) -> tuple[PlanRow, ...]:
        """The first of the rows, as many as were asked for."""
        return self.rows[: self.limit]

    @cached_property
    def asked(self) -> Plan:
        """The plan with no other rows than those asked for, made once: it keeps its lines."""
        return replace(self.plan, rows=self.rows)

    @property
    def lines(self) -> tuple[CaseLine, ...]:
        """A line for each case; where rows were asked for by what they are, for each case that has some."""
        found = self.asked.lines
        return tuple(line for line in found if line.row is not None) if self.only_some else found

    @property
    def missing(self) -> Missing:
        """What would have to be found out to tell what cannot be told of the rows."""
        return self.asked.missing

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Everything found on the way to it."""
        return (*self.question.findings, *self._of_observed, *self.plan.findings)

    @property
    def _of_observed(self) -> tuple[Diagnostic, ...]:
        """What was found of the history, but not what is told of the cases themselves."""
        if self.observed is None:
            return ()
        return tuple(each for each in self.observed.findings if each not in self.plan.findings)

    @property
    def work(self) -> tuple[WorkTotal, ...]:
        """The work in what the rows asked for say is to be done next; none where no phases are told."""
        return self.asked.work

    @cached_property
    def room(self) -> Room | None:
        """What of the rows asked for the calendar of work has no room for; None without one."""
        program, on = self.question.program, self.plan.on
        return None if self.calendar is None else room_for(self.rows, program, on, self.calendar)

    def as_data(self) -> dict[str, object]:
        """What the command line prints as JSON."""
        beside = (*self.question.findings, *self._of_observed)
        answer = self.asked.as_data(beside, len(self.plan.rows), self.lines, self.limit)
        if self.room is not None:
            answer["room"] = room_as_data(self.room, self.question.program.version)
        return answer if self.observed is None else {**answer, "observed": self.observed.as_data()}

    def in_short(self, *, every_row: bool = False) -> Summary:
        """The plan to look at: a line for each case; every row where that, or some of them, are asked for."""
        if not self.is_row_by_row(every_row=every_row):
            return plan_by_case(self)
        found = plan_in_short(self.plan, self.rows, len(self.shown), self.question.left_out)
        found = replace(
            found,
            parts=(
                *found.parts,
                *(SummaryPart(each) for each in self.taken(every_row=True)),
                *noted_in_short(self.cases(every_row=True)),
                *work_of_plan_in_short(self.work, self.rows),
                *room_in_short(self.room, self.plan.version),
            ),
        )
        if self.observed is None:
            return found
        beside = observed_in_short(self.observed, dict.fromkeys(row.case.name for row in self.shown))
        return replace(found, parts=(*found.parts, *beside))

    def tables(self, *, every_row: bool = False) -> dict[str, Table]:
        """The sheets of a workbook, under their titles: a line for each case, every row, what is missing.

        Only the rows where these, or some of them, are asked for.
        """
        sheets = plan_sheets(self.asked, self.lines, self.limit)
        if self.work:
            sheets[WORK] = replace(work_table(self.work, planned=True), above=self.head)
        if self.room is not None:
            sheets[NO_ROOM] = replace(room_table(self.room, self.question.program.version), above=self.head)
        first = f"plan {self.plan.on}"
        if self.is_row_by_row(every_row=every_row):
            sheets = {first: sheets[ALL_ROWS], **{name: sheets[name] for name in (NO_ROOM,) if name in sheets}}
        if self.observed is None:
            return sheets
        by_row = self.is_row_by_row(every_row=every_row)
        asked = [(row.case.name, row.obligation.event) for row in self.shown]
        if not by_row:
            told = self.lines[: self.limit]
            asked = [(each.case.name, "" if each.row is None else each.row.obligation.event) for each in told]
        table = with_observed(sheets[first], asked, self.observed, whole_case=not by_row)
        return {**sheets, first: table, OBSERVED: observed_table(self.observed)}

    def told(self, *, every_row: bool = False) -> int:
        """How many lines, or rows, are told."""
        return len(self.shown if self.is_row_by_row(every_row=every_row) else self.lines[: self.limit])

    def cases(self, *, every_row: bool = False) -> tuple[Case, ...]:
        """The cases of the lines, or rows, that are told."""
        told = self.shown if self.is_row_by_row(every_row=every_row) else self.lines[: self.limit]
        return tuple(each.case for each in told)

    def taken(self, *, every_row: bool = False) -> tuple[str, ...]:
        """What is taken for granted of what is told, where nothing is said of it, in sentences."""
        by_row = self.is_row_by_row(every_row=every_row)
        rows = self.shown if by_row else [each.row for each in self.lines[: self.limit] if each.row is not None]
        return taken_for_granted([(row.decision, row.obligation) for row in rows])

    def is_row_by_row(self, *, every_row: bool) -> bool:
        """Whether rows are told, and not a line for each case: where they are asked for by what they are, or all."""
        return every_row or self.only_some

    def about(self, *, every_row: bool = False) -> About:
        """What its table is about."""
        return About(
            "plan",
            self.question.program.version,
            {"on": self.plan.on, "known": self.plan.known},
            self.told(every_row=every_row),
            len(self.plan.rows if self.is_row_by_row(every_row=every_row) else self.plan.going_on),
            len(self.plan.decisions),
            self.chosen,
            said=(
                *said(self.plan.record, self.question.program.version, self.plan.known),
                *_said_of_ended(self.plan),
                *self.taken(every_row=every_row),
                *_said(self.observed),
            ),
            left_out=(*self.question.left_out, *(case.name for case, _ in self.plan.failed)),
            findings=self.findings,
        )


def planned(
    question: Question,
    statuses: Collection[str],
    requirements: Collection[str],
    limit: int | None,
    work: str | Path | None = None,
) -> Planned:
    """The plan of a question: rows of these statuses and requirements, by folded name, or all where none is named.

    `work` is the file of a calendar of work. Raises PolicyError if that cannot be read.
    """
    calendar = None if work is None else _read(work, question.policy)
    with working_at_once():
        plan = plan_cases(
            question.program,
            question.cases,
            question.on,
            question.known,
            watched=lambda cases: question.progress(cases, "planning"),
            jobs=question.jobs,
        )

    def is_asked_for(row: PlanRow) -> bool:
        obligation = row.obligation
        named = {obligation.status.value, *obligation.flags}
        return (not statuses or not named.isdisjoint(statuses)) and (
            not requirements or obligation.requirement in requirements
        )

    known = question.program.version.requirements
    chosen = (
        *(f"status: {status}" for status in statuses),
        *(f"requirement: {known[name].words}" for name in requirements),
        *([] if limit is None else [f"the first {limit:,}"]),
    )
    rows = tuple(filter(is_asked_for, plan.rows))
    return Planned(question, plan, rows, chosen, limit, bool(statuses or requirements), _observed(question), calendar)


def _read(work: str | Path, policy: Policy) -> WorkCalendar:
    from ilacs_rules.workspace.work_calendar import work_calendar  # it reads YAML

    return work_calendar(work, policy)


def _observed(question: Question) -> ObservedReport | None:
    if question.history is None:
        return None
    return ObservedReport(observe(question.program, question.history, question.cases, question.on, question.known))


def _said(observed: ObservedReport | None) -> tuple[str, ...]:
    return () if observed is None else observed.said
