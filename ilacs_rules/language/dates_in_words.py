"""Days and stretches of days as people write them: `3 May 2024`, `11–22 March 2024`, `March 2024`."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

from ilacs_rules.language.dates import MONTH_NAMES, month_length


def day_in_words(day: date) -> str:
    """`3 May 2024`."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def days_in_words(first: date, last: date) -> str:
    """From one day to another, both included: `3 May 2024`, `11–22 March 2024`, `28 March–5 April 2024`."""
    if first == last:
        return day_in_words(first)
    if first.year != last.year:
        return f"{day_in_words(first)}–{day_in_words(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTH_NAMES[first.month - 1]}–{day_in_words(last)}"
    return f"{first.day}–{day_in_words(last)}"


def stretch_in_words(first: date, last: date) -> str:
    """Where a day is known to lie: `March 2024` for a whole month, `2024` for a whole year, else the days."""
    if first.day == 1 and last.day == month_length(last.year, last.month) and first.year == last.year:
        if first.month == last.month:
            return f"{MONTH_NAMES[first.month - 1]} {first.year}"
        if (first.month, last.month) == (1, 12):
            return str(first.year)
    return days_in_words(first, last)


def dates_in_words(text: str) -> str:
    """A text with every day in it that is written as 2024-05-03 put into words."""
    return re.sub(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b", lambda match: _in_words(match[0]), text)


def _in_words(written: str) -> str:
    with suppress(ValueError):
        return day_in_words(date.fromisoformat(written))
    return written
