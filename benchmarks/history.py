"""Benchmark (b): the outputs of (a) from a list of events, against a function by hand over the same list.

The policy is history.yaml. A decision gives more than is asked of the function by hand: the status of each of five
requirements, how many are done and left, and what is early; and it takes account of what may be missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from benchmarks.flat_record import GRADES, quick_add_months
from benchmarks.measuring import FULL, Effort, Measured, least_seconds, program
from ilacs_rules.engine.decide import decide
from ilacs_rules.model.case import Case, Event
from ilacs_rules.model.decision import Decision, Status

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


def measure(effort: Effort = FULL) -> Iterator[Measured]:
    policy = program("history.yaml")
    fast, traced = (partial(decide, policy, on=ON, trace=trace) for trace in (False, True))
    for case in CASES:
        assert outputs(fast(case)) == outputs(traced(case)) == by_hand(case.events)
    hand = seconds_a_case(lambda case: by_hand(case.events), effort)
    yield Measured("b", "history of events, by hand", hand)
    for what, way in (("fast", fast), ("with its trace", traced)):
        seconds = seconds_a_case(way, effort)
        yield Measured("b", f"history of events, {what}", seconds, seconds / hand, "by hand")


def seconds_a_case(function: Callable[[Case], object], effort: Effort) -> float:
    def run() -> None:
        for case in CASES:
            function(case)

    return least_seconds(run, effort.of(10), effort.of(10)) / len(CASES)
