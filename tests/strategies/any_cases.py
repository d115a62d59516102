"""Cases made from the words of any policy, quickly: drawn with `random`, so that a seed gives the same ones again.

Each event names itself in its `source`, so that it can be known again when less is told of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from ilacs_rules import NOTHING, UNKNOWN, Case, Duration, Event, Partial, Value
from ilacs_rules.language.types import Basic, DurationType, ListType, Type, ValueSet
from ilacs_rules.model.vocabulary import CREATED, ENDED, Vocabulary

NUMBERS = (-2, 0, 1, 2, 3, 5, 9, 11, 12, 18, 19, 30, 60, 99, 100, 101, 300, 500, 501, Decimal("0.5"), Decimal("10.5"))

NAMES = ("case 1", "case 2", "case 3", "case 4")  # of other cases


def any_case(random: Random, vocabulary: Vocabulary, first: date, last: date) -> Case:
    """A case with a history between two days, most of it known exactly."""
    days = (last - first).days

    def day() -> date:
        return first + timedelta(random.randrange(days))

    facts: dict[str, Value | Partial] = {}
    for name, kind in vocabulary.facts.items():
        if random.random() < 0.8:
            facts[name] = any_value(random, kind.type, day())
    if CREATED in facts and random.random() < 0.5:
        facts[CREATED] = first - timedelta(random.randrange(4000))
    if ENDED in facts:
        created = facts.get(CREATED)
        since = created if isinstance(created, date) else first
        facts[ENDED] = random.choice([NOTHING, NOTHING, since + timedelta(random.randrange(4000)), max(since, day())])
    kinds = list(vocabulary.events)
    favoured = random.sample(kinds, min(3, len(kinds)))
    happened = []
    for number in range(random.randrange(8) if kinds else 0):
        kind = random.choice(favoured if random.random() < 0.7 else kinds)
        happened.append(_event(random, vocabulary, kind, day(), str(number)))
    complete_from = {}
    if kinds and random.random() < 0.2:
        complete_from[random.choice(kinds)] = random.choice([None, day(), day()])
    until = day() if random.random() < 0.2 else {}
    return Case("the subject", facts, tuple(happened), complete_from, until)


def _event(random: Random, vocabulary: Vocabulary, kind: str, start: date, name: str) -> Event:
    end: date | None = start + timedelta(random.choice([0, 0, 0, 1, 4, 20, 60]))
    publication = None
    if random.random() < 0.1:
        end = None
    elif random.random() < 0.4:
        publication = (end or start) + timedelta(random.choice([0, 1, 10, 40, 90]))
    fields = {
        field: any_value(random, of.type, start + timedelta(random.randrange(400)))
        for field, of in vocabulary.events[kind].records.items()
        if random.random() < 0.85
    }
    return Event(kind, start, end, publication, fields, source=name)


def any_value(random: Random, type_: Type, day: date) -> Value:
    """A value of a type; now and then there is none, or it is not known."""
    if random.random() < 0.06:
        return random.choice([NOTHING, UNKNOWN])
    match type_:
        case Basic.YES_OR_NO:
            return random.random() < 0.5
        case Basic.NUMBER:
            return random.choice(NUMBERS)
        case Basic.DATE:
            return day
        case Basic.TEXT:
            return random.choice(["a", "b"])
        case ValueSet(values=values):
            return random.choice(values)
        case Basic.CASE:
            return random.choice(NAMES)
        case ListType(item=Basic.CASE):
            return tuple(random.sample([*NAMES, UNKNOWN], random.randrange(4)))
        case DurationType(kind=kind):
            return Duration(random.randrange(40), kind)
        case _:
            raise AssertionError(f"a case gives no {type_}")


def is_list_of_cases(type_: Type) -> bool:
    """Whether values of a type name other cases."""
    return isinstance(type_, ListType) and type_.item is Basic.CASE


def some_day(random: Random, case: Case, first: date, last: date) -> date:
    """A day to ask about: near something that happened, or any."""
    if case.events and random.random() < 0.5:
        near: Sequence[date] = [day for e in case.events for day in (e.start, e.end, e.publication) if _exact(day)]
        asked = random.choice(near) + timedelta(random.choice([-1, 0, 1, 20, 90, 200, 400]))
        return min(max(asked, first), last)
    return first + timedelta(random.randrange((last - first).days))


def _exact(day: object) -> bool:
    return isinstance(day, date)
