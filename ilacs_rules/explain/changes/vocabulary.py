"""What is recorded otherwise than before: kinds of event and what is recorded of them, and facts."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from ilacs_rules.checker.version import Version
from ilacs_rules.explain import values
from ilacs_rules.explain.changes.note import Change, How, Part
from ilacs_rules.explain.english import capital, is_plural, joined, plural, quoted, sentence, with_article
from ilacs_rules.language.types import Basic, DurationType, EventType, ListType, Type
from ilacs_rules.language.vocabulary import EventKind, FactKind


def record_changes(before: Version, after: Version) -> list[Change]:
    """Kinds of event that are recorded, or not any more; what is recorded of them; and facts."""
    return [*_kind_changes(before, after), *_fact_changes(before, after)]


def _kind_changes(before: Version, after: Version) -> Iterator[Change]:
    old, new = _recorded(before), _recorded(after)
    for name in dict.fromkeys((*new, *old)):
        one, other = old.get(name), new.get(name)
        if one is not None and other is not None:
            parts = []
            if one.is_a != other.is_a:
                parts.append(Part("What it is", _is_a(one, before), _is_a(other, after)))
            if _fields(one, before) != _fields(other, after):
                parts.append(Part("What is recorded of it", _records(one, before), _records(other, after)))
            if parts:
                yield Change(name, capital(other.label), How.CHANGED, parts=tuple(parts))
        elif other is not None:
            told = [sentence(f"{plural(other.label)} are recorded from now on")]
            told += [_is_a(other, after)] if other.is_a is not None else []
            told += [_records(other, after)] if _own(other, after) else []
            yield Change(name, capital(other.label), How.NEW, tuple(told))
        elif one is not None:
            yield Change(name, capital(one.label), How.ENDED, (sentence(f"{plural(one.label)} were recorded"),))


def _recorded(version: Version) -> dict[str, EventKind]:
    return {name: kind for name, kind in version.vocabulary.events.items() if not kind.repealed}


def _own(kind: EventKind, version: Version) -> dict[str, FactKind]:
    """What is recorded of a kind, save what is recorded of the kind it belongs to as well."""
    above = version.vocabulary.events[kind.is_a].records if kind.is_a is not None else {}
    return {name: field for name, field in kind.records.items() if above.get(name) != field and not field.repealed}


def _fields(kind: EventKind, version: Version) -> Hashable:
    return frozenset((name, _meaning(field)) for name, field in _own(kind, version).items())


def _is_a(kind: EventKind, version: Version) -> str:
    if kind.is_a is None:
        return "It is a kind of its own."
    return f"It is {with_article(version.vocabulary.events[kind.is_a].label)}."


def _records(kind: EventKind, version: Version) -> str:
    told = [_with_type(field) for field in _own(kind, version).values()]
    one = len(told) == 1 and not is_plural(told[0])
    return sentence(f"{joined(told)} {'is' if one else 'are'} recorded") if told else "Nothing more is recorded."


def _fact_changes(before: Version, after: Version) -> Iterator[Change]:
    old, new = before.vocabulary.facts, after.vocabulary.facts
    for name in dict.fromkeys((*new, *old)):
        one, other = old.get(name), new.get(name)
        if one is not None and other is not None:
            if _meaning(one) != _meaning(other):
                part = Part("", _fact(one, before), _fact(other, after))
                yield Change(name, capital(other.label or other.words), How.CHANGED, parts=(part,))
        elif other is not None:
            yield Change(name, capital(other.label or other.words), How.NEW, (_fact(other, after),))
        elif one is not None:
            yield Change(name, capital(one.label or one.words), How.ENDED, (_fact(one, before),))


def _fact(fact: FactKind, version: Version) -> str:
    told = sentence(f"of {with_article(version.subject)}, {_with_type(fact)} can be recorded")
    if fact.default is None:
        return told
    return f"{told} Where it is not, it is taken to be {values.value(fact.default, fact.type, version)}."


def _meaning(fact: FactKind) -> Hashable:
    return _type(fact.type), fact.default


def _with_type(fact: FactKind) -> str:
    return f"{quoted(fact.label or fact.words)} ({_type(fact.type)})"


def _type(type_: Type) -> str:
    match type_:
        case Basic():
            return type_.value
        case DurationType(kind=kind):
            return f"a length of time in {kind.value}"
        case ListType(item=item):
            return f"a list: {_type(item)}"
        case EventType(kind=name):
            return name
        case _:
            return type_.name
