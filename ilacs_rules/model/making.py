"""Events and cases as they are made, by a reader or a program: of the right types, with their days in order.

What only a policy can tell is looked at in `held`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from ilacs_rules.language.names import fold
from ilacs_rules.model.errors import CaseError
from ilacs_rules.model.partial import Partial, check_day, out_of_order
from ilacs_rules.model.record_end import can_be_counted_back
from ilacs_rules.text.arguments import given_as, is_day, shown
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic

if TYPE_CHECKING:
    from ilacs_rules.model.case import Case, Event

_DAY = "a datetime.date or a Partial"
_IN_HAND = {"start": "", "end": ", or None while it is in hand", "publication": ", or None if none is recorded"}


def check_event(event: Event) -> None:
    """Raises CaseError unless an event has the types it should have, and its days are in order."""
    out: list[Diagnostic] = []
    owner = "event"
    if not _is_name(event.kind):
        _report(owner, "kind", event.kind, "the name of a kind of event, a str", out)
    else:
        owner = f"event “{shown(event.kind)[1:-1]}”"
    days = {"start": event.start, "end": event.end, "publication": event.publication}
    for name, day in days.items():
        if not (is_day(day) or isinstance(day, Partial) or (day is None and name != "start")):
            check_day(owner, name, day, out, _DAY + _IN_HAND[name], suits=False)
    if event.source is not None and not isinstance(event.source, str):
        _report(owner, "source", event.source, "a str or None", out)
    _check_named(owner, "fields", event.fields, out)
    wrong = out_of_order(event.start, event.end, event.publication) if not out else None
    if wrong is not None:
        key, message, hint = wrong
        place = given_as(owner, key, days[key])
        out.append(Diagnostic(Code.EVENT_ENDS_BEFORE_START, message, place, hint))
    if out:
        raise CaseError(out)


def check_case(case: Case, of: type[Event]) -> tuple[Event, ...]:
    """The events of a case in a tuple, whatever they were given in. Raises CaseError unless its types are right."""
    out: list[Diagnostic] = []
    owner = "case"
    if not _is_name(case.name):
        _report(owner, "name", case.name, "a str that is not empty", out)
    else:
        owner = f"case “{shown(case.name)[1:-1]}”"
    given: Any = case.events
    events: tuple[Event, ...] = ()
    if isinstance(given, set | frozenset):
        _report(owner, "events", given, "a tuple of Events", out, "a set is in no order: put them in a list")
    elif isinstance(given, Iterable) and not isinstance(given, str | bytes | Mapping):
        events = tuple(given)
    else:
        _report(owner, "events", given, "a tuple of Events", out, "put a single event in a tuple: (event,)")
    for event in events:
        if not isinstance(event, of):
            _report(owner, "events", event, "a tuple of Events", out)
    _check_named(owner, "facts", case.facts, out)
    if _check_named(owner, "complete_from", case.complete_from, out):
        for kind, day in case.complete_from.items():
            name = f"complete_from, {kind}"
            check_day(owner, name, day, out, "a datetime.date, or None for never", day is None or is_day(day))
    _check_end(owner, case, out)
    if case.note is not None and not isinstance(case.note, str):
        _report(owner, "note", case.note, "a str or None", out)
    if out:
        raise CaseError(out)
    return events


def _check_end(owner: str, case: Case, out: list[Diagnostic]) -> None:
    """Reports what does not say how far the record goes."""
    until: Any = case.complete_until
    if isinstance(until, Mapping):
        if _check_named(owner, "complete_until", until, out):
            for kind, day in until.items():
                check_day(owner, f"complete_until, {kind}", day, out, "a datetime.date", is_day(day))
    elif isinstance(until, date):
        check_day(owner, "complete_until", until, out, "a datetime.date", is_day(until))
    else:
        _report(owner, "complete_until", until, "a datetime.date, or a mapping of names to days", out)
    if _check_named(owner, "published_within", case.published_within, out):
        for kind, length in case.published_within.items():
            if not can_be_counted_back(length):
                message = f"“published_within, {kind}” is a Duration in days or months, and {shown(length)} is not"
                place = given_as(owner, f"published_within, {kind}", length)
                out.append(Diagnostic(Code.CASE_VALUE, message, place, "give Duration(4, DurationKind.MONTHS)"))


def case_name(written: str) -> str:
    """The form in which the name of a case is kept: Unicode NFC, and single spaces."""
    return " ".join(unicodedata.normalize("NFC", written).split())


def _is_name(name: object) -> bool:
    return isinstance(name, str) and bool(name.strip()) and can_be_written(name)


def can_be_written(text: str) -> bool:
    """Whether a text can be written to a file: half of a pair of surrogates cannot."""
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)


def _check_named(owner: str, what: str, named: object, out: list[Diagnostic]) -> bool:
    """Whether something is a mapping whose keys are names, each another; what is not is reported."""
    if not isinstance(named, Mapping):
        _report(owner, what, named, "a mapping of names to values", out)
        return False
    seen: dict[str, str] = {}
    for name in named:
        if not _is_name(name):
            _report(owner, what, name, "a mapping with names, each a str, for its keys", out)
            continue
        first = seen.setdefault(fold(name), name)
        if first is not name:
            message = f"“{first}” and “{name}” are two spellings of one name"
            out.append(Diagnostic(Code.CASE_SHAPE, message, given_as(owner, what, name), "keep one of them"))
    return len(seen) == len(named)


def _report(owner: str, name: str, value: object, takes: str, out: list[Diagnostic], hint: str | None = None) -> None:
    message = f"“{name}” is {takes}, and {shown(value)} is not"
    out.append(Diagnostic(Code.CASE_SHAPE, message, given_as(owner, name, value), hint))
