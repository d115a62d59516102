"""What a function of the language is, and what its body may know of the policy."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol

from ilacs_rules.language.fixed_words import MonthEnd
from ilacs_rules.language.types import Basic, Type
from ilacs_rules.text.frozen import frozen

if TYPE_CHECKING:
    from ilacs_rules.language.calendars import Calendar
    from ilacs_rules.language.stretches import Cycle


class Shape(Enum):
    """How a function is written after its phrase."""

    LIST = "of (a, b, …)"  # one argument, a list
    BETWEEN = "between A and B"  # two arguments
    PERIOD = "of the PERIOD after D"  # a period and a day


class CalendarPeriod(Protocol):
    """A stretch of the calendar that comes again and again."""

    @property
    def cycle(self) -> Cycle:
        """When each of them begins."""


@frozen
class Context:
    """What a body may know besides its arguments: the policy's rule for month ends and its calendar."""

    month_end: MonthEnd = MonthEnd.LAST_DAY
    calendar: Calendar | None = None


@frozen
class Function:
    """A function, declared once: the parser, checker, engine, reference page and tests read this entry.

    `takes` says in words what it is given. `result` is its type for given argument types (a period has none and is
    left out), or None where they do not suit. `examples` are expressions and what they come to, both as an author
    writes them. `call` takes the context, the argument types and the arguments; it is never given an absent value
    (the engine sees to those), a list argument holds at least one item, and None means that there is no such value.
    """

    phrase: str
    shape: Shape
    takes: str
    result: Callable[[tuple[Type, ...]], Type | None]
    doc: str
    examples: tuple[tuple[str, str], ...]
    call: Callable[..., Any]
    needs_calendar: bool = False


def function(
    phrase: str,
    shape: Shape,
    takes: str,
    result: Callable[[tuple[Type, ...]], Type | None],
    examples: dict[str, str],
    *,
    needs_calendar: bool = False,
) -> Callable[[Callable[..., Any]], Function]:
    """Declare the decorated body as the function called `phrase`; its docstring is the prose of `docs/language.md`."""

    def declare(body: Callable[..., Any]) -> Function:
        doc = " ".join((body.__doc__ or "").split())
        return Function(phrase, shape, takes, result, doc, tuple(examples.items()), body, needs_calendar)

    return declare


def days_to_number(types: tuple[Type, ...]) -> Type | None:
    """The result rule of a function of two days that counts."""
    return Basic.NUMBER if all(t in (Basic.DATE, Basic.ERROR) for t in types) else None
