"""A case in which what an answer asks for is told: the needs of what is undetermined, followed as an officer would."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

from ilacs_rules import UNKNOWN, Case, Event, Partial
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.engine.unknowns import event_in_words
from ilacs_rules.language.nouns import plural
from ilacs_rules.language.types import Basic, Type, ValueSet
from ilacs_rules.model.vocabulary import Vocabulary

EARLY = date(2017, 6, 1)  # before anything that the policies ask about
FUTURE = re.compile(r"has not ended$|not known until|bank holidays of the calendar")


class WasToldError(AssertionError):
    """What is asked for was told, or there is no such thing."""


def told(case: Case, need: str, on: date, vocabulary: Vocabulary) -> Case | None:
    """The case with what is asked for told; None where time or the policy must tell. Raises WasToldError if all is."""
    if FUTURE.search(need) or need.endswith("can be listed under “stretches”"):  # the policy would have to tell more
        return None
    snapshot = Snapshot(case, on, vocabulary)
    for name, kind in vocabulary.facts.items():
        if need.startswith((f"{kind.shown} is not recorded", f"{kind.shown} is known only as")):
            given = case.facts.get(name)
            if given is not UNKNOWN and not isinstance(given, Partial) and given is not None:
                raise WasToldError(f"{need}: told as {given}")
            value = given.first if isinstance(given, Partial) else _some(kind.type)
            return replace(case, facts={**case.facts, name: value})
        if need.startswith(f"{kind.shown} is told as"):
            return replace(case, facts={**case.facts, name: date.min})
    for name, kind in vocabulary.events.items():
        if need.startswith(f"the record of {plural(kind.label)} is not complete"):
            if name not in snapshot.case.complete_from and not any(name in k.kinds for k in vocabulary.events.values()):
                raise WasToldError(need)
            return replace(case, complete_from={**case.complete_from, name: date.min})
    for event in case.events:
        more = _of_event(event, need, snapshot)
        if more is not None:
            return replace(case, events=tuple(more if each is event else each for each in case.events))
    raise WasToldError(f"{need}: of {case}")


def _of_event(event: Event, need: str, snapshot: Snapshot) -> Event | None:
    label, words = snapshot.kinds[event.kind].label, event_in_words(snapshot, event)
    for which, happened in (("start", "began"), ("end", "ended"), ("publication", "was published")):
        day = getattr(event, which)
        if isinstance(day, Partial) and need.endswith(f"on which the {label} {happened} is not recorded"):
            days: dict[str, Any] = {which: day.last}
            if which == "end" and event.start == day:
                days = {"start": day.last, "end": day.last}
            return replace(event, **days)
    if need == f"publication of {words} is not recorded" and event.publication is None:
        return replace(event, publication=event.end)
    for name, kind in snapshot.kinds[event.kind].records.items():
        if need == f"{kind.shown} of {words} is not recorded" and event.fields.get(name) in (None, UNKNOWN):
            return replace(event, fields={**event.fields, name: _some(kind.type)})
    return None


def _some(type_: Type) -> object:
    if isinstance(type_, ValueSet):
        return type_.values[2]
    return {Basic.DATE: EARLY, Basic.YES_OR_NO: True, Basic.NUMBER: 1, Basic.TEXT: "a"}[type_]
