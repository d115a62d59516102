"""A case from a located tree: a case file, or a worked example in a policy, tells it in the same words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from ilacs_rules.cases.days import exact_day
from ilacs_rules.cases.events import event_kind, read_event
from ilacs_rules.cases.history import checked_history, tell_before_created
from ilacs_rules.cases.shape import as_items, as_map, filled
from ilacs_rules.cases.values import read_facts
from ilacs_rules.language.nouns import with_article
from ilacs_rules.model.case import Case, Event, Value
from ilacs_rules.model.partial import Partial
from ilacs_rules.model.vocabulary import Vocabulary
from ilacs_rules.policy.tree import Map
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic, has_errors
from ilacs_rules.text.source import Span

CASE_KEYS = ("name", "facts", "events", "complete from", "note")


def case_from_tree(tree: Map, vocabulary: Vocabulary, name: str) -> tuple[Case | None, list[Diagnostic]]:
    """The case that `facts`, `events` and `complete from` of a map tell of; other keys are not looked at.

    None if anything in it could not be read: nothing is decided on half a history.
    """
    out: list[Diagnostic] = []
    facts = _facts(tree, vocabulary, out)
    events = _events(tree, vocabulary, out)
    complete = complete_from(tree, vocabulary, out)
    return assembled(name, facts, events, complete, tree.span, vocabulary, out), out


def assembled(
    name: str,
    facts: Mapping[str, Value | Partial],
    events: Iterable[Event],
    complete: Mapping[str, date | None],
    place: Span,
    vocabulary: Vocabulary,
    out: list[Diagnostic],
) -> Case | None:
    """The case, its history checked as a whole; None if `out` or the history holds an error."""
    history = checked_history(events, vocabulary, out)
    if has_errors(out) or not name:  # that a case has no name has been told
        return None
    case = Case(name, MappingProxyType(dict(facts)), history, MappingProxyType(dict(complete)), place)
    tell_before_created(case, vocabulary, out)
    return case


def complete_from(tree: Map, vocabulary: Vocabulary, out: list[Diagnostic]) -> dict[str, date | None]:
    """From which day the record of each kind of event is complete; None for `never`."""
    complete: dict[str, date | None] = {}
    told: dict[str, Span] = {}
    entry = tree.entries.get("complete from")
    kinds = as_map(entry, out) if entry is not None else None
    for each in kinds.entries.values() if kinds is not None else ():
        kind = event_kind(each.key, vocabulary, out)
        text = filled(each, out)
        if kind is None or text is None:
            continue
        first = told.setdefault(kind.name, each.key.span)
        if first is not each.key.span:
            message, hint = complete_twice(first.text, each.key.value)
            out.append(Diagnostic(Code.CASE_SHAPE, message, each.key.span, hint, ((first, "first here"),)))
            continue
        if text.value.strip().lower() == "never":
            complete[kind.name] = None
            continue
        day = exact_day(text, out, otherwise="or “never”")
        if day is not None:
            complete[kind.name] = day
    return complete


def complete_twice(first: str, again: str) -> tuple[str, str]:
    """Why two entries of a case cannot both say from when one record is complete, and what to do."""
    return f"“{first}” and “{again}” name one kind of event", "say once from which day its record is complete"


def _facts(tree: Map, vocabulary: Vocabulary, out: list[Diagnostic]) -> dict[str, Value | Partial]:
    entry = tree.entries.get("facts")
    facts = as_map(entry, out) if entry is not None else None
    if facts is None:
        return {}
    return read_facts(facts.entries.values(), vocabulary.facts, f"a fact of {with_article(vocabulary.subject)}", out)


def _events(tree: Map, vocabulary: Vocabulary, out: list[Diagnostic]) -> list[Event]:
    entry = tree.entries.get("events")
    items = as_items(entry, out) if entry is not None else None
    events = []
    for item in items or ():
        if not isinstance(item, Map):
            hint = "write “- event: NAME” and its days below it"
            out.append(Diagnostic(Code.WRONG_SHAPE, "an event is a map of names and values", item.span, hint))
            continue
        event = read_event(item, vocabulary, out)
        if event is not None:
            events.append(event)
    return events
