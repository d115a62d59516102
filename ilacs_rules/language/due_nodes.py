"""The parsed tree of a `due:` sentence, a timing and its qualifiers; and each as it is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from ilacs_rules.language.durations import NO_TIME, Duration
from ilacs_rules.language.fixed_words import Bound, Direction
from ilacs_rules.language.kinds_of_day import KINDS_OF_DAY
from ilacs_rules.language.nodes import Expr, Literal, Makes, Name, Node, Period
from ilacs_rules.language.printer import show
from ilacs_rules.text.frozen import frozen


@frozen
class Every(Node):
    """`every P [after A]`."""

    period: Expr
    after: Expr | None = None


@frozen
class Once(Node):
    """`P after A`."""

    period: Expr
    after: Expr


@frozen
class WithinAfter(Node):
    """`within P after A`."""

    period: Expr
    after: Expr


@frozen
class BetweenAfter(Node):
    """`between P and Q after A`."""

    low: Expr
    high: Expr
    after: Expr


@frozen
class BetweenDays(Node):
    """`between D1 and D2`."""

    first: Expr
    last: Expr


@frozen
class BetweenEvents(Node):
    """`at least N between K`."""

    bound: Bound
    count: int
    kind: Name


@frozen
class InEach(Node):
    """`at least N in each PERIOD`; or `by 31 July each year`, which is one in the year that ends on that day, `by`."""

    bound: Bound
    count: int
    period: Period
    by: str | None = None


@frozen
class InEachFrom(Node):
    """`at least N in each P from D`: periods of P, counted from D."""

    bound: Bound
    count: int
    period: Expr
    start: Expr


@frozen
class BeforeDay(Node):
    """`at least P before D`."""

    period: Expr
    day: Expr


@frozen
class By(Node):
    """`by D`."""

    day: Expr


@frozen
class On(Node):
    """`on D`."""

    day: Expr


@frozen
class After(Node):
    """`after D`: opens then, no date set."""

    day: Expr


@frozen
class OnOrAfter(Node):
    """`on or after D`: opens that day, no date set."""

    day: Expr


@frozen
class Following(Node):
    """`following X`: after that requirement is complete."""

    requirement: Name


Timing = (
    Every
    | Once
    | WithinAfter
    | BetweenAfter
    | BetweenDays
    | BetweenEvents
    | InEach
    | InEachFrom
    | BeforeDay
    | By
    | On
    | After
    | OnOrAfter
    | Following
)


@frozen
class Window(Node):
    """`from P before to Q after`; `within P either side` has both the same, `up to P early` or `late` only one."""

    before: Expr
    after: Expr


@frozen
class Times(Node):
    """`up to N times` (AT_MOST) or `at least N times` (AT_LEAST): a limit of a repeat."""

    bound: Bound
    count: int


@frozen
class Until(Node):
    """`until D`: no target after D."""

    day: Expr


@frozen
class NotBefore(Node):
    """`but not before D`."""

    day: Expr


@frozen
class NotAfter(Node):
    """`but not after D`."""

    day: Expr


@frozen
class Moved(Node):
    """`moved to the next working day` (or previous, or another kind of day)."""

    to: Direction
    kind: Name


@frozen
class NotIn(Node):
    """`not in school holidays`: may not be done in any of those stretches."""

    stretches: Name


@frozen
class Keeping(Node):
    """`keeping the day`: what is done in its window counts as done on its target."""


@frozen
class CarriedOver(Node):
    """`missed ones carried over`: what was missed in a period is asked for in the next as well."""


Qualifier = Window | Times | Until | NotBefore | NotAfter | Moved | NotIn | Keeping | CarriedOver


@frozen
class Due(Node):
    """A `due:` sentence: when a requirement falls due, and its qualifiers in the order written."""

    timing: Timing
    qualifiers: tuple[Qualifier, ...] = ()


OF_PARTS: Mapping[str, Makes] = {  # as in `nodes`
    "every": Every,
    "once": Once,
    "within_after": WithinAfter,
    "by": By,
    "on": On,
    "between_days": BetweenDays,
    "following": Following,
    "window": Window,
    "until_day": Until,
    "not_before": NotBefore,
    "not_after": NotAfter,
}


def show_due(due: Due) -> str:
    """The canonical text of a `due:` sentence."""
    return ", ".join([_timing(due.timing), *map(_qualifier, due.qualifiers)])


def _timing(timing: Timing) -> str:
    match timing:
        case Every(period=period, after=after):
            length = show(period)  # `every 1 school day` stays that: `school day` alone would be the name of a length
            plain = isinstance(period, Literal) and isinstance(period.value, Duration)
            return f"every {length.removeprefix('1 ') if plain else length}" + (
                "" if after is None else f" after {show(after)}"
            )
        case Once(period=period, after=after):
            return f"{show(period)} after {show(after)}"
        case WithinAfter(period=period, after=after):
            return f"within {show(period)} after {show(after)}"
        case BetweenAfter(low=low, high=high, after=after):
            return f"between {show(low)} and {show(high)} after {show(after)}"
        case BetweenDays(first=first, last=last):
            return f"between {show(first)} and {show(last)}"
        case BetweenEvents(bound=bound, count=count, kind=kind):
            return f"{bound.value} {count} between {show(kind)}"
        case InEach(by=str(day)):
            return f"by {day} each year"
        case InEach(bound=bound, count=count, period=stretch):
            return f"{bound.value} {count} in each {stretch.words}"
        case InEachFrom(bound=bound, count=count, period=period, start=start):
            return f"{bound.value} {count} in each {show(period)} from {show(start)}"
        case BeforeDay(period=period, day=day):
            return f"at least {show(period)} before {show(day)}"
        case By(day=day):
            return f"by {show(day)}"
        case On(day=day):
            return f"on {show(day)}"
        case After(day=day):
            return f"after {show(day)}"
        case OnOrAfter(day=day):
            return f"on or after {show(day)}"
        case Following(requirement=requirement):
            return f"following {show(requirement)}"
        case _:
            assert_never(timing)


def _qualifier(qualifier: Qualifier) -> str:
    match qualifier:
        case Window(before=before, after=after):
            if before == after:
                return f"within {show(before)} either side"
            if isinstance(after, Literal) and after.value == NO_TIME:
                return f"up to {show(before)} early"
            if isinstance(before, Literal) and before.value == NO_TIME:
                return f"up to {show(after)} late"
            return f"from {show(before)} before to {show(after)} after"
        case Times(bound=bound, count=count):
            return f"{'up to' if bound is Bound.AT_MOST else 'at least'} {count} times"
        case Until(day=day):
            return f"until {show(day)}"
        case NotBefore(day=day):
            return f"but not before {show(day)}"
        case NotAfter(day=day):
            return f"but not after {show(day)}"
        case Keeping():
            return "keeping the day"
        case CarriedOver():
            return "missed ones carried over"
        case NotIn(stretches=stretches):
            return f"not in {show(stretches)}"
        case Moved(to=to, kind=kind):
            known = KINDS_OF_DAY.get(kind.name)
            return f"moved to the {to} {show(kind) if known is None else known.words}"
        case _:
            assert_never(qualifier)
