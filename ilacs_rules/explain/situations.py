"""The situations readers ask about: “what happens to a building judged safe?”, for each judgement.

They are made from the rules alone, so every policy has them: made-up cases, each with one event that has just ended and
recorded the same value throughout, and one in which there has been no such event. What repeats by its own clock was
done on the same day, so that nothing is late before it begins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from ilacs_rules.engine.existence import declared
from ilacs_rules.explain.english import capital, quoted
from ilacs_rules.language.nouns import with_article
from ilacs_rules.language.types import EventType, ValueSet
from ilacs_rules.language.walk import TreePart
from ilacs_rules.model import tree
from ilacs_rules.model.absent import NOTHING, Absent
from ilacs_rules.model.case import Case, Event
from ilacs_rules.model.decision import Flag, Obligation
from ilacs_rules.model.due_shapes import Repeat
from ilacs_rules.model.partial import Day, Partial
from ilacs_rules.model.reached import reached
from ilacs_rules.model.version import Version
from ilacs_rules.model.vocabulary import CREATED, ENDED, EventKind


@dataclass(frozen=True, slots=True)
class Situation:
    """A made-up case as it stands on a day. `name` is “judged safe”, `words` “a building judged safe”.

    `key` names it by the value as the policy has it, whatever readers are shown: labels may change.
    """

    key: str
    name: str
    words: str
    case: Case


def situations(version: Version, on: date) -> tuple[Situation, ...]:
    """The situations on a day, best judgement first; the event in them ended, and was published, on that day.

    Where no scale decides who must do what, there is only the one in which nothing has happened yet.
    """
    subject = with_article(version.subject)
    found = []
    deciding = _deciding(version)
    if deciding is not None:
        kind, scale = deciding
        records = [name for name, record in kind.records.items() if record.type == scale and not record.repealed]
        others = tuple(Event(other, on, on, on) for other in _by_own_clock(version, kind))
        long_there = _created(version, Partial(date.min, _first_start(version)))
        for value in scale.values:
            label = scale.label(value)
            name = f"judged {quoted(label) if ' ' in label else label}"
            event = Event(kind.name, on, on, on, dict.fromkeys(records, value))
            words = f"{subject} {name}"
            found.append(Situation(f"judged {value}", name, words, Case(capital(words), long_there, (event, *others))))
    return (*found, _new(version, on, subject, deciding[0] if deciding else None))


def begun_on(obligation: Obligation, on: date) -> Obligation:
    """What a made-up case owes that begins on a day: nothing of it was missed, or done too often, before that."""
    before = obligation.period_before
    if before is None or before.first >= on:
        return obligation
    flags = tuple(flag for flag in obligation.flags if flag not in _OF_THE_PAST)
    return replace(obligation, flags=flags, period_before=None, missed_earlier=0)


_OF_THE_PAST = (Flag.MISSED, Flag.EXCEEDED_BEFORE, Flag.NOT_KNOWN_BEFORE)


def held_as(situation: Situation, kind: EventKind) -> Situation:
    """The situation after an event of another kind, if that records all that was recorded; else as it is."""
    if not situation.case.events or not situation.case.events[0].fields.keys() <= kind.records.keys():
        return situation
    first, *others = situation.case.events
    case = replace(situation.case, events=(replace(first, kind=kind.name), *others))
    return replace(situation, case=case)


def _new(version: Version, on: date, subject: str, kind: EventKind | None) -> Situation:
    name = "new" if kind is None else "never judged"
    words = with_article(f"new {version.subject}") if kind is None else f"{subject} {name}"
    return Situation(name, name, words, Case(capital(words), _created(version, on)))


def _first_start(version: Version) -> date:
    """The first day on which any of its requirements came into force."""
    return min((version.since(name) for name in version.requirements), default=version.start)


def _created(version: Version, day: Day) -> dict[str, Day | Absent]:
    """The facts of a subject created then, and still there."""
    facts: dict[str, Day | Absent] = {CREATED: day, ENDED: NOTHING}
    return {name: value for name, value in facts.items() if declared(version.vocabulary, name) is not None}


def _by_own_clock(version: Version, kind: EventKind) -> tuple[str, ...]:
    """The kinds of event that are due again so long after the last of them; the deciding kind is not one of these."""
    found = (
        requirement.event
        for requirement in version.requirements.values()
        if isinstance(requirement.due.shape, Repeat) and requirement.due.shape.anchor is None
    )
    related = {other.name for other in version.vocabulary.events.values() if kind.name in other.kinds} | kind.kinds
    return tuple(dict.fromkeys(each for each in found if each not in related))


def _deciding(version: Version) -> tuple[EventKind, ValueSet] | None:
    """The kind of event and the scale of its records that most requirements hang on; of equals the first."""
    scales: Counter[ValueSet] = Counter()
    read: dict[ValueSet, set[tuple[str, str]]] = {}
    for requirement in version.requirements.values():
        asked = set(_judgements(version, (requirement.when, requirement.due.timing)))
        scales.update({scale for scale, _, _ in asked})
        for scale, kind, name in asked:
            read.setdefault(scale, set()).add((kind, name))
    if not scales:
        return None
    scale = max(version.vocabulary.value_sets.values(), key=lambda each: scales[each])
    return _best_kind(version, read[scale]), scale


def _judgements(version: Version, roots: Iterable[TreePart | None]) -> Iterable[tuple[ValueSet, str, str]]:
    """What is read from events and stands on a scale: the scale, the kind of event, the name of the record."""
    for part in reached(version, roots):
        if not isinstance(part, tree.Field) or not isinstance(part.event.type, EventType):
            continue
        if isinstance(part.type, ValueSet) and part.type.ordered:
            yield part.type, part.event.type.kind, part.name


def _best_kind(version: Version, read: set[tuple[str, str]]) -> EventKind:
    """The kind of event, still held, that records most of what is read; kinds that a requirement asks for go first."""
    kinds = version.vocabulary.events
    asked = {requirement.event for requirement in version.requirements.values()}
    candidates = [
        kind
        for kind in kinds.values()
        if not kind.repealed and any(kind.name in kinds[above].kinds for above, _ in read)
    ]

    def rank(kind: EventKind) -> tuple[int, bool]:
        recorded = {name for above, name in read if kind.name in kinds[above].kinds and name in kind.records}
        return len(recorded), kind.name in asked

    return max(candidates or [kinds[min(above for above, _ in read)]], key=rank)
