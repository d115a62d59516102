"""One item of a policy file, such as a requirement, asked for its keys one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from ilacs_rules.language.days import Period, read_as_known, read_day
from ilacs_rules.language.phrases import NO_PHRASES, NamePhrases
from ilacs_rules.policy.cited import Citation
from ilacs_rules.policy.tree import Items, Map, Text, Tree
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import MOST_FINDINGS, Diagnostic
from ilacs_rules.text.files import ON_DISK, Files
from ilacs_rules.text.source import Span

T = TypeVar("T")
W = TypeVar("W", bound=StrEnum)

_MOST_DIGITS = 30
MOST_IN_SENTENCES = 200_000  # characters; those of a real policy have some thousands
NOTHING = -1  # is left where no more sentences are read, and it has been told why
_SHORT = 30  # characters of a sentence that is not counted: cells of tables have a limit of their own
Parse = Callable[[Span, NamePhrases], tuple[T, list[Diagnostic]]]  # T is a node or None


@dataclass(slots=True)
class Allowance:
    """How many more characters of sentences are read of a file: reading one takes time in proportion to it."""

    left: int = field(default_factory=lambda: MOST_IN_SENTENCES)

    def take(self, sentence: Text) -> Diagnostic | None:
        """Takes a sentence off. A finding (E103) for the first that is too much."""
        length = len(sentence.value)
        had, self.left = self.left, self.left - (length if length > _SHORT else 0)
        if self.left >= 0 or had < 0:
            return None
        message = (
            f"the sentences of this policy come to more than {MOST_IN_SENTENCES:,} characters, the most that are read"
        )
        hint = (
            "check that it is the right file; what many sentences say alike may be one definition, or a decision table"
        )
        return Diagnostic(Code.FILE_TOO_LARGE, message, sentence.inner, hint)


@dataclass(slots=True)
class ItemKeys:
    """The keys of one item. A key that is there and could not be read is put on `lost`, and reported once."""

    name: Text
    body: Map
    diagnostics: list[Diagnostic]
    lost: set[str] = field(default_factory=set)
    phrases: NamePhrases = NO_PHRASES
    files: Files = ON_DISK
    allowance: Allowance = field(default_factory=Allowance)

    def text(self, key: str) -> Text | None:
        """A text, as typed and with its place."""
        value = self._value(key)
        if value is None or (isinstance(value, Text) and value.readable):
            return value if isinstance(value, Text) else None
        self.lost.add(key)
        return None

    def words(self, key: str) -> str | None:
        """A text for readers."""
        text = self.text(key)
        return text.value if text else None

    def choice(self, key: str, default: W) -> W:
        """One of the words of a closed list; the default also for any other, which has been reported."""
        words = self.words(key)
        return type(default)(words) if words in tuple(type(default)) else default

    def texts(self, key: str) -> tuple[Text, ...]:
        """A list of texts; one alone is a list of one."""
        value = self._value(key)
        if value is None:
            return ()
        items = value.items if isinstance(value, Items) else (value,)
        found = tuple(item for item in items if isinstance(item, Text) and item.readable)
        if len(found) < len(items):
            self.lost.add(key)
        return found

    def day(self, key: str) -> date | None:
        """A day."""
        text = self.text(key)
        if text is None:
            return None
        day, problem = read_day(text.value, text.inner)
        if problem:
            self.diagnostics.append(problem)
            self.lost.add(key)
        return day

    def day_as_known(self, key: str) -> Period | None:
        """From when to when a day may lie of which not everything need be known."""
        text = self.text(key)
        if text is None:
            return None
        found, problem = read_as_known(text.value, text.inner)
        if problem:
            self.diagnostics.append(problem)
            self.lost.add(key)
        return found

    def count(self, key: str) -> int | None:
        """A whole number."""
        text = self.text(key)
        if text is None:
            return None
        if len(text.value) <= _MOST_DIGITS and text.value.isdecimal():
            return int(text.value)
        if text.value.isdecimal():  # anything else was found when the file was held against its schema
            message = f"a number of {len(text.value)} digits is longer than any policy needs"
            self.diagnostics.append(Diagnostic(Code.BAD_NUMBER, message, text.inner, "write fewer digits"))
        self.lost.add(key)
        return None

    def citations(self, key: str = "source") -> tuple[Citation, ...]:
        """Pointers into sources."""
        return tuple(_citation(text) for text in self.texts(key))

    def sentence(self, key: str, parse: Parse[T]) -> T | None:
        """A sentence of the language, parsed where it stands."""
        text = self.text(key)
        node = self.parse_in_place(text, parse) if text else None
        if text and node is None:
            self.lost.add(key)
        return node

    def parse_in_place(self, text: Text, parse: Parse[T]) -> T | None:
        """Parses the characters of a text where they stand; None, with a finding, where they are no sentence.

        After `MOST_FINDINGS`, and beyond the allowance, no more sentences are looked at: whoever gathers the
        findings sees it by their number, and one tells of that. A quoted text must stand in the file just as it is
        meant: what would need an escape is refused (E207).
        """
        if len(self.diagnostics) >= MOST_FINDINGS:
            return None
        if (too_much := self.allowance.take(text)) is not None:
            self.diagnostics.append(too_much)
        if self.allowance.left < 0:
            return None
        escaped = _escape(text)
        if escaped:
            message = f"“{escaped.text}” may not stand in a sentence of a rule"
            hint = "put the sentence in the other kind of quotation marks: '…' or \"…\""
            self.diagnostics.append(Diagnostic(Code.ODD_CHARACTER, message, escaped, hint))
            return None
        node, found = parse(text.inner, self.phrases)
        self.diagnostics += found
        return node

    def _value(self, key: str) -> Tree | None:
        entry = self.body.entries.get(key)
        return entry.value if entry else None


def _escape(text: Text) -> Span | None:
    if text.inner.start == text.span.start:
        return None
    quote = text.span.text[:1]
    if quote not in ("'", '"'):
        return None
    for sign in ("\\", '""') if quote == '"' else ("''",):
        at = text.inner.text.find(sign)
        if at >= 0:
            start = text.inner.start + at
            return Span(text.inner.source, start, min(start + 2, text.inner.end))
    return None


def _citation(text: Text) -> Citation:
    name, comma, pinpoint = text.value.partition(",")
    if not comma:
        return Citation(text)
    written, _, rest = text.inner.text.partition(",")
    cited = _part(text, name, 0, written)
    return Citation(cited, _part(text, pinpoint, len(written) + 1, rest) if pinpoint.strip() else None)


def _part(text: Text, value: str, at: int, written: str) -> Text:
    """A part of a text, without the blanks around it: what it says, and where and how it is written."""
    start = text.inner.start + at + len(written) - len(written.lstrip())
    span = Span(text.inner.source, start, start + len(written.strip()))
    return Text(value.strip(), span, span)
