"""What a plan asks for and a calendar of work has no room for: more that must begin in some weeks than may.

Where more duties must begin within some weeks than a limit lets begin in them, or they take more days than there are,
they cannot all be done in time, whatever is done first (Hall's condition, tried for every stretch of weeks). Each limit
is looked at by itself, so that where none is found there may still be too little room for all of them together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from ilacs_rules.engine.forecasting.wish import PlannedEvent
from ilacs_rules.engine.forecasting.work import WorkCalendar
from ilacs_rules.engine.plan_rows import PlanRow, unless_done_since
from ilacs_rules.engine.program import Program
from ilacs_rules.engine.workload import is_own
from ilacs_rules.language.dates import ONE_DAY, add_days
from ilacs_rules.language.fixed_words import Strength
from ilacs_rules.model.case import Length
from ilacs_rules.model.decision import Status
from ilacs_rules.model.due_shapes import Reach, Repeat, Single
from ilacs_rules.model.partial import first_of, last_of
from ilacs_rules.model.vocabulary import with_those_above

AHEAD = 365  # days that are looked at: further on, what is done until then moves what comes after it
_BINDING = (Strength.MUST, Strength.WILL, Strength.SHOULD)
_WEEK = 7


@dataclass(frozen=True, slots=True)
class TooLittleRoom:
    """Duties that cannot all be done in time, in the order in which they close.

    They can begin from `first` to `last` only. `kind` is the (folded) kind of event that is limited, None where the
    calendar leaves them no day to begin. There is room for so many to begin, or for so many days of them, `in_days`.
    """

    kind: str | None
    first: date
    last: date
    rows: tuple[PlanRow, ...]
    needed: int
    room: int
    in_days: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """What there is no room for up to a day, of how many duties; and how many own duties were not looked at."""

    until: date
    found: tuple[TooLittleRoom, ...]
    looked_at: int
    not_looked_at: int


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    """A duty of which it is certain by when it must be done.

    `weeks` are those in which it may begin, and `days` those on which it may go on: a bit for each from the first on.
    """

    row: PlanRow
    kinds: frozenset[str]  # one of these, whichever event it is done by
    first: date
    last: date
    weeks: int
    days: int
    length: int  # days, at the least


def room_for(rows: Iterable[PlanRow], program: Program, on: date, work: WorkCalendar) -> Room:
    """What the rows of a plan ask the publisher for within a year, and a calendar of work has no room for.

    Counted is what must, will or should be done and certainly has not been, by a last day that is known. Raises
    DecisionError where a length of time cannot be reckoned.
    """
    until = add_days(on, AHEAD) or date.max
    own = [row for row in rows if is_own(row.decision, row.obligation) and _falls_due(row, until)]
    certain = [row for row in own if _is_certain(row, until)]
    days = _Days(work)
    jobs = [_job(row, program, on, days) for row in certain]
    found = [_no_day(job) for job in jobs if not job.weeks]
    able = [job for job in jobs if job.weeks]
    for kind in sorted({*work.starts_a_week, *work.at_a_time}):
        of_kind = list(_each_its_own_event([job for job in able if kind in job.kinds]))
        found += _crowded(kind, of_kind, work)
    found.sort(key=lambda each: (each.last, each.first))
    return Room(until, tuple(found), len(certain), len(own) - len(certain))


def _falls_due(row: PlanRow, until: date) -> bool:
    due, status = row.due, row.obligation.status
    binds = row.obligation.strength in _BINDING and status not in (Status.LAPSED, Status.NO_DATE_SET, Status.PAUSED)
    return binds and (due is None or first_of(due) <= until)


def _is_certain(row: PlanRow, until: date) -> bool:
    obligation = row.obligation
    closes, status = obligation.closes, obligation.status
    if closes is None or last_of(closes) > until or status not in (Status.OPEN, Status.NOT_YET_OPEN):
        return False
    return unless_done_since(obligation) is None and not _has_begun(row)


def _has_begun(row: PlanRow) -> bool:
    """Whether an event goes on that may be the one by which it is done."""
    accepted, on = row.decision.requirement(row.obligation).accepts, row.decision.on
    may_be = row.decision.version.vocabulary.may_be
    going_on = (each for each in row.case.events if may_be(each.kind, accepted) and first_of(each.start) <= on)
    return any(each.end is None or last_of(each.end) >= on for each in going_on)


@dataclass(frozen=True, slots=True)
class _Days:
    """The last day of what takes so long, for each day on which it may begin: worked out once, for many cases ask."""

    work: WorkCalendar
    known: dict[tuple[Length, date], date | None] = field(default_factory=dict)

    def last_day(self, first: date, planned: PlannedEvent) -> date | None:
        """Its last day, if it begins on a day; None where it may not."""
        asked = planned.obligation.lasts, first
        if asked not in self.known:
            self.known[asked] = planned.last_day(first) if self.work.may_start(first, planned) else None
        return self.known[asked]


def _job(row: PlanRow, program: Program, on: date, possible: _Days) -> _Job:
    obligation, requirement = row.obligation, row.decision.requirement(row.obligation)
    planned = PlannedEvent(obligation, row.decision, program, possible.work)
    assert obligation.closes is not None, "only what has a last day is looked at"
    closes = last_of(obligation.closes)
    opens = obligation.opens
    if isinstance(requirement.due.shape, Repeat) and opens == obligation.target:
        opens = None  # done again and again, each time on one day: an early one counts as well
    first = on if opens is None else _first_start(planned, max(on, first_of(opens)))
    starts: list[tuple[date, date]] = []
    for number in range((closes - first).days + 1):
        day = first + timedelta(days=number)
        last = possible.last_day(day, planned)
        if last is not None and (day if requirement.counts_at_once else last) <= closes:
            starts.append((day, last))
    weeks = days = 0
    monday = on - timedelta(days=on.weekday())
    for day, last in starts:
        weeks |= 1 << (day - monday).days // _WEEK
        days |= (1 << (last - on).days + 1) - (1 << (day - on).days)
    kinds = [frozenset(with_those_above(kind, row.decision.version.vocabulary.events)) for kind in requirement.accepts]
    length = min(((last - day).days + 1 for day, last in starts), default=0)
    ends = (starts[0][0], starts[-1][0]) if starts else (first, closes)
    return _Job(row, frozenset.intersection(*kinds), *ends, weeks, days, length)


def _first_start(planned: PlannedEvent, opens: date) -> date:
    """The first day on which it may begin. It counts by its last day, so that may lie before the day it opens.

    Not where it is reckoned from the day before that, or from that day: only what began after that is for it.
    """
    requirement, on = planned.decision.requirement(planned.obligation), planned.decision.on
    shape, due = requirement.due.shape, requirement.due
    bent = due.not_before is not None or due.moved is not None or due.not_in
    after = isinstance(shape, Single) and shape.only_after and shape.opens in (Reach.THAT_DAY, Reach.DAY_AFTER)
    first = opens
    if not requirement.counts_at_once and (bent or not after):
        while first > on and planned.last_day(first - ONE_DAY) >= opens:
            first -= ONE_DAY
    return first


def _no_day(job: _Job) -> TooLittleRoom:
    return TooLittleRoom(None, job.first, job.last, (job.row,), 1, 0)


def _each_its_own_event(jobs: Iterable[_Job]) -> Iterator[_Job]:
    """Of the duties of one case that one event may do, only that which closes first."""
    taken: dict[str, set[str]] = {}
    for job in sorted(jobs, key=lambda job: job.last):
        accepted, of_case = job.row.decision.requirement(job.row.obligation).accepts, job.row.case.name
        if taken.setdefault(of_case, set()).isdisjoint(accepted):
            taken[of_case] |= accepted
            yield job


def _crowded(kind: str, jobs: Sequence[_Job], work: WorkCalendar) -> Iterator[TooLittleRoom]:
    """The duties of a kind that a limit leaves too little room for; each is told once."""
    left = list(jobs)
    for most, taken_by in _limits(kind, work):
        while those := _tightest([(job, *taken_by(job)) for job in left], most):
            taken = [taken_by(job) for job in those]
            first, last = min(job.first for job in those), max(job.last for job in those)
            needed, room = sum(load for _, load in taken), most * _union(places for places, _ in taken).bit_count()
            yield TooLittleRoom(kind, first, last, tuple(job.row for job in those), needed, room, taken_by is _of_days)
            left = _without(left, those)


def _limits(kind: str, work: WorkCalendar) -> Iterator[tuple[int, Callable[[_Job], tuple[int, int]]]]:
    """How many may begin in a week, and how many go on at a time; and what a job takes of that."""
    at_a_time = work.at_a_time.get(kind)
    of_weeks = [work.starts_a_week[kind]] if kind in work.starts_a_week else []
    of_weeks += [] if at_a_time is None else [at_a_time * len(work.starts_on)]  # those that begin on one day meet
    if of_weeks:
        yield min(of_weeks), _of_weeks
    if at_a_time is not None:
        yield at_a_time, _of_days


def _of_weeks(job: _Job) -> tuple[int, int]:
    return job.weeks, 1


def _of_days(job: _Job) -> tuple[int, int]:
    return job.days, job.length


def _without(jobs: Iterable[_Job], those: Iterable[_Job]) -> list[_Job]:
    gone = set(those)
    return [job for job in jobs if job not in gone]


def _tightest(jobs: Iterable[tuple[_Job, int, int]], most: int) -> list[_Job]:
    """The jobs within the shortest stretch of places that take more than there is room for, if any do.

    Of each job its places, and how much it takes of them. Those that have the same places are looked at together, for
    of many cases most have.
    """
    alike: dict[int, list[tuple[_Job, int]]] = {}
    for job, places, load in jobs:
        alike.setdefault(places, []).append((job, load))
    in_order = ((places, alike[places]) for places in sorted(alike, key=int.bit_length))
    groups = [(places, those, sum(load for _, load in those)) for places, those in in_order]
    found: list[_Job] = []
    shortest: int | None = None
    for first in sorted({_lowest(each) for each in alike}):
        inside: list[tuple[_Job, int]] = []
        taken = total = 0
        for places, those, together in groups:
            length = places.bit_length() - first
            if shortest is not None and length >= shortest:
                break
            if _lowest(places) < first:
                continue
            inside += those
            taken |= places
            total += together
            room = most * taken.bit_count()
            if total > room:
                while total - inside[-1][1] > room:
                    total -= inside.pop()[1]
                found, shortest = [job for job, _ in inside], length
                break
    return found


def _lowest(places: int) -> int:
    return (places & -places).bit_length()


def _union(sets: Iterable[int]) -> int:
    found = 0
    for each in sets:
        found |= each
    return found
