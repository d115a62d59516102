"""The paragraphs of the sources against the rules: what carries each, what nothing carries, and what cites none.

A rule carries the place it names and no other: citing `paragraph 4` does not carry `paragraph 4, bullet 1`. Guarantees
and worked examples cite nothing: they follow from the rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from ilacs_rules.explain import english
from ilacs_rules.explain.document import one_line
from ilacs_rules.language.names import fold
from ilacs_rules.model import version as v
from ilacs_rules.model.as_data import version_as_data
from ilacs_rules.policy.cited import Citation, SourceText
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.machine import with_findings
from ilacs_rules.text.patterns import pattern


class Kind(StrEnum):
    """What kind of rule may cite a source."""

    REQUIREMENT = "requirement"
    DEFINITION = "definition"
    PRIORITY = "priority"
    PAUSE = "pause"
    TRANSITION = "transition"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the policy; `assumption` is what is ours in it, where it says so under `assumes:`."""

    kind: Kind
    name: str  # folded
    words: str  # the name as the policy writes it
    label: str  # what readers are shown
    assumption: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a source: a paragraph that it lists, or one that a rule cites."""

    pinpoint: str
    gist: str | None
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class SourceRules:
    """A source and the rules taken from it.

    Where it lists its paragraphs, they are the places, in its order. Where it does not, the places are those that are
    cited, in the order of first citation, and nobody can tell which others no rule carries.
    """

    name: str  # folded
    words: str  # the name as the policy writes it
    text: SourceText
    lists: bool
    places: tuple[Place, ...]
    whole: tuple[Rule, ...]  # rules that cite it without a place

    @property
    def paragraphs(self) -> int:
        """How many paragraphs it lists."""
        return len(self.places) if self.lists else 0

    @property
    def carried(self) -> int:
        """How many of those a rule carries."""
        return sum(bool(place.rules) for place in self.places) if self.lists else 0

    def as_data(self) -> dict[str, object]:
        """What stands under `sources` in the JSON of a matrix."""
        return {
            "source": self.words,
            "title": self.text.title,
            "lists_paragraphs": self.lists,
            "paragraphs": self.paragraphs,
            "carried": self.carried,
            "places": [
                {"paragraph": place.pinpoint, "gist": place.gist, "rules": _rules_as_data(place.rules)}
                for place in self.places
            ],
            "as_a_whole": _rules_as_data(self.whole),
        }


@dataclass(frozen=True, slots=True)
class Matrix:
    """All sources of a version in their order, and the rules that cite none of them."""

    version: v.Version = field(repr=False)
    sources: tuple[SourceRules, ...]
    citing_none: tuple[Rule, ...]

    @property
    def paragraphs(self) -> int:
        """How many paragraphs the sources list."""
        return sum(source.paragraphs for source in self.sources)

    @property
    def carried(self) -> int:
        """How many of those a rule carries."""
        return sum(source.carried for source in self.sources)

    def as_data(self, beside: Iterable[Diagnostic] = ()) -> dict[str, object]:
        """What the command line prints of it as JSON, with what was found `beside` it."""
        answer = {
            **version_as_data(self.version),
            "paragraphs": self.paragraphs,
            "carried": self.carried,
            "sources": [source.as_data() for source in self.sources],
            "citing_none": _rules_as_data(self.citing_none),
        }
        return with_findings(answer, beside)


def source_matrix(version: v.Version) -> Matrix:
    """Which paragraph is carried by which rule of a version, which by none, and which rule cites none."""
    rules = list(_rules(version))
    sources = tuple(_source(name, text, rules) for name, text in version.sources.items())
    return Matrix(version, sources, tuple(rule for rule, citations in rules if not citations))


def assumed(version: v.Version) -> Iterator[tuple[str, str, str, str]]:
    """All that is ours in a version: the kind of item, its folded name, what readers are shown, and what is assumed."""
    for rule, _ in _rules(version):
        if rule.assumption is not None:
            yield rule.kind.value, rule.name, rule.label, rule.assumption
    for event in version.vocabulary.events.values():
        if event.assumes is not None and not event.repealed:
            yield "event", event.name, event.label, one_line(event.assumes)


def in_short(matrix: Matrix) -> str:
    """What it comes to, in a sentence or two: `6 of 9 listed paragraphs are carried by a rule.`."""
    said = []
    if matrix.paragraphs:
        verb = "is" if matrix.carried == 1 else "are"
        said.append(f"{matrix.carried:,} of {matrix.paragraphs:,} listed paragraphs {verb} carried by a rule")
    else:
        said.append("no source lists its paragraphs, so what no rule carries cannot be told")
    kinds = Counter(rule.kind for rule in matrix.citing_none)
    if kinds:
        which = english.joined([english.counted(kinds[kind], kind) for kind in Kind if kinds[kind]])
        said.append(f"{which} {'cites' if kinds.total() == 1 else 'cite'} no source{_of_which_ours(matrix)}")
    else:
        said.append("every rule cites a source")
    return " ".join(english.sentence(each) for each in said)


def _rules_as_data(rules: Iterable[Rule]) -> list[dict[str, str | None]]:
    return [
        {"kind": rule.kind.value, "rule": rule.words, "label": rule.label, "assumption": rule.assumption}
        for rule in rules
    ]


def _of_which_ours(matrix: Matrix) -> str:
    ours = sum(rule.assumption is not None for rule in matrix.citing_none)
    if len(matrix.citing_none) == 1:
        return ", and is marked as our assumption" if ours else ""
    marked = f"{english.number_word(ours)} of them {'is' if ours == 1 else 'are'} marked as our assumption"
    return f"; {marked}" if ours else ""


def _rules(version: v.Version) -> Iterator[tuple[Rule, tuple[Citation, ...]]]:
    """Every rule that can cite a source, with what it cites: kind by kind, in the order of the policy."""
    for each in version.requirements.values():
        yield Rule(Kind.REQUIREMENT, each.name, each.words, each.label, _ours(each.assumes)), each.source
    for definition in version.in_order_of_file():
        assumption = _ours(definition.assumes)
        yield Rule(Kind.DEFINITION, definition.name, definition.words, definition.label, assumption), definition.source
    others = (
        (Kind.PRIORITY, version.priorities.values()),
        (Kind.PAUSE, version.pauses.values()),
        (Kind.TRANSITION, version.transitions.values()),
    )
    for kind, section in others:
        for other in section:
            yield Rule(kind, other.name, other.words, other.words, _ours(other.assumes)), other.source


def _ours(assumes: str | None) -> str | None:
    return one_line(assumes) if assumes is not None else None


def _source(name: str, text: SourceText, rules: list[tuple[Rule, tuple[Citation, ...]]]) -> SourceRules:
    words: dict[str, tuple[str, str | None]] = {
        fold(each.pinpoint.value): (one_line(each.pinpoint.value), one_line(each.gist) if each.gist else None)
        for each in text.paragraphs
    }
    places: dict[str, dict[Rule, None]] = {pinpoint: {} for pinpoint in words}  # each rule once, in order
    whole: dict[Rule, None] = {}
    for rule, citations in rules:
        for citation in citations:
            if fold(citation.source.value) != name:
                continue
            if citation.pinpoint is None:
                whole[rule] = None
                continue
            pinpoint = fold(citation.pinpoint.value)
            words.setdefault(pinpoint, (one_line(citation.pinpoint.value), None))
            places.setdefault(pinpoint, {})[rule] = None
    listed = len(text.paragraphs)
    in_order = [*list(places)[:listed], *_as_numbered(list(places)[listed:])]
    return SourceRules(
        name=name,
        words=text.name.value,
        text=text,
        lists=bool(text.paragraphs),
        places=tuple(Place(*words[pinpoint], tuple(places[pinpoint])) for pinpoint in in_order),
        whole=tuple(whole),
    )


def _as_numbered(pinpoints: list[str]) -> list[str]:
    """The places of a source that lists none: `chapter 2` before `chapter 10`, each kind where it is first cited."""
    kinds = [_NUMBER.sub("", each) for each in pinpoints]
    return sorted(pinpoints, key=lambda each: (kinds.index(_NUMBER.sub("", each)), [*map(int, _NUMBER.findall(each))]))


_NUMBER = pattern("[0-9]+")
