"""What may be told of a building that has duties: its facts, its checks, and what was done of what is asked.

Each of them is ordinary, absent, partial or odd, on the days on which a duty opens or closes and beside them; each two
meet in every two of their ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ilacs_rules import NOTHING, UNKNOWN, Case, Event, Partial
from tests.whole.told import LEFT_OUT, PRIME, check, rows

History = tuple[tuple[Event, ...], Mapping[str, date | None]]  # and since when the record of a kind is complete

FEBRUARY = Partial(date(2020, 2, 1), date(2020, 2, 29))
LAST_YEAR = Partial(date(2019, 1, 1), date(2019, 12, 31))
_DAYS = (
    date(2019, 10, 31),
    UNKNOWN,
    date(2020, 2, 29),
    NOTHING,
    date(2018, 8, 31),
    FEBRUARY,
    date(2019, 12, 31),
    LEFT_OUT,
    date(2020, 3, 1),
    LAST_YEAR,
    date(2020, 2, 28),
    date(1, 1, 1),
    date(2019, 8, 29),
    date(9999, 12, 31),
    date(2020, 3, 31),
    date(2020, 1, 18),
    date(2019, 3, 29),
)
_SPANS = ("short", "long", UNKNOWN, "short", "zero", "long", NOTHING, "short", "long", "back", "short", "huge", "long")


def checks() -> tuple[History, ...]:
    """Checks; the first has its letter published later, the last are in hand or known only to a month."""
    early = check(date(2019, 5, 31), date(2019, 6, 3), result="weak", safe=True, next_visit=date(2019, 12, 31))
    late = check(date(2020, 1, 31), result="poor", safe=False, next_visit=NOTHING)
    full = check(date(2020, 2, 5), date(2020, 2, 12), date(2020, 3, 2), kind="full check", result="fair", safe=UNKNOWN)
    old = check(date(2018, 6, 1), kind="full check", result="weak", next_visit=date(2020, 2, 29))
    untold = check(date(2019, 12, 2), date(2019, 12, 31), result=UNKNOWN, safe=UNKNOWN, next_visit=UNKNOWN)
    in_hand = check(date(2020, 1, 10), None)
    vague = check(FEBRUARY, result="weak", safe=True)
    some_day = check(LAST_YEAR, LAST_YEAR, result="poor", kind="full check")
    begun = check(date(2019, 12, 20), Partial(date(2019, 12, 20), date(2020, 1, 31)), result="weak", safe=True)
    to_come = check(date(2020, 6, 1), date(2020, 6, 2))
    at_turn = check(date(2020, 2, 29), date(2020, 3, 1), date(2020, 3, 1), result="weak", safe=True)
    return (
        ((late,), {}),
        ((early,), {}),
        ((), {}),
        ((), {"check": None}),
        ((early, late), {"check": date(2019, 12, 31)}),
        ((old, early), {}),
        ((early, full), {}),
        ((old, late), {"full check": date(2020, 1, 1)}),
        ((untold,), {}),
        ((early, in_hand), {}),
        ((early, vague), {}),
        ((old, some_day, late), {}),
        ((old, begun), {}),
        ((begun, vague), {}),
        ((check(date(1, 1, 1), result="weak"),), {}),
        ((early, at_turn), {}),
        ((late, to_come), {"letter": date(2020, 3, 1)}),
    )


def done() -> tuple[History, ...]:
    """What was done of what is asked, letters that answered a check among it."""
    visit, repair, letter = (
        check(day, kind=kind)
        for kind, day in (("visit", date(2020, 2, 29)), ("repair", date(2019, 12, 31)), ("letter", date(2020, 2, 10)))
    )
    before = check(date(2019, 11, 29), date(2019, 12, 2), kind="visit")
    soon = check(date(2020, 3, 1), kind="visit")
    vague, vague_repair = (check(FEBRUARY, kind=kind) for kind in ("visit", "repair"))
    in_hand = check(date(2020, 2, 28), None, kind="visit")
    return (
        ((), {}),
        ((visit,), {}),
        ((), {"visit": None, "repair": None, "letter": None}),
        ((repair, letter), {"visit": date(2020, 1, 1)}),
        ((before, visit, letter), {}),
        ((vague, letter), {}),
        ((before, vague_repair), {"repair": date(2020, 2, 1)}),
        ((soon, repair), {"visit": date(2020, 3, 1)}),
        ((in_hand, vague_repair), {}),
        ((before,), {"visit": None}),
        ((before, check(date(2020, 1, 20), kind="visit"), check(date(2020, 2, 3), kind="repair"), soon), {}),
    )


TOLD: dict[str, tuple[Any, ...]] = {
    "opened": _DAYS,
    "closed": _DAYS[5:] + _DAYS[:5],
    "created": (date(2018, 1, 1), LEFT_OUT, date(2018, 5, 31), NOTHING, date(2020, 2, 15), UNKNOWN, FEBRUARY),
    "listed": (True, True, UNKNOWN, True, False, LEFT_OUT, True, NOTHING),
    "urgent": (LEFT_OUT, False, UNKNOWN, False, True, NOTHING),
    "rating": ("weak", UNKNOWN, "fair", "weak", NOTHING, "poor", LEFT_OUT, "strong"),
    "spell": _SPANS,
    "other spell": _SPANS[3:] + _SPANS[:3],
    "done": done(),
}
ASKED_ON = (date(2020, 3, 1), date(2020, 2, 29), date(2020, 3, 31), date(2020, 1, 19), date(2021, 1, 1))
assert len(checks()) == PRIME


def cases(*, created: bool) -> Iterator[tuple[Case, date]]:
    """Buildings, and the day on which each is asked about; of some the day of creation may be told."""
    checked = checks()
    for place, (name, facts, across) in enumerate(rows(TOLD, step=1)):
        (checks_made, complete), (others, others_complete) = checked[across], facts.pop("done")
        if not created:
            facts.pop("created", None)
        yield (
            Case(name, facts, (*checks_made, *others), {**complete, **others_complete}),
            ASKED_ON[place % len(ASKED_ON)],
        )
