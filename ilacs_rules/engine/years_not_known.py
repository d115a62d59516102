"""Days that reach into years of which the holidays are not known: what hangs on them is told, not made up."""

from __future__ import annotations

from datetime import date

from ilacs_rules.engine.date_arithmetic import DateArithmetic
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.language.dates_in_words import day_in_words
from ilacs_rules.language.durations import Duration
from ilacs_rules.language.kinds_of_day import KindOfDay
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.source import Span


def not_known(length: Duration, day: date, arithmetic: DateArithmetic, span: Span) -> DecisionError:
    """So many days of a kind from a day lead to days of which it is not known which they are: nothing is made up."""
    told = length.kind if isinstance(length.kind, KindOfDay) else arithmetic.calendar
    assert told is not None, "the checker sees that the policy names a calendar"
    message = f"how long {length} are from {day_in_words(day)} on cannot be told: {told.known}"
    return DecisionError([Diagnostic(Code.UNKNOWN_CALENDAR, message, span, "or forecast to an earlier day")])
