"""Declared names that the grammar may take apart: `not met`, `quality of education`, `key stage 2`.

A sentence is parsed without knowing what a policy declares. Where such a name stands in it word for word, the sentence
may be meant in another way than it is parsed; this tells in which. Joined by hyphens a name is always one name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from ilacs_rules.language.names import fold, may_be_taken_apart
from ilacs_rules.language.spoken import NOTHING_SPOKEN, Spoken
from ilacs_rules.text.source import Span

_WORD = re.compile(r"(?:[^\W_]|['’])+")
_GAP = re.compile(r"[\s_-]+")
_TEXT = re.compile(r'"[^"\n]*"')
_MOST_TRIED_TOGETHER = 4  # places in one sentence of which every choice is tried; of more, one by one and all


@dataclass(frozen=True, slots=True)
class Spelling:
    """A sentence with some of its words joined by hyphens: as long as it was. `places` are where they stand."""

    text: str
    places: tuple[Span, ...]

    def at(self, sentence: Span) -> Spelling:
        """The same of the same sentence where it stands; so far its places count from its own beginning."""
        moved = (Span(sentence.source, sentence.start + each.start, sentence.start + each.end) for each in self.places)
        return Spelling(self.text, tuple(moved))


class NamePhrases:
    """The names of a policy that the grammar may take apart; and `spoken`, what an officer's own words lean on."""

    def __init__(self, names: Iterable[str] = (), spoken: Spoken = NOTHING_SPOKEN) -> None:
        self.spoken = spoken
        self._names: dict[tuple[str, ...], int] = {}  # each with its number
        self._lengths: dict[str, set[int]] = {}  # of names, in words, by their first word
        self._left_out: tuple[tuple[str, ...], ...] = ()
        self._without: dict[str, NamePhrases] = {}
        for name in dict.fromkeys(fold(each) for each in names if may_be_taken_apart(each)):
            words = tuple(_WORD.findall(name))
            if " ".join(words) == name:
                self._names[words] = len(self._names)
                self._lengths.setdefault(words[0], set()).add(len(words))

    def without(self, name: str) -> NamePhrases:
        """All but one, by its folded name."""
        words = tuple(name.split(" "))
        if words not in self._names:
            return self
        if name in self._without:
            return self._without[name]
        rest = NamePhrases(spoken=self.spoken)
        rest._names, rest._lengths, rest._left_out = self._names, self._lengths, (*self._left_out, words)
        self._without[name] = rest
        return rest

    def spellings(self, sentence: Span) -> list[Spelling]:
        """The ways of joining such names in a sentence, as many of them as can stand side by side first."""
        found = self._places(sentence) if self._names else []
        if not found:
            return []
        sizes = range(len(found), 0, -1) if len(found) <= _MOST_TRIED_TOGETHER else (1,)
        chosen = [places for size in sizes for places in combinations(found, size) if _apart(places)]
        if len(found) > _MOST_TRIED_TOGETHER:
            chosen.insert(0, _as_many_as_fit(found))
        return [Spelling(_joined(sentence, places), places) for places in chosen]

    def _places(self, sentence: Span) -> list[Span]:
        text = sentence.text
        words = list(_WORD.finditer(text))
        if '"' in text:
            quoted = [found.span() for found in _TEXT.finditer(text)]
            words = [w for w in words if not any(a <= w.start() < b for a, b in quoted)]
        lower = [word.group().lower() for word in words]
        found = []
        for i, first in enumerate(lower):
            if first not in self._lengths:
                continue
            possible = [tuple(lower[i : i + length]) for length in self._lengths[first]]
            for name in sorted((name for name in possible if name in self._names), key=self._names.__getitem__):
                if name in self._left_out:
                    continue
                row = words[i : i + len(name)]
                if _continues(text, row[0].start(), row[-1].end()):
                    continue
                gaps = [text[a.end() : b.start()] for a, b in pairwise(row)]
                if all(map(_GAP.fullmatch, gaps)) and set(gaps) != {"-"}:
                    start = sentence.start
                    found.append(Span(sentence.source, start + row[0].start(), start + row[-1].end()))
        return found


NO_PHRASES = NamePhrases()


@lru_cache(maxsize=64)
def name_phrases(names: tuple[str, ...], spoken: Spoken) -> NamePhrases:
    """The phrases of these names: the very same ones whenever a policy declares the same, as while it is edited."""
    return NamePhrases(names, spoken)


def _continues(text: str, start: int, end: int) -> bool:
    """Whether the words are part of a longer one that is joined already."""
    return text[max(0, start - 1) : start] in ("-", "_") or (text[end : end + 1] in ("-", "_") and end < len(text) - 1)


def _apart(places: tuple[Span, ...]) -> bool:
    return all(one.end <= two.start for one, two in pairwise(places))


def _as_many_as_fit(places: list[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for place in sorted(places, key=lambda p: (p.start, -p.end)):
        if not kept or kept[-1].end <= place.start:
            kept.append(place)
    return tuple(kept)


def _joined(sentence: Span, places: tuple[Span, ...]) -> str:
    """The sentence with hyphens between the words of some places; signs that stay blank make it no shorter."""
    parts, at = [], sentence.start
    text = sentence.source.text
    for place in places:
        parts += [text[at : place.start], _GAP.sub(lambda gap: "-" + "_" * (len(gap.group()) - 1), place.text)]
        at = place.end
    return "".join(parts) + text[at : sentence.end]
