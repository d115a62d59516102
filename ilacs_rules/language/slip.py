"""The place where a sentence stops making sense, as the rules that explain it see it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ilacs_rules.text.source import Span

_WORD = re.compile(r"[^\W_][\w'’-]*")


@dataclass(frozen=True)
class Slip:
    """Where a sentence stopped making sense."""

    sentence: Span
    start: str  # which kind of sentence
    at: int  # offset of the words that do not fit
    expected: frozenset[str]  # terminals of the grammar

    @property
    def before(self) -> str:
        """What was understood."""
        return self.sentence.source.text[self.sentence.start : self.at]

    @property
    def rest(self) -> str:
        """What was not."""
        return self.sentence.source.text[self.at : self.sentence.end].rstrip()

    @property
    def word(self) -> str:
        """The word that does not fit, or the single character."""
        found = _WORD.match(self.rest)
        return found.group() if found else self.rest[:1]

    def span(self, length: int | None = None) -> Span:
        """The word that does not fit, or as many characters."""
        long = len(self.word) if length is None else length
        return Span(self.sentence.source, self.at, self.at + max(long, 1))
