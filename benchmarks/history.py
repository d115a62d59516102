"""Benchmark (b): what is due from a list of events, against functions by hand over the same list.

The policy is history.yaml. One function gives the outputs of (a) alone; the other the whole answer: of each of the five
requirements its status and days, how many are done and left, what is late and early, and which events count. A decision
takes account as well of what may be missing, and keeps how each day was reached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from benchmarks.flat_record import GRADES, quick_add_months
from benchmarks.measuring import FULL, Effort, Measured, at_most, least_by_turns, program
from ilacs_rules.engine.decide import decide
from ilacs_rules.model.case import Case, Event
from ilacs_rules.model.decision import Decision, Flag, Status

LIMIT, TRACED = 4.0, 2.0  # times the whole answer by hand; times the fast way
ON = date(2021, 1, 1)
KINDS = ("short inspection", "standard inspection")
NEXT = ("short inspection", "standard inspection", "repeat inspection")


def history(number: int) -> Case:
    """Two inspections, and visits between and after them."""
    first = date(2015, 1, 5) + timedelta(number * 7)
    events = []
    for turn in range(2):
        start = first + timedelta(turn * 1000)
        grade = GRADES[(number + turn) % 4]
        events.append(Event(KINDS[turn], start, start + timedelta(11), None, {"overall": grade}))
        for visit in range((number + turn) % 3):
            day = start + timedelta(150 + 90 * visit)
            events.append(Event(("focused visit", "monitoring visit")[visit % 2], day, day + timedelta(1)))
    return Case(f"authority {number}", {}, tuple(events))


CASES = [history(number) for number in range(24)]


def by_hand(events: tuple[Any, ...]) -> dict[str, Any]:
    inspections = [e for e in events if e.kind in KINDS and e.end is not None and e.end <= ON]
    last = max(inspections, key=lambda event: event.end)
    ended, grade = last.end, last.fields["overall"]
    since = [e for e in events if e.start > ended and e.end is not None and e.end <= ON]
    visits = sum(event.kind == "focused visit" for event in since)
    monitored = max((event.end for event in since if event.kind == "monitoring visit"), default=ended)
    good = grade in ("outstanding", "good")
    target = quick_add_months(ended, 36)
    return {
        "type": NEXT[0] if good else NEXT[1] if grade == "requires improvement" else NEXT[2],
        "days": 5 if good else 10,
        "target": target,
        "opens": quick_add_months(ended, 30),
        "closes": quick_add_months(ended, 42),
        "focused visit due": grade != "inadequate" and visits == 0,
        "next monitoring": quick_add_months(monitored, 3),
    }


def outputs(decision: Decision) -> dict[str, Any]:
    """What the function by hand gives, taken from a decision."""
    found = next(o for o in map(decision.obligation, NEXT) if o.status is not Status.DOES_NOT_APPLY)
    visit = decision.obligation("focused visit").status
    return {
        "type": found.requirement,
        "days": found.lasts.amount if found.lasts else None,
        "target": found.target,
        "opens": found.opens,
        "closes": found.closes,
        "focused visit due": visit not in (Status.DOES_NOT_APPLY, Status.SATISFIED),
        "next monitoring": decision.obligation("monitoring").target,
    }


@dataclass(slots=True)
class Duty:
    """All that is told of one requirement."""

    name: str
    status: str = "does not apply"
    opens: date | None = None
    target: date | None = None
    closes: date | None = None
    done: int | None = None
    left: int | None = None
    days_late: int | None = None
    early: bool = False
    days: int | None = None
    served_by: tuple[Event, ...] = ()


def whole_by_hand(events: tuple[Event, ...]) -> list[Duty]:
    over = sorted((e for e in events if e.end is not None and e.end <= ON), key=lambda event: (event.end, event.start))
    last = [e for e in over if e.kind in KINDS][-1]
    ended, grade = last.end, last.fields["overall"]
    since = [e for e in over if e.start > ended]
    days = quick_add_months(ended, 30), quick_add_months(ended, 36), quick_add_months(ended, 42)
    duties: list[Duty] = []
    for name, grades, lasts in zip(NEXT, (GRADES[:2], GRADES[2:3], GRADES[3:]), (5, 10, 10), strict=True):
        duties.append(stands(Duty(name, "", *days, days=lasts)) if grade in grades else Duty(name))
    if grade == "inadequate":
        duties.append(Duty("focused visit"))
    else:
        visits = tuple(e for e in since if e.kind == "focused visit")
        visit = Duty("focused visit", "", ended + timedelta(1), None, days[2], len(visits), served_by=visits)
        visit.left = 0 if visits else 1
        duties.append(stands(visit))
    checks = tuple(e for e in since if e.kind == "monitoring visit")
    marks = [ended, *(e.end for e in checks)]
    due = quick_add_months(marks[-1], 3)
    early = len(marks) > 1 and marks[-1] < quick_add_months(marks[-2], 3)
    return [*duties, stands(Duty("monitoring", "", due, due, due, early=early, served_by=checks))]


def stands(duty: Duty) -> Duty:
    """The same with its status, and how late it is."""
    if duty.left == 0:
        duty.status = "satisfied"
    elif duty.opens is not None and duty.opens > ON:
        duty.status = "not yet open"
    elif duty.closes is None or duty.closes >= ON:
        duty.status = "open"
    else:
        duty.status, duty.days_late = "overdue", (ON - duty.closes).days
    return duty


def whole(decision: Decision) -> list[Duty]:
    """The same, taken from a decision."""
    return [
        Duty(
            each.requirement,
            each.status.value,
            *(each.opens, each.target, each.closes),
            *(each.done, each.left, each.days_late),
            Flag.EARLY in each.flags,
            each.lasts.amount if each.lasts else None,
            each.served_by,
        )
        for each in decision.obligations
    ]


def measure(effort: Effort = FULL) -> Iterator[Measured]:
    policy = program("history.yaml")
    fast, traced = (partial(decide, policy, on=ON, trace=trace) for trace in (False, True))
    for case in CASES:
        assert outputs(fast(case)) == outputs(traced(case)) == by_hand(case.events)
        assert whole(fast(case)) == whole(traced(case)) == whole_by_hand(case.events)
    by_turns = (lambda case: by_hand(case.events), lambda case: whole_by_hand(case.events), fast, traced)
    part, hand, quick, slow = seconds_a_case(by_turns, effort)
    yield Measured("b", "history of events, seven outputs by hand", part)
    yield Measured("b", "history of events, the whole by hand", hand, hand / part, "seven outputs by hand")
    ratio = quick / hand
    yield Measured("b", "history of events, fast", quick, ratio, "the whole by hand", *at_most(LIMIT, ratio, "×"))
    ratio = slow / quick
    yield Measured("b", "history of events, with its trace", slow, ratio, "fast", *at_most(TRACED, ratio, "×"))


def seconds_a_case(functions: Sequence[Callable[[Case], object]], effort: Effort) -> list[float]:
    """The seconds of each function, by turns."""

    def run(function: Callable[[Case], object]) -> None:
        for case in CASES:
            function(case)

    found = least_by_turns([partial(run, each) for each in functions], effort.of(10), effort.of(10))
    return [seconds / len(CASES) for seconds in found]
