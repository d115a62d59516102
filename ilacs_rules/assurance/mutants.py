"""A version of a policy with one small mistake in it, for each that could have been made in its own file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ilacs_rules.assurance.slips import MistakeKind, SmallMistake, with_slips
from ilacs_rules.language.dates import ONE_DAY
from ilacs_rules.language.fixed_words import CountsFrom, PauseEffect, Strength
from ilacs_rules.language.names import fold
from ilacs_rules.model.ids import with_ids
from ilacs_rules.model.partial import first_of, from_to, last_of
from ilacs_rules.model.version import Requirement, Version
from ilacs_rules.policy.comments import KeyPath, texts_of
from ilacs_rules.policy.tree import Map
from ilacs_rules.text.source import Span


@dataclass(frozen=True, slots=True)
class Mutant:
    """A version with one mistake: what it is, and of which definition, requirement or pause."""

    section: str
    name: str  # folded
    words: str
    slip: SmallMistake
    version: Version

    @property
    def sentence(self) -> str:
        """What was changed: `in “routine check”: “4 years” instead of “3 years”`."""
        return f"in “{self.words}”: {self.slip.words}"


def mutants(version: Version) -> Iterator[Mutant]:
    """Every mistake that is made in what the file of a version writes itself, in the order of the file's sections.

    What is only for readers, guarantees and priorities are left alone: no example expects anything of them.
    """
    seen: set[str] = set()
    for each in _all(version):
        key = f"{each.section}/{each.name}/{each.slip.span}/{each.slip.words}"
        # by its name: a sentence that was read before may come with the places of the same file read then
        if each.slip.span.source.name == version.text.origin.name and key not in seen:
            seen.add(key)
            yield each


def _all(version: Version) -> Iterator[Mutant]:
    for name, definition in version.definitions.items():
        for wrong, slip in with_slips(definition, definition.span or version.text.policy.span):
            changed = replace(version, definitions={**version.definitions, name: wrong})
            yield Mutant("definitions", name, definition.words, slip, with_ids(changed))
    for name, requirement in version.requirements.items():
        span = requirement.span or version.text.policy.span
        for wrong_one, slip in (*with_slips(requirement, span), *_keys(version, requirement)):
            changed = replace(version, requirements={**version.requirements, name: wrong_one})
            yield Mutant("requirements", name, requirement.words, slip, with_ids(changed))
    yield from _pauses(version)


def _keys(version: Version, requirement: Requirement) -> Iterator[tuple[Requirement, SmallMistake]]:
    """Mistakes in the keys of a requirement that hold no sentence."""
    text = version.text.requirements[requirement.name]
    if requirement.when is not None:
        words = f"without “when: {requirement.when.span.words}”"
        yield replace(requirement, when=None), SmallMistake(MistakeKind.LEFT_OUT, requirement.when.span, words)
    for name, place in zip(requirement.exception_to, text.exception_to, strict=True):
        rest = tuple(each for each in requirement.exception_to if each != name)
        yield (
            replace(requirement, exception_to=rest),
            SmallMistake(MistakeKind.LEFT_OUT, place.span, f"no exception to “{place.value}”"),
        )
    for kind in text.satisfied_by:
        others = [fold(each.value) for each in text.satisfied_by if each is not kind]
        accepts = frozenset({requirement.event}).union(
            *(version.vocabulary.events[each].kinds for each in (requirement.event, *others))
        )
        words = f"not satisfied by “{kind.value}”"
        yield replace(requirement, accepts=accepts), SmallMistake(MistakeKind.LEFT_OUT, kind.span, words)
    strengths = list(Strength)
    other = strengths[(strengths.index(requirement.strength) + 1) % len(strengths)]
    said = f"strength “{other}” instead of “{requirement.strength}”"
    where = _place(version, requirement.name, "strength")
    yield replace(requirement, strength=other), SmallMistake(MistakeKind.STRENGTH, where, said)
    counted = CountsFrom.START if requirement.counts_from is CountsFrom.END else CountsFrom.END
    place_of = _place_of(version, requirement.name, "counts from")
    if place_of is not None:
        said = f"counts from “{counted}” instead of “{requirement.counts_from}”"
        yield replace(requirement, counts_from=counted), SmallMistake(MistakeKind.KEY, place_of, said)
    place_of = _place_of(version, requirement.name, "one event may serve several")
    if requirement.one_event_may_serve_several and place_of is not None:
        said = "one event may not serve several"
        yield replace(requirement, one_event_may_serve_several=False), SmallMistake(MistakeKind.KEY, place_of, said)


def _pauses(version: Version) -> Iterator[Mutant]:
    for name, pause in version.pauses.items():
        places = {path[0]: span for path, span in _written(version, "pauses", name) if path}
        changed: list[tuple[str, dict[str, object], str, MistakeKind]] = []
        for key, field, day in (("from", "start", pause.start), ("until", "until", pause.until)):
            if day is None or first_of(day) == date.min:
                continue
            for step in (ONE_DAY, -ONE_DAY):
                other = from_to(first_of(day) + step, last_of(day) + step)
                changed.append((key, {field: other}, f"“{other}” instead of “{day}”", MistakeKind.BOUNDARY))
        effect = PauseEffect.LAPSES if pause.effect is PauseEffect.CLOCK_STOPS else PauseEffect.CLOCK_STOPS
        changed.append(("effect", {"effect": effect}, f"“{effect}” instead of “{pause.effect}”", MistakeKind.KEY))
        for key, fields, words, kind in changed:
            span = places.get(key)
            if span is not None:
                wrong = {**version.pauses, name: replace(pause, **fields)}  # type: ignore[arg-type]
                yield Mutant(
                    "pauses", name, pause.words, SmallMistake(kind, span, words), replace(version, pauses=wrong)
                )


def _place(version: Version, name: str, key: str) -> Span:
    """Where a key of a requirement is written, or the requirement itself where it is not."""
    return _place_of(version, name, key) or version.text.requirements[name].name.span


def _place_of(version: Version, name: str, key: str) -> Span | None:
    return next((span for path, span in _written(version, "requirements", name) if path == (key,)), None)


def _written(version: Version, section: str, name: str) -> Iterator[tuple[KeyPath, Span]]:
    """The values of an item, each with the keys that lead to it and its place."""
    group = version.text.tree.entries.get(section) if version.text.tree is not None else None
    item = group.value.entries.get(name) if group is not None and isinstance(group.value, Map) else None
    for path, text, is_key in texts_of(item.value) if item is not None else ():
        if not is_key:
            yield path, text.span
