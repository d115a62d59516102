"""Cells of numbers are read quickly, and as the grammar reads them."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_rules import Source, Span
from ilacs_rules.language import number_cells, parser

NUMBERS = [
    "0",
    "7",
    "12",
    "1000",
    "1.5",
    "0.05",
    "123456789012345",
    "12.000",
    "1000000000000000",
    "007",
    "1.",
    ".5",
    "1,5",
]
SIGNS = ["", "<=", ">=", "!=", "<", ">", "=", "<= ", "> ", "=  ", "=<", "-", "- "]
ENDS = [("[", "]"), ("[", ")"), ("(", "]"), ("(", ")"), ("[", ""), ("]", "[")]

CELLS = [
    *(sign + number for sign in SIGNS for number in NUMBERS),
    *(f"{opens}{low}..{high}{closes}" for opens, closes in ENDS for low in NUMBERS[:5] for high in NUMBERS),
    *(
        "[1 .. 2)",
        "[1..2 )",
        "[ 1..2)",
        "[1.5..2.5]",
        "[1...2]",
        "[1. ..2]",
        "3 4",
        "3months",
        "3 months",
        "2020-01-01",
    ),
]


def whole(thing: object) -> object:
    """A node with everything in it, its places too, which its equality passes over."""
    if is_dataclass(thing):
        return type(thing).__name__, [whole(getattr(thing, each.name)) for each in fields(thing)]
    return tuple(map(whole, thing)) if isinstance(thing, tuple) else (type(thing), thing)


def read(cell: str) -> tuple[object, object, object, object]:
    """The quick reading of a cell and that of the grammar; the same of it as an expression."""
    source = Source("table.csv", f"a, {cell}, b")
    span = Span(source, 3, 3 + len(cell))
    by_grammar, _ = parser._parse(span, "cell", parser.NO_PHRASES)
    value_by_grammar, _ = parser._parse(span, "expr", parser.NO_PHRASES)
    return (
        number_cells.number_cell(span, cell),
        by_grammar,
        number_cells.number_alone(span, cell),
        value_by_grammar,
    )


@pytest.mark.parametrize("cell", CELLS)
def test_what_is_read_quickly_is_read_as_the_grammar_does(cell: str) -> None:
    quick, slow, quick_value, slow_value = read(cell)
    assert quick is None or whole(quick) == whole(slow)
    assert quick_value is None or whole(quick_value) == whole(slow_value)


@given(st.text("0123456789.[]()<>=! -", max_size=12))
def test_so_is_whatever_looks_like_one(cell: str) -> None:
    quick, slow, quick_value, slow_value = read(cell)
    assert quick is None or whole(quick) == whole(slow)
    assert quick_value is None or whole(quick_value) == whole(slow_value)


@pytest.mark.parametrize("cell", ["12", "<= 3", "!=1.5", "[1000..2000)", "(0..1.5]"])
def test_the_usual_ones_are(cell: str) -> None:
    assert read(cell)[0] is not None
