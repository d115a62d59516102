"""Values that a version takes out of a scale or of choices, though cases of the days before may hold them."""

from __future__ import annotations

from collections.abc import Iterator

from ilacs_rules.language.types import Type, ValueSet
from ilacs_rules.model.version import Version
from ilacs_rules.model.vocabulary import Vocabulary
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.words import joined, quoted


def check_values_kept(version: Version) -> list[Diagnostic]:
    """What could be recorded under the version before and cannot be read any more, once for each scale (W512)."""
    if version.before is None:
        return []
    lost: dict[str, dict[str, None]] = {}
    for was, now in _held_by_both(version.before.vocabulary, version.vocabulary):
        gone = [value for value in was.values if now.value(value) is None]
        lost.setdefault(now.name, {}).update(dict.fromkeys(gone))
    return [_told(version, name, list(values)) for name, values in lost.items() if values]


def _told(version: Version, name: str, values: list[str]) -> Diagnostic:
    written = next(each for each in version.text.value_sets.values() if each.name.value == name)
    words = joined([quoted(each) for each in values])
    are = "is" if len(values) == 1 else "are"
    message = f"{words} {are} no value of {quoted(name)} any more, so no case that holds one can be read, on any day"
    hint = "leave it in the list, or let the value that takes its place have it under “also”"
    return Diagnostic(Code.VALUE_TAKEN_OUT, message, written.values[0].value.span, hint)


def _held_by_both(before: Vocabulary, after: Vocabulary) -> Iterator[tuple[ValueSet, ValueSet]]:
    """The values of each fact, and of all that an event records, before and after."""
    for was, now in _types_of_both(before, after):
        if isinstance(was, ValueSet) and isinstance(now, ValueSet):
            yield was, now


def _types_of_both(before: Vocabulary, after: Vocabulary) -> Iterator[tuple[Type, Type]]:
    for name, fact in before.facts.items():
        if name in after.facts:
            yield fact.type, after.facts[name].type
    for kind, event in before.events.items():
        if kind in after.events:
            for name, recorded in event.records.items():
                if name in after.events[kind].records:
                    yield recorded.type, after.events[kind].records[name].type
