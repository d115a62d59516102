"""What may be told of a building: for every fact and of its checks, ordinary, absent, partial and odd values.

Each two facts, and each fact and history, meet in every two of their values (an orthogonal array: the columns are the
lines of a plane over the whole numbers up to a prime).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ilacs_rules import NOTHING, UNKNOWN, Case, Event, Partial

DAY = date(2020, 3, 1)  # of the question
PRIME = 17
LEFT_OUT = None


def _month(year: int, month: int, last: int) -> Partial:
    return Partial(date(year, month, 1), date(year, month, last))


_NUMBERS = (UNKNOWN, NOTHING, LEFT_OUT, 0, -2, 5, 4, 6, Decimal("2.5"), Decimal("-0.1"), 10**27, 1, Decimal("5.0"))
_DAYS = (
    UNKNOWN,
    NOTHING,
    LEFT_OUT,
    date(2020, 2, 29),
    date(2020, 2, 28),
    date(2020, 3, 1),
    date(1, 1, 1),
    date(9999, 12, 31),
    _month(2020, 2, 29),
    Partial(date(2019, 1, 1), date(2019, 12, 31)),
    date(2019, 12, 31),
    date(2018, 8, 31),
    date(2020, 8, 31),
)
_TEXTS = (
    UNKNOWN,
    NOTHING,
    LEFT_OUT,
    "North End",
    "north end",
    "",
    "“odd” {words}",
    "=1+1",
    "é\u0301\u202e<b>",
    "a; b, and c",
)
_YES_OR_NO = (UNKNOWN, NOTHING, LEFT_OUT, True, False)
_SCALE = (UNKNOWN, NOTHING, LEFT_OUT, "strong", "fair", "weak", "poor")
_CHOICE = (UNKNOWN, NOTHING, LEFT_OUT, "red", "green", "blue")
_SPANS = (UNKNOWN, NOTHING, LEFT_OUT, "short", "long", "zero", "back", "huge")

FACTS: dict[str, tuple[Any, ...]] = {
    "size": _NUMBERS,
    "limit": _NUMBERS,
    "opened": _DAYS,
    "closed": _DAYS,
    "area": _TEXTS,
    "ward": _TEXTS,
    "listed": _YES_OR_NO,
    "alarmed": _YES_OR_NO,
    "rating": _SCALE,
    "wish": _SCALE,
    "paint": _CHOICE,
    "sign": _CHOICE,
    "urgent": _YES_OR_NO,
    "spell": _SPANS,
    "other spell": _SPANS,
    "neighbour": (UNKNOWN, NOTHING, LEFT_OUT, "building 3"),
}


def check(start: Any, end: Any = ..., publication: Any = None, kind: str = "check", **fields: Any) -> Event:
    if kind != "full check":
        fields.pop("paint", None)
    return Event(
        kind,
        start,
        start if end is ... else end,
        publication,
        {name.replace("_", " "): value for name, value in fields.items()},
        source=f"{kind} begun {start}",
    )


def histories() -> tuple[tuple[tuple[Event, ...], Mapping[str, date | None]], ...]:
    """Checks, and since when their record is complete."""
    told: dict[str, Any] = {
        "result": "fair",
        "score": 5,
        "safe": True,
        "next_visit": date(2020, 2, 29),
        "remark": "North End",
        "paint": "red",
    }
    early, late = date(2019, 5, 1), date(2020, 1, 15)
    full = check(early, kind="full check", **told)
    one = check(late, **{**told, "result": "poor", "score": Decimal("2.5"), "safe": False})
    one_more = {**one.fields, "next visit": one.fields["next visit"], "paint": "blue"}
    unknown = dict.fromkeys(told, UNKNOWN)
    none = dict.fromkeys(told, NOTHING)
    vague = check(_month(2020, 2, 29), **told)
    one_more = {name.replace(" ", "_"): value for name, value in one_more.items()}
    in_hand = check(date(2020, 2, 20), None)
    return (
        ((), {}),
        ((), {"check": None}),
        ((one,), {"check": date(2019, 12, 31)}),
        ((full,), {}),
        ((full, one), {"full check": date(2019, 6, 1)}),
        ((full, check(late, **unknown)), {}),
        ((check(late, kind="full check", **none),), {}),
        ((check(early),), {}),
        ((full, in_hand), {}),
        ((in_hand,), {"check": date(2020, 1, 1)}),
        ((one, check(date(2020, 2, 1), date(2020, 2, 5), date(2020, 6, 1), kind="full check", **told)), {}),
        ((one, check(late, publication=date(2020, 2, 1), kind="full check", **one_more)), {}),
        ((full, vague), {}),
        ((one, check(date(2019, 11, 1), _month(2020, 3, 31), kind="full check", **unknown)), {}),
        ((check(date(1, 1, 1), kind="full check", **{**told, "next_visit": date(9999, 12, 31)}),), {}),
        ((check(date(2020, 2, 29), date(2020, 3, 1), date(2020, 3, 1), kind="full check", **told),), {}),
        ((one, check(date(2020, 6, 1), date(9999, 12, 31))), {"repair": None}),
    )


def cases(step: int = 1) -> Iterator[Case]:
    """The rows of the array; with a step, only some of them."""
    happened = histories()
    for name, facts, across in rows(FACTS, step):
        events, complete = happened[across]
        yield Case(name, facts, events, complete)


def rows(told: Mapping[str, Sequence[Any]], step: int) -> Iterator[tuple[str, dict[str, Any], int]]:
    """For each building its name, what is told of it, and which of `PRIME` histories it has.

    A step by the prime or a multiple of it would leave a fact at one and the same value.
    """
    assert step % PRIME, "each fact is told in several ways"
    assert len(told) < PRIME
    for row in range(0, PRIME * PRIME, step):
        across, down = divmod(row, PRIME)
        found = {
            name: values[(across * place + down) % PRIME % len(values)]
            for place, (name, values) in enumerate(told.items())
        }
        yield f"building {row}", {name: value for name, value in found.items() if value is not LEFT_OUT}, across
