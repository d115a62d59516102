"""Sentences that can be read in several ways, because a declared name stands in them word for word.

`last finding is not met`, where “not met” is a value: every reading is checked. If only one of them makes sense,
that is what the sentence means; if several do, the author is told what to write for each (E316).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar, cast

from ilacs_rules.checker.scope import Findings, Scope
from ilacs_rules.language import nodes as n
from ilacs_rules.language.cells_meant import cell_in_words, cells_meant
from ilacs_rules.language.condition_meant import conditions_meant
from ilacs_rules.language.names import fold
from ilacs_rules.language.parser import other_readings, parse_cell, parse_expression, parse_otherwise
from ilacs_rules.language.told_meant import told_as_meant, told_of_cell
from ilacs_rules.language.walk import TreePart, rebuild
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic, has_errors
from ilacs_rules.text.source import Source, Span

Sentence = TypeVar("Sentence", bound=n.Node)
T = TypeVar("T")

_OF_NAMES = (Code.UNKNOWN_NAME, Code.UNKNOWN_EVENT, Code.UNKNOWN_FIELD, Code.KEPT_WORD_IN_NAME, Code.UNKNOWN_VALUE)

_OF_WORDS = (Code.UNKNOWN_NAME, Code.UNKNOWN_EVENT, Code.UNKNOWN_VALUE, Code.EVENT_NOT_DAY, Code.BAD_DATE)


@dataclass(frozen=True, slots=True)
class _Reading(Generic[T]):
    """One way of reading a sentence: which words are taken for names, and what comes of it."""

    names: frozenset[Span]
    findings: Findings
    result: T

    @property
    def sound(self) -> bool:
        return not self.findings.unsure and not has_errors(self.findings.diagnostics)

    @property
    def unlikeliness(self) -> tuple[int, int, int]:
        """How much is found wrong, names that mean nothing first; else names kept whole are likelier meant."""
        found = self.findings.diagnostics
        return sum(each.code in _OF_NAMES for each in found), len(found), -len(self.names)


def in_its_reading(start: str, sentence: Sentence, scope: Scope, work: Callable[[Sentence, Scope], T]) -> T:
    """What `work` makes of a sentence, read in the way that makes sense. `start` is its rule of the grammar."""
    others = other_readings(sentence, start, scope.phrases)
    if not others:
        told = len(scope.findings.diagnostics)
        result = work(sentence, scope)
        if start == "expr" and _what_was_meant_is_told(sentence, told, scope, work):
            return cast("T", scope.error(sentence.span))  # what leans on it is not told that it is of another kind
        if start == "cell":
            _cell_that_was_meant_is_told(sentence, told, scope, work)
        return result
    readings = [_read(sentence, frozenset(), scope, work)]
    readings += [_read(other, frozenset(spelling.places), scope, work) for other, spelling in others]
    sound = [each for each in readings if each.sound]
    chosen = sound[0] if sound else min(readings, key=lambda each: each.unlikeliness)
    scope.findings.take(chosen.findings)
    differing = [each for each in sound if each.result != sound[0].result]
    doubtful = {place for each in differing for place in each.names ^ sound[0].names}
    for words in sorted(doubtful, key=lambda span: (span.start, -span.end)):
        _report(words, start, sentence, scope)
    return chosen.result


def _what_was_meant_is_told(sentence: Sentence, told: int, scope: Scope, work: Callable[[Sentence, Scope], T]) -> bool:
    """Puts one finding in the place of those since `told`, where an officer's own words have a sentence of ours."""
    found = scope.findings.diagnostics[told:]
    if not any(each.code in _OF_WORDS for each in found):
        return False
    for meant in conditions_meant(sentence.span.text, scope.phrases.spoken):
        node, _ = parse_expression(Span(Source("meant", meant), 0, len(meant)), scope.phrases)
        if node is not None and _read(node, frozenset(), scope, work).findings.diagnostics == []:
            first = next(each for each in found if each.code in _OF_WORDS)
            instead = told_as_meant(sentence.span, meant, first.code)
            if first.code is Code.EVENT_NOT_DAY:  # what is wrong is no word, but what is compared
                instead = replace(first, hint=instead.hint)
            scope.findings.diagnostics[told:] = [instead]
            return True
    return False


def _cell_that_was_meant_is_told(
    sentence: Sentence, told: int, scope: Scope, work: Callable[[Sentence, Scope], T]
) -> None:
    """The same of a cell, of which it is only here known what stands in its column: `any`, `yes/no`, `20-100`."""
    found = scope.findings.diagnostics[told:]
    if not has_errors(found):
        return
    words = sentence.span.text
    for meant in cells_meant(words, scope.phrases.spoken.values):
        node, _ = parse_cell(Span(Source("meant", meant), 0, len(meant)), scope.phrases)
        if node is not None and _read(node, frozenset(), scope, work).findings.diagnostics == []:
            scope.findings.diagnostics[told:] = [told_of_cell(sentence.span, [meant], found[0].code)]
            return
    hint = cell_in_words(words)
    if hint is not None:
        message = f"“{sentence.span.words}” is not used here"
        scope.findings.diagnostics[told:] = [Diagnostic(found[0].code, message, sentence.span, hint)]


def _read(sentence: Any, names: frozenset[Span], scope: Scope, work: Callable[[Any, Scope], T]) -> _Reading[T]:
    findings = Findings(repealed=scope.findings.repealed)
    return _Reading(names, findings, work(sentence, replace(scope, findings=findings)))


def _report(words: Span, start: str, sentence: n.Node, scope: Scope) -> None:
    said = words.words
    hint = f"for what is called “{said}”, write {fold(said).replace(' ', '-')}; "
    apart = next(_taken_apart(words, start, sentence), None)
    hint += f"for the other, “{apart}”" if apart else "where you mean the other, give what is called so another name"
    scope.findings.report(Code.TWO_READINGS, f"“{said}” can be read in two ways here", words, hint)


def _taken_apart(words: Span, start: str, sentence: n.Node) -> Iterator[str]:
    """The words with brackets round a part of them, where that leaves only the reading in which they are no name."""
    plain, whole = _without_brackets(sentence), sentence.span
    before = whole.source.text[whole.start : words.start]
    after = whole.source.text[words.end : whole.end]
    for gap in re.finditer(r"\s+", words.text):
        first, second = words.text[: gap.start()], words.text[gap.end() :]
        for written in (f"{first} ({second})", f"({first}) {second}"):
            node = parse_otherwise(before + written + after, whole, start)
            if node is not None and _without_brackets(node) == plain:
                yield " ".join(written.split())


def _without_brackets(node: TreePart) -> TreePart:
    while isinstance(node, n.Brackets):
        node = node.item
    return rebuild(node, lambda _, child: _without_brackets(child))
