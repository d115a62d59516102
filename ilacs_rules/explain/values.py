"""Values as readers see them: dates, numbers, labels of scales, events by name and day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from ilacs_rules.explain.english import joined, quoted
from ilacs_rules.language.dates_in_words import day_in_words, stretch_in_words
from ilacs_rules.language.durations import Duration
from ilacs_rules.language.nouns import the
from ilacs_rules.language.types import CASES, ListType, OutputsType, Type, ValueSet
from ilacs_rules.model.absent import UNKNOWN, Absent
from ilacs_rules.model.case import Event, Value
from ilacs_rules.model.partial import Day, Partial, as_known_in_words, held_in_words, on_day_in_words
from ilacs_rules.model.version import Pause, Version


def day(when: Day) -> str:
    """`1 March 2020`; `August 2021` or `2021` where no more is known."""
    return stretch_in_words(when.first, when.last) if isinstance(when, Partial) else day_in_words(when)


def some_day(when: Day) -> str:
    """`1 March 2020`; `a day in August 2021`, `a day from 3 to …` where no more is known. Reads after a preposition."""
    if not isinstance(when, Partial):
        return day(when)
    words = on_day(when)
    return f"a day {words.removeprefix('at some time ')}"


def one_day(when: Day) -> str:
    """`1 March 2020`; `a day between 3 March and 9 May 2020` where no more is known. Reads after “from” and “to”."""
    if not isinstance(when, Partial):
        return day(when)
    return f"a day between {day(when.first)} and {day(when.last)}"


def paused_days(pause: Pause) -> str:
    """`from 17 March 2020 to 31 May 2020`; `from a day in March 2020 that is not known, to 31 May 2020`."""
    aside = "," if isinstance(pause.start, Partial) else ""
    until = "" if pause.until is None else f"{aside} to {day(pause.until)}"
    return f"from {as_known_in_words(pause.start)}{until}"


def on_day(when: Day) -> str:
    """`on 1 March 2020`, `in August 2021`, `at some time from 3 to …` where no more is known."""
    return on_day_in_words(when)


def held(start: Day, end: Day) -> str:
    """When something took place, after its name: `of 14–25 May 2018`, `begun in May 2018 and over on 2 June 2018`."""
    return held_in_words(start, end)


def in_sentence(shown: Value, type_: Type, version: Version) -> str:
    """A value after `is`: as everywhere, but a grade of several words stands in quotation marks."""
    words = value(shown, type_, version)
    is_grade = isinstance(shown, str) and isinstance(type_, ValueSet) and type_.ordered
    return quoted(words) if is_grade and " " in words else words


def kind_label(kind: str, version: Version) -> str:
    """What readers call a kind of event, by its folded name."""
    known = version.vocabulary.events.get(kind)
    return known.label if known else kind


def event(happened: Event, version: Version) -> str:
    """`the full check of 14–25 May 2018`, `the full check begun on 14 May 2018`."""
    name = the(kind_label(happened.kind, version))
    if happened.end is None:
        return f"{name} begun {on_day(happened.start)}"
    return f"{name} {held(happened.start, happened.end)}"


_MOST_PLACES = 6  # after the point; whoever writes a number writes no more


def number(shown: int | Decimal) -> str:
    """`1,200`, `2.5`; `about 13.33` of one that goes on and on, such as 40 / 3."""
    if isinstance(shown, int) or not shown.is_finite():
        return f"{shown:,}"
    exponent = shown.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent <= _MOST_PLACES:
        return f"{shown:,}"
    places = max(2, 2 - shown.adjusted())  # so that of a small one something is left
    rounded = f"{shown:,.{places}f}"
    return rounded if Decimal(rounded.replace(",", "")) == shown else f"about {rounded}"


def length(shown: Duration) -> str:
    """`2 weeks`, `3 months`: nobody says “one quarter after”."""
    return str(replace(shown, unit="month") if shown.unit.removesuffix("s") == "quarter" else shown)


def value(shown: Value | Partial, type_: Type, version: Version) -> str:
    """Any value in words, by its type; `not known` and `none` where there is no value."""
    match shown:
        case Absent():
            return "not known" if shown is UNKNOWN else "none"
        case bool():
            return "yes" if shown else "no"
        case int() | Decimal():
            return number(shown)
        case date() | Partial():
            return day(shown)
        case Duration():
            return length(shown)
        case Event():
            return event(shown, version)
        case tuple() if type_ == CASES:
            return _cases(shown)
        case tuple() if isinstance(type_, OutputsType):
            outputs = zip(type_.names, shown, type_.types, strict=True)
            return joined([f"{name} {value(one, of, version)}" for name, one, of in outputs])
        case tuple():
            item = type_.item if isinstance(type_, ListType) else type_
            words = [value(one, item, version) for one in shown]
            return ("; ".join(words) if isinstance(item, OutputsType) else joined(words)) or "none"
        case str():
            return type_.label(shown) if isinstance(type_, ValueSet) else quoted(shown)


def _cases(found: tuple[Value, ...]) -> str:
    """A list of cases: their names, and of how many more it is not known whether they belong to it."""
    names = [quoted(each) for each in found if isinstance(each, str)]
    perhaps = sum(each is UNKNOWN for each in found)
    if not perhaps:
        return joined(names) or "none"
    return joined([*names, f"perhaps {perhaps:,} {'more' if names else 'not known'}"])
