"""How long it really took until a requirement was met, whatever its dates: by requirement, and by version.

A wait runs from the last day of the last event that counts, or is of its family (of one duty for each event: of that
event), to the first day of the one that met it. It belongs to the version in force when it began. Whoever waits still
was seen to wait up to the day to which the record is sure. What had ended before the first day of the audit was not
seen to end, so a wait that began before it counts from then on only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ilacs_rules.engine.auditing.finding import Audit, Finding
from ilacs_rules.engine.observing.spells import Clock
from ilacs_rules.engine.observing.survival import Spell, Survival
from ilacs_rules.engine.plan_rows import PlanRow
from ilacs_rules.engine.policies import NotInForce, Policy
from ilacs_rules.language.dates import ONE_DAY
from ilacs_rules.model.case import Case, Event
from ilacs_rules.model.due_shapes import Quota
from ilacs_rules.model.partial import last_of
from ilacs_rules.model.record_end import complete_since, sure_until
from ilacs_rules.model.version import Requirement
from ilacs_rules.model.vocabulary import family_of


@dataclass(frozen=True, slots=True)
class Wait:
    """From the last day of one event to the first of the next, or to the day up to which it was seen to go on."""

    requirement: str  # folded name
    words: str
    event: str  # the kind it asks for (folded)
    begun: date
    until: date
    ended: bool
    since: date  # the day after which it was seen


@dataclass(frozen=True, slots=True)
class WaitGroup:
    """The waits for a requirement, all (`began_under` None) or those that began under a version or `before` the first.

    `days` counts every day; `running` leaves out those on which the last version pauses what counts, and the waits of
    which it is not known how many of their days that are.
    """

    requirement: str
    words: str
    event: str
    began_under: date | str | None
    days: Survival
    running: Survival

    def within(self, part: float, *, running: bool = False) -> int | None:
        """In how many days such a part of all had it; None where too few were seen to end, or fewer than that part."""
        found = self.running if running else self.days
        return found.within(part) if found.ended >= FEWEST_FOR_A_QUARTILE else None


FEWEST_FOR_A_QUARTILE = 4  # waits that were seen to end: of fewer it is what one or the other case happened to be
BEFORE = "before the first version"


@dataclass(frozen=True, slots=True)
class Waits:
    """The groups in the order of the policy; `left_out` events ended no wait whose days are known exactly."""

    groups: tuple[WaitGroup, ...]
    left_out: int


def waits(policy: Policy, audit: Audit) -> Waits:
    """How long it took, of the events an audit judged and of what is owed on its last day."""
    found = [_ended(audit, each) for each in audit.findings if each.timing is not None]
    left_out = sum(each is None for each in found)
    found += [_going_on(audit, row) for row in audit.owed if not _is_counted_in_a_period(row)]
    told = [each for each in found if each is not None and max(each.begun, each.since) < each.until]
    groups: list[WaitGroup] = []
    for requirement in sorted({each.requirement for each in told}, key=_place(policy)):
        alike = [each for each in told if each.requirement == requirement]
        groups.append(_group(audit, alike, None))
        began = {each: _version(policy, each.begun) for each in alike}
        for version in sorted(set(began.values()), key=lambda start: start or date.min):
            groups.append(_group(audit, [each for each in alike if began[each] == version], version or BEFORE))
    return Waits(tuple(groups), left_out)


def _ended(audit: Audit, finding: Finding) -> Wait | None:
    """The wait an event ended; None where a day is not known exactly, or nothing began it."""
    owed, case = finding.obligation, finding.case
    assert owed is not None, "only an event that counts is timed"
    asked = finding.decision.requirement(owed)
    begun = _begun(audit, asked, finding.decision.case, owed.instance, finding.decision.on)
    until = finding.event.start
    done = finding.event.end or asked.day_done(finding.event)  # what counts at once may go on
    if begun is None or not isinstance(until, date) or done is None:
        return None
    sure = _sure(audit, case, asked)
    ended = last_of(done) <= sure
    until = until if ended else min(until, sure)
    return Wait(asked.name, asked.words, asked.event, begun, until, ended, audit.since - ONE_DAY)


def _going_on(audit: Audit, row: PlanRow) -> Wait | None:
    """The wait for what is owed on the last day; None where its first day is not known exactly, or nothing began it."""
    asked, case = row.decision.requirement(row.obligation), row.case
    begun = _begun(audit, asked, case, row.obligation.instance, audit.on)
    if begun is None:
        return None
    until = min(_sure(audit, case, asked), row.decision.on)  # earlier where its subject had ended
    return Wait(asked.name, asked.words, asked.event, begun, until, False, audit.since - ONE_DAY)


def _begun(audit: Audit, asked: Requirement, case: Case, instance: Event | None, on: date) -> date | None:
    """When began by a day what is waited for: with the event it is about, else with the last of its family that ended.

    None where there is none, its last day is not known exactly, or one after it may be missing in the record.
    """
    words = audit.program.words.events
    kinds = asked.accepts | words[family_of(asked.event, words)].kinds
    ended = [(last_of(each.end), each) for each in case.events if each.kind in kinds and each.end is not None]
    last = max((each for each in ended if each[0] <= on), key=lambda each: each[0], default=(on, None))[1]
    event, since = instance or last, complete_since(case, kinds, words)
    if event is None or since is None or not isinstance(event.end, date) or event.end < since:
        return None
    return event.end


def _sure(audit: Audit, case: Case, asked: Requirement) -> date:
    return sure_until(case, asked.accepts, audit.program.words.events, audit.on)


def _is_counted_in_a_period(row: PlanRow) -> bool:
    return isinstance(row.decision.requirement(row.obligation).due.shape, Quota)


def _version(policy: Policy, on: date) -> date | None:
    try:
        return policy.in_force(on).version.start
    except NotInForce:
        return None


def _place(policy: Policy) -> Callable[[str], int]:
    names = dict.fromkeys(name for program in policy.versions for name in program.version.requirements)
    place = {name: number for number, name in enumerate(names)}
    return lambda name: place.get(name, len(place))


def _group(audit: Audit, alike: Sequence[Wait], began_under: date | str | None) -> WaitGroup:
    first = alike[-1]
    clock = Clock.of(audit.program.version.pauses.values(), [first.event])
    return WaitGroup(
        first.requirement,
        first.words,
        first.event,
        began_under,
        Survival.of(_spells(alike, lambda begun, until: (until - begun).days)),
        Survival.of(_spells(alike, clock.days)),
    )


def _spells(waits: Iterable[Wait], days: Callable[[date, date], int | None]) -> Iterator[Spell]:
    for wait in waits:
        since = days(wait.begun, wait.since) if wait.since > wait.begun else 0
        waited = days(wait.begun, wait.until)
        if since is not None and waited is not None:
            yield Spell(waited, wait.ended, since)
