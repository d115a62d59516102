"""Links from the words of a policy to where they are explained, wherever they are used."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ilacs_rules.documents.policy_document.anchors import anchor
from ilacs_rules.documents.policy_document.content import Link, Words
from ilacs_rules.explain.english import quoted
from ilacs_rules.language.nouns import head, plural, the
from ilacs_rules.language.types import Basic, Type
from ilacs_rules.model.version import Version
from ilacs_rules.model.vocabulary import with_those_above


@dataclass(frozen=True)
class ExplainedWords:
    """The words that are explained, each with the anchor of its explanation, and how to find them in a text."""

    anchors: Mapping[str, str]  # by the word in every way it may be written
    pattern: re.Pattern[str]
    side_by_side: frozenset[tuple[str, str]] = frozenset()  # words that follow one another in a longer name
    otherwise: Mapping[str, frozenset[str]] = field(default_factory=dict)  # by the anchor of a place, no terms in it

    def linked(self, text: str, own: str = "") -> Words:
        """A text with every term in it linked; `own` is the anchor of the place it stands in, to which none leads."""
        found: list[str | Link] = []
        end = 0
        for match in self.pattern.finditer(text):
            to = self.anchors[match[0]]
            elsewhere = match[0].casefold() in self.otherwise.get(own, ())
            if to in ("", own) or elsewhere or self._is_part(match):
                continue
            found += [text[end : match.start()], Link(match[0], to, is_term=True)]
            end = match.end()
        found.append(text[end:])
        return tuple(part for part in found if part)

    def _is_part(self, match: re.Match[str]) -> bool:
        """Whether it is but a part of a longer name, as “check” is of “old check scheme”."""
        before, after = _LAST_WORD.search(match.string, 0, match.start()), _FIRST_WORD.match(match.string, match.end())
        words = _words(match[0])  # none of a name that is but signs
        pairs = [(before[1].casefold(), words[0])] if before is not None and words else []
        pairs += [(words[-1], after[1].casefold())] if after is not None and words else []
        return not self.side_by_side.isdisjoint(pairs)


_WORD = r"[\w’'-]+"
_LAST_WORD, _FIRST_WORD = re.compile(rf"({_WORD}) $"), re.compile(rf" ({_WORD})")
_JOINING = frozenset(
    "a an and as at by each every for from in no of on or that the this to under with".split()  # noqa: SIM905
)  # words that do not make one name of those they stand between


def _words(name: str) -> list[str]:
    return re.findall(_WORD, name.casefold())


def terms_of(version: Version, others: Sequence[Version] = ()) -> ExplainedWords:
    """The terms of a version: definitions, facts, kinds of event, scales, and requirements.

    What `others` call an event, as the version that follows does, has no term in it either.

    A single word may mean something else where it stands alone, so one that names a fact or a definition is a term only
    with “the” or in quotation marks, as it is printed; scales and requirements only in quotation marks. What an event
    records leads to that kind of event.
    """
    anchors: dict[str, str] = {}
    vocabulary = version.vocabulary
    for name, requirement in version.requirements.items():
        anchors[quoted(requirement.label)] = anchor("requirement", name)
    for name, value_set in vocabulary.value_sets.items():
        anchors[quoted(value_set.name)] = anchor("values", name)
    for name, fact in vocabulary.facts.items():
        _add_named(anchors, fact.shown, fact.type, anchor("fact", name))
    for name, kind in vocabulary.events.items():
        anchors[kind.label] = anchor("event", name)
        anchors.setdefault(plural(kind.label), anchor("event", name))
        if kind.verb is not None:
            anchors.setdefault(kind.verb, anchor("event", name))
    for label, recording in _recording(version).items():
        anchors.setdefault(label, anchor("event", recording))
    for name, definition in version.definitions.items():
        _add_named(anchors, definition.label, definition.type, anchor("definition", name))
        for said in filter(None, (definition.said_as, definition.said_if_not)):
            anchors.setdefault(said, anchor("definition", name))
    for kind in vocabulary.events.values():  # no part of a longer name is a term: what is not explained is passed over
        for record in kind.records.values():
            if " " in record.shown:
                anchors.setdefault(record.shown, "")
    for label in [each for each in anchors if f"the {each.partition(' ')[0]}" in anchors and " " in each]:
        anchors[f"the {label}"] = anchors[label]  # else the term at its head, “the risk”, is found before “risk points”
    spelt = {spelling: to for word, to in anchors.items() for spelling in _spellings(word)}
    longest_first = sorted(spelt, key=lambda word: (-len(word), word))
    words = "|".join(map(re.escape, longest_first)) or r"(?!)"
    pattern = re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")
    return ExplainedWords(spelt, pattern, _side_by_side(version, others), _taken_otherwise(version))


def _side_by_side(version: Version, others: Sequence[Version]) -> frozenset[tuple[str, str]]:
    """The words that follow one another in a name that the policy knows, be it explained or not: they stay together."""
    vocabulary = version.vocabulary
    names = [version.title, *(name for each in version.sources.values() for name in (each.title, each.name.value))]
    names += [kind.label for each in (version, *others) for kind in each.vocabulary.events.values()]
    names += [record.shown for kind in vocabulary.events.values() for record in kind.records.values()]
    names += [known.label(value) for known in vocabulary.value_sets.values() for value in known.values]
    pairs = (pair for name in names for pair in pairwise(_words(name)))
    return frozenset(pair for pair in pairs if _JOINING.isdisjoint(pair))


def _taken_otherwise(version: Version) -> dict[str, frozenset[str]]:
    """The words that are no terms in the section of a kind of event: what it records, though others record it as well.

    And where it is called one of another kind and is none: there that word has its everyday meaning.
    """
    kinds = version.vocabulary.events
    found: dict[str, frozenset[str]] = {}
    for kind in kinds.values():
        akin = [other.label for other in kinds.values() if head(kind.label)[0].endswith(f" {other.label}")]
        above = [kinds[name].label for name in with_those_above(kind.name, kinds)]
        words = [each for label in akin if label not in above for each in (label, plural(label))]
        words += [record.shown for record in kind.records.values()]
        found[anchor("event", kind.name)] = frozenset(word.casefold() for word in words)
    return found


def _recording(version: Version) -> dict[str, str]:
    """What events record, by its label, with the kind of event that records it: the widest, or the first of its kind.

    What kinds record that have nothing to do with one another is a term of none of them; nor is what is no
    longer recorded.
    """
    kinds = version.vocabulary.events
    recording: dict[str, list[str]] = {}
    for name, kind in kinds.items():
        for record in kind.records.values():
            label = record.shown
            if " " in label and not kind.repealed and not record.repealed:
                recording.setdefault(label, []).append(name)
    return {
        label: names[0]
        for label, names in recording.items()
        if any(wider.kinds.issuperset(names) for wider in kinds.values())
    }


def _add_named(anchors: dict[str, str], label: str, type_: Type, to: str) -> None:
    """A value by its name; a condition only in quotation marks, for its name alone may be part of any sentence."""
    anchors[quoted(label)] = to
    if type_ is not Basic.YES_OR_NO:
        anchors[label if " " in label else the(label)] = to


def _spellings(word: str) -> set[str]:
    """A word as it may be written: several words, or one in quotation marks, also with a capital at their head."""
    for place, sign in enumerate(word):
        if sign.isalpha() and (" " in word or place):
            return {f"{word[:place]}{head}{word[place + 1 :]}" for head in (sign, sign.lower(), sign.upper())}
    return {word}
