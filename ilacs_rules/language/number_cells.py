"""Cells that are a number, a number after a sign, or a range of two, as most of a large table are: read at once.

They come to the very nodes that the grammar gives, many times as quickly; anything else is left to it.
"""

from __future__ import annotations

import re
from decimal import Decimal

from ilacs_rules.language import cell_nodes as c
from ilacs_rules.language import nodes as n
from ilacs_rules.language.fixed_words import Relation
from ilacs_rules.text.source import Span

# as NUMBER and SIGN of the grammar have them; longer ones are its matter, which says that they are too long
_NUMBER = r"((?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?)"
_CELL = re.compile(rf"(?:(<=|>=|!=|<|>|=) ?)?{_NUMBER}|([\[(]){_NUMBER} ?\.\. ?{_NUMBER}([\])])")
_ALONE = re.compile(_NUMBER)


def number_alone(span: Span, text: str) -> n.Literal | None:
    """The node of an expression that is a number; None for any other."""
    return _number(span, 0, text) if _ALONE.fullmatch(text) else None


def number_cell(span: Span, text: str) -> c.Cell | None:
    """The node of a cell of numbers; None for any other."""
    found = _CELL.fullmatch(text)
    if found is None:
        return None
    sign, alone, opens, low, high, closes = found.groups()
    test: c.CellTest
    if alone is None:
        bounds = _number(span, found.start(4), low), _number(span, found.start(5), high)
        test = c.Interval(*bounds, opens == "[", closes == "]", span=span)
    else:
        relation, wording = (Relation.EQUAL, n.Wording.IS) if sign is None else (Relation(sign), n.Wording.SIGN)
        test = n.ComparisonTest(relation, _number(span, found.start(2), alone), wording, span=span)
    return c.Cell((test,), span=span)


def _number(span: Span, at: int, text: str) -> n.Literal:
    start = span.start + at
    value = Decimal(text) if "." in text else int(text)
    return n.Literal(value, span=Span(span.source, start, start + len(text)))
