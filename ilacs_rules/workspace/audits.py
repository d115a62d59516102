"""An audit in short, and as the sheets of a workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ilacs_rules.engine.auditing.audit import audit
from ilacs_rules.engine.auditing.finding import Audit, Finding
from ilacs_rules.engine.auditing.judging import IN_PLACE, Verdict, is_own
from ilacs_rules.engine.auditing.waits import FEWEST_FOR_A_QUARTILE, Waits, waits
from ilacs_rules.engine.cores import Watched
from ilacs_rules.engine.plan_rows import TOLD_FIRST, PlanRow, counted_as
from ilacs_rules.engine.policies import Policy
from ilacs_rules.engine.progress import NOT_DONE, late_as
from ilacs_rules.explain import values
from ilacs_rules.explain.audit_report import AuditReport, Show
from ilacs_rules.explain.english import capital
from ilacs_rules.explain.publication import titled
from ilacs_rules.explain.record import record_in_words, said
from ilacs_rules.language.fixed_words import Strength
from ilacs_rules.language.nouns import plural
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Case
from ilacs_rules.model.decision import SURELY_LATE, Obligation, Status
from ilacs_rules.model.due_shapes import Quota
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.workspace.about import About
from ilacs_rules.workspace.audit_tables import (
    counted,
    curves_table,
    findings_table,
    groups_in_short,
    groups_table,
    late_table,
    named_table,
    ruled_out_table,
    tallies_in_short,
    tallies_table,
    waits_in_short,
    waits_table,
)
from ilacs_rules.workspace.due_tables import COUNTED
from ilacs_rules.workspace.errors import working_at_once
from ilacs_rules.workspace.left_out import left_out_in_words
from ilacs_rules.workspace.summary import Summary, SummaryPart
from ilacs_rules.workspace.tables import Table

# What stood in place of something else, what must be apart from what is usual.
_IN_PLACE = {
    Verdict.STAND_IN: "Stand-ins: another kind, which counts, in place of the one that must be",
    Verdict.DEPARTURE: (
        "Departures: another kind, which counts, in place of what is usual, promised, advised or asked for"
    ),
    Verdict.WRONG: "Wrong kind: it does not count, and one that does was owed",
}
_LATE = (*SURELY_LATE, *(NOT_DONE[each] for each in SURELY_LATE))
_WAITS = "How long it took: in how many months a quarter / half / three quarters of all had it"
_RULED_OUT = "Done when it may not be: in a stretch that the policy rules out"
_SINCE = "Average days (least to most) since the last that counts, from start to start; and from the target to the end"


def audit_in_short(report: AuditReport, left_out: Sequence[str] = ()) -> Summary:
    """Totals, what was held in place of what is required, the days in between, and what is late on the last day."""
    audit = report.audit
    days = f"from {values.day(audit.since)} to {values.day(audit.on)}"
    told = f"Audit {days}, each event by the version in force when it began"
    blocks = [
        SummaryPart(_with_untold(words, untold), table) if table.rows else SummaryPart(f"{words}: {_none(untold)}")
        for words, table, untold in _tables(report)
    ]
    if report.waits is not None:
        blocks += [SummaryPart(_WAITS, waits_in_short(report.waits)), SummaryPart(points=_of_waits(report.waits))]
    record = record_in_words(audit.record, audit.program.version)
    head = (titled(audit.program.version), told, *([] if record is None else [capital(record)]))
    return Summary(head, tuple(blocks), _totals(audit) + left_out_in_words(left_out))


def audit_sheets(report: AuditReport) -> dict[str, Table]:
    """The sheets of a workbook by their titles: all that is told anywhere."""
    audit, show = report.audit, report.show
    return {
        "events": findings_table(audit.findings, show),
        "totals": tallies_table(report.tallies),
        "days between": groups_table(report.groups, show),
        f"late on {audit.on}": late_table(audit.late, show, audit.on),
        **({} if report.waits is None else {"waits": waits_table(report.waits), "curves": curves_table(report.waits)}),
    }


def _of_waits(waits: Waits) -> tuple[str, ...]:
    """Without what the waits would be read wrongly."""
    told = [
        "An estimate (Kaplan and Meier), from the last day of the last event of its family to the first day of the one "
        "that met it. Who waits still counts up to the day to which the record is sure, and who began to wait before "
        "the first day of the audit from then on.",
        f"A month is a twelfth of a year. Of fewer than {FEWEST_FOR_A_QUARTILE} waits that ended nothing is told (–). "
        "A wait is told under the version in force when it began.",
    ]
    if waits.left_out:
        told.append(f"{_number(waits.left_out, 'event')} ended no wait whose days are known exactly.")
    return tuple(told)


def _tables(report: AuditReport) -> Iterable[tuple[str, Table, str | None]]:
    """Each table under its heading, and of how many events or duties it cannot be told whether they belong there."""
    audit, show = report.audit, report.show
    yield "Events by requirement", tallies_in_short(report.tallies), None
    counts = {(each.case.name, each.event) for each in audit.findings if each.timing is not None}
    for held, heading in _IN_PLACE.items():
        found = [each for each in audit.findings if each.held is held]
        those = (each for each in audit.findings if _may_be_held(held, each))
        if held is Verdict.WRONG:  # what surely counts for something is not of the wrong kind
            those = (each for each in those if (each.case.name, each.event) not in counts)
        untold = _other_events(those, found)
        yield heading, named_table(found, show), untold
    if any(requirement.due.not_in for each in audit.findings for requirement in each.version.requirements.values()):
        done = [each for each in audit.findings if each.ruled_out is True]
        untold = _other_events((each for each in audit.findings if each.ruled_out is UNKNOWN), done)
        yield _RULED_OUT, ruled_out_table(done, show), untold
    yield _SINCE, groups_in_short(report.groups, show), None
    some = {late_as(each.strength) for each in audit.program.version.requirements.values()}
    for status in _LATE:
        late = [row for row in audit.late if row.obligation.status is status]
        open_ = sum(_may_be(status, row.obligation) for row in audit.undetermined)
        if status in SURELY_LATE:  # what may have been done since is no more certain, and has its own heading
            open_ += sum(row.obligation.status is NOT_DONE[status] for row in audit.late)
        if late or status in some:
            heading = f"{_as_heading(status)} on {values.day(audit.on)}"
            yield heading, late_table(late, show, audit.on), _of(open_, "duty")
    others = [row for row in audit.late if row.obligation.status not in _LATE]
    open_ = sum(_may_be_missed(row) for row in audit.undetermined) + audit.not_known_before
    heading = f"Missed, or more than allowed, on {values.day(audit.on)}"
    yield heading, late_table(others, show, audit.on), _of(open_, "duty")


def _as_heading(late: Status) -> str:
    """`Overdue`, `Later than usual, unless done since the record ends,`."""
    surely = next(each for each in SURELY_LATE if late in (each, NOT_DONE[each]))
    return capital(surely) if late is surely else f"{capital(surely)}, unless done since the record ends,"


def _other_events(those: Iterable[Finding], listed: Iterable[Finding]) -> str | None:
    """How many events they are about that are not listed: one may be held against several requirements."""
    found, other = ({(each.case.name, each.event) for each in findings} for findings in (those, listed))
    return _of(len(found - other), "event")


def _of(count: int, noun: str) -> str | None:
    return _number(count, noun) if count else None


def _none(untold: str | None) -> str:
    """`none`, as far as that is certain."""
    return f"of {untold} it cannot be told, and none is certain" if untold else "none"


def _with_untold(heading: str, untold: str | None) -> str:
    """A heading of what is certain, with what may belong there as well."""
    return f"{heading} (of {untold} more it cannot be told)" if untold else heading


def _may_be_held(held: Verdict, finding: Finding) -> bool:
    """Whether an event of which that cannot be told could have been held so.

    Where something was owed, it counts: what cannot be told is only whether that had been done before.
    """
    owed = finding.obligation
    if finding.held is not Verdict.NOT_TOLD or owed is None:
        return finding.held is Verdict.NOT_TOLD
    if held is Verdict.WRONG:
        return owed.applies is not True
    return IN_PLACE[owed.strength] is held and not is_own(finding.version, finding.event, owed)


def _may_be(late: Status, obligation: Obligation) -> bool:
    """Whether what cannot be told could be late in that way."""
    return obligation.strength is not Strength.MAY and late_as(obligation.strength) is late


def _may_be_missed(row: PlanRow) -> bool:
    return isinstance(row.decision.requirement(row.obligation).due.shape, Quota)


def _totals(audit: Audit) -> str:
    """`319 events of 153 cases: 300 right kind, 19 departures; duties on the last day: 22 overdue, 467 …`."""
    # An event may serve several. Neither two events of a case are alike in all they tell, nor two cases in their names.
    told = {(each.case.name, each.event, each.held) for each in audit.findings}
    events = Counter((name, event) for name, event, _ in told)
    several = sum(verdicts > 1 for verdicts in events.values())
    held = Counter(verdict for _, _, verdict in told)
    late = Counter(counted_as(row.obligation) for row in audit.late)
    now = [f"{late[each]:,} {COUNTED.get(each, each)}" for each in (*_LATE, *TOLD_FIRST) if late[each]]
    now += [f"{len(audit.undetermined):,} cannot be told yet"] if audit.undetermined else []
    words = f"{_number(len(events), 'event')} of {_number(audit.cases, 'case')}: "
    words += ", ".join(counted(held)) or "nothing to judge"
    if several:  # or the numbers would seem not to add up
        words += f" ({_number(several, 'event')} counted under more than one)"
    ruled_out = len({(each.case.name, each.event) for each in audit.findings if each.ruled_out is True})
    words += f"; {ruled_out:,} done when it may not be" if ruled_out else ""
    if audit.not_ended:
        words += f"; {_number(audit.not_ended, 'event')} begun and not known to have ended: not counted"
    words += f"; duties on the last day: {', '.join(now) or 'none late'}"
    if (few := audit.ruled_out_as_recorded) > 0:
        words += (
            f"; {_number(few, 'duty')} of the last day {'does' if few == 1 else 'do'} not apply as far as recorded,"
        )
        words += " and may by what happened since"
    return f"{words}; {len(audit.failed):,} more could not be decided" if audit.failed else words


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun if count == 1 else plural(noun)}"


@dataclass(frozen=True, slots=True)
class Audited:
    """An audit, and what was found while its cases were read; `chosen` says which requirements, if not all."""

    report: AuditReport
    beside: tuple[Diagnostic, ...]
    chosen: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()  # names of cases that could not be read

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Everything found on the way to it."""
        return (*self.beside, *self.report.findings)

    def as_data(self) -> dict[str, object]:
        """What the command line prints as JSON."""
        return self.report.as_data(self.beside)

    def in_short(self) -> Summary:
        """The audit to look at."""
        return audit_in_short(self.report, self.left_out)

    def tables(self) -> dict[str, Table]:
        """The sheets of a workbook, by title; the first has each event."""
        return audit_sheets(self.report)

    def about(self) -> About:
        """What its tables are about."""
        audit = self.report.audit
        return About(
            "audit, each event by the version in force when it began",
            audit.program.version,
            {"from": audit.since, "on": audit.on},
            len(audit.findings),
            len(audit.findings),
            audit.cases,
            self.chosen,
            said=said(audit.record, audit.program.version),
            left_out=(*self.left_out, *(case.name for case, _ in audit.failed)),
            findings=self.findings,
        )


def audited(
    policy: Policy,
    cases: Iterable[Case],
    since: date,
    on: date,
    show: Show,
    requirements: Mapping[str, str],
    beside: tuple[Diagnostic, ...],
    timing: bool = False,
    left_out: tuple[str, ...] = (),
    *,
    watched: Watched = iter,
    jobs: int | None = 1,
) -> Audited:
    """The audit of cases, of these requirements only, if any are named; all names are folded, with their words.

    With `timing` also how long it took; `left_out` are the names of cases that could not be read.
    Of the cases, which go through `watched`, so many `jobs` are done at once.
    """
    with working_at_once():
        found = audit(policy, cases, since, on, frozenset(requirements), watched=watched, jobs=jobs)
    took = waits(policy, found) if timing else None
    return Audited(
        AuditReport(found, show, took),
        beside,
        tuple(f"requirement: {words}" for words in requirements.values()),
        left_out,
    )
