"""Adding a length of time to a day, by the terms of a policy: its rule for month ends and its calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.meaning import between, first_absent
from ilacs_rules.language.dates import MONTH_NAMES, DaysNotKnown, NoSuchDay, add_duration_noting, add_months, times
from ilacs_rules.language.durations import Duration
from ilacs_rules.language.fixed_words import MonthEnd, Sign
from ilacs_rules.model.absent import NOTHING, UNKNOWN, Absent
from ilacs_rules.model.case import Truth, Value
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.frozen import frozen
from ilacs_rules.text.source import Span

if TYPE_CHECKING:
    from ilacs_rules.language.calendars import Calendar


@frozen
class DateArithmetic:
    """How a policy adds a length of time to a day."""

    month_end: MonthEnd
    calendar: Calendar | None

    def add(self, day: Value, sign: Sign, length: Value, span: Span) -> tuple[Value, bool]:
        """`day` plus or minus `length`, absent ones included, and whether the month-end rule was used.

        A day outside the years 1 to 9999 is nothing; one that hangs on working days in a year of which the holidays are
        not known is unknown. Raises DecisionError, pointing at `span`, if the policy says `month end: error` and the
        month has no such day.
        """
        absent = first_absent((day, length))
        if absent is not None:
            return absent, False
        assert isinstance(day, date)
        assert isinstance(length, Duration)
        return self.moved(day, length if sign is Sign.PLUS else times(length, -1), span)

    def moved(self, day: date, length: Duration, span: Span) -> tuple[date | Absent, bool]:
        """As `add`, of a day and a length that are there."""
        try:
            moved, month_end = add_duration_noting(day, length, self.calendar, self.month_end)
        except NoSuchDay as slip:
            hint = "write “month end: last day” or “month end: next day” in the policy to say which day is meant"
            named = f"{slip.day} {MONTH_NAMES[slip.month - 1]} {slip.year}"
            message = f"there is no {named}, and the policy says “month end: error”"
            raise DecisionError([Diagnostic(Code.NO_SUCH_DAY, message, span, hint)]) from slip
        except DaysNotKnown:
            return UNKNOWN, False
        return NOTHING if moved is None else moved, month_end

    def near(self, day: Value, length: Value, other: Value, span: Span) -> Truth:
        """Whether a day lies no further than `length` from another, before or after it.

        Of a day that is not there nothing is reckoned, so that no month is blamed for having no such day.
        """
        if isinstance(day, Absent):
            missing = first_absent((other, length))
            held = other if missing is None else missing
            return between(day, held, held, lambda value: value, either_order=False)
        low, high = self.add(other, Sign.MINUS, length, span)[0], self.add(other, Sign.PLUS, length, span)[0]
        return between(day, low, high, lambda value: value, either_order=False)


def _month_adder(month_end: MonthEnd) -> Callable[[Any, int], Value]:
    def add(day: Any, months: int) -> Value:
        try:
            year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
            return date(year, month + 1, day.day)
        except ValueError:  # no such day, or no such year
            return add_months(day, months, month_end) or NOTHING
        except AttributeError:  # an absent day has no year
            assert isinstance(day, Absent)
            return day

    return add


MONTH_ADDERS = {month_end: _month_adder(month_end) for month_end in (MonthEnd.LAST_DAY, MonthEnd.NEXT_DAY)}
"""What generated code adds months with, by the rule for month ends: quick where the month has the day."""


def add_days(day: Any, days: timedelta) -> Value:
    """What generated code adds days with."""
    try:
        return day + days  # type: ignore[no-any-return]
    except OverflowError:
        return NOTHING
    except TypeError:  # nothing can be added to an absent day
        assert isinstance(day, Absent)
        return day
