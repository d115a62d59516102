"""An audit to look at, and as the sheets of a workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ilacs_rules.cli.audit_tables import (
    counted,
    findings_table,
    groups_in_short,
    groups_table,
    late_table,
    named_table,
    tallies_in_short,
    tallies_table,
)
from ilacs_rules.cli.output import line_length
from ilacs_rules.cli.tables import Table
from ilacs_rules.engine.auditing.audit import Audit
from ilacs_rules.engine.auditing.judging import Verdict
from ilacs_rules.engine.plan import TOLD_FIRST, counted_as
from ilacs_rules.explain import values
from ilacs_rules.explain.audit_report import AuditReport
from ilacs_rules.explain.document import wrapped
from ilacs_rules.model.decision import Status
from ilacs_rules.text.excerpt import visible

# What stood in place of something else, what must be apart from what is usual.
_IN_PLACE = {
    Verdict.BREACH: "Breaches: another kind than the one there must be",
    Verdict.DEPARTURE: "Departures: another kind than the one that is usual, advised or asked for",
    Verdict.WRONG: "Wrong kind: it does not count, and one that does was owed",
}
_LATE = {Status.OVERDUE: "Overdue", Status.LATER_THAN_USUAL: "Later than usual"}
_SINCE = "Days since the last that counts, from start to start; and from the target to the end"


def audit_as_text(report: AuditReport, *, colour: bool, width: int | None) -> str:
    """Totals, what was held in place of what is required, the days in between, and what is late on the last day."""
    audit = report.audit
    days = f"from {values.day(audit.since)} to {values.day(audit.on)}"
    title = visible(audit.program.version.title)
    told = f"Audit {days}, each event by the version in force when it began"
    blocks = ["\n".join(line for part in (title, told) for line in wrapped(part, line_length()))]
    for heading, table in _tables(report):
        told = "\n".join(wrapped(heading if table.rows else f"{heading}: none", line_length()))
        blocks.append(f"{told}\n\n{table.as_text(colour=colour, width=width)}" if table.rows else told)
    blocks.append("\n".join(wrapped(_totals(audit), line_length())))
    return "\n\n".join(blocks)


def audit_as_sheets(report: AuditReport) -> dict[str, Table]:
    """The sheets of a workbook by their titles: all that is told anywhere."""
    audit, show = report.audit, report.show
    return {
        "events": findings_table(audit.findings, show),
        "totals": tallies_table(report.tallies),
        "days between": groups_table(report.groups, show),
        f"late on {audit.on}": late_table(audit.late, show),
    }


def _tables(report: AuditReport) -> Iterable[tuple[str, Table]]:
    audit, show = report.audit, report.show
    yield "Events by requirement", tallies_in_short(report.tallies)
    for held, heading in _IN_PLACE.items():
        yield heading, named_table([each for each in audit.findings if each.held is held], show)
    yield _SINCE, groups_in_short(report.groups, show)
    for status, words in _LATE.items():
        late = [row for row in audit.late if row.obligation.status is status]
        yield f"{words} on {values.day(audit.on)}", late_table(late, show)
    others = [row for row in audit.late if row.obligation.status not in _LATE]
    yield f"Missed, or more than allowed, on {values.day(audit.on)}", late_table(others, show)


def _totals(audit: Audit) -> str:
    """`319 events of 153 cases: 300 right kind, 19 departures; on the last day: 22 overdue, 467 cannot be told yet`."""
    told = {(each.case.name, id(each.event), each.held) for each in audit.findings}  # an event may serve several
    events = len({(name, event) for name, event, _ in told})
    held = Counter(verdict for _, _, verdict in told)
    late = Counter(counted_as(row.obligation) for row in audit.late)
    now = [f"{late[each]:,} {each}" for each in (*_LATE, *TOLD_FIRST) if late[each]]
    now += [f"{len(audit.undetermined):,} cannot be told yet"] if audit.undetermined else []
    words = f"{_number(events, 'event')} of {_number(audit.cases, 'case')}: "
    words += ", ".join(counted(held)) or "nothing to judge"
    words += f"; on the last day: {', '.join(now) or 'nothing late'}"
    return f"{words}; {len(audit.failed):,} more could not be decided" if audit.failed else words


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun if count == 1 else noun + 's'}"
