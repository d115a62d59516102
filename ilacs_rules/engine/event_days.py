"""The first and the last day of an event of which the other and its length are known."""

from __future__ import annotations

from datetime import date

from ilacs_rules.engine.date_arithmetic import DateArithmetic
from ilacs_rules.engine.years_not_known import not_known
from ilacs_rules.language.dates import add_days
from ilacs_rules.language.durations import Duration, DurationKind
from ilacs_rules.language.fixed_words import Sign
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Length
from ilacs_rules.text.source import Span


def last_day(first: date, lasts: Length, arithmetic: DateArithmetic, span: Span) -> date:
    """The last day of what begins on a day and lasts so long; that day itself, if that is not said or known."""
    return _other_end(first, lasts, 1, arithmetic, span)


def first_day(last: date, lasts: Length, arithmetic: DateArithmetic, span: Span) -> date:
    """The first day of what ends on a day and lasts so long; that day itself, if that is not said or known."""
    return _other_end(last, lasts, -1, arithmetic, span)


def _other_end(day: date, lasts: Length, forward: int, arithmetic: DateArithmetic, span: Span) -> date:
    """Both the first day and the last count; of days of which not all count, those from the day on."""
    if not isinstance(lasts, Duration) or lasts.amount <= 0:
        return day
    if lasts.amount == 1 and lasts.kind is not DurationKind.MONTHS:
        return day
    base = add_days(day, -forward) if lasts.skips_days else day
    moved = None if base is None else arithmetic.add(base, Sign.PLUS if forward > 0 else Sign.MINUS, lasts, span)[0]
    if moved is UNKNOWN:
        raise not_known(lasts, day, arithmetic, span)
    found = moved if lasts.skips_days or not isinstance(moved, date) else add_days(moved, -forward)
    return found if isinstance(found, date) else day
