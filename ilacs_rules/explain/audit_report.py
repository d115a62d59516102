"""An audit as it is told: with the values that are asked to be shown, and as plain data for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from ilacs_rules.engine.auditing.finding import Audit, Finding
from ilacs_rules.engine.auditing.judging import Verdict
from ilacs_rules.engine.auditing.totals import FindingGroup, Spread, Tally, groups, tallies
from ilacs_rules.engine.auditing.waits import WaitGroup, Waits
from ilacs_rules.engine.findings import undecided
from ilacs_rules.explain import values
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.as_data import event_as_data, obligation_as_data, record_as_data, version_as_data
from ilacs_rules.model.decision import Decision
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.machine import with_findings

QUARTILES = {"quarter": 0.25, "half": 0.5, "three_quarters": 0.75}  # of all waits: in how many days they had ended

Show = Mapping[str, str]  # folded names of definitions → the words of the policy


@dataclass(frozen=True, slots=True)
class AuditReport:
    """An audit, and the definitions whose values are told with each event: their folded names with their words.

    `waits` are how long it took, where that was asked for.
    """

    audit: Audit
    show: Show = field(default_factory=dict)
    waits: Waits | None = None

    @property
    def tallies(self) -> list[Tally]:
        """How the events were held, for each requirement and strength."""
        return tallies(self.audit.findings)

    @property
    def groups(self) -> list[FindingGroup]:
        """The days between events, for each requirement and each value of what is shown."""
        return groups(self.audit.findings, tuple(self.show))

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Why cases could not be decided, or events not judged; what was found of the others is in the audit."""
        failed = [finding for case, reasons in self.audit.failed for finding in undecided(case, reasons)]
        return (*failed, *self.audit.not_judged)

    def as_data(self, beside: Iterable[Diagnostic] = ()) -> dict[str, object]:
        """What the command line prints of it as JSON, its findings with it, after those found `beside` it."""
        audit = self.audit
        answer = {
            **version_as_data(audit.program.version),
            "from": audit.since.isoformat(),
            "on": audit.on.isoformat(),
            "cases": audit.cases,
            "record": record_as_data(audit.program.version, audit.record),
            "events": [self._event(each) for each in audit.findings],
            "totals": [_tally(each) for each in self.tallies],
            "groups": [self._group(each) for each in self.groups],
            "late": [
                {
                    "case": row.case.name,
                    **({} if row.decision.on == audit.on else {"on": row.decision.on.isoformat()}),
                    "obligation": obligation_as_data(row.decision.version, row.obligation),
                    "values": self._values(row.decision),
                }
                for row in audit.late
            ],
            "undetermined": len(audit.undetermined),
            "ruled_out_as_recorded": audit.ruled_out_as_recorded,
            "waits": None if self.waits is None else [_waits(each) for each in self.waits.groups],
        }
        return with_findings(answer, [*beside, *self.findings])

    def _event(self, finding: Finding) -> dict[str, object]:
        version, owed = finding.version, finding.obligation
        return {
            "case": finding.case.name,
            "event": event_as_data(version, finding.event),
            "version": version.start.isoformat(),
            "held": finding.held.value,
            "timing": None if finding.timing is None else finding.timing.value,
            "days_outside": finding.days,
            "days_paused": finding.days_paused,
            "days_perhaps_paused": finding.days_perhaps_paused,
            "days_from_target": finding.from_target,
            "days_since_start": finding.interval,
            "last_event": None if finding.previous is None else event_as_data(version, finding.previous),
            "stretch": None if finding.stretch is None else finding.stretch.words,
            "ruled_out": None if finding.ruled_out is UNKNOWN else finding.ruled_out,
            "obligation": None if owed is None else obligation_as_data(version, owed),
            "values": self._values(finding.decision),
        }

    def _group(self, group: FindingGroup) -> dict[str, object]:
        return {
            "requirement": group.words,
            "values": self._values(group.example.decision),
            "stretch": None if group.stretch is None else group.stretch.words,
            "days_since_start": _spread(group.interval),
            "days_from_target": _spread(group.from_target),
        }

    def _values(self, decision: Decision) -> dict[str, str | None]:
        return {words: value_in_words(decision, name) for name, words in self.show.items()}


def value_in_words(decision: Decision, definition: str) -> str | None:
    """What a definition comes to, in words; None if the version has none of that name (folded)."""
    declared = decision.version.definitions.get(definition)
    if declared is None:
        return None
    return values.value(decision.values[definition], declared.type, decision.version)


def _waits(group: WaitGroup) -> dict[str, object]:
    began = group.began_under
    return {
        "requirement": group.words,
        "began_under": began.isoformat() if isinstance(began, date) else began,
        "ended": group.days.ended,
        "going_on": group.days.censored,
        "days": {words: group.within(part) for words, part in QUARTILES.items()},
        "days_without_pauses": {words: group.within(part, running=True) for words, part in QUARTILES.items()},
        "curve": [
            {"days": step.days, "waiting": step.waiting, "ended": step.ended, "share": round(step.share, 4)}
            for step in group.days.steps
        ],
    }


def _tally(tally: Tally) -> dict[str, object]:
    return {
        "requirement": tally.words,
        "strength": None if tally.strength is None else tally.strength.value,
        "events": tally.events,
        "held": {each.value: tally.held[each] for each in Verdict if tally.held[each]},
        "timing": {each.value: count for each, count in sorted(tally.timing.items())},
    }


def _spread(spread: Spread | None) -> dict[str, int] | None:
    if spread is None:
        return None
    return {"events": spread.number, "mean": spread.mean, "least": spread.least, "most": spread.most}
