"""How far a record goes, as a case or a mapping tells it: complete from a day, until a day, published within a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field, replace
from datetime import date
from typing import TypeVar

from ilacs_rules.cases.days import exact_day
from ilacs_rules.cases.events import event_kind
from ilacs_rules.cases.shape import as_map, filled
from ilacs_rules.language.durations import Duration, duration
from ilacs_rules.language.nouns import plural
from ilacs_rules.model.case import Event
from ilacs_rules.model.partial import first_of, last_of
from ilacs_rules.model.record_end import LONGEST, can_be_counted_back, ends_before_it_begins, until_of
from ilacs_rules.model.vocabulary import Vocabulary, family_of
from ilacs_rules.policy.tree import Entry, Map, Text
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.frozen import frozen
from ilacs_rules.text.patterns import pattern
from ilacs_rules.text.source import Span
from ilacs_rules.text.words import joined

RECORD_KEYS = ("complete from", "complete until", "published within")
_ONCE = {
    "complete from": "say once from which day its record is complete",
    "complete until": "say once by which day it was recorded",
    "published within": "say once how long it takes",
}
_LENGTH = pattern(r"([0-9]{1,4}) +((?:day|week|month|quarter|year)s?)")
_Told = TypeVar("_Told")


@frozen
class RecordTold:
    """What is told of the record of each kind of event (folded); `complete_until` may be one day for all kinds."""

    complete_from: dict[str, date | None] = field(default_factory=dict)
    complete_until: date | dict[str, date] = field(default_factory=dict)
    published_within: dict[str, Duration] = field(default_factory=dict)


def record_told(tree: Map, vocabulary: Vocabulary, out: list[Diagnostic]) -> RecordTold:
    """What the keys of a case, or of a mapping, tell of the record; a record that ends before it begins is E720."""
    since, until, within = (tree.entries.get(key) for key in RECORD_KEYS)
    told = RecordTold(
        _by_kind("complete from", since, _first_day, vocabulary, out),
        _until(until, vocabulary, out),
        _by_kind("published within", within, _length, vocabulary, out),
    )
    out += ends_too_early(told, vocabulary, lambda kind: _place(until, kind, vocabulary))
    return told


def ends_too_early(told: RecordTold, words: Vocabulary, place: Callable[[str | None], Span]) -> Iterator[Diagnostic]:
    """E720 where a record ends before the day from which it is complete; `place` is that of an entry."""
    for kind, first, ends, until in ends_before_it_begins(told.complete_from, told.complete_until, words.events):
        name = words.events[kind].label if kind in words.events else kind
        message = f"this record ends on {until}, before the day from which that of “{name}” is complete ({first})"
        hint = "correct one of the two days; “complete until” is the day by which what is told was recorded"
        yield Diagnostic(Code.RECORD_ENDS_BEFORE_IT_BEGINS, message, place(ends), hint)


def end_of_table(told: RecordTold, events: Iterable[Event], vocabulary: Vocabulary) -> RecordTold:
    """The same with what a table itself tells of its end, where nobody says otherwise.

    It was made on its newest day of publication; without one on the newest day in it. What it holds of a family of
    events took as long to be published as the one that took longest. One whose end is not told may have ended on its
    first day: were it left aside, less would be told and the record surely go further.
    """
    kinds = vocabulary.events
    published, happened = date.min, date.min
    within: dict[str, int] = {}
    for event in events:
        ended = event.start if event.end is None else event.end
        happened = max(happened, first_of(ended))
        if event.publication is None:
            continue
        published = max(published, first_of(event.publication))
        family = family_of(event.kind, kinds)
        took = (last_of(event.publication) - first_of(ended)).days
        within[family] = min(max(took, within.get(family, 0)), LONGEST)
    newest = happened if published == date.min else published
    until = told.complete_until
    if not isinstance(until, date) and newest > date.min:
        roots = [name for name, kind in kinds.items() if not kind.is_a]
        apart = any(until_of(name, until, kinds) is None for name in roots)
        until = (dict.fromkeys(roots, newest) | until if until else newest) if apart else until
    days = {family: duration(took, "days") for family, took in within.items() if took > 0}
    return RecordTold(told.complete_from, until, days | told.published_within)


def without_a_row(told: RecordTold, vocabulary: Vocabulary, header: Span) -> tuple[RecordTold, list[Diagnostic]]:
    """The same of a table that holds no event (W722): that none is told does not tell that there was none.

    Complete is only the record of what a mapping says was recorded until a day.
    """
    kinds = vocabulary.events
    roots = [name for name, kind in kinds.items() if not kind.is_a]
    untold = [name for name in roots if until_of(name, told.complete_until, kinds) is None]
    if not untold:
        return told, []
    known = "of no kind of event is it known that there was none"
    if len(untold) < len(roots):  # of the others the mapping tells
        known = f"of {joined([plural(kinds[name].label) for name in untold])} it is not known that there was none"
    message = f"this table has no event to read, so {known}"
    hint = "if nothing has happened yet, say in the mapping by which day that was so: “complete until: 2024-05-31”"
    found = [Diagnostic(Code.NO_EVENT_IN_TABLE, message, header, hint)]
    return replace(told, complete_from=told.complete_from | dict.fromkeys(untold)), found


def told_twice(key: str, first: str, again: str) -> tuple[str, str]:
    """Why two entries under a key cannot both go for one kind of event, and what to do."""
    return f"“{first}” and “{again}” name one kind of event", _ONCE[key]


def _by_kind(
    key: str,
    entry: Entry | None,
    read: Callable[[Text, list[Diagnostic]], tuple[_Told] | None],
    vocabulary: Vocabulary,
    out: list[Diagnostic],
) -> dict[str, _Told]:
    found: dict[str, _Told] = {}
    places: dict[str, Span] = {}
    kinds = as_map(entry, out) if entry is not None else None
    for each in kinds.entries.values() if kinds is not None else ():
        kind = event_kind(each.key, vocabulary, out)
        text = filled(each, out)
        if kind is None or text is None:
            continue
        first = places.setdefault(kind.name, each.key.span)
        if first is not each.key.span:
            message, hint = told_twice(key, first.text, each.key.value)
            out.append(Diagnostic(Code.CASE_SHAPE, message, each.key.span, hint, ((first, "first here"),)))
            continue
        told = read(text, out)
        if told is not None:
            found[kind.name] = told[0]
    return found


# of one that is left out the record is taken to be complete: to leave it out would make a promise of a doubt
_SURE = "write the {} day of which you are sure"


def _first_day(text: Text, out: list[Diagnostic]) -> tuple[date | None] | None:
    """A day, or None for `never`; nothing at all where it is neither."""
    if text.value.strip().lower() == "never":
        return (None,)
    day = exact_day(text, out, otherwise="or “never”", if_vague=_SURE.format("first") + ", or “never”")
    return None if day is None else (day,)


def _last_day(text: Text, out: list[Diagnostic]) -> tuple[date] | None:
    """A day; the last there is for `the day asked`."""
    if " ".join(text.value.lower().split()) == "the day asked":
        return (date.max,)
    day = exact_day(text, out, otherwise="or “the day asked”", if_vague=_SURE.format("last"))
    return None if day is None else (day,)


def _until(entry: Entry | None, vocabulary: Vocabulary, out: list[Diagnostic]) -> date | dict[str, date]:
    if entry is None or isinstance(entry.value, Map):
        return _by_kind("complete until", entry, _last_day, vocabulary, out)
    text = filled(entry, out)
    told = None if text is None else _last_day(text, out)
    return {} if told is None else told[0]


def _length(text: Text, out: list[Diagnostic]) -> tuple[Duration] | None:
    found = _LENGTH.fullmatch(" ".join(text.value.lower().split()))
    length = duration(int(found[1]), found[2]) if found is not None else None
    if length is not None and can_be_counted_back(length):
        return (length,)
    message = f"“{text.value}” is no length of time in days, weeks, months or years"
    if length is not None:
        message = f"“{text.value}” is longer than any record takes"
    hint = "write the longest it takes from the last day of an event to its publication: 4 months"
    out.append(Diagnostic(Code.CASE_VALUE, message, text.span, hint))
    return None


def _place(entry: Entry | None, kind: str | None, vocabulary: Vocabulary) -> Span:
    assert entry is not None, "a record that ends was told to"
    if isinstance(entry.value, Map):
        for each in entry.value.entries.values():
            declared = vocabulary.event(each.key.value)
            if declared is not None and declared.name == kind:
                return each.value.span
    return entry.value.span
