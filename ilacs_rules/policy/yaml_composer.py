"""From YAML to a located tree: places are kept, values stay as they were typed, and nothing is ever loaded.

The tree is built from the stream of events, so that depth, aliases and tags are refused before they can do harm and
nothing here recurses. How deep is too deep is said here alone, whatever limits the YAML library has of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from ilacs_rules.language.names import fold
from ilacs_rules.policy import yaml_slips as slips
from ilacs_rules.policy.tree import Entry, Items, Map, Text, Tree
from ilacs_rules.policy.yaml_errors import explain
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import MOST_FINDINGS, Diagnostic, is_error, not_looked_at
from ilacs_rules.text.source import Source, Span

DEEPEST = 30  # lists and groups, one within the other

MOST_VALUES = 600_000  # of one file: each takes up to 800 bytes, however few characters it is written in
_LOADER = getattr(yaml, "CLoader", yaml.Loader)  # only ever given to `yaml.parse`
_COLON = re.compile(r"\s*:")
_COMMENT = re.compile(r" #[^\n\r]*")
_BLOCK_HEADER = re.compile(r"[|>][+-]?[ \t]*(?:#.*)?")


def _too_deep_before(source: Source, text: str, error: yaml.MarkedYAMLError) -> Diagnostic | None:
    """What is too deep before the place where the library stopped, if anything is.

    A scanner reads ahead on a line before it gives out the first event of it, and some refuse depth of their own
    accord while they do. The text up to that place can be read, so that a text is told alike whatever read it.
    """
    try:
        Composer(source, text).take_all(text[: min(_marks(error), default=0)])
    except yaml.MarkedYAMLError:
        return None
    except _StopError as stop:
        return stop.diagnostic if stop.diagnostic.code is Code.TOO_DEEP else None
    return None


def _marks(error: yaml.MarkedYAMLError) -> list[int]:
    """Where the library says that something began, and where it stopped."""
    return [mark.index for mark in (error.context_mark, error.problem_mark) if mark is not None]


class _StopError(Exception):
    """Reading cannot go on after this finding."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


@dataclass(frozen=True, slots=True)
class YamlSlip:
    """Why a text cannot be read, and between which two places it went wrong."""

    told: list[Diagnostic]
    first: int
    last: int


@dataclass(slots=True)
class _Open:
    """A list or group whose end has not been reached."""

    start: int
    flow: bool
    keyed: bool
    entries: dict[str, Entry] = field(default_factory=dict)
    items: list[Tree] = field(default_factory=list)
    key: Text | None = None
    end: int | None = None


