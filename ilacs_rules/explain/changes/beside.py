"""What changes beside the meaning: what things are called, and which sources they rest on. One sentence each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from ilacs_rules.checker.comparing.comparison import VersionComparison
from ilacs_rules.explain.document import cited
from ilacs_rules.explain.english import capital, quoted, sentence
from ilacs_rules.language.names import fold
from ilacs_rules.model.version import Version
from ilacs_rules.policy.cited import Citation

T = TypeVar("T")

Told = TypeVar("Told")


def names_changed(compared: VersionComparison) -> tuple[str, ...]:
    """What is now called otherwise: `“Short check” is now called “brief check”.`."""
    old, new = compared.before, compared.after
    labels = [
        *_pairs(old.requirements, new.requirements, compared.requirements, lambda each: each.label),
        *_pairs(old.definitions, new.definitions, compared.definitions, lambda each: each.label),
        *_pairs(old.guarantees, new.guarantees, compared.guarantees, lambda each: each.words),
        *_pairs(old.priorities, new.priorities, compared.priorities, lambda each: each.words),
        *_pairs(old.pauses, new.pauses, compared.pauses, lambda each: each.words),
        *_pairs(old.transitions, new.transitions, compared.transitions, lambda each: each.words),
        *_vocabulary(old, new),
    ]
    renamed = dict.fromkeys((one, other) for one, other in labels if fold(one) != fold(other))
    return tuple(f"{quoted(capital(one))} is now called {quoted(other)}." for one, other in renamed)


def sources_changed(compared: VersionComparison) -> tuple[str, ...]:
    """Which rules have other sources than before: `“Full check” is now taken from announcement, bullet 2.`."""
    old, new = compared.before, compared.after
    sides = [
        *_pairs(old.requirements, new.requirements, compared.requirements, lambda each: (each.label, each.source)),
        *_pairs(old.definitions, new.definitions, compared.definitions, lambda each: (each.label, each.source)),
        *_pairs(old.priorities, new.priorities, compared.priorities, lambda each: (each.words, each.source)),
        *_pairs(old.pauses, new.pauses, compared.pauses, lambda each: (each.words, each.source)),
        *_pairs(old.transitions, new.transitions, compared.transitions, lambda each: (each.words, each.source)),
    ]
    found = []
    for (_, before), (title, after) in sides:
        if _pointers(before) != _pointers(after):
            rests = "; ".join(map(str, cited(after)))
            name = quoted(capital(title))
            found.append(sentence(f"{name} is now taken from {rests}" if rests else f"{name} no longer names a source"))
    return tuple(found)


def _pointers(citations: tuple[Citation, ...]) -> frozenset[tuple[str, str]]:
    return frozenset(
        (fold(each.source.value), fold(each.pinpoint.value) if each.pinpoint else "") for each in citations
    )


def _pairs(
    before: Mapping[str, T], after: Mapping[str, T], matched: Mapping[str, str], what: Callable[[T], Told]
) -> Iterator[tuple[Told, Told]]:
    """What is told of each matched pair, before and after; `matched` leads from the newer name to the older."""
    for name, each in after.items():
        if name in matched:
            yield what(before[matched[name]]), what(each)


def _vocabulary(before: Version, after: Version) -> Iterator[tuple[str, str]]:
    old, new = before.vocabulary, after.vocabulary
    for name, kind in new.events.items():
        if (was := old.events.get(name)) is not None:
            yield was.label, kind.label
            for field, record in kind.records.items():
                if field in was.records:
                    yield was.records[field].shown, record.shown
    for name, fact in new.facts.items():
        if name in old.facts:
            yield old.facts[name].shown, fact.shown
    for name, values in new.value_sets.items():
        if (known := old.value_sets.get(name)) is not None:
            yield from ((known.label(value), values.label(value)) for value in values.values if value in known.values)
