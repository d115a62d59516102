"""A made-up case in words: `a building with one fire check (result: unsafe), then one drill`."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from itertools import groupby

from ilacs_rules.explain import values
from ilacs_rules.explain.english import joined
from ilacs_rules.language.names import fold
from ilacs_rules.language.nouns import plural, with_article
from ilacs_rules.language.types import Type, ValueSet
from ilacs_rules.model.absent import NOTHING, UNKNOWN, Absent
from ilacs_rules.model.case import Case, Event, Value
from ilacs_rules.model.partial import Partial
from ilacs_rules.model.version import Version
from ilacs_rules.model.vocabulary import CREATED, ENDED, FactKind, Vocabulary


def in_words(
    vocabulary: Vocabulary,
    case: Case,
    *,
    with_days: bool = False,
    published: Container[str] = (),
    for_readers: bool = False,
    with_its_beginning: bool = False,
    on: date = date.max,
) -> str:
    """A made-up case: `with one fire check (result: unsafe), then one drill`; with the days where these matter.

    Of the kinds in `published`, from whose publication something is counted, it is told where that was on the same day.
    It is told since and until when the subject existed only `with_its_beginning`, and what is under way `on` a day.
    For those who write rules it is in the words of these, `for_readers` in those that readers are shown.
    """
    history, before = "", None
    told = _labelled if for_readers else _told

    def days(event: Event) -> tuple[str, list[str]]:
        """When it was, as a part of the sentence, and what else is told of its days."""
        if not with_days:
            return "", []
        if _day(event) > on:
            return f" under way from {values.day(event.start)} to {values.day(_day(event))}", []
        same_day = event.kind in published and event.publication in (None, event.end)
        ended = f" that ended{' and was published' if same_day else ''} on {values.day(_day(event))}"
        return ended, _other_days(event)

    for (words, recorded), run in groupby(case.events, lambda event: told(vocabulary, event, *days(event))):
        events = list(run)
        said = f"one {words}" if len(events) == 1 else f"{len(events)} {plural(words)}"
        said += f" ({recorded})" if recorded else ""
        said += " one after the other" if len(events) > 1 else ""
        then = "with " if before is None else ", then " if before < _day(events[0]) else " and "
        history, before = history + then + said, _day(events[-1])
    facts = {name: value for name, value in case.facts.items() if with_its_beginning or name not in (CREATED, ENDED)}
    known = [_fact_told(vocabulary.facts[name], value) for name, value in facts.items()]
    return (history or "without any event") + (f", {', '.join(known)}" if known else "")


def _fact_told(kind: FactKind, value: Value | Partial) -> str:
    """`created on 1 May 2008`, `height: 20`."""
    day_of_its_own = kind.name in (CREATED, ENDED) and not isinstance(value, Absent)
    return f"{kind.words}{' on' if day_of_its_own else ':'} {_said(value, kind.type)}"


def with_its_days(event: Event, version: Version) -> str:
    """`a full check of 4–8 March 2024, published on 2 April 2024: safe throughout` of a made-up event, for readers."""
    kind = version.vocabulary.events[event.kind]
    published = "" if event.publication in (None, event.end) else f", published on {values.day(event.publication)}"
    graded: dict[str, list[str]] = {}
    for name, value in event.fields.items():
        record = kind.records[fold(name)]
        graded.setdefault(_said(value, record.type), []).append(record.shown)
    match list(graded.items()):
        case []:
            found = ""
        case [(value, [label])]:
            found = f"{label} {value}"
        case [(value, _)]:
            found = f"{value} throughout"
        case several:
            found = "; ".join(f"{value} for {joined(labels)}" for value, labels in several)
    return (
        f"{with_article(kind.label)} {values.held(event.start, _day(event))}{published}{f' ({found})' if found else ''}"
    )


def _told(vocabulary: Vocabulary, event: Event, when: str, beside: list[str]) -> tuple[str, str]:
    """What kind of event it is, when it was, and what it records."""
    kind = vocabulary.events[event.kind]
    records = ((kind.records[fold(name)], value) for name, value in event.fields.items())
    recorded = [
        f"no {record.words}" if value is NOTHING else f"{record.words}: {_said(value, record.type)}"
        for record, value in records
    ]
    return kind.words + when, ", ".join([*beside, *recorded])


def _labelled(vocabulary: Vocabulary, event: Event, when: str, _: list[str]) -> tuple[str, str]:
    """The same in the words for readers: `full check`, `result: “safe with advice”`."""
    kind = vocabulary.events[event.kind]
    recorded = []
    for name, value in event.fields.items():
        record = kind.records[fold(name)]
        label = record.label or record.words
        if isinstance(value, Absent):
            recorded.append(f"no {label}" if value is NOTHING else f"{label}: {_NOT_RECORDED}")
        elif isinstance(record.type, ValueSet) and isinstance(value, str):
            recorded.append(f"{label}: {record.type.label(value)}")
        else:
            recorded.append(f"{label}: {_said(value, record.type)}")
    return kind.label + when, ", ".join(recorded)


def _other_days(event: Event) -> list[str]:
    """Its first day and that of its publication, where these are others than its last."""
    found = [] if event.start == event.end else [f"begun on {values.day(event.start)}"]
    published = event.publication
    return found if published in (None, event.end) else [*found, f"published on {values.day(published)}"]


_NOT_RECORDED = "not known"  # of a made-up case, that alone is unknown which nobody recorded at the time


def _said(value: Value | Partial, type_: Type) -> str:
    if isinstance(value, Absent):
        return _NOT_RECORDED if value is UNKNOWN else value.value
    if isinstance(value, date | Partial):
        return values.day(value)
    if isinstance(type_, ValueSet):
        return type_.label(str(value))
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _day(event: Event) -> date:
    assert isinstance(event.end, date), "made-up events have days"
    return event.end
