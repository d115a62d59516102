"""Sentences of the language, put together as the grammar allows: they parse, whether or not they would make sense."""

from __future__ import annotations

import re

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

# kind → forms with parts of other kinds in braces; one without parts is taken where the sentence is deep enough
FORMS: dict[str, tuple[str, ...]] = {
    "expression": (
        "a",
        "if {condition} then {expression} else {expression}",
        "{joined}",
        "{condition}",
        "{sum}",
        "({expression})",
    ),
    "joined": ("a or b", "{condition} or {condition}", "{condition} and {condition} and {condition}"),
    "condition": (
        "alarmed",
        "last check is safe",
        "({joined})",
        "not {condition}",
        "{sum} {sign} {sum}",
        "{sum} is {test}",
        "{sum} is not {test}",
        "{bound} of {of} is {test}",
        "{bound} of ({sum}, {sum}) are {test}",
        "any {history}",
        "no {history}",
        "1 in 10 drawn by lot each {period}",
        '5 drawn by lot each {period} where ({expression}) with seed "a, b"',
    ),
    "sign": ("=", "!=", "<", "<=", ">", ">="),
    "bound": ("at least 2", "at most one", "exactly 3", "all", "any"),
    "test": (
        "in open season",
        "recorded",
        "missing",
        "{sum}",
        "{sum} or better",
        "{sum} or worse",
        "better than {sum}",
        "worse than {sum}",
        "at least {sum}",
        "at most {sum}",
        "one of {sum}, {sum}",
        "between {sum} and {sum}",
        "before {sum}",
        "on or before {sum}",
        "after {sum}",
        "on or after {sum}",
        "within {length} of {sum}",
    ),
    "sum": ("size", "2.5", "{product}", "{sum} + {product}", "{sum} - {product}"),
    "product": ("rent", "3 weeks", "{of}", "- {of}", "{product} * {of}", "{product} / {of}"),
    "of": (
        "last check",
        "Fire_Doors",
        "help-and-protection",
        "3 years",
        "1 quarter",
        "5 working days",
        "7",
        "2.50",
        "2020-02-29",
        '"a, b"',
        "yes",
        "today",
        "({expression})",
        "result of {of}",
        "(a, {sum}) of {of}",
        "latest {history}",
        "first {history}",
        "number of {history}",
        "earliest of ({sum}, {sum})",
        "best of {of}",
        "months between {point} and {point}",
        "working days between {point} and {point}",
        "start of the {period} after {point}",
    ),
    "history": (
        "check",
        "fire checks",
        "{history} since {point}",
        "{history} after {point}",
        "{history} until {point}",
        "{history} before {point}",
        "{history} between {point} and {point}",
        "{history} where ({expression})",
    ),
    "point": ("today", "created", "2018-01-01", "end of {point}", "({expression})"),
    "period": ("week", "open season", "calendar year", "year from 1 April", "quarter", "month", "academic year"),
    "length": ("6 months", "8 school days", "1 open day", "grace period", "2 weeks", "10 working days"),
    "due": ("every year", "{timing}", "{timing}, {qualifier}", "{timing}, {qualifier}, {qualifier}"),
    "timing": (
        "by 2027-03-31",
        "every {length} after {sum}",
        "{length} after {sum}",
        "within {length} after {sum}",
        "between {length} and {length} after {sum}",
        "between 7 and 12 months after {sum}",
        "{bound_of_number} between checks",
        "{bound_of_number} in each {period}",
        "{bound_of_number} in each 4 years from {sum}",
        "at least {length} before {sum}",
        "by {sum}",
        "on {sum}",
        "after {sum}",
        "on or after {sum}",
        "between {point} and {point}",
        "following enforcement",
    ),
    "bound_of_number": ("at least 1", "at most two", "exactly 3"),
    "qualifier": (
        "up to 6 times",
        "at least 4 times",
        "moved to the next working day",
        "moved to the previous school day",
        "within {length} either side",
        "up to {length} early",
        "keeping the day",
        "from {length} before to {length} after",
        "until {sum}",
        "but not before {sum}",
        "but not after {sum}",
    ),
    "cell": ("-", "{cell_test}", "{cell_test}, {cell_test}", "not({cell_test}, {cell_test})"),
    "cell_test": (
        "safe",
        "missing",
        "{sum}",
        "{sign} {sum}",
        "{sum} or better",
        "worse than {sum}",
        "at least {sum}",
        "on or before {sum}",
        "[{sum}..{sum}]",
        "({sum}..{sum}]",
        "[{sum}..{sum})",
    ),
}

_PART = re.compile(r"\{(\w+)\}")
_FLAT = {kind: [form for form in forms if "{" not in form] for kind, forms in FORMS.items()}


@st.composite
def sentences(draw: DrawFn, kind: str, depth: int = 4) -> str:
    """A sentence of a kind of `FORMS`."""
    form = draw(st.sampled_from(FORMS[kind] if depth > 0 else _FLAT[kind] or FORMS[kind]))
    return _PART.sub(lambda part: draw(sentences(part[1], depth - 1)), form)
