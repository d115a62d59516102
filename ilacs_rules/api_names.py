"""Names and lengths of time that the promised functions are asked by, refused with the nearest that would do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from ilacs_rules.api_arguments import need_texts
from ilacs_rules.engine.names_asked import Named, NoSuchNameError, named
from ilacs_rules.engine.program import Program
from ilacs_rules.language.durations import NO_TIME, UNITS, Duration, DurationKind
from ilacs_rules.text.arguments import refused

T = TypeVar("T")

_LONGEST = 9999  # days, working days or months


def need_length(given: Duration | None, program: Program) -> Duration:
    """How long after its last day an event is published."""
    if given is None:
        return NO_TIME
    takes = f"a Duration of 0 to {_LONGEST:,}, or None"
    if not isinstance(given, Duration) or not isinstance(given.amount, int) or not 0 <= given.amount <= _LONGEST:
        raise refused("forecast", "published_after", given, takes)
    if not isinstance(given.kind, DurationKind) or given.unit not in ("", *UNITS):
        raise refused("forecast", "published_after", given, "a Duration in months, days or working days")
    if given.kind is DurationKind.WORKING_DAYS and program.version.calendar is None:
        hint = "the policy names no calendar, so that nobody knows its working days; give days"
        raise refused("forecast", "published_after", given, "a Duration that can be counted", hint)
    return given


def need_all_named(function: str, argument: str, names: Iterable[str], known: list[Named], what: str) -> list[Named]:
    """Each of the names, as `need_named`."""
    written = need_texts(function, argument, names, f"names of {what}s")
    return [need_named(function, argument, each, known, what) for each in written]


def need_named(function: str, argument: str, written: str, known: list[Named], what: str) -> Named:
    """A name in the newest words of the policy. Raises ArgumentError with the nearest there is."""
    takes = f"the name of a {what} of the policy"
    if not isinstance(written, str):
        raise refused(function, argument, written, takes)
    return need_known(function, argument, written, takes, partial(named, written, known, what))


def need_known(function: str, argument: str, written: str, takes: str, find: Callable[[], T]) -> T:
    """What is found by what was written. Raises ArgumentError where there is no such thing."""
    try:
        return find()
    except NoSuchNameError as error:
        raise refused(function, argument, written, takes, error.hint) from None
