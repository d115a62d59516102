"""Logic with what is not known: the one place where its truth tables stand (Kleene’s strong logic of three values).

Whatever joins conditions calls these; generated code is written from them (`codegen.emit`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ilacs_rules.language.fixed_words import Bound
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Truth, Value

TRUTHS: tuple[Truth, ...] = (True, False, UNKNOWN)
Join = Callable[[Iterable[Truth]], Truth]
"""`all_of` or `any_of`."""


def truth(value: Value) -> Truth:
    """A yes-or-no as a condition: nothing counts as no."""
    if value is True or value is UNKNOWN:
        return value
    return False


def all_of(truths: Iterable[Truth]) -> Truth:
    """Strong Kleene and; stops at the first that is false."""
    result: Truth = True
    for item in truths:
        if item is False:
            return False
        if item is UNKNOWN:
            result = UNKNOWN
    return result


def any_of(truths: Iterable[Truth]) -> Truth:
    """Strong Kleene or; stops at the first that is true."""
    result: Truth = False
    for item in truths:
        if item is True:
            return True
        if item is UNKNOWN:
            result = UNKNOWN
    return result


def opposite(item: Truth) -> Truth:
    """Strong Kleene not."""
    return item if item is UNKNOWN else not item


def counted(bound: Bound, count: int | None, truths: Sequence[Truth]) -> Truth:
    """Whether as many of the tests hold as the bound says; `count` is None for ANY, and for ALL that there are."""
    sure = truths.count(True)
    possible = sure + truths.count(UNKNOWN)
    match bound:
        case Bound.ALL:
            return _at_least(len(truths) if count is None else count, sure, possible)
        case Bound.ANY:
            return _at_least(1, sure, possible)
        case Bound.AT_LEAST:
            return _at_least(count or 0, sure, possible)
        case Bound.AT_MOST:
            return opposite(_at_least((count or 0) + 1, sure, possible))
        case Bound.EXACTLY:
            enough = _at_least(count or 0, sure, possible)
            return all_of((enough, opposite(_at_least((count or 0) + 1, sure, possible))))


def _at_least(count: int, sure: int, possible: int) -> Truth:
    if sure >= count:
        return True
    return False if possible < count else UNKNOWN
