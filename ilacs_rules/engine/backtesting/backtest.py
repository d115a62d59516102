"""Plans of days gone by, each made with what was known on its day, held against what followed.

The plan of a day is the one that `plan` makes with the same day as `known`. What followed is the first event of the
kinds asked for that began after the day and within a time. It is looked at for every case of which that can be told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from enum import StrEnum

from ilacs_rules.engine.auditing.judging import Timing, in_time
from ilacs_rules.engine.backtesting.expected import expected
from ilacs_rules.engine.backtesting.followed import followed_by, sure_after
from ilacs_rules.engine.backtesting.measures import in_top, ranked_first
from ilacs_rules.engine.backtesting.ordering import by_day, by_time_since, in_plan_order
from ilacs_rules.engine.decide import Undecided, all_in_its_words
from ilacs_rules.engine.observing.spells import Clock, as_published, last_seen, waits_of
from ilacs_rules.engine.observing.survival import Survival
from ilacs_rules.engine.plan import Plan, distinct, plan
from ilacs_rules.engine.plan_rows import PlanRow
from ilacs_rules.engine.policies import Policy
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.language.dates import add_duration, times
from ilacs_rules.language.durations import Duration
from ilacs_rules.language.fixed_words import Strength
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Case, Event
from ilacs_rules.model.partial import Day, first_of, last_of
from ilacs_rules.model.record_end import can_be_counted_back
from ilacs_rules.text.arguments import refused
from ilacs_rules.text.frozen import frozen

MOST_DAYS = 1_000  # that are tested at once

Watched = Callable[[Sequence[Case], date], Iterable[Case]]


def unwatched(cases: Sequence[Case], on: date) -> Iterable[Case]:
    """The cases of a day, while nobody looks how far it has come."""
    return cases


class Order(StrEnum):
    """An order that cases are taken in."""

    PLAN = "plan"
    DAYS = "days"  # of the plan, whatever its priorities and statuses
    TIME = "time"  # since the last event, whoever waits longest first


class NotTested(StrEnum):
    """Why a case is not looked at on a day."""

    NOT_YET = "not created yet"
    ENDED = "ended before that"
    NOT_RECORDED = "not all that followed is recorded"
    NOT_TOLD = "cannot be told whether one followed in time"
    NOT_DECIDED = "could not be decided"


class KindTold(StrEnum):
    """Whether the kind of event the plan had for a case was the kind that followed."""

    RIGHT = "right kind"
    OTHER = "another kind"
    NOT_TOLD = "kind not told"


class Standing(StrEnum):
    """When the day came by which the plan would have had the event: its target, else its close, else its opening."""

    PAST = "before the day of the plan"
    FIRST = "in the first quarter of the time"
    SECOND = "in the second quarter"
    THIRD = "in the third quarter"
    LAST = "in the last quarter"
    LATER = "later"
    NO_DAY = "no day told"


@frozen
class CaseTested:
    """A case on one day: its place in each order, 1 for the first, and what followed.

    `row` is the first the plan has of these kinds, `kind` (folded) what it told for sure, and `due` the day by which it
    would have had it. `chance` is estimated from the waits of all cases until then; None where that cannot be done.
    """

    case: Case
    places: Mapping[Order, int]
    row: PlanRow | None
    kind: str | None
    due: Day | None
    last: Event | None
    chance: float | None
    followed: Event | None
    told: KindTold | None = None  # the last two only where one followed
    timing: Timing | None = None


@frozen
class DayTested:
    """The plan of a day against what followed up to and with `until`; `cases` are in the order of the plan.

    `waits` are the waits the chances were estimated from: of fewer than ten that had ended none is. `sure_until` is the
    day up to which it is sure that nothing that followed is missing from the record; up to `until` it is what we know.
    """

    on: date
    until: date
    plan: Plan
    cases: tuple[CaseTested, ...]
    left_out: Counter[NotTested]
    waits: Survival
    sure_until: date

    @property
    def followed(self) -> list[CaseTested]:
        """The cases in which one followed, in the order of the plan."""
        return [each for each in self.cases if each.followed is not None]

    def top(self, order: Order, times_as_many: int) -> int:
        """Of the first N of an order, or 2 N, how many followed, where N is how many followed in all."""
        return in_top(self._told(order), times_as_many * len(self.followed))

    def area(self, order: Order) -> float | None:
        """In which part of all pairs the one that followed stands before the one that did not, 0 to 1."""
        return ranked_first(self._told(order))

    @property
    def due(self) -> int:
        """How many the plan would have had by the end of the time, or earlier: a count, not an estimate."""
        return sum(each.due is not None and last_of(each.due) <= self.until for each in self.cases)

    @property
    def chances(self) -> list[float]:
        """The chances, of the cases for which one could be estimated."""
        return [each.chance for each in self.cases if each.chance is not None]

    @property
    def expected(self) -> float | None:
        """The sum of the chances: how many would follow on average. None where there are none."""
        return sum(self.chances) if self.chances else None

    def standing(self, case: CaseTested) -> Standing:
        """Where the day of a case lies, seen from the day of the plan."""
        if case.due is None:
            return Standing.NO_DAY
        day = last_of(case.due)
        if day <= self.on:
            return Standing.PAST
        if day > self.until:
            return Standing.LATER
        quarters = (Standing.FIRST, Standing.SECOND, Standing.THIRD, Standing.LAST)
        return quarters[((day - self.on).days - 1) * 4 // (self.until - self.on).days]

    def _told(self, order: Order) -> list[bool]:
        return [each.followed is not None for each in sorted(self.cases, key=lambda each: each.places[order])]


@frozen
class Backtest:
    """The days tested; `kinds` are those asked for (folded), `failed` cases that are not as the policy's words ask."""

    policy: Policy = field(repr=False)
    since: date
    to: date
    every: Duration
    within: Duration
    kinds: tuple[str, ...]
    only_published: bool
    days: tuple[DayTested, ...]
    cases: int
    failed: tuple[Undecided, ...] = ()


