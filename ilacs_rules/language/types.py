"""The types of the language. All checking is done before anything runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from ilacs_rules.language.durations import DurationKind
from ilacs_rules.language.kinds_of_day import KindOfDay
from ilacs_rules.language.names import fold
from ilacs_rules.language.nouns import with_article
from ilacs_rules.text.frozen import frozen


class Basic(Enum):
    """Types without parts; the value is what the author reads."""

    YES_OR_NO = "yes or no"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    CASE = "case"  # another case, by its name
    LENGTH = "length of time"  # of one kind or another, as of a table that gives `2 days` and `1 month`
    ERROR = "something that could not be read"  # already reported; agrees with every type


@frozen
class DurationType:
    """A length of time of one kind."""

    kind: DurationKind | KindOfDay


@dataclass(frozen=True)
class ValueSet:
    """The values somebody listed under a name: a scale (`ordered`, best first) or choices.

    `values` are the canonical spellings, `labels` what readers are shown, `also` other spellings of the values.
    """

    name: str
    values: tuple[str, ...]
    ordered: bool
    labels: dict[str, str] = field(default_factory=dict, compare=False, hash=False)
    also: dict[str, str] = field(default_factory=dict, compare=False, hash=False)  # folded spelling → value
    means: dict[str, str] = field(default_factory=dict, compare=False, hash=False)  # what a value means to a reader

    def value(self, spelling: str) -> str | None:
        """The canonical value of a spelling, or None."""
        return self._by_spelling.get(fold(spelling))

    @cached_property
    def _by_spelling(self) -> dict[str, str]:
        """The values by all their spellings, folded; the first of two that are spelled alike."""
        return self.also | {fold(value): value for value in reversed(self.values)}

    def in_data(self, spelling: str) -> str | None:
        """The canonical value of a spelling in data or in an expectation, where its label says it as well; or None."""
        value = self.value(spelling)
        if value is not None:
            return value
        folded = fold(spelling)
        return next((value for value, label in self.labels.items() if fold(label) == folded), None)

    def rank(self, value: str) -> int:
        """The place of a value, best first, from 0."""
        return self.values.index(value)

    def label(self, value: str) -> str:
        """What readers are shown for a value."""
        return self.labels.get(value, value)


@frozen
class EventType:
    """An event of a kind, or of a kind that is one (`full check` is an `check`)."""

    kind: str


@frozen
class ListType:
    """A list of things of one type. Where it is known beforehand how many may be in it, that is its `places`."""

    item: Type
    places: int | None = None


@frozen
class OutputsType:
    """What a row of a decision table with several output columns gives: a value for each of the (folded) names."""

    names: tuple[str, ...]
    types: tuple[Type, ...]


Type = Basic | DurationType | ValueSet | EventType | ListType | OutputsType


CASES = ListType(Basic.CASE)
"""Several other cases, by their names."""


def is_length(type_: Type) -> bool:
    """Whether it is a length of time, of one kind or of more than one."""
    return isinstance(type_, DurationType) or type_ is Basic.LENGTH


def in_common(one: Type, other: Type) -> Type | None:
    """The type that holds values of both, as in the branches of an `if`; None if there is none."""
    if one == other:
        return one
    return Basic.LENGTH if is_length(one) and is_length(other) else None


def describe(type_: Type) -> str:
    """A type in the author's words, with its article: `a date`, `a grade`, `a length of time in months`."""
    match type_:
        case Basic.YES_OR_NO:
            return "a yes-or-no"
        case Basic.NUMBER:
            return "a number"
        case Basic.TEXT:
            return "a text"
        case Basic.DATE:
            return "a date"
        case Basic.CASE:
            return "a case"
        case Basic.LENGTH:
            return "a length of time of more than one kind"
        case Basic.ERROR:
            return str(type_.value)
        case DurationType(kind=kind):
            return f"a length of time in {kind.value}"
        case ValueSet(name=name) | EventType(kind=name):
            return with_article(name)
        case ListType(item=Basic.CASE):
            return "a list of cases"
        case ListType(item=item, places=None):
            return f"a list, each of it {describe(item)}"
        case ListType(item=item, places=places):
            return f"a list of {places}, each of it {describe(item)}"
        case OutputsType(names=names):
            return f"several outputs ({', '.join(names)})"
