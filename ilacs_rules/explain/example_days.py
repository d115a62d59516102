"""The days of a made-up case: such as they could have been, so that no inspection of two weeks is done on a holiday."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from enum import Enum
from typing import Protocol

from ilacs_rules.language.calendars import HolidaysNotKnown, find_calendar
from ilacs_rules.language.dates import add_months
from ilacs_rules.language.durations import Duration, DurationKind
from ilacs_rules.language.types import ValueSet
from ilacs_rules.model import tree
from ilacs_rules.model.case import Event, Value
from ilacs_rules.model.version import Version
from ilacs_rules.model.vocabulary import FactKind

_UNTIL_IT_STANDS = timedelta(weeks=8)  # from the day that was asked about, so that all of it lies under the version
_UNTIL_PUBLISHED = timedelta(weeks=4)
_TRIED = 60  # days
_AHEAD = (12, 24, 36)  # months
_FRIDAY = 4
_MOST_DAYS = 5  # that are told day by day: a stay of more has a weekend in it


class _WorkingDays(Protocol):
    def is_working_day(self, day: date) -> bool: ...


def example_day(version: Version, on: date) -> date:
    """The working day on which examples stand that begin on a day; that day itself where the calendar ends.

    It is one whose next anniversaries are working days as well, so that what is due again in so many years is not due
    on a Sunday. By which of them is no matter: else an edit of a rule would move all examples.
    """
    if date.max - on < 2 * _UNTIL_IT_STANDS:
        return on
    earliest, calendar = on + _UNTIL_IT_STANDS, _calendar(version)
    days = [each for number in range(_TRIED) if _is_working(each := earliest + timedelta(days=number), calendar)]
    ahead = (day for day in days if all(_is_working(add_months(day, each) or day, calendar) for each in _AHEAD))
    return next(ahead, days[0])


class Likeness(Enum):
    """How like something that happened a made-up event is to be, the most first."""

    WHOLE = "its days, and all that is recorded"
    DAYS = "its days"
    NONE = "in a day"


def as_it_could_have_been(event: Event, version: Version, on: date, like: Likeness) -> Event:
    """An event published on a day: it ended on a Friday some weeks before, and took as long as the rules let it.

    The week is one in which neither its first day nor its last is a holiday. What is told of it on a scale stands for
    all that it records on that scale.
    """
    if like is Likeness.NONE:
        return event
    calendar = _calendar(version)
    lasts, end = _before_the_last(event.kind, version), on - _UNTIL_PUBLISHED
    end -= timedelta(days=(end.weekday() - _FRIDAY) % 7)
    while not (_is_working(end, calendar) and _is_working(end - lasts, calendar)):
        end -= timedelta(weeks=1)
    fields = dict(event.fields)
    if like is Likeness.WHOLE:
        fields = _all_recorded(event, version)
    return replace(event, start=end - lasts, end=end, publication=on, fields=fields)


def _all_recorded(event: Event, version: Version) -> dict[str, Value]:
    records = version.vocabulary.events[event.kind].records
    fields = dict(event.fields)
    told: dict[str, Value] = {}
    for name, value in fields.items():
        told.setdefault(_scale(records[name]), value)
    for name, record in records.items():
        if not record.repealed and _scale(record) in told:
            fields.setdefault(name, told[_scale(record)])
    return fields


def _scale(record: FactKind) -> str:
    """The scale on which something is recorded; of what is on none its own name."""
    return record.type.name if isinstance(record.type, ValueSet) and record.type.ordered else record.name


def has_a_length(kind: str, version: Version) -> bool:
    """Whether a rule says how long an event of a kind lasts."""
    return any(each.event == kind and each.lasts is not None for each in version.requirements.values())


def _before_the_last(kind: str, version: Version) -> timedelta:
    """How long before its last day an event of a kind begins, where the rules say how long it or its like lasts."""
    told = [(each.event, each.lasts) for each in version.requirements.values() if each.lasts is not None]
    kinds = version.vocabulary.events
    lengths = [lasts for event, lasts in told if event == kind]
    akin = {name for name, each in kinds.items() if set(each.is_a) & set(kinds[kind].is_a)}
    lengths = lengths or [lasts for event, lasts in reversed(told) if event in akin]
    match lengths[:1]:
        case [tree.Const(value=Duration(amount=days, kind=DurationKind.DAYS))] if days > 0 and days % 7 == 0:
            return timedelta(days=days - 3)  # from Monday to Friday
        case [tree.Const(value=Duration(amount=days, kind=DurationKind.DAYS))] if 0 < days <= _MOST_DAYS:
            return timedelta(days=days - 1)
        case _:
            return timedelta()


def _calendar(version: Version) -> _WorkingDays | None:
    return find_calendar(version.calendar, version.closures) if version.calendar else None


def _is_working(day: date, calendar: _WorkingDays | None) -> bool:
    try:
        return day.weekday() <= _FRIDAY if calendar is None else calendar.is_working_day(day)
    except HolidaysNotKnown:
        return day.weekday() <= _FRIDAY
