"""A history held against the policy: was each event of the kind required, was it held in time, and what is late now.

An event is judged by the version in force on the day it began, and by what was known the day before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ilacs_rules.engine.alike import Alike
from ilacs_rules.engine.auditing.asked_then import Askers, asked_then, before
from ilacs_rules.engine.auditing.finding import Audit, Finding, as_far_as_they_agree
from ilacs_rules.engine.auditing.judging import DONE_LATE, OWED_NO_MORE, Timing, Verdict, held, in_time
from ilacs_rules.engine.auditing.once_done import OnceDone
from ilacs_rules.engine.auditing.stretches import stretch
from ilacs_rules.engine.cores import Watched, each_answered
from ilacs_rules.engine.decide import Undecided, decide_held, in_its_words
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.existence import Existence
from ilacs_rules.engine.pauses import paused_days
from ilacs_rules.engine.plan_rows import LATE, PlanRow, is_told_first
from ilacs_rules.engine.policies import NotInForce, Policy
from ilacs_rules.engine.program import Program
from ilacs_rules.engine.ruled_out import touches
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.as_recorded import ruled_out_as_recorded
from ilacs_rules.model.case import Case, Event, Truth
from ilacs_rules.model.decision import CANNOT_BE_TOLD, Decision, Flag, Obligation
from ilacs_rules.model.partial import first_of, last_of
from ilacs_rules.model.record_end import AskedElsewhere, record_ends
from ilacs_rules.model.version import Version
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.source import nowhere
from ilacs_rules.text.words import quoted

_PAYS = 500  # cases; fewer are looked at on one core before others have begun


@dataclass(frozen=True, slots=True)
class _OfOneCase:
    """What is found of one case, in the words of the policy."""

    case: Case
    findings: tuple[Finding, ...]
    decision: Decision | None
    not_judged: tuple[Diagnostic, ...]
    not_ended: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class _Auditing:
    """What is asked of each case: all that happened to it, or why that cannot be told."""

    policy: Policy
    since: date
    on: date
    alike: Alike
    askers: Askers

    @property
    def programs(self) -> tuple[Program, ...]:
        return self.policy.versions

    def __call__(self, case: Case) -> _OfOneCase | tuple[Diagnostic, ...]:
        newest = self.policy.in_force(self.on)
        not_judged: list[Diagnostic] = []
        try:
            as_told = in_its_words(newest, case)
            found = tuple(_of_case(self, newest.version, as_told, not_judged))
            decision = _on_its_last_day(self.policy, as_told, self.since, self.on)
            decision = None if decision is None else self.alike.share(decision)
        except DecisionError as error:
            return error.diagnostics
        judged = {id(each.event) for each in found}
        not_ended = tuple(e for e in as_told.events if id(e) not in judged and _goes_on(e, self.since, self.on))
        return _OfOneCase(as_told, found, decision, tuple(not_judged), not_ended)


def audit(
    policy: Policy,
    cases: Iterable[Case],
    since: date,
    on: date,
    requirements: Collection[str] = frozenset(),
    *,
    watched: Watched = iter,
    jobs: int | None = 1,
) -> Audit:
    """Every event that began on or after `since` and ended by `on`, judged; and what is late on `on`.

    With `requirements` (folded names) all others are left aside. The cases go through `watched`, and so many `jobs` are
    done at once, as `each_answered` says. Raises NotInForce if no version is in force on `since` or on `on`.
    """
    policy.in_force(since)
    newest = policy.in_force(on)
    not_judged: list[Diagnostic] = []
    findings: list[Finding] = []
    rows: list[PlanRow] = []
    failed: list[Undecided] = []
    looked_at: list[Case] = []
    elsewhere: list[AskedElsewhere] = []
    going_on: list[Event] = []
    ruled_out = 0
    listed = tuple(cases)
    told = each_answered(_Auditing(policy, since, on, Alike(), Askers(policy.versions)), listed, jobs, _PAYS, watched)
    for case, found in zip(listed, told, strict=True):
        if not isinstance(found, _OfOneCase):
            failed.append((case, found))
            continue
        looked_at.append(found.case)
        not_judged += found.not_judged
        going_on += found.not_ended
        findings += [each for each in found.findings if _is_asked(each.obligation, requirements)]
        decision = found.decision
        if decision is not None:
            elsewhere += decision.elsewhere
            recorded = ruled_out_as_recorded(decision)
            ruled_out += sum(not requirements or each in requirements for each in recorded)
            rows += [PlanRow(decision, each) for each in decision.obligations if _is_asked(each, requirements)]
    late = [row for row in rows if row.obligation.status in LATE or is_told_first(row.obligation)]
    late.sort(key=lambda row: (-(row.obligation.days_late or 0), row.case.name))
    undetermined = [row for row in rows if row.obligation.status in CANNOT_BE_TOLD]
    asked = (newest.version.requirements[each] for each in requirements if each in newest.version.requirements)
    accepted = {kind for each in asked for kind in each.accepts}
    return Audit(
        since,
        on,
        newest,
        len(looked_at),
        tuple(findings),
        tuple(late),
        tuple(undetermined),
        tuple(failed),
        tuple(not_judged),
        sum(
            Flag.NOT_KNOWN_BEFORE in row.obligation.flags for row in rows if row.obligation.status not in CANNOT_BE_TOLD
        ),
        record_ends(looked_at, newest.version, on, None, elsewhere),
        tuple(row for row in rows if row.obligation.applies is True and row.obligation.status not in OWED_NO_MORE),
        ruled_out,
        sum(not requirements or each.kind in accepted for each in going_on),
    )


def _on_its_last_day(policy: Policy, case: Case, since: date, on: date) -> Decision | None:
    """What is decided of a case on the last day; where it had ended before that, on the last day that it was there.

    None if it had ended before the first day, or in a gap between two versions.
    """
    newest = policy.in_force(on)
    existence = Existence.of(case, newest.version.vocabulary, on)
    ended = existence.ended.day
    if existence.is_over(on) is not True or ended is None:
        return decide_held(newest, case, on, trace=False)
    last = last_of(ended)
    try:
        return decide_held(policy.in_force(last), case, last, trace=False) if last >= since else None
    except NotInForce:
        return None


def _is_asked(obligation: Obligation | None, requirements: Collection[str]) -> bool:
    return not requirements or (obligation is not None and obligation.requirement in requirements)


def _of_case(asked: _Auditing, newest: Version, case: Case, not_judged: list[Diagnostic]) -> Iterator[Finding]:
    policy, since, on = asked.policy, asked.since, asked.on
    for event in sorted(case.events, key=lambda each: first_of(each.start)):
        first, last = first_of(event.start), last_of(event.start)
        if not _is_between(event, since, on):
            continue
        has_ended = _has_ended(event, on)
        if not has_ended and not _may_count_at_once(policy, event, first):
            continue
        try:
            found, *other = (_held(asked, newest, case, event, day) for day in dict.fromkeys((first, last)))
        except NotInForce as error:
            message = f"{quoted(event.kind)} of {quoted(case.name)} cannot be judged: {error}"
            not_judged.append(Diagnostic(Code.NO_VERSION_IN_FORCE, message, event.place or nowhere(case.name)))
            continue
        for finding in as_far_as_they_agree(found, *other) if other else found:
            owed = finding.obligation
            if has_ended or (owed is not None and finding.decision.requirement(owed).counts_at_once):
                yield finding


def _held(asked: _Auditing, newest: Version, case: Case, event: Event, begun: date) -> list[Finding]:
    """What is found of an event that began on a day. Raises NotInForce."""
    program, so_far = asked.policy.in_force(begun), before(case, event, begun)
    decision = asked_then(program, so_far, event, begun, asked.alike, asked.askers.of(event.kind))
    found: list[Finding] = []
    for verdict, obligation, counts in held(decision, event, OnceDone(program, so_far, event)):
        ruled_out = _ruled_out(decision, obligation, event)
        finding = Finding(case, event, decision, obligation, verdict, ruled_out=ruled_out)
        timed = _timed(finding, newest) if counts else finding
        # what was early for it, and may have been asked for by something else, may not have been meant for it
        found.append(finding if verdict is Verdict.NOT_TOLD and timed.timing is Timing.EARLY else timed)
    return found


def _is_between(event: Event, since: date, on: date) -> bool:
    return first_of(event.start) >= since and last_of(event.start) <= on


def _has_ended(event: Event, on: date) -> bool:
    return event.end is not None and last_of(event.end) <= on


def _goes_on(event: Event, since: date, on: date) -> bool:
    """Whether an event that began between the two days had not surely ended by the last."""
    return _is_between(event, since, on) and not _has_ended(event, on)


def _ruled_out(decision: Decision, obligation: Obligation | None, event: Event) -> Truth:
    """Whether an event lay where its requirement may not be done, though something else be wrong with it as well."""
    if obligation is None or event.kind not in decision.requirement(obligation).accepts:
        return False
    found = touches(event, decision.requirement(obligation).due.not_in)
    return found if obligation.applies is True or found is False else UNKNOWN


def _may_count_at_once(policy: Policy, event: Event, begun: date) -> bool:
    """Whether a requirement of the day on which an event began counts it though it goes on."""
    try:
        requirements = policy.in_force(begun).version.requirements.values()
    except NotInForce:
        return False
    return any(each.counts_at_once and event.kind in each.accepts for each in requirements)


def _timed(finding: Finding, newest: Version) -> Finding:
    """With its days against those of the obligation, and since the last event that counted likewise."""
    event, decision, obligation = finding.event, finding.decision, finding.obligation
    assert obligation is not None, "only an event that counts is timed"
    requirement = decision.requirement(obligation)
    done = requirement.day_done(event)
    assert done is not None, "an event is judged once it has ended"
    timing, days, from_target = in_time(obligation, done)
    closes = obligation.closes
    if timing in DONE_LATE and closes is not None and last_of(closes) < decision.version.since(requirement.name):
        timing = Timing.DUE_BEFORE
    finding = replace(finding, timing=timing, days=days, from_target=from_target)
    if days is not None and days > 0 and isinstance(done, date):
        first = done - timedelta(days=days - 1)
        least, most = paused_days(newest.pauses.values(), obligation.event, first, done)
        finding = replace(finding, days_paused=least or None, days_perhaps_paused=most - least or None)
    accepts, words = requirement.accepts, decision.version.vocabulary
    earlier = [each for each in decision.case.events if words.may_be(each.kind, accepts)]
    previous = max(earlier, key=lambda each: last_of(each.start), default=None)
    if previous is None or words.is_perhaps(previous.kind, accepts):
        return finding
    if not isinstance(previous.start, date) or not isinstance(event.start, date):
        return replace(finding, previous=previous)
    return replace(
        finding,
        previous=previous,
        interval=(event.start - previous.start).days,
        stretch=stretch(newest.pauses.values(), accepts, previous.start, event.start),
    )
