"""Decision tables for tests, written as an author writes them; only what the tests need of the language is read.

    hit policy: unique
    size: number
    result: good > fair > poor          a scale, best first
    colour: red, green                  a choice
    inspectors: number

    | size     | result | inspectors |
    |----------|--------|------------|
    | [1..5)   | good   | 2          |

The last column is the output (`outputs: 2` for two). A name in a cell is another input.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from ilacs_rules import Duration, DurationKind, Source, Span
from ilacs_rules.language.fixed_words import HitPolicy, Relation
from ilacs_rules.language.types import Basic, DurationType, Type, ValueSet
from ilacs_rules.model.ids import placed
from ilacs_rules.model.tree import And, Compare, Const, Fact, Item, Node, Not, Or, Recorded
from ilacs_rules.model.version import DecisionTable, InputTest, TableRow
from tests.lengths import length_of_time

_BASIC = {"number": Basic.NUMBER, "text": Basic.TEXT, "date": Basic.DATE, "yes or no": Basic.YES_OR_NO}
_WORDS = {"or better": Relation.AT_LEAST, "or worse": Relation.AT_MOST}


def read_table(text: str, name: str = "table.txt") -> DecisionTable:
    """The checked table a text describes, with every place in it."""
    return placed(_Reader(Source(name, text)).table(), "table")


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.settings: dict[str, str] = {}
        self.lines: list[list[Span]] = []
        start = 0
        for line in source.text.splitlines(keepends=True):
            if line.strip().startswith("|"):
                cells = re.compile(r"([^|\n]+)\|").finditer(line, line.index("|") + 1)
                self.lines.append([self.strip(start + cell.start(1), start + cell.end(1)) for cell in cells])
            elif ":" in line:
                key, value = line.split(":", 1)
                self.settings[key.strip()] = value.strip()
            start += len(line)
        self.types = {key: _type(key, value) for key, value in self.settings.items()}

    def strip(self, start: int, end: int) -> Span:
        text = self.source.text[start:end]
        return Span(self.source, start + len(text) - len(text.lstrip()), start + len(text.rstrip()))

    def table(self) -> DecisionTable:
        header, _, *rows = self.lines
        inputs = len(header) - int(self.settings.get("outputs", "1"))
        names = [cell.text for cell in header]
        types = [self.types[name] for name in names]
        default = self.settings.get("default")
        return DecisionTable(
            inputs=tuple(Fact(type=types[i], span=header[i], name=names[i]) for i in range(inputs)),
            input_words=tuple(names[:inputs]),
            output_words=tuple(names[inputs:]),
            output_types=tuple(types[inputs:]),
            rows=tuple(
                TableRow(
                    tests=tuple(self.cell(cell, type_) for cell, type_ in zip(row[:inputs], types, strict=False)),
                    outputs=tuple(self.value(c.text, t, c) for c, t in zip(row[inputs:], types[inputs:], strict=True)),
                    span=row[0].to(row[-1]),
                )
                for row in rows
            ),
            hit_policy=HitPolicy(self.settings.get("hit policy", "unique")),
            default=None if default is None else self.default(default, types[inputs:], header[-1]),
            type=types[-1],
            span=header[0].to(header[-1]),
        )

    def default(self, text: str, types: list[Type], span: Span) -> tuple[Node, ...]:
        """`5`, or of several outputs `5, low`."""
        parts = text.split(",") if len(types) > 1 else [text]
        return tuple(self.value(part, type_, span) for part, type_ in zip(parts, types, strict=True))

    def cell(self, span: Span, type_: Type) -> InputTest:
        if span.text == "-":
            return InputTest(None, True, span)
        return InputTest(self.tests(span.text, type_, span), "missing" in span.text and "not(" not in span.text, span)

    def tests(self, text: str, type_: Type, span: Span) -> Node:
        tests = [self.test(part.strip(), type_, span) for part in re.findall(r"not\([^)]*\)|[^,]+", text)]
        return tests[0] if len(tests) == 1 else Or(type=Basic.YES_OR_NO, span=span, items=tuple(tests))

    def test(self, text: str, type_: Type, span: Span) -> Node:
        item = Item(type=type_, span=span)
        yes_or_no = Basic.YES_OR_NO

        def compare(relation: Relation, value: str) -> Node:
            return Compare(
                type=yes_or_no, span=span, relation=relation, left=item, right=self.value(value, type_, span)
            )

        if text == "missing":
            return Not(type=yes_or_no, span=span, item=Recorded(type=yes_or_no, span=span, subject=item))
        if found := re.fullmatch(r"not\((.*)\)", text):
            return Not(type=yes_or_no, span=span, item=self.tests(found[1], type_, span))
        if found := re.fullmatch(r"([\[(])(.+)\.\.(.+)([\])])", text):
            low = compare(Relation.AT_LEAST if found[1] == "[" else Relation.MORE, found[2])
            high = compare(Relation.AT_MOST if found[4] == "]" else Relation.LESS, found[3])
            return And(type=yes_or_no, span=span, items=(low, high))
        if found := re.fullmatch(r"(!=|<=|>=|=|<|>) *(.+)", text):
            return compare(Relation(found[1]), found[2])
        for words, relation in _WORDS.items():
            if text.endswith(words):
                return compare(relation, text.removesuffix(words))
        return compare(Relation.EQUAL, text)

    def value(self, text: str, type_: Type, span: Span) -> Node:
        text = text.strip()
        if text in self.types:
            return Fact(type=type_, span=span, name=text)
        return Const(type=type_, span=span, value=_constant(text, type_))


def _type(name: str, words: str) -> Type:
    if words in _BASIC:
        return _BASIC[words]
    if words in [kind.value for kind in DurationKind]:
        return DurationType(DurationKind(words))
    return ValueSet(name, tuple(re.split(r" *[>,] *", words)), ordered=">" in words)


def _constant(text: str, type_: Type) -> bool | int | Decimal | str | date | Duration:
    match type_:
        case Basic.NUMBER:
            return Decimal(text) if "." in text else int(text)
        case Basic.DATE:
            return date.fromisoformat(text)
        case Basic.YES_OR_NO:
            return text == "yes"
        case DurationType():
            count, unit = text.split(" ", 1)
            return length_of_time(f"{count} {unit}")
        case _:
            return text
