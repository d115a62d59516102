"""A case made by a program, held against the words of a policy: the rules of files, with the same codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from operator import is_
from typing import Any, TypeVar

from ilacs_rules.cases.given import value_given, why_refused
from ilacs_rules.cases.history import checked_history, ends_before_created
from ilacs_rules.cases.known_names import KnownNames
from ilacs_rules.cases.named import names_no_case, no_case
from ilacs_rules.cases.record_told import RecordTold, ends_too_early, told_twice
from ilacs_rules.language.types import Basic
from ilacs_rules.model.absent import Absent
from ilacs_rules.model.case import Case, Event, Value
from ilacs_rules.model.partial import Partial
from ilacs_rules.model.vocabulary import ENDED, Vocabulary
from ilacs_rules.text.arguments import given_as
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic, has_errors
from ilacs_rules.text.nearest import did_you_mean
from ilacs_rules.text.source import Span

_T = TypeVar("_T")
_WHICH = "give the name by which it is known"


def held_against(case: Case, words: Vocabulary, out: list[Diagnostic]) -> Case | None:
    """The case as the policy has its words: names of kinds and values in their one spelling, each event once.

    None if anything in it is wrong (reported). A case remembers what it was last held against, so that asking about
    many days costs no more than asking about one.
    """
    if case._held is not None and case._held[0] is words:
        return case._held[1] or case
    found: list[Diagnostic] = []
    owner = f"case “{case.name}”"
    facts = _values(case.facts, KnownNames.of_facts(words), owner, "", found)
    wrong = ends_before_created(facts, words)
    if wrong is not None:
        message, hint = wrong
        place = given_as(owner, ENDED, facts[ENDED])
        found.append(Diagnostic(Code.ENDS_BEFORE_CREATED, f"“{case.name}”: {message}", place, hint))
    if names_no_case(case.name):
        found.append(Diagnostic(Code.CASE_SHAPE, no_case(case.name), given_as(owner, "name", case.name), _WHICH))
    complete = _by_kind(case.complete_from, "complete_from", words, owner, found)
    until = case.complete_until
    if not isinstance(until, date):
        until = _by_kind(until, "complete_until", words, owner, found)
    within = _by_kind(case.published_within, "published_within", words, owner, found)
    if case.place is None and not has_errors(found):  # of a case in a file it is told as it is read
        told = RecordTold(complete, until, within)
        found += ends_too_early(told, words, lambda kind: given_as(owner, "complete_until", until))
    events = [_event(event, words, owner, found) for event in case.events]
    history = checked_history(events, words, found) if not has_errors(found) else ()
    out.extend(found)
    if has_errors(found):
        return None
    record = (complete, until, within)
    same = record == (case.complete_from, case.complete_until, case.published_within)
    same = same and facts is case.facts and _are_the_same(history, case.events)
    held = case
    if not same:
        held = replace(case, facts=facts, events=history, complete_from=complete)
        held = replace(held, complete_until=until, published_within=within)
    object.__setattr__(case, "_held", (words, None if same else held))
    if not same:
        object.__setattr__(held, "_held", (words, None))
        object.__setattr__(held, "_told", tuple(found))  # warnings, told beside the answer
    return held


def held_as_read(case: Case, words: Vocabulary) -> None:
    """Remembers that a case was read by these words: its names and values are as the policy has them."""
    object.__setattr__(case, "_held", (words, None))


def _are_the_same(one: tuple[Event, ...], other: tuple[Event, ...]) -> bool:
    return len(one) == len(other) and all(map(is_, one, other))


def _event(event: Event, words: Vocabulary, owner: str, out: list[Diagnostic]) -> Event:
    kind = words.event(event.kind)
    if kind is None:
        _report_kind(event.kind, words, given_as(owner, "event", event.kind), out)
        return event
    if not event.fields and kind.name == event.kind:
        return event
    about = f"{kind.words} of {event.start}, "
    fields = _values(event.fields, KnownNames.of_event(kind, words), owner, about, out)
    same = kind.name == event.kind and fields is event.fields
    return event if same else replace(event, kind=kind.name, fields=fields)


def _values(
    given: Mapping[str, Value | Partial],
    known: KnownNames,
    owner: str,
    about: str,
    out: list[Diagnostic],
) -> Mapping[str, Any]:
    """Facts, or what an event records, each in the one spelling of its value; a day may be known to its month only."""
    changed: dict[str, Any] = {}
    left_out: set[str] = set()
    for name, value in given.items():
        kind = known.kinds.get(name)
        if kind is None:
            out.append(known.unknown(name, given_as(owner, f"{about}{name}", value)))
        elif isinstance(value, Partial) and kind.type is Basic.DATE and not about:
            continue  # of a fact; what an event records is a whole day
        elif value is not None and not isinstance(value, Absent):
            found = value_given(kind.type, value)
            if found is None:
                message, hint = why_refused(kind, value)
                place = given_as(owner, f"{about}{kind.words}", value)
                out.append(Diagnostic(Code.CASE_VALUE, message, place, hint))
            elif found == "":  # told of no more than an empty cell does
                left_out.add(name)
            elif found is not value:
                changed[name] = found
    if not changed and not left_out:
        return given
    return {name: changed.get(name, value) for name, value in given.items() if name not in left_out}


def _by_kind(
    given: Mapping[str, _T], under: str, words: Vocabulary, owner: str, out: list[Diagnostic]
) -> dict[str, _T]:
    """What is told of the record of each kind of event, by its one name."""
    found: dict[str, _T] = {}
    told: dict[str, str] = {}
    for name, value in given.items():
        kind = _kind(name, words, owner, out, under)
        if kind in found:
            message, hint = told_twice(under.replace("_", " "), told[kind], name)
            out.append(Diagnostic(Code.CASE_SHAPE, message, given_as(owner, under, name), hint))
        found[kind] = value
        told[kind] = name
    return found


def _kind(name: str, words: Vocabulary, owner: str, out: list[Diagnostic], under: str) -> str:
    kind = words.event(name)
    if kind is not None:
        return kind.name
    _report_kind(name, words, given_as(owner, under, name), out)
    return name


def _report_kind(name: str, words: Vocabulary, place: Span, out: list[Diagnostic]) -> None:
    hint = did_you_mean(name, [kind.words for kind in words.events.values()])
    out.append(Diagnostic(Code.CASE_UNKNOWN_EVENT, f"there is no event “{name}”", place, hint))
