"""A JSON text as a located tree, the same that YAML gives. Numbers, true and false stay as typed; null is empty."""

from __future__ import annotations

import json

from ilacs_rules.language.names import fold
from ilacs_rules.policy.tree import Entry, Items, Map, Text, Tree
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.patterns import pattern
from ilacs_rules.text.source import Source, Span

MOST_NESTED = 64
_SPACE = pattern(r"[ \t\r\n]*+")
_STRING = pattern(r'"(?:[^"\\\x00-\x1f]|\\.)*+"')
_PLAIN = pattern(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?|true|false|null")


class _RefusedError(Exception):
    """Leaves the reading at the first mistake: what follows one in JSON means nothing."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


def read_json(source: Source) -> tuple[Map | None, list[Diagnostic]]:
    """The tree of a JSON text, or the first thing that is wrong with it (E104, E107, E701)."""
    reader = _JsonReader(source)
    try:
        tree = reader.value(0)
        reader.space()
        if reader.at < len(source.text):
            raise reader.refused("nothing may follow the end of the JSON value", 1)
        if not isinstance(tree, Map):
            reader.at = tree.span.start
            raise reader.refused("a case file begins with “{”", 1)
    except _RefusedError as refused:
        return None, [refused.diagnostic]
    return tree, []


class _JsonReader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.at = 0

    def value(self, depth: int) -> Tree:
        self.space()
        if depth > MOST_NESTED:
            raise self.refused(f"brackets are nested more than {MOST_NESTED} deep", 1, Code.TOO_DEEP)
        match self.source.text[self.at : self.at + 1]:
            case "{":
                return self.map(depth)
            case "[":
                return self.items(depth)
            case '"':
                return self.string()
            case _:
                return self.plain()

    def map(self, depth: int) -> Map:
        start = self.at
        self.at += 1
        entries: dict[str, Entry] = {}
        while not self.closed("}", first=not entries):
            if self.source.text[self.at : self.at + 1] != '"':
                raise self.refused("expected a name in double quotes", 1)
            key = self.string()
            if fold(key.value) in entries:
                first = entries[fold(key.value)].key.span
                message = f"“{key.value}” is given twice"
                related = ((first, "first given here"),)
                raise _RefusedError(Diagnostic(Code.DUPLICATE_KEY, message, key.span, "remove one", related))
            self.space()
            if not self.source.text.startswith(":", self.at):
                raise self.refused(f"expected a colon after “{key.value}”", 1)
            self.at += 1
            entries[fold(key.value)] = Entry(key, self.value(depth + 1))
        return Map(entries, Span(self.source, start, self.at))

    def items(self, depth: int) -> Items:
        start = self.at
        self.at += 1
        items: list[Tree] = []
        while not self.closed("]", first=not items):
            items.append(self.value(depth + 1))
        return Items(tuple(items), Span(self.source, start, self.at))

    def closed(self, bracket: str, *, first: bool) -> bool:
        """Whether the bracket closes here; otherwise goes to the next item, over the comma before it."""
        self.space()
        if self.source.text.startswith(bracket, self.at):
            self.at += 1
            return True
        if not first:
            if not self.source.text.startswith(",", self.at):
                raise self.refused(f"expected a comma or “{bracket}”", 1)
            self.at += 1
            self.space()
        return False

    def string(self) -> Text:
        found = _STRING.match(self.source.text, self.at)
        if found is None:
            raise self.refused("this text has no closing quotation mark on its line", 1)
        span = Span(self.source, *found.span())
        try:
            value = json.loads(found[0])
            value.encode()  # refuses half of a surrogate pair
        except ValueError:
            raise self.refused("this text holds a “\\” that means nothing", len(found[0])) from None
        self.at = found.end()
        return Text(value, span, Span(self.source, span.start + 1, span.end - 1))

    def plain(self) -> Text:
        found = _PLAIN.match(self.source.text, self.at)
        if found is None:
            raise self.refused("expected a text in double quotes, a number, true, false, null, “{” or “[”", 1)
        self.at = found.end()
        span = Span(self.source, *found.span())
        return Text("" if found[0] == "null" else found[0], span, span)

    def space(self) -> None:
        found = _SPACE.match(self.source.text, self.at)
        self.at = found.end() if found else self.at

    def refused(self, message: str, length: int, code: Code = Code.CASE_SHAPE) -> _RefusedError:
        end = min(self.at + length, len(self.source.text))
        return _RefusedError(Diagnostic(code, message, Span(self.source, min(self.at, end), end)))
