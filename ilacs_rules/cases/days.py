"""Days in a case: a day, or a month or year where no more is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ilacs_rules.cases.day_order import without_midnight
from ilacs_rules.language.days import YEAR_FIRST_PLEASE, month_in_words, period_of, read_day
from ilacs_rules.model.partial import Day, Partial
from ilacs_rules.policy.tree import Text
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.patterns import pattern

_TIME = pattern(r"(\S+)[T ]+[0-9]{1,2}:[0-9:.,Z+-]+( ?[AaPp][Mm])?")


def day_or_period(text: Text, out: list[Diagnostic]) -> Day | None:
    """A day (`2021-08-25`), month (`2021-08`) or year (`2021`); None if it is none, which is reported (E705)."""
    period, wrong = period_of(text.value, text.span)
    if wrong is not None:
        out.append(replace(wrong, code=Code.CASE_DATE))
        return None
    if period is not None:
        return Partial(*period)
    month = month_in_words(text.value)
    return _day(text, f"write {month or '2018-08-01, or 2018-08 or 2018 if no more is known'}", out)


_THE_DAY_TOO = "write the day too, such as 2021-08-25; leave it out if it is not known"


def exact_day(text: Text, out: list[Diagnostic], otherwise: str = "", if_vague: str = _THE_DAY_TOO) -> date | None:
    """A day written `2021-08-25`; None if it is not one, which is reported (E705).

    `otherwise` says in the hint what else might have been written there, `if_vague` what to do about a month or year.
    """
    written = text.value.strip()
    in_words = month_in_words(written) is not None
    if in_words or period_of(written, text.span) != (None, None):
        what = "a month" if in_words or "-" in written else "a year"
        out.append(Diagnostic(Code.CASE_DATE, f"“{written}” is {what}; here the day is needed", text.span, if_vague))
        return None
    return _day(text, f"{YEAR_FIRST_PLEASE} {otherwise}".rstrip(), out)


def _day(text: Text, hint: str, out: list[Diagnostic]) -> date | None:
    """A day; `hint` is for what does not look like one at all. Midnight is no time of day: it is how a day is kept."""
    written = without_midnight(text.value.strip())
    with_time = _TIME.fullmatch(written)
    if with_time:
        message = f"“{written}” holds a time; only whole days count"
        hint = f"write {with_time[1]}" if read_day(with_time[1], text.span)[0] else "leave the time out"
        out.append(Diagnostic(Code.CASE_DATE, message, text.span, hint))
        return None
    day, wrong = read_day(written, text.span)
    if wrong is not None:
        out.append(replace(wrong, code=Code.CASE_DATE, hint=hint if wrong.hint == YEAR_FIRST_PLEASE else wrong.hint))
    return day
