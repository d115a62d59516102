"""What answers take for granted where nothing is told: records that are complete, values that the policy gives.

Each could be otherwise. `why` says of one answer what it used of this; here it is said of many together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ilacs_rules.engine.kinds_read import in_itself_looks_at, values_read
from ilacs_rules.explain import values
from ilacs_rules.explain.english import joined, quoted, sentence
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.language.nouns import plural, with_article
from ilacs_rules.language.types import Basic, EventType
from ilacs_rules.model import tree
from ilacs_rules.model.absent import NOTHING
from ilacs_rules.model.case import Case
from ilacs_rules.model.decision import Decision, Obligation
from ilacs_rules.model.record_end import entries_for
from ilacs_rules.model.version import Version
from ilacs_rules.model.vocabulary import FactKind, family_of

Owed = tuple[Decision, Obligation]

_FEW = 3  # cases that are named


def taken_for_granted(owed: Sequence[Owed]) -> tuple[str, ...]:
    """A sentence on the records that are taken to be complete, and one on the values; none where there are none."""
    return (*_complete(owed), *_by_default(owed))


def _complete(owed: Sequence[Owed]) -> Iterator[str]:
    """`Taken to be complete, as nothing else is said of them: the records of drills (2 answers).`."""
    hang: dict[str, int] = {}  # by the family of the kinds, how many answers hang on a record that nothing is said of
    seen: dict[tuple[int, str, frozenset[str]], set[str]] = {}  # thousands of cases say the same of their records
    for decision, obligation in owed:
        version, told = obligation.terms or decision.version, frozenset(decision.case.complete_from)
        key = id(version), obligation.requirement, told
        if key not in seen:
            seen[key] = set(_nothing_said_of(version, obligation.requirement, told))
        for label in seen[key]:
            hang[label] = hang.get(label, 0) + 1
    by_number: dict[int, list[str]] = {}
    for label in sorted(hang):
        by_number.setdefault(hang[label], []).append(label)
    found = [
        f"of {joined(labels)} ({number:,} {'answer' if number == 1 else 'answers'}{' each' if len(labels) > 1 else ''})"
        for number, labels in sorted(by_number.items(), reverse=True)
    ]
    if found:
        record, them = ("record", "it") if len(hang) == 1 else ("records", "them")
        yield sentence(f"taken to be complete, as nothing else is said of {them}: the {record} {', '.join(found)}")


def _nothing_said_of(version: Version, requirement: str, told: frozenset[str]) -> Iterator[str]:
    """The families of the kinds of event that a requirement (folded) hangs on and whose record nothing is said of."""
    kinds = version.vocabulary.events
    for kind in in_itself_looks_at(version, requirement).kinds:
        if not entries_for(kind, told, kinds):
            yield plural(values.kind_label(family_of(kind, kinds), version))


def _by_default(owed: Sequence[Owed]) -> Iterator[str]:
    """`Taken as the policy says where nothing is told: “sprinklers” as no (Elm House, Mill Lane and 2 more).`."""
    found: dict[str, dict[str, None]] = {}
    for decision, obligation in owed:
        version = obligation.terms or decision.version
        for node in values_read(version, obligation.requirement):
            for words in _taken(node, decision.case, version):
                found.setdefault(words, {})[decision.case.name] = None
    told = [f"{words} ({_few(list(names))})" for words, names in found.items()]
    if told:
        yield sentence(f"taken as the policy says where nothing is told: {'; '.join(told)}")


def _taken(node: tree.Fact | tree.Field, case: Case, version: Version) -> Iterable[str]:
    """What is said of a fact that nobody told, or of something that an event does not record."""
    if isinstance(node, tree.Fact):
        fact = version.vocabulary.facts[node.name]
        if fact.default is not None and case.facts.get(node.name) is None:
            yield _as(fact, Phrases(version).fact(node.name), version)
        return
    of = node.event.type
    kinds = version.vocabulary.events
    within = kinds[of.kind].kinds if isinstance(of, EventType) and of.kind in kinds else frozenset()
    for event in case.events:
        record = kinds[event.kind].records.get(node.name) if event.kind in within else None
        if record is not None and record.default is not None and event.fields.get(node.name) is None:
            label = quoted(record.shown) if record.type is Basic.YES_OR_NO else f"the {record.shown}"
            yield _as(record, f"{label} of {with_article(values.kind_label(event.kind, version))}", version)


def _as(fact: FactKind, what: str, version: Version) -> str:
    assert fact.default is not None, "a default that stands in"
    value = "none" if fact.default is NOTHING else values.in_sentence(fact.default, fact.type, version)
    return f"{what} as {value}"


def _few(names: Sequence[str]) -> str:
    if len(names) <= _FEW:
        return joined(names)
    return f"{', '.join(names[: _FEW - 1])} and {len(names) - _FEW + 1:,} more"
