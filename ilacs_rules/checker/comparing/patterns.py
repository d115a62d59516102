"""The sentences of a law as patterns: the letters of the law stand for any term."""

from __future__ import annotations

from dataclasses import dataclass

from ilacs_rules.checker.comparing.laws import LETTERS, Law
from ilacs_rules.checker.comparing.terms import Head, TermBook, term_of
from ilacs_rules.checker.expressions import check
from ilacs_rules.checker.scope import Findings, Scope
from ilacs_rules.language.parser import parse_expression
from ilacs_rules.language.types import Basic, Type, ValueSet
from ilacs_rules.model import tree
from ilacs_rules.model.vocabulary import EventKind, FactKind, Vocabulary
from ilacs_rules.text.source import Source, Span

_SCALE = ValueSet("grade", ("good", "poor"), ordered=True)
_TYPES: dict[str, Type] = {"condition": Basic.YES_OR_NO, "value": Basic.NUMBER, "value of a scale": _SCALE}
_FACTS = {letter: FactKind(letter, letter, _TYPES[of]) for of, letters in LETTERS.items() for letter in letters}
_VISIT = EventKind("visit", "visit", "visit", (), frozenset(["visit"]), {})
_VOCABULARY = Vocabulary("subject", {_SCALE.name: _SCALE}, _FACTS, {_VISIT.name: _VISIT})


@dataclass(frozen=True, slots=True)
class Pattern:
    """What terms of one kind are like: their head, and for each part a pattern or a letter that stands for any term."""

    head: Head
    parts: tuple[Pattern | str, ...]


def patterns(law: Law) -> tuple[Pattern | str, Pattern | str]:
    """The two sides of a law, read and checked as any sentence of a policy is."""
    terms = TermBook()
    return _pattern(_read(law.left, terms), terms), _pattern(_read(law.right, terms), terms)


def _read(text: str, terms: TermBook) -> int:
    findings = Findings()
    read, slips = parse_expression(Span(Source("a law", text), 0, len(text)))
    assert read is not None, slips
    node = check(read, Scope(_VOCABULARY, findings, lambda name: None, {}))
    assert not findings.diagnostics, findings.diagnostics
    return term_of(node, terms, _no_name)


def _no_name(node: tree.Named) -> int:
    raise AssertionError(f"a law defines nothing: {node.name}")


def _pattern(term: int, terms: TermBook) -> Pattern | str:
    match terms.head(term):
        case ("Fact" | "History", str() as letter):
            return letter
        case head:
            return Pattern(head, tuple(_pattern(part, terms) for part in terms.parts(term)))
