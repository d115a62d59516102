"""What an audit finds: of each event held against each obligation, and in all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from ilacs_rules.engine.auditing.judging import Timing, Verdict
from ilacs_rules.engine.auditing.stretches import PauseStretch
from ilacs_rules.engine.decide import Undecided
from ilacs_rules.engine.plan_rows import PlanRow
from ilacs_rules.engine.program import Program
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Case, Event, Truth, Value
from ilacs_rules.model.decision import Decision, Obligation
from ilacs_rules.model.record_end import RecordEnd
from ilacs_rules.model.version import Version
from ilacs_rules.text.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Finding:
    """One event held against one obligation; against none where nothing of its kind is required.

    Days are given for an event that counts: `days` is how many it ended before the opening (negative) or after the
    close (positive), 0 in between, None where that is not known to the day; `days_paused` is how many of the days after
    the close lie in pauses of its kind, and `days_perhaps_paused` how many more may; `from_target` is how many it ended
    before (negative) or after the target. `previous` is the last event before it that the requirement accepts,
    `interval` the days from its start to the start of this one, and `stretch` where these lie among the pauses of the
    policy.
    `ruled_out` says whether it lay in a stretch in which its requirement may not be done, whatever else is found.
    """

    case: Case
    event: Event
    decision: Decision  # of the day on which it began, by what was known the day before; of what may ask for it alone
    obligation: Obligation | None
    held: Verdict
    timing: Timing | None = None
    days: int | None = None
    days_paused: int | None = None
    days_perhaps_paused: int | None = None
    from_target: int | None = None
    previous: Event | None = None
    interval: int | None = None
    stretch: PauseStretch | None = None
    ruled_out: Truth = False

    @property
    def version(self) -> Version:
        """The version it is judged by."""
        return self.decision.version

    def value(self, definition: str) -> Value | None:
        """What a definition (folded) came to before the event; None if the version has none of that name."""
        return self.decision.values.get(definition)


@dataclass(frozen=True, slots=True)
class Audit:
    """The findings by case and day; what is late on the last day, the longest first; and what could not be told.

    Of what had ended by then, what was late when it ended.

    `undetermined` are the obligations of the last day that cannot be told, `failed` the cases that cannot be decided.
    `owed` are all that surely apply on it and are not done.
    `not_judged` are the events that began in a gap between two versions: nothing was in force to hold them against.
    """

    since: date
    on: date
    program: Program  # in force on the last day
    cases: int  # how many could be looked at
    findings: tuple[Finding, ...]
    late: tuple[PlanRow, ...]
    undetermined: tuple[PlanRow, ...]
    failed: tuple[Undecided, ...] = ()
    not_judged: tuple[Diagnostic, ...] = ()
    not_known_before: int = 0  # duties, told otherwise, of which it cannot be told if the period before was kept
    record: Mapping[str, RecordEnd] = field(default_factory=dict)  # how far it goes, where it ends before the last day
    owed: tuple[PlanRow, ...] = ()
    ruled_out_as_recorded: int = 0  # duties of the last day that do not apply by a record that ends before it
    not_ended: int = 0  # events that began between the two days, had not surely ended by the last, and are not judged


def as_far_as_they_agree(first: list[Finding], last: list[Finding]) -> list[Finding]:
    """What is found of an event of which only the month or year is known, by what is found on its first and last day.

    What was asked may have changed in between: by another version, or another event.
    """
    found: dict[str | None, Finding] = {}
    for one, others in ((first, last), (last, first)):
        for each in one:
            name = None if each.obligation is None else each.obligation.requirement
            alike = [other for other in others if _is_about(other, name) and other.held is each.held]
            found.setdefault(name, _in_doubt(each, alike[0]) if alike else _not_told(each))
    asked = [each for name, each in found.items() if name is not None]
    return asked or list(found.values())


def _is_about(finding: Finding, requirement: str | None) -> bool:
    owed = finding.obligation
    return owed is None if requirement is None else owed is not None and owed.requirement == requirement


def _in_doubt(one: Finding, other: Finding) -> Finding:
    """The one, with a time only where the other has the same."""
    ruled_out = one.ruled_out if one.ruled_out is other.ruled_out else UNKNOWN
    if one.timing is None or (one.timing, one.days) == (other.timing, other.days):
        return replace(one, ruled_out=ruled_out)
    return replace(
        one, timing=Timing.NOT_TOLD, days=None, days_paused=None, days_perhaps_paused=None, ruled_out=ruled_out
    )


def _not_told(finding: Finding) -> Finding:
    return Finding(finding.case, finding.event, finding.decision, finding.obligation, Verdict.NOT_TOLD)
