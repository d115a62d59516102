"""The events of one case taken together: told twice, at odds with each other, or of days on which there was no case.

Two events of one kind that share a day known for certain are at odds: a case goes through one of a kind at a time. So
are an event and one of a kind of which its own is a more exact name. Two different kinds of one family may share days;
on the very same days they may not give two values for what both record. Events known only to the month or year may
well be two, so only those alike in everything count as told twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby, islice, pairwise

from ilacs_rules.language.nouns import with_article
from ilacs_rules.language.types import Basic
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Case, Event
from ilacs_rules.model.partial import Day, Partial, first_of, last_of
from ilacs_rules.model.vocabulary import CREATED, ENDED, FactKind, Vocabulary, are_akin, with_those_above
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.source import Span, nowhere

_Exact = tuple[date, date, Event]


def checked_history(events: Iterable[Event], vocabulary: Vocabulary, out: list[Diagnostic]) -> tuple[Event, ...]:
    """The events, each counted once (W712), in an order that is the same whatever order they are told in.

    Those at odds with each other are reported (E707), and recorded days that lie before their event (E727). An event
    need not have a place.
    """
    kept: list[Event] = []
    same_days: dict[tuple[object, ...], list[Event]] = {}
    for event in events:
        others = same_days.setdefault((event.kind, event.start, event.end), [])
        twin = next((other for other in others if _same(event, other)), None)
        if twin is None:
            others.append(event)
            kept.append(event)
        else:
            _report(Code.DUPLICATE_EVENT, f"this “{event.kind}” is told twice and counted once", event, twin, out)
    kept = _without_vaguer(kept, vocabulary, out)
    kept.sort(key=_days_of)
    if any(_days_of(one) == _days_of(other) for one, other in pairwise(kept)):
        kept.sort(key=_order)
    _at_odds([event for event in kept if not _is_one_of_several(event, vocabulary)], vocabulary, out)
    _tell_too_early(kept, vocabulary, out)
    return tuple(kept)


def _is_one_of_several(event: Event, vocabulary: Vocabulary) -> bool:
    """Whether two of its kind may be on one day, or go on at one time."""
    kind = vocabulary.events.get(event.kind)
    return kind is not None and kind.several_at_once


def _tell_too_early(events: list[Event], vocabulary: Vocabulary, out: list[Diagnostic]) -> None:
    """Recorded days that surely lie before the day of their event before which the policy says they cannot."""
    bound = vocabulary.once("days not before another", lambda: _not_before_another(vocabulary))
    for event in events if bound else ():
        for record in bound.get(event.kind, ()):
            told, day = event.fields.get(record.name), event.start if record.not_before == "start" else event.end
            if isinstance(told, date) and day is not None and told < first_of(day):
                of = "began" if record.not_before == "start" else "ended"
                message = f"“{record.words}” of this “{event.kind}” is {told}, and it {of} only later ({day})"
                hint = f"correct one of the two days, or leave “{record.words}” out"
                out.append(Diagnostic(Code.RECORDED_TOO_EARLY, message, _place(event), hint))


def _not_before_another(vocabulary: Vocabulary) -> dict[str, list[FactKind]]:
    """The recorded days that cannot lie before one of their event, by its kind."""
    bound = (
        (name, [each for each in kind.records.values() if each.not_before]) for name, kind in vocabulary.events.items()
    )
    return {name: records for name, records in bound if records}


def tell_outside(case: Case, vocabulary: Vocabulary, out: list[Diagnostic]) -> None:
    """W718 and W723 if events of the case surely began before it was created, or after it ended."""
    created, ended = (_day(case.facts, name, vocabulary) for name in (CREATED, ENDED))
    which = with_article(vocabulary.subject)
    if created is not None:
        before = [event for event in case.events if last_of(event.start) < first_of(created)]
        told, hint = f"“{case.name}” was created on {created}", f"tell it of {which} that came before"
        _tell_outside(Code.EVENT_BEFORE_CREATED, told, "earlier", before, hint, out)
    if ended is not None:
        after = [event for event in case.events if first_of(event.start) > last_of(ended)]
        told, hint = f"“{case.name}” ended on {ended}", f"tell it of {which} that came after"
        _tell_outside(Code.EVENT_AFTER_ENDED, told, "later", after, hint, out)


def ends_before_created(facts: Mapping[str, object], vocabulary: Vocabulary) -> tuple[str, str] | None:
    """Why a case cannot have ended when it is told to have, and what to do: it was surely created later."""
    created, ended = (_day(facts, name, vocabulary) for name in (CREATED, ENDED))
    if created is None or ended is None or last_of(ended) >= first_of(created):
        return None
    return f"it ended ({ended}) before it was created ({created})", "are the two the wrong way round?"


def _day(facts: Mapping[str, object], name: str, vocabulary: Vocabulary) -> Day | None:
    """What is told of a day on which a case begins or ends, where the policy declares it as one."""
    day, declared = facts.get(name), vocabulary.facts.get(name)
    is_asked = declared is not None and declared.type is Basic.DATE
    return day if is_asked and isinstance(day, date | Partial) else None


def _tell_outside(code: Code, case: str, side: str, events: list[Event], hint: str, out: list[Diagnostic]) -> None:
    if events:
        first = events[0]
        told = f"this “{first.kind}” is of {first.start}"
        if len(events) > 1:
            told = f"{len(events)} of its events are of {side} days, the first of {first.start}"
        out.append(Diagnostic(code, f"{case}, and {told}", _place(first), f"correct the days, or {hint}"))


def _same(one: Event, other: Event) -> bool:
    if (one.publication, one.fields) != (other.publication, other.fields):
        return False
    return _is_exact(one) or one.source == other.source


def _is_exact(event: Event) -> bool:
    return isinstance(event.start, date) and isinstance(event.end, date)


def _days_of(event: Event) -> tuple[date, date]:
    return last_of(event.end) if event.end is not None else date.max, last_of(event.start)


def _order(event: Event) -> tuple[object, ...]:
    """By days; the rest only makes the order the same for every order of the data."""
    days = (f"{first_of(event.start)}", f"{event.end}", f"{event.publication}")
    return *_days_of(event), event.kind, days, str(sorted(event.fields.items(), key=str)), event.source or ""


def _without_vaguer(events: list[Event], vocabulary: Vocabulary, out: list[Diagnostic]) -> list[Event]:
    """The events without those that are told once more, on the same days, under a more exact name (W712)."""
    days: dict[tuple[object, ...], list[Event]] = {}
    for event in events:
        if _is_exact(event):
            days.setdefault((event.start, event.end), []).append(event)
    dropped: list[Event] = []
    for same in days.values():
        for event in same if len(same) > 1 else ():
            exact = next(
                (other for other in same if other is not event and _is_told_by(event, other, vocabulary)), None
            )
            if exact is not None:
                message = f"this “{event.kind}” is told once more as “{exact.kind}” and counted once"
                _report(Code.DUPLICATE_EVENT, message, event, exact, out)
                dropped.append(event)
    return [event for event in events if not any(event is each for each in dropped)] if dropped else events


def _is_told_by(event: Event, exact: Event, vocabulary: Vocabulary) -> bool:
    kind = vocabulary.events.get(event.kind)
    if kind is None or event.kind == exact.kind or exact.kind not in kind.kinds:
        return False
    return event.publication in (None, exact.publication) and all(
        value is UNKNOWN or exact.fields.get(name) == value for name, value in event.fields.items()
    )


def _at_odds(events: list[Event], vocabulary: Vocabulary, out: list[Diagnostic]) -> None:
    exact = [(e.start, e.end, e) for e in events if isinstance(e.start, date) and isinstance(e.end, date)]
    exact.sort(key=lambda each: each[:2])
    furthest: dict[str, _Exact] = {}  # by kind, the event that reaches furthest so far
    lines = {kind: _line(kind, vocabulary) for kind in {event.kind for _, _, event in exact}}
    for start, end, event in exact:
        for kind in lines[event.kind]:
            before = furthest.get(kind)
            if before is not None and start <= before[1]:
                _report(Code.EVENTS_CONTRADICT, _at_one_time((start, end, event), before), event, before[2], out)
                break
        own = furthest.get(event.kind)
        if own is None or end > own[1]:
            furthest[event.kind] = (start, end, event)
    for _, together in groupby(exact, key=lambda each: each[:2]) if len(lines) > 1 else ():
        _tell_cousins([event for _, _, event in together], vocabulary, out)
    _tell_in_hand(events, out)


def _line(kind: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """A kind, those it is one of, and those that are one of it."""
    return vocabulary.once(("line", kind), lambda: tuple(_in_line(kind, vocabulary)))


def _in_line(kind: str, vocabulary: Vocabulary) -> Iterator[str]:
    yield kind
    declared = vocabulary.events.get(kind)
    if declared is None:
        return
    yield from sorted(declared.kinds - {kind})
    yield from islice(with_those_above(kind, vocabulary.events), 1, None)


def _at_one_time(one: _Exact, other: _Exact) -> str:
    kinds = f"two events “{one[2].kind}”"
    if one[2].kind != other[2].kind:
        kinds = f"“{other[2].kind}” and “{one[2].kind}”, which are of one kind,"
    if one[:2] == other[:2]:
        return f"{kinds} on the same days do not agree"
    return f"{kinds} at one time: {_days(*other[:2])} and {_days(*one[:2])}"


def _tell_cousins(events: list[Event], vocabulary: Vocabulary, out: list[Diagnostic]) -> None:
    """Events on the same days, of different kinds of one family, that give two values for what both record."""
    kinds = vocabulary.events
    for number, event in enumerate(events[1:], 1):
        line = _line(event.kind, vocabulary)
        for other in events[:number]:
            if other.kind in line or not are_akin(event.kind, other.kind, kinds):
                continue
            ours, theirs = kinds[event.kind].records, kinds[other.kind].records
            for name in ours:
                one, two = event.fields.get(name, UNKNOWN), other.fields.get(name, UNKNOWN)
                if name in theirs and one != two:
                    message = f"“{other.kind}” and “{event.kind}” on the same days do not agree in “{ours[name].words}”"
                    _report(Code.EVENTS_CONTRADICT, message, event, other, out)
                    break


def _tell_in_hand(events: list[Event], out: list[Diagnostic]) -> None:
    """Two events of one kind, in hand since the same day, that do not agree."""
    since: dict[tuple[str, date], Event] = {}
    for event in events:
        if event.end is None and isinstance(event.start, date):
            other = since.setdefault((event.kind, event.start), event)
            if other is not event:
                message = f"two events “{event.kind}” in hand since {event.start} do not agree"
                _report(Code.EVENTS_CONTRADICT, message, event, other, out)


def _days(start: date, end: date) -> str:
    return f"{start}" if start == end else f"{start} to {end}"


def _place(event: Event) -> Span:
    return event.place if event.place is not None else nowhere("a case")


def _report(code: Code, message: str, event: Event, other: Event, out: list[Diagnostic]) -> None:
    hint = "if they are one event, tell it once; if not, correct the days" if code is Code.EVENTS_CONTRADICT else None
    out.append(Diagnostic(code, message, _place(event), hint, ((_place(other), "the other one"),)))