class Composer:
    """Builds the tree, event by event; on `last`, where what was taken last began."""

    def __init__(self, source: Source, text: str) -> None:
        """`text` is that of the source, parts of it perhaps left empty."""
        self.source = source
        self.text = text
        self.diagnostics: list[Diagnostic] = []
        self._errors = 0
        self.had_enough = False  # so much is wrong that the rest was not looked at
        self.open: list[_Open] = []
        self.root: Tree | None = None
        self.last = 0  # where what was taken last began
        self._values = 0

    def read(self) -> YamlSlip | None:
        """Takes all of the text; the slip where it cannot be read."""
        unfit = slips.unfit_characters(Source("", self.text))
        if unfit:
            found = [self._here(each) for each in unfit]
            return YamlSlip(found, found[0].span.start, found[0].span.end)
        try:
            self.take_all(self.text)
        except yaml.MarkedYAMLError as error:
            too_deep = _too_deep_before(self.source, self.text, error)
            told = too_deep or self._here(explain(Source("", self.text), error))
            return YamlSlip([told], min(self.last, told.span.start), max([told.span.start, *_marks(error)]))
        except _StopError as stop:
            place = stop.diagnostic.span.start
            return YamlSlip([stop.diagnostic], place, place)
        return None

    def take_all(self, text: str) -> None:
        """Takes all events of a text, which is its own or the beginning of it; none after `MOST_FINDINGS` errors."""
        for event in yaml.parse(text, Loader=_LOADER):
            self._take(event)
            if self.had_enough:
                return

    def _here(self, found: Diagnostic) -> Diagnostic:
        related = tuple((replace(span, source=self.source), words) for span, words in found.related)
        return replace(found, span=replace(found.span, source=self.source), related=related)

    def _take(self, event: Event) -> None:
        match event:
            case ScalarEvent():
                self.last = self._span(event).start
                self._scalar(event)
            case CollectionStartEvent():
                self._begin(event)
            case CollectionEndEvent():
                self._finish(self._span(event).end)
            case AliasEvent():
                raise _StopError(slips.special(self._span(event)))
            case DocumentStartEvent():
                if self.root is not None or event.version or event.tags:
                    raise _StopError(slips.document_mark(self._span(event)))
            case DocumentEndEvent() | StreamStartEvent() | StreamEndEvent():
                pass

    def result(self) -> tuple[Map | None, list[Diagnostic]]:
        """The tree of what was read, or None with the reason; and what was found on the way."""
        if self.had_enough:
            return None, [*self.diagnostics, not_looked_at(self.diagnostics)]
        if isinstance(self.root, Map):
            return self.root, self.diagnostics
        span = Span(self.source, 0, 0) if self.root is None else self.root.span
        message = "this file is empty" if self.root is None else "a file begins with a key and a colon"
        hint = "write for example “policy: …” on the first line"
        return None, [*self.diagnostics, Diagnostic(Code.WRONG_SHAPE, message, span, hint)]

    def _tell(self, found: Diagnostic) -> None:
        self.diagnostics.append(found)
        self._errors += is_error(found)
        self.had_enough = self._errors > MOST_FINDINGS

    # -------------------------------------------------------------------------------------------- lists and groups

    def _begin(self, event: CollectionStartEvent) -> None:
        span = self._span(event)
        if event.anchor or event.tag:
            raise _StopError(slips.special(span))
        if len(self.open) == DEEPEST:
            message = f"this is nested more than {DEEPEST} deep"
            raise _StopError(Diagnostic(Code.TOO_DEEP, message, Span(self.source, span.start, span.start + 1)))
        if self._expects_key():
            raise _StopError(slips.complex_key(Span(self.source, span.start, span.start + 1)))
        self.open.append(_Open(span.start, bool(event.flow_style), isinstance(event, MappingStartEvent)))

    def _finish(self, end: int) -> None:
        done = self.open.pop()
        if not done.flow and done.end is not None:
            end = done.end  # the mark of a block stands where the next thing begins
        span = Span(self.source, done.start, end)
        self._place(Map(done.entries, span) if done.keyed else Items(tuple(done.items), span))

    def _place(self, value: Tree) -> None:
        self._values += 1
        if self._values > MOST_VALUES:
            message = f"this file holds more than {MOST_VALUES:,} values, the most that is read"
            hint = "check that it is the right file; so many cases are kept in CSV, XLSX or Parquet"
            raise _StopError(Diagnostic(Code.FILE_TOO_LARGE, message, value.span, hint))
        if not self.open:
            self.root = value
            return
        parent = self.open[-1]
        parent.end = value.span.end
        if not parent.keyed:
            parent.items.append(value)
            return
        key, parent.key = parent.key, None
        assert key is not None
        folded = fold(key.value)
        first = parent.entries.get(folded)
        if first is None:
            parent.entries[folded] = Entry(key, value)
        else:
            self._tell(slips.written_twice(key, first.key))

    # -------------------------------------------------------------------------------------------- texts

    def _scalar(self, event: ScalarEvent) -> None:
        text = self._text(event)
        if not self._expects_key():
            self._value(text, plain=event.style in ("", None))
            return
        key_span = text.span
        if event.tag or event.anchor or text.value == "<<":
            raise _StopError(slips.special(key_span))
        if self._follows_question_mark(key_span.start):
            raise _StopError(slips.complex_key(key_span))
        self.open[-1].key = text

    def _value(self, text: Text, plain: bool) -> None:
        parent = self.open[-1] if self.open else None
        key = parent.key if parent else None
        if parent and key and parent.flow and plain and not text.value and self._slip_in_braces(parent, key):
            return
        if plain and text.value:
            self._warn_of_comment(text, key)
        self._place(text)

    def _slip_in_braces(self, parent: _Open, key: Text) -> bool:
        """Whether a key without a value is a slip: `{from:2018-01-01}`, or a comma that cut a value short."""
        if _COLON.match(self.text, key.span.end):
            return False
        split = slips.JOINED.fullmatch(key.value)
        if split:
            self._tell(slips.no_space_after_colon(key.span, in_braces=True))
            parent.key = Text(split[1], key.span, key.inner)
            self._place(_unreadable(key))
            return True
        if not parent.entries:
            return False
        self._tell(slips.comma_in_braces(key))
        cut, entry = parent.entries.popitem()
        parent.entries[cut] = Entry(entry.key, _unreadable(entry.key))
        parent.key = None
        return True

    def _warn_of_comment(self, text: Text, key: Text | None) -> None:
        comment = _COMMENT.match(self.text, text.span.end)
        if comment:
            place = Span(self.source, comment.start() + 1, comment.end())
            self._tell(slips.comment_cuts(place, text, key))

    def _text(self, event: ScalarEvent) -> Text:
        span = self._span(event)
        if event.anchor:
            raise _StopError(slips.special(span))
        if event.tag:
            self._tell(slips.special(span))
            return Text("", span, span, readable=False)
        if event.style in ("'", '"'):
            return Text(event.value, span, Span(self.source, span.start + 1, span.end - 1))
        if event.style in ("|", ">"):
            return self._block(event, span)
        return Text(event.value, span, span)

    def _block(self, event: ScalarEvent, span: Span) -> Text:
        header, newline, body = self.text[span.start : span.end].partition("\n")
        if not _BLOCK_HEADER.fullmatch(header.rstrip("\r")):
            raise _StopError(slips.sign_first(span, self.open[-1].key if self.open else None))
        start = span.start + len(header) + len(newline)
        inner = Span(self.source, start, start + len(body.rstrip()))
        return Text(event.value.rstrip("\n"), Span(self.source, span.start, inner.end), inner)

    def _expects_key(self) -> bool:
        return bool(self.open) and self.open[-1].keyed and self.open[-1].key is None

    def _follows_question_mark(self, offset: int) -> bool:
        while offset > 0 and self.text[offset - 1] == " ":
            offset -= 1
        return offset > 0 and self.text[offset - 1] == "?"

    def _span(self, event: Event) -> Span:
        assert event.start_mark is not None
        assert event.end_mark is not None
        return Span(self.source, event.start_mark.index, event.end_mark.index)


def _unreadable(place: Text) -> Text:
    return Text("", place.span, place.inner, readable=False)
