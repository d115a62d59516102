"""The grammar has no conflicts, its stored tables are current, and what is printed parses to what was printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_rules import Code, Source, Span
from ilacs_rules.language import due_nodes, parser, phase_nodes, printer, tables

ROOT = Path(__file__).parents[2]
SENTENCES = Path(__file__).parent / "sentences"
KINDS: dict[str, tuple[Callable[[Span], Any], Callable[[Any], str]]] = {
    "expression": (parser.parse_expression, printer.show),
    "due": (parser.parse_due, due_nodes.show_due),
    "cell": (parser.parse_cell, printer.show_cell),
    "history": (parser.parse_history, printer.show_history),
    "length": (parser.parse_length, printer.show),
    "phase": (parser.parse_phase, phase_nodes.show_phase),
}


def parsed(kind: str, text: str) -> Any:
    node, found = KINDS[kind][0](Span(Source("test", text), 0, len(text)))
    assert not found, [d.message for d in found]
    return node


def sentences() -> list[tuple[str, str, str]]:
    """Lines of `tests/language/sentences/KIND.txt`: a sentence, and after `=>` its canonical text if that differs."""
    found = []
    for path in sorted(SENTENCES.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                text, _, canonical = line.partition(" => ")
                found.append((path.stem, text.strip(), (canonical or text).strip()))
    return found


def test_the_grammar_has_no_conflicts() -> None:
    tables.build(strict=True)


def test_the_stored_tables_are_those_of_the_grammar_and_the_locked_lark() -> None:
    lock = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    locked = re.search(r"(?m)^lark==(\S+)", lock)
    assert locked is not None
    assert tables.is_current(locked[1]), "run: python -m ilacs_rules.language.tables"


@pytest.mark.parametrize(("kind", "text", "canonical"), sentences())
def test_a_sentence_has_one_canonical_text(kind: str, text: str, canonical: str) -> None:
    node = parsed(kind, text)
    shown = KINDS[kind][1](node)
    assert shown == canonical
    assert parsed(kind, shown) == node


@pytest.mark.parametrize("kind", KINDS)
@given(st.text(st.sampled_from('abisof nt13,.()[]<>=-"&yearsandormoch\n\t§'), max_size=60))
def test_no_text_makes_the_parser_raise(kind: str, text: str) -> None:
    node, found = KINDS[kind][0](Span(Source("test", text), 0, len(text)))
    assert (node is None) == bool(found)


def test_every_place_is_a_place_in_the_file() -> None:
    text = "    when: end of last check is before 2020-01-01"
    node, _ = parser.parse_expression(Span(Source("test", text), 10, len(text)))
    assert node is not None
    assert node.span.text == "end of last check is before 2020-01-01"
    assert node.subject.of.span.text == "last check"  # type: ignore[union-attr]


def test_the_same_words_elsewhere_have_their_own_places() -> None:
    words, wrong = "latest check is missing", "latest check is, missing"
    text = f"a: {words}\nb: {words}\nc: {wrong}\nd: {wrong}\n"
    file = Source("test", text)
    places = [Span(file, found.start(), found.end()) for found in re.finditer("latest .*", text)]
    told = [parser.parse_expression(place) for place in places]
    nodes = [node for node, _ in told if node is not None]
    assert [node.span for node in nodes] == places[:2]
    assert nodes[0] == nodes[1]
    assert [node.subject.span.start - node.span.start for node in nodes] == [0, 0]  # type: ignore[attr-defined]
    slips = [found.span for _, each in told for found in each]
    assert [place.line for place in slips] == [3, 4]
    assert slips[0].start - places[2].start == slips[1].start - places[3].start


@pytest.mark.parametrize(
    "text", ["(" * 3000, "not " * 1000 + "a", "1" + " + 1" * 1200, "a of " * 900 + "b", "(" * 70 + "a" + ")" * 70]
)
def test_a_sentence_nested_too_deeply_is_refused_in_words(text: str) -> None:
    node, found = parser.parse_expression(Span(Source("test", text), 0, len(text)))
    assert node is None
    assert len(found) == 1


def test_a_sentence_that_is_too_long_is_refused_in_words() -> None:
    text = "a is b" + " and a is b" * 500
    node, found = parser.parse_expression(Span(Source("test", text), 0, len(text)))
    assert node is None
    assert [d.code for d in found] == [Code.TOO_LONG]


def test_a_number_longer_than_any_is_told_and_not_worked_with() -> None:
    sentence = "floors > " + "9" * 4_400
    node, found = parser.parse_expression(Span(Source("test", sentence), 0, len(sentence)))
    assert node is None
    assert [(d.code, d.message) for d in found] == [
        (Code.BAD_NUMBER, "a number of 4400 digits is longer than any policy needs")
    ]
