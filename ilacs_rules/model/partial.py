"""A day, or as much as is known of one; and the days of an event, each narrowed by the others."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from ilacs_rules.language.dates_in_words import day_in_words, days_in_words, stretch_in_words
from ilacs_rules.model.errors import CaseError
from ilacs_rules.text.arguments import day_hint, given_as, is_day, shown
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.frozen import frozen


@frozen
class Partial:
    """A day known only to lie from `first` to `last`, both included: in a month, in a year, or a part of one.

    Raises CaseError if either is not a datetime.date, or `last` lies before `first`.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        out: list[Diagnostic] = []
        for name, day in (("first", self.first), ("last", self.last)):
            check_day("Partial", name, day, out, "a datetime.date", is_day(day))
        if not out and self.last < self.first:
            message = f"the last day it can be ({self.last}) is before the first ({self.first})"
            hint = "are the two the wrong way round?"
            out.append(Diagnostic(Code.CASE_DATE, message, given_as("Partial", "last", self.last), hint))
        if out:
            raise CaseError(out)

    def __str__(self) -> str:
        first, last = self.first, self.last
        if first.day == 1 and last.day == monthrange(last.year, last.month)[1] and first.year == last.year:
            if first.month == last.month:
                return f"{first.year:04}-{first.month:02}"
            if (first.month, last.month) == (1, 12):
                return f"{first.year:04}"
        return f"{first} to {last}"


Day = date | Partial
"""A day, or as much as is known of one."""


def first_of(day: Day) -> date:
    """The earliest day it can be."""
    return day if isinstance(day, date) else day.first


def last_of(day: Day) -> date:
    """The latest day it can be."""
    return day if isinstance(day, date) else day.last


def from_to(first: date, last: date) -> Day:
    """What is known of a day that lies from `first` to `last`: the day itself where they are one."""
    return first if first == last else Partial(first, last)


def check_day(owner: str, name: str, day: object, out: list[Diagnostic], takes: str, suits: bool) -> None:
    """Reports what is not a day of the kind that is taken (E705)."""
    if not suits:
        message = f"“{name}” is {takes}, and {shown(day)} is not"
        out.append(Diagnostic(Code.CASE_DATE, message, given_as(owner, name, day), day_hint(day)))


def out_of_order(start: Day, end: Day | None, publication: Day | None) -> tuple[str, str, str] | None:
    """An event starts before it ends and is published after: the day that cannot be, why not, and what to do."""
    if end is not None and last_of(end) < first_of(start):
        return "end", f"this event ends ({end}) before it starts ({start})", "are the two the wrong way round?"
    for day, words in ((end, "ended"), (start, "started")):
        if publication is not None and day is not None and last_of(publication) < first_of(day):
            message = f"this event was published ({publication}) before it {words} ({day})"
            return "publication", message, "one of the two days must be wrong"
    return None


def narrowed(start: Day, end: Day | None, publication: Day | None) -> tuple[Day, Day | None]:
    """Start and end of an event whose days are in order: what is known of one day narrows the others.

    What was published had ended: of an event of which no end is told, the end lies between its start and that day.
    """
    if end is None and publication is not None:
        end = from_to(first_of(start), last_of(publication))
    if isinstance(end, Partial):
        last = end.last if publication is None else min(end.last, last_of(publication))
        end = from_to(max(end.first, first_of(start)), last)
    if isinstance(start, Partial) and end is not None:
        start = from_to(start.first, min(start.last, last_of(end)))
    return start, end


def exact(day: Day | None) -> str | None:
    """As ISO 8601 writes it: `2021-05-25`, `2021-08`, `2021`, and `2018-06-04/2018-12-31` for any other stretch."""
    if not isinstance(day, Partial):
        return None if day is None else day.isoformat()
    if not has_a_name(day):
        return f"{day.first.isoformat()}/{day.last.isoformat()}"
    return month_of(day.first) if month_of(day.first) == month_of(day.last) else year_of(day)


def has_a_name(day: Day) -> bool:
    """Whether the calendar has a name for it: for a day, a whole month or a whole year, and for no other stretch."""
    if not isinstance(day, Partial):
        return True
    whole = day.first.day == 1 and day.last.day == monthrange(day.last.year, day.last.month)[1]
    return whole and (month_of(day.first) == month_of(day.last) or year_of(day) is not None)


def as_known_in_words(day: Day) -> str:
    """`17 March 2020`; `a day in March 2020 that is not known`. Reads after a preposition."""
    if not isinstance(day, Partial):
        return day_in_words(day)
    if day.first == date.min:
        return f"a day up to {day_in_words(day.last)} that is not known"
    if has_a_name(day):
        return f"a day in {stretch_in_words(day.first, day.last)} that is not known"
    return f"a day between {day_in_words(day.first)} and {day_in_words(day.last)} that is not known"


def on_day_in_words(day: Day) -> str:
    """`on 1 March 2020`, `in August 2021`, `at some time from 3 to …` where no more is known."""
    if not isinstance(day, Partial):
        return f"on {day_in_words(day)}"
    return f"in {stretch_in_words(day.first, day.last)}" if has_a_name(day) else _some_time(day.first, day.last)


def held_in_words(start: Day, end: Day) -> str:
    """When something took place, after its name: `of 14–25 May 2018`, `of May 2018`, `at some time from … to …`.

    What is known of one day is told, though less is known of the other: `begun in May 2018 and over on 2 June 2018`.
    """
    if start == end and has_a_name(start):
        return f"of {stretch_in_words(first_of(start), last_of(start))}"
    if not isinstance(start, Partial) and not isinstance(end, Partial):
        return f"of {days_in_words(start, end)}"
    begun = _begun(start, last_of(end))
    if start == end or (begun is None and isinstance(end, Partial)):
        return _some_time(first_of(start), last_of(end))
    if begun is None:
        begun = f"no earlier than {day_in_words(first_of(start))}"
    over = on_day_in_words(end) if has_a_name(end) else f"by {day_in_words(last_of(end))}"
    return f"begun {begun} and over {over}"


def _begun(start: Day, over: date) -> str | None:
    """When it began, where that has a name; of a month or year that goes on after it was over, the whole is named."""
    if isinstance(start, Partial) and start.last == over:
        month_end = over.replace(day=monthrange(over.year, over.month)[1])
        wholes = (Partial(start.first, last) for last in (month_end, date(over.year, 12, 31)))
        start = next((whole for whole in wholes if has_a_name(whole)), start)
    return on_day_in_words(start) if has_a_name(start) else None


def _some_time(first: date, last: date) -> str:
    return f"at some time from {day_in_words(first)} to {day_in_words(last)}"


def month_of(day: date) -> str:
    """`2021-08`."""
    return f"{day.year:04}-{day.month:02}"


def quarter_of(day: date) -> str:
    """`2026 Q2`."""
    return f"{day.year:04} Q{(day.month + 2) // 3}"


def year_of(day: Partial) -> str | None:
    """The year, if the stretch goes through all its months."""
    whole = day.first.year == day.last.year and (day.first.month, day.last.month) == (1, 12)
    return f"{day.first.year:04}" if whole else None
