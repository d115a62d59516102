"""Small ways to make a version, a case and an evaluation by hand, so that a test is about one sentence only.

The subject is a building; nodes are constants, or names of values that the test states.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from ilacs_rules import (
    NOTHING,
    UNKNOWN,
    Case,
    Day,
    DurationKind,
    Event,
    Obligation,
    Partial,
    Source,
    Span,
    Strength,
    Value,
)
from ilacs_rules.engine.date_arithmetic import DateArithmetic
from ilacs_rules.engine.obligations import obligations
from ilacs_rules.engine.selection import Selection
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.engine.unknowns import selection_needs
from ilacs_rules.language.calendars import find_calendar
from ilacs_rules.language.fixed_words import CountsFrom, MonthEnd, PauseEffect, Picks, Sign
from ilacs_rules.language.types import Basic, DurationType
from ilacs_rules.model import due, tree
from ilacs_rules.model.absent import Absent
from ilacs_rules.model.decision import Need
from ilacs_rules.model.ids import with_ids
from ilacs_rules.model.version import AsWritten, ForEach, Pause, Requirement, Version
from ilacs_rules.model.vocabulary import EventKind, FactKind, Vocabulary
from ilacs_rules.policy.model import VersionText
from tests.lengths import length_of_time

RESULT = FactKind("overall result", "overall result", Basic.TEXT)
ALARM = FactKind("alarm works", "alarm works", Basic.YES_OR_NO, default=False)


def _kind(name: str, is_a: str | None = None, kinds: tuple[str, ...] = (), *records: FactKind) -> EventKind:
    return EventKind(
        name, name, name, () if is_a is None else (is_a,), frozenset([name, *kinds]), {r.name: r for r in records}
    )


KINDS = {
    kind.name: kind
    for kind in (
        _kind("inspection", None, ("short inspection", "full inspection"), RESULT),
        _kind("short inspection", "inspection", (), RESULT),
        _kind("full inspection", "inspection", (), RESULT, ALARM),
        _kind("fire check"),
        _kind("drill"),
        _kind("repair plan"),
    )
}


def day(text: str) -> date:
    return date.fromisoformat(text)


def when(text: str) -> Day:
    """`2024-03-11`, or a month `2024-03`, or a year `2024`."""
    match text.split("-"):
        case [year]:
            return Partial(date(int(year), 1, 1), date(int(year), 12, 31))
        case [year, month]:
            first = date(int(year), int(month), 1)
            following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
            return Partial(first, date.fromordinal(following.toordinal() - 1))
        case _:
            return day(text)


def event(kind: str, start: str, end: str | None = "", published: str | None = None, **fields: Value) -> Event:
    """An event; of one day if no end is given, in hand if it is None."""
    last = when(start) if end == "" else None if end is None else when(end)
    named = {name.replace("_", " "): value for name, value in fields.items()}
    return Event(kind, when(start), last, when(published) if published else None, named)


LONG_AGO = date(1974, 5, 1)


def case(*events: Event, complete_from: Mapping[str, date | None] | None = None, **facts: Value) -> Case:
    """A case; created long ago if nothing else is said."""
    return Case("the building", {"created": LONG_AGO, **facts}, events, complete_from or {})


def snapshot(on: str, *events: Event, complete_from: Mapping[str, date | None] | None = None) -> Snapshot:
    return Snapshot(case(*events, complete_from=complete_from), day(on), Vocabulary("building", {}, {}, KINDS))


def kinds(name: str) -> frozenset[str]:
    return KINDS[name].kinds


# ------------------------------------------------------------------------------------------------ nodes


def span(words: str) -> Span:
    return Span(Source("test.yaml", words), 0, len(words))


def length(text: str) -> tree.Node:
    """`3 years` as a node."""
    count, unit = text.split(" ", 1)
    value = length_of_time(f"{count} {unit}")
    return tree.Const(value, type=DurationType(value.kind), span=span(text))


NO_LENGTH = tree.Const(length_of_time("0 days"), type=DurationType(DurationKind.DAYS), span=span("0 days"))


def on_day(text: str) -> tree.Node:
    return tree.Const(day(text), type=Basic.DATE, span=span(text))


def named(name: str) -> tree.Node:
    """A node whose value the evaluation is told, by name."""
    return tree.Fact(name, type=Basic.DATE, span=span(name))


def end_of_latest(kind: str) -> tree.Node:
    """`end of latest KIND`, worked out by the evaluation below."""
    history = tree.History(kind, kinds(kind), (), span(kind))
    picked = tree.Select(Picks.LATEST, history, type=Basic.ERROR, span=span(f"latest {kind}"))
    return tree.DayOf(picked, tree.EventDay.END, type=Basic.DATE, span=span(f"end of latest {kind}"))


def earlier(of: tree.Node, by: str) -> tree.Node:
    """`of - by`."""
    return tree.Arithmetic(Sign.MINUS, of, length(by), type=Basic.DATE, span=span(f"{of.span.text} - {by}"))


def end_of_this(kind: str) -> tree.Node:
    this = tree.ThisEvent(kind, type=Basic.ERROR, span=span(f"this {kind}"))
    return tree.DayOf(this, tree.EventDay.END, type=Basic.DATE, span=span(f"end of this {kind}"))


# ------------------------------------------------------------------------------------------------ evaluation


@dataclass
class Evaluation:
    """Evaluates the few nodes made above; `values` states what names come to."""

    snapshot: Snapshot
    arithmetic: DateArithmetic
    values: Mapping[str, Value] = field(default_factory=dict)
    traced: bool = True
    keeps_steps: bool = False

    def value(self, node: tree.Node, this: Event | None = None) -> Value:
        match node:
            case tree.Const(value=value):
                return value
            case tree.Fact(name=name) | tree.Named(name=name):
                return self.values[name]
            case tree.If(condition=condition, then=then, otherwise=otherwise):
                return self.value(then if self.value(condition, this) is True else otherwise, this)
            case tree.ThisEvent():
                assert this is not None
                return this
            case tree.Select(history=history):
                return self.snapshot.history(history.kinds).latest()
            case tree.DayOf(event=of, day=which):
                found = self.value(of, this)
                return self.snapshot.event_day(found, which) if isinstance(found, Event) else cast("Absent", found)
            case tree.Arithmetic(sign=sign, left=left, right=right):
                return self.arithmetic.add(self.value(left, this), sign, self.value(right, this), node.span)[0]
            case _:
                raise AssertionError(f"no test makes {node}")

    def under(self, start: date) -> Evaluation:
        raise AssertionError("no version made here has an earlier one")

    def as_of(self, day: date) -> Evaluation:
        seen = self.snapshot
        return Evaluation(Snapshot(seen.case, day, seen.vocabulary), self.arithmetic, self.values, self.traced)

    def needs(self, node: tree.Node, this: Event | None = None) -> tuple[Need, ...]:
        return (Need(f"{node.span.text} is not recorded"),) if self.traced else ()

    def select(self, history: tree.History, this: Event | None = None) -> Selection:
        return self.snapshot.history(history.kinds)

    def select_needs(self, history: tree.History, this: Event | None = None) -> tuple[Need, ...]:
        return selection_needs(self.snapshot, self.select(history, this)) if self.traced else ()


# ------------------------------------------------------------------------------------------------ versions


def requirement(name: str, event: str, timing: due.Timing, **others: Any) -> Requirement:
    """A requirement; the parts of its due sentence (`window`, `up_to`, …) and its own are given by name."""
    parts = {key: others.pop(key) for key in list(others) if key in due.Due.__dataclass_fields__}
    for_each = others.pop("for_each", None)
    return Requirement(
        name,
        name,
        name,
        event,
        frozenset(others.pop("accepts", kinds(event))),
        due.Due(timing, span("due"), **parts),
        Strength(others.pop("strength", "must")),
        others.pop("by", "the fire service"),
        counts_from=CountsFrom(others.pop("counts_from", "end")),
        for_each=ForEach(tree.History(for_each, kinds(for_each), (), span(for_each))) if for_each else None,
        **others,
    )


def pause(start: str, until: str | None, *of: str, effect: str = "clock stops") -> Pause:
    """A pause of some kinds of event, begun on a day, in a month or in a year; open-ended without a last day."""
    last, begun = None if until is None else day(until), when(start)
    if last is not None and isinstance(begun, Partial):
        begun = Partial(begun.first, min(begun.last, last))
    return Pause(f"from {start}", f"from {start}", begun, last, frozenset(of), PauseEffect(effect))


def make_version(
    *requirements: Requirement,
    start: str = "2018-01-01",
    month_end: str = "last day",
    pauses: tuple[Pause, ...] = (),
    **others: Any,
) -> Version:
    facts = {"created": FactKind("created", "created", Basic.DATE)}
    made = Version(
        written=AsWritten.of(cast("VersionText", None)),
        policy="fire safety",
        title="Fire safety",
        publisher="The fire service",
        subject="building",
        published=day(start),
        start=day(start),
        until=None,
        calendar="england",
        closures=(),
        month_end=MonthEnd(month_end),
        sources={},
        vocabulary=Vocabulary("building", {}, facts, KINDS),
        definitions={},
        requirements={r.name: r for r in requirements},
        guarantees=others.get("guarantees", {}),
        priorities=others.get("priorities", {}),
        pauses={p.name: p for p in pauses},
    )
    return with_ids(made)


ENGLAND = find_calendar("england")


def evaluation(of: Version, about: Case, on: str | date, **values: Value) -> Evaluation:
    as_of = day(on) if isinstance(on, str) else on
    seen = Snapshot(about, as_of, of.vocabulary)
    return Evaluation(seen, DateArithmetic(of.month_end, ENGLAND), {k.replace("_", " "): v for k, v in values.items()})


def decide(of: Version, about: Case, on: str | date, **values: Value) -> tuple[Obligation, ...]:
    return obligations(of, evaluation(of, about, on, **values), None)


def shown(obligation: Obligation) -> str:
    """One line: status, opens · target · closes, what is done of how much, lateness, flags, reason."""
    days = " · ".join("–" if d is None else str(d) for d in (obligation.opens, obligation.target, obligation.closes))
    parts = [str(obligation.status)]
    if days != "– · – · –":
        parts.append(days)
    if obligation.done is not None or obligation.left is not None:
        parts.append(f"{obligation.done} done, {obligation.left} left")
    if obligation.days_late is not None:
        parts.append(f"{obligation.days_late} days late")
    parts += [f"[{flag}]" for flag in obligation.flags]
    if obligation.period_before is not None:
        parts[-1] += f" {obligation.period_before.first} to {obligation.period_before.last}"
    if obligation.reason:
        parts.append(f"because {obligation.reason}")
    parts += [f"needs: {need.text}" for need in obligation.needs]
    return " | ".join(parts)


__all__ = [
    "NOTHING",
    "NO_LENGTH",
    "UNKNOWN",
    "Evaluation",
    "Pause",
    "Requirement",
    "Version",
    "case",
    "day",
    "decide",
    "earlier",
    "end_of_latest",
    "end_of_this",
    "evaluation",
    "event",
    "kinds",
    "length",
    "make_version",
    "named",
    "on_day",
    "pause",
    "requirement",
    "shown",
    "snapshot",
    "when",
]