def backtest(
    policy: Policy,
    cases: Iterable[Case],
    since: date,
    to: date,
    every: Duration,
    within: Duration,
    kinds: Iterable[str],
    *,
    only_published: bool = False,
    watched: Watched = unwatched,
) -> Backtest:
    """The plans of days from `since` to `to`, one every so often, held against what followed `within` a time.

    The cases that are planned on a day go through `watched`, one by one, for whoever wants to show how far it is.
    Raises NotInForce if no version is in force on one of the days, as published by then.
    """
    asked = frozenset(kinds)
    apart, alike = distinct(cases)
    held, failed = all_in_its_words(policy.versions[-1], apart)
    days = tuple(
        _tested(policy, held, on, within, asked, only_published, watched) for on in days_tested(since, to, every)
    )
    return Backtest(
        policy, since, to, every, within, tuple(sorted(asked)), only_published, days, len(held), (*alike, *failed)
    )


def need_days_to_test(since: date, to: date, every: object, within: object) -> None:
    """Raises ArgumentError unless there are days from one to another, a thousand at most, and the lengths are such."""
    if to < since:
        raise refused("backtest", "to", to, f"a day from {since} on, the day of “since”")
    for name, length in (("every", every), ("within", within)):
        if not isinstance(length, Duration) or not can_be_counted_back(length) or length.amount == 0:
            raise refused("backtest", name, length, "a Duration of 1 to 9,999 days or months")
    assert isinstance(every, Duration)
    if sum(1 for _ in days_tested(since, to, every)) > MOST_DAYS:
        takes = f"a time that makes no more than {MOST_DAYS:,} days from {since} to {to}"
        raise refused("backtest", "every", every, takes)


def days_tested(since: date, to: date, every: Duration) -> Iterator[date]:
    """The first day and every day so long after it, up to and with the last; one more than are tested, at most."""
    for number in range(MOST_DAYS + 1):
        on = add_duration(since, times(every, number), None)
        if on is None or on > to:
            return
        yield on


def all_kinds(policy: Policy, asked: Iterable[str]) -> frozenset[str]:
    """The kinds asked for (folded) and every kind that is one of them, in any version."""
    named = set(asked)
    words = [program.version.vocabulary.events for program in policy.versions]
    return frozenset(named.union(*(events[kind].kinds for events in words for kind in named if kind in events)))


