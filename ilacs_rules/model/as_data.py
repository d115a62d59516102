"""Decisions as plain data for JSON. `schemas/decide.output.json` and its neighbours say what each key holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, assert_never

from ilacs_rules.language.durations import Duration
from ilacs_rules.model.absent import UNKNOWN, Absent
from ilacs_rules.model.as_recorded import ruled_out_as_recorded, values_as_recorded
from ilacs_rules.model.case import Event, Length, Value
from ilacs_rules.model.derivation import (
    UNDATED,
    Added,
    DayBefore,
    Derivation,
    Ended,
    InOrder,
    Move,
    NextDay,
    NotAfter,
    NotBefore,
    OutOf,
    Start,
    StoodStill,
    ToKindOfDay,
)
from ilacs_rules.model.partial import exact
from ilacs_rules.model.phases import PhaseToDo, Work
from ilacs_rules.model.record_end import RecordEnd
from ilacs_rules.model.tree import Node
from ilacs_rules.model.version import Pause, Version

if TYPE_CHECKING:  # these offer their own shape, which is worked out here
    from ilacs_rules.model.decision import Decision, GuaranteeOutcome, Obligation


def asked_as_data(version: Version, on: date, known: date | None) -> dict[str, object]:
    """Which policy was asked, by which version, for which day, and by what was known when, if that was asked."""
    by_then = {} if known is None else {"known": known.isoformat()}
    return {**version_as_data(version), "on": on.isoformat(), **by_then}


def version_as_data(version: Version) -> dict[str, object]:
    """A policy, and the version of it by the day it comes into force."""
    return {"policy": version.policy, "title": version.title, "version": version.start.isoformat()}


def decision_as_data(decision: Decision) -> dict[str, object]:
    """All of a decision but its trace."""
    return {
        "case": decision.case.name,
        **({} if decision.case.note is None else {"note": decision.case.note}),
        **({} if decision.ended is None else {"ended": exact(decision.ended)}),
        **({} if decision.population is None else {"population": decision.population}),
        "values": _values_as_data(decision),
        "obligations": [owed_as_data(decision, each) for each in decision.obligations],
        "guarantees": [_guarantee(decision.version, each) for each in decision.guarantees],
        "points": decision.points,
        "priorities": [decision.version.priorities[name].words for name in decision.priorities],
        "record": record_as_data(decision.version, decision.record),
    }


def owed_as_data(decision: Decision, obligation: Obligation) -> dict[str, object]:
    """What is owed; of what does not apply, and may since the record ended, up to which day that is recorded."""
    ruled_out = ruled_out_as_recorded(decision) if obligation.applies is False else {}
    return obligation_as_data(decision.version, obligation) | _to(ruled_out, obligation.requirement)


def _to(recorded: Mapping[str, date], name: str) -> dict[str, object]:
    return {"as_recorded_to": recorded[name].isoformat()} if name in recorded else {}


def obligation_as_data(version: Version, obligation: Obligation) -> dict[str, object]:
    """An obligation under the names its policy uses."""
    about = obligation.instance
    return {
        "requirement": obligation.asked_by(version).words,
        "for": None if about is None else event_as_data(version, about),
        "event": event_words(version, obligation.event),
        "strength": obligation.strength.value,
        "by": obligation.by,
        "since": None if obligation.since is None else event_as_data(version, obligation.since),
        "not_before": exact(obligation.not_before),
        "opens": exact(obligation.opens),
        "target": exact(obligation.target),
        "closes": exact(obligation.closes),
        "reached": None if obligation.derivation == UNDATED else _reached(version, obligation),
        "lasts": length_as_data(obligation.lasts),
        "lasts_needs": [need.text for need in obligation.lasts_needs],
        "notice": length_as_data(obligation.notice),
        "told_by": exact(obligation.told_by),
        "phases": [phase_as_data(phase) for phase in obligation.phases],
        "work": None if not obligation.phases else work_as_data(obligation.work),
        "status": obligation.status.value,
        "days_late": obligation.days_late,
        "days_paused": obligation.days_paused,
        "days_perhaps_paused": obligation.days_perhaps_paused,
        "days_in_force": obligation.days_in_force,
        "made_late_since": obligation.made_late_since and obligation.made_late_since.isoformat(),
        "pause": None if obligation.pause is None else _pause(obligation.pause),
        "in_hand": None if obligation.in_hand is None else event_as_data(version, obligation.in_hand),
        "unless_done_since": exact(obligation.unless_done_since),
        "done": obligation.done,
        "left": obligation.left,
        "carried_over": dict(zip(("at_least", "at_most"), obligation.carried, strict=True)),
        "served_by": [event_as_data(version, event) for event in obligation.served_by],
        "flags": [flag.value for flag in obligation.flags],
        "period_before": exact(obligation.period_before),
        "missed_earlier": obligation.missed_earlier,
        "reason": obligation.reason,
        "in_place_of": [_replaced(version, each) for each in obligation.in_place_of],
        "needs": [need.text for need in obligation.needs],
    }


def _replaced(version: Version, other: Obligation) -> dict[str, object]:
    """What would apply but for an exception, as it would stand."""
    return {
        "requirement": other.asked_by(version).words,
        "for": None if other.instance is None else event_as_data(version, other.instance),
        "event": event_words(version, other.event),
        "opens": exact(other.opens),
        "target": exact(other.target),
        "closes": exact(other.closes),
        "status": other.status.value,
    }


def _pause(pause: Pause) -> dict[str, object]:
    until = None if pause.until is None else pause.until.isoformat()
    return {"name": pause.words, "from": exact(pause.start), "until": until, "effect": pause.effect.value}


def _reached(version: Version, obligation: Obligation) -> dict[str, object]:
    """How each day was reached, step by step, and by the terms of which version."""
    derivation, judging = obligation.derivation, obligation.terms or version
    late = derivation.at_latest
    return {
        "version": judging.start.isoformat(),
        **_derivation(judging, derivation),
        "at_latest": None if late is None else _derivation(judging, late),
    }


def _derivation(version: Version, derivation: Derivation) -> dict[str, object]:
    paths: dict[str, object] = {name: [_step(version, step) for step in path] for name, path in derivation.paths()}
    return {**paths, "dropped": [{"closes": one.day.isoformat(), "pause": one.pause} for one in derivation.dropped]}


def _step(version: Version, step: Move) -> dict[str, object]:
    """One step, by a name, with the day it came to."""
    more: dict[str, object] = {}
    match step:
        case Start(origin=origin, by=by):
            name, more = "start", {"of": origin.value, "by": _by(version, by)}
        case Added(length=length, month_end=month_end):
            name, more = "added", {"length": str(length), "month_end": month_end}
        case StoodStill(stop=stop):
            last = None if stop.last is None else stop.last.isoformat()
            name, more = "stood still", {"from": stop.first.isoformat(), "to": last}
        case ToKindOfDay(kind=kind, holidays=holidays):
            over = [{"day": day.isoformat(), "name": holiday} for day, holiday in holidays]
            name, more = "to a kind of day", {"kind": kind, "holidays": over}
        case OutOf(stretches=stretches):
            name, more = "out of", {"stretches": stretches}
        case NextDay():
            name = "next day"
        case DayBefore():
            name = "day before"
        case NotBefore():
            name = "not before"
        case NotAfter():
            name = "not after"
        case InOrder():
            name = "in order"
        case Ended(until=until):
            name, more = "until", {"until": until.isoformat()}
        case _:
            assert_never(step)
    return {"step": name, "day": None if step.day is None else step.day.isoformat(), **more}


def _by(version: Version, by: Node | Event | str | None) -> object:
    """What tells the first day: an event, a requirement or the words of the sentence."""
    match by:
        case Event():
            return event_as_data(version, by)
        case str():
            return version.requirements[by].words
        case None:
            return None
        case _:
            return by.span.words


def record_as_data(version: Version, record: Mapping[str, RecordEnd]) -> list[dict[str, str]]:
    """How far the record goes of each family of events."""
    return [
        {"event": event_words(version, kind), "until": end.until.isoformat(), "sure": end.sure.isoformat()}
        for kind, end in record.items()
    ]


def event_words(version: Version, kind: str) -> str:
    """A kind of event (folded) as the policy writes it; as it stands where the policy does not know it."""
    known = version.vocabulary.events.get(kind)
    return kind if known is None else known.words


def _values_as_data(decision: Decision) -> list[dict[str, object]]:
    recorded = values_as_recorded(decision)
    return [_named_value(decision, name) | _to(recorded, name) for name in decision.version.definitions]


def _named_value(decision: Decision, name: str) -> dict[str, object]:
    value = decision.values[name]
    step = decision.trace.definitions.get(name) if decision.trace is not None else None
    needs = step.needs if step is not None and value is UNKNOWN else ()
    return {
        "name": decision.version.definitions[name].words,
        "known": value is not UNKNOWN,
        "value": _value(decision.version, value),
        "needs": [need.text for need in needs],
    }


def _value(version: Version, value: Value) -> object:
    match value:
        case Absent():
            return None
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date():
            return value.isoformat()
        case Duration():
            return str(value)
        case Event():
            return event_as_data(version, value)
        case tuple():
            return [_value(version, item) for item in value]
        case _:
            return value


def event_as_data(version: Version, event: Event) -> dict[str, object]:
    """An event by the name its policy uses, with its days."""
    return {
        "event": event_words(version, event.kind),
        "start": exact(event.start),
        "end": exact(event.end),
        "publication": exact(event.publication),
        "source": event.source,
    }


def _guarantee(version: Version, outcome: GuaranteeOutcome) -> dict[str, object]:
    return {
        "guarantee": version.guarantees[outcome.guarantee].words,
        "held": None if outcome.held is UNKNOWN else outcome.held,
        "applied": [version.requirements[name].words for name in outcome.applied],
    }


def length_as_data(length: Length) -> str | None:
    """A length of time in words; `unknown` where it hangs on what is not known."""
    return length.value if isinstance(length, Absent) else None if length is None else str(length)


def phase_as_data(to_do: PhaseToDo) -> dict[str, object]:
    """A phase, and how long it takes by how many people; `unknown` where it hangs on what is not known."""
    phase, people = to_do.phase, to_do.people
    return {
        "phase": phase.words,
        "place": phase.place.value or "during",
        "work": length_as_data(to_do.work),
        "work_up_to": phase.work.up_to,
        "over": length_as_data(to_do.stretch),
        "over_up_to": phase.stretch.up_to,
        "people": people.value if isinstance(people, Absent) else number_as_data(people),
        "needs": list(to_do.needs),
    }


def work_as_data(work: Work) -> dict[str, int | float | None]:
    """Days of work of all people together; without a most where some of it has no figure, and never 0 for that."""
    least, most = work.known.least, None if work.lacks_figures else work.known.most
    told = None if work.lacks_figures and not least else least
    return {"person_days_at_least": number_as_data(told), "person_days_at_most": number_as_data(most)}


def number_as_data(number: int | Decimal | Fraction | None) -> int | float | None:
    """A number as JSON has it, to two places."""
    return None if number is None else int(number) if number == int(number) else round(float(number), 2)
