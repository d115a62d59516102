"""Which events are contacts, and what tells one case from another: named by whoever asks, else as the policy has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ilacs_rules.engine.policies import Policy
from ilacs_rules.language.types import ValueSet
from ilacs_rules.model import tree
from ilacs_rules.model.reached import reached
from ilacs_rules.model.version import Version
from ilacs_rules.model.vocabulary import EventKind, family_of


@dataclass(frozen=True, slots=True)
class ContactKind:
    """Events that are counted together: those of a kind, and of every kind that is one."""

    name: str  # folded
    words: str
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class GradedBy:
    """What events record by which cases are told apart, by its folded name, and the scale or choices of its values."""

    name: str
    words: str
    type: ValueSet


def contacts_of(policy: Policy, versions: Iterable[Version]) -> tuple[ContactKind, ...]:
    """The families of the events that these versions ask their own publisher to bring, in the order of the policy."""
    kinds = policy.vocabulary.events
    brought = {
        family_of(requirement.event, kinds)
        for version in versions
        for requirement in version.requirements.values()
        if requirement.by == version.publisher
    }
    return tuple(contact(kind) for name, kind in kinds.items() if name in brought)


def contact(kind: EventKind) -> ContactKind:
    """Events of a kind as contacts."""
    return ContactKind(kind.name, kind.words, kind.kinds)


def all_together(contacts: Sequence[ContactKind]) -> ContactKind:
    """Events of any of several kinds; one that is of two of them is one."""
    return ContactKind("", "all contacts", frozenset().union(*(each.kinds for each in contacts)))


def recorded_values_of(policy: Policy) -> list[GradedBy]:
    """Everything that events record on a scale or as one of some choices, each once."""
    found: dict[str, GradedBy] = {}
    for kind in policy.vocabulary.events.values():
        for name, field in kind.records.items():
            if isinstance(field.type, ValueSet):
                found.setdefault(name, GradedBy(name, field.words, field.type))
    return list(found.values())


def graded_by(policy: Policy, versions: Sequence[Version]) -> GradedBy | None:
    """What is recorded on a scale that most requirements of these versions hang on; of equals that told first."""
    counted: Counter[str] = Counter()
    for version in versions:
        for requirement in version.requirements.values():
            counted.update(set(_read_by(version, requirement.when)))
    known = {each.name: each for each in recorded_values_of(policy)}
    return max((known[name] for name in known if counted[name]), key=lambda each: counted[each.name], default=None)


def _read_by(version: Version, when: tree.Node | None) -> Iterator[str]:
    for part in reached(version, (when,)):
        if isinstance(part, tree.Field) and isinstance(part.type, ValueSet) and part.type.ordered:
            yield part.name
