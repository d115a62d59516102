"""What is known of a case, in words: its facts, its events with what they record, and where its record has gaps."""

from __future__ import annotations

from datetime import date

from ilacs_rules.explain import values
from ilacs_rules.explain.english import capital, joined, sentence
from ilacs_rules.language.nouns import plural, with_article
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Case, Event
from ilacs_rules.model.version import Version


def given(case: Case, version: Version) -> tuple[str, ...]:
    """A sentence for each fact, event and gap, in the order of the case; one sentence where nothing is known."""
    facts = version.vocabulary.facts
    found = [
        sentence(f"{facts[name].shown}: {values.value(value, facts[name].type, version)}")
        for name, value in case.facts.items()
        if name in facts
    ]
    found += [_event(event, version) for event in case.events]
    found += [_record(kind, since, version) for kind, since in case.complete_from.items()]
    found += _end(case, version)
    return tuple(found) or ("Nothing has been recorded.",)


def _event(event: Event, version: Version) -> str:
    words = capital(values.event(event, version).removeprefix("the "))
    if event.publication is not None:
        words += f", published {values.on_day(event.publication)}"
    kind = version.vocabulary.events.get(event.kind)
    known = {} if kind is None else {name: kind.records[name] for name in event.fields if name in kind.records}
    recorded = [
        f"{record.shown} {values.value(event.fields[name], record.type, version)}"
        for name, record in known.items()
        if event.fields[name] is not UNKNOWN
    ]
    return sentence(words + (f": {'; '.join(recorded)}" if recorded else ""))


def _end(case: Case, version: Version) -> list[str]:
    """By which day all this was recorded, and how long that takes."""
    until = case.complete_until
    by_day: dict[date, list[str]] = {}
    for kind, day in until.items() if not isinstance(until, date) else ():
        by_day.setdefault(day, []).append(plural(values.kind_label(kind, version)))
    found = [f"all this was recorded by {values.day(until)}"] if isinstance(until, date) and until < date.max else []
    found += [
        f"what is told of {joined(labels)} was recorded by {values.day(day)}"
        for day, labels in by_day.items()
        if day < date.max
    ]
    for kind, length in case.published_within.items():
        label = values.kind_label(kind, version)
        found.append(f"it takes up to {length} until {with_article(label)} is recorded")
    return [sentence(each) for each in found]


def _record(kind: str, since: date | None, version: Version) -> str:
    label = plural(values.kind_label(kind, version))
    if since is None:
        return sentence(f"not all {label} are recorded")
    return sentence(f"all {label} since {values.day(since)} are recorded, earlier ones perhaps not")
