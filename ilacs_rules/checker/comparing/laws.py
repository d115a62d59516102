"""The laws by which two rules mean the same however they are written. No others are used.

Each law is two sentences of the language. A letter stands for anything that can be said there: `p`, `q` and `r` for
conditions, `x`, `y` and `z` for values, `s`, `t` and `u` for values of a scale, `visit` for events of any kind. A law
may be used only as it says, for what holds of yes and no need not hold of what is nothing or unknown: `p is no` is
not `not p`, and `not (x < y)` is not `x >= y`. Every law is tested against the engine, with each letter known,
unknown and nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ilacs_rules.language.fixed_words import HitPolicy
from ilacs_rules.language.types import ValueSet
from ilacs_rules.model.version import DecisionTable


class Asked(StrEnum):
    """What is asked of an expression at its place, and so how much must be kept of it."""

    VALUE = "its value"
    HOLDS = "whether it holds"  # nothing counts as no
    TOGETHER = "its items together"  # they are counted, added up or the best is picked: their order does not matter


class Use(StrEnum):
    """Where a law may be used."""

    ALWAYS = "always"
    AS_CONDITION = "where it is only asked whether it holds; elsewhere if neither side can be nothing"
    TOGETHER = "in a list that is counted, added up or picked from"


@dataclass(frozen=True, slots=True)
class Law:
    """Two ways of writing that mean the same; the left one is read as if the right one stood there.

    `source` says where it comes from: a section of the manual of the language, or the logic it rests on.
    """

    name: str
    left: str
    right: str
    source: str
    use: Use = Use.ALWAYS


_KLEENE = "Kleene’s strong logic of three values (Introduction to Metamathematics, 1952, § 64)"
_ABSENT = "manual of the language, 3: what is asked of nothing, and of what is unknown"
_TESTS = "manual of the language, 2: tests"
_SUMS = "manual of the language, 2: sums, to 28 digits"
_LISTS = "manual of the language, 2: counting and functions of lists"

LAWS = (
    Law("brackets of and", "(p and q) and r", "p and q and r", _KLEENE),
    Law("brackets of or", "(p or q) or r", "p or q or r", _KLEENE),
    Law("order of and", "p and q", "q and p", _KLEENE),
    Law("order of or", "p or q", "q or p", _KLEENE),
    Law("said twice with and", "p and p", "p", _KLEENE, Use.AS_CONDITION),
    Law("said twice with or", "p or p", "p", _KLEENE, Use.AS_CONDITION),
    Law("and what follows from it", "p and (p or q)", "p", _KLEENE, Use.AS_CONDITION),
    Law("or what it follows from", "p or (p and q)", "p", _KLEENE, Use.AS_CONDITION),
    Law("not not", "not (not p)", "p", _KLEENE, Use.AS_CONDITION),
    Law("not of and", "not (p and q)", "not p or not q", _KLEENE),
    Law("not of or", "not (p or q)", "not p and not q", _KLEENE),
    Law("is yes", "p is yes", "p", _ABSENT, Use.AS_CONDITION),
    Law("is not", "x is not y", "not (x is y)", _ABSENT),
    Law("sides of is", "x is y", "y is x", _TESTS),
    Law("more is less turned round", "x > y", "y < x", _TESTS),
    Law("at least is at most turned round", "x >= y", "y <= x", _TESTS),
    Law("one of", "x is one of y, z", "x is y or x is z", _TESTS),
    Law("between", "x is between y and z", "x >= y and x <= z", _TESTS),
    Law("between on a scale", "s is between t and u", "s is between u and t", _TESTS),
    Law("if not", "if not p then x else y", "if p then y else x", _ABSENT),
    Law("if for yes or no", "if p then yes else no", "p", _ABSENT, Use.AS_CONDITION),
    Law("if for no or yes", "if p then no else yes", "not p", _ABSENT),
    Law("no event", "no visit", "not (any visit)", _TESTS),
    Law("a latest event", "latest visit is recorded", "any visit", _ABSENT),
    Law("a first event", "first visit is recorded", "any visit", _ABSENT),
    Law("order of a sum", "x + y", "y + x", _SUMS),
    Law("order of a product", "x * y", "y * x", _SUMS),
    Law("order of a list", "(x, y)", "(y, x)", _LISTS, Use.TOGETHER),
)
"""A law of two things joined or listed is one of any number of them, as the engine takes them one by one."""

LETTERS = {"condition": "pqr", "value": "xyz", "value of a scale": "stu"}
"""What the letters of the laws stand for; `visit` stands for events."""


def in_order(table: DecisionTable) -> bool:
    """Whether the order of its rows says something.

    It picks the row, ranks outputs that stand on no scale, or is that of the list which the table gives. The manual of
    the language, 4 (and DMN 1.5, 8.2.10): under all other hit policies rows may stand in any order. Its columns always
    may, but where outputs go by rank, the first one that differs decides.
    """
    if table.hit_policy.ranks:
        return not all(isinstance(type_, ValueSet) and type_.ordered for type_ in table.output_types)
    return table.hit_policy in (HitPolicy.FIRST, HitPolicy.RULE_ORDER, HitPolicy.COLLECT)
