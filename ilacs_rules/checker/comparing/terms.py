"""Expressions without their places and types, each with a number of its own: equal terms have equal numbers."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import fields
from decimal import Decimal

from ilacs_rules.language.durations import Duration
from ilacs_rules.language.kinds_of_day import KindOfDay
from ilacs_rules.language.names import fold
from ilacs_rules.language.stretches import ToldStretches
from ilacs_rules.language.types import Basic, ValueSet
from ilacs_rules.language.walk import TreePart, children
from ilacs_rules.model import tree

Head = tuple[Hashable, ...]
"""What a term is: the kind of node, and what it holds beside its parts."""

FIXED = {"And": 0, "Or": 0, "ListOf": 0, "OneOf": 1}
"""Kinds of node that join or list any number of parts, and how many others stand before those."""


class TermBook:
    """A number for each term. Only numbers of the same book can be compared."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[Head, tuple[int, ...]], int] = {}
        self._terms: list[tuple[Head, tuple[int, ...]]] = []

    def of(self, head: Head, *parts: int) -> int:
        """The number of a term."""
        term = head, parts
        number = self._numbers.setdefault(term, len(self._terms))
        if number == len(self._terms):
            self._terms.append(term)
        return number

    def head(self, number: int) -> Head:
        """What a term is."""
        return self._terms[number][0]

    def parts(self, number: int) -> tuple[int, ...]:
        """The numbers of its parts."""
        return self._terms[number][1]


Stands = Callable[[tree.Named], int]
"""The term that a name stands for."""

_NOT_COMPARED = {"type", "kinds", "place", "words"}  # of nodes: told of scales, kinds of event and tables


def term_of(part: TreePart, terms: TermBook, stands: Stands) -> int:
    """The term of an expression or of what stands in one: its kind, what it holds, and its parts in order."""
    match part:
        case tree.Named():
            return stands(part)
        case tree.Const(value=Duration(amount=amount, kind=KindOfDay(words=words))):
            return terms.of(("days of a kind", amount, fold(words)))  # which days these are is told beside the rules
        case tree.Const(value=value):
            return terms.of(("value", _kind(value), value))
        case tree.Between(subject=subject):
            head: Head = ("Between", isinstance(subject.type, ValueSet))
        case tree.Arithmetic(sign=sign, left=left) if left.type is Basic.DATE:
            head = ("a day and a length of time", sign)
        case _:
            head = (type(part).__name__, *_held(part))
    return terms.of(head, *(term_of(child, terms, stands) for child in children(part)))


def _held(part: TreePart) -> Iterator[Hashable]:
    for each in fields(part):  # type: ignore[arg-type]
        value = getattr(part, each.name)
        if value is None:
            yield f"no {each.name}"
        elif each.compare and each.name not in _NOT_COMPARED and not isinstance(value, TreePart | tuple):
            # which days these are is told beside the rules
            yield value if not isinstance(value, ToldStretches) else fold(value.words)


def _kind(value: object) -> str:
    """Yes is not 1; but a whole number is the same as with decimals."""
    return "number" if isinstance(value, int | Decimal) and not isinstance(value, bool) else type(value).__name__
