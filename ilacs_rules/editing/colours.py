"""What the words of a sentence are, so that an editor can colour them: names of each kind, words of the language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ilacs_rules.editing.desk import OpenFile
from ilacs_rules.editing.key_order import SENTENCES
from ilacs_rules.editing.mentions import mentions
from ilacs_rules.editing.names import DEFINITIONS, EVENTS, FACTS, RECORDS, REQUIREMENTS, SETS, SOURCES, VALUES
from ilacs_rules.language.names import KEPT_WORDS, LEADING_WORDS
from ilacs_rules.language.parser import LONGEST_SENTENCE
from ilacs_rules.policy.comments import KeyPath, texts_of
from ilacs_rules.text.source import Span
from ilacs_rules.workspace.positions import last_key

WORD, NUMBER, TEXT = "word of the language", "number", "text"
KINDS = (DEFINITIONS, FACTS, RECORDS, VALUES, EVENTS, REQUIREMENTS, SOURCES, SETS, WORD, NUMBER, TEXT)

_PIECE = re.compile(r"(?P<text>\"[^\"\n]*\")|(?P<number>\d[\d.,-]*)|(?P<word>[^\W\d_]+)")
_WORDS = (
    KEPT_WORDS
    | LEADING_WORDS
    | {"least", "most", "one", "number", "moved", "next", "but", "end", "publication", "total"}
)


@dataclass(frozen=True, slots=True)
class Coloured:
    """Characters of one line, and which of `KINDS` they are."""

    span: Span
    kind: str


def coloured(written: OpenFile) -> list[Coloured]:
    """The names of a file, and the words and numbers of its sentences between them, in reading order."""
    if written.tree is None:
        return []
    names = [each for each in mentions(written) if each.span.source.name == written.source.name]
    found = [Coloured(each.span, each.section) for each in names]
    taken = {place for each in names for place in range(each.span.start, each.span.end)}
    for keys, text, is_key in texts_of(written.tree):
        if not is_key and _is_a_sentence(keys) and len(text.value) <= LONGEST_SENTENCE:
            source, first = text.inner.source, text.inner.start
            pieces = ((first + start, first + end, kind) for start, end, kind in _pieces(text.inner.text))
            found += [Coloured(Span(source, start, end), kind) for start, end, kind in pieces if start not in taken]
    return sorted((line for each in found for line in _by_line(each)), key=lambda each: each.span.start)


def _is_a_sentence(keys: KeyPath) -> bool:
    in_rules = bool(keys) and keys[0] in ("definitions", "requirements", "guarantees", "priorities", "transition")
    return in_rules and (last_key(keys) in SENTENCES or (keys[0] == "definitions" and len(keys) == 2))


@lru_cache(maxsize=4096)  # while one sentence is written all others stay as they were
def _pieces(sentence: str) -> tuple[tuple[int, int, str], ...]:
    """What is no name in a sentence: from where to where, and which of `KINDS`."""
    told = ((each, _kind(each)) for each in _PIECE.finditer(sentence))
    return tuple((*each.span(), kind) for each, kind in told if kind is not None)


def _kind(piece: re.Match[str]) -> str | None:
    if piece["text"] or piece["number"]:
        return TEXT if piece["text"] else NUMBER
    return WORD if piece["word"].lower() in _WORDS else None


def _by_line(whole: Coloured) -> Iterator[Coloured]:
    """A name that goes on on the next line, line by line."""
    start, text = whole.span.start, whole.span.text
    if "\n" not in text and text == text.strip():
        yield whole
        return
    for line in text.split("\n"):
        blank = len(line) - len(line.lstrip())
        if line.strip():
            span = Span(whole.span.source, start + blank, start + len(line.rstrip()))
            yield Coloured(span, whole.kind)
        start += len(line) + 1
