"""One line for each case of a plan: what matters first of it, why it stands where it does, and what is missing.

No case is left out. A case that a priority of the policy brings forward stands first: always, or where it is due, as
the policy says. Then comes what is late, then what is open, then all else: each by what the policy orders by, then by
the day that counts. What has no day stands among the others as if it fell due as long after the last event as is usual
for its kind among the lines: what is asked of it is not thought less urgent than what is asked of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from statistics import median_low

from ilacs_rules.engine.perhaps_done import may_have_counted
from ilacs_rules.engine.plan_rows import LATE, URGENCY, PlanRow, is_due, may_be_open, place_in_file, urgency
from ilacs_rules.engine.ranking import forward_key, put_forward, put_forward_for, sort_key
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.language.dates import add_days
from ilacs_rules.model.as_data import event_as_data, event_words
from ilacs_rules.model.case import Case, Event
from ilacs_rules.model.decision import CANNOT_BE_TOLD, Decision, Need, Status
from ilacs_rules.model.due_shapes import Repeat
from ilacs_rules.model.partial import Day, first_of, last_of
from ilacs_rules.model.version import Version
from ilacs_rules.text.frozen import frozen

_MAY_BE_OPEN = (URGENCY.index(Status.OPEN), True)
_TO_COME = (URGENCY.index(Status.NOT_YET_OPEN), True)
_WITHOUT_A_DAY = (URGENCY.index(Status.APPLIES), False)
_MORE = "more would have to be recorded"


@frozen
class CaseLine:
    """What matters first of one case; `row` is None where nothing is asked of it on this day.

    `put_forward` are the priorities, as the policy names them, that surely bring the case forward. `not_told` counts
    the other rows of the case that cannot be told, though that could be found out: not those for want of a record that
    nobody keeps; `more_late` those that are late, or unless done since. `as_if_due` is the day by which a line without
    one stands: it is of the order alone, no rule gives it.
    """

    decision: Decision
    row: PlanRow | None
    put_forward: tuple[str, ...] = ()
    not_told: int = 0
    more_late: int = 0
    as_if_due: date | None = None

    @property
    def case(self) -> Case:
        """Whose line it is."""
        return self.decision.case

    @property
    def since(self) -> Event | None:
        """The event since which the case waits for it: the last that surely counted, else what it is reckoned from."""
        if self.row is None:
            return None
        obligation = self.row.obligation
        again = isinstance(self.decision.requirement(obligation).due.shape, Repeat)
        if again and obligation.served_by:
            return obligation.served_by[-1]
        return obligation.since

    @property
    def put_forward_for(self) -> tuple[Event, ...]:
        """The events on which the priorities rest that bring it forward."""
        return put_forward_for(self.decision, self.put_forward)

    @property
    def waits_from(self) -> Day | None:
        """The day from which it is counted how long the case has waited, or others have had."""
        return self.over_by if self.could_be_done_from is None else self.could_be_done_from

    @property
    def over_by(self) -> Day | None:
        """The day on which that event ended, or began if it is in hand."""
        since = self.since
        return None if since is None else since.start if since.end is None else since.end

    @property
    def could_be_done_from(self) -> Day | None:
        """The first day after an event on which others could act, if it is known: they have had no time before it.

        None of what is done again and again, which may be done before its day, and where the publisher is to act.
        """
        if self.row is None or self.since is None or not self.others_act:
            return None
        obligation = self.row.obligation
        again = isinstance(self.decision.requirement(obligation).due.shape, Repeat)
        return None if again else obligation.opens

    @property
    def may_have_been_met(self) -> bool:
        """Whether something may have counted for it since that event, so that the case has waited for less."""
        return self.row is not None and may_have_counted(self.decision, self.row.obligation, self.since)

    @property
    def others_act(self) -> bool:
        """Whether not the publisher is to act but another, as the case itself: then nobody keeps the case waiting."""
        return self.row is not None and self.row.obligation.by != self.decision.version.publisher

    @property
    def days_waited(self) -> tuple[int, int] | None:
        """The fewest and the most days that the case has waited for it, or others have had, if it can be told."""
        day = self.waits_from
        if day is None or first_of(day) > self.decision.on:
            return None
        least, most = (max(0, (self.decision.on - each).days) for each in (last_of(day), first_of(day)))
        return (0 if self.may_have_been_met else least), most

    def as_data(self) -> dict[str, object]:
        """For JSON, beside the row itself."""
        waited = self.days_waited
        return {
            "case": self.case.name,
            "note": self.case.note,
            "put_forward": list(self.put_forward),
            "put_forward_for": [event_as_data(self.decision.version, event) for event in self.put_forward_for],
            "days_waited": None if waited is None else {"least": waited[0], "most": waited[1]},
            "not_told": self.not_told,
            "more_late": self.more_late,
            "as_if_due": None if self.as_if_due is None else self.as_if_due.isoformat(),
            "row": None if self.row is None else self.row.as_data(),
        }


@frozen
class OpenQuestion:
    """Something to find out, the cases it is about, and how many rows of the plan hang on it."""

    text: str
    cases: tuple[str, ...]
    answers: int

    def as_data(self) -> dict[str, object]:
        """For JSON."""
        return {"what": self.text, "cases": list(self.cases), "answers": self.answers}


@frozen
class Missing:
    """What is missing in a plan: the open `questions`, those on which most hangs first, and the `records` nobody keeps.

    A record that is complete for none of the cases is no question about any of them: its kinds of event are told by
    their folded names. `only_records` is how many rows hang on such records alone.
    """

    questions: tuple[OpenQuestion, ...]
    records: tuple[str, ...]
    only_records: int


def case_lines(decisions: Sequence[Decision], rows: Iterable[PlanRow]) -> tuple[CaseLine, ...]:
    """A line for each decision, in order."""
    not_kept = _records_not_kept(decisions)
    of_case: dict[str, list[PlanRow]] = {}
    for row in rows:
        of_case.setdefault(row.case.name, []).append(row)
    lines = [_line(decision, of_case.get(decision.case.name, []), not_kept) for decision in decisions]
    placed = _placed([(line, _last(line)) for line in lines])
    return tuple(line for line, _ in sorted(placed, key=lambda each: _key(each[0], each[1], not_kept)))


def missing(decisions: Sequence[Decision], rows: Iterable[PlanRow]) -> Missing:
    """What would have to be found out to tell what cannot be told of the rows."""
    not_kept = _records_not_kept(decisions)
    asked: dict[str, dict[str, int]] = {}
    hanging, alone = set[str](), 0
    for row in rows:
        if row.obligation.status not in CANNOT_BE_TOLD:
            continue
        needs = row.obligation.needs or (Need(row.obligation.reason or _MORE),)
        hanging |= {need.record for need in needs if need.record is not None and need.record in not_kept}
        alone += _hangs_on_records_alone(row, not_kept)
        for text in dict.fromkeys(need.text for need in needs if need.record not in not_kept):
            about = asked.setdefault(text, {})
            about[row.case.name] = about.get(row.case.name, 0) + 1
    found = [OpenQuestion(text, tuple(about), sum(about.values())) for text, about in asked.items()]
    found.sort(key=lambda each: (-each.answers, each.cases, each.text))
    return Missing(tuple(found), tuple(sorted(hanging)), alone)


def missing_as_data(version: Version, found: Missing) -> dict[str, object]:
    """For JSON, with the kinds of event as the policy names them."""
    records = [event_words(version, kind) for kind in found.records]
    return {
        "questions": [each.as_data() for each in found.questions],
        "records_not_kept": records,
        "answers_on_records_alone": found.only_records,
    }


def _line(decision: Decision, rows: Sequence[PlanRow], not_kept: frozenset[str]) -> CaseLine:
    first = min(rows, key=lambda row: _place_in_case(row, not_kept), default=None)
    others = [row for row in rows if row is not first]
    untold = (row for row in others if row.obligation.status in CANNOT_BE_TOLD)
    not_told = sum(not _hangs_on_records_alone(row, not_kept) for row in untold)
    more_late = sum(row.obligation.status in LATE for row in others)
    return CaseLine(decision, first, put_forward(decision, _is_due(first)), not_told, more_late)


def _place_in_case(row: PlanRow, not_kept: frozenset[str]) -> tuple[object, ...]:
    """The most urgent first, then the earliest; what the publisher does itself before what others have yet to do.

    What may be open comes with what is. Without a day, what could be found out comes first.
    """
    obligation, version = row.obligation, row.decision.version
    others = obligation.by != version.publisher
    urgent = _urgency(row, not_kept)
    dated = urgent < _WITHOUT_A_DAY
    group = (2 if others and urgent == _TO_COME else 0) if dated else (3 if others else 1)
    unkept = _hangs_on_records_alone(row, not_kept)
    return group, unkept, urgent, _day(row) or date.max, place_in_file(version, obligation)


def _urgency(row: PlanRow, not_kept: frozenset[str]) -> tuple[int, bool]:
    """As of any row; what has a day and may be open comes with what is, where it could be found out how it stands."""
    doubtful = row.obligation.opens is not None and may_be_open(row.decision, row.obligation)
    return _MAY_BE_OPEN if doubtful and not _hangs_on_records_alone(row, not_kept) else urgency(row.obligation)


def _key(line: CaseLine, last: date | None, not_kept: frozenset[str]) -> tuple[object, ...]:
    decision, row = line.decision, line.row
    due, urgent = _is_due(row), _TO_COME if row is None else _urgency(row, not_kept)
    return (
        forward_key(decision, due),
        row is None or row.obligation.status is Status.LAPSED,
        min(urgent, _TO_COME),
        sort_key(decision, due),
        _day(row) or line.as_if_due or date.max,
        last or date.max,
        decision.case.name,
    )


def _is_due(row: PlanRow | None) -> bool:
    return row is not None and is_due(row.decision, row.obligation)


def _placed(lines: Sequence[tuple[CaseLine, date | None]]) -> Iterator[tuple[CaseLine, date | None]]:
    """Lines with the day of the last event; those without a day get one to stand by, the median of the others after it.

    The others are those that wait for one of the same kinds of event. If there are none, it is that event's own day.
    """
    periods: dict[frozenset[str], list[int]] = {}
    for line, last in lines:
        day = _day(line.row)
        if day is not None and last is not None:
            periods.setdefault(_accepts(line), []).append((day - last).days)
    usual: dict[frozenset[str], int] = {}
    for line, last in lines:
        if line.row is None or last is None or _day(line.row) is not None:
            yield line, last
            continue
        kinds = _accepts(line)
        if kinds not in usual:
            alike = [days for others, told in periods.items() if others & kinds for days in told]
            usual[kinds] = median_low(alike) if alike else 0
        yield replace(line, as_if_due=add_days(last, usual[kinds])), last


def _accepts(line: CaseLine) -> frozenset[str]:
    return frozenset() if line.row is None else line.decision.requirement(line.row.obligation).accepts


def _day(row: PlanRow | None) -> date | None:
    """The day that counts; of what is still to come its first."""
    if row is None:
        return None
    opens = row.obligation.opens if row.obligation.status is Status.NOT_YET_OPEN else None
    day = opens or row.due
    return None if day is None else first_of(day)


def _last(line: CaseLine) -> date | None:
    """The first day on which the event may have ended since which it waits, or else the last of those that count."""
    day = line.over_by
    if day is None and line.row is not None:
        last = Snapshot.of(line.decision).history(_accepts(line)).latest()
        day = last.end if isinstance(last, Event) else None
    return None if day is None else first_of(day)


def _records_not_kept(decisions: Sequence[Decision]) -> frozenset[str]:
    """The kinds of event of which the record is complete from no day on, for each of the cases."""
    never = [{kind for kind, day in each.case.complete_from.items() if day is None} for each in decisions]
    return frozenset(set.intersection(*never)) if never else frozenset()


def _hangs_on_records_alone(row: PlanRow, not_kept: frozenset[str]) -> bool:
    obligation = row.obligation
    hangs = obligation.status in CANNOT_BE_TOLD and bool(obligation.needs)
    return hangs and all(need.record in not_kept for need in obligation.needs)
