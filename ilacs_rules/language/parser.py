"""Parsing the sentences of a rule in place: every offset is an offset in the file.

Each function takes the span of a sentence and gives its node, or None with at least one diagnostic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import cast

import lark
from lark import TextSlice, Token, Tree
from lark.exceptions import UnexpectedInput, UnexpectedToken

from ilacs_rules.language import cell_nodes as c
from ilacs_rules.language import due_nodes as d
from ilacs_rules.language import nodes as n
from ilacs_rules.language import phase_nodes as ph
from ilacs_rules.language import tables
from ilacs_rules.language.cells_meant import cells_meant
from ilacs_rules.language.condition_meant import conditions_meant
from ilacs_rules.language.due_meant import as_meant
from ilacs_rules.language.limits_meant import LIMITS, split_off_case
from ilacs_rules.language.number_cells import number_alone, number_cell
from ilacs_rules.language.often_meant import length_meant
from ilacs_rules.language.phrases import NO_PHRASES, NamePhrases, Spelling
from ilacs_rules.language.sentence_builder import Builder
from ilacs_rules.language.spoken import Spoken
from ilacs_rules.language.syntax import explain, form_of
from ilacs_rules.language.told_meant import told_as_meant, told_of_cell
from ilacs_rules.language.walk import walk
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.instead import written_instead
from ilacs_rules.text.source import Source, Span

LONGEST_SENTENCE = 5_000  # characters
MOST_DIGITS = 30  # before the point, and after it, as in data
DEEPEST = 60  # brackets, chains of `of`, of `+`, and so on, one within the other

_LONG_NUMBER = re.compile(rf'"[^"\n]*"|(\d{{{MOST_DIGITS + 1},}})')  # a text in quotes is passed over


def parse_expression(span: Span, phrases: NamePhrases = NO_PHRASES) -> tuple[n.Expr | None, list[Diagnostic]]:
    """A condition or a value."""
    quick = number_alone(span, span.text)
    if quick is not None:
        return quick, []
    node, found = _parse(span, "expr", phrases)
    return cast("n.Expr | None", node), found


def parse_due(span: Span, phrases: NamePhrases = NO_PHRASES) -> tuple[d.Due | None, list[Diagnostic]]:
    """A `due:` sentence."""
    node, found = _parse(span, "due", phrases)
    return cast("d.Due | None", node), found


def parse_length(span: Span, phrases: NamePhrases = NO_PHRASES) -> tuple[n.Expr | None, list[Diagnostic]]:
    """A length of time, or the name of one (`lasts:`, `notice:`)."""
    node, found = _parse(span, "length", phrases)
    return cast("n.Expr | None", node), found


def parse_history(span: Span, phrases: NamePhrases = NO_PHRASES) -> tuple[n.History | None, list[Diagnostic]]:
    """A kind of event with filters (`for each:`)."""
    node, found = _parse(span, "history", phrases)
    return cast("n.History | None", node), found


def parse_phase(span: Span, phrases: NamePhrases = NO_PHRASES) -> tuple[ph.PhaseSentence | None, list[Diagnostic]]:
    """A phase of an event (`phases:`)."""
    node, found = _parse(span, "phase", phrases)
    return cast("ph.PhaseSentence | None", node), found


def parse_cell(span: Span, phrases: NamePhrases = NO_PHRASES) -> tuple[c.Cell | None, list[Diagnostic]]:
    """A condition cell of a decision table."""
    text = span.text
    quick = number_cell(span, text)
    if quick is None and len(text) < MOST_DIGITS and (name := _name_alone(text)) is not None:
        test = n.ComparisonTest(n.Relation.EQUAL, n.Name(name, span=span), n.Wording.IS, span=span)
        quick = c.Cell((test,), span=span)
    if quick is not None:
        return quick, []
    node, found = _parse(span, "cell", phrases)
    return cast("c.Cell | None", node), found


@lru_cache(maxsize=1024)  # of the values of scales and choices there are few, and each stands in many cells
def _name_alone(cell: str) -> str | None:
    """The folded name that a cell consists of; None for any other cell."""
    match parse_otherwise(cell, Span(Source("cell", cell), 0, len(cell)), "cell"):
        case c.Cell(tests=(n.ComparisonTest(n.Relation.EQUAL, n.Name(name=name), n.Wording.IS),)):
            return name
        case _:
            return None


_LETTER = re.compile(r"[^\W\d_]")


@cache
def _parser() -> lark.Lark:
    return tables.load()


def other_readings(node: n.Node, start: str, phrases: NamePhrases) -> list[tuple[n.Node, Spelling]]:
    """How else a sentence can be read where declared names stand in it word for word, with their words."""
    sentence = node.span.text
    if not _LETTER.search(sentence):  # as most cells of a large table: names are words
        return []
    readings = _readings(sentence, start, phrases)
    others = readings.spellings if readings.as_it_stands else readings.spellings[1:]  # the first is what it is read as
    moved = (each.at(node.span) for each in others)
    built = ((parse_otherwise(each.text, node.span, start), each) for each in moved)
    return [(other, each) for other, each in built if other is not None and other != node]


@dataclass(frozen=True, slots=True)
class _Readings:
    """Whether a sentence can be read as it stands, and the spellings that make something else of it."""

    as_it_stands: bool
    spellings: tuple[Spelling, ...]


_ONE_READING = _Readings(True, ())


@lru_cache(maxsize=4096)  # while one sentence of a policy is edited all others stay as they were
def _readings(sentence: str, start: str, phrases: NamePhrases) -> _Readings:
    """The readings of a sentence by itself; places count from its own beginning."""
    span = Span(Source("", sentence), 0, len(sentence))
    found = list(phrases.spellings(span))
    if not found:
        return _ONE_READING  # as nearly all sentences, and all cells of numbers: none of these is parsed once more
    plain = parse_otherwise(sentence, span, start)
    different: list[n.Node] = [] if plain is None else [plain]
    spellings = []
    for spelling in found:
        other = parse_otherwise(spelling.text, span, start)
        if other is not None and all(other != each for each in different):
            different.append(other)
            spellings.append(spelling)
    return _Readings(plain is not None, tuple(spellings))


def parse_otherwise(text: str, span: Span, start: str) -> n.Node | None:
    """The node of a text that could stand in the place of a sentence, or None where it cannot be understood."""
    tree = _shallow_tree(text, start)
    if tree is None:
        return None
    builder = Builder(span.source, span.start)
    node = builder.build(tree)
    return None if builder.diagnostics else cast("n.Node", node)


def _parse(span: Span, start: str, phrases: NamePhrases) -> tuple[object | None, list[Diagnostic]]:
    """The node of a sentence; where it makes no sense as it stands, with the declared names in it kept whole."""
    if span.end - span.start > LONGEST_SENTENCE:
        hint = "give its parts names under “definitions”, and use the names here"
        message = f"this sentence is {span.end - span.start} characters long; the limit is {LONGEST_SENTENCE}"
        return None, [Diagnostic(Code.TOO_LONG, message, Span(span.source, span.start, span.start + 1), hint)]
    long = next((found for found in _LONG_NUMBER.finditer(span.text) if found[1]), None)
    if long is not None:
        message = f"a number of {len(long[1])} digits is longer than any policy needs"
        place = Span(span.source, span.start + long.start(), span.start + long.end())
        return None, [Diagnostic(Code.BAD_NUMBER, message, place, f"write at most {MOST_DIGITS} digits")]
    other = None if _tree(span.text, start) else _with_names_whole(span, start, phrases)
    if other is not None:
        return other, []
    try:
        node, findings = _built(span, start)
    except UnexpectedInput as error:
        return None, [_explained(error, span, start, phrases.spoken)]
    other = _with_names_whole(span, start, phrases) if node is None else None
    return (node, list(findings)) if other is None else (other, [])


def _with_names_whole(span: Span, start: str, phrases: NamePhrases) -> n.Node | None:
    spellings = _readings(span.text, start, phrases).spellings
    return parse_otherwise(spellings[0].text, span, start) if spellings else None


def _explained(error: UnexpectedInput, span: Span, start: str, spoken: Spoken) -> Diagnostic:
    """What is told of a sentence that is none; a hint says what to write only where that can be read."""
    found = explain(error, span, start)
    if start == "cell":
        ways = [each for each in cells_meant(span.text, spoken.values) if _is_read(each, start, spoken)]
        if ways:
            return told_of_cell(span, ways, found.code)
    meant = _meant(span.text, start, spoken)
    if meant is not None:
        return told_as_meant(span, meant, found.code, _case_meant(span.text, spoken) if start == "due" else None)
    days = _days_of(span) if start == "due" else None
    if days is not None and (meant := _meant(days.text, start, spoken)) is not None:
        return told_as_meant(days, meant, found.code)  # what is said after the comma is looked at once these are right
    before = span.source.text[span.start : found.span.start]
    return found if _can_be_followed(found, span, start, spoken) else replace(found, hint=form_of(start, before))


def _days_of(sentence: Span) -> Span | None:
    """The words of a due sentence before its first comma; None where there is none."""
    comma = LIMITS.search(sentence.text)
    return None if comma is None else Span(sentence.source, sentence.start, sentence.start + comma.start())


def _can_be_followed(found: Diagnostic, sentence: Span, start: str, spoken: Spoken) -> bool:
    """Whether what a hint says to write is read there, up to its end; what follows it may be wrong as well."""
    if (found.hint or "").startswith("expected"):  # words of which one may come next, and more after it
        return True
    ways = list(written_instead(found))
    source = sentence.source.text
    for place, text in ways:
        so_far = source[sentence.start : max(place.start, sentence.start)] + text
        there = so_far + source[place.end : sentence.end]
        stops = _stops_at(there, start)
        further = stops is not None and stops >= len(so_far)
        if further or any(_is_read(each, start, spoken) for each in (there, text)):
            return True
    return not ways


def _stops_at(text: str, start: str) -> int | None:
    """Where a text stops making sense; None where it makes sense as a whole."""
    try:
        _parser().parse(text, start=start)
    except UnexpectedToken as error:
        return len(text) if error.token.type == "$END" else error.token.start_pos or 0
    except UnexpectedInput as error:
        return error.pos_in_stream or 0
    return None


@lru_cache(maxsize=1024)  # a version that amends another reads its sentences again
def _built(span: Span, start: str) -> tuple[object | None, tuple[Diagnostic, ...]]:
    tree, offset = _tree(span.text, start), span.start
    if tree is None:  # read where it stands, it tells the place in the file
        tree, offset = _parser().parse(TextSlice(span.source.text, span.start, span.end), start=start), 0
    if _deeper_than(tree, DEEPEST):
        hint = "give its parts names under “definitions”, and use the names here"
        return None, (Diagnostic(Code.TOO_DEEP, f"this sentence is nested more than {DEEPEST} deep", span, hint),)
    builder = Builder(span.source, offset)
    node = builder.build(tree)
    return (None if builder.diagnostics else node), tuple(builder.diagnostics)


@lru_cache(maxsize=4096)  # the same words stand in many cells, and in a text as it was before it was edited
def _tree(text: str, start: str) -> Tree[Token] | None:
    """The parse tree of a sentence by itself, None where it is none; its places count from its own beginning."""
    try:
        return _parser().parse(text, start=start)
    except UnexpectedInput:
        return None


@lru_cache(maxsize=4096)
def _shallow_tree(text: str, start: str) -> Tree[Token] | None:
    """The same, None also where it is too deep."""
    tree = _tree(text, start)
    return None if tree is None or _deeper_than(tree, DEEPEST) else tree


def _meant(sentence: str, start: str, spoken: Spoken) -> str | None:
    """What would be read in place of a sentence; of a due sentence with `after …` where only the day is wanting."""
    if start == "expr":
        return next((each for each in conditions_meant(sentence, spoken) if _is_read(each, start, spoken)), None)
    if start == "length":
        return length_meant(sentence)
    meant = as_meant(sentence, spoken) if start == "due" else None
    if meant is None or _is_read(meant, start, spoken):
        return meant
    return f"{meant} after …" if _is_read(f"{meant} after today", start, spoken) else None


def _case_meant(sentence: str, spoken: Spoken) -> str | None:
    """The condition that a due sentence holds, as it is to stand under `when`; “…” where its words cannot be read."""
    _, case = split_off_case(sentence)
    if case is None or _is_read(case, "expr", spoken):
        return case
    return _meant(case, "expr", spoken) or "…"


def _is_read(sentence: str, start: str, spoken: Spoken) -> bool:
    """Whether a sentence that is to be offered is one, of names that mean something."""
    node = parse_otherwise(sentence, Span(Source("meant", sentence), 0, len(sentence)), start)
    return node is not None and all(spoken.knows(each.name) for each in walk(node) if isinstance(each, n.Name))


def _deeper_than(tree: Tree[Token], limit: int) -> bool:
    """Whether a tree is deeper than a limit, without recursion."""
    level: list[Tree[Token]] = [tree]
    for _ in range(limit):
        level = [child for item in level for child in item.children if isinstance(child, Tree)]
        if not level:
            return False
    return True
