"""Days, and what is reckoned from several things, as a reader says it: `in the past 5 years`, `the shorter of …`."""

from __future__ import annotations

from collections.abc import Callable

from ilacs_rules.explain.english import joined
from ilacs_rules.explain.relations import compared, picked
from ilacs_rules.language.fixed_words import Relation, Sign
from ilacs_rules.language.types import EventType
from ilacs_rules.model import tree

_Noun = Callable[[tree.Node], str]


def within(period: tree.Within, noun: _Noun) -> str:
    """Between which days something lies: `since 1 March 2020`, `from … to …`, `in the past 5 years`."""
    past = _past(period.low, noun) if period.high is None or isinstance(period.high, tree.Today) else None
    if past is not None and period.low_included:
        return f"in the past {past}"
    low = noun(period.low) if period.low else ""
    high = noun(period.high) if period.high else ""
    if low and high and period.low_included and period.high_included:
        return f"from {low} to {high}"
    words = [f"{'since' if period.low_included else 'after'} {low}"] if low else []
    words += [f"{'up to' if period.high_included else 'before'} {high}"] if high else []
    return joined(words)


def _past(day: tree.Node | None, noun: _Noun) -> str | None:
    """`5 years`, `year` of a day so long before today; None of any other."""
    match day:
        case tree.Arithmetic(left=tree.Today(), sign=Sign.MINUS, right=tree.Const() as length):
            return noun(length).removeprefix("1 ")
        case _:
            return None


def called(function: str, arguments: tuple[tree.Node, ...], noun: _Noun) -> str:
    """What a function makes of things: `the shorter of 1 year and the usual interval`."""
    match arguments:
        case (tree.PeriodOf(words=words), after):
            return f"the {function} the {words} after {noun(after)}"
        case (first, second):
            return f"the number of {function} {noun(first)} and {noun(second)}"
        case (tree.ListOf(items=items) as one,):
            return f"the {picked(function, items)} {noun(one)}"
        case _:
            return f"the {function} {joined([noun(one) for one in arguments])}"


def lies_between(test: tree.Compare, noun: _Noun) -> str | None:
    """`at least 5 years lie between … and today`; None of a test that is not about the time between two days."""
    match test.left, test.right:
        case tree.Call(function=function, arguments=(first, second)), tree.Const() as number if _counts_time(function):
            unit = function.removesuffix(" between")
            differs = test.relation is Relation.UNEQUAL
            how_many = f"not {noun(number)}" if differs else compared(test.relation, test.left.type, noun(number))
            return f"{how_many} {unit} lie between {noun(first)} and {noun(second)}"
        case _:
            return None


def began_or_ended(test: tree.Compare, noun: _Noun, negated: bool) -> str | None:
    """`the last check began before 1 March 2020`; None of a test that is about no day of one event."""
    match test.left:
        case tree.DayOf(event=event, day=day) if isinstance(event.type, EventType) and not isinstance(
            event, tree.Candidate
        ):
            if test.relation is Relation.UNEQUAL:
                return None
            when = compared(test.relation, test.left.type, noun(test.right))
            on = "on " if test.relation is Relation.EQUAL else ""
            return f"{noun(event)} {_DID[day][negated]} {on}{when}"
        case _:
            return None


_DID = {
    tree.EventDay.START: ("began", "did not begin"),
    tree.EventDay.END: ("ended", "did not end"),
    tree.EventDay.PUBLICATION: ("was published", "was not published"),
}


def _counts_time(function: str) -> bool:
    return function.endswith(" between")
