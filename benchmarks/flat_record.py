"""Benchmark (a): one decision on a flat record, against a function written by hand with the standard library.

Both get {grade, last inspection end, focused visits since, last monitoring visit} and give type, days, target, window
(opens, closes), whether a focused visit is due, and the next monitoring visit. Run: python benchmarks/flat_record.py
"""

from __future__ import annotations

import sys
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from timeit import repeat
from typing import Any, cast

sys.path.insert(0, str(Path(__file__).parents[1]))

from ilacs_rules.cases.model import UNKNOWN
from ilacs_rules.checker import tree
from ilacs_rules.checker.version import Definition, Version
from ilacs_rules.engine.flat import evaluator
from ilacs_rules.engine.program import Program
from ilacs_rules.language.durations import duration
from ilacs_rules.language.nodes import Relation
from ilacs_rules.language.types import Basic, DurationType, Type, ValueSet
from ilacs_rules.language.vocabulary import FactKind, Vocabulary
from ilacs_rules.text.source import Source, Span

GRADE = ValueSet("grade", ("outstanding", "good", "requires improvement", "inadequate"), ordered=True)
KIND = ValueSet("inspection type", ("short inspection", "standard inspection", "re-inspection"), ordered=False)
AT = Span(Source("benchmark", ""), 0, 0)

FACTS: dict[str, Type] = {
    "grade": GRADE,
    "last inspection end": Basic.DATE,
    "focused visits since": Basic.NUMBER,
    "last monitoring visit": Basic.DATE,
}
OUTPUTS = ["type", "days", "target", "opens", "closes", "focused visit due", "next monitoring"]


# ------------------------------------------------------------------------------------------------ the policy


def const(value: Any, type_: Type) -> tree.Node:
    return tree.Const(value, type=type_, span=AT)


def fact(name: str) -> tree.Node:
    return tree.Fact(name, type=FACTS[name], span=AT)


def named(name: str, type_: Type) -> tree.Node:
    return tree.Named(name, type=type_, span=AT)


def compare(relation: Relation, left: tree.Node, right: tree.Node) -> tree.Node:
    return tree.Compare(relation, left, right, type=Basic.YES_OR_NO, span=AT)


def grade(relation: Relation, value: str) -> tree.Node:
    return compare(relation, fact("grade"), const(value, GRADE))


def either(condition: tree.Node, then: tree.Node, otherwise: tree.Node) -> tree.Node:
    return tree.If(condition, then, otherwise, type=then.type, span=AT)


def shifted(day: tree.Node, sign: str, count: int, unit: str) -> tree.Node:
    length = duration(count, unit)
    return tree.Arithmetic(sign, day, const(length, DurationType(length.kind)), type=Basic.DATE, span=AT)


def definitions() -> dict[str, tree.Node]:
    """What `if grade is good or better then short inspection else …` and so on become once checked."""
    last, monitored = fact("last inspection end"), fact("last monitoring visit")
    after = tree.Call(
        "latest of", (tree.ListOf((last, monitored), type=Basic.ERROR, span=AT),), type=Basic.DATE, span=AT
    )
    good, improving = grade(Relation.AT_LEAST, "good"), grade(Relation.EQUAL, "requires improvement")
    none_since = compare(Relation.EQUAL, fact("focused visits since"), const(0, Basic.NUMBER))
    target = named("target", Basic.DATE)
    short, standard, again = (const(value, KIND) for value in KIND.values)
    return {
        "type": either(good, short, either(improving, standard, again)),
        "days": either(good, const(5, Basic.NUMBER), const(10, Basic.NUMBER)),
        "target": shifted(last, "+", 3, "years"),
        "opens": shifted(target, "-", 6, "months"),
        "closes": shifted(target, "+", 6, "months"),
        "focused visit due": tree.And(
            (grade(Relation.AT_LEAST, "requires improvement"), none_since), type=Basic.YES_OR_NO, span=AT
        ),
        "next monitoring": shifted(after, "+", 3, "months"),
    }


def version() -> Version:
    facts = {name: FactKind(name, name, type_) for name, type_ in FACTS.items()}
    return Version(
        text=cast("Any", None),
        policy="benchmark",
        title="Benchmark",
        publisher="us",
        subject="local authority",
        published=date(2017, 11, 29),
        start=date(2018, 1, 1),
        until=None,
        calendar=None,
        closures=(),
        month_end="last day",
        sources={},
        vocabulary=Vocabulary("local authority", {"grade": GRADE}, facts, {}),
        definitions={name: Definition(name, name, name, node.type, node) for name, node in definitions().items()},
        requirements={},
        guarantees={},
        priorities={},
        pauses={},
    )


# ------------------------------------------------------------------------------------------------ by hand


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


def by_hand(add: Callable[[date, int], date]) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    def decide(record: Mapping[str, Any]) -> dict[str, Any]:
        found, last = record.get("grade"), record.get("last inspection end")
        visits, monitored = record.get("focused visits since"), record.get("last monitoring visit")
        answer: dict[str, Any] = dict.fromkeys(OUTPUTS, UNKNOWN)
        if found is not None:
            if found in ("outstanding", "good"):
                answer["type"], answer["days"] = "short inspection", 5
            elif found == "requires improvement":
                answer["type"], answer["days"] = "standard inspection", 10
            elif found == "inadequate":
                answer["type"], answer["days"] = "re-inspection", 10
            else:
                raise ValueError(found)
        if last is not None:
            target = add(last, 36)
            answer["target"], answer["opens"], answer["closes"] = target, add(target, -6), add(target, 6)
            if monitored is not None:
                answer["next monitoring"] = add(max(last, monitored), 3)
        if found == "inadequate" or (visits is not None and visits != 0):
            answer["focused visit due"] = False
        elif found is not None and visits is not None:
            answer["focused visit due"] = True
        return answer

    return decide


# ------------------------------------------------------------------------------------------------ measure

RECORDS: list[dict[str, Any]] = [
    {
        "grade": GRADE.values[n % 4],
        "last inspection end": date(2018 + n % 3, 1 + n % 12, 1 + n % 28),
        "focused visits since": n % 2,
        "last monitoring visit": date(2019, 1 + n % 12, 1 + n % 28),
    }
    for n in range(48)
]
PARTLY: list[dict[str, Any]] = [
    {name: value for place, (name, value) in enumerate(record.items()) if (n + place) % 4}
    for n, record in enumerate(RECORDS)
]


def nanoseconds(function: Callable[[Mapping[str, Any]], object], records: list[dict[str, Any]]) -> float:
    def run() -> None:
        for record in records:
            function(record)

    return min(repeat(run, number=200, repeat=15)) / 200 / len(records) * 1e9


def main() -> None:
    ours = evaluator(Program(version()), OUTPUTS)
    for what, records in (("complete records", RECORDS), ("records with a fact missing", PARTLY)):
        for how, add in (("plainly", add_months), ("after measuring", quick_add_months)):
            hand = by_hand(add)
            assert all(hand(record) == ours(record) for record in records)
            theirs, mine = nanoseconds(hand, records), nanoseconds(ours, records)
            print(f"{what}, by hand {how}: {theirs:.0f} ns, from the policy {mine:.0f} ns, ratio {mine / theirs:.2f}")


if __name__ == "__main__":
    main()
