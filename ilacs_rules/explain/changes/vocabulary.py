"""What is recorded otherwise than before: kinds of event and what is recorded of them, and facts."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator

from ilacs_rules.checker.comparing.comparison import VersionComparison
from ilacs_rules.explain.changes.bearing import bears_on
from ilacs_rules.explain.changes.note import How, RuleChange
from ilacs_rules.explain.changes.parts import PartChange
from ilacs_rules.explain.english import capital, sentence
from ilacs_rules.explain.vocabulary import fact_section, own_records, recorded, what_it_is
from ilacs_rules.language.nouns import plural, with_article
from ilacs_rules.language.types import ValueSet
from ilacs_rules.model import tree
from ilacs_rules.model.version import Version
from ilacs_rules.model.vocabulary import EventKind, FactKind


def record_changes(compared: VersionComparison) -> list[RuleChange]:
    """Kinds of event that are recorded, or not any more; what is recorded of them; and facts."""
    return [*_kind_changes(compared.before, compared.after), *_fact_changes(compared)]


def _kind_changes(before: Version, after: Version) -> Iterator[RuleChange]:
    old, new = _recorded(before), _recorded(after)
    for name in dict.fromkeys((*new, *old)):
        one, other = old.get(name), new.get(name)
        if one is not None and other is not None:
            parts = []
            if one.is_a != other.is_a:
                parts.append(PartChange("What it is", what_it_is(one, before), what_it_is(other, after)))
            if _fields(one, before) != _fields(other, after):
                parts.append(PartChange("What is recorded of it", _records(one, before), _records(other, after)))
            if one.several_at_once != other.several_at_once:
                parts.append(PartChange("How many at one time", _at_once(one), _at_once(other)))
            if parts:
                yield RuleChange(name, capital(other.label), How.CHANGED, parts=tuple(parts))
        elif other is not None:
            told = [sentence(f"{plural(other.label)} are now recorded")]
            own = own_records(other, after)
            told += [what_it_is(other, after)] if other.is_a else []
            told += [recorded("it" if other.is_a else with_article(other.label), own, after)] if own else []
            yield RuleChange(name, capital(other.label), How.NEW, tuple(told))
        elif one is not None:
            yield RuleChange(name, capital(one.label), How.ENDED, (sentence(f"{plural(one.label)} were recorded"),))


def _recorded(version: Version) -> dict[str, EventKind]:
    return {name: kind for name, kind in version.vocabulary.events.items() if not kind.repealed}


def _at_once(kind: EventKind) -> str:
    return "There may be several at one time." if kind.several_at_once else "There is only one at a time."


def _fields(kind: EventKind, version: Version) -> Hashable:
    return frozenset((field.name, _meaning(field)) for field in own_records(kind, version))


def _records(kind: EventKind, version: Version) -> str:
    own = own_records(kind, version)
    return recorded("it", own, version) if own else "It records nothing of its own."


def _fact_changes(compared: VersionComparison) -> Iterator[RuleChange]:
    before, after = compared.before, compared.after
    old, new = before.vocabulary.facts, after.vocabulary.facts
    for name in dict.fromkeys((*new, *old)):
        one, other = old.get(name), new.get(name)
        if one is not None and other is not None:
            if _meaning(one) != _meaning(other):
                part = PartChange("", _fact(one, before), _fact(other, after))
                title = capital(other.shown)
                yield RuleChange(
                    name, title, How.CHANGED, parts=(part,), bears_on=bears_on(compared, _is(name), _is(name))
                )
        elif other is not None:
            yield RuleChange(name, capital(other.shown), How.NEW, (_fact(other, after),))
        elif one is not None:
            yield RuleChange(name, capital(one.shown), How.ENDED, (_fact(one, before),))


def _is(fact: str) -> Callable[[object], bool]:
    return lambda part: isinstance(part, tree.Fact) and part.name == fact


def _fact(fact: FactKind, version: Version) -> str:
    return " ".join(fact_section(fact, version).sentences)


def _meaning(fact: FactKind) -> Hashable:
    """A scale with other values is told by itself."""
    type_ = fact.type.name if isinstance(fact.type, ValueSet) else fact.type
    return type_, fact.default, fact.not_before