def _tested(
    policy: Policy,
    cases: list[Case],
    on: date,
    within: Duration,
    asked: frozenset[str],
    only_published: bool,
    watched: Watched,
) -> DayTested:
    program = policy.in_force(on, on)
    version = program.version
    until = add_duration(on, within, None) or date.max
    kinds = all_kinds(policy, asked)
    words = policy.vocabulary.events
    seen = {case.name: as_published(case, on) if only_published else case for case in cases}
    made = plan(program, seen.values(), on, on, watched=lambda planned: watched(planned, on))
    decided = {each.case.name for each in made.decisions}
    snapshots = {name: Snapshot(case, on, policy.vocabulary, on) for name, case in seen.items() if name in decided}
    left_out: Counter[NotTested] = Counter()
    followed: dict[str, Event | None] = {}
    sure_until = until
    for case in cases:
        if case.name not in decided:
            left_out[NotTested.NOT_DECIDED] += 1
        elif _is_to_come(snapshots[case.name]):
            left_out[NotTested.NOT_YET] += 1
        elif snapshots[case.name].existence.is_over(on) is True:
            left_out[NotTested.ENDED] += 1
        elif (recorded := sure_after(case, asked, words, on, until)) is None:
            left_out[NotTested.NOT_RECORDED] += 1
        elif (event := followed_by(case, kinds, policy.vocabulary, on, until)) is UNKNOWN:
            left_out[NotTested.NOT_TOLD] += 1
        else:
            followed[case.name] = event
            sure_until = min(sure_until, recorded)
    clock = Clock.of(version.pauses.values(), asked)
    waits = waits_of(snapshots.values(), kinds, clock, version)
    rows = in_plan_order(made, kinds)
    last = {name: last_seen(snapshots[name], kinds) for name in followed}
    told = {name: told_for_sure(rows[name]) for name in followed}
    due = {name: None if row is None else _due(row) for name, row in told.items()}
    orders = {
        Order.PLAN: [name for name in rows if name in followed],
        Order.DAYS: by_day(due, last),
        Order.TIME: by_time_since(last),
    }
    places = {order: {name: place for place, name in enumerate(names, 1)} for order, names in orders.items()}
    tested = []
    for name in orders[Order.PLAN]:
        surely = told[name]
        # whatever had ended by the day is in a record that was not cut down to what was published
        sure = snapshots[name].sure_until(kinds) if only_published else on
        found = CaseTested(
            seen[name],
            {order: place[name] for order, place in places.items()},
            next(iter(rows[name]), None),
            None if surely is None else surely.obligation.event,
            due[name],
            last[name],
            expected(waits, clock, last[name], due[name], on, until, sure),
            followed[name],
        )
        tested.append(_held_against(found, surely))
    return DayTested(on, until, made, tuple(tested), left_out, waits, sure_until)


def told_for_sure(rows: list[PlanRow]) -> PlanRow | None:
    """What is surely due of the rows of one case: the first, unless something else may be instead.

    What is only allowed takes nothing from what is due, whether or not it is known that it is allowed.
    """
    owed = [row for row in rows if row.obligation.strength is not Strength.MAY] or rows
    if any(row.obligation.applies is not True for row in owed):
        return None
    return next(iter(owed), None)


def _held_against(tested: CaseTested, told: PlanRow | None) -> CaseTested:
    event = tested.followed
    if event is None:
        return tested
    if told is None:
        return replace(tested, told=KindTold.NOT_TOLD, timing=Timing.NOT_TOLD)
    words = told.decision.version.vocabulary
    kinds = words.events[told.obligation.event].kinds
    is_right = KindTold.NOT_TOLD if words.may_be(event.kind, kinds) else KindTold.OTHER
    if words.is_one_of(event.kind, kinds):
        is_right = KindTold.RIGHT
    done = told.decision.requirement(told.obligation).day_done(event)
    timing = Timing.NOT_TOLD if done is None else in_time(told.obligation, done)[0]
    return replace(tested, told=is_right, timing=timing)


def _due(row: PlanRow) -> Day | None:
    return row.obligation.target or row.obligation.closes or row.obligation.opens


def _is_to_come(snapshot: Snapshot) -> bool:
    told = snapshot.existence.created.told
    return told is not None and first_of(told) > snapshot.on
