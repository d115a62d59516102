"""Kinds of event, checked: what each is one of, and what it records with that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import combinations

from ilacs_rules.checker.scope import Findings
from ilacs_rules.language.names import fold
from ilacs_rules.model.version import Requirement
from ilacs_rules.model.vocabulary import EventKind, FactKind, Vocabulary
from ilacs_rules.policy.model import EventText, FieldText, VersionText
from ilacs_rules.text.codes import Code
from ilacs_rules.text.nearest import did_you_mean

_Above = dict[str, tuple[str, ...]]
"""The kinds that each kind is one of, as it names them."""


def check_event_kinds(
    text: VersionText, fact: Callable[[FieldText], FactKind], findings: Findings
) -> dict[str, EventKind]:
    """The kinds of event of a version; `fact` checks what one records.

    Reports a kind that is none (E303), or itself (E313), and two that record different things under one name (E311).
    """
    above = {name: _above(event, text, findings) for name, event in text.events.items()}
    _check_no_ring(above, text, findings)
    own = {name: {f: fact(field) for f, field in event.records.items()} for name, event in text.events.items()}
    lines = {name: _line(name, above) for name in text.events}
    below: dict[str, set[str]] = {name: set() for name in text.events}
    for name, line in lines.items():
        for each in line:
            below[each].add(name)
    kinds = {}
    for name, event in text.events.items():
        line = lines[name]
        _check_records(name, above, lines, own, text, findings)
        records = {field: fact for ancestor in reversed(line) for field, fact in own[ancestor].items()}
        words = event.name.value
        said = event.repealed, event.assumes, event.note, any(text.events[each].several_at_once for each in line)
        kind = EventKind(name, words, event.label or words, above[name], frozenset(below[name]), records, *said)
        kinds[name] = replace(kind, means=event.means, verb=event.verb)
    return kinds


def told_by_kinds(vocabulary: Vocabulary, requirements: Mapping[str, Requirement]) -> frozenset[str]:
    """The kinds of which each event is one of their own, as where there are several: with one alone, others are not it.

    A repealed one is among them, for events that came before. Not those of which a requirement asks for just such an
    event.
    """
    asked = {requirement.event for requirement in requirements.values()}
    below = Counter(above for kind in vocabulary.events.values() for above in kind.is_a)
    return frozenset(name for name, count in below.items() if count > 1 and name not in asked)


def _above(event: EventText, text: VersionText, findings: Findings) -> tuple[str, ...]:
    found: list[str] = []
    for named in event.is_a:
        folded = fold(named.value)
        if folded in found:
            message = f"“{named.value}” stands twice in what “{event.name.value}” is"
            findings.report(Code.DECLARED_TWICE, message, named.span, "keep one of them")
        elif folded in text.events:
            found.append(folded)
        elif folded not in text.perhaps:
            hint = did_you_mean(named.value, [e.name.value for e in text.events.values()])
            findings.report(Code.UNKNOWN_EVENT, f"there is no event “{named.value}”", named.span, hint)
    return tuple(found)


def _line(name: str, above: _Above) -> list[str]:
    """A kind and the kinds it is one of, each once and the nearest first."""
    line = [name]
    for each in line:
        line += [other for other in above[each] if other not in line]
    return line


def _check_no_ring(above: _Above, text: VersionText, findings: Findings) -> None:
    """Reports a kind that is itself by way of others; what it says to be is then left out."""
    for name in list(above):
        if any(name in _line(each, above) for each in above[name]):
            ring = _way(name, name, above) or [name]
            words = " → ".join(f"“{text.events[kind].name.value}”" for kind in ring)
            message = f"a kind of event cannot be itself: {words}"
            findings.report(Code.CYCLE, message, text.events[name].name.span, "take one “is” away")
            above[name] = ()


def _way(name: str, to: str, above: _Above, by: tuple[str, ...] = ()) -> list[str] | None:
    """The kinds from one to another, each one of the next; None if there is no such way."""
    for each in above[name]:
        if each == to:
            return [*by, name, to]
        if each not in (*by, name):
            found = _way(each, to, above, (*by, name))
            if found is not None:
                return found
    return None


def _check_records(
    name: str,
    above: _Above,
    lines: Mapping[str, list[str]],
    own: Mapping[str, Mapping[str, FactKind]],
    text: VersionText,
    findings: Findings,
) -> None:
    """Reports what two of the kinds that a kind is record under one name, and is not of one type."""
    for one, other in combinations(above[name], 2):
        ours, theirs = (_recorded(lines[each], own) for each in (one, other))
        for field, fact in ours.items():
            if field in theirs and theirs[field].type != fact.type:
                words = [text.events[each].name.value for each in (one, other)]
                message = f"“{words[0]}” and “{words[1]}” record different things as “{fact.words}”"
                span = text.events[name].is_a[-1].span
                findings.report(Code.DECLARED_TWICE, message, span, "call one of them otherwise, or leave one kind out")


def _recorded(line: list[str], own: Mapping[str, Mapping[str, FactKind]]) -> dict[str, FactKind]:
    return {field: fact for ancestor in reversed(line) for field, fact in own[ancestor].items()}
