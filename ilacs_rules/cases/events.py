"""One event: its kind, its days and what it records, read from a located map."""

from __future__ import annotations

from types import MappingProxyType

from ilacs_rules.cases.days import day_or_period
from ilacs_rules.cases.shape import as_text, filled, is_empty, needed
from ilacs_rules.cases.values import read_values
from ilacs_rules.language.names import fold
from ilacs_rules.model.absent import absent
from ilacs_rules.model.case import Event
from ilacs_rules.model.partial import Day, out_of_order
from ilacs_rules.model.vocabulary import EventKind, Vocabulary
from ilacs_rules.policy.tree import Entry, Items, Map, Text
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic, has_errors
from ilacs_rules.text.nearest import did_you_mean

DAYS = ("on", "start", "end", "publication")
EVENT_KEYS = ("event", *DAYS, "source", "note")
_DAY_INSTEAD = {
    "end": "leave it out while the event is in hand; else write as much as is known of it: 2018-08 or 2018",
    "publication": "leave it out, and what the event records counts as known from its end; or write 2018-08 or 2018",
}


def read_event(map_: Map, vocabulary: Vocabulary, out: list[Diagnostic]) -> Event | None:
    """The event a map tells of, or None if any part of it could not be read (reported)."""
    found: list[Diagnostic] = []
    kind = _kind(map_, vocabulary, found)
    days = _days(map_, found)
    fields = [entry for key, entry in map_.entries.items() if key not in EVENT_KEYS]
    values = read_values(fields, kind, vocabulary, found) if kind is not None else {}
    source = _source(map_.entries.get("source"), found)
    out.extend(found)
    if kind is None or days is None or has_errors(found):
        return None
    start, end, publication = days
    return Event(kind.name, start, end, publication, MappingProxyType(values), source, map_.span)


def event_kind(words: Text, vocabulary: Vocabulary, out: list[Diagnostic]) -> EventKind | None:
    """The kind of event a text names; a miss is reported (E703)."""
    kind = vocabulary.event(words.value)
    if kind is None:
        hint = did_you_mean(words.value, [k.words for k in vocabulary.events.values()])
        out.append(Diagnostic(Code.CASE_UNKNOWN_EVENT, f"there is no event “{words.value}”", words.span, hint))
    return kind


def _kind(map_: Map, vocabulary: Vocabulary, out: list[Diagnostic]) -> EventKind | None:
    kinds = (vocabulary.event(key) for key in map_.entries)
    words = next((kind.words for kind in kinds if kind is not None), "NAME")
    entry = needed(map_, "event", "event", f"say what happened, such as “event: {words}”", out)
    said = filled(entry, out) if entry is not None else None
    return event_kind(said, vocabulary, out) if said is not None else None


def _days(map_: Map, out: list[Diagnostic]) -> tuple[Day, Day | None, Day | None] | None:
    """Start, end and publication, in order; None if they could not be read."""
    given = {key: map_.entries[key] for key in DAYS if key in map_.entries and not is_empty(map_.entries[key])}
    days = {key: _day(entry, out) for key, entry in given.items()}
    if "on" in given and ("start" in given or "end" in given):
        message = "an event has either “on”, if it was one day, or “start” and “end”"
        out.append(Diagnostic(Code.CASE_SHAPE, message, given["on"].key.span, "remove one of them"))
        return None
    if "on" not in given and "start" not in given:
        hint = "write “on: 2021-08-25”, or “start:” and “end:”; a month (2021-08) or a year will do"
        out.append(Diagnostic(Code.MISSING_KEY, "this event does not say when it was", map_.span, hint))
        return None
    start = days.get("on") or days.get("start")
    if start is None or None in days.values():
        return None
    if "on" not in given and "end" not in given:
        hint = f"write “on: {start}” if it began and ended then; else give “end”, to the month or year if that is known"
        published = days.get("publication")
        taken = "still in hand" if published is None else f"ended by its publication ({published})"
        message = f"this event has no end and is taken as {taken}"
        out.append(Diagnostic(Code.NO_END, message, given["start"].value.span, hint))
        return _in_order(given, start, None, published, out)
    end = start if "on" in given else days["end"]
    return _in_order(given, start, end, days.get("publication"), out)


def _day(entry: Entry, out: list[Diagnostic]) -> Day | None:
    text = filled(entry, out)
    if text is not None and absent(text.value) is not None:
        message = f"a day of an event is not told as “{text.value}”"
        hint = _DAY_INSTEAD.get(fold(entry.key.value), "write as much as is known of it: 2018-08 or 2018")
        out.append(Diagnostic(Code.CASE_DATE, message, text.span, hint))
        return None
    return day_or_period(text, out) if text is not None else None


def _in_order(
    given: dict[str, Entry], start: Day, end: Day | None, publication: Day | None, out: list[Diagnostic]
) -> tuple[Day, Day | None, Day | None] | None:
    """The days where they are in order; None if not (reported)."""
    wrong = out_of_order(start, end, publication)
    if wrong is None:
        return start, end, publication
    key, message, hint = wrong
    related = ((given["start"].value.span, "the start"),) if key == "end" else ()
    out.append(Diagnostic(Code.EVENT_ENDS_BEFORE_START, message, given[key].value.span, hint, related))
    return None


def _source(entry: Entry | None, out: list[Diagnostic]) -> str | None:
    """One source, or several as a list, joined by “; ”."""
    if entry is None:
        return None
    if not isinstance(entry.value, Items):
        text = as_text(entry, out)
        return text.value.strip() or None if text is not None else None
    texts = [as_text(Entry(entry.key, item), out) for item in entry.value.items]
    return "; ".join(text.value for text in texts if text is not None) or None
