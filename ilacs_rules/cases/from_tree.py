"""A case from a located tree: a case file, or a worked example in a policy, tells it in the same words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from ilacs_rules.cases.events import read_event
from ilacs_rules.cases.held import held_as_read
from ilacs_rules.cases.history import checked_history, ends_before_created, tell_outside
from ilacs_rules.cases.record_told import RECORD_KEYS, RecordTold, record_told
from ilacs_rules.cases.shape import as_items, as_map, as_text
from ilacs_rules.cases.values import read_facts
from ilacs_rules.model.case import Case, Event, Value
from ilacs_rules.model.partial import Partial
from ilacs_rules.model.vocabulary import ENDED, Vocabulary
from ilacs_rules.policy.tree import Map
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import MOST_FINDINGS, Diagnostic, has_errors, not_looked_at
from ilacs_rules.text.source import Span

CASE_KEYS = ("name", "facts", "events", *RECORD_KEYS, "note")


def case_from_tree(tree: Map, vocabulary: Vocabulary, name: str) -> tuple[Case | None, list[Diagnostic]]:
    """The case that `facts`, `events` and what a map tells of the record make; other keys are not looked at.

    None if anything in it could not be read: nothing is decided on half a history.
    """
    out: list[Diagnostic] = []
    facts = _facts(tree, vocabulary, out)
    events = _events(tree, vocabulary, out)
    record = record_told(tree, vocabulary, out)
    note = _note(tree, out)
    return assembled(name, facts, events, record, tree.span, vocabulary, out, _end(tree), note), out


def assembled(
    name: str,
    facts: Mapping[str, Value | Partial],
    events: Iterable[Event],
    record: RecordTold,
    place: Span,
    vocabulary: Vocabulary,
    out: list[Diagnostic],
    end: Span | None = None,
    note: str | None = None,
) -> Case | None:
    """The case, its history checked as a whole; None if `out` or the history holds an error.

    `end` is where it is told when it ended, if that is not in the same place.
    """
    wrong = ends_before_created(facts, vocabulary)
    if wrong is not None:
        message, hint = wrong
        out.append(Diagnostic(Code.ENDS_BEFORE_CREATED, f"“{name}”: {message}", end or place, hint))
    history = checked_history(events, vocabulary, out)
    if has_errors(out) or not name:  # that a case has no name has been told
        return None
    told = record.complete_from, record.complete_until, record.published_within
    case = Case(name, MappingProxyType(dict(facts)), history, *told, place, note)
    tell_outside(case, vocabulary, out)
    held_as_read(case, vocabulary)
    return case


def _end(tree: Map) -> Span | None:
    """Where a map tells when its case ended."""
    facts = tree.entries.get("facts")
    ended = facts.value.entries.get(ENDED) if facts is not None and isinstance(facts.value, Map) else None
    return None if ended is None else ended.value.span


def _note(tree: Map, out: list[Diagnostic]) -> str | None:
    entry = tree.entries.get("note")
    text = None if entry is None else as_text(entry, out)
    return None if text is None else text.value.strip() or None


def _facts(tree: Map, vocabulary: Vocabulary, out: list[Diagnostic]) -> dict[str, Value | Partial]:
    entry = tree.entries.get("facts")
    facts = as_map(entry, out) if entry is not None else None
    if facts is None:
        return {}
    return read_facts(facts.entries.values(), vocabulary, out)


def _events(tree: Map, vocabulary: Vocabulary, out: list[Diagnostic]) -> list[Event]:
    entry = tree.entries.get("events")
    items = as_items(entry, out) if entry is not None else None
    events = []
    for item in items or ():
        if len(out) >= MOST_FINDINGS and has_errors(out):  # the case is not used: nothing is lost
            out.append(not_looked_at(out))
            break
        if not isinstance(item, Map):
            hint = "write “- event: NAME” and its days below it"
            out.append(Diagnostic(Code.WRONG_SHAPE, "an event is a map of names and values", item.span, hint))
            continue
        event = read_event(item, vocabulary, out)
        if event is not None:
            events.append(event)
    return events
