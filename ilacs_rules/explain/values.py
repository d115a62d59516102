"""Values as readers see them: dates, numbers, labels of scales, events by name and day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ilacs_rules.cases.model import NOTHING, UNKNOWN, Absent, Day, Event, Partial, Value
from ilacs_rules.checker.version import Version
from ilacs_rules.explain.english import joined, quoted, the
from ilacs_rules.language.dates_in_words import day_in_words, days_in_words, stretch_in_words
from ilacs_rules.language.durations import Duration
from ilacs_rules.language.types import ListType, Type, ValueSet


def day(when: Day) -> str:
    """`1 March 2020`; `August 2021` or `2021` where no more is known."""
    return stretch_in_words(when.first, when.last) if isinstance(when, Partial) else day_in_words(when)


def on_day(when: Day) -> str:
    """`on 1 March 2020`, `in August 2021`."""
    return f"in {day(when)}" if isinstance(when, Partial) else f"on {day(when)}"


def stretch(start: Day, end: Day) -> str:
    """`14–25 May 2018`, `14 May 2018` for one day, `May 2018 to June 2018` where no more is known."""
    if start == end:
        return day(start)
    if isinstance(start, Partial) or isinstance(end, Partial):
        return f"{day(start)} to {day(end)}"
    return days_in_words(start, end)


def kind_label(kind: str, version: Version) -> str:
    """What readers call a kind of event, by its folded name."""
    known = version.vocabulary.events.get(kind)
    return known.label if known else kind


def event(happened: Event, version: Version) -> str:
    """`the full check of 14–25 May 2018`, `the full check begun on 14 May 2018`."""
    name = the(kind_label(happened.kind, version))
    if happened.end is None:
        return f"{name} begun {on_day(happened.start)}"
    return f"{name} of {stretch(happened.start, happened.end)}"


def value(shown: Value, type_: Type, version: Version) -> str:
    """Any value in words, by its type; `not known` and `none` where there is no value."""
    match shown:
        case Absent():
            return "not known" if shown is UNKNOWN else "none"
        case bool():
            return "yes" if shown else "no"
        case int() | Decimal():
            return f"{shown:,}"
        case date():
            return day(shown)
        case Duration():
            return str(shown)
        case Event():
            return event(shown, version)
        case tuple():
            item = type_.item if isinstance(type_, ListType) else type_
            return joined([value(one, item, version) for one in shown]) or "none"
        case str():
            return type_.label(shown) if isinstance(type_, ValueSet) else quoted(shown)


def is_absent(shown: Value) -> bool:
    """Whether there is no value: nothing or unknown."""
    return shown is NOTHING or shown is UNKNOWN


def length(duration: Duration) -> str:
    """A length of time as an adjective before what lasts so long: `5 working days’`, `1 week’s`."""
    words = str(duration)
    return f"{words}’" if words.endswith("s") else f"{words}’s"
