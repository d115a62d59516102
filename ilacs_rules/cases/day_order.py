"""Tables that do not write the year first: which order of day, month and year is to be read is said, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from ilacs_rules.language.dates import MONTH_NAMES
from ilacs_rules.text.frozen import frozen
from ilacs_rules.text.patterns import pattern

_MIDNIGHT = pattern(r"(?<=[0-9])[T ]+00?:00(:00([.,]0+)?)?$")  # how a column of days looks that was in a database
_TIME = pattern(r"(?<=[0-9])[T ]+[0-9]{1,2}:[0-9:.,]+( ?[AaPp][Mm])?( ?(Z|UTC|[+-][0-9]{2}:?[0-9]{2}))?$")
_PARTS = r"([0-9]{1,4})([/. -])([0-9]{1,2})\2([0-9]{1,4})"
_THREE, _TWO = pattern(_PARTS), pattern(r"([0-9]{1,2})[/. -]([0-9]{4})")
_MONTHS = "|".join(f"{name}|{name[:3]}" for name in MONTH_NAMES)
_IN_WORDS = pattern(
    rf"(?:([0-9]{{1,2}})(?:st|nd|rd|th)?[ -])?({_MONTHS})\.?(?:[ -]([0-9]{{1,2}})(?:st|nd|rd|th)?,)?[ -]([0-9]{{4}})",
    re.IGNORECASE,
)
_SERIAL = pattern(r"[1-6][0-9]{4}(\.0+)?")


class DayOrder(StrEnum):
    """In which order a table writes the parts of a day where that is not year, month, day."""

    YEAR_FIRST = "year first"
    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"

    def year_first(self, written: str) -> str:
        """A day, or a month, rewritten year first; the text itself where it is none, or there is no such day."""
        if self is DayOrder.YEAR_FIRST:
            return written
        text = without_midnight(written)
        words = _IN_WORDS.fullmatch(text)
        if words and not (words[1] and words[3]):
            month = next(n for n, name in enumerate(MONTH_NAMES, 1) if name[:3].lower() == words[2][:3].lower())
            return _existing(words[4], month, words[1] or words[3], written)
        parts = _THREE.fullmatch(text)
        if parts and len(parts[4]) == 4 and len(parts[1]) <= 2:
            day, month_ = (parts[1], parts[3]) if self is DayOrder.DAY_FIRST else (parts[3], parts[1])
            return _existing(parts[4], int(month_), day, written)
        two = _TWO.fullmatch(text)
        return _existing(two[2], int(two[1]), None, written) if two else written


@frozen
class DaysWritten:
    """How a table writes its days, as its mapping says: in which order, and whether a time beside them is left off."""

    order: DayOrder = DayOrder.YEAR_FIRST
    times_left_off: bool = False

    def year_first(self, written: str) -> str:
        """A day, or a month, rewritten year first; the text itself where it is none, or there is no such day."""
        return self.order.year_first(_TIME.sub("", written) if self.times_left_off else written)


YEAR_FIRST = DaysWritten()


def without_midnight(written: str) -> str:
    """A day without the time 00:00 that many programs give it; any other time is left."""
    return _MIDNIGHT.sub("", written)


def _existing(year: str, month: int, day: str | None, written: str) -> str:
    try:
        found = date(int(year), month, int(day or 1))
    except ValueError:
        return written
    return f"{found}" if day else f"{found:%Y-%m}"


def order_for(texts: Iterable[str], said: DayOrder = DayOrder.YEAR_FIRST) -> str | None:
    """What a mapping should say of a column of such texts, to have them read as days; None if nothing would help.

    `said` is the order of which it says already that the table has it.
    """
    texts = [text.strip() for text in texts]
    if any(_TIME.search(text) and not _MIDNIGHT.search(text) for text in texts):
        return _LEAVE_OFF
    hints = {_order_hint(text) for text in texts}
    if {_DAY_FIRST, _MONTH_FIRST} <= hints:
        return "some can only be day first and some only month first: correct them where they come from"
    other = {DayOrder.DAY_FIRST: _MONTH_FIRST, DayOrder.MONTH_FIRST: _DAY_FIRST}.get(said)
    if other is not None and other in hints:
        return f"the mapping says that days are {said}: correct these; or, if all of the table is so, {other}"
    return next((hint for hint in (_DAY_FIRST, _MONTH_FIRST, _EITHER, _YEAR, _NUMBERS) if hint in hints), None)


_LEAVE_OFF = "if the day is meant as it stands, write “times: left off” for this table in a mapping file"
_DAY_FIRST = "write “dates: day first” for this table in a mapping file"
_MONTH_FIRST = "write “dates: month first” for this table in a mapping file"
_EITHER = "write “dates: day first” or “dates: month first” for this table in a mapping file, whichever it is"
_YEAR = "write the year with four digits: which century it is cannot be told"
_NUMBERS = "these look like the numbers by which a spreadsheet keeps days: show the column as dates and save it again"


def _order_hint(text: str) -> str | None:
    if _SERIAL.fullmatch(text):
        return _NUMBERS
    if _IN_WORDS.fullmatch(without_midnight(text)):
        return _DAY_FIRST
    parts = _THREE.fullmatch(without_midnight(text))
    if parts is None or len(parts[1]) > 2:
        return _EITHER if _TWO.fullmatch(text) else None
    if len(parts[4]) < 4:
        return _YEAR
    orders = [order for order in (DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST) if order.year_first(text) != text]
    if len(orders) == 2:
        return _EITHER
    return {DayOrder.DAY_FIRST: _DAY_FIRST, DayOrder.MONTH_FIRST: _MONTH_FIRST}[orders[0]] if orders else None
