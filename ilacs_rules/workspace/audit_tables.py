"""The tables of an audit: each event, what they come to, the days in between, and what is late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from ilacs_rules.engine.auditing.finding import Finding
from ilacs_rules.engine.auditing.judging import Timing, Verdict
from ilacs_rules.engine.auditing.totals import FindingGroup, Spread, Tally
from ilacs_rules.engine.auditing.waits import Waits
from ilacs_rules.engine.bending import ruled_out_in_words
from ilacs_rules.engine.observing.survival import MONTH
from ilacs_rules.engine.plan_rows import PlanRow
from ilacs_rules.explain.audit_report import QUARTILES, Show, value_in_words
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.as_data import event_words
from ilacs_rules.model.case import Truth
from ilacs_rules.model.decision import Decision, Status
from ilacs_rules.workspace.days import as_cell
from ilacs_rules.workspace.due_tables import LESS_THAN_LATE, to_note
from ilacs_rules.workspace.tables import Cell, Table

COLUMNS = (
    "case",
    "event",
    "start",
    "end",
    "version",
    "held",
    "requirement",
    "asks for",
    "strength",
    "opens",
    "target",
    "closes",
    "timing",
    "days outside",
    "of these paused",
    "days from target",
    "last event",
    "last start",
    "days since start",
    "stretch",
)

_COLOURS = {Status.OVERDUE: "red", **dict.fromkeys(LESS_THAN_LATE, "yellow")}
_MEASURES = ("mean", "least", "most")
_ANY = "any version"


def findings_table(findings: Iterable[Finding], show: Show) -> Table:
    """A row for each event and requirement, with all there is to know; days that are known are dates."""
    findings = list(findings)
    more: dict[str, Callable[[Finding], Cell]] = {}
    if any(each.days_perhaps_paused is not None for each in findings):
        more["perhaps paused"] = lambda each: each.days_perhaps_paused
    if any(each.ruled_out is not False for each in findings):
        more["when it may not be"] = lambda each: _RULED_OUT[each.ruled_out]
    rows = [
        (*_finding(each), *(told(each) for told in more.values()), *_shown(each.decision, show)) for each in findings
    ]
    return Table((*COLUMNS, *more, *show.values()), tuple(rows))


_RULED_OUT: dict[Truth, str | None] = {True: "yes", False: None, UNKNOWN: "not told"}


def _finding(finding: Finding) -> tuple[Cell, ...]:
    version, owed, last = finding.version, finding.obligation, finding.previous
    dates = (None,) * 3 if owed is None else (as_cell(owed.opens), as_cell(owed.target), as_cell(owed.closes))
    return (
        finding.case.name,
        event_words(version, finding.event.kind),
        as_cell(finding.event.start),
        as_cell(finding.event.end),
        version.start,
        finding.held.value,
        None if owed is None else finding.decision.requirement(owed).words,
        None if owed is None else event_words(version, owed.event),
        None if owed is None else owed.strength,
        *dates,
        None if finding.timing is None else finding.timing.value,
        finding.days,
        finding.days_paused,
        finding.from_target,
        None if last is None else event_words(version, last.kind),
        None if last is None else as_cell(last.start),
        finding.interval,
        None if finding.stretch is None else finding.stretch.words,
    )


def tallies_table(tallies: Sequence[Tally]) -> Table:
    """A row for each requirement of one strength; columns of zeros are left out."""
    held = [each for each in Verdict if any(tally.held[each] for tally in tallies)]
    timing = [each for each in Timing if any(tally.timing[each] for tally in tallies)]
    rows: list[tuple[Cell, ...]] = [
        (
            tally.words or "none",
            tally.strength or "",
            tally.events,
            *(tally.held[each] for each in held),
            *(tally.timing[each] for each in timing),
        )
        for tally in tallies
    ]
    # the kind and the time may both be “not told”
    heads = [each.value if each is not Verdict.NOT_TOLD else "kind not told" for each in held]
    heads += [each.value if each is not Timing.NOT_TOLD else "time not told" for each in timing]
    return Table(("requirement", "strength", "events", *heads), tuple(rows))


def tallies_in_short(tallies: Iterable[Tally]) -> Table:
    """The same for a terminal, in words."""
    rows = [
        (
            tally.words or "none",
            tally.strength or "",
            tally.events,
            ", ".join(counted(tally.held)),
            ", ".join(f"{tally.timing[each]:,} {each}" for each in Timing if tally.timing[each]),
        )
        for tally in tallies
    ]
    return Table(("requirement", "strength", "events", "kind", "time"), tuple(rows))


def counted(held: Counter[Verdict]) -> list[str]:
    """`127 right kind`, `19 departures`: what there is of each."""
    more = {Verdict.DEPARTURE: "departures", Verdict.STAND_IN: "stand-ins", Verdict.AS_WELL: "count as well"}
    return [f"{n:,} {each if n == 1 else more.get(each, each)}" for each in Verdict if (n := held[each])]


def named_table(findings: Iterable[Finding], show: Show) -> Table:
    """Who held what instead of what, and when."""
    rows = [
        (
            finding.case.name,
            event_words(finding.version, finding.event.kind),
            as_cell(finding.event.start),
            "" if finding.obligation is None else event_words(finding.version, finding.obligation.event),
            *_shown(finding.decision, show),
        )
        for finding in findings
    ]
    return Table(("case", "held", "start", "instead of", *show.values()), tuple(rows))


def ruled_out_table(findings: Iterable[Finding], show: Show) -> Table:
    """Who held what in which stretches, though it may not be done in them."""
    rows = [
        (
            finding.case.name,
            event_words(finding.version, finding.event.kind),
            as_cell(finding.event.start),
            as_cell(finding.event.end),
            None if owed is None else finding.decision.requirement(owed).words,
            None if owed is None else ruled_out_in_words(finding.decision.requirement(owed).due),
            *_shown(finding.decision, show),
        )
        for finding in findings
        for owed in (finding.obligation,)
    ]
    return Table(("case", "held", "start", "end", "requirement", "not in", *show.values()), tuple(rows))


def groups_table(groups: Iterable[FindingGroup], show: Show) -> Table:
    """A row for each group: how many events, and the mean, least and most days."""
    columns = ("requirement", *show.values(), "stretch", "events", *(f"{each} since" for each in _MEASURES))
    rows = [
        (
            group.words,
            *_shown(group.example.decision, show),
            None if group.stretch is None else group.stretch.words,
            group.interval.number,
            *_measures(group.interval),
            *_measures(group.from_target),
        )
        for group in groups
    ]
    return Table((*columns, *(f"{each} from target" for each in _MEASURES)), tuple(rows))


def groups_in_short(groups: Iterable[FindingGroup], show: Show) -> Table:
    """The same for a terminal: of the days the mean, and in brackets the least and the most, where these differ."""
    rows = [
        (
            group.words,
            *_shown(group.example.decision, show),
            None if group.stretch is None else group.stretch.words,
            group.interval.number,
            _in_short(group.interval),
            _in_short(group.from_target),
        )
        for group in groups
    ]
    columns = ("requirement", *show.values(), "stretch", "events", "since", "from target")
    return Table(columns, tuple(rows))


def late_table(rows: Iterable[PlanRow], show: Show, on: date) -> Table:
    """What is late, with the day it closed; of what had ended before that day, what was late when it ended."""
    rows = list(rows)
    noted = ["; ".join(filter(None, (to_note(row.obligation), _when_it_ended(row, on)))) or None for row in rows]
    unsure = any(row.obligation.unless_done_since is not None for row in rows)
    cells = [
        (
            row.case.name,
            row.decision.requirement(row.obligation).words,
            row.obligation.strength,
            as_cell(row.obligation.closes),
            row.obligation.days_late,
            row.obligation.status.value,
            *((as_cell(row.obligation.unless_done_since),) if unsure else ()),
            *((note,) if any(noted) else ()),
            *_shown(row.decision, show),
        )
        for row, note in zip(rows, noted, strict=True)
    ]
    to_tell = (*(("since",) if unsure else ()), *(("to note",) if any(noted) else ()))
    columns = ("case", "requirement", "strength", "last day", "days late", "status", *to_tell, *show.values())
    return Table(columns, tuple(cells), tuple(_COLOURS.get(row.obligation.status, "") for row in rows))


def _when_it_ended(row: PlanRow, on: date) -> str | None:
    return None if row.decision.on == on else f"when it ended, on {row.decision.on}"


def waits_table(waits: Waits) -> Table:
    """A row for the waits of each requirement, and of each version under which they began: in days and in months."""
    parts = [words.replace("_", " ") for words in QUARTILES]
    columns = ("requirement", "began under", "ended", "going on", *(f"{each}, days" for each in parts))
    columns += (*(f"{each}, months" for each in parts), *(f"{each}, without pauses, days" for each in parts))
    rows = []
    for group in waits.groups:
        days = [group.within(part) for part in QUARTILES.values()]
        running = [group.within(part, running=True) for part in QUARTILES.values()]
        counts = (group.words, group.began_under or _ANY, group.days.ended, group.days.censored)
        rows.append((*counts, *days, *(_months(each) for each in days), *running))
    return Table(columns, tuple(rows))


def waits_in_short(waits: Waits) -> Table:
    """The same for a terminal: in months, and without the versions under which no wait began that had ended."""
    columns = ("requirement", "began under", "ended", "going on", "months", "without pauses")
    rows = []
    for group in waits.groups:
        if not group.days.ended and group.began_under is not None:
            continue
        months = [
            [_months(group.within(part, running=running)) for part in QUARTILES.values()] for running in (False, True)
        ]
        counts = (group.words, group.began_under or _ANY, group.days.ended, group.days.censored)
        rows.append((*counts, *(_quartiles(each) for each in months)))
    return Table(columns, tuple(rows), unfolded=columns[-2:])


def _quartiles(months: Sequence[float | None]) -> str:
    """`25.1 / 26.0 / –`."""
    return " / ".join("–" if n is None else f"{n:,}" for n in months) if any(months) else "–"


def curves_table(waits: Waits) -> Table:
    """Every step of every curve: the share that waits on after so many days."""
    rows = [
        (group.words, group.began_under or _ANY, step.days, _months(step.days), step.waiting, step.ended, step.share)
        for group in waits.groups
        for step in group.days.steps
    ]
    return Table(("requirement", "began under", "days", "months", "waiting", "ended", "share waiting on"), tuple(rows))


def _months(days: int | None) -> float | None:
    return None if days is None else round(days / MONTH, 1)


def _shown(decision: Decision, show: Show) -> tuple[Cell, ...]:
    return tuple(value_in_words(decision, name) for name in show)


def _measures(spread: Spread | None) -> tuple[Cell, ...]:
    return (None,) * 3 if spread is None else (spread.mean, spread.least, spread.most)


def _in_short(spread: Spread | None) -> str | None:
    if spread is None:
        return None
    return f"{spread.mean:,}" + (f" ({spread.least:,} to {spread.most:,})" if spread.least < spread.most else "")
