"""Why something of a history is not known, in plain words; asked only when an answer is explained.

Each text reads after “cannot tell:”.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ilacs_rules.engine.existence import OneEnd
from ilacs_rules.engine.selection import Gap, Selection, latest
from ilacs_rules.engine.snapshot import Snapshot, day_told
from ilacs_rules.language.dates_in_words import day_in_words, stretch_in_words
from ilacs_rules.language.durations import Duration
from ilacs_rules.language.fixed_words import CountsFrom
from ilacs_rules.language.kinds_of_day import KindOfDay
from ilacs_rules.language.nouns import is_or_are, plural
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Event, Value
from ilacs_rules.model.decision import Need, Step
from ilacs_rules.model.partial import Day, Partial, has_a_name, held_in_words, on_day_in_words
from ilacs_rules.model.tree import EventDay, Fact, Field, InStretch, Named
from ilacs_rules.model.vocabulary import FactKind

if TYPE_CHECKING:
    from ilacs_rules.language.calendars import Calendar
    from ilacs_rules.language.stretches import ToldStretches

_HAPPENED = {EventDay.START: "began", EventDay.END: "ended", EventDay.PUBLICATION: "was published"}


def event_in_words(snapshot: Snapshot, event: Event) -> str:
    """An event by its kind and days: `the fire check of 11–22 March 2024`, `the fire check begun on 3 May 2024`."""
    name = _label(snapshot, event.kind)
    start, end = event.start, event.end
    if end is None or (not isinstance(end, Partial) and end > snapshot.seen):
        return f"the {name} begun {on_day_in_words(start)}"
    return f"the {name} {held_in_words(start, end)}"


def selection_needs(snapshot: Snapshot, selection: Selection, kinds: frozenset[str] = frozenset()) -> tuple[Need, ...]:
    """Why it is not known which events belong to a selection of some kinds, or in which order they come.

    What an unknown bound or condition of a filter needs is for whoever evaluated it to add.
    """
    needs = [_gap_need(snapshot, gap) for gap in selection.gaps]
    events = selection.sure if selection.is_certain else selection.maybe
    for event in events:
        needs += _vague_kind(snapshot, event, kinds)
        needs += _doubts(snapshot, event) + _vague_days(snapshot, event, selection.counted)
    return tuple(dict.fromkeys(needs))


def in_hand_needs(snapshot: Snapshot, kinds: frozenset[str]) -> tuple[Need, ...]:
    """Why it is not known which event of some kinds is in hand."""
    gaps = [gap for gap in snapshot.gaps(kinds) if gap.before is None or gap.before > snapshot.seen]
    needs = [_gap_need(snapshot, gap) for gap in gaps]
    for event in snapshot.case.events:
        if event.kind in kinds and snapshot.may_be_in_hand(event):
            needs += _doubts(snapshot, event) + _vague_days(snapshot, event)
        elif snapshot.may_be_in_hand(event):
            needs += _vague_kind(snapshot, event, kinds)
    return tuple(dict.fromkeys(needs))


def told_by(step: Step, calendar: Calendar | None) -> Calendar | ToldStretches | KindOfDay | None:
    """What tells the days that a step hangs on: stretches of the policy, a kind of day it names, else the calendar."""
    if isinstance(step.node, InStretch):
        return step.node.stretches
    lengths = (below.value for below in step.steps if isinstance(below.value, Duration))
    return next((each.kind for each in lengths if isinstance(each.kind, KindOfDay)), calendar)


def read_by(step: Step) -> Iterator[Step]:
    """The facts and recorded values that a step looked at, and the names of which no steps are told."""
    if isinstance(step.node, Fact | Field) or (isinstance(step.node, Named) and not step.steps):
        yield step
    for below in step.steps:
        yield from read_by(below)


def by_calendar(step: Step, calendar: Calendar | ToldStretches | KindOfDay | None) -> Step:
    """A step that may hang on working days or on stretches that are told: where all below is known, they are not."""
    if calendar is None or step.value is not UNKNOWN or any(below.value is UNKNOWN for below in step.steps):
        return step
    return replace(step, needs=(Need(calendar.known),))


def created_needs(snapshot: Snapshot) -> tuple[Need, ...]:
    """Why it is not known since when the subject exists: it was not told, or something happened to it before that."""
    return _existence_needs(snapshot, snapshot.existence.created)


def ended_needs(snapshot: Snapshot) -> tuple[Need, ...]:
    """Why it is not known whether the subject has ended: it was not told, or something happened to it after that."""
    return _existence_needs(snapshot, snapshot.existence.ended)


def ended_in_words(snapshot: Snapshot, verb: str = "ended") -> str:
    """That the subject ended, and when: `the building ended on 31 March 2024`, `… ended in 2019`."""
    ended = snapshot.existence.ended.day
    assert ended is not None, "asked of a subject that has an end"
    return f"the {snapshot.vocabulary.subject} {verb} {on_day_in_words(ended)}"


def _existence_needs(snapshot: Snapshot, day: OneEnd) -> tuple[Need, ...]:
    begun = (event for event in snapshot.case.events if latest(event.start) <= snapshot.seen)
    doubts = [doubt for event in begun for doubt in _doubts(snapshot, event, day)]
    if doubts:
        return tuple(doubts)
    assert day.fact is not None, "only a policy that asks for the day needs it"
    return (fact_need(snapshot, day.fact),)


def fact_need(snapshot: Snapshot, fact: FactKind) -> Need:
    """Why a fact is not known: it was not told, or only the month or year in which it lies.

    A day that may be any until some other was not told: only its history, or an example, says that it is past.
    """
    given = snapshot.case.facts.get(fact.name)
    known = "not recorded"
    if isinstance(given, Partial) and given.first > date.min:
        known = f"known only as {_day(given)}"
    return Need(f"{fact.shown} {is_or_are(fact.shown)} {known}")


def needs_of_fact(snapshot: Snapshot, fact: FactKind, value: Value) -> tuple[Need, ...]:
    """What is needed of a fact: nothing, if it is known."""
    if isinstance(value, tuple) and UNKNOWN in value:
        return (Need(f"not all {plural(fact.shown)} are recorded"),)
    return (fact_need(snapshot, fact),) if value is UNKNOWN else ()


def _doubts(snapshot: Snapshot, event: Event, about: OneEnd | None = None) -> list[Need]:
    """What an event cannot be true with of what is told of the subject, or of one of the two days of that."""
    found: list[Need] = []
    for day, side in snapshot.existence.doubted_by(event):
        if day.fact is not None and day.told is not None and (about is None or day is about):
            told = f"{day.fact.shown} {is_or_are(day.fact.shown)} told as {_day(day.told)}"
            found.append(Need(f"{told}, though {event_in_words(snapshot, event)} began {side} that"))
    return found


def event_day_needs(snapshot: Snapshot, event: Event, which: EventDay) -> tuple[Need, ...]:
    """Why a day of an event is not known on the day of the question."""
    words = event_in_words(snapshot, event)
    day = day_told(event, which)
    if isinstance(day, Partial) and day.last <= snapshot.seen:
        return (_vague(snapshot, event, day, which),)
    if which is EventDay.END:
        return (Need(f"{words} has not ended"),)
    if day is None:
        return (Need(f"{which.value} of {words} is not recorded"),)
    return (Need(f"{which.value} of {words} is not known until {_day(day)}"),)


def field_needs(snapshot: Snapshot, event: Event, name: str) -> tuple[Need, ...]:
    """Why what an event records under a (folded) name is not known on the day of the question."""
    kind = snapshot.kinds.get(event.kind)
    if kind is not None and name not in kind.records:
        published = () if snapshot.is_known(event) else (_not_known_yet(snapshot, event, name),)
        return (_kind_need(snapshot, event), *published)
    return (_not_known_yet(snapshot, event, name),)


def _not_known_yet(snapshot: Snapshot, event: Event, name: str) -> Need:
    label = _field_label(snapshot, event, name)
    verb = is_or_are(label)
    words = f"{label} {'at' if ' of ' in label else 'of'} {event_in_words(snapshot, event)}"
    if snapshot.is_known(event):
        return Need(f"{words} {verb} not recorded")
    publication = event.publication
    if publication is None:
        if isinstance(event.end, Partial) and event.end.first <= snapshot.seen:
            return _vague(snapshot, event, event.end, EventDay.END)
        return Need(f"{words} {verb} not known until it ends")
    if isinstance(publication, Partial):
        return Need(f"{words} {verb} not known until it is published in {_day(publication)}")
    return Need(f"{words} {verb} not known until it is published on {_day(publication)}")


def _gap_need(snapshot: Snapshot, gap: Gap) -> Need:
    name = plural(_label(snapshot, gap.kind))
    if gap.before is None:
        return Need(f"the record of {name} is not complete", gap.kind)
    return Need(f"the record of {name} is not complete before {day_in_words(gap.before)}")


def _vague_kind(snapshot: Snapshot, event: Event, kinds: frozenset[str]) -> list[Need]:
    """That an event is told as of a wider kind only, if it may be of one of these."""
    if not snapshot.vocabulary.is_perhaps(event.kind, kinds):
        return []
    return [_kind_need(snapshot, event)]


def _kind_need(snapshot: Snapshot, event: Event) -> Need:
    return Need(f"the kind of {event_in_words(snapshot, event)} is not recorded")


def _vague_days(snapshot: Snapshot, event: Event, counted: CountsFrom = CountsFrom.END) -> list[Need]:
    """The days of an event of which no more than a month or a year is known; of two alike the one that counts."""
    days = ((event.start, EventDay.START), (event.end, EventDay.END))
    vague = [(day, which) for day, which in days if isinstance(day, Partial)]
    if len(vague) == 2 and event.start == event.end:
        vague = vague[1:] if counted is CountsFrom.END else vague[:1]
    return [_vague(snapshot, event, day, which) for day, which in vague]


def _vague(snapshot: Snapshot, event: Event, day: Partial, which: EventDay) -> Need:
    name, stretch = _label(snapshot, event.kind), _day(day)
    within = "in" if has_a_name(day) else "within"
    return Need(f"the day {within} {stretch} on which the {name} {_HAPPENED[which]} is not recorded")


def _day(day: Day) -> str:
    return stretch_in_words(day.first, day.last) if isinstance(day, Partial) else day_in_words(day)


def _label(snapshot: Snapshot, kind: str) -> str:
    declared = snapshot.kinds.get(kind)
    return declared.label if declared is not None else kind


def _field_label(snapshot: Snapshot, event: Event, name: str) -> str:
    kind = snapshot.kinds.get(event.kind)
    declared = kind.records.get(name) if kind is not None else None
    return declared.shown if declared is not None else name
