"""An audit to look at, as the sheets of a workbook, and as plain data for JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from ilacs_rules.cli.audit_tables import (
    Show,
    counted,
    findings_table,
    groups_in_short,
    groups_table,
    late_table,
    named_table,
    tallies_in_short,
    tallies_table,
    value_in_words,
)
from ilacs_rules.cli.output import line_length
from ilacs_rules.cli.tables import Table
from ilacs_rules.engine.as_data import event_as_data, obligation_as_data, version_as_data
from ilacs_rules.engine.auditing.audit import Audit, Finding
from ilacs_rules.engine.auditing.judging import Held
from ilacs_rules.engine.auditing.totals import Group, Spread, Tally, groups, tallies
from ilacs_rules.engine.decision import Decision, Status
from ilacs_rules.engine.plan import TOLD_FIRST, counted_as
from ilacs_rules.explain import values
from ilacs_rules.explain.document import wrapped
from ilacs_rules.text.excerpt import visible

# What stood in place of something else, what must be apart from what is usual.
_IN_PLACE = {
    Held.BREACH: "Breaches: another kind than the one there must be",
    Held.DEPARTURE: "Departures: another kind than the one that is usual, advised or asked for",
    Held.WRONG: "Wrong kind: it does not count, and one that does was owed",
}
_LATE = {Status.OVERDUE: "Overdue", Status.LATER_THAN_USUAL: "Later than usual"}
_SINCE = "Days since the last that counts, from start to start; and from the target to the end"


def audit_as_text(audit: Audit, show: Show, *, colour: bool, width: int | None) -> str:
    """Totals, what was held in place of what is required, the days in between, and what is late on the last day."""
    days = f"from {values.day(audit.since)} to {values.day(audit.on)}"
    title = visible(audit.program.version.title)
    told = f"Audit {days}, each event by the version in force when it began"
    blocks = ["\n".join(line for part in (title, told) for line in wrapped(part, line_length()))]
    for heading, table in _tables(audit, show):
        told = "\n".join(wrapped(heading if table.rows else f"{heading}: none", line_length()))
        blocks.append(f"{told}\n\n{table.as_text(colour=colour, width=width)}" if table.rows else told)
    blocks.append("\n".join(wrapped(_totals(audit), line_length())))
    return "\n\n".join(blocks)


def audit_as_sheets(audit: Audit, show: Show) -> dict[str, Table]:
    """The sheets of a workbook by their titles: all that is told anywhere."""
    return {
        "events": findings_table(audit.findings, show),
        "totals": tallies_table(tallies(audit.findings)),
        "days between": groups_table(groups(audit.findings, tuple(show)), show),
        f"late on {audit.on}": late_table(audit.late, show),
    }


def audit_as_data(audit: Audit, show: Show) -> dict[str, object]:
    """For JSON: each event held against the policy, the totals, and what is late."""
    version = audit.program.version
    return {
        **version_as_data(version),
        "from": audit.since.isoformat(),
        "on": audit.on.isoformat(),
        "cases": audit.cases,
        "events": [_finding(each, show) for each in audit.findings],
        "totals": [_tally(each) for each in tallies(audit.findings)],
        "groups": [_group(each, show) for each in groups(audit.findings, tuple(show))],
        "late": [
            {
                "case": row.case.name,
                "obligation": obligation_as_data(row.decision.version, row.obligation),
                "values": _values(row.decision, show),
            }
            for row in audit.late
        ],
        "undetermined": len(audit.undetermined),
    }


def _tables(audit: Audit, show: Show) -> Iterable[tuple[str, Table]]:
    yield "Events by requirement", tallies_in_short(tallies(audit.findings))
    for held, heading in _IN_PLACE.items():
        yield heading, named_table([each for each in audit.findings if each.held is held], show)
    yield _SINCE, groups_in_short(groups(audit.findings, tuple(show)), show)
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


def _finding(finding: Finding, show: Show) -> dict[str, object]:
    version, owed = finding.version, finding.obligation
    return {
        "case": finding.case.name,
        "event": event_as_data(version, finding.event),
        "version": version.start.isoformat(),
        "held": finding.held.value,
        "timing": finding.timing,
        "days_outside": finding.days,
        "days_from_target": finding.from_target,
        "days_since_start": finding.interval,
        "last_event": None if finding.previous is None else event_as_data(version, finding.previous),
        "stretch": None if finding.stretch is None else finding.stretch.words,
        "obligation": None if owed is None else obligation_as_data(version, owed),
        "values": _values(finding.decision, show),
    }


def _tally(tally: Tally) -> dict[str, object]:
    return {
        "requirement": tally.words,
        "strength": tally.strength,
        "events": tally.events,
        "held": {each.value: tally.held[each] for each in Held if tally.held[each]},
        "timing": {each.value: count for each, count in sorted(tally.timing.items())},
    }


def _group(group: Group, show: Show) -> dict[str, object]:
    return {
        "requirement": group.words,
        "values": _values(group.example.decision, show),
        "stretch": None if group.stretch is None else group.stretch.words,
        "days_since_start": _spread(group.interval),
        "days_from_target": _spread(group.from_target),
    }


def _spread(spread: Spread | None) -> dict[str, int] | None:
    if spread is None:
        return None
    return {"events": spread.number, "mean": spread.mean, "least": spread.least, "most": spread.most}


def _values(decision: Decision, show: Mapping[str, str]) -> dict[str, str | None]:
    return {words: value_in_words(decision, name) for name, words in show.items()}
