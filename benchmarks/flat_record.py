"""Benchmark (a): one decision on a flat record, against functions written by hand with the standard library.

All get {grade, last inspection end, focused visits since, last monitoring visit} and give type, days, target, window
(opens, closes), whether a focused visit is due, and the next monitoring visit. The policy is flat.yaml.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from benchmarks.measuring import FULL, Effort, Measured, at_most, least_by_turns, program
from ilacs_rules.engine.codegen.flat import evaluator
from ilacs_rules.model.absent import UNKNOWN

GRADES = ("outstanding", "good", "requires improvement", "inadequate")
OUTPUTS = ("type", "days", "target", "opens", "closes", "focused visit due", "next monitoring")
LIMIT, ABSENT = 2.0, 1.5  # times the function by hand; where a fact is missing

Record = Mapping[str, Any]
RECORDS: list[Record] = [
    {
        "grade": GRADES[n % 4],
        "last inspection end": date(2018 + n % 3, 1 + n % 12, 1 + n % 28),
        "focused visits since": n % 2,
        "last monitoring visit": date(2019, 1 + n % 12, 1 + n % 28),
    }
    for n in range(48)
]
PARTLY: list[Record] = [
    {name: value for place, (name, value) in enumerate(record.items()) if (n + place) % 4}
    for n, record in enumerate(RECORDS)
]
ONE_NONE: list[Record] = [
    {name: None if (n + place) % 4 == 0 else value for place, (name, value) in enumerate(record.items())}
    for n, record in enumerate(RECORDS)
]


def add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def quick_add_months(day: date, months: int) -> date:
    """As one would write it after measuring."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return date(year, month + 1, monthrange(year, month + 1)[1])


def by_hand(add: Callable[[date, int], date], record: Record) -> dict[str, Any]:
    grade, last = record.get("grade"), record.get("last inspection end")
    visits, monitored = record.get("focused visits since"), record.get("last monitoring visit")
    answer: dict[str, Any] = dict.fromkeys(OUTPUTS, UNKNOWN)
    if grade is not None:
        if grade in ("outstanding", "good"):
            answer["type"], answer["days"] = "short inspection", 5
        elif grade == "requires improvement":
            answer["type"], answer["days"] = "standard inspection", 10
        elif grade == "inadequate":
            answer["type"], answer["days"] = "repeat inspection", 10
        else:
            raise ValueError(grade)
    if last is not None:
        target = add(last, 36)
        answer["target"], answer["opens"], answer["closes"] = target, add(target, -6), add(target, 6)
        if monitored is not None:
            answer["next monitoring"] = add(max(last, monitored), 3)
    if grade == "inadequate" or (visits is not None and visits != 0):
        answer["focused visit due"] = False
    elif grade is not None and visits is not None:
        answer["focused visit due"] = True
    return answer


def measure(effort: Effort = FULL) -> Iterator[Measured]:
    ours = evaluator(program("flat.yaml"), OUTPUTS)
    for what, records, limit in (
        ("complete records", RECORDS, LIMIT),
        ("a key left out of each", PARTLY, ABSENT),
        ("a None in each", ONE_NONE, ABSENT),
    ):
        hands = {
            "by hand": partial(by_hand, add_months),
            "by hand, after measuring": partial(by_hand, quick_add_months),
        }
        assert all(hand(record) == ours(record) for record in records for hand in hands.values())
        mine, *theirs = seconds_a_record((ours, *hands.values()), records, effort)
        for how, seconds in zip(hands, theirs, strict=True):
            ratio = mine / seconds
            yield Measured("a", f"flat record, {what}", mine, ratio, how, *at_most(limit, ratio, "×"))


def seconds_a_record(
    functions: Sequence[Callable[[Record], object]], records: list[Record], effort: Effort
) -> list[float]:
    """The seconds of each function, by turns."""

    def run(function: Callable[[Record], object]) -> None:
        for record in records:
            function(record)

    found = least_by_turns([partial(run, each) for each in functions], effort.of(200), effort.of(15))
    return [seconds / len(records) for seconds in found]
